"""One connection to a SQLite file that tells damage as the error tree does: SQLite finds it only while it reads."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.errors import DamageError

FAILURES = (sqlite3.DatabaseError, UnicodeDecodeError)  # the latter where SQLite's own message quotes what is damaged


class Connection(sqlite3.Connection):
    """A connection whose every statement, and every row of what it gives, raises DamageError if the file is damaged.

    ``path`` and ``remedy`` are what that error says. Other errors of SQLite (a full disk, a lock) stay what they are.
    """

    path: Path
    remedy: str

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """The rows that one statement gives."""
        return self.cursor(_Cursor).execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """Run one statement for each of ``parameters``."""
        return self.cursor(_Cursor).executemany(sql, parameters)

    def executescript(self, sql_script: str, /) -> sqlite3.Cursor:
        """Run several statements."""
        try:
            return super().executescript(sql_script)
        except FAILURES as error:
            self.tell(error)
            raise

    def tell(self, error: Exception) -> None:
        """Raise DamageError if it is the file that ``error`` complains of."""
        if _is_damage(error):
            raise self._damage(error) from error

    @contextmanager
    def records(self) -> Iterator[None]:
        """Where records are made of rows: that one cannot be made is damage, too."""
        try:
            yield
        except (ValueError, TypeError, LookupError) as error:
            raise self._damage(error) from error

    def _damage(self, error: Exception) -> DamageError:
        return DamageError(f"{self.path} is damaged ({error}).", self.remedy)


class _Cursor(sqlite3.Cursor):
    connection: Connection

    def execute(self, sql: str, parameters: Any = (), /) -> "_Cursor":
        try:
            return super().execute(sql, parameters)
        except FAILURES as error:
            self.connection.tell(error)
            raise

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> "_Cursor":
        try:
            return super().executemany(sql, parameters)
        except FAILURES as error:
            self.connection.tell(error)
            raise

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except FAILURES as error:
            self.connection.tell(error)
            raise

    def __iter__(self) -> Any:
        try:
            yield from iter(super().__next__, None)  # 0.24 µs more a row than the cursor's own, which takes 0.37
        except FAILURES as error:
            self.connection.tell(error)
            raise


def connect(path: Path, remedy: str, *, uri: str | None = None) -> Connection:
    """The open file at ``path``, for reading and writing in one thread; with ``uri`` as that says, in any thread.

    ``remedy`` says what a person does if the file is damaged. Raises sqlite3.OperationalError if it cannot be opened.

    >>> connect(Path(":memory:"), "").execute("SELECT 2 + 2").fetchone()
    (4,)
    """
    made = sqlite3.connect(uri or path, uri=uri is not None, check_same_thread=uri is None, factory=Connection)
    made.path, made.remedy = path, remedy
    return made


def _is_damage(error: Exception) -> bool:
    """Whether the file is at fault: it is malformed or no database, holds as text what is no text, or lacks a table.

    Which it lacks only if it is damaged: whoever opens a store looks at its format first.
    """
    if type(error) is sqlite3.OperationalError:
        return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_ERROR
    return type(error) is sqlite3.DatabaseError or isinstance(error, UnicodeDecodeError)
