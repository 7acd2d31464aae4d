"""Footnotes beside the words that cite them, and how often a document is read for those of all its passages."""

from pathlib import Path

import pytest

from corpus.records import Document, Kind, Note, Passage, Span
from corpus.store import Contents, Store
from index.searcher import Searcher
from service import operations
from service.notes import Footnotes, notes_in
from service.schema import Place

NOTED = "mofa-oda-security-stability"
TEXT = "Aid (Note1) grew. Loans (Note2, Note1) fell.\nNote 1: given.\nNote 2: lent."
NOTES = ("Note 1: given.", "Note 2: lent.")


def contents() -> Contents:
    """A document of two sentences and two notes, of which the first is cited twice."""
    document = Document("d", TEXT, "T", None, None, "en", "d.txt", "0")
    first, second = (Span(TEXT.index(note), TEXT.index(note) + len(note)) for note in NOTES)
    markers = (Span(5, 10), Span(TEXT.index("Note2"), 30), Span(TEXT.index(", Note1") + 2, TEXT.index(") fell")))
    notes = (
        Note("Note 1", first, markers[0], None),
        Note("Note 1", first, markers[2], None),
        Note("Note 2", second, markers[1], None),
    )
    sentences = (Span(0, 17), Span(18, 44))
    body = Passage("d:b", "d", Span(0, 44), TEXT[:44], (), Kind.BODY, sentences)
    return Contents(document, (), (body,), notes)


def test_notes_are_told_inside_what_cites_them_and_sentences_beside_what_they_cite(tmp_path: Path) -> None:
    made = contents()
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(made, Path("/in/d.txt"), "r")
        footnotes = Footnotes(store, made.document)
        for start in range(len(TEXT)):
            for end in range(start, len(TEXT) + 1):
                assert footnotes.inside(Span(start, end)) == notes_in(store, made.document, Span(start, end))
        first, _, second = made.notes
        assert [one.label for one in footnotes.inside(Span(0, 44))] == ["Note 1", "Note 2"]
        both = [Place(start=0, end=17), Place(start=18, end=44)]
        assert footnotes.citing(first.span) == both
        assert footnotes.citing(second.span) == both[1:]
        assert footnotes.citing(Span(first.span.start, second.span.end)) == both
        assert footnotes.citing(Span(first.span.start + 1, first.span.end)) == []
        assert [(one.label, one.cited_by) for one in footnotes.all()] == [("Note 1", both), ("Note 2", both[1:])]


def test_a_document_is_read_as_often_for_many_footnotes_as_for_one(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for name in ("notes", "notes_in", "passages_of"):
        monkeypatch.setattr(Store, name, _counted(name, asked))
    told = list(operations.passages_of(searcher, NOTED))
    assert len([one for one in told if one.cited_by]) > 2
    assert sorted(asked) == ["notes", "passages_of", "passages_of"]  # what is shown, and the sentences that cite


def _counted(name: str, asked: list[str]) -> object:
    whole = getattr(Store, name)

    def counted(store: Store, *given: object) -> object:
        asked.append(name)
        return whole(store, *given)

    return counted
