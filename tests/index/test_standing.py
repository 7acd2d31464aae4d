"""Documents that state different values, and documents that others supersede."""

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.store import Store
from index.answer import Answer, answer
from index.build import publish
from index.encoder import Encoder
from index.searcher import Searcher
from index.standing import as_of

OLD = "The Harbour Fund gave 30 million dollars for radar on the northern coast."
NEW = "The Harbour Fund gave 45 million dollars for radar on the northern coast."
OTHER = "The Harbour Fund gave 12 million dollars for schools in the hills."
QUESTION = "How much did the Harbour Fund give for radar?"


@pytest.fixture
def ask(tmp_path: Path, encoder: Encoder, contents_of: Callable) -> Callable[..., Answer]:
    """A function that asks the report of 2011 and that of 2014, of which the newer may supersede the older."""

    def made(question: str, supersedes: tuple[str, ...] = (), newer: str = NEW, older: str = OLD) -> Answer:
        with Store.open(tmp_path / "store.sqlite") as store:
            for name, text, published, replaced in (
                ("report-2011", older, date(2011, 5, 1), ()),
                ("report-2014", newer, date(2014, 5, 1), supersedes),
            ):
                whole = contents_of(name, [(("Money",), text), (("Money",), OTHER)])
                document = replace(whole.document, published=published, supersedes=replaced)
                store.put(replace(whole, document=document), Path(f"/texts/{name}.txt"), "recipe 1")
            publish(tmp_path, store, encoder, lambda *_: None)
        with Searcher.open(tmp_path, encoder) as searcher:
            return answer(searcher, question)

    return made


def test_two_values_for_one_fact_stand_side_by_side(ask: Callable[..., Answer]) -> None:
    given = ask(QUESTION)
    assert {sentence.text for sentence in given.sentences} == {OLD, NEW}
    assert given.conflicts == ((0, 1),)
    assert [[one.of(sentence.text) for one in sentence.marks] for sentence in given.sentences] in (
        [["30 million dollars"], ["45 million dollars"]],
        [["45 million dollars"], ["30 million dollars"]],
    )


def test_one_value_in_two_documents_is_no_conflict(ask: Callable[..., Answer]) -> None:
    assert ask(QUESTION, newer=OLD).conflicts == ()


def test_numbers_in_words_are_values_too(ask: Callable[..., Answer]) -> None:
    eight, nine = (
        f"The coast guard of the north sails {many} patrol boats along the coast." for many in ("eight", "nine")
    )
    question = "How many patrol boats does the coast guard of the north sail?"
    assert ask(question, older=eight, newer=nine).conflicts == ((0, 1),)
    assert ask(question, older=eight, newer=eight.replace("eight", "8")).conflicts == ()


def test_what_is_superseded_gives_way_to_what_stands(ask: Callable[..., Answer]) -> None:
    given = ask(QUESTION, supersedes=("report-2011",))
    assert [(one.text, one.superseded_by) for one in given.sentences] == [(NEW, None)]
    assert given.conflicts == ()


def test_what_only_a_superseded_document_says_wears_a_badge(ask: Callable[..., Answer]) -> None:
    given = ask(QUESTION, supersedes=("report-2011",), newer="The Harbour Fund was closed for repairs.")
    assert [(one.text, one.superseded_by) for one in given.sentences] == [(OLD, "report-2014")]


def test_as_of_a_date_the_older_document_stands(ask: Callable[..., Answer]) -> None:
    given = ask(QUESTION.replace("?", " as of March 2012?"), supersedes=("report-2011",))
    assert [(one.text, one.superseded_by) for one in given.sentences] == [(OLD, None)]


def test_a_question_of_blanks_is_read_in_linear_time() -> None:
    asked = f"What{' ' * 100_000}is it, as of 2013?"
    assert as_of(asked) == (f"What{' ' * 100_000}is it?", date(2013, 12, 31))


def test_no_generation_outlives_its_last_user(tmp_path: Path, encoder: Encoder, contents_of: Callable) -> None:
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put(contents_of("report", [(("Money",), NEW)]), Path("/texts/report.txt"), "recipe 1")
        publish(tmp_path, store, encoder, lambda *_: None)
    searcher = Searcher.open(tmp_path, encoder)
    answer(searcher, QUESTION)
    held = weakref.ref(searcher)
    searcher.close()
    gc.disable()
    try:
        del searcher
        assert held() is None
    finally:
        gc.enable()
