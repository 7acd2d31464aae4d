"""Plain text: the file's own words, and the decoding that every text format shares."""

import re
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

from corpus.errors import DocumentError
from corpus.records import Span
from ingest.clean import clean
from ingest.reading import Block, Reading, Role

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_RUN = re.compile(r"\S(?:.*\S)?(?:[^\S\n]*\n.*\S)*")  # non-blank lines, trimmed at both ends
_SAMPLE = 65_536  # bytes that are looked at to guess an encoding


def read(path: Path, data: bytes) -> Reading:
    """The text of ``data``, unchanged but for ``clean``; each run of non-blank lines is a TEXT block.

    Raises DocumentError as ``decode`` does.
    """
    text = clean(decode(path, data)).text
    return Reading(text, tuple(Block(span, Role.TEXT) for span in runs(text)))


def runs(text: str) -> Iterator[Span]:
    """The runs of non-blank lines of ``text`` in order, each trimmed of white space.

    >>> [span.of(" a\\n b \\n\\n\\n c") for span in runs(" a\\n b \\n\\n\\n c")]
    ['a\\n b', 'c']
    """
    return (Span(*match.span()) for match in _RUN.finditer(text))


def decode(path: Path, data: bytes, encoding: str = "utf-8") -> str:
    """The text of ``data``: as its byte order mark says (UTF-8, UTF-16), else in ``encoding``, strictly.

    Raises DocumentError with the offset of the first byte that does not fit, for UTF-32, and for NUL and
    escape signs, which no text holds but text in another encoding (UTF-16, ISO-2022-JP) seems to hold.
    """
    mark, encoding = next(((mark, name) for mark, name in _BOMS if data.startswith(mark)), (b"", encoding))
    if encoding == "utf-32-le":
        raise DocumentError(path, "it is UTF-32, which is not read.", "Save it as UTF-8.")
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        problem = f"byte {at} (0x{data[at]:02X}) is not {encoding.upper()}."
        raise DocumentError(path, problem, _advice(data)) from error
    for sign, name in (("\0", "a NUL"), ("\x1b", "an escape")):
        if sign in text:
            at = len(mark) + len(text[: text.index(sign)].encode(encoding))
            problem = f"byte {at} is {name} sign, so that it is not text in {encoding.upper()}."
            raise DocumentError(path, problem, _advice(data))
    return text


def _advice(data: bytes) -> str:
    guess = from_bytes(data[:_SAMPLE]).best()
    if guess is None or guess.encoding in ("utf_8", "ascii"):
        return "If it is text, save it as UTF-8."
    return f"It may be {guess.encoding}: if that is so, save it as UTF-8."
