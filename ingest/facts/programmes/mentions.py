"""Programmes: projects, funds, centres, dialogues and exercises with a name, and activities told with their beginning.

What a sentence says of a programme is read around its name. A sentence that goes on about "this program" or "the
project" adds to the programme of the sentence before it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import ACRONYM, is_japanese, plain
from ingest.facts.names import stands_for
from ingest.facts.phrases import capitalised
from ingest.facts.programmes.activities import find_activities
from ingest.facts.programmes.beginnings import find_since
from ingest.facts.programmes.descriptions import find_what
from ingest.facts.programmes.names import bare, find_programme_names, is_told_by_noun
from ingest.facts.programmes.numbers import find_numbers
from ingest.facts.programmes.places import find_places
from ingest.facts.programmes.roles import find_doers, find_roles, runs_another
from ingest.facts.programmes.shares import find_shares, shares_in
from ingest.facts.programmes.sheets import find_line, find_title
from ingest.facts.references import Reference, Way
from ingest.facts.sentences import Sentence
from ingest.facts.topics import Topics, around

_PLAIN = re.compile(r"\A[\W\d]+|[\W]+\Z")
_WAS_AS = re.compile(
    r"\b(?:founded|established|created|launched|begun|started)\s[^.;]{0,40}\bas\sthe\s\Z"
)  # its name once
_ASKED = re.compile(
    r"\b(?:[Ww]hich|[Ww]hat)\s(?:countries|places|states|regions)\b|\b[Ww]here\b"
)  # a heading that asks
_JOINT = re.compile(r"(?:[\s,.]|and\b|the\b)*")
_SERIES = re.compile(r"\s(?:\d{1,4}|[IVX]+)\Z")
_SHORT = re.compile(
    rf"\s?\((?:the\s)?[“\"]?(?P<short>(?:Plan\s)?{ACRONYM}(?:\s\d{{1,2}})?)[”\"]?[);,]|」?[（(](?P<japanese>[A-ZＡ-Ｚ][\w-]{{1,12}})[）)]"
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
    for number, (span, reference) in enumerate(topics.mentions(sentence, kept)):
        near = around(sentence, span, kept)
        if reference is None:
            details = (*_details(sentence, span, before, near), *(find_line(sentence) if span == title else ()))
            topics.name(details[0], sentence.words[span.end :])
        else:
            held = reference.implied and (kept or first)
            meant = None if held else topics.meant(reference, sentence, first)
            if meant is None:
                continue
            details = (meant, *_added(sentence, reference, near))
        details = _of_others(details)
        yield Programme(sentence, details, span if reference and reference.speaks else None)
        if reference is None or reference.way is not Way.OWNER or len(details) > 1:
            first = first or details[0]
        if reference is None or (number == 0 and reference.way is not Way.OWNER):
            topics.last = details[0]
    yield from _answered(sentence, topics) if not first else ()
    led = _led(before, topics) if not first else None
    if led:
        yield Programme(sentence, (led, *_under(sentence)))
    topics.last = first or led


def _led(before: Sentence | None, topics: Topics) -> Detail | None:
    """The programme whose name is all that the sentence before says: "Reef Initiative. | IOM surveys reefs"."""
    if before is None or not topics.named:
        return None
    said = _PLAIN.sub("", before.words)
    return topics.named[-1] if said.casefold() == _PLAIN.sub("", topics.named[-1].value).casefold() else None


def _of_others(details: tuple[Detail, ...]) -> tuple[Detail, ...]:
    """``details`` without the programme itself as one who runs it or has a part in it."""
    own = details[0].value
    return tuple(one for one in details if one.name not in ("runner", "partner") or one.value != own)


def _answered(sentence: Sentence, topics: Topics) -> Iterator[Programme]:
    """The places of what the document is about, if a heading asks for them and the sentence only lists them."""
    asks = _ASKED.search(" ".join(sentence.passage.path[-1:]))
    if topics.main and asks and _is_list(sentence):
        yield Programme(sentence, (topics.main, *sentence.named("place", sentence.names)))


def _is_list(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but a list of places, as an answer is: "Fiji, Peru and Chile."."""
    ends = [0, *(one.span.end for one in sentence.names)]
    starts = [*(one.span.start for one in sentence.names), len(sentence.words)]
    places = len(sentence.names) > 1 and all(one.kind == "place" for one in sentence.names)
    return places and all(_JOINT.fullmatch(sentence.words, *part) for part in zip(ends, starts, strict=True))


