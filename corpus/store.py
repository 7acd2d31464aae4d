"""The corpus store: documents, sections, passages, notes and facts in one SQLite file, as corpus/format.py says."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from corpus import filters, format, rows, snapshot
from corpus.boxes import Box, rectangles, unpack
from corpus.connection import Connection, connect
from corpus.errors import DamageError, MissingError, StorageError
from corpus.facts import Fact, Facts
from corpus.format import AGAIN, REBUILD
from corpus.records import Document, Note, Passage, Section, Span, pages_of
from corpus.reports import Reports
from corpus.snapshot import Rows
from corpus.vocabulary import Vocabulary

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that is stored of one document."""

    document: Document
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...] = ()
    sketch: bytes = b""
    boxes: tuple[tuple[int, bytes], ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stored document came from: the file's absolute path, its sha256, and the recipe that read it."""

    document_id: str
    origin: str
    sha256: str
    recipe: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalogue: a document without its text."""

    document_id: str
    title: str
    publisher: str | None
    published: str | None
    language: str | None
    source: str
    characters: int
    sections: int
    passages: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """When a document was published, and the ids of the older ones that it supersedes."""

    document_id: str
    published: date | None
    supersedes: tuple[str, ...]


class Store:
    """One open store. Writes are atomic a document; close it when done (it is a context manager)."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self.reports = Reports(connection)
        self.facts = Facts(connection)
        self.rows = Rows(connection)
        self._connection = connection

    @classmethod
    def open(cls, path: Path) -> "Store":
        """The writer's store at ``path``, made if there is none.

        Raises StorageError if the place cannot be written, DamageError if the file is no store of this version. A store
        that is damaged further in raises DamageError where that is read or written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = connect(path, REBUILD)
            connection.execute("PRAGMA foreign_keys = ON")
            format.prepare(connection)
            connection.execute("PRAGMA journal_mode = WAL")  # a commit need not wait for the disk: 23 ms each, once
            connection.execute("PRAGMA synchronous = NORMAL")  # what a power cut undoes is read anew; nothing is torn
        except (OSError, sqlite3.OperationalError) as error:
            raise StorageError(
                f"The store {path} cannot be written ({error}).", "Set TENKYO_HOME to a folder that you can write to."
            ) from error
        format.check(path, connection)
        return cls(path, connection)

    @classmethod
    def open_snapshot(cls, path: Path, immutable: bool = True) -> "Store":
        """A generation's immutable copy at ``path``, safe to share between threads; DamageError if unreadable.

        With ``immutable`` False it may be the writer's store, in which another may be writing.
        """
        uri = f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
        try:
            connection = connect(path, AGAIN if immutable else REBUILD, uri=uri)
            format.check(path, connection)
            connection.create_function("folded", 1, filters.folded, deterministic=True)
            connection.executescript(filters.COMPARED)
        except sqlite3.OperationalError as error:
            raise DamageError(f"{path} cannot be read ({error}).", AGAIN if immutable else REBUILD) from error
        return cls(path, connection)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the file, which is then complete in itself, unless another is reading it or it is damaged."""
        with suppress(sqlite3.OperationalError, DamageError):
            self._connection.execute("PRAGMA busy_timeout = 0")
            self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.close()

    # writing

    def put(self, contents: Contents, origin: Path, recipe: str) -> None:
        """Keep ``contents`` in place of whatever came from ``origin`` or bears its id, in one transaction."""
        document = contents.document
        identity = document.document_id
        with self._connection as db:
            db.execute("DELETE FROM documents WHERE document_id = ? OR origin = ?", (identity, str(origin)))
            values = (*rows.from_document(document), str(origin), recipe)
            db.execute(_insert("documents", f"{rows.DOCUMENT}, origin, recipe"), values)
            for table, columns, made in (
                ("sections", rows.SECTION, [rows.from_section(section) for section in contents.sections]),
                ("passages", rows.PASSAGE, [rows.from_passage(passage) for passage in contents.passages]),
                ("notes", rows.NOTE, [rows.from_note(note) for note in contents.notes]),
            ):
                placed = [(identity, position, *row) for position, row in enumerate(made)]
                db.executemany(_insert(table, f"document_id, position, {columns}"), placed)
            db.execute("INSERT INTO sketches VALUES (?, ?)", (identity, contents.sketch))
            db.executemany("INSERT INTO boxes VALUES (?, ?, ?)", [(identity, *row) for row in contents.boxes])
            self.facts.put(identity, contents.facts)

    def remove(self, document_id: str) -> None:
        """Forget one document and all that hangs on it; nothing happens if it is not there."""
        with self._connection as db:
            db.execute("DELETE FROM documents WHERE document_id = ?", (document_id,))

    def snapshot(self, target: Path, vocabulary: Vocabulary) -> None:
        """Write a compact, immutable copy to ``target``, with the tables of corpus/snapshot.py."""
        self._connection.execute("VACUUM INTO ?", (str(target),))
        with closing(sqlite3.connect(target)) as copy, copy:
            for table in ("reports", "folders", "sketches", "alike"):  # these tell of files, not of what is searched
                copy.execute(f"DROP TABLE {table}")
            snapshot.complete(copy, vocabulary)

    # reading

    def origins(self) -> tuple[Origin, ...]:
        """Where every document came from, by document id."""
        found = self._connection.execute(
            "SELECT document_id, origin, sha256, recipe FROM documents ORDER BY document_id"
        )
        return tuple(Origin(*row) for row in found)

    def origin(self, document_id: str) -> Origin:
        """Where one document came from; MissingError if there is none of that id."""
        ask = "SELECT document_id, origin, sha256, recipe FROM documents WHERE document_id = ?"
        found = self._connection.execute(ask, (document_id,)).fetchone()
        if found is None:
            raise _missing(document_id)
        return Origin(*found)

    def boxes(self, document: Document, span: Span) -> tuple[Box, ...]:
        """Where the words of ``span`` stand on the pages of a document; empty if its format has no places."""
        found: list[Box] = []
        for page in pages_of(document.pages, span):
            ask = "SELECT packed FROM boxes WHERE document_id = ? AND page = ?"
            row = self._connection.execute(ask, (document.document_id, page.number)).fetchone()
            with self._connection.records():
                found += unpack(page.number, row[0], span) if row else ()
        return rectangles(found, span)

    def sketches(self) -> dict[str, bytes]:
        """The sketch of every document that has one, by document id."""
        return dict(self._connection.execute("SELECT document_id, sketch FROM sketches WHERE length(sketch) > 0"))

    def digest(self) -> str:
        """The sha256 of what is stored: equal for two stores exactly if their documents were read alike."""
        told = hashlib.sha256()
        for origin in self.origins():
            told.update(f"{origin.document_id}\0{origin.sha256}\0{origin.recipe}\0".encode())
        return told.hexdigest()

    def catalogue(self) -> tuple[Entry, ...]:
        """Every document without its text, by document id."""
        found = self._connection.execute(
            "SELECT document_id, title, publisher, published, language, source, length(text),"
            " (SELECT count(*) FROM sections WHERE sections.document_id = documents.document_id),"
            " (SELECT count(*) FROM passages WHERE passages.document_id = documents.document_id)"
            " FROM documents ORDER BY document_id"
        )
        return tuple(Entry(*row) for row in found)

    def lineage(self) -> tuple[Lineage, ...]:
        """When each document was published and what it supersedes, by document id."""
        found = self._connection.execute(
            "SELECT document_id, published, supersedes FROM documents ORDER BY document_id"
        )
        with self._connection.records():
            return tuple(
                Lineage(one, date.fromisoformat(published) if published else None, tuple(json.loads(older)))
                for one, published, older in found
            )

    def document(self, document_id: str) -> Document:
        """One document with its text; MissingError if there is none of that id."""
        return self.documents([document_id])[document_id]

    def documents(self, wanted: Sequence[str]) -> dict[str, Document]:
        """The documents of these ids, by id; MissingError for the first that is not stored."""
        found: dict[str, Document] = {}
        for identity in dict.fromkeys(wanted):
            row = self._connection.execute(
                f"SELECT {rows.DOCUMENT} FROM documents WHERE document_id = ?", (identity,)
            ).fetchone()
            if row is None:
                raise _missing(identity)
            with self._connection.records():
                found[identity] = rows.to_document(row)
        return found

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """A document's sections in reading order; empty if there is no such document."""
        return self._select(rows.to_section, rows.SECTION, "sections", document_id)

    def notes(self, document_id: str) -> tuple[Note, ...]:
        """A document's footnotes in reading order; empty if there is no such document."""
        return self._select(rows.to_note, rows.NOTE, "notes", document_id)

    def notes_in(self, document_id: str, span: Span) -> tuple[Note, ...]:
        """The notes whose reference stands inside ``span`` of a document, in reading order."""
        ask = (
            f"SELECT {rows.NOTE} FROM notes WHERE document_id = ?"
            " AND json_extract(marker, '$[0][0]') >= ? AND json_extract(marker, '$[0][1]') <= ? ORDER BY position"
        )
        found = self._connection.execute(ask, (document_id, span.start, span.end))
        with self._connection.records():
            return tuple(rows.to_note(row) for row in found)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """A document's passages in reading order; empty if there is no such document."""
        return self._select(rows.to_passage, f"document_id, {rows.PASSAGE}", "passages", document_id)

    def passages(self) -> Iterator[Passage]:
        """Every passage, in ascending order of passage id: the order of a snapshot's rows."""
        found = self._connection.execute(f"SELECT document_id, {rows.PASSAGE} FROM passages ORDER BY passage_id")
        with self._connection.records():
            yield from (rows.to_passage(row) for row in found)

    def passage(self, passage_id: str) -> Passage:
        """One passage; MissingError if there is none of that id."""
        row = self._connection.execute(
            f"SELECT document_id, {rows.PASSAGE} FROM passages WHERE passage_id = ?", (passage_id,)
        ).fetchone()
        if row is None:
            raise MissingError(f"There is no passage '{passage_id}'.", "Search again: its text may have changed.")
        with self._connection.records():
            return rows.to_passage(row)

    def _select(self, make: Callable[[Any], Made], columns: str, table: str, document_id: str) -> tuple[Made, ...]:
        ask = f"SELECT {columns} FROM {table} WHERE document_id = ? ORDER BY position"
        with self._connection.records():
            return tuple(make(row) for row in self._connection.execute(ask, (document_id,)))


def _missing(document_id: str) -> MissingError:
    return MissingError(f"There is no document '{document_id}'.", "See 'tenkyo status' or /v1/documents.")


def _insert(table: str, columns: str) -> str:
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' for _ in columns.split(','))})"
