"""Verifying a generation: what it looks at, and what it names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DamageError
from corpus.store import Store
from index import layout
from index.build import publish


@pytest.fixture
def live(home: Path, library: dict, publish_library: Callable, quick: object) -> Path:
    """The folder of a live generation."""
    return layout.folder(home, publish_library(library, quick).generation)


def test_verify_tells_what_it_looked_at(home: Path, live: Path, quick: object) -> None:
    found = layout.verify(home, quick)
    files = [path for path in live.rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert (found.generation, found.documents, found.passages) == (live.name, 2, 6)
    assert (found.files, found.size) == (len(files), sum(path.stat().st_size for path in files))


def test_verify_names_a_passage_that_does_not_quote_its_document(
    home: Path, library: dict, publish_library: Callable, quick: object
) -> None:
    # every checksum holds: the generation was built from a store in which a passage was wrong
    publish_library(library, quick)
    _spoil(
        home, quick, "wells", "UPDATE passages SET text = text || '!' WHERE passage_id LIKE 'wells%' AND position = 1"
    )
    with pytest.raises(DamageError, match=r"Passage wells-[0-9a-f]{12} is not what wells says"):
        layout.verify(home, quick)


@pytest.mark.parametrize(
    ("spoil", "problem"),
    [
        (
            "UPDATE passages SET sentences = '[[60, 9999]]' WHERE document_id = 'wells' AND position = 1",
            r"Passage wells-[0-9a-f]{12} has a sentence that is not inside it",
        ),
        (
            "INSERT INTO notes VALUES ('wells', 0, 'Note 1', '[[9990, 9999]]', NULL, NULL)",
            "Note 1 of wells points beyond its text",
        ),
        (
            "INSERT INTO notes VALUES ('wells', 0, 'Note 1', '[[0, 3]]', '[[9990, 9999]]', NULL)",
            "Note 1 of wells points beyond its text",
        ),
    ],
)
@pytest.mark.usefixtures("live")
def test_verify_names_what_lies_outside_its_place(home: Path, quick: object, spoil: str, problem: str) -> None:
    _spoil(home, quick, "wells", spoil)
    with pytest.raises(DamageError, match=problem):
        layout.verify(home, quick)


@pytest.mark.parametrize(("again", "sound"), [("Two boats\nwere lent.", True), ("Two boats\nwere sold.", False)])
def test_verify_holds_further_places_of_a_passage_to_its_words_not_to_its_lines(
    home: Path, library: dict, publish_library: Callable, quick: object, again: str, sound: bool
) -> None:
    library["boats"] = [(("Loans",), "Two boats were lent."), (("Sales",), again)]
    publish_library(library, quick)
    _spoil(home, quick, "boats", "UPDATE passages SET also = '[[21, 41]]' WHERE document_id = 'boats' AND position = 0")
    if sound:
        assert layout.verify(home, quick).documents == 2
    else:
        with pytest.raises(DamageError, match="is not what boats says there"):
            layout.verify(home, quick)


def _spoil(home: Path, quick: object, document_id: str, change: str) -> None:
    """Publish a generation of a store after ``change`` in SQL, with that document's passages embedded anew."""
    with Store.open(layout.store_path(home)) as store:
        store._connection.execute(change)
        store._connection.execute("UPDATE documents SET recipe = 'another' WHERE document_id = ?", (document_id,))
        store._connection.commit()
        publish(home, store, quick, lambda *_: None)
