import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus import store as store_module
from corpus.errors import DamageError, MissingError, StorageError
from corpus.records import Document, Kind, Note, Page, Passage, Section, Span
from corpus.reports import Outcome, Report
from corpus.store import Contents, Origin, Store
from corpus.vocabulary import vocabulary

TEXT = "Title\n\nOne. Two (Note1).\n\nNote 1: Why."

REPORT = Report(
    path="/in/防衛.pdf",
    outcome=Outcome.ADDED,
    document_id="d",
    pages=3,
    characters=1000,
    passages=7,
    tables=2,
    flags=((1, "no text layer"), (3, "garbled")),
    left_out=("12 running heads",),
    seconds=0.25,
    memory=123_456_789,
)


def contents(document_id: str = "d", text: str = TEXT) -> Contents:
    document = Document(
        document_id=document_id,
        text=text,
        title="Title",
        publisher="P",
        published=date(2019, 4, 1),
        language="en",
        source="d.txt",
        sha256="00",
        dates=("2019",),
        licence="unknown",
        pages=(Page(1, "iv", Span(0, 20)), Page(2, None, Span(20, len(text)), 0.87)),
        supersedes=("older",),
    )
    sections = (
        Section("Title", 0, (), Span(0, 5), Kind.HEADING),
        Section("Title", 0, (), Span(7, 24), Kind.BODY),
        Section("Note 1", 1, ("Note 1",), Span(26, 38), Kind.FOOTNOTE),
    )
    note = Passage(
        f"{document_id}:n", document_id, Span(26, 38), text[26:38], ("Note 1",), Kind.FOOTNOTE, (Span(26, 38),)
    )
    body = Passage(
        passage_id=f"{document_id}:b",
        document_id=document_id,
        span=Span(7, 24),
        text=text[7:24],
        path=(),
        kind=Kind.BODY,
        sentences=(Span(7, 11), Span(12, 24)),
        pages=(1,),
        also=(Span(0, 5),),
        notes=(note.passage_id,),
    )
    notes = (Note("Note 1", Span(26, 38), Span(16, 23), Span(12, 15)), Note("Note 2", Span(0, 5), None, None))
    return Contents(document, sections, (body, note), notes)


def test_what_is_put_comes_back_equal(tmp_path: Path) -> None:
    made = contents()
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(made, Path("/in/d.txt"), "recipe")
    with Store.open(tmp_path / "s.sqlite") as store:
        assert store.document("d") == made.document
        assert store.sections("d") == made.sections
        assert store.notes("d") == made.notes
        first, _ = made.notes  # whose reference stands at 16 to 23
        found = [store.notes_in("d", Span(*ends)) for ends in ((16, 23), (0, 38), (17, 38), (0, 22), (24, 38))]
        assert found == [(first,), (first,), (), (), ()]
        assert store.notes_in("another", Span(0, 38)) == ()
        assert store.passages_of("d") == made.passages
        assert store.passage("d:n") == made.passages[1]
        assert store.origins() == (Origin("d", "/in/d.txt", "00", "recipe"),)
        (entry,) = store.catalogue()
        assert (entry.characters, entry.sections, entry.passages) == (len(TEXT), 3, 2)


