"""A document as a page shows it: blocks of lines of pieces, with the cited words and the references to notes marked."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from corpus.cells import cells_of
from corpus.records import Document, Kind, Note, Page, Section, Span, sentence_places
from corpus.store import Store
from service.tables import Part, Row, rows_of

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
    ``row`` says what a line of a table is in it.
    """

    anchor: str
    depth: int
    unmarked: bool
    cells: tuple[tuple[Piece, ...], ...]
    returns: tuple[str, ...] = ()
    row: Row | None = None

    def is_part(self, name: str) -> bool:
        """Whether this is the caption, a head or a row of a table, as ``name`` says."""
        return self.row is not None and self.row.part is Part(name)


@dataclass(frozen=True, slots=True)
class Block:
    """One section, or one of its tables, with the caption that stands before it.

    ``level`` is that of its HTML heading (1 for the title), 0 for what is no heading.
    ``page`` is the physical page that begins with it or before it, None if that is the page of the block before.
    ``number`` counts the tables from 1; 0 for what is none.
    """

    kind: Kind
    level: int
    page: Page | None
    lines: tuple[Line, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """The blocks in reading order, and where the first cited piece starts; None if nothing is cited."""

    blocks: tuple[Block, ...]
    first: int | None


def mark(store: Store, document: Document, cited: Span | None, within: Span | None = None) -> Marked:
    """All of ``document``, with the words of ``cited`` marked wherever they stand, across blocks too.

    Only what stands ``within`` that span, if it is given: the first and the last block are then cut to it.
    """
    sections = store.sections(document.document_id)
    pen = _Pen(document, store, cited, within or Span(0, len(document.text)), sections)
    blocks = tuple(_captioned(pen.blocks(_cut(sections, within) if within else sections)))
    starts = [
        piece.start for block in blocks for line in block.lines for cell in line.cells for piece in cell if piece.cited
    ]
    return Marked(blocks, min(starts, default=None))


class _Pen:
    """What is known of one document while its blocks are written."""

    def __init__(
        self, document: Document, store: Store, cited: Span | None, within: Span, sections: Sequence[Section]
    ) -> None:
        notes = store.notes(document.document_id)
        self._text = document.text
        self._title = document.title
        self._pages = document.pages
        self._page_starts = [page.span.start for page in document.pages]
        self._cited = cited
        self._markers = {note.marker.start: _fragment(note) for note in notes if note.marker}
        self._notes = {note.span.start: _fragment(note) for note in notes}
        self._note_starts = sorted(self._notes)
        self._returns: defaultdict[str, list[str]] = defaultdict(list)
        for note in notes:
            if note.marker and within.contains(note.marker):
                self._returns[_fragment(note)].append(_reference(note.marker.start))
        edges = [note.marker for note in notes if note.marker] + ([cited] if cited else [])
        self._cuts = sorted({cut for span in edges for cut in (span.start, span.end)})
        passages = store.passages_of(document.document_id)
        self._units = sorted({*(place.start for place in sentence_places(passages)), *self._notes})
        above = {one.path[-1] for one in passages if one.kind is Kind.TABLE and one.path}
        tables = [one for one in sections if one.kind is Kind.TABLE]  # whole ones, whatever is shown of them
        parts = ([span.trimmed(document.text) for span in part] for table in tables for part in self._parts(table))
        self._rows = dict(rows_of(document.text, parts, above))

    def blocks(self, sections: Sequence[Section]) -> Iterator[Block]:
        """The blocks of ``sections``; no heading is more than one level deeper than the one before it."""
        deep = 1
        page: Page | None = None
        tables = count(1)
        for number, section in enumerate(sections):
            level = 0
            if section.kind is Kind.HEADING:
                is_title = number == 0 and _folded(section.span.of(self._text)) == _folded(self._title)
                level = 1 if is_title else min(max(section.level, 1) + 1, deep + 1, DEEPEST)
                deep = level
            for part in self._parts(section):
                begun = self._page(part[0].start)
                lines = tuple(self._line(section, span) for span in part)
                table = next(tables) if section.kind is Kind.TABLE else 0
                yield Block(section.kind, level, begun if begun != page else None, lines, table)
                page = begun

    def _parts(self, section: Section) -> Iterator[list[Span]]:
        """The lines of a section; of one of tables those of each table, between which a line is blank."""
        part: list[Span] = []
        for line in self._lines(section):
            if (
                section.kind is Kind.TABLE
                and part
                and self._text[part[-1].trimmed(self._text).end : line.start].count("\n") > 1
            ):
                yield part
                part = []
            part.append(line)
        if part:
            yield part

    def _page(self, start: int) -> Page | None:
        before = bisect_right(self._page_starts, start)
        return self._pages[before - 1] if before else None

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
        words, trimmed = span.of(self._text), span.trimmed(self._text)
        start = trimmed.start
        before = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        notes = self._note_starts[bisect_left(self._note_starts, start) : bisect_left(self._note_starts, trimmed.end)]
        anchor = self._notes[notes[0]] if notes else f"at-{start}"
        return Line(
            anchor=anchor,
            depth=0 if before.strip() else len(before),
            unmarked=section.kind is Kind.LIST and not has_marker(words),
            cells=tuple(
                tuple(self._pieces(cell))
                for cell in (_cells(self._text, trimmed) if section.kind is Kind.TABLE else [trimmed])
            ),
            returns=tuple(self._returns.get(anchor, ())),
            row=self._rows.get(start, Row(Part.ROW, 1)) if section.kind is Kind.TABLE else None,
        )

    def _pieces(self, span: Span) -> Iterator[Piece]:
        inner = self._cuts[bisect_right(self._cuts, span.start) : bisect_left(self._cuts, span.end)]
        for start, end in pairwise([span.start, *inner, span.end] if span.start < span.end else ()):  # a cell is empty
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


def _line_edges(text: str, span: Span) -> list[int]:
    """Where the lines of ``text`` inside ``span`` begin, and its end."""
    edges = [span.start]
    while (end := text.find("\n", edges[-1], span.end)) >= 0:
        edges.append(end + 1)
    return [*edges, span.end] if edges[-1] < span.end else edges


def _cells(text: str, row: Span) -> list[Span]:
    return [cell.shifted(row.start) for cell in cells_of(row.of(text))]


def _captioned(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, a caption in one with the table that follows it on the same page."""
    before: Block | None = None
    for block in blocks:
        if before and before.kind is Kind.CAPTION and block.kind is Kind.TABLE and block.page is None:
            told = tuple(replace(line, row=Row(Part.CAPTION, 1)) for line in before.lines)
            before = replace(block, page=before.page, lines=(*told, *block.lines))
            continue
        if before:
            yield before
        before = block
    if before:
        yield before


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
