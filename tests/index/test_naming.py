"""Words of a question without capitals that the passages write with one are names in it."""

from collections.abc import Callable
from pathlib import Path

from corpus.vocabulary import vocabulary
from index.encoder import Encoder
from index.naming import with_names, written_as_names
from index.question import read_question
from index.searcher import Searcher

SENTENCES = [
    "In 2016 the Harbour Fund lent boats to Kenya.",
    "Crews came from Malawi in May 2018.",
    "In June of the same year, twelve divers came from Togo.",
]


def test_words_always_written_with_a_capital_are_names(
    publish_library: Callable[..., object], home: Path, encoder: Encoder
) -> None:
    publish_library({"boats": [(("Work",), sentence) for sentence in SENTENCES]}, encoder)
    with Searcher.open(home, encoder) as boats:
        assert written_as_names(boats, ("kenya", "boats", "crews", "unknown")) == ("kenya",)


def test_a_term_that_is_a_name_is_no_term_any_more() -> None:
    asked = with_names(read_question("how many boats did kenya get", vocabulary({})), ("kenya",))
    assert ([name.words for name in asked.names], asked.terms) == ([("kenya",)], ("boats",))
