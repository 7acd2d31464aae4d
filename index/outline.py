"""Lists that a document gives by its structure: a heading with the headings under it, a list with its items."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.records import Kind, Passage, Section, Span
from index.evidence import Evidence
from index.question import Asked
from index.reader import Reader
from index.searcher import Hit

ENOUGH = 0.8  # the share of the question's words that a heading must hold for what is under it to be the answer


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch to be quoted, and the passage with which it is cited."""

    passage: Passage
    span: Span
    section: tuple[str, ...]


def listed(best: Evidence, reader: Reader) -> tuple[Quote, ...]:
    """The whole list to which ``best`` belongs, or all captions beside it if examples are asked for; else empty."""
    whole = {Kind.LIST, Kind.CAPTION} if reader.question.asked is Asked.EXAMPLES else {Kind.LIST}
    if best.hit.passage.kind not in whole:
        return ()
    return tuple(
        Quote(passage, span, passage.path) for passage in reader.section(best.hit.passage) for span in passage.sentences
    )


def outlined(reader: Reader, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The headings under the heading that the question names, in reading order; empty if it names none.

    Each is cited with the first passage under it. Documents are looked through in the order of ``hits``.
    """
    for document_id in dict.fromkeys(hit.passage.document_id for hit in hits):
        headings = [one for one in reader.searcher.store.sections(document_id) if one.kind is Kind.HEADING]
        shares = [(reader.share(heading.heading), -place) for place, heading in enumerate(headings)]
        share, place = max(shares, default=(0.0, 0))
        if share < ENOUGH:
            continue
        under = _under(headings, -place)
        passages = reader.passages(document_id)
        quotes = [_quote(heading, passages) for heading in under]
        if len(under) > 1 and all(quotes):
            return tuple(quote for quote in quotes if quote)
    return ()


def _under(headings: Sequence[Section], place: int) -> list[Section]:
    """The headings directly under the one at ``place``."""
    top = headings[place]
    below: list[Section] = []
    for heading in headings[place + 1 :]:
        if heading.level <= top.level:
            break
        if heading.level == top.level + 1:
            below.append(heading)
    return below


def _quote(heading: Section, passages: Sequence[Passage]) -> Quote | None:
    depth = len(heading.path)
    first = next(
        (one for one in passages if one.span.start >= heading.span.start and one.path[:depth] == heading.path), None
    )
    return Quote(first, heading.span, heading.path) if first else None
