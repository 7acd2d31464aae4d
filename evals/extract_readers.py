"""The readers that are measured: our own as the service uses it, plain pypdf, and peers where they are installed.

A reader takes a path and gives an Extract. It refuses a file with DocumentError; whatever else it raises is a fault.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from corpus.errors import DocumentError, UsageError
from evals.extract import Extract
from evals.extract_truth import markdown_truth
from ingest.readers import select
from ingest.reading import Reading, Role
from ingest.recognise import recognise

_TABLE_LINE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")  # what stands between a Markdown table's head and its body


def tenkyo(path: Path) -> Extract:
    """What the service reads of the file: the blocks that passages are made of."""
    return extract_of(recognise(select.read(path)))


def extract_of(reading: Reading) -> Extract:
    """The words, headings, rows and pages of a recognised reading.

    >>> from corpus.records import Span
    >>> from ingest.reading import Block
    >>> blocks = Block(Span(0, 3), Role.HEADING, 1), Block(Span(4, 7), Role.ROW)
    >>> extract_of(Reading("Aid\\na|b\\nleft out", blocks))
    Extract(text='Aid\\na|b', headings=('Aid',), rows=('Aid', 'a|b'), pages=None, flagged=0)
    """
    said = [(block.role, block.span.of(reading.text)) for block in reading.blocks]
    rows = (line for role, text in said for line in ([text] if role is Role.ROW else text.splitlines()))
    pages = (
        "\n".join(block.span.of(reading.text) for block in reading.blocks if page.span.overlaps(block.span))
        for page in reading.pages
    )
    return Extract(
        text="\n".join(text for _, text in said),
        headings=tuple(text for role, text in said if role is Role.HEADING),
        rows=tuple(rows),
        pages=tuple(pages) if reading.pages else None,
        flagged=len(reading.flags),
    )


def pypdf(path: Path) -> Extract:
    """What ``extract_text`` of pypdf gives, page after page, and nothing else."""
    import pypdf as library

    pages = tuple(page.extract_text() for page in library.PdfReader(path).pages)
    text = "\n".join(pages)
    if not any(map(str.isalnum, text)):
        raise DocumentError(path, "no page has text.", "Recognise its text first.")
    return Extract(text, rows=tuple(text.splitlines()), pages=pages)


def markitdown(path: Path) -> Extract:
    """What Microsoft's markitdown gives: Markdown, whose headings are told by ``#`` and rows by ``|``."""
    library, converter = _markitdown()
    try:
        written = converter.convert(path).text_content
    except (library.UnsupportedFormatException, library.FileConversionException) as error:
        raise DocumentError(path, f"markitdown refuses it ({error}).", "Read it otherwise.") from error
    if not any(map(str.isalnum, written)):
        raise DocumentError(path, "markitdown gives no text.", "Read it otherwise.")
    return markdown_extract(written)


@cache
def _markitdown() -> tuple[Any, Any]:
    """The library and its converter, with its models loaded."""
    library = import_module("markitdown")
    return library, library.MarkItDown(enable_plugins=False)


def markdown_extract(written: str) -> Extract:
    """What Markdown says, its headings, and its lines as rows, less those that only rule a table."""
    told = markdown_truth(written)
    rows = tuple(line for line in written.splitlines() if not _TABLE_LINE.fullmatch(line))
    return Extract(told.texts[0], told.headings, rows)


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader. ``suffixes`` are those it is for, none if it chooses by itself; ``nothing`` is what it makes of a
    file without a word: an empty tuple for all that it would have told. ``load`` makes it ready, before its time is
    taken, and raises ImportError if what it runs on is not installed."""

    read: Callable[[Path], Extract]
    nothing: Extract
    load: Callable[[], object]
    suffixes: tuple[str, ...] = ()

    def reads(self, path: Path) -> bool:
        """Whether the file is of a kind that the reader is for."""
        return not self.suffixes or path.suffix.lower() in self.suffixes


READERS: Mapping[str, Reader] = {
    "tenkyo": Reader(tenkyo, Extract("", headings=(), pages=()), lambda: select),
    "pypdf": Reader(pypdf, Extract("", pages=()), lambda: import_module("pypdf"), (".pdf",)),
    "markitdown": Reader(markitdown, Extract("", headings=()), _markitdown),
}


def check(name: str) -> None:
    """Nothing if the reader can be used; UsageError if it is unknown or what it runs on is not installed."""
    if name not in READERS:
        raise UsageError(f"'{name}' is no reader.", f"Name one of {', '.join(READERS)}.")
    try:
        READERS[name].load()
    except ImportError as error:
        raise UsageError(f"{name} cannot be loaded ({error}).", f"Install it: pip install '{name}[all]'.") from error
