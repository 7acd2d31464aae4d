"""PDF: the words as pdfium places them, page by page; pypdf where that fails, and for what a file says of itself."""

import io
import logging
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pypdf import PageObject, PasswordType, PdfReader

from corpus.errors import DocumentError
from corpus.records import Page, Span
from ingest.readers import ocr
from ingest.readers.lock import locked
from ingest.readers.metadata import language_code, sensible_title
from ingest.readers.pdf_headings import Entry
from ingest.readers.pdf_margins import find_repeated
from ingest.readers.pdf_pages import write_pages
from ingest.readers.pdf_pdfium import Pages, Sheet
from ingest.readers.pdf_quality import fault, is_garbled
from ingest.readers.pdf_scan import scan_lines
from ingest.reading import Flag, Reading

_Value = TypeVar("_Value")
_SECONDS = 60  # of computing, to recognise the pictures of a file: half of what a worker gives it by default
_A_MEGABYTE = 30  # seconds more
_SAVE_ANEW = "Open it in a PDF program, save it anew, and ingest that."


@dataclass(frozen=True, slots=True)
class _Source:
    """One file opened twice; None where a library cannot open it. After ``until``, in seconds of computing by this
    process, no more pictures are recognised."""

    pypdf: PdfReader | None
    pdfium: Pages | None
    pages: int
    until: float


def read(path: Path, data: bytes) -> Reading:
    """The text of every page, and the pages with their numbers, printed labels and spans.

    A page that pdfium cannot read, or reads as garbage, is read by pypdf, without places for its words. A page
    that neither can read has an empty span and a flag. Lines repeated from page to page are left out. Title,
    date and language are what the file states, if that can be read. No library's warnings reach a log.

    Raises DocumentError if neither library opens the file, if it opens only with a password, and if no page
    holds text, as in a scan.
    """
    with _silence():
        source = _open(path, data)
        try:
            return _reading(path, source)
        finally:
            if source.pdfium:
                source.pdfium.close()


def _reading(path: Path, source: _Source) -> Reading:
    sheets: list[Sheet] = []
    flags: list[Flag] = []
    for number in range(1, source.pages + 1):
        sheet, reason = _sheet(source, number)
        sheets.append(sheet)
        if reason:
            flags.append(Flag(number, reason))
    if not any(sheet.lines or sheet.plain for sheet in sheets):
        raise DocumentError(path, *_textless(flags))
    reader = source.pypdf
    repeated = find_repeated(sheets)
    writer, spans = write_pages(sheets, repeated.lines, _tried(lambda: _outline(reader)) or ())
    labels = _tried(lambda: reader.page_labels if reader and "/PageLabels" in reader.root_object else None)
    created = _tried(lambda: reader and reader.metadata and reader.metadata.creation_date)
    return Reading(
        text=writer.text,
        blocks=tuple(writer.blocks),
        pages=_pages(spans, labels, sheets),
        title=sensible_title(_tried(lambda: reader and reader.metadata and reader.metadata.title)),
        published=created.date() if created else None,
        language=language_code(_tried(lambda: reader and reader.root_object.get("/Lang"))),
        flags=tuple(flags),
        left_out=(*repeated.notes, *_attachments(reader)),
        packed=tuple(writer.packed),
    )


def _open(path: Path, data: bytes) -> _Source:
    reader, error = _open_pypdf(path, data)
    try:
        pdfium = Pages(data)
    except ValueError as other:
        pdfium, error = None, error or other
    pages = max(len(pdfium) if pdfium else 0, _tried(lambda: len(reader.pages) if reader else 0) or 0)
    if reader is None and pdfium is None:
        raise DocumentError(path, f"it cannot be read as PDF ({type(error).__name__}: {error}).", _SAVE_ANEW)
    if not pages:
        raise DocumentError(path, "it has no pages that can be found.", _SAVE_ANEW)
    until = time.process_time() + _SECONDS + _A_MEGABYTE * len(data) / 1_000_000
    return _Source(reader, pdfium, pages, until)


def _open_pypdf(path: Path, data: bytes) -> tuple[PdfReader | None, Exception | None]:
    try:
        reader = PdfReader(io.BytesIO(data))
        opened = not reader.is_encrypted or reader.decrypt("") is not PasswordType.NOT_DECRYPTED
    except Exception as error:  # a damaged file makes pypdf raise nearly anything
        return None, error
    if not opened:
        raise locked(path)
    return reader, None


