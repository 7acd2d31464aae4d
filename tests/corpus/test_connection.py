"""A damaged store says so, wherever it is read; nothing of SQLite's own is raised."""

import random
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from corpus.connection import connect
from corpus.errors import DamageError
from corpus.facts import FactKind
from corpus.records import Document, Kind, Passage, Section, Span
from corpus.reports import Outcome, Report
from corpus.store import Contents, Store
from corpus.vocabulary import vocabulary

PAGE = 4096
MANY = 40


def filled(path: Path) -> Path:
    """A store of documents long enough for pages of every sort: leaves, inner nodes, and the rests of long texts."""
    with Store.open(path) as store:
        for number in range(MANY):
            identity = f"d{number:02}"
            text = f"Keepers of light {number}. " * 300
            document = Document(identity, text, "T", None, None, "en", f"{identity}.txt", f"{number:064}")
            span = Span(0, len(text) - 1)
            sections = tuple(Section(f"Part {part}", 1, (f"Part {part}",), span, Kind.BODY) for part in range(9))
            passages = tuple(
                Passage(f"{identity}:{part}", identity, span, span.of(text), ("Part",), Kind.BODY, (span,))
                for part in range(3)
            )
            store.put(Contents(document, sections, passages), Path(f"/in/{identity}.txt"), "recipe")
            store.reports.put(Report(f"/in/{identity}.txt", Outcome.ADDED))
    return path


def read_all(store: Store) -> None:
    """Everything that a store can be asked."""
    store.catalogue()
    store.lineage()
    store.origins()
    store.sketches()
    store.reports.all()
    store.reports.alike()
    list(store.facts.all(FactKind.FUNDING))
    list(store.passages())
    for number in range(MANY):
        store.document(f"d{number:02}")
        store.sections(f"d{number:02}")
        store.notes(f"d{number:02}")
        store.passages_of(f"d{number:02}")


@pytest.mark.parametrize("immutable", [True, False])
def test_whichever_page_is_overwritten_reading_tells_of_damage_and_of_nothing_else(
    tmp_path: Path, immutable: bool
) -> None:
    path = filled(tmp_path / "store.sqlite")
    whole, dice = path.read_bytes(), random.Random(11)
    told = []
    for start in range(PAGE, len(whole), PAGE):
        path.write_bytes(whole[:start] + dice.randbytes(PAGE) + whole[start + PAGE :])
        try:
            with Store.open_snapshot(path, immutable) as store:
                read_all(store)
        except DamageError as error:
            told.append(str(error))
    assert len(told) > len(whole) / PAGE / 2
    assert all(re.search(r"store\.sqlite (is damaged|cannot be read) .*tenkyo ingest", one) for one in told)


def test_writing_into_a_damaged_store_tells_of_it_and_closing_it_is_quiet(tmp_path: Path) -> None:
    path = filled(tmp_path / "store.sqlite")
    whole = path.read_bytes()
    path.write_bytes(whole[:PAGE] + random.Random(7).randbytes(len(whole) - PAGE))
    with Store.open(path) as store, pytest.raises(DamageError, match=r"store\.sqlite is damaged .*Move it aside"):
        store.remove("d00")
    with Store.open(path) as store, pytest.raises(DamageError, match=r"store\.sqlite is damaged"):
        store.snapshot(tmp_path / "copy.sqlite", vocabulary({}))


@pytest.mark.parametrize(
    "ask",
    [
        lambda db: db.execute("SELECT text FROM t").fetchone(),
        lambda db: tuple(db.execute("SELECT text FROM t")),
        lambda db: dict(db.execute("SELECT 1, text FROM t")),
    ],
)
def test_text_that_is_no_text_is_damage(ask: Callable[[sqlite3.Connection], object]) -> None:
    connection = connect(Path(":memory:"), "Mend it.")
    connection.executescript("CREATE TABLE t (text TEXT); INSERT INTO t VALUES (CAST(x'FF00FE' AS TEXT));")
    with pytest.raises(DamageError, match="Mend it"):
        ask(connection)


def test_what_is_no_damage_stays_what_it_is(tmp_path: Path) -> None:
    connection = connect(tmp_path / "s.sqlite", "Mend it.")
    connection.execute("CREATE TABLE t (word TEXT UNIQUE)")
    connection.executemany("INSERT INTO t VALUES (?)", [("a",)])
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("INSERT INTO t VALUES ('a')")
    reader = connect(tmp_path / "s.sqlite", "Mend it.", uri=f"{(tmp_path / 's.sqlite').as_uri()}?mode=ro")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.execute("INSERT INTO t VALUES ('b')")


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE documents SET supersedes = '[' WHERE document_id = 'd07'",
        "UPDATE documents SET published = 'soon' WHERE document_id = 'd07'",
        "UPDATE sections SET span = '[[9, 3]]' WHERE document_id = 'd07'",
        "UPDATE passages SET kind = 'bdoy' WHERE document_id = 'd07'",
        "UPDATE reports SET outcome = 'addde'",
        "DROP TABLE sections",
    ],
)
def test_what_cannot_be_made_a_record_is_damage(tmp_path: Path, spoil: str) -> None:
    path = filled(tmp_path / "store.sqlite")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(spoil)
    with Store.open(path) as store, pytest.raises(DamageError, match=r"store\.sqlite is damaged .*tenkyo ingest"):
        read_all(store)
