"""A document as a page shows it: blocks of lines of pieces, with the cited words and the references to notes marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.records import Document, Kind, Note, Page, Section, Span
from corpus.store import Store

CELLS = " | "  # stands between the cells of a table's row
DEEPEST = 6  # the last heading of HTML


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are shown alike.

    ``note`` is the fragment of the note that they refer to, and ``reference`` their own, if they do.
    """

    start: int
    text: str
    cited: bool
    note: str | None
    reference: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading, item, row or caption. Only a row has more than one cell.

    ``depth`` is how far it is indented, in characters; ``unmarked`` is whether an item has lost its bullet.
    ``returns`` are the fragments of the references to the note that begins here, where they are shown as well.
    """

    anchor: str
    depth: int
    unmarked: bool
    cells: tuple[tuple[Piece, ...], ...]
    returns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One section. ``level`` is that of its HTML heading (1 for the title), 0 for what is no heading.

    ``page`` is the physical page that begins with it or before it, None if that is the page of the block before.
    """

    kind: Kind
    level: int
    page: Page | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """The blocks in reading order, and where the first cited piece starts; None if nothing is cited."""

    blocks: tuple[Block, ...]
    first: int | None


def mark(store: Store, document: Document, cited: Span | None, within: Span | None = None) -> Marked:
    """All of ``document``, with the words of ``cited`` marked wherever they stand, across blocks too.

    Only what stands ``within`` that span, if it is given: the first and the last block are then cut to it.
    """
    pen = _Pen(document, store, cited, within or Span(0, len(document.text)))
    sections = store.sections(document.document_id)
    blocks = tuple(pen.blocks(_cut(sections, within) if within else sections))
    starts = [
        piece.start for block in blocks for line in block.lines for cell in line.cells for piece in cell if piece.cited
    ]
    return Marked(blocks, min(starts, default=None))


class _Pen:
    """What is known of one document while its blocks are written."""

    def __init__(self, document: Document, store: Store, cited: Span | None, within: Span) -> None:
        notes = store.notes(document.document_id)
        self._text = document.text
        self._title = document.title
        self._pages = document.pages
        self._cited = cited
        self._markers = {note.marker.start: _fragment(note) for note in notes if note.marker}
        self._notes = {note.span.start: _fragment(note) for note in notes}
        self._returns: dict[str, tuple[str, ...]] = {}
        for note in notes:
            if note.marker and within.contains(note.marker):
                self._returns[_fragment(note)] = (
                    *self._returns.get(_fragment(note), ()),
                    _reference(note.marker.start),
                )
        edges = [note.marker for note in notes if note.marker] + ([cited] if cited else [])
        self._cuts = sorted({cut for span in edges for cut in (span.start, span.end)})
        self._units = sorted({*_unit_starts(store, document.document_id), *self._notes})

    def blocks(self, sections: Sequence[Section]) -> Iterator[Block]:
        """The blocks of ``sections``; no heading is more than one level deeper than the one before it."""
        deep = 1
        page: Page | None = None
        for number, section in enumerate(sections):
            level = 0
            if section.kind is Kind.HEADING:
                is_title = number == 0 and _folded(section.span.of(self._text)) == _folded(self._title)
                level = 1 if is_title else min(max(section.level, 1) + 1, deep + 1, DEEPEST)
                deep = level
            begun = self._page(section.span.start)
            lines = tuple(self._line(section, span) for span in self._lines(section))
            yield Block(section.kind, level, begun if begun != page else None, lines)
            page = begun

    def _page(self, start: int) -> Page | None:
        return next((page for page in reversed(self._pages) if page.span.start <= start), None)

    def _lines(self, section: Section) -> Iterator[Span]:
        """The spans of a section's lines: split at blank lines, and before each item, row, caption or note."""
        begun = end = section.span.start
        for start, stop in pairwise(_line_edges(self._text, section.span)):
            blank = not self._text[start:stop].strip()
            if end > begun and (blank or (section.kind is not Kind.BODY and self._begins(Span(start, stop)))):
                yield Span(begun, end)
                begun = end = start
            if blank:
                begun = end = stop
            else:
                end = stop
        if end > begun:
            yield Span(begun, end)

    def _begins(self, line: Span) -> bool:
        """Whether a unit starts in ``line`` with at most a marker before it."""
        at = bisect_left(self._units, line.start)
        if at == len(self._units) or self._units[at] >= line.end:
            return False
        return len(self._text[line.start : self._units[at]].split()) <= 1

    def _line(self, section: Section, span: Span) -> Line:
        words = span.of(self._text)
        start = span.start + len(words) - len(words.lstrip())
        trimmed = Span(start, span.start + len(words.rstrip()))
        before = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        anchor = next((name for at, name in self._notes.items() if start <= at < trimmed.end), f"at-{start}")
        return Line(
            anchor=anchor,
            depth=0 if before.strip() else len(before),
            unmarked=section.kind is Kind.LIST and not has_marker(words),
            cells=tuple(
                tuple(self._pieces(cell))
                for cell in (_cells(self._text, trimmed) if section.kind is Kind.TABLE else [trimmed])
            ),
            returns=self._returns.get(anchor, ()),
        )

    def _pieces(self, span: Span) -> Iterator[Piece]:
        inner = self._cuts[bisect_right(self._cuts, span.start) : bisect_left(self._cuts, span.end)]
        for start, end in pairwise([span.start, *inner, span.end]):
            cited = self._cited is not None and self._cited.overlaps(Span(start, end))
            note = self._markers.get(start)
            yield Piece(start, self._text[start:end], cited, note, _reference(start) if note else None)


def _cut(sections: Sequence[Section], within: Span) -> list[Section]:
    return [
        replace(one, span=Span(max(one.span.start, within.start), min(one.span.end, within.end)))
        for one in sections
        if one.span.overlaps(within)
    ]


def has_marker(item: str) -> bool:
    """Whether a list's item begins with a bullet, a number or a letter of its own; readers of some formats drop them.

    >>> [has_marker(item) for item in ("• one", "(2) two", "c) three", "iv. four", "Five and six", "七")]
    [True, True, True, True, False, False]
    """
    word = item.split(maxsplit=1)[0]
    return not word[0].isalpha() or (len(word) <= 5 and word[-1] in ".):")


def _fragment(note: Note) -> str:
    return f"note-{note.span.start}"


def _reference(start: int) -> str:
    return f"reference-{start}"


def _unit_starts(store: Store, document_id: str) -> Iterator[int]:
    """Where sentences, items, rows and captions start, at the further places of a passage too."""
    for passage in store.passages_of(document_id):
        for place in (passage.span, *passage.also):
            for sentence in passage.sentences:
                yield sentence.start - passage.span.start + place.start


def _line_edges(text: str, span: Span) -> list[int]:
    """Where the lines of ``text`` inside ``span`` begin, and its end."""
    edges = [span.start]
    while (end := text.find("\n", edges[-1], span.end)) >= 0:
        edges.append(end + 1)
    return [*edges, span.end] if edges[-1] < span.end else edges


def _cells(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for cell in span.of(text).split(CELLS):
        yield Span(start, start + len(cell))
        start += len(cell) + len(CELLS)


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
