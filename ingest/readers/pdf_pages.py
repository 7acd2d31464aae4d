"""The pages of a PDF, one after the other, into one canonical text."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.records import Span
from ingest.captions import begins_caption
from ingest.marks import read_mark
from ingest.readers.pdf_headings import Entry, Headings, find_headings
from ingest.readers.pdf_layout import blocks, reading_order, rows
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_notes import Footnote, take_notes
from ingest.readers.pdf_pdfium import Sheet
from ingest.readers.pdf_writer import Writer, vocabulary
from ingest.reading import Role

_FEW = 3  # headings at least, for type to be held to show all of them


@dataclass(frozen=True, slots=True)
class _Content:
    """What stands on one page, in reading order; its notes come last."""

    plain: str
    blocks: tuple[Sequence[Line], ...]
    notes: tuple[Footnote, ...]


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
    rest, notes = take_notes(rows(reading_order(lines)), body)
    return _Content(sheet.plain, tuple(blocks(rest)), tuple(notes))


def _written(writer: Writer, pages: Sequence[_Content], headings: Headings) -> list[Span]:
    """Writes the pages; gives the span of each."""
    parts = [[part for block in page.blocks for part in headings.cut(at, block)] for at, page in enumerate(pages)]
    levels = [[headings.level(at, part) for part in found] for at, found in enumerate(parts)]
    marked = sum(level is not None for found in levels for level in found) >= _FEW
    spans: list[Span] = []
    for at, page in enumerate(pages):
        first = len(writer.blocks)
        if page.plain:
            writer.plain(page.plain)
        for part, level in zip(parts[at], levels[at], strict=True):
            if level is not None:
                writer.block(part, at + 1, Role.HEADING, level)
            else:
                writer.block(part, at + 1, Role.PARAGRAPH if marked and not _is_marked(part) else Role.TEXT)
        for note in page.notes:
            writer.block(note.lines, at + 1, Role.NOTE, label=f"[{note.number}]")
        writer.part()
        start = writer.blocks[first].span.start if len(writer.blocks) > first else writer.length
        spans.append(Span(start, writer.length))
    return spans


def _is_marked(block: Sequence[Line]) -> bool:
    """Whether a line of it begins with a number, a bullet or the name of a figure: its role is still to be seen."""
    return any(read_mark(line.text) or begins_caption(line.text) for line in block)
