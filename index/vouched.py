"""Files that are made once and kept, each under a name that says what is in it: its size and its sha256.

So a file that is not what was written can be told from the file alone, and it is whole or not there at all.
"""

import hashlib
import tempfile
from pathlib import Path

from corpus.errors import ModelError

READABLE = 0o644  # by whoever asks, as other files of a home are
REMADE = "Run 'tenkyo ingest', or delete it: it is made again."


def keep(folder: Path, stem: str, suffix: str, made: bytes, instead: str) -> Path | None:
    """Where ``made`` is kept in ``folder`` from now on, whoever else writes it meanwhile; None if it cannot be.

    Other files there whose names match ``instead`` are deleted.
    """
    path = folder / f"{stem}.{len(made)}-{hashlib.sha256(made).hexdigest()}{suffix}"
    unfinished: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            unfinished = Path(file.name)
            file.write(made)
        unfinished.chmod(READABLE)
        unfinished.replace(path)
        for other in {*folder.glob(instead)} - {path}:
            other.unlink(missing_ok=True)
    except OSError:
        if unfinished:
            unfinished.unlink(missing_ok=True)
    return path if path.is_file() else None


def find(folder: Path, stem: str, suffix: str) -> Path | None:
    """The file that is kept under ``stem``, None if there is none. ModelError if its size is not what it should be."""
    path = next(iter(sorted(folder.glob(f"{stem}.*-*{suffix}"))), None)
    if path and path.stat().st_size != _told(path)[0]:
        raise ModelError(f"{path} has {path.stat().st_size:,} bytes, not as many as were written.", REMADE)
    return path


def check(path: Path) -> None:
    """Raise ModelError unless every byte of a kept file is what was written."""
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != _told(path)[1]:
            raise ModelError(f"{path} is not what was written.", REMADE)


def _told(path: Path) -> tuple[int, str]:
    """The size and the sha256 that a name tells.

    >>> _told(Path("examiner-0123.9-ab.onnx"))
    (9, 'ab')
    """
    size, _, digest = path.stem.rpartition(".")[2].partition("-")
    return int(size) if size.isdecimal() else -1, digest
