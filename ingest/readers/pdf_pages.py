"""The pages of a PDF, one after the other, into one canonical text."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.records import Span
from ingest.captions import begins_caption
from ingest.marks import read_mark
from ingest.readers import pdf_vertical
from ingest.readers.pdf_grid import Table, ruled_tables
from ingest.readers.pdf_headings import Entry, Headings, find_headings
from ingest.readers.pdf_heads import count_heads, join_heads
from ingest.readers.pdf_layout import blocks, lifted, reading_order, rows, without_readings
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_notes import Footnote, take_notes
from ingest.readers.pdf_pdfium import Sheet
from ingest.readers.pdf_tables import unruled_tables
from ingest.readers.pdf_turned import Turned
from ingest.readers.pdf_writer import Writer, vocabulary
from ingest.reading import Role

_ASIDE = 6.0  # points by which the sides of a table that goes on may lie apart: cells set no wider than their words
_FEW = 3  # headings at least, for type to be held to show all of them


@dataclass(frozen=True, slots=True)
class _Content:
    """What stands on one page, in reading order; its notes come last."""

    plain: str
    blocks: tuple[Sequence[Line], ...]
    tables: tuple[Table, ...]
    notes: tuple[Footnote, ...]
    turned: Turned | None


def write_pages(
    sheets: Sequence[Sheet], left_out: Collection[tuple[int, int]], contents: Sequence[Entry]
) -> tuple[Writer, list[Span]]:
    """Everything written, and the span of each page.

    ``left_out`` are pages (from 0) and places of lines; ``contents`` is the file's own list of contents.
    """
    kept = [
        [line for at, line in enumerate(sheet.lines) if (page, at) not in left_out] for page, sheet in enumerate(sheets)
    ]
    sizes: Counter[float] = Counter()
    for line in (line for lines in kept for line in lines):
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    pages = [_content(sheet, lines, body) for sheet, lines in zip(sheets, kept, strict=True)]
    headings = find_headings([page.blocks for page in pages], contents)
    writer = Writer({word for lines in kept for word in vocabulary(lines)})
    return writer, _written(writer, pages, headings)


def _content(sheet: Sheet, lines: Sequence[Line], body: float) -> _Content:
    ruled, rest = ruled_tables(sheet, without_readings(lines))
    unruled, rest = unruled_tables(rest)
    ordered = pdf_vertical.reading_order(rest) if sheet.vertical else reading_order(rest)
    rest, notes = take_notes(rows(ordered), body)
    return _Content(sheet.plain, tuple(blocks(rest)), (*ruled, *unruled), tuple(notes), sheet.turned)


def _written(writer: Writer, pages: Sequence[_Content], headings: Headings) -> list[Span]:
    """Writes the pages; gives the span of each."""
    parts = [_parts(at, page.blocks, headings) for at, page in enumerate(pages)]
    levels = [[headings.level(at, part) for part in found] for at, found in enumerate(parts)]
    marked = sum(level is not None for found in levels for level in found) >= _FEW
    spans: list[Span] = []
    open_table: Table | None = None  # what the page before ends with
    for at, page in enumerate(pages):
        first = len(writer.blocks)
        if page.plain:
            writer.plain(page.plain)
        tables = _before(page.tables, parts[at])
        for place, (part, level) in enumerate(zip(parts[at], levels[at], strict=True)):
            _write_tables(writer, tables.get(place, ()), at + 1, None if place else open_table)
            if level is not None:
                writer.block(part, at + 1, Role.HEADING, level)
            else:
                writer.block(part, at + 1, Role.PARAGRAPH if marked and not _is_marked(part) else Role.TEXT)
        last = tables.get(len(parts[at]), [])
        _write_tables(writer, last, at + 1, None if parts[at] else open_table)
        open_table = last[-1] if last and not page.notes else None
        for note in page.notes:
            writer.block(note.lines, at + 1, Role.NOTE, label=f"[{note.number}]")
        writer.end_page(page.turned)
        start = writer.blocks[first].span.start if len(writer.blocks) > first else writer.length
        spans.append(Span(start, writer.length))
    return spans


def _parts(page: int, found: Sequence[Sequence[Line]], headings: Headings) -> list[list[Line]]:
    """The blocks of a page with its headings apart, each before what it heads."""
    cut = [list(part) for block in found for part in headings.cut(page, block)]
    return lifted(cut, lambda block: headings.level(page, block) is not None)


def _before(tables: Sequence[Table], parts: Sequence[Sequence[Line]]) -> dict[int, list[Table]]:
    """The tables by the place of the block that they stand before: after the last that stands above them."""
    places: dict[int, list[Table]] = {}
    for table in sorted(tables, key=lambda table: -table.top):
        same = [at for at, part in enumerate(parts) if part[0].left < table.right and table.left < part[0].right]
        above = [at for at in same if parts[at][0].base > table.bottom]
        place = above[-1] + 1 if above else same[0] if same else len(parts)
        places.setdefault(place, []).append(table)
    return places


def _write_tables(writer: Writer, tables: Sequence[Table], page: int, before: Table | None) -> None:
    """Writes tables; the first goes on with the rows and the header of ``before`` if it stands in the same columns."""
    for table in tables:
        heads = count_heads(table.rows)
        if before is None or heads or not _same_columns(before, table):
            writer.part()
        before = None
        first, last, columns = join_heads(table)
        for at, row in enumerate(table.rows):
            if at == first < last:
                writer.heads(columns, page)
            elif not first <= at < last:
                writer.row(row, page, int(at < heads))


def _same_columns(table: Table, other: Table) -> bool:
    apart = max(abs(table.left - other.left), abs(table.right - other.right))
    return len(table.rows[0]) == len(other.rows[0]) and apart <= _ASIDE


def _is_marked(block: Sequence[Line]) -> bool:
    """Whether a line of it begins with a number, a bullet or the name of a figure: its role is still to be seen."""
    return any(read_mark(line.text) or begins_caption(line.text) for line in block)
