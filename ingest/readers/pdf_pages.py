"""The pages of a PDF, one after the other, into one canonical text."""

from collections.abc import Collection, Sequence

from corpus.records import Span
from ingest.readers.pdf_layout import blocks, reading_order, rows
from ingest.readers.pdf_pdfium import Sheet
from ingest.readers.pdf_writer import Writer, vocabulary
from ingest.reading import Role


def write_pages(sheets: Sequence[Sheet], left_out: Collection[tuple[int, int]]) -> tuple[Writer, list[Span]]:
    """Everything written, and the span of each page. ``left_out`` are pages (from 0) and places of lines."""
    kept = [
        [line for at, line in enumerate(sheet.lines) if (page, at) not in left_out] for page, sheet in enumerate(sheets)
    ]
    writer = Writer({word for lines in kept for word in vocabulary(lines)})
    spans: list[Span] = []
    for page, (sheet, lines) in enumerate(zip(sheets, kept, strict=True)):
        first = len(writer.blocks)
        if sheet.plain:
            writer.plain(sheet.plain)
        for block in blocks(rows(reading_order(lines))):
            writer.block(block, page + 1, Role.TEXT)
        writer.part()
        start = writer.blocks[first].span.start if len(writer.blocks) > first else writer.length
        spans.append(Span(start, writer.length))
    return writer, spans
