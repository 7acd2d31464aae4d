"""Programmes: projects, funds, centres, dialogues and exercises with a name, and activities told with their beginning.

What a sentence says of a programme is read around its name. A sentence that goes on about "this program" or "the
project" adds to the programme of the sentence before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import any_of, is_generic, pattern
from ingest.facts.names import FUND, PROGRAMME, Name, capitalised, stands_for
from ingest.facts.roles import find_numbers, find_partners, find_places, find_runners, find_since, tells_since
from ingest.facts.sentences import Sentence

_CENTRE = re.compile(r"\b(?:Centre|Center)\Z")
_NO_PROGRAMME = re.compile(  # documents, organisations and events whose names have a programme's noun
    r"\b(?:Guidelines|Strategy|Agreement|Plan|Office|Space Station|Goals?|Conference|Committee)\b|[Tt]erm\b.*Program"
    r"|^(?:Deputy\s)?(?:Director|Minister|Secretary|Chair|Chairman|President|Ambassador|Coordinator|Commissioner)\b(?![’'])"
    r"|(?:Development|Food|Environment|Settlements) Programme\Z|^(?:This|These|That|Such|Examples)\b"
)
_LONGEST = 14  # words of a name; a heading in capitals may have more
_NOUN = "mission, project, program, programme, initiative, scheme, process, workshop, dialogue, campaign, exercise"
_SAID_SO = re.compile(  # "the BIRDS-3 mission", "the Clean Water 2010 programme"
    rf"\b(?:[Tt]he|[Aa]n?)\s(?P<name>[A-Z][\w-]*[A-Z0-9][\w-]*"
    rf"|[A-Z][\w-]+(?:\s(?:and\s|of\sthe\s|of\s)?(?:[A-Z][\w-]*|\d{{4}})){{1,6}})\s{any_of(_NOUN)}\b"
)
_SAID_LONG = re.compile(rf"\s\([A-Z][\w-]*[A-Z][\w-]*\)\s{any_of(_NOUN)}\b")  # "the Rural Roads (RR) programme"
_ARTICLE = re.compile(r"\b(?:the|an?)\s\Z", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:When|How|Why|What|Using|Lessons|Other|Many|Some|Most|All)\b|.*(?:Programs|Programmes|Projects|Initiatives)\Z"
)
_SUCH_AS = re.compile(
    r"\b(?:initiatives|program(?:me)?s|projects|campaigns|schemes)\s?(?:[-–—]\s?)?,?\s?(?:such\sas|like|including)\b"
    r"|\bsuch\s(?:[a-z]+\s)?(?:initiatives|program(?:me)?s|projects|campaigns|schemes)\sas\b"
)
_NEXT = re.compile(r"(?:\s|,\s|,?\s(?:and|or|as\swell\sas)\s)(?:the\s)?")
_MADE_BY = re.compile(rf"\b{any_of(_NOUN + ', exercise, system')}\s(?:\w+\s){{0,5}}\(?\Z")
_ACTIVITY = any_of(
    "training, trainings, exercise, exercises, program, programs, programme, programmes, project, projects, operations,"
    "course, courses, seminar, seminars, workshop, workshops, meeting, meetings, dialogue, dialogues, mission,"
    "missions, patrols, consultations, campaign, campaigns"
)
_RUNNING = any_of(
    "conduct\\w*, hold, held, holding, implement\\w*, run, running, organi[sz]\\w+, co-organi[sz]\\w+, carry out,"
    "carrying out, carried out, offer\\w*, provid\\w+, undertak\\w+, execut\\w+, operat\\w+"
)
_NOT_IN_NAME = any_of(
    f"the, an?, its, their, and, of, to, in, on, for, by, with, been, has, have, be, every, {_RUNNING}"
)
_LEFT = rf"(?:(?!{_NOT_IN_NAME}\b)[\w-]+\s){{0,3}}"
_PHRASE = rf"{_LEFT}{_ACTIVITY}(?:\sand\s{_LEFT}{_ACTIVITY})?\b"
_DESCRIBED = (
    re.compile(r"\b(?:has|have)\s(?:held|hosted|convened)\s(?:the\s)?(?P<name>[A-Z][\w-]*(?:\s[A-Z][\w-]*){1,8})"),
    re.compile(
        rf"\b(?:(?:has|have)\s(?:also\s)?been\s(?:[\w-]+\s){{0,5}}?{_RUNNING}|to\simplement)\s"
        rf"(?:the\s|an?\s)?(?P<name>{_PHRASE})"
    ),
    re.compile(rf"(?P<name>{_PHRASE})[^.;]{{0,120}}?\s(?:has|have)\sbeen\s{_RUNNING}\b"),
)  # fmt: skip
_GOES_ON = re.compile(
    r"\b(?:[Tt]his|[Tt]he|[Ii]ts)\s(?:joint\s|training\s)?"
    + any_of("program, programme, project, fund, initiative, course, map, launch, centre, center, exercise")
    + r"\b|\bThis\s(?:Trust\s)?Fund\b"
)
_SHORT = re.compile(r"\s?\((?P<short>[A-Z][\w-]*[A-Z][\w-]*)\)")
_TAIL = re.compile(r"(?:\s(?:in|with|for|on|to|and|of)(?:\sthe)?(?:\s[A-Z][\w-]*)+)+(?=\s?\([A-Z][\w-]*[A-Z]|”)")
_WHICH = re.compile(r"\s?(?:\([^)]*\)+)?\s?,?\s(?:which|that)\s(?:is\s|will\s)?(?=an?\s|[a-z]+s\s|(?<=will\s)[a-z]+\s)")
_APPOSITIVE = re.compile(r"\s?(?:\([^)]*\)+)?,\s(?=an?\s)")
_MAKING = re.compile(
    r"\b(?:launch|creat|form|found|establish|start|build|set(?:ting)?\sup|initiat)\w*\s(?:of\s)?(?:the\s|an?\s)?\Z"
)
_MADE_TO = re.compile(
    r"(?:\s?\([^)]*\)+)?(?:,?\s(?:in|at)\s[^,.;]{1,50}?)?,?\sto\s(?=[a-z]+\s)"
)  # "launched X in 2004 to train"
_DOES = re.compile(  # "the Rural Roads Programme builds …"
    r"(?:\s?\([^)]*\)+)?\s(?=(?:provid|support|fund|help|offer|promot|train|encourag|financ|build|assist|seek|aim)(?:s|es|ed)\s)"
)
_AIMED = re.compile(r"[^.;,]{0,60}?\s(?:aimed\sat|designed\sto|intended\sto)\s(?=[a-z])")
_IS_TO = re.compile(r",?\s(?:(?:is|are)\sto\s|is\s(?=an?\s))")
_FOUNDED = re.compile(r"[^.;]{0,30}\b(?:was|is|were)\s(?:founded|established|set up)\b[^.;]*?\sto\s")
_OF_A_FUND = re.compile(
    r"(?:\s?\([^)]*\)+)?(?:,\sto\swhich\s[^.;]{0,60}?\b(?:contributions?|funds?),)?\sto\s(?!which)(?=[a-z]+\s)"
)
_AIM = pattern(
    "aim(?:s|ed|ing)? (?:at|for|to), with the (?:aim|goal|purpose|objective) of, designed to, intended to,"
    "concerning, towards?"
)
_IN_ORDER_TO = re.compile(r"\b(?:[Ii]n\sorder\sto|^To)\s(?P<what>[a-z][^;]+?),\s(?=[A-Z])")
_END = re.compile(
    r",\s(?:in\sorder\sto|as\swell\sas|which|targeting|with|through|is|was|are|were|has|have|had|will|began|started|became)\b|\s(?:has|have)\sbeen\b|\s\(|[;.:](?=\s|\Z)"
)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as one sentence tells it: its details, the name first."""

    sentence: Sentence
    details: tuple[Detail, ...]


