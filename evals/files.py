"""Files as every evaluation reads and writes them: JSON lines, of which each is an object, and what --out names."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar

from corpus.errors import StorageError, UsageError

LineT = TypeVar("LineT")


def json_lines(path: Path, what: str, remedy: str, make: Callable[[int, Mapping[str, Any]], LineT]) -> Iterator[LineT]:
    """What ``make`` makes of each line's number, from 1, and object; blank lines are left out.

    Only a line feed ends a line: JSON lets other separators, U+2028 among them, stand inside a string as they are.
    Raises UsageError, which says that the line is no ``what`` and then ``remedy``, for a line that is not UTF-8 or no
    object, or of which ``make`` can make nothing.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    made = make(number, _object(line))
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise UsageError(f"{path}, line {number} is no {what}: {_told(error)}.", remedy) from error
                yield made


def write(path: Path, content: str | bytes, out: Literal["file", "folder"]) -> None:
    """Write a file, in UTF-8, and make the folders that it stands in; StorageError if that fails.

    ``out`` is what --out names: the file itself, or a folder that holds it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error}.", f"Name another --out {out}.") from error


def _object(line: bytes) -> Mapping[str, Any]:
    found = json.loads(line)
    if not isinstance(found, dict):
        raise TypeError(f"it is a {type(found).__name__}, not an object")
    return found


def _told(error: Exception) -> str:
    """What is wrong with a line, in words that tell more than Python's where those are a name or a codec's."""
    if isinstance(error, UnicodeDecodeError):
        return f"it is not UTF-8 from byte {error.start} on"
    return f"it has no {error}" if isinstance(error, KeyError) else str(error)
