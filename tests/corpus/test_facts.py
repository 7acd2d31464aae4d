"""Facts in the store: they come back equal, go with their document, and an older store is brought up to them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.facts import Detail, Fact, FactKind, identified
from corpus.records import Document, Kind, Passage, Section, Span
from corpus.store import Contents, Store
from corpus.vocabulary import packaged_vocabulary

TEXT = "Norway gave $5 to UNDP."


def contents(document_id: str, *facts: Fact) -> Contents:
    span = Span(0, len(TEXT))
    document = Document(document_id, TEXT, "T", None, None, "en", f"{document_id}.txt", "00")
    passage = Passage(f"{document_id}:p", document_id, span, TEXT, (), Kind.BODY, (span,))
    return Contents(document, (Section("T", 0, (), span, Kind.BODY),), (passage,), facts=facts)


def fact(document_id: str, kind: FactKind, *details: Detail) -> Fact:
    return next(identified([Fact("", document_id, f"{document_id}:p", kind, Span(0, len(TEXT)), details)]))


GIVEN = (
    Detail("amount", "5", Span(12, 14)),
    Detail("currency", "USD", Span(12, 13)),
    Detail("channel", "UNDP", Span(18, 22)),
    Detail("channel", "UN", Span(18, 20)),
)


def test_what_is_put_comes_back_equal_and_in_order(tmp_path: Path) -> None:
    one = fact("b", FactKind.FUNDING, *GIVEN)
    other = fact("b", FactKind.FIELD, Detail("field", "space", Span(0, 6)))
    last = fact("a", FactKind.FUNDING, *GIVEN)
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(contents("b", one, other), Path("/in/b.txt"), "r")
        store.put(contents("a", last), Path("/in/a.txt"), "r")
        assert list(store.facts.all(FactKind.FUNDING)) == [last, one]
        assert list(store.facts.of("b")) == [one, other]
        store.snapshot(tmp_path / "copy.sqlite", packaged_vocabulary())
    with Store.open_snapshot(tmp_path / "copy.sqlite", packaged_vocabulary()) as snapshot:
        assert list(snapshot.facts.all(FactKind.FIELD)) == [other]
    assert one.values("channel") == ("UNDP", "UN")
    assert one.values("giver") == ()


def test_facts_go_with_their_document_and_are_replaced_with_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(contents("a", fact("a", FactKind.FUNDING, *GIVEN)), Path("/in/a.txt"), "r")
        store.put(contents("a", fact("a", FactKind.FUNDING, GIVEN[0])), Path("/in/a.txt"), "r2")
        assert [one.details for one in store.facts.of("a")] == [GIVEN[:1]]
        store.remove("a")
        assert list(store.facts.all(FactKind.FUNDING)) == []
    with closing(sqlite3.connect(tmp_path / "s.sqlite")) as raw:
        assert raw.execute("SELECT count(*) FROM details").fetchone() == (0,)


def test_a_store_of_version_2_is_brought_up_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store.open(path) as store:
        store.put(contents("a"), Path("/in/a.txt"), "r")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executescript("DROP TABLE details; DROP TABLE facts; PRAGMA user_version = 2;")
    with Store.open(path) as store:
        assert store.document("a").text == TEXT
        assert list(store.facts.of("a")) == []
        store.put(contents("a", fact("a", FactKind.FUNDING, *GIVEN)), Path("/in/a.txt"), "r")
        assert len(list(store.facts.of("a"))) == 1
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (3,)


def test_an_id_tells_what_is_said_and_not_where() -> None:
    moved = tuple(Detail(one.name, one.value, one.span.shifted(0)) for one in GIVEN)
    assert fact("a", FactKind.FUNDING, *moved).fact_id == fact("a", FactKind.FUNDING, *GIVEN).fact_id
    assert fact("a", FactKind.FUNDING, GIVEN[0]).fact_id != fact("a", FactKind.FUNDING, *GIVEN).fact_id