def find_programmes(sentence: Sentence, before: Sentence | None, earlier: Sequence[Programme]) -> Iterator[Programme]:
    """The programmes that a sentence names or describes; if it goes on about the last of ``earlier``, that one again.

    ``before`` is the sentence that this one may refer back to. What is yielded again has only what this one adds.
    """
    found = [*_named(sentence), *_described(sentence)]
    kept = [span for number, span in enumerate(found) if not any(span.overlaps(one) for one in found[:number])]
    for span in sorted(kept):
        yield Programme(sentence, tuple(_details(sentence, span, before)))
    meant = [one for one in earlier if len(one.details) > 1]
    if meant and before and not kept and _GOES_ON.search(sentence.words):
        added = [*find_numbers(sentence), *find_partners(sentence, Span(0, 0))]
        yield replace(meant[-1], details=(meant[-1].details[0], *added))


def _named(sentence: Sentence) -> Iterator[Span]:
    words = sentence.words
    for name in sentence.names:
        span = _bare(words, name)
        if _is_programme(name, span.of(words)):
            tail = _TAIL.match(words, span.end)
            yield Span(span.start, tail.end()) if tail else span
    yield from _listed(sentence)
    for found in _SAID_SO.finditer(words):
        told = [one for one in sentence.names if one.kind in ("place", "organisation", "office")]
        if not any(one.span.overlaps(Span(*found.span("name"))) for one in told):
            yield Span(found.start("name"), found.end())
    for span in capitalised(words):  # "a project to create the General Chart of Oceans (GEBCO)"
        organised = any(name.kind == "organisation" and name.span.overlaps(span) for name in sentence.names)
        if not organised and " " in span.of(words) and _SAID_LONG.match(words, span.end):
            yield span
        if not organised and _SHORT.match(words, span.end) and _MADE_BY.search(words, 0, _led(words, span.start)):
            yield span


