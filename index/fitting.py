"""Whether a sentence holds the kind of thing that a question asks for."""

import re

from corpus.records import Kind, Passage
from index.asked import Asked, amounts, holds, role_words
from index.question import Question
from index.reader import Reader
from index.rows import Row

HALF = 0.5  # of a question's words: less than that is another matter
FEW = 2  # words and names of a question that asks for no more than a definition
PHRASE = 15  # words of a caption: a shorter one names what is seen and does not say what it is
NEAR = 0.4  # how near a word must come to the word for what is asked for
ENUMERATION = re.compile(r"(?:[,;、・][^,;、・]+){2}")
PICTURE = re.compile(
    r"\b(?:pictured?|pictures|photos?|photographs?|photographed|images?|captions?|shown|seen)\b|写真", re.IGNORECASE
)
_ACRONYM = re.compile(r"(?<![\w/-])(?=[\w/-]*[A-Z][\w/-]*[A-Z])[\w/-]+")
_WHICH = re.compile(
    r"\b((?:at|in|on) )?(?:which|what|(?:list|name)(?: me| us)?(?: all)?(?: the)?|(?:names?|lists?) of(?: the)?) (?!is\b|are\b|was\b|were\b|did\b|does\b|do\b|has\b|have\b)",
    re.IGNORECASE,
)
_SORT = re.compile(r"\b(?:kind|sort|type)s? of\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bhow many (?:[\w-]+ (?=\w+s\b))?([\w-]+)", re.IGNORECASE)
_PEOPLE = re.compile(r"people|persons|individuals|men|women|children|lives|times", re.IGNORECASE)
_LEARNED = re.compile(  # people by what they know or do: any word for such people may count them
    r"\b(?:experts|specialists|professionals|graduates|alumni|students|trainees|participants|officers|officials|staff"
    r"|personnel|engineers|cadets|pupils|scientists|technicians|teachers|learners)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?"
    r"|million|billion|dozens?|half|third|quarter|majority)\b)[\d,.]*((?:[ -][A-Za-z]+){1,4})",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"countr(?:y|ies)|nations?|states?")
_TOWN = re.compile(r"\b(?:which|what) (?:\w+ )?(?:city|cities|towns?|capitals?)\b", re.IGNORECASE)
_WHY = re.compile(r"\W*(?:and |so )?why\b", re.IGNORECASE)
_GROUND = re.compile(
    r"\b(?:because|due to|owing to|since|as|so that|in order|to|for|aim\w*|purpose|view|therefore|thus|hence|thereby|light|cause\w*|reason\w*|lead\w*|essential|important|need\w*)\b|ため",
    re.IGNORECASE,
)
_GREATER = re.compile(
    r"\b(?:more|less|fewer|larger|bigger|smaller|higher|lower|greater)\b.* than\b"
    r"|\b(?:increased?|gr[eo]wn?|rose|risen|doubled?|decreased?|declined?|fell|fallen|cut)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:more|less|fewer|\w{3,}er) than\b|\b(?:increas|grew|grow|rose|ris[ei]|doubl|tripl|decreas|declin|fell|fall|reduc"
    r"|expan|compared|previous)",
    re.IGNORECASE,
)
_UTMOST = re.compile(
    r"\b(?:biggest|largest|greatest|highest|lowest|smallest|longest|shortest|oldest|newest|youngest|richest|poorest|fastest"
    r"|strongest|best|worst|(?<!at )most(?! of\b))\b",
    re.IGNORECASE,
)
_CHIEF = re.compile(
    r"\b(?:first|top|main|mainly|leading|chief|primar\w+|major|foremost|ultimate\w*|number one|record|maxim\w+|minim\w+)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"\b(?:took|taken by|photographer|credit(?:ed)?)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\bwhat (?:is|was|are|were) (?:the|its|their) (?:[\w-]+ ){1,4}(?:of|for|in|on|to)\b", re.IGNORECASE
)
_SHARE = re.compile(r"\b(?:share|proportion|percentage|fraction|(?:interest|tax|exchange)(?: rate)?)\b", re.IGNORECASE)
_OF_A_HUNDRED = re.compile(r"%|％|\bper ?cent\b|\bpercent|\b(?:half|thirds?|quarters?|fifths?)\b|割", re.IGNORECASE)
_BODY = re.compile(
    r"compan(?:y|ies)|firms?|manufacturers?|makers?|banks?|airlines?|contractors?|suppliers?|newspapers?"
    r"|institut(?:e|ion)s?|universit(?:y|ies)|corporations?|business(?:es)?|foundations?"
    r"|officers?|ministers?"
)
_THING = re.compile(  # what a sentence must call by some such word to speak of it: a name alone may be of anything
    r"(?:war)?ships?|vessels?|boats?|submarines?|frigates?|destroyers?|aircraft|planes?|helicopters?"
    r"|offices?|divisions?|departments?|bureaus?|units?|banks?|airlines?|newspapers?|universit(?:y|ies)|shipyards?|factor(?:y|ies)"
)
_GROUP = re.compile(  # what has a name of its own, so that "in which forum" is answered by one
    r"organi[sz]ations?|bod(?:y|ies)|agenc(?:y|ies)|institutions?|groups?|forums?|frameworks?|meetings?|conferences?"
    r"|summits?|funds?|program(?:me)?s?|projects?|schemes?|initiatives?|agreements?|treat(?:y|ies)|exercises?"
)
_NUMBERED_PART = re.compile(r"(?:article|chapter|section|paragraph|annex|clause|resolution|page|footnote)s?")
_GENERAL = frozenset(  # such words ask for anything: what is found need not be called so
    "subject subjects matter matters topic topics field fields area areas respect respects way ways form forms point role total sum amount content contents status position function importance significance relation link".split()
)


