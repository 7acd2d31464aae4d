"""The store on disk: its tables, its version, and how an older one is brought up to it.

Format version 3, kept in ``PRAGMA user_version`` with ``application_id`` 0x544B594F, "TKYO":

    documents   one row a document: its whole canonical text, its metadata, and where it came from
    sections    (document_id, position) → heading, level, path, span, kind
    passages    (document_id, position) → passage_id, span, text, path, kind, sentences, pages, also, notes
    notes       (document_id, position) → label, span, marker, term
    boxes       (document_id, page) → where the words stand on that page (corpus/boxes.py)
    facts       (document_id, position) → fact_id, passage_id, kind, start and end of the sentence (corpus/facts.py)
    details     (document_id, position, number) → name, value, start and end of the words, of one fact
    reports     one row a file that was ever named: what became of it (corpus/reports.py)
    folders     one row a folder that was ever named
    sketches    document_id → a sketch of its words, and a trace of its figures, by which documents that are
                alike, or one text in two languages, are found (ingest/likeness.py, ingest/traces.py)
    alike       (document_id, other) → likeness, degree: two documents that are nearly the same
    rows, mentions, definitions
                only in a generation's snapshot, as corpus/snapshot.py says

Tuples are JSON arrays; a span is ``[start, end]``. The writer's store is ``$TENKYO_HOME/store.sqlite``;
each generation holds an immutable copy, so that a reader's documents never change under it.

Reports, folders, sketches and alike are the writer's; a snapshot has none of them. Version 1 had none of these and no
boxes, version 2 no folders and no facts: a store of such a version is given empty tables when it is opened for
writing, and its documents are read anew by the next ingestion. A generation that opens holds none of them: its own
format is no older than version 3. Version 2 did not say of a page how sure its text is where that was recognised from
a picture (a fifth value of each page in ``documents.pages``); its pages are read as if all text had been in the file,
until they are ingested anew.
"""

import sqlite3
from pathlib import Path

from corpus import facts
from corpus.errors import DamageError

VERSION = 3
READABLE = (1, 2, VERSION)  # of the writer's store: an older one is read as it is until it is opened for writing
APPLICATION = 0x544B594F
LATER = (
    """
CREATE TABLE IF NOT EXISTS reports (
    path TEXT PRIMARY KEY, outcome TEXT NOT NULL, reason TEXT NOT NULL, document_id TEXT, pages INTEGER NOT NULL,
    characters INTEGER NOT NULL, passages INTEGER NOT NULL, tables INTEGER NOT NULL, flags TEXT NOT NULL,
    left_out TEXT NOT NULL, seconds REAL NOT NULL, memory INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS folders (path TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS boxes (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, page INTEGER NOT NULL, packed BLOB NOT NULL,
    PRIMARY KEY (document_id, page));
CREATE TABLE IF NOT EXISTS sketches (
    document_id TEXT PRIMARY KEY REFERENCES documents ON DELETE CASCADE, sketch BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS alike (
    document_id TEXT NOT NULL, other TEXT NOT NULL, likeness TEXT NOT NULL, degree REAL NOT NULL,
    PRIMARY KEY (document_id, other));
"""
    + facts.SCHEMA
)
SCHEMA = """CREATE TABLE documents (
    document_id TEXT PRIMARY KEY, text TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, published TEXT,
    language TEXT, source TEXT NOT NULL, sha256 TEXT NOT NULL, dates TEXT NOT NULL, licence TEXT,
    pages TEXT NOT NULL, supersedes TEXT NOT NULL, origin TEXT NOT NULL UNIQUE, recipe TEXT NOT NULL);
CREATE TABLE sections (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
    heading TEXT NOT NULL, level INTEGER NOT NULL, path TEXT NOT NULL, span TEXT NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (document_id, position));
CREATE TABLE passages (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
    passage_id TEXT NOT NULL UNIQUE, span TEXT NOT NULL, text TEXT NOT NULL, path TEXT NOT NULL, kind TEXT NOT NULL,
    sentences TEXT NOT NULL, pages TEXT NOT NULL, also TEXT NOT NULL, notes TEXT NOT NULL,
    PRIMARY KEY (document_id, position));
CREATE TABLE notes (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
    label TEXT NOT NULL, span TEXT NOT NULL, marker TEXT, term TEXT, PRIMARY KEY (document_id, position));
"""
REBUILD = (
    "What was published goes on answering. Move it aside and run 'tenkyo ingest' on all your folders to make a new one."
)
AGAIN = "Run 'tenkyo ingest' to rebuild it."  # of a generation, by what is in the store


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of a new store, or bring an older one up to this version, losing nothing.

    Raises sqlite3.OperationalError if the file cannot be written, which is tried even where nothing is to be done;
    DamageError if it is no database.
    """
    if _is_empty(connection):
        with connection:
            connection.executescript(
                f"BEGIN; PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION};"
                f"{SCHEMA} {LATER} COMMIT;"
            )
    elif _marks(connection) in [(APPLICATION, version) for version in READABLE]:
        connection.executescript(f"BEGIN; {LATER} PRAGMA user_version = {VERSION}; COMMIT;")


def check(path: Path, connection: sqlite3.Connection) -> None:
    """Raise DamageError unless the file is a store of a version that can be read."""
    application, version = _marks(connection)
    if application != APPLICATION:
        raise DamageError(f"{path} is not a Tenkyo store.", REBUILD)
    if version not in READABLE:
        read = ", ".join(map(str, READABLE))
        raise DamageError(f"{path} has format version {version}; this Tenkyo reads {read}.", REBUILD)


def _marks(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    return application, connection.execute("PRAGMA user_version").fetchone()[0]


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