def test_a_document_replaces_what_came_from_its_file_and_what_bore_its_id(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(contents("a"), Path("/in/d.txt"), "r")
        store.put(contents("b"), Path("/in/d.txt"), "r")
        assert [entry.document_id for entry in store.catalogue()] == ["b"]
        store.put(contents("b"), Path("/elsewhere/d.txt"), "r")
        assert [origin.origin for origin in store.origins()] == ["/elsewhere/d.txt"]
        assert len(store.passages_of("b")) == 2


def test_a_document_that_cannot_be_kept_leaves_the_old_one(tmp_path: Path) -> None:
    made = contents()
    twice = replace(made, passages=(made.passages[0], made.passages[0]))
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(made, Path("/in/d.txt"), "r")
        with pytest.raises(sqlite3.IntegrityError):
            store.put(twice, Path("/in/d.txt"), "r2")
        assert store.passages_of("d") == made.passages


def test_removing_takes_everything_of_a_document_and_nothing_else(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(contents("a"), Path("/in/a.txt"), "r")
        store.put(contents("b"), Path("/in/b.txt"), "r")
        store.remove("a")
        assert store.passages_of("a") == store.sections("a") == store.notes("a") == ()
        assert [passage.passage_id for passage in store.passages()] == ["b:b", "b:n"]
        with pytest.raises(MissingError, match="no document 'a'"):
            store.document("a")


def test_the_digest_follows_files_and_recipes_only(tmp_path: Path) -> None:
    digests = []
    for name, recipe in (("one", "r"), ("two", "r"), ("three", "other")):
        with Store.open(tmp_path / name / "s.sqlite") as store:
            store.put(contents(), Path(f"/{name}/d.txt"), recipe)
            digests.append(store.digest())
    assert digests[0] == digests[1] != digests[2]


def test_a_snapshot_numbers_passages_by_id_and_filters_by_row(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(contents("b"), Path("/in/b.txt"), "r")
        store.put(contents("a"), Path("/in/a.txt"), "r")
        store.snapshot(tmp_path / "copy.sqlite", vocabulary({}))
        store.remove("a")
    with Store.open_snapshot(tmp_path / "copy.sqlite", vocabulary({})) as copy:
        assert [one.passage_id for one in copy.rows.passages_at([3, 0, 1, 2])] == ["b:n", "a:b", "a:n", "b:b"]
        assert [one.passage_id for one in copy.passages()] == ["a:b", "a:n", "b:b", "b:n"]
        assert copy.rows.matching({"document": ["b"]}, vocabulary({})) == (2, 3)
        assert copy.rows.matching({"document": ["b"], "kind": ["footnote"]}, vocabulary({})) == (3,)
        assert copy.rows.matching({"publisher": ["nobody"]}, vocabulary({})) == ()
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            copy.remove("a")


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "text.sqlite"
    text.write_text("not a database " * 100, encoding="utf-8")
    with pytest.raises(DamageError, match=r"text\.sqlite is damaged \(file is not a database\)"):
        Store.open(text)
    assert text.read_text(encoding="utf-8").startswith("not a database")
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for opening in (Store.open, Store.open_snapshot):
        with pytest.raises(DamageError, match="is not a Tenkyo store"):
            opening(other)


def test_another_format_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    Store.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    for opening in (Store.open, Store.open_snapshot):
        with pytest.raises(DamageError, match="format version 99; this Tenkyo reads 1, 2, 3"):
            opening(path)


@pytest.mark.parametrize("version", [1, 3])
def test_a_store_that_cannot_be_written_is_an_error_that_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    path = tmp_path / "s.sqlite"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    opening = store_module.connect
    reading = f"{path.as_uri()}?mode=ro"  # as SQLite opens a file on a disk that is read-only
    monkeypatch.setattr(store_module, "connect", lambda path, remedy: opening(path, remedy, uri=reading))
    with pytest.raises(StorageError, match=r"readonly.*Set TENKYO_HOME"):
        Store.open(path)


def test_a_store_of_version_1_is_brought_up_to_date_and_loses_nothing(tmp_path: Path) -> None:
    path, copy = tmp_path / "s.sqlite", tmp_path / "copy.sqlite"
    with Store.open(path) as store:
        store.put(contents(), Path("/in/d.txt"), "r")
        store.snapshot(copy, vocabulary({}))
    for old in (path, copy):
        with closing(sqlite3.connect(old)) as connection, connection:
            connection.execute("DROP TABLE IF EXISTS reports")
            connection.execute("PRAGMA user_version = 1")
    with Store.open_snapshot(copy, vocabulary({})) as snapshot:
        assert snapshot.document("d") == contents().document
        assert snapshot.reports.all() == ()
    with Store.open_snapshot(path, immutable=False) as unread:
        assert unread.reports.all() == ()
    for _ in range(2):
        with Store.open(path) as store:
            assert store.passages_of("d") == contents().passages
            store.reports.put(REPORT)
            assert store.reports.all() == (REPORT,)


def test_pages_that_version_2_stored_are_read_as_text_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store.open(path) as store:
        store.put(contents(), Path("/in/d.txt"), "r")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE documents SET pages = '[[1, \"iv\", 0, 20], [2, null, 20, 38]]'")
        connection.execute("PRAGMA user_version = 2")
    read = (Page(1, "iv", Span(0, 20)), Page(2, None, Span(20, 38)))
    with Store.open_snapshot(path) as snapshot:
        assert snapshot.document("d").pages == read
    with Store.open(path) as store:
        assert store.document("d").pages == read
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_record_of_each_file_is_kept_and_replaced_but_not_part_of_a_snapshot(tmp_path: Path) -> None:
    odd = Report("/in/caf\udce9\n.txt", Outcome.REFUSED, "its name is not UTF-8.")
    with Store.open(tmp_path / "s.sqlite") as store:
        store.reports.put(replace(REPORT, pages=99))
        store.reports.put(REPORT)
        store.reports.put(odd)
        digest = store.digest()
        assert store.reports.all() == (replace(odd, path="/in/caf\\udce9\n.txt"), REPORT)
        store.reports.remove(odd.path)
        assert store.reports.all() == (REPORT,)
        assert store.digest() == digest
        store.put(contents(), Path("/in/d.txt"), "r")
        store.snapshot(tmp_path / "copy.sqlite", vocabulary({}))
    with Store.open_snapshot(tmp_path / "copy.sqlite", vocabulary({})) as copy:
        assert copy.reports.all() == ()


def test_a_home_that_cannot_be_made_is_an_error_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StorageError, match="Set TENKYO_HOME"):
        Store.open(tmp_path / "file" / "s.sqlite")


def test_a_closed_store_is_one_file(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put(contents(), Path("/in/d.txt"), "r")
    assert [path.name for path in tmp_path.iterdir()] == ["store.sqlite"]


def test_what_was_put_survives_a_writer_that_is_killed(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put(contents(), Path("/in/d.txt"), "r")
        store.reports.put(REPORT)
        shutil.copytree(tmp_path, tmp_path / "as it was left")
    with Store.open(tmp_path / "as it was left" / "store.sqlite") as store:
        assert store.document("d") == contents().document
        assert store.reports.all() == (REPORT,)


def test_a_store_can_be_read_and_closed_while_another_reads(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put(contents(), Path("/in/d.txt"), "r")
        reader = Store.open_snapshot(tmp_path / "store.sqlite", immutable=False)
        assert reader.document("d") == contents().document
    assert reader.document("d") == contents().document
    reader.close()
    with Store.open(tmp_path / "store.sqlite") as store:
        assert store.document("d") == contents().document
