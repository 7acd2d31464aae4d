"""What sentences lean on, on documents made by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.records import Document, Kind, Note, Passage, Section, Span
from corpus.store import Contents, Store
from corpus.vocabulary import vocabulary
from index.build import publish
from index.encoder import Encoder
from index.question import read_question
from index.reader import Reader
from index.searcher import Searcher

SENTENCES = [
    "In 2016 the Harbour Fund lent boats to Kenya.",
    "It also paid 30 dollars for a radar.",
    "Crews came from Malawi in May 2018 (Note 1).",
    "In June of the same year, twelve divers came from Togo.",
]
NOTE = "Note 1: Those who row."


def made() -> Contents:
    body = " ".join(SENTENCES)
    text = f"{body}\n{NOTE}"
    spans, at = [], 0
    for sentence in SENTENCES:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    note = Span(len(body) + 1, len(text))
    marker = text.index("(Note 1)")
    document = Document("d", text, "Boats", "Sea Office", None, "en", "d.txt", "00")
    sections = (
        Section("Work", 1, ("Work",), Span(0, len(body)), Kind.BODY),
        Section("Note 1 (Crews)", 1, ("Note 1 (Crews)",), note, Kind.FOOTNOTE),
    )
    passages = (
        Passage("d:a", "d", Span(0, len(body)), body, ("Work",), Kind.BODY, tuple(spans), notes=("d:n",)),
        Passage("d:n", "d", note, NOTE, ("Note 1 (Crews)",), Kind.FOOTNOTE, (note,)),
    )
    notes = (Note("Note 1", note, Span(marker, marker + 8), Span(text.index("Crews"), text.index("Crews") + 5)),)
    return Contents(document, sections, passages, notes)


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Searcher:
    home = tmp_path_factory.mktemp("boats")
    with Store.open(home / "store.sqlite") as store:
        store.put(made(), Path("/in/d.txt"), "r")
        publish(home, store, encoder, lambda *_: None)
    return Searcher.open(home, encoder)


@pytest.fixture
def read(boats: Searcher) -> Callable[[str, int], tuple[list[str], tuple[str, ...]]]:
    """Read the sentence of that number for a question: what is quoted, and what is lacking."""

    def reading(question: str, number: int) -> tuple[list[str], tuple[str, ...]]:
        reader = Reader(boats, read_question(question, vocabulary({})), vocabulary({}))
        passage = boats.store.passage("d:a" if number < len(SENTENCES) else "d:n")
        made = reader.read(passage, (passage.sentences[number % len(SENTENCES)],))
        text = boats.store.document("d").text
        return [span.of(text) for span in made.spans], made.lacking

    return reading


def test_a_sentence_that_refers_back_leans_on_the_one_that_names(read: Callable) -> None:
    assert read("What did the Harbour Fund pay for?", 1) == ([SENTENCES[0], SENTENCES[1]], ())


def test_a_sentence_that_refers_to_nothing_leans_on_nothing(read: Callable) -> None:
    assert read("Crews from Kenya", 2) == ([SENTENCES[2]], ("Kenya",))


def test_the_same_year_is_taken_over_but_no_name(read: Callable) -> None:
    assert read("Which divers came in 2018?", 3) == ([SENTENCES[2], SENTENCES[3]], ())
    assert read("Which divers came from Malawi in 2018?", 3)[1] == ("Malawi",)


def test_title_headings_and_publisher_carry_names(read: Callable) -> None:
    assert read("What boats does the Sea Office lend?", 0) == ([SENTENCES[0]], ())


def test_a_footnote_leans_on_the_sentence_that_cites_it(read: Callable) -> None:
    assert read("Who are the crews from Malawi?", 4) == ([SENTENCES[2], NOTE], ())


def test_the_share_of_a_question_weighs_rare_words_more(boats: Searcher) -> None:
    reader = Reader(boats, read_question("boats of crews", vocabulary({})), vocabulary({}))
    assert reader.share("boats of crews") == 1
    assert reader.share("nothing") == 0
    assert 0 < reader.share("boats") < 1


def test_what_a_text_lacks_and_the_headings_of_a_document_are_told(boats: Searcher) -> None:
    reader = Reader(boats, read_question("boats for Kenya in FY2016", vocabulary({})), vocabulary({}))
    assert reader.lacking("aid to Kenya") == ("FY2016",)
    assert reader.headings_of("d") == ()  # its sections are body and footnote
    assert reader.tables("d") is reader.tables("d")


def test_what_no_passage_mentions_is_told_as_it_was_said(boats: Searcher) -> None:
    reader = Reader(boats, read_question("submarines for Gabon and Kenya", vocabulary({})), vocabulary({}))
    assert reader.absent() == ("Gabon", "submarines")
