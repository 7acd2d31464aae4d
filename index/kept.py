"""Vectors that no generation holds yet, kept by the model and the text that they are of.

What is embedded while files are still read, or was before an interruption, need not be embedded again when the
generation is built. The file is SQLite (``vectors``: key → float32), and goes when the next generation is live.
"""

import hashlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.arrays import Vectors
from index.embedded import key
from index.encoder import Encoder


class Kept:
    """An open file of vectors; for one thread at a time. Close it when done (it is a context manager)."""

    def __init__(self, path: Path, encoder: Encoder) -> None:
        """The file at ``path``, made if there is none or if it is damaged: nothing is lost but time.

        Raises sqlite3.OperationalError if it cannot be written.
        """
        self._path = path
        self._encoder = encoder
        try:
            self._connection = _open(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._begin_anew()

    def __enter__(self) -> "Kept":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """The vectors of ``texts``, one row a text in the order given: those kept, and those made, and kept, now.

        What shows only now that the file is damaged begins it anew. Raises ModelError as the encoder does,
        sqlite3.OperationalError if the file cannot be written.
        """
        try:
            return self._vectors(texts)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self.close()
            self._begin_anew()
            return self._vectors(texts)

    def _begin_anew(self) -> None:
        remove(self._path)
        self._connection = _open(self._path)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        keys = [self._key(text) for text in texts]
        found = {one: vector for one in dict.fromkeys(keys) if (vector := self._find(one)) is not None}
        missing = {one: text for one, text in zip(keys, texts, strict=True) if one not in found}
        if missing:
            made = dict(zip(missing, self._encoder.encode([*missing.values()]), strict=True))
            with self._connection as db:
                db.executemany("INSERT INTO vectors VALUES (?, ?)", [(one, made[one].tobytes()) for one in made])
            found |= made
        return np.array([found[one] for one in keys], dtype=np.float32)

    def _find(self, one: bytes) -> Vectors | None:
        row = self._connection.execute("SELECT vector FROM vectors WHERE key = ?", (one,)).fetchone()
        return np.frombuffer(row[0], dtype=np.float32) if row else None

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(self._encoder.fingerprint.encode() + key(text)).digest()


def remove(path: Path) -> None:
    """Have no such file any more."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")
    return connection
