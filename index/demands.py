"""What a question demands of a sentence beside its kind: the utmost, a comparison, a ground, a share, a length of time.

Told from the words of both alone; a sentence without what is demanded may be about the same thing and answers nothing.
"""

import re

from index.asked import Asked, amounts, holds
from index.patterns import TEENS, TENS, numbers

PICTURE = re.compile(
    r"\b(?:pictured?|pictures|photos?|photographs?|photographed|images?|captions?|shown|seen)\b|写真", re.IGNORECASE
)
_UTMOST = re.compile(
    r"\b(?:biggest|largest|greatest|highest|lowest|smallest|longest|shortest|oldest|newest|youngest|richest|poorest"
    r"|fastest|strongest|best|worst|the (?:bigger|larger|greater|smaller|higher|lower)|(?<!at )most(?! of\b))\b",
    re.IGNORECASE,
)
_CHIEF = re.compile(
    r"\b(?:first|top|main|mainly|leading|chief|primar\w+|major|foremost|ultimate\w*|number one|record|maxim\w+"
    r"|minim\w+)\b",
    re.IGNORECASE,
)
_GREATER = re.compile(
    r"\b(?:more|less|fewer|larger|bigger|smaller|higher|lower|greater)\b.* than\b"
    r"|\b(?:increased?|gr[eo]wn?|rise|rose|risen|doubled?|decreased?|declined?|fall|fell|fallen|cut)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|\w{3,}er) than\b"
    r"|\b(?:increas|grew|grow|rose|ris[ei]|doubl|tripl|decreas|declin|fell|fall|reduc|expan|compared|previous)",
    re.IGNORECASE,
)
_IN_ALL = re.compile(r"総額|合計|全部で|\bin total\b|\baltogether\b", re.IGNORECASE)
_EACH = re.compile(r"[当あ]たり|につき|\bper (?:person|head|capita|day)\b|\beach\b", re.IGNORECASE)
# What announces a list and gives none.
_ANNOUNCES = re.compile(r"(?:次|以下|下記)の(?:とおり|通り|[^、。]{1,20}(?:[をにが]|である|です))")
_SIDE = re.compile(r"([一-鿿ァ-ヴー]{1,10})側")  # 日本側, フランス側: what one does the other need not
_WHY = re.compile(r"\W*(?:and |so )?why\b|.*(?:なぜ|何故|どうして|何のため|[理原][由因]は)", re.IGNORECASE)
_GROUND = re.compile(
    r"\b(?:because|due|owing|since|as|so|to|for|aim\w*|purpose|view|therefore|thus|hence|thereby|light|cause\w*"
    r"|reason\w*|lead\w*|essential|important|need\w*)\b|ため|から(?:です|だ|である)|ので|目的|理由|原因|により|よう",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\b(?:took|taken by|photographer|credit(?:ed)?)\b", re.IGNORECASE)
_CREDITED = re.compile(r"\b(?:Photo|Image|Source|Credit) ?:|写真:", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:share|proportion|percentage|fraction|(?:interest|tax|exchange)(?: rate)?)\b", re.IGNORECASE)
_OF_A_HUNDRED = re.compile(r"%|％|\bper ?cent\b|\bpercent|\b(?:half|thirds?|quarters?|fifths?)\b|割", re.IGNORECASE)

_HOW_LONG = re.compile(
    r"\bhow long\b|\bhow much (?:longer|later|earlier|sooner|time)\b"
    r"|\b(?:within|after|over|for) (?:how many (?:hours|days|weeks|months|years)|what (?:time|period))\b",
    re.IGNORECASE,
)
_LENGTH_OF_TIME = re.compile(
    rf"(?:(?<![\w.,])\d{{1,3}}|\b(?:for|within|after|half) an?"
    rf"|\b(?:{numbers(1, 12)}|{TEENS}|{TENS}|hundred|several|few))"
    rf"(?:[ -](?:and a half|{numbers(1, 9)}|calendar|working|business|additional|more|further|fiscal|full"
    r"|consecutive)){0,2}"
    r"[ -](?:years?|months?|weeks?|days?|hours?|minutes?|decades?|fortnights?)\b",
    re.IGNORECASE,
)


def meets(question: str, asked: Asked, text: str) -> bool:
    """Whether ``text`` has what the wording of ``question``, which asks for an ``asked``, demands.

    >>> meets("Which country is the biggest donor?", Asked.OTHER, "Donors such as Norway give much.")
    False
    >>> meets("Did aid rise?", Asked.TRUTH, "Aid was $3 million."), meets("Did aid rise?", Asked.TRUTH, "Aid grew.")
    (False, True)
    """
    if _UTMOST.search(question) and not (_UTMOST.search(text) or _CHIEF.search(text)):
        return False
    if PICTURE.search(question) and _CREDIT.search(question) and not _CREDITED.search(text):
        return False
    if asked is Asked.AMOUNT and _IN_ALL.search(question) and _EACH.search(text) and not _IN_ALL.search(text):
        return False
    sides = set(_SIDE.findall(question))
    if sides and _SIDE.search(text) and sides.isdisjoint(_SIDE.findall(text)):
        return False
    if asked is Asked.LIST and _ANNOUNCES.search(text) and "、" not in text.partition("の")[2]:
        return False
    if asked is Asked.TRUTH:
        return not _GREATER.search(question) or bool(_COMPARES.search(text))
    return asked is not Asked.REASON or not _WHY.match(question) or bool(_GROUND.search(text))


def asks_share(question: str) -> bool:
    """Whether ``question`` asks for a part of a whole, or for a rate."""
    return bool(_SHARE.search(question))


def tells_share(question: str, text: str) -> bool:
    """Whether ``text`` tells a part of a whole; of a sum that ``question`` names, also by another sum.

    >>> tells_share("What share of the $5 million?", "Of $5 million, $2 million went to Peru.")
    True
    >>> tells_share("What share of the $5 million?", "Norway gave $5 million in 2011.")
    False
    """
    if _OF_A_HUNDRED.search(text):
        return True
    named = amounts(question)
    rest = re.sub("|".join(map(re.escape, named)), " ", text, flags=re.IGNORECASE) if named else text
    return holds(Asked.AMOUNT, question, ()) and holds(Asked.AMOUNT, rest, ())


def tells_length(question: str, text: str) -> bool:
    """Whether ``question`` asks how long and ``text`` tells a length of time.

    >>> tells_length("How long is the relevant period?", "28 days from its issue"), tells_length("How long?", "In May.")
    (True, False)
    """
    return bool(_HOW_LONG.search(question) and _LENGTH_OF_TIME.search(text))
