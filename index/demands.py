"""What a question demands of a sentence beside its kind: the utmost, a comparison, a ground, a share, a length of time.

Told from the words of both alone; a sentence without what is demanded may be about the same thing and answers nothing.
"""

import re

from index.asked import Asked, amounts, holds

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

_MEASURED = re.compile(
    r"\bhow (?:many|much|far|large|big)\b|\b(?:number|amount|share|percentage|proportion|sum|total|rate|cost)s?\b",
    re.IGNORECASE,
)
_ACTUALLY = re.compile(r"\bactual(?:ly)?\b|\bin (?:fact|reality)\b", re.IGNORECASE)
_MEANT = re.compile(
    r"\b(?:targets?|goals?|plan(?:s|ned)?|(?:is|are|was|were) (?:also )?planning"
    r"|aim(?:s|ed)?|expect(?:s|ed)|projected|budgeted)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:actual(?:ly)?|achieved|reached|reali[sz]ed|delivered|completed|spent|disbursed|met|in (?:fact|reality)|only"
    r"|but|far|(?:was|were|has|have|had) (?:been )?\w+(?:ed|en))\b",
    re.IGNORECASE,
)
_PART_OF_A_YEAR = re.compile(
    r"\b(first|second|third|fourth|last|latter|1st|2nd|3rd|4th) (half|quarter)(?:s|ly)?\b", re.IGNORECASE
)
_WHICH_PART = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "latter": "second"}
_OTHER_PART = re.compile(
    r"\b(?:[HQ][1-4]|July|October|previous|against|from|compared|over|the second(?! [a-z]))\b", re.I
)
_ROLE = (
    r"(?:(?:director|secretary)-general|chief|head|director|minister|president|secretary|commander|ambassador"
    r"|chair(?:man|woman|person)?|governor|commissioner)\b"
)
_ASKS_ROLE = re.compile(
    rf"\bwho(?:m)? (?:is|was|are|were|became)\b(?: [\w’'-]+){{0,4}}? (?P<role>{_ROLE})", re.IGNORECASE
)
_STANDS_IN = re.compile(r"\b(?:deput|vice|assistant|acting|replac|represent|behalf|instead)", re.IGNORECASE)
_DEPUTY = r"(?:deputy|vice|assistant|acting)[ -](?:(?:prime|executive|foreign|general) )?"
_LISTS = re.compile(r"\W*(?:what are|which|list|name)\b", re.IGNORECASE)
_SO_MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_WHICH_OF_MANY = re.compile(
    rf"\b(?:which|what|name the|list the) (?P<number>{_SO_MANY} )?(?P<things>(?:\w+ ){{0,3}}?\w+(?:s|ies))\b",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"\b(?:percent|per cent|percentage|years?|months?|weeks?|days?|hours?|times)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"[:(,–—]| (?:and|or|namely|such|includ\w+) ", re.IGNORECASE)
_SEVERAL_NAMES = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]{1,30}(?:, and |, | and | or )(?:the )?[A-Z]\w")
_HOW_LONG = re.compile(
    r"\bhow long\b|\bhow much (?:longer|later|earlier|sooner|time)\b"
    r"|\b(?:within|after|over|for) (?:how many (?:hours|days|weeks|months|years)|what (?:time|period))\b",
    re.IGNORECASE,
)
_TENS = "(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_LENGTH_OF_TIME = re.compile(
    rf"(?:(?<![\w.,])\d{{1,3}}|\b(?:for|within|after|half) an?|\b(?:{_ONES}|ten|eleven|twelve|{_TENS}|several|few))"
    rf"(?:[ -](?:and a half|{_ONES}|calendar|working|business|additional|more|further|fiscal|full|consecutive)){{0,2}}"
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


def bars(question: str, text: str) -> bool:
    """Whether the wording of ``question`` rules ``text`` out, whatever else may speak for it.

    It tells only what was meant to be where that asks what was, repeats what is asked for, only announces a list, tells
    of another part of a year, or of the deputy of whoever is asked for.

    >>> bars("How many were actually trained?", "The target is 300."), bars("Who was trained?", "The target is 300.")
    (True, False)
    >>> bars("With which eight countries did talks begin?", "Talks began with eight countries.")
    True
    """
    measured = _ACTUALLY.search(question) and _MEASURED.search(question) and not _MEANT.search(question)
    if measured and _MEANT.search(text) and not _DONE.search(text):
        return True
    if _LISTS.match(question) and text.rstrip().endswith(":"):
        return True
    if _of_another_part(question, text) or _of_a_deputy(question, text):
        return True
    asked = _WHICH_OF_MANY.search(question)
    if asked is None or _MEASURES.search(asked["things"]) or _SEVERAL_NAMES.search(text):
        return False
    number = re.escape(asked["number"] or "") or rf"(?:{_SO_MANY}|several|many|some|various) "
    repeated = re.search(rf"\b{number}{re.escape(asked['things'])}\b", text, re.IGNORECASE)
    return repeated is not None and not _GOES_ON.search(text, repeated.end())


def _of_another_part(question: str, text: str) -> bool:
    """Whether ``text`` tells only of the first half or quarter of a year where ``question`` asks of the second.

    >>> _of_another_part("profit in the second half of 2022", "In the first half of 2022 it lost money.")
    True
    """
    asked, told = (set(map(_part, _PART_OF_A_YEAR.finditer(each))) for each in (question, text))
    if len(asked) != 1 or not asked.isdisjoint(told) or _OTHER_PART.search(text):
        return False
    return any(part == one[1] for one in asked for _, part in told)


def _part(found: re.Match[str]) -> tuple[str, str]:
    """Which half or quarter of a year is named: ("second", "half")."""
    which, part = found[1].casefold(), found[2].casefold()
    last = {"half": "second", "quarter": "fourth"}[part]
    return (last if which == "last" else _WHICH_PART.get(which, which)), part


def _of_a_deputy(question: str, text: str) -> bool:
    """Whether ``question`` asks who holds an office and ``text`` speaks of a deputy's alone.

    >>> _of_a_deputy("Who is its chief?", "Its deputy chief, A. Li"), _of_a_deputy("Who is its chief?", "Chief B. Li")
    (True, False)
    """
    asked = _ASKS_ROLE.search(question)
    if asked is None or _STANDS_IN.search(question):
        return False
    role, said = re.escape(asked["role"].casefold()), text.casefold()
    return bool(re.search(rf"\b{role}", said)) and not re.search(rf"\b{role}", re.sub(_DEPUTY + role, "", said))


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