def _under(sentence: Sentence) -> Iterator[Detail]:
    """What a sentence tells of a programme that stands over it, without a word for it: who does what, where, when."""
    start, end = Span(0, 0), len(sentence.words)
    roles = (*find_doers(sentence), *find_roles(sentence, start, end))
    yield from {(one.name, one.value): one for one in roles}.values()
    yield from find_places(sentence, Span(end, end), end, roles, named=False)
    yield from find_since(sentence, start, None, end)
    yield from find_numbers(sentence, start, 0, end, told=True)


def _named(sentence: Sentence, learnt: Collection[str], title: Span | None) -> list[Span]:
    """Where a sentence names or describes programmes, in order; not those that run or fund what it speaks of."""
    found = [*find_programme_names(sentence), *_learnt(sentence.words, learnt), *find_activities(sentence)]
    kept = sorted(span for number, span in enumerate(found) if not any(span.overlaps(one) for one in found[:number]))
    sharing = [name.span for _, name in find_shares(sentence)] if kept else []  # "the Reef Fund is its main donor"
    kept = [one for one in kept if not any(one.overlaps(span) for span in sharing)]
    kept = [
        one
        for one in kept
        if not (runs_another(sentence.words, one.end) or _WAS_AS.search(sentence.words, 0, one.start))
    ]
    return sorted([title, *(one for one in kept if not one.overlaps(title))]) if title else kept


def _learnt(words: str, learnt: Collection[str]) -> Iterator[Span]:
    """Where a sentence has a name that is learnt, or the next of a series: "Iron Reef 24" behind "Iron Reef 23"."""
    bare_names = {_numbered(name): name for name in learnt}
    if any(name in words for name in bare_names):
        spans = ((span, span.of(words)) for span in capitalised(words))
        yield from (
            span for span, said in spans if said in learnt or (_SERIES.search(said) and _numbered(said) in bare_names)
        )


def _numbered(name: str) -> str:
    return _SERIES.sub("", name.removeprefix("Exercise "))


def _added(sentence: Sentence, reference: Reference, near: Span) -> Iterator[Detail]:
    """What a sentence adds to the programme that a reference means."""
    span = reference.span
    if reference.way is Way.OWNER:  # "the project's account"
        yield from shares_in(sentence, span)
        return
    roles = tuple(find_roles(sentence, span, near.end))
    if reference.way in (Way.COUNT, Way.SHARE):
        last = Span(near.end, near.end)
        yield from find_since(sentence, span, None, near.end)
        yield from find_places(sentence, last, near.end, roles, named=False)
    elif not reference.is_part:
        what = find_what(sentence, span, meant=True)
        if what:
            yield sentence.said("what", what)
        yield from find_since(sentence, span, None, near.end)
        yield from find_places(sentence, span, near.end, roles, named=False)
    yield from roles
    yield from find_numbers(sentence, span, near.start, near.end, told=True)


def _details(sentence: Sentence, span: Span, before: Sentence | None, near: Span) -> Iterator[Detail]:
    words = sentence.words
    said = plain(words, span)
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
    what = find_what(sentence, span)
    if what:
        yield sentence.said("what", what)
    roles = tuple(find_roles(sentence, span, near.end))
    yield from roles
    yield from find_places(sentence, span, near.end, roles)
    yield from find_since(sentence, span, before, near.end)
    yield from find_numbers(sentence, span, near.start, near.end)