def _listed(sentence: Sentence) -> Iterator[Span]:
    """Names that are listed as programmes, whatever they are: "initiatives such as Clean Reefs and Blue Future"."""
    words = sentence.words
    known = [one.span for one in sentence.names if one.kind in ("place", "organisation") and one.known]
    for lead in _SUCH_AS.finditer(words):
        at = lead.end()
        for span in capitalised(words):
            if span.start >= at:
                if not _NEXT.fullmatch(words, at, span.start):
                    break
                if span not in known and " " in span.of(words):
                    yield span
                at = span.end


def _is_programme(name: Name, said: str) -> bool:
    if name.part or _NO_NAME.match(said) or (is_generic(said) and not name.known):
        return False
    if _NO_PROGRAMME.search(said) or _NO_PROGRAMME.search(name.value):
        return False
    if name.kind == "programme":  # an acronym, or written as a name; "capacity building assistance" may be any
        noun = name.known or PROGRAMME.search(name.value.title()) or FUND.search(name.value)
        return bool(noun) and said != said.lower() and len(said.split()) <= _LONGEST
    return (name.kind == "fund" and bool(FUND.search(said))) or bool(_CENTRE.search(said))


def _led(words: str, start: int) -> int:
    """``start`` without an article before it."""
    article = _ARTICLE.search(words, max(0, start - 4), start)
    return article.start() if article else start


def _bare(words: str, name: Name) -> Span:
    """The name without its article, the count of a meeting, and its acronym in brackets."""
    text = name.span.of(words)
    led = re.match(r"(?:The\s)?(?:[A-Z][\w.-]*[’']s\s)?(?:\d+(?:st|nd|rd|th)\s)?", text)
    bracket = text.find(" (")
    start = name.span.start + (led.end() if led else 0)
    return Span(start, name.span.start + bracket if bracket > 0 else name.span.end)


def _described(sentence: Sentence) -> Iterator[Span]:
    """Activities of which the sentence tells since when they are carried on."""
    if tells_since(sentence):
        for form in _DESCRIBED:
            for found in form.finditer(sentence.words):
                yield Span(*found.span("name"))


def _details(sentence: Sentence, span: Span, before: Sentence | None) -> Iterator[Detail]:
    words = sentence.words
    said = " ".join(span.of(words).split())
    known = next((one.value for one in sentence.names if _bare(words, one) == span), said)
    stands = known != said and said.isupper()
    yield sentence.detail("name", known if stands else said, span)
    so = _SAID_SO.match(words, _led(words, span.start))
    if so and " " not in so["name"]:
        yield from find_since(sentence, span, None, founded=True)
        return  # "the BIRDS-3 mission": what the sentence tells may be of something else
    short = _SHORT.match(words, span.end)
    if stands and said.isalpha():
        yield sentence.said("acronym", span)
    elif short and stands_for(short["short"], said):
        yield sentence.detail("acronym", short["short"], Span(*short.span("short")))
    what = _what(words, span)
    if what:
        yield sentence.said("what", what)
    yield from find_runners(sentence, span, _RUNNING)
    yield from find_partners(sentence, span)
    yield from find_places(sentence, span)
    yield from find_since(sentence, span, before)
    yield from find_numbers(sentence)


def _what(words: str, span: Span) -> Span | None:
    """What it is or is for: behind its name, by an aim, or for a fund by what it is to do."""
    forms = [form.match(words, span.end) for form in (_FOUNDED, _IS_TO, _WHICH, _APPOSITIVE)]
    forms.append(_OF_A_FUND.match(words, span.end) if FUND.search(span.of(words)) else None)
    forms.append(_MADE_TO.match(words, span.end) if _MAKING.search(words, 0, span.start) else None)
    forms.append(_DOES.match(words, span.end))
    forms.append(_AIMED.match(words, span.end))
    capital = span.of(words)[0].isupper()
    forms.append(None if capital and not tells_since_in(words) else _AIM.search(words, span.end))
    lead = next((one for one in forms if one), None)
    if lead:
        begin = lead.end() + (words[lead.end() : lead.end() + 1] == " ")
        over = _END.search(words, begin + 10)
        end = over.start() if over else len(words)
        return Span(begin, end) if end > begin else None
    ordered = _IN_ORDER_TO.match(words) if not capital else None
    return Span(*ordered.span("what")) if ordered else None


def tells_since_in(words: str) -> bool:
    """Whether ``words`` tell since when something is: then an aim that they tell is that of what is done."""
    return bool(re.search(r"\bsince\b", words, re.IGNORECASE))
