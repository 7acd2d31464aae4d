"""One door to every reader: the suffix chooses it, and the content must agree."""

import io
import json
import re
import stat
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from corpus.errors import DocumentError
from ingest.readers import docx, html, markdown, pdf, text
from ingest.readers.lock import OLE, unlock
from ingest.reading import Reading

MOST_BYTES = 256_000_000

_READERS: Mapping[str, tuple[str, Callable[[Path, bytes], Reading]]] = {  # what the content must be, and its reader
    ".txt": ("text", text.read),
    ".text": ("text", text.read),
    ".md": ("text", markdown.read),
    ".markdown": ("text", markdown.read),
    ".html": ("HTML", html.read),
    ".htm": ("HTML", html.read),
    ".xhtml": ("HTML", html.read),
    ".docx": ("DOCX", docx.read),
    ".pdf": ("PDF", pdf.read),
}
_SUFFIX = {"HTML": ".html", "DOCX": ".docx", "PDF": ".pdf", "plain text": ".txt"}
_KNOWN = f"{', '.join(list(_READERS)[:-1])} or {list(_READERS)[-1]}"
_SIGNATURES = (  # the first bytes of files that are often misnamed
    (OLE, "an old Word, Excel or PowerPoint file"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_UNKNOWN = "a file of unknown kind"
_PASSES = {  # what content each reader is given: where nothing tells, it decides for itself
    "text": ("plain text", "JSON", _UNKNOWN),
    "HTML": ("HTML", "plain text", _UNKNOWN),
    "DOCX": ("DOCX",),
    "PDF": ("PDF", _UNKNOWN),
}
_MARKUP = re.compile(rb"(?i)\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.DOTALL)
_HEAD = 4096
_MOST_JSON = 16_000_000  # bytes that are read only to see whether they are JSON
_NOT_TEXT = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # what no encoding of text has but UTF-16; ISO-2022 has ESC


def read(path: Path) -> Reading:
    """What the file at ``path`` says; its text holds at least one letter or digit.

    Raises DocumentError, and nothing else, for a file that cannot be opened or is too large (MOST_BYTES), has
    a suffix that no reader knows or content that its suffix does not promise, is damaged, or holds no text.
    """
    return parse(path, load(path))


def load(path: Path) -> bytes:
    """The bytes of the file at ``path``; DocumentError if it is no file, too large, or cannot be opened."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise DocumentError(path, "it is a folder.", "Name a file, or ingest the folder as a whole.")
        if not stat.S_ISREG(found.st_mode):
            raise DocumentError(path, "it is no regular file.", "Copy what it holds into a file.")
        if found.st_size > MOST_BYTES:
            problem = f"it has {found.st_size:,} bytes; at most {MOST_BYTES:,} are read."
            raise DocumentError(path, problem, "Split it into smaller files.")
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except FileNotFoundError as error:
        raise DocumentError(path, "there is no such file.", "Check its name, or whether it was moved.") from error
    except (OSError, ValueError) as error:
        raise DocumentError(path, f"it cannot be opened ({error}).", "Check its permissions and its disk.") from error


def parse(path: Path, data: bytes, password: str | None = None) -> Reading:
    """What ``data`` says, read as the suffix of ``path`` tells, opened with ``password`` if it is locked.

    Raises DocumentError as ``read`` does, and if it is locked and ``password`` does not open it.
    """
    kind, reader = _reader(path)
    data = unlock(path, data, password)
    if not data.strip():
        raise DocumentError(path, "it is empty.", "Check whether it was saved or copied whole.")
    is_a = what_is(data)
    if is_a not in _PASSES[kind]:
        advice = f"Name it {_SUFFIX[is_a]} if that is so." if is_a in _SUFFIX else f"Save it as {_KNOWN}."
        raise DocumentError(path, f"it is {is_a}, not {kind}.", advice)
    try:
        reading = reader(path, data)
    except DocumentError:
        raise
    except Exception as error:  # a damaged file makes a library raise nearly anything; it costs that file alone
        problem = f"it cannot be read as {kind} ({type(error).__name__}: {error})."
        raise DocumentError(path, problem, "Open it in the program that made it, and save it anew.") from error
    if not any(map(str.isalnum, reading.text)):
        raise DocumentError(path, "it holds no text.", "Check whether it was saved or copied whole.")
    return reading


def what_is(data: bytes) -> str:
    """What the beginning of a file shows it to be: "PDF", "HTML", "DOCX", or words for what no reader knows.

    >>> what_is(b"%PDF-1.7"), what_is(b"<!DOCTYPE html>"), what_is(b"GIF89a"), what_is(b"Dear reader"), what_is(b"[1]")
    ('PDF', 'HTML', 'a GIF image', 'plain text', 'JSON')
    >>> what_is(bytes(8)), what_is(b"1 0 obj << >> endobj")  # a PDF may have lost its beginning
    ('a file of unknown kind', 'a file of unknown kind')
    """
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if data[:_HEAD].lstrip().startswith(b"%PDF-"):
        return "PDF"
    if _MARKUP.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")):
        return "HTML"  # in UTF-16, every second byte of markup is zero
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), _text(data))


def _text(data: bytes) -> str:
    """What sort of text it is, if it is text and does not look like the inside of a PDF."""
    if _NOT_TEXT.search(data[:_HEAD]) or b"%PDF-" in data or b"endobj" in data:
        return _UNKNOWN
    if data.lstrip()[:1] in (b"{", b"[") and len(data) <= _MOST_JSON:
        with suppress(ValueError, RecursionError):
            json.loads(data)
            return "JSON"
    return "plain text"


def _archive(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            folders = {name.split("/")[0] for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "a damaged ZIP archive (a Word document is an archive)"
    kinds = {"word": "DOCX", "xl": "an Excel workbook", "ppt": "a PowerPoint presentation"}
    return next((kind for folder, kind in kinds.items() if folder in folders), "a ZIP archive")


def _reader(path: Path) -> tuple[str, Callable[[Path, bytes], Reading]]:
    try:
        return _READERS[path.suffix.lower()]
    except KeyError:
        problem = f"no reader knows the suffix '{path.suffix}'." if path.suffix else "its name has no suffix."
        raise DocumentError(path, problem, f"The known ones are {_KNOWN}.") from None
