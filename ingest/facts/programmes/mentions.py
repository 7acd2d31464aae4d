"""Programmes: projects, funds, centres, dialogues and exercises with a name, and activities told with their beginning.

What a sentence says of a programme is read around its name. A sentence that goes on about "this program" or "the
project" adds to the programme of the sentence before it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import ACRONYM, any_of, is_japanese, plain
from ingest.facts.names import stands_for
from ingest.facts.phrases import capitalised
from ingest.facts.programmes.circumstances import find_numbers, find_places, find_since, tells_since
from ingest.facts.programmes.descriptions import find_what
from ingest.facts.programmes.programme_names import bare, find_programme_names, is_told_by_noun
from ingest.facts.programmes.roles import find_roles, runs_another
from ingest.facts.programmes.shares import find_shares, shares_in
from ingest.facts.programmes.sheets import find_line, find_title
from ingest.facts.references import Around, Reference, Topics, around, find_references
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import RUN

_ACTIVITY = any_of(
    "training, trainings, exercise, exercises, program, programs, programme, programmes, project, projects, operations,"
    "course, courses, seminar, seminars, workshop, workshops, meeting, meetings, dialogue, dialogues, mission,"
    "missions, patrols, consultations, campaign, campaigns"
)
_GOES_ON = re.compile(rf"\b(?:[Tt]he|[Tt]his)\s(?P<noun>{_ACTIVITY})\Z")
_NOT_IN_NAME = any_of(f"the, an?, its, their, and, of, to, in, on, for, by, with, been, has, have, be, every, {RUN}")
_LEFT = rf"(?:(?!(?i:{_NOT_IN_NAME})\b)[\w-]+\s){{0,3}}"
_PHRASE = rf"\b{_LEFT}{_ACTIVITY}(?:\sand\s{_LEFT}{_ACTIVITY})?\b"
_DESCRIBED = (
    re.compile(r"\b(?:has|have)\s(?:held|hosted|convened)\s(?:the\s)?(?P<name>[A-Z][\w-]*(?:\s[A-Z][\w-]*){1,8})"),
    re.compile(
        rf"\b(?:(?:has|have)\s(?:also\s)?been\s(?:[\w-]+\s){{0,5}}?{RUN}|to\simplement)\s"
        rf"(?:the\s|an?\s)?(?P<name>{_PHRASE})"
    ),
    re.compile(rf"(?P<name>{_PHRASE})[^.;]{{0,120}}?\s(?:has|have)\sbeen\s{RUN}\b"),
)  # fmt: skip
_SHORT = re.compile(rf"\s?\((?P<short>{ACRONYM})\)|」?[（(](?P<japanese>[A-ZＡ-Ｚ][\w-]{{1,12}})[）)]")


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
        what = find_what(sentence, span, meant=True)
        if what:
            yield sentence.said("what", what)
        yield from find_since(sentence, span, None, near.end)
        yield from find_places(sentence, span, near.end, roles, named=False)
    yield from roles
    yield from find_numbers(sentence, span, near.start, near.end, told=True)


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
