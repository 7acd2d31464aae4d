"""PDF: the text layer page by page, as pypdf extracts it."""

import io
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pypdf import PasswordType, PdfReader

from corpus.errors import DocumentError
from corpus.records import Page, Span
from ingest.clean import clean
from ingest.readers.metadata import language_code, sensible_title
from ingest.readers.text import runs
from ingest.reading import Block, Reading, Role

_BETWEEN = "\n\n"  # two pages: neither a word nor a paragraph runs over a page's end
_Value = TypeVar("_Value")


def read(path: Path, data: bytes) -> Reading:
    """The text of every page, and the pages with their numbers, printed labels and spans.

    Each run of non-blank lines of a page is a TEXT block. A page without text has an empty span. Title, date
    and language are what the file states, if that can be read. pypdf's warnings reach no log and no stream.

    Raises DocumentError if the file is damaged (naming the page, where it is one page), if it opens only
    with a password, and if no page holds text, as in a scan.
    """
    with _silence():
        reader = _open(path, data)
        texts = [_extract(path, reader, number) for number in range(1, _count(path, reader) + 1)]
        if not any(any(map(str.isalnum, text)) for text in texts):
            raise DocumentError(path, *_textless(len(texts)))
        text, spans = _joined(texts)
        labels = _tried(lambda: reader.page_labels if "/PageLabels" in reader.root_object else None)
        created = _tried(lambda: reader.metadata and reader.metadata.creation_date)
        return Reading(
            text=text,
            blocks=tuple(Block(run.shifted(span.start), Role.TEXT) for span in spans for run in runs(span.of(text))),
            pages=_pages(spans, labels),
            title=sensible_title(_tried(lambda: reader.metadata and reader.metadata.title)),
            published=created.date() if created else None,
            language=language_code(_tried(lambda: reader.root_object.get("/Lang"))),
        )


def _open(path: Path, data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        opened = not reader.is_encrypted or reader.decrypt("") is not PasswordType.NOT_DECRYPTED
    except Exception as error:  # a damaged file makes pypdf raise nearly anything
        raise _damaged(path, "it", error) from error
    if not opened:
        raise DocumentError(path, "it opens only with a password.", "Save a copy that needs none, and ingest that.")
    return reader


def _count(path: Path, reader: PdfReader) -> int:
    try:
        return len(reader.pages)
    except Exception as error:
        raise _damaged(path, "its list of pages", error) from error


def _extract(path: Path, reader: PdfReader, number: int) -> str:
    try:
        return reader.pages[number - 1].extract_text().strip()
    except Exception as error:
        raise _damaged(path, f"its page {number}", error) from error


def _textless(pages: int) -> tuple[str, str]:
    if not pages:
        return "it has no pages that can be found.", "Open it in a PDF program, save it anew, and ingest that."
    problem = f"no page of its {pages} holds text that can be read: it has no text layer, like a scan."
    return problem, "Recognise its text with an OCR program, and ingest what that writes."


def _damaged(path: Path, what: str, error: Exception) -> DocumentError:
    problem = f"{what} cannot be read as PDF ({type(error).__name__}: {error})."
    return DocumentError(path, problem, "Open it in a PDF program, save it anew, and ingest that.")


def _tried(read: Callable[[], _Value]) -> _Value | None:
    """What a file says of itself; None if that part is damaged, for the text can be cited without it."""
    try:
        return read()
    except Exception:
        return None


def _joined(texts: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """The canonical text of all pages, and the span of each.

    >>> _joined(["One\\r\\n1", "", "Two"])
    ('One\\n1\\n\\nTwo', (Span(start=0, end=5), Span(start=5, end=5), Span(start=7, end=10)))
    """
    spans: list[Span] = []
    pieces: list[str] = []
    length = 0
    for text in texts:
        if text and length:
            pieces.append(_BETWEEN)
            length += len(_BETWEEN)
        pieces.append(text)
        spans.append(Span(length, length + len(text)))
        length += len(text)
    cleaned = clean("".join(pieces))
    return cleaned.text, tuple(cleaned.to_text(span) for span in spans)


def _pages(spans: Sequence[Span], labels: Sequence[str] | None) -> tuple[Page, ...]:
    named = labels if labels is not None and len(labels) == len(spans) else [None] * len(spans)
    return tuple(Page(number, label, span) for number, (label, span) in enumerate(zip(named, spans, strict=True), 1))


@contextmanager
def _silence() -> Iterator[None]:
    """While open, nothing that pypdf logs or warns of goes anywhere: what matters it raises."""
    logger = logging.getLogger("pypdf")
    handler, propagated = logging.NullHandler(), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.propagate = propagated
        logger.removeHandler(handler)
