"""Whether a sentence holds the kind of thing that a question asks for."""

import re
from collections.abc import Sequence

from corpus.records import Kind, Passage
from corpus.vocabulary import words
from index import japanese, lexical
from index.asked import Asked, holds, role_words
from index.asking import FUNCTION_WORDS
from index.barring import bars
from index.counters import asked_counter, counters, counts_same
from index.defining import defines
from index.demands import PICTURE, asks_share, meets, tells_length, tells_share
from index.patterns import MONTHS, numbers
from index.question import Question
from index.reader import Reader
from index.rows import Row
from index.units import unit

HALF = 0.5  # of a question's words: less than that is another matter
FEW = 2  # words and names of a question that asks for no more than a definition
LEAST_PURPOSE = 2  # words of a purpose that tell it: one alone may stand in any
PHRASE = 15  # words of a caption: a shorter one names what is seen and does not say what it is
NEAR = 0.4  # how near a word must come to the word for what is asked for
ENUMERATION = re.compile(r"(?:[,;、・][^,;、・]+){2}")
_ACRONYM = re.compile(r"(?<![\w/-])(?=[\w/-]*[A-Z][\w/-]*[A-Z])[\w/-]+")
_WHICH = re.compile(
    r"\b((?:at|in|on) )?(?:which|what|(?:list|name)(?: me| us)?(?: all)?(?: the)?|(?:names?|lists?) of(?: the)?)"
    r" (?!(?:is|are|was|were|did|does|do|has|have)\b)",
    re.IGNORECASE,
)
_SORT = re.compile(r"\b(?:kind|sort|type)s? of\b", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\b(?:in order to|so as to|for the purpose of|with (?:the|an) (?:aim|view|goal|purpose|intention) (?:of|to)"
    r"|aim(?:s|ed|ing)? (?:at|to)) [^,;:]+",
    re.IGNORECASE,
)
_AIMS = frozenset(("purpose", "aim", "goal", "objective", "intention", "reason", "serve"))
_COUNTED = re.compile(r"\bhow many (?:[\w-]+ (?=\w+s\b))?([\w-]+)", re.IGNORECASE)
_PEOPLE = re.compile(
    r"people|persons|individuals|men|women|children|victims|casualties|fatalities|lives|times", re.IGNORECASE
)
_LEARNED = re.compile(  # people by what they know or do: any word for such people may count them
    r"\b(?:experts|specialists|professionals|graduates|alumni|students|trainees|participants|officers|officials|staff"
    r"|personnel|engineers|cadets|pupils|scientists|technicians|teachers|learners)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?:\d|\b(?:{numbers(2, 12)}|twenty|thirty|forty|fifty|hundreds?|thousands?"
    r"|million|billion|dozens?|half|third|quarter|majority)\b)[\d,.]*((?:[ -][A-Za-z]+){1,4})",
    re.IGNORECASE,
)
_COUNTRY = re.compile(r"countr(?:y|ies)|nations?|states?|[^、。]*国(?:々|と地域|・地域)?")
_WHO = re.compile(r"\W*(?:and )?who\b", re.IGNORECASE)
_WHO_IN_JAPANESE = re.compile(r"誰|だれ|どなた")
_KEPT_BY_NAME = "所場館院校店"  # a shipyard, a school: a sentence must name one
_REGION = re.compile(r".*?(州|県|都市|市|町|村|港|空港|地域|場所|島|都道府県)")
_CITY = re.compile(r"cit(?:y|ies)|towns?|capitals?")
_TOWN = re.compile(r"\b(?:which|what) (?:\w+ )?(?:city|cities|towns?|capitals?)\b(?!-)|どこ", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"\bwhat (?:is|was|are|were) (?:the|its|their) (?:[\w-]+ ){1,4}(?:of|for|in|on|to)\b", re.IGNORECASE
)
_MAY_BE_NAMES = (Asked.OTHER, Asked.DEFINITION, Asked.PERSON)
_ASKS_NAME = re.compile(
    r"\bnames? of (?:the|its|their|this|that|these|those)\b"
    r"|\bwhat (?:is|was|are|were) .{1,200} (?:called|named)(?:\W*$| (?:that|which|who)\b)"
    r"|\b(?:by|under) (?:what|which) name\b|\b(?:need|want|give me|have) (?:the|its|his|her|their) names?\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:countr(?:y|ies)|cit(?:y|ies)|towns?|villages?|places?|islands?|regions?|provinces?|states?|ports?|rivers?"
    r"|sites?|canals?|capitals?|seas?|lakes?|bases?|airports?|straits?|bays?)\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(rf"\b(?:{MONTHS})\b")
_CALLS = re.compile(
    r"\b(?:called|named|known as|dubbed|titled|entitled|name (?:is|was)|(?:is|was) the name)\b", re.IGNORECASE
)
_TYPE = re.compile(r"\b[A-Z]{1,4}-?\d\w{0,5}\b")
_OPENING_NAME = re.compile(r"\W*(?:\w*[A-Z]\w*[A-Z]|[A-Z][\w’'-]+ (?:of |for |the |and )*[A-Z])")
_BODY = re.compile(
    r"compan(?:y|ies)|firms?|manufacturers?|makers?|banks?|airlines?|contractors?|suppliers?|newspapers?"
    r"|institut(?:e|ion)s?|universit(?:y|ies)|corporations?|business(?:es)?|foundations?"
    r"|officers?|ministers?"
    r"|.*(?:機関|会社|企業|団体|組織|[省庁局課]|省庁|部署|大学|銀行|事業者|当局|主体)"
)
_THING = re.compile(  # what a sentence must call by some such word to speak of it: a name alone may be of anything
    r"(?:war)?ships?|vessels?|boats?|submarines?|frigates?|destroyers?|aircraft|planes?|helicopters?|offices?|divisions?"
    r"|departments?|bureaus?|units?|banks?|airlines?|newspapers?|universit(?:y|ies)|shipyards?|factor(?:y|ies)"
)
_GROUP = re.compile(  # what has a name of its own, so that "in which forum" is answered by one
    r"organi[sz]ations?|bod(?:y|ies)|agenc(?:y|ies)|institutions?|groups?|forums?|frameworks?|meetings?|conferences?"
    r"|summits?|funds?|program(?:me)?s?|projects?|schemes?|initiatives?|agreements?|treat(?:y|ies)|exercises?"
)
_NUMBERED_PART = re.compile(r"(?:article|chapter|section|paragraph|annex|clause|resolution|page|footnote)s?")
_GENERAL = frozenset(  # such words ask for anything: what is found need not be called so
    ("subject", "subjects", "matter", "matters", "topic", "topics", "field", "fields", "area", "areas", "respect",
     "respects", "way", "ways", "form", "forms", "point", "role", "total", "sum", "amount", "content", "contents",
     "status", "position", "function", "importance", "significance", "relation", "link")
)  # fmt: skip


def fits_kind(reader: Reader, passage: Passage, text: str) -> bool:
    """Whether ``text``, of ``passage``, holds a thing of the kind that the reader's question asks for."""
    question = reader.question
    if reader.foreign(text) or (question.asked is not Asked.TRUTH and reader.hearing.repeats(text)):
        return False
    return is_held(question, text) and meets(question.text, question.asked, text) and _speaks(reader, passage, text)


def is_held(question: Question, text: str) -> bool:
    """Whether ``text`` has the form of what is asked for: a sum of money, a date, an acronym and what it stands for."""
    if question.asked is Asked.DATE and tells_length(question.text, text):
        return True
    return holds(question.asked, text, (*(name.said for name in question.names), *_ACRONYM.findall(question.text)))


def is_barred(reader: Reader, text: str) -> bool:
    """Whether the wording of the question asks for what ``text`` cannot tell, whoever may think otherwise.

    A name, and it has none but the question's; what was done, and it tells what was planned.
    """
    question = reader.question
    nameless = question.asked in _MAY_BE_NAMES and _ASKS_NAME.search(question.text) and not _tells_a_name(reader, text)
    return bool(nameless) or bars(question.text, text)


def fits_row(reader: Reader, passage: Passage, row: Row, text: str) -> bool:
    """Whether ``row``, whose words are ``text``, holds in its cells a thing of the kind asked for.

    What a cell counts or tells may be said by its header, its title or the sentence beside the table.
    """
    question = reader.question
    unheard = question.focus and reader.hearing.closeness(question.focus, row.reading.heard) < NEAR
    if unheard and question.asked is not Asked.AMOUNT:
        return False
    if not meets(question.text, question.asked, text):
        return False
    counted = _COUNTED.search(question.text) if question.asked is Asked.COUNT else None
    if counted and not reader.hearing.closeness(counted.group(1).casefold(), row.reading.heard):
        return False
    return row.holds(question.asked) and (bool(counted) or _speaks(reader, passage, text))


def _speaks(reader: Reader, passage: Passage, text: str) -> bool:
    """Whether a sentence tells the place or the person asked for, or speaks of the thing to be defined or exemplified.

    To be defined, a thing must be named in the sentence or in the heading just above it, not in a title far away.
    """
    question = reader.question
    match question.asked:
        case Asked.PLACE:
            return reader.beside.tells_place(text, town=bool(_TOWN.search(question.text)))
        case Asked.REASON:
            return passage.kind is not Kind.CAPTION and not _serves_it(question, text)
        case Asked.PERSON:
            return all(reader.hearing.closeness(word, text) == 1 for word in role_words(question.text))
        case Asked.EXAMPLES:
            return reader.share(f"{reader.headings(passage)} {text}") >= HALF
        case Asked.DEFINITION:
            return _tells_what_it_is(reader, question, passage, text)
        case Asked.COUNT:
            return _counts_it(reader, question, text)
        case Asked.OTHER if _WHO_IN_JAPANESE.search(question.text):
            return reader.beside.tells_actor(text)
        case Asked.OTHER if passage.kind is Kind.CAPTION and _WHO.match(question.text):
            # Whatever has capitals in a sentence may be somebody, in a caption a title.
            return reader.beside.tells_actor(text)
        case Asked.LIST | Asked.OTHER:
            return _names_focus(reader, question, passage, text)
    return True


def _tells_a_name(reader: Reader, text: str) -> bool:
    """Whether ``text`` holds a name that the question does not, or says what something is called.

    Its opening word may be a name if it looks like one, and so may letters with a number ("F-35"). Japanese has no
    capitals, so that any sentence may hold one.
    """
    if japanese.is_written(text) or _CALLS.search(text) or _OPENING_NAME.match(text):
        return True
    said = reader.question.text.casefold()
    if any(one.casefold() not in said for one in _TYPE.findall(text)):
        return True
    return reader.beside.tells_name(_CALENDAR.sub("", text), places=bool(_PLACED.search(reader.question.text)))


def _serves_it(question: Question, text: str) -> bool:
    """Whether what the question wants the purpose of is itself the purpose of what ``text`` tells.

    "With the aim of promoting free trade" gives the purpose of something else than free trade.
    """
    thing = [lexical.stem(term) for term in question.terms if term not in _AIMS]
    clause = _PURPOSE.search(text)
    if len(thing) < LEAST_PURPOSE or not clause:
        return False
    other = f"{text[: clause.start()]}. {text[clause.end() :]}"
    return _in_a_row(thing, clause[0]) and not _in_a_row(thing, other)


def _in_a_row(stems: Sequence[str], text: str) -> bool:
    """Whether ``text`` has the words of these stems one after the other, function words passed over."""
    said = [lexical.stem(word) for word in words(text) if word not in FUNCTION_WORDS]
    return any(said[at : at + len(stems)] == list(stems) for at in range(len(said)))


def _tells_what_it_is(reader: Reader, question: Question, passage: Passage, text: str) -> bool:
    """Whether ``text`` speaks of the thing asked about, and of the attribute of it, if one is asked for.

    A short caption names what is seen and says of nothing what it is, only of which sort.
    """
    near = f"{passage.path[-1] if passage.path else ''} {text}"
    seen = passage.kind is Kind.CAPTION and len(text.split()) < PHRASE
    if seen and not (_SORT.search(question.text) or PICTURE.search(question.text)):
        return False
    attribute = question.focus in question.terms and question.focus not in _GENERAL
    if attribute and _ATTRIBUTE.search(question.text) and reader.hearing.closeness(question.focus, near) < NEAR:
        return False
    return len(question.names) + len(question.terms) > FEW or reader.share(near) >= HALF or defines(reader, text)


def _counts_it(reader: Reader, question: Question, text: str) -> bool:
    """Whether a number in ``text`` counts what "how many so-and-so" asks for, or something else the question names."""
    if counter := asked_counter(question.text):
        people = unit(counter, ()) == "people"  # those who come are not those who are sent
        told = any(counts_same(counter, after) for after in counters(text))
        return told and (not people or reader.hearing.says(text))
    counted = _COUNTED.search(question.text)
    if not counted and asks_share(question.text):
        return tells_share(question.text, text)
    if not counted or _PEOPLE.fullmatch(counted.group(1)):
        return True
    after = " ".join(found.group(1) for found in _NUMBERED.finditer(text))
    if _LEARNED.fullmatch(counted.group(1)) and _LEARNED.search(after):
        return True
    asked = (counted.group(1).casefold(), *question.terms)
    return any(reader.hearing.closeness(word, after) > 0 for word in asked)


def _names_focus(reader: Reader, question: Question, passage: Passage, text: str) -> bool:
    """Whether ``text`` has what "which so-and-so" asks for: a word for it, several things, or else a new name.

    A place is no company; and what is asked with a preposition ("at which shipyard") is not any name whatever.
    """
    asked = _WHICH.search(question.text)
    if japanese.is_written(question.focus):
        return _names_focus_in_japanese(reader, question.focus, text)
    last = passage.path[-1] if passage.path and passage.kind is not Kind.CAPTION else ""  # a caption must say it itself
    if not asked or not question.focus or question.focus in _GENERAL:
        return True
    if _COUNTRY.fullmatch(question.focus):
        return reader.beside.tells_place(text, joined=True)
    if _CITY.fullmatch(question.focus):
        return reader.beside.tells_place(text, town=True)
    if _NUMBERED_PART.fullmatch(question.focus):
        return bool(re.search(rf"\b{question.focus.rstrip('s')}s? ?\d", text, re.IGNORECASE))
    if passage.kind is Kind.LIST or (question.focus.endswith("s") and ENUMERATION.search(text)):
        return True
    if _BODY.fullmatch(question.focus) and question.focus.endswith("s"):
        return reader.beside.tells_name(text, places=False)
    if reader.hearing.closeness(question.focus, f"{last} {text}") >= NEAR:
        return True
    if _THING.fullmatch(question.focus) or (asked.group(1) and not _GROUP.fullmatch(question.focus)):
        return False
    return reader.beside.tells_name(text, places=not _BODY.fullmatch(question.focus))


def _names_focus_in_japanese(reader: Reader, focus: str, text: str) -> bool:
    """Whether ``text`` has what どの or 何 asks for: a country, a place, a body, or else a word for it."""
    if _COUNTRY.fullmatch(focus):
        return reader.beside.tells_place(text)
    if place := _REGION.fullmatch(focus):
        return place.group(1) in text or reader.beside.tells_place(text, town=True)
    if _BODY.fullmatch(focus):
        return reader.beside.tells_actor(text)
    if focus[-1] not in _KEPT_BY_NAME:
        return True
    return any(one not in reader.question.text for one in re.findall(rf"[一-鿿ァ-ヴー]{{1,20}}{focus[-1]}", text))