def fits_kind(reader: Reader, passage: Passage, text: str) -> bool:
    """Whether ``text``, of ``passage``, holds a thing of the kind that the reader's question asks for."""
    question = reader.question
    names = (*(name.said for name in question.names), *_ACRONYM.findall(question.text))
    says_more = question.asked is Asked.TRUTH or not reader.hearing.repeats(text)
    if PICTURE.search(question.text) and _CREDIT.search(question.text):
        return "Photo:" in text or "写真:" in text
    says_more = says_more and _tells_utmost(reader, question, text)
    return says_more and holds(question.asked, text, names) and _speaks(reader, passage, text)


def fits_row(reader: Reader, passage: Passage, row: Row, text: str) -> bool:
    """Whether ``row``, whose words are ``text``, holds in its cells a thing of the kind asked for.

    What a cell counts or tells may be said by its header, its title or the sentence beside the table.
    """
    question = reader.question
    unheard = question.focus and reader.hearing.closeness(question.focus, row.reading.heard) < NEAR
    if unheard and question.asked is not Asked.AMOUNT:
        return False
    counted = _COUNTED.search(question.text) if question.asked is Asked.COUNT else None
    if counted and not reader.hearing.closeness(counted.group(1).casefold(), row.reading.heard):
        return False
    return row.holds(question.asked) and (bool(counted) or _speaks(reader, passage, text))


def _tells_utmost(reader: Reader, question: Question, text: str) -> bool:
    """Whether ``text`` tells what is biggest, most or best, if the question asks for that."""
    return not _UTMOST.search(question.text) or bool(_UTMOST.search(text) or _CHIEF.search(text))


def _speaks(reader: Reader, passage: Passage, text: str) -> bool:
    """Whether a sentence tells the place or the person asked for, or speaks of the thing to be defined or exemplified.

    To be defined, a thing must be named in the sentence or in the heading just above it, not in a title far away.
    """
    question = reader.question
    last = passage.path[-1] if passage.path else ""
    match question.asked:
        case Asked.PLACE:
            return reader.tells_place(text, town=bool(_TOWN.search(question.text)))
        case Asked.TRUTH:
            return not _GREATER.search(question.text) or bool(_COMPARES.search(text))
        case Asked.REASON:
            return passage.kind is not Kind.CAPTION and (not _WHY.match(question.text) or bool(_GROUND.search(text)))
        case Asked.PERSON:
            return all(reader.hearing.closeness(word, text) == 1 for word in role_words(question.text))
        case Asked.EXAMPLES:
            return reader.share(f"{reader.headings(passage)} {text}") >= HALF
        case Asked.DEFINITION:
            said = len(question.names) + len(question.terms) > FEW or reader.share(f"{last} {text}") >= HALF
            if _ATTRIBUTE.search(question.text) and question.focus not in _GENERAL and question.focus in question.terms:
                said = said and reader.hearing.closeness(question.focus, f"{last} {text}") >= NEAR
            named = passage.kind is Kind.CAPTION and len(text.split()) < PHRASE
            return said and (not named or bool(_SORT.search(question.text) or PICTURE.search(question.text)))
        case Asked.COUNT:
            return _counts_it(reader, question, text)
        case Asked.LIST | Asked.OTHER:
            return _names_focus(reader, question, passage, text)
    return True


def _counts_it(reader: Reader, question: Question, text: str) -> bool:
    """Whether a number in ``text`` counts what "how many so-and-so" asks for, or something else the question names."""
    counted = _COUNTED.search(question.text)
    if not counted and _SHARE.search(question.text):
        return bool(_OF_A_HUNDRED.search(text)) or _other_amounts(question, text)
    if not counted or _PEOPLE.fullmatch(counted.group(1)):
        return True
    after = " ".join(found.group(1) for found in _NUMBERED.finditer(text))
    if _LEARNED.fullmatch(counted.group(1)) and _LEARNED.search(after):
        return True
    asked = (counted.group(1).casefold(), *question.terms)
    return any(reader.hearing.closeness(word, after) > 0 for word in asked)


def _other_amounts(question: Question, text: str) -> bool:
    """Whether ``text`` has an amount beside that of which ``question`` asks for a share."""
    if not holds(Asked.AMOUNT, question.text, ()):
        return False
    rest = re.sub("|".join(map(re.escape, amounts(question.text))), " ", text, flags=re.IGNORECASE)
    return holds(Asked.AMOUNT, rest, ())


def _names_focus(reader: Reader, question: Question, passage: Passage, text: str) -> bool:
    """Whether ``text`` has what "which so-and-so" asks for: a word for it, several things, or else a new name.

    A place is no company; and what is asked with a preposition ("at which shipyard") is not any name whatever.
    """
    asked = _WHICH.search(question.text)
    last = passage.path[-1] if passage.path and passage.kind is not Kind.CAPTION else ""  # a caption must say it itself
    if not asked or not question.focus or question.focus in _GENERAL:
        return True
    if _COUNTRY.fullmatch(question.focus):
        return reader.tells_place(text, joined=True)
    if _NUMBERED_PART.fullmatch(question.focus):
        return bool(re.search(rf"\b{question.focus.rstrip('s')}s? ?\d", text, re.IGNORECASE))
    if passage.kind is Kind.LIST or (question.focus.endswith("s") and ENUMERATION.search(text)):
        return True
    if _BODY.fullmatch(question.focus) and question.focus.endswith("s"):
        return reader.tells_name(text, places=False)
    if reader.hearing.closeness(question.focus, f"{last} {text}") >= NEAR:
        return True
    if _THING.fullmatch(question.focus) or (asked.group(1) and not _GROUP.fullmatch(question.focus)):
        return False
    return reader.tells_name(text, places=not _BODY.fullmatch(question.focus))
