"""Programmes: projects, funds, centres, dialogues and exercises with a name, and activities told with their beginning.

What a sentence says of a programme is read around its name. A sentence that goes on about "this program" or "the
project" adds to the programme of the sentence before it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.circumstances import find_numbers, find_places, find_since, tells_since
from ingest.facts.grammar import any_of, is_japanese, pattern
from ingest.facts.names import FUND, stands_for
from ingest.facts.phrases import capitalised
from ingest.facts.programme_names import bare, find_programme_names, is_told_by_noun
from ingest.facts.references import Around, Reference, Topics, around, find_references
from ingest.facts.roles import find_roles, find_shares, runs_another, shares_in
from ingest.facts.sentences import Sentence
from ingest.facts.sheets import find_line, find_title

_ACTIVITY = any_of(
    "training, trainings, exercise, exercises, program, programs, programme, programmes, project, projects, operations,"
    "course, courses, seminar, seminars, workshop, workshops, meeting, meetings, dialogue, dialogues, mission,"
    "missions, patrols, consultations, campaign, campaigns"
)
_RUNNING = any_of(
    "conduct\\w*, hold, held, holding, implement\\w*, run, running, organi[sz]\\w+, co-organi[sz]\\w+, carry out,"
    "carrying out, carried out, offer\\w*, provid\\w+, undertak\\w+, execut\\w+, operat\\w+"
)
_GOES_ON = re.compile(rf"\b(?:[Tt]he|[Tt]his)\s(?P<noun>{_ACTIVITY})\Z")
_NOT_IN_NAME = any_of(
    f"the, an?, its, their, and, of, to, in, on, for, by, with, been, has, have, be, every, {_RUNNING}"
)
_LEFT = rf"(?:(?!(?i:{_NOT_IN_NAME})\b)[\w-]+\s){{0,3}}"
_PHRASE = rf"\b{_LEFT}{_ACTIVITY}(?:\sand\s{_LEFT}{_ACTIVITY})?\b"
_DESCRIBED = (
    re.compile(r"\b(?:has|have)\s(?:held|hosted|convened)\s(?:the\s)?(?P<name>[A-Z][\w-]*(?:\s[A-Z][\w-]*){1,8})"),
    re.compile(
        rf"\b(?:(?:has|have)\s(?:also\s)?been\s(?:[\w-]+\s){{0,5}}?{_RUNNING}|to\simplement)\s"
        rf"(?:the\s|an?\s)?(?P<name>{_PHRASE})"
    ),
    re.compile(rf"(?P<name>{_PHRASE})[^.;]{{0,120}}?\s(?:has|have)\sbeen\s{_RUNNING}\b"),
)  # fmt: skip
_AFTER = r"[”\"]?(?:\s?\([^)]*\)+)?(?:\s(?:program(?:me)?|project|initiative|scheme|fund|campaign|grants?)\b)?"
_WHICH = re.compile(
    rf"{_AFTER}(?:,\s[a-z]+ed\s[^.;]{{0,80}})?\s?,?\s(?:which|that)\s(?:is\s|was\s|will\s)?"
    r"(?=an?\s|(?!has\s|was\s|is\s|does\s)[a-z]+s\s|(?<=will\s)[a-z]+\s)"
)
_NO_DOING = any_of(
    "operates in, works in, shows, is, was, has, does, remains, comes, costs, covers, began, started,"
    "ended, commenced, dates, includes, included, consists,"
    "benefits, benefited, benefitted, reached, reaches, needs, closed, rises, rose, fell, falls, grew, moved, amounts, amounted, stands, totals, totalled, entered,"
    "opened, launched, received, receives, across, towards, as, its, this, thus, besides, met, expired, appeared,"
    "seems, succeeded, takes place, took place, replaced, replaces, joined, joins, continued, continues, established,"
    "proposed, approved, requires, involves, programs, programmes, projects, grants, initiatives, schemes, missions"
)
_IT_DOES = re.compile(rf"\s(?:also\s)?(?:(?!{_NO_DOING}\s)(?=[a-z]+s\s[a-z])|will\s(?=[a-z]+\s\w))")
_SHORT = re.compile(r"\s?\((?P<short>[A-Z][\w-]*[A-Z][\w-]*)\)|」?[（(](?P<japanese>[A-ZＡ-Ｚ][\w-]{1,12})[）)]")
_APPOSITIVE = re.compile(
    rf"{_AFTER},\s(?=an?\s|the\s(?:(?!an?\s|its\s)[\w.’'-]+\s){{1,7}}(?:initiative|program(?:me)?|project|scheme|effort|campaign|fund)\b)"
)
_APPOSITION_ENDS = re.compile(
    r"\s(?:offered|run|led|managed|implemented|administered|funded|hosted|organi[sz]ed)\s(?:jointly\s)?by\b|,\s(?![A-Z])|(?<!\bU\.S)[;.:](?=\s|\Z)|\s\("
)
_MADE_AS = re.compile(  # "was created in 2016 as a rapid fund"
    r"(?:\s?\([^)]*\))?\s(?:was|were)\s(?:created|established|launched|set\sup|founded|conceived|designed)\b[^.;,]{0,40}?\sas\s(?=an?\s|the\s)"
)
_BARE = re.compile(r"(?:an?|the)\s\S+")  # "a component" says nothing
_MAKING = re.compile(
    r"\b(?:launch|creat|form|found|establish|start|build|set(?:ting)?\sup|initiat|authori[sz]|introduc|announc)\w*\s(?:of\s)?(?:the\s|an?\s)?(?:new\s)?\Z"
)
_MADE_TO = re.compile(
    r"(?:\s?\([^)]*\)+)?(?:,?\s(?:in|at)\s[^,.;]{1,50}?)?,?\s(?:to|for)\s(?=[a-z]+\s)"
)  # "launched X in 2004 to train"
_DOES = re.compile(  # "the Rural Roads Programme builds …"
    rf"{_AFTER}(?:,\s(?!which)[^,.;]{{1,60}},)?\s(?:(?:aims|seeks|works)\s(?:to|at)\s"
    r"|(?=(?:provid|support|fund|help|offer|promot|train|encourag|financ|build|assist|seek|aim)(?:s|es|ed)\s(?!by\b)))"
)
# … whatever it does, if nothing else can be the subject. What it is run, begun, given or made up of is told elsewhere.
_SUBJECT = re.compile(
    r"(?:\A|[,;:–—]\s|\A(?:In|Since|From|During)\s[^,;.]{1,30}\s|\w[’']s\s)"
    r"(?:[Tt]he\s|[Oo]ur\s|[Tt]his\s|[Ii]ts\s|[Aa]n?\s)?[“\"]?\Z"
)
_ACTS = re.compile(
    rf"{_AFTER}(?:\s(?:at|in)\s[A-Z]\w+)?(?:,\s(?!which)[^.;]{{1,90}},|,(?=\s[a-z]+s\s))?(?:\s(?:was|is)\s[^,.;]{{1,60}}?\sand)?\s(?:now\s|also\s|will\s(?!(?:be|run|continue|end|begin|start|last|cost|close|remain)\b))?"
    rf"(?=(?!{_NO_DOING}\s)(?:[a-z]+(?:(?<![uis])s|ed)|(?<=will\s)[a-z]+|taught|brought|paid|rebuilt|built|gave|put|sent)"
    r"\s(?!(?:[a-z]+ly\s)?by\b|on\sto\b)(?:[a-z\d]|[A-Z][\w]+\s))"
)
_GAVE = re.compile(r"(?:provid|contribut|gave|giv|paid|pay|award|invest|spen)\w*\s")
_OBJECT = re.compile(r"\b(?:grants?|contributions?|\d[\w.]*|million|billion)\s(?:to|for|from|into)\s(?:the\s|an?\s)?\Z")
_ITS_AIM = re.compile(r"\s(?:main\s|overall\s)?(?:aim|goal|purpose|objective|task)s?\s(?:is|was|are)\sto\s")
_AIMED = re.compile(
    r"(?:\s?\([^)]*\)|,|\s(?!were|are)[\w-]+){0,12}?\s(?:aim(?:ed|ing)\s(?:at|to)|(?:designed|intended|established|created|meant)\sto"
    r"|with\s(?:the|an?)\s(?:overall\s|main\s)?(?:aim|goal|purpose|objective|view)\s(?:of|to))\s(?=[a-z])"
)
_THROUGH = re.compile(r"\W*(?:Through|Under|With|By)\s(?:the\s|our\s|its\s|this\s)?(?:new\s)?")
_WE_DO = re.compile(  # "Through the Clean Nets Initiative, we will train crews"
    rf"{_AFTER},\s(?:we|it|they|the\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)*|[A-Z]{{2,}})\s"
    r"(?:will|would|can|plans\sto|aims\sto|seeks\sto|are|is|have|has)\s(?=[a-z])|"
    rf"{_AFTER},\swe\s(?=[a-z]+\s)"
)
_IS_TO = re.compile(
    rf"{_AFTER}(?:\s(?:in|for)\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)?,?\s(?:(?:is|are|was|were)\sto\s(?!have\b)|(?:is|was)\s(?=(?:an?|our|its|the(?!\s(?:[a-z]+est|most|first|second|third|only|same|other)\b)|[A-Z][\w’']*[’']s?)\s))"
)
_FOUNDED = re.compile(r"[^.;]{0,30}\b(?:was|is|were)\s(?:founded|established|set up|created|launched|initiated|started|formed|introduced)\b(?:(?!\b(?:aim|goal|purpose|objective)\b)[^.;])*?\sto\s(?=(?!the\b|an?\b|its\b)[a-z])")
_OF_A_FUND = re.compile(
    r"(?:\s?\([^)]*\)+)?(?:,\sto\swhich\s[^.;]{0,60}?\b(?:contributions?|funds?),)?\sto\s(?!which)(?=[a-z]+\s)"
)
_AIM = pattern(
    "aim(?:s|ed|ing)? (?:at|for|to), with the (?:aim|goal|purpose|objective) of, designed to, intended to,"
    "concerning, towards?"
)
_JAPANESE_AIM = re.compile(  # 「…」は、港を守ることを目的とする
    r"」?(?:[（(][^）)]*[）)])?は[、,]?(?P<what>[^。は]{4,}?)(?:を目的と(?:する|し)|ための(?:もの|事業|計画|枠組み))"
)
_IN_ORDER_TO = re.compile(r"\b(?:[Ii]n\sorder\sto|^To)\s(?P<what>[a-z][^;]+?),\s(?=[A-Z])")
_END = re.compile(
    r",\s(?:(?:led|run|managed|administered|implemented|funded)\sby|in\sorder\sto|as\swell\sas|which|while|thanks|targeting|with|through|is|was|are|were|has|have|had|will|began|started|became)\b|\s(?:has|have)\sbeen\b|\sand\s(?:is|was|are|were|has|have)\b|\s\(|(?<!\bU\.S)[;.:](?=\s|\Z)"
)


@dataclass(frozen=True, slots=True)
class Programme:
    """What one sentence says of one programme: its name first. ``reference`` is where the sentence speaks of it if not
    by its name."""

    sentence: Sentence
    details: tuple[Detail, ...]
    reference: Span | None = None


def find_programmes(
    sentence: Sentence, before: Sentence | None, topics: Topics, learnt: Collection[str] = ()
) -> Iterator[Programme]:
    """The programmes that a sentence names, describes or speaks of, each with what this sentence says of it.

    ``before`` is the sentence that this one may refer back to, ``topics`` what its heading has named so far: what is
    named here is added. ``learnt`` are names that other sentences have told to be those of programmes.
    """
    topics.enter(sentence, goes_on=before is not None)
    title = find_title(sentence)
    kept = _named(sentence, learnt, title)
    line = () if kept or not topics.named else tuple(find_line(sentence))
    if line:
        topics.last = topics.named[-1]
        yield Programme(sentence, (topics.last, *line))
        return
    first: Detail | None = None
    for number, (span, reference) in enumerate(_in_order(sentence, kept, topics)):
        near = around(sentence, span, kept)
        meant = _meant(sentence, reference, topics, first, kept) if reference else None
        if reference and not meant:
            continue
        if reference and meant and reference.owner:  # "the project's account"
            shares = tuple(shares_in(sentence, span))
            first = first or (meant if shares else None)
            yield Programme(sentence, (meant, *shares), span)
            continue
        if reference and meant:
            details = (meant, *_added(sentence, reference, near))
        else:
            details = tuple(_details(sentence, span, before, near))
            details += tuple(find_line(sentence)) if span == title else ()
            topics.name(details[0])
        topics.last = details[0] if not reference or number == 0 else topics.last
        first = first or details[0]
        speaks = reference and (reference.share or not reference.implied)
        yield Programme(sentence, details, span if speaks else None)
    topics.last = first


def _named(sentence: Sentence, learnt: Collection[str], title: Span | None) -> list[Span]:
    """Where a sentence names or describes programmes, in order; not those that run or fund what it speaks of."""
    found = [*find_programme_names(sentence), *_learnt(sentence.words, learnt), *_described(sentence)]
    kept = sorted(span for number, span in enumerate(found) if not any(span.overlaps(one) for one in found[:number]))
    sharing = [name.span for _, name in find_shares(sentence)] if kept else []  # "the Reef Fund is its main donor"
    kept = [one for one in kept if not any(one.overlaps(span) for span in sharing)]
    kept = [one for one in kept if not runs_another(sentence.words, one.end)]
    return sorted([title, *(one for one in kept if not one.overlaps(title))]) if title else kept


def _meant(
    sentence: Sentence, reference: Reference, topics: Topics, first: Detail | None, kept: Sequence[Span]
) -> Detail | None:
    """What a reference means; None if nothing, if only what is its own, or if the sentence is of something else."""
    if reference.implied and (kept or first):
        return None
    if reference.later and not first and capitalised(sentence.words[: reference.span.start]):
        return None  # "The Policy was adopted; it directs"
    return first if reference.later and first else topics.meant(reference)


def _in_order(sentence: Sentence, kept: Sequence[Span], topics: Topics) -> list[tuple[Span, Reference | None]]:
    """Where a sentence names something, or speaks of it by a reference; what is only implied comes last."""
    found = find_references(sentence, topics.sort) if kept or topics.named or topics.main else ()
    references = [one for one in found if not any(one.span.overlaps(span) for span in kept)]
    named: list[tuple[Span, Reference | None]] = [(span, None) for span in kept]
    spoken = sorted([*named, *((one.span, one) for one in references if not one.implied)], key=lambda one: one[0])
    return [*spoken, *((one.span, one) for one in references if one.implied)]


def _learnt(words: str, learnt: Collection[str]) -> Iterator[Span]:
    if any(name in words for name in learnt):
        yield from (span for span in capitalised(words) if span.of(words) in learnt)


def _added(sentence: Sentence, reference: Reference, near: Around) -> Iterator[Detail]:
    """What a sentence adds to the programme that a reference means."""
    span = reference.span
    roles = tuple(find_roles(sentence, span, near.end))
    if reference.implied and not reference.part:
        last = Span(near.end, near.end)
        yield from find_since(sentence, span, None, near.end)
        yield from find_places(sentence, last, near.end, roles, named=False)
    elif not reference.part:
        what = _what(sentence.words, span) or _done_by_it(sentence.words, span)
        if what and not _is_of_money(sentence, what):
            yield sentence.said("what", what)
        yield from find_since(sentence, span, None, near.end)
        yield from find_places(sentence, span, near.end, roles, named=False)
    yield from roles
    yield from find_numbers(sentence, span, near.start, near.end, told=True)


def _is_of_money(sentence: Sentence, what: Span) -> bool:
    """Whether what is said of a programme is how much it gave: that is funding."""
    given = _GAVE.match(sentence.words, what.start)
    return bool(given) and any(what.contains(one.span) for one in sentence.amounts)


def _done_by_it(words: str, subject: Span) -> Span | None:
    """What "it" does, whatever verb says so: "It shields harbours"."""
    does = _IT_DOES.match(words, subject.end) if words[: subject.end].casefold().endswith("it") else None
    over = _END.search(words, does.end() + 10) if does else None
    return Span(does.end(), over.start() if over else len(words.rstrip(" ."))) if does else None


def _described(sentence: Sentence) -> Iterator[Span]:
    """Activities of which the sentence tells since when they are carried on."""
    if tells_since(sentence):
        for form in _DESCRIBED:
            for found in form.finditer(sentence.words):
                said = _GOES_ON.search(sentence.words, 0, found.end("name"))  # "the course": named before
                if not (said and said.end() == found.end("name") and said.start("noun") == found.start("name")):
                    yield Span(*found.span("name"))


def _details(sentence: Sentence, span: Span, before: Sentence | None, near: Around) -> Iterator[Detail]:
    words = sentence.words
    said = " ".join(span.of(words).split())
    known = next((one.value for one in sentence.names if bare(words, one) == span), said)
    stands = known != said and said.isupper()
    yield sentence.detail("name", known if stands else said, span)
    if is_told_by_noun(words, span):
        yield from find_since(sentence, span, None, near.end, founded=True)
        return  # "the BIRDS-3 mission": what the sentence tells may be of something else
    short = _SHORT.match(words, span.end)
    if stands and said.isalpha():
        yield sentence.said("acronym", span)
    elif short and short["japanese"] and is_japanese(words):
        yield sentence.detail("acronym", short["japanese"], Span(*short.span("japanese")))
    elif short and short["short"] and (stands_for(short["short"], said) or is_japanese(words)):
        yield sentence.detail("acronym", short["short"], Span(*short.span("short")))
    what = _what(words, span)
    if what and not _is_of_money(sentence, what):
        yield sentence.said("what", what)
    roles = tuple(find_roles(sentence, span, near.end))
    yield from roles
    yield from find_places(sentence, span, near.end, roles)
    yield from find_since(sentence, span, before, near.end)
    yield from find_numbers(sentence, span, near.start, near.end)


def _what(words: str, span: Span) -> Span | None:
    """What it is or is for: behind its name, by an aim, or for a fund by what it is to do."""
    forms = [form.match(words, span.end) for form in (_ITS_AIM, _FOUNDED, _IS_TO, _WHICH, _APPOSITIVE)]
    forms.append(_OF_A_FUND.match(words, span.end) if FUND.search(span.of(words)) else None)
    forms.append(_MADE_TO.match(words, span.end) if _MAKING.search(words, 0, span.start) else None)
    forms.append(None if _OBJECT.search(words, 0, span.start) else _DOES.match(words, span.end))
    forms.append(_ACTS.match(words, span.end) if _SUBJECT.search(words, 0, span.start) else None)
    forms += [_MADE_AS.match(words, span.end), _AIMED.match(words, span.end)]
    forms.append(_WE_DO.match(words, span.end) if _THROUGH.fullmatch(words, 0, span.start) else None)
    capital = span.of(words)[0].isupper()
    forms.append(None if capital and not tells_since_in(words) else _AIM.search(words, span.end))
    japanese = _JAPANESE_AIM.match(words, span.end) if is_japanese(words) else None
    if japanese:
        return Span(*japanese.span("what"))
    lead = next((one for one in forms if one), None)
    if lead:
        begin = lead.end() + (words[lead.end() : lead.end() + 1] == " ")
        over = (_APPOSITION_ENDS if lead.re is _APPOSITIVE else _END).search(words, begin + 10)
        end = over.start() if over else len(words.rstrip(" ."))
        return Span(begin, end) if end > begin and not _BARE.fullmatch(words, begin, end) else None
    ordered = _IN_ORDER_TO.match(words) if not capital else None
    return Span(*ordered.span("what")) if ordered else None


def tells_since_in(words: str) -> bool:
    """Whether ``words`` tell since when something is: then an aim that they tell is that of what is done."""
    return bool(re.search(r"\bsince\b", words, re.IGNORECASE))
