"""Plain text: the file's own words."""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.records import Span
from ingest.clean import clean
from ingest.readers.encoding import decode
from ingest.reading import Block, Reading, Role

_RUN = re.compile(r"\S(?:.*\S)?(?:[^\S\n]*\n.*\S)*")  # non-blank lines, trimmed at both ends


def read(path: Path, data: bytes) -> Reading:
    """The text of ``data``, unchanged but for ``clean``; each run of non-blank lines is a TEXT block.

    Raises DocumentError as ``decode`` does.
    """
    decoded = decode(path, data)
    text = clean(decoded.text).text
    return Reading(text, tuple(Block(span, Role.TEXT) for span in runs(text)), left_out=decoded.note)


def runs(text: str) -> Iterator[Span]:
    """The runs of non-blank lines of ``text`` in order, each trimmed of white space.

    >>> [span.of(" a\\n b \\n\\n\\n c") for span in runs(" a\\n b \\n\\n\\n c")]
    ['a\\n b', 'c']
    """
    return (Span(*match.span()) for match in _RUN.finditer(text))
