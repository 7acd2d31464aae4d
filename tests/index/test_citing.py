"""Citations: where their words stand, and that they are the stored document's."""

from pathlib import Path

import pytest

from corpus.errors import DamageError
from corpus.facts import Fact, FactKind
from corpus.records import Document, Kind, Page, Passage, Section, Span
from corpus.store import Contents, Store
from index.citing import citation
from index.register import Register

TEXT = "Aid.\n\nBoats came."
PAGES = (Page(1, None, Span(0, 4)), Page(2, None, Span(6, 17)))
DOCUMENT = Document("d", TEXT, "T", None, None, "en", "d.txt", "00", pages=PAGES)


def passage(text: str = TEXT) -> Passage:
    return Passage("d:p", "d", Span(0, len(text)), text, ("Aid",), Kind.BODY, (Span(5, 17),))


@pytest.mark.parametrize(
    ("span", "page"), [(Span(0, 4), 1), (Span(0, 17), 1), (Span(5, 17), 2), (Span(6, 17), 2), (Span(4, 6), None)]
)
def test_what_begins_between_pages_is_on_the_first_that_has_some_of_it(span: Span, page: int | None) -> None:
    assert citation(DOCUMENT, passage(), span).page == page


def test_a_fact_is_cited_as_a_sentence_is(tmp_path: Path) -> None:
    fact = Fact("f", "d", "d:p", FactKind.FUNDING, Span(5, 17), ())
    with Store.open(tmp_path / "s.sqlite") as store:
        section = Section("Aid", 1, ("Aid",), Span(0, 17), Kind.HEADING)
        store.put(Contents(DOCUMENT, (section,), (passage(),), facts=(fact,)), Path("/in/d.txt"), "r")
        assert Register(store).cite(fact, DOCUMENT) == citation(DOCUMENT, passage(), Span(5, 17), ("Aid",))


def test_a_passage_that_is_not_its_documents_words_is_damage() -> None:
    with pytest.raises(DamageError, match="d:p is not its document's text"):
        citation(DOCUMENT, passage("Aid.\n\nShips came."), Span(6, 17))
