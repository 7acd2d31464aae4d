"""What became of each file that was ever named: kept in the store, so that nothing is lost silently."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any

from corpus.connection import Connection

COLUMNS = "path, outcome, reason, document_id, pages, characters, passages, tables, flags, left_out, seconds, memory"


class Outcome(StrEnum):
    """What became of a file. A gone one is not there any more, but its document is; of a removed one neither."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    REMOVED = "removed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Report:
    """The record of one file, from when it was last read; a file that has not changed keeps the one it has.

    ``path`` is absolute; the doors show what ``named`` makes of it. ``reason`` says why it was refused or is a
    duplicate, else it is empty. ``document_id`` is the document that holds its content; several files with one content
    name the same. ``flags`` are the pages that could not be read as they should be, with the reason; ``left_out`` says
    what of the file is not in the text, and why, and how its signs were read where it does not say. ``seconds`` is the
    time that reading took, ``memory`` the most bytes that the process held meanwhile.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    document_id: str | None = None
    pages: int = 0
    characters: int = 0
    passages: int = 0
    tables: int = 0
    flags: tuple[tuple[int, str], ...] = ()
    left_out: tuple[str, ...] = ()
    seconds: float = 0.0
    memory: int = 0


class Likeness(StrEnum):
    """How two documents are alike: in their words, or as one text in two languages, by the names of their files or by
    what a translation leaves as it is."""

    WORDS = "nearly the same words"
    NAMES = "the same name in another language"
    FIGURES = "the same figures and names in another language"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two documents that a person may want to know of together; ``degree`` is between 0 and 1."""

    document_id: str
    other: str
    likeness: Likeness
    degree: float


class Reports:
    """The table of records in a writer's store; a snapshot has none, and says so by holding no record."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, report: Report) -> None:
        """Keep the record of one file in place of the one it has. What is not UTF-8 in its name is written out."""
        row = (
            _written(report.path),
            report.outcome.value,
            _written(report.reason),
            report.document_id,
            report.pages,
            report.characters,
            report.passages,
            report.tables,
            json.dumps(report.flags, ensure_ascii=False),
            json.dumps(report.left_out, ensure_ascii=False),
            report.seconds,
            report.memory,
        )
        with self._connection as db:
            db.execute(f"INSERT OR REPLACE INTO reports ({COLUMNS}) VALUES ({', '.join('?' for _ in row)})", row)

    def remove(self, path: str) -> None:
        """Forget the record of one file; nothing happens if there is none."""
        with self._connection as db:
            db.execute("DELETE FROM reports WHERE path = ?", (_written(path),))

    def put_folders(self, folders: Iterable[Path]) -> None:
        """Remember that files in these folders were named for ingestion."""
        with self._connection as db:
            db.executemany("INSERT OR IGNORE INTO folders VALUES (?)", [(_written(str(one)),) for one in folders])

    def folders(self) -> tuple[str, ...]:
        """The absolute path of every folder that was ever named, or that held a file that was, in order."""
        if not self._has("folders"):
            return ()
        return tuple(path for (path,) in self._connection.execute("SELECT path FROM folders ORDER BY path"))

    def put_alike(self, found: Iterable[Alike]) -> None:
        """Keep these pairs of documents in place of all that were kept before."""
        rows = [(one.document_id, one.other, one.likeness.value, one.degree) for one in found]
        with self._connection as db:
            db.execute("DELETE FROM alike")
            db.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?, ?, ?)", rows)

    def alike(self) -> tuple[Alike, ...]:
        """Every two documents that are alike, each pair once, by id."""
        if not self._has("alike"):
            return ()
        found = self._connection.execute("SELECT * FROM alike ORDER BY document_id, other")
        with self._connection.records():
            return tuple(Alike(one, other, Likeness(likeness), degree) for one, other, likeness, degree in found)

    def all(self) -> tuple[Report, ...]:
        """The record of every file that was named, by path."""
        if not self._has("reports"):
            return ()
        with self._connection.records():
            return tuple(map(_report, self._connection.execute(f"SELECT {COLUMNS} FROM reports ORDER BY path")))

    def _has(self, table: str) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone())


def named(path: str, folders: Iterable[str]) -> str:
    """What a file is called to anyone but its owner: its path below the widest of ``folders``, else its name alone.

    >>> named("/home/me/in/a/b.txt", ["/home/me/in", "/home/me/in/a"]), named("/home/me/b.txt", ["/home/me/in"])
    ('a/b.txt', 'b.txt')
    """
    file = PurePath(path)
    above = [folder for folder in folders if file.is_relative_to(folder)]
    return file.relative_to(min(above, key=len)).as_posix() if above else file.name


def _report(row: Sequence[Any]) -> Report:
    path, outcome, reason, document_id, pages, characters, passages, tables, flags, left_out, seconds, memory = row
    return Report(
        path=path,
        outcome=Outcome(outcome),
        reason=reason,
        document_id=document_id,
        pages=pages,
        characters=characters,
        passages=passages,
        tables=tables,
        flags=tuple((page, why) for page, why in json.loads(flags)),
        left_out=tuple(json.loads(left_out)),
        seconds=seconds,
        memory=memory,
    )


def _written(text: str) -> str:
    r"""Text that can be stored and shown: bytes of a file's name that are not UTF-8 are written out.

    >>> _written("caf\udce9.txt")
    'caf\\udce9.txt'
    """
    return text.encode("utf-8", "backslashreplace").decode()
