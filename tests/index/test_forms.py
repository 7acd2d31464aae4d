"""Slips of the pen: what is mended, into what, and what never is."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from corpus.vocabulary import vocabulary
from index import bm25
from index.bm25 import LexicalIndex
from index.concepts import Concepts, Understood
from index.forms import Forms, forms
from index.query import Query, read_query, understand

TEXTS = [
    "Fighting piracy and organised crime, Tonga and Kenya build capacity.",
    "Capacity building against piracy; pirates of the Togolese coast.",
    "Awareness of Somalia. The nonlinear and the non-linear co-operation.",
]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    bm25.write(tmp_path / "lexical", TEXTS)
    return LexicalIndex.open(tmp_path / "lexical")


def understood(index: LexicalIndex, query: str) -> Query:
    concepts = Concepts(vocabulary({"countries": [("Togo",), ("Kenia",)]}), [])
    return understand(read_query(query), index, concepts, {"privacy", "capacities"}.__contains__)


def test_forms_are_the_words_in_small_letters() -> None:
    assert Counter(forms("An ａｇｅｎｃｙ of the UN; Kenya's ab agency2 non-linear")) == Counter(
        ["agency", "the", "non", "linear"]
    )


@pytest.mark.parametrize(
    ("word", "meant"),
    [("piricy", "piracy"), ("piracyy", "piracy"), ("pircy", "piracy"), ("priacy", "piracy"), ("buidling", "building")],
)
def test_one_slip_is_mended_and_told(index: LexicalIndex, word: str, meant: str) -> None:
    read = understood(index, f"fighting {word}?")
    assert read.text == f"fighting {meant}?"
    assert read.understood == (Understood(word, meant, "spelling"),)


def test_words_run_together_are_parted(index: LexicalIndex) -> None:
    assert understood(index, "capacitybuilding now").text == "capacity building now"


@pytest.mark.parametrize(
    "query",
    [
        "Piricy",  # written with a capital it may be a name
        "tonge somalio",  # the corpus writes these with a capital only
        "togo kenia",  # names that the vocabulary knows
        "privacy capacities",  # words, though no passage holds them
        "pricay2 piric",  # a number in it; two slips
        "crim",  # too short
        "organized piracies",  # held in another spelling, or by its stem
        "www.piricy.org",
        '"piracy" pirat',
    ],
)
def test_what_is_no_slip_stays(index: LexicalIndex, query: str) -> None:
    read = understood(index, query)
    assert read.text == query.replace('"', "")
    assert read.understood == ()


def test_what_most_passages_write_is_meant(tmp_path: Path) -> None:
    bm25.write(tmp_path / "lexical", ["boats coats", "coats", "boats", "boats"])
    index = LexicalIndex.open(tmp_path / "lexical")
    assert index.mended("xoats") == "boats"
    assert index.within([0, 1]).mended("xoats") == "coats"
    assert index.within([0]).mended("xoats") == "boats"
    assert index.within([]).mended("xoats") is None
    assert index.mended("boat") is None


def test_a_word_with_a_hyphen_finds_its_whole_if_that_is_written(index: LexicalIndex) -> None:
    assert understood(index, "Non-Linear co-operation").names == ("nonlinear",)
    assert [row for row, _ in index.search("cooperation", 3)] == [2]


def test_how_much_of_a_query_the_corpus_can_say(index: LexicalIndex) -> None:
    assert index.share_held("the piracy of Somalia") == 1
    assert index.share_held("piracy, quarks, bosons and gluons") == 0.25
    assert index.within([0]).share_held("Somalia and piracy") == 0.5
    assert index.share_held("海賊") == 0
    assert index.share_held("?") == 0


@given(st.text("abc", min_size=5, max_size=8), st.lists(st.text("abc", min_size=3, max_size=9), max_size=40))
def test_a_word_is_mended_to_what_is_one_slip_away_wherever_the_slip_is(word: str, written: list[str]) -> None:
    class Written:
        """Postings of which every word is in the row of its place."""

        def __iter__(self) -> Iterator[str]:
            return iter(sorted(set(written)))

        def of(self, form: str) -> tuple[np.ndarray, np.ndarray]:
            rows = np.array([row for row, one in enumerate(written) if one == form])
            return rows, np.ones_like(rows)

    near = [one for one in written if len(one) >= 4 and OSA.distance(word, one) <= 1]
    if near:
        assert Forms(Written()).mended(word, len) == min(near, key=lambda one: (-written.count(one), one))
