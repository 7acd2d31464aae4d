"""Lists that a document gives by its structure: a heading with the headings under it, a list with its items."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Kind, Passage, Section, Span
from index.evidence import Evidence
from index.reader import Reader
from index.searcher import Hit

NEAR = 0.2  # how far behind the best a caption beside it may score and still belong to the answer
# The share of the question's words that a heading must hold for what is under it to be the answer; half of it is
# enough if the heading holds the very word for what is asked for.
ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch to be quoted, and the passage with which it is cited; ``cell`` is what of a row answers."""

    passage: Passage
    span: Span
    section: tuple[str, ...]
    cell: Span | None = None


def listed(good: Sequence[Evidence], reader: Reader) -> tuple[Quote, ...]:
    """All of a list that goes on in several passages, or the captions beside each other that answer; else empty.

    ``good`` is evidence that may answer, best first, and at least one.
    """
    best = good[0].hit.passage
    if best.kind is Kind.LIST:
        return _quotes(reader.section(best))
    if best.kind is not Kind.CAPTION:
        return ()
    near = {one.hit.passage.passage_id for one in good if one.score >= good[0].score - NEAR}
    return _quotes([one for one in reader.section(best) if one.passage_id in near])


def pictured(reader: Reader, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """All captions under the first heading that the question names; empty if it names none, or they lack a name."""
    for hit in hits:
        captions = reader.section(hit.passage, Kind.CAPTION)
        if captions:
            reading = reader.read(captions[0], tuple(one.span for one in captions))
            if not reading.lacking and reader.share(reader.headings(hit.passage)) >= ENOUGH:
                return _quotes(captions)
    return ()


def outlined(reader: Reader, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The headings under the heading that the question names, in reading order; empty if it names none.

    Each is cited with the first passage under it. Documents are looked through in the order of ``hits``.
    """
    for document_id in dict.fromkeys(hit.passage.document_id for hit in hits):
        headings = reader.headings_of(document_id)
        if not headings:
            continue
        share, place = max((reader.share(heading.heading), -place) for place, heading in enumerate(headings))
        if share < (ENOUGH if not reader.hearing.focused(headings[-place].heading) else ENOUGH / 2):
            continue
        below = under(headings, headings[-place])
        passages = reader.passages(document_id)
        quotes = [heading_quote(heading, passages) for heading in below]
        if len(below) > 1 and all(quotes):
            return tuple(quote for quote in quotes if quote)
    return ()


def _quotes(passages: Sequence[Passage]) -> tuple[Quote, ...]:
    return tuple(Quote(passage, span, passage.path) for passage in passages for span in passage.sentences)


def under(headings: Sequence[Section], top: Section) -> list[Section]:
    """The ``headings``, in reading order, directly under one of them."""
    below: list[Section] = []
    for heading in headings[headings.index(top) + 1 :]:
        if heading.level <= top.level:
            break
        if heading.level == top.level + 1:
            below.append(heading)
    return below


def heading_quote(heading: Section, passages: Sequence[Passage]) -> Quote | None:
    """A heading as a quotation, cited with the first of its document's ``passages`` under it; None if none is."""
    depth = len(heading.path)
    first = next(
        (one for one in passages if one.span.start >= heading.span.start and one.path[:depth] == heading.path), None
    )
    return Quote(first, heading.span, heading.path) if first else None
