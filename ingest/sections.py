"""Sections: the tree of headings, and under each what stands there, as stretches of one kind."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.records import Kind, Note, Section, Span
from ingest.reading import Reading, Role

_KINDS = {
    Role.TEXT: Kind.BODY,
    Role.PARAGRAPH: Kind.BODY,
    Role.HEADING: Kind.HEADING,
    Role.ITEM: Kind.LIST,
    Role.ROW: Kind.TABLE,
    Role.CAPTION: Kind.CAPTION,
    Role.NOTE: Kind.FOOTNOTE,
}
_JOINED = (Kind.BODY, Kind.LIST, Kind.TABLE)  # of these, neighbours under one heading are one section
# A paragraph in the clothes of a heading is no path to anything, and nothing of it could be quoted: what is longer than
# so many characters, or a whole sentence of ten words or more. A code had 120 of its 150 "headings" so: "5.1
# All managers should provide an annual service charge account to every lessee within 6 months of the end of …."
_LONGEST_HEADING = 200
_SENTENCE = re.compile(r"(?:\S+\s+){9,}\S+[.;:][)\]\"'”’]*")


def build_sections(title: str, reading: Reading, notes: Sequence[Note]) -> tuple[Section, ...]:
    """The sections of a reading whose blocks have their roles, and whose ``notes`` are linked.

    Consecutive paragraphs, items or rows under one heading are one section; each heading, caption and note is
    one. A note stands under no heading but under its own label, with the term that it explains: the path
    ("Note 18 (money laundering)",), at level 1. Signs between two blocks that belong to neither, such as bullets,
    begin the section that follows.

    >>> from ingest.reading import Block
    >>> blocks = Block(Span(0, 3), Role.HEADING, 1), Block(Span(6, 9), Role.ITEM, 1), Block(Span(12, 15), Role.ITEM, 1)
    >>> for section in build_sections("CBA", Reading("Aid\\n- sea\\n- air", blocks), ()):
    ...     print(section.kind, section.path, section.span)
    heading ('Aid',) Span(start=0, end=3)
    list ('Aid',) Span(start=4, end=15)
    """
    labels = {note.span: _label(note.label, note.term, reading.text) for note in reversed(notes)}
    sections: list[Section] = []
    for section in _one_each(title, reading, labels):
        last = sections[-1] if sections else None
        if last and section.kind in _JOINED and (last.kind, last.path) == (section.kind, section.path):
            sections[-1] = replace(last, span=Span(last.span.start, section.span.end))
        else:
            sections.append(section)
    return tuple(sections)


def _one_each(title: str, reading: Reading, labels: Mapping[Span, str]) -> Iterator[Section]:
    """A section for each block."""
    above: list[tuple[int, str]] = []  # level and words of the open headings
    end = 0
    for at, block in enumerate(reading.blocks):
        span = _with_signs_before(reading.text, end, block.span)
        end = block.span.end
        if at + 1 == len(reading.blocks):
            span = Span(span.start, len(reading.text.rstrip()))
        kind = _KINDS[block.role]
        words = " ".join(block.span.of(reading.text).split())
        if kind is Kind.HEADING and (len(words) > _LONGEST_HEADING or _SENTENCE.fullmatch(words)):
            kind = Kind.BODY
            while above and above[-1][0] >= block.level > 0:  # it ends what stands before it all the same
                above.pop()
        if kind is Kind.FOOTNOTE:
            label = labels[block.span]
            yield Section(label, 1, (label,), span, kind)
            continue
        if kind is Kind.HEADING:
            while above and above[-1][0] >= block.level:
                above.pop()
            if block.level == 0:
                yield Section(words, 0, (), span, kind)
                continue
            above.append((block.level, words))
        path = tuple(heading for _, heading in above)
        yield Section(path[-1] if path else title, above[-1][0] if above else 0, path, span, kind)


def _with_signs_before(text: str, end: int, span: Span) -> Span:
    """``span`` with the visible signs between ``end``, where the block before it ends, and itself."""
    between = text[end : span.start]
    return Span(span.start - len(between.lstrip()) if between.strip() else span.start, span.end)


def _label(label: str, term: Span | None, text: str) -> str:
    return f"{label} ({' '.join(term.of(text).split())})" if term else label