def _sheet(source: _Source, number: int) -> tuple[Sheet, str | None]:
    """A page's sheet, empty with the reason if it cannot be read; without lines but with text if pypdf read it."""
    sheet = _tried(lambda: source.pdfium.sheet(number) if source.pdfium else None)
    reason = fault(" ".join(line.text for line in sheet.lines)) if sheet else "it is damaged"
    if reason is None and sheet:
        return _without_garbled(sheet)
    text = _tried(lambda: _plain(source.pypdf.pages[number - 1]) if source.pypdf else "") or ""
    empty = Sheet(sheet.width if sheet else 0, sheet.height if sheet else 0, ())
    if fault(text) is None:
        return _without_garbled(replace(empty, plain=text))
    kept = tuple(line for line in sheet.lines if fault(line.text) is None) if sheet and reason else ()
    if sheet and 2 * sum(len(line.text) for line in kept) > sum(len(line.text) for line in sheet.lines):
        return replace(sheet, lines=kept), f"{reason}; the lines with them are left out"
    recognised = _tried(lambda: _recognised(source, number, sheet)) if sheet and sheet.drawn else None
    if recognised:
        return recognised
    if sheet and not sheet.lines:
        shown = "it shows only pictures, as a scan does" if sheet.drawn else "it is blank, or what draws it is damaged"
        reason = f"it has no text layer: {shown}"
    return empty, reason


def _plain(page: PageObject) -> str:
    """A page's words as pypdf reads them; none if they only name its fonts, as where what sets a font is damaged."""
    text = page.extract_text()
    fonts = _tried(lambda: set(page["/Resources"]["/Font"])) or set()  # type: ignore[index]
    return "" if fonts.issuperset(text.split()) else text


def _without_garbled(sheet: Sheet) -> tuple[Sheet, str | None]:
    """A page that can be read, without the lines of it that cannot, and what to say of those."""
    plain = sheet.plain.splitlines()
    lines, words = (
        [line for line in sheet.lines if not is_garbled(line.text)],
        [one for one in plain if not is_garbled(one)],
    )
    every, many = len(sheet.lines) + len(plain), len(lines) + len(words)
    if many == every:
        return sheet, None
    kept = replace(sheet, lines=tuple(lines), plain="\n".join(words))
    return kept, f"{every - many} of its {every} lines are no words, and are left out"


def _recognised(source: _Source, number: int, sheet: Sheet) -> tuple[Sheet, str] | None:
    """A page's sheet as an OCR program reads its picture, and how sure that is; None without one, or without text."""
    if source.pdfium is None or not ocr.is_installed() or time.process_time() > source.until:
        return None
    scanned = ocr.read_page(source.pdfium.image(number, ocr.DOTS_PER_INCH))
    lines = scan_lines(scanned, sheet.height)
    if fault(" ".join(line.text for line in lines)) is not None:
        return None
    sure = min(round(100 * scanned.confidence), 99)  # no program is wholly sure
    reason = f"its text was recognised from a picture (OCR), with a confidence of {sure}%"
    return Sheet(sheet.width, sheet.height, lines, ocr=scanned.confidence), reason


def _textless(flags: Sequence[Flag]) -> tuple[str, str]:
    reasons = dict.fromkeys(flag.reason for flag in flags)
    problem = f"no page of its {len(flags)} holds text that can be read: {'; '.join(reasons)}."
    return problem, "Recognise its text with an OCR program, and ingest what that writes."


def _outline(reader: PdfReader | None) -> tuple[Entry, ...]:
    """The headings of the file's own list of contents."""
    if reader is None:
        return ()
    return tuple(_entries(reader, reader.outline, 1))


def _entries(reader: PdfReader, outline: Sequence[object], level: int) -> Iterator[Entry]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _entries(reader, entry, level + 1)
            continue
        page = _tried(lambda entry=entry: reader.get_destination_page_number(entry))  # type: ignore[misc]
        title = getattr(entry, "title", None)
        if page is not None and page >= 0 and isinstance(title, str):
            yield Entry(level, page, title)


def _attachments(reader: PdfReader | None) -> Iterator[str]:
    for name in (_tried(lambda: list(reader.attachments)) if reader else None) or ():
        yield f"the attached file “{name}”, which is a document of its own"


def _tried(read: Callable[[], _Value]) -> _Value | None:
    """What a library makes of a part of the file; None if that is damaged, for the rest can be cited without it."""
    try:
        return read()
    except Exception:
        return None


def _pages(spans: Sequence[Span], labels: Sequence[str] | None, sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    named = labels if labels is not None and len(labels) == len(spans) else [None] * len(spans)
    rows = enumerate(zip(named, spans, sheets, strict=True), 1)
    return tuple(Page(number, label, span, sheet.ocr) for number, (label, span, sheet) in rows)


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
