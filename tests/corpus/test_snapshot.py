"""What a snapshot's passages and the headings above them define, and how often a document is read for it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from corpus import snapshot
from corpus.records import Document, Kind, Passage, Section, Span
from corpus.store import Contents, Store
from corpus.vocabulary import vocabulary

AID = "2. Aid (Official Development Assistance (ODA))"
FUND = "(1) The Green Fund (GF)"


def contents(parts: Sequence[tuple[tuple[str, ...], str]], document_id: str = "d") -> Contents:
    """A document of these paragraphs; a part without words is the heading that its path ends with."""
    text, sections, passages = "", [], []
    for number, (path, words) in enumerate(parts):
        span = Span(len(text), len(text) + len(words or path[-1]))
        text += f"{words or path[-1]}\n\n"
        kind = Kind.BODY if words else Kind.HEADING
        sections.append(Section(path[-1] if path else "T", len(path), path, span, kind))
        if words:
            identity = f"{document_id}:{number:03}"
            passages.append(Passage(identity, document_id, span, span.of(text), path, kind, (span,)))
    document = Document(document_id, text, "T", None, None, "en", "d.txt", "00")
    return Contents(document, tuple(sections), tuple(passages))


def test_each_passage_defines_what_the_last_headings_above_it_do(tmp_path: Path) -> None:
    parts: list[tuple[tuple[str, ...], str]] = [
        ((AID,), ""),
        ((AID,), "The Coast Guard (CG) sails."),
        ((AID, FUND), ""),
        ((AID, FUND), "It pays."),
        ((AID,), ""),  # the same words again, further on
        ((AID,), "It ends."),
        (("3. Without any",), ""),
        (("3. Without any",), "Nothing."),
    ]
    made = contents(parts)
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(made, Path("/in/d.txt"), "r")
        store.put(contents([((AID,), ""), ((AID,), "Elsewhere.")], "e"), Path("/in/e.txt"), "r")
        store.snapshot(tmp_path / "copy.sqlite", vocabulary({}))
    with Store.open_snapshot(tmp_path / "copy.sqlite") as copy:
        told = copy.rows.definitions()
    text = made.document.text
    first, again = text.index("Official"), text.rindex("Official")
    assert [(row, document_id, one.short, one.span.start) for row, document_id, one in told] == [
        (0, "d", "ODA", first),
        (0, "d", "CG", text.index("Coast")),
        (1, "d", "ODA", first),
        (1, "d", "GF", text.index("Green")),
        (2, "d", "ODA", again),
        (4, "e", "ODA", first),
    ]


@pytest.mark.parametrize("passages", [1, 40])
def test_a_document_is_read_once_for_all_passages_under_its_headings(tmp_path: Path, passages: int) -> None:
    path = tmp_path / "s.sqlite"
    with Store.open(path) as store:
        body = [((AID, FUND), f"It pays {number} times.") for number in range(passages)]
        store.put(contents([((AID,), ""), ((AID, FUND), ""), *body]), Path("/in/d.txt"), "r")
    asked: list[str] = []
    with closing(sqlite3.connect(path)) as connection:
        connection.set_trace_callback(asked.append)
        snapshot.complete(connection, vocabulary({}))
        assert connection.execute("SELECT count(*) FROM definitions").fetchone() == (2 * passages,)
    assert len([one for one in asked if one.startswith("SELECT") and "documents" in one]) == 1
