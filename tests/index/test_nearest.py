"""What comes nearest where nothing answers is quoted word for word, and is of what was asked."""

import pytest

from index.answer import Status, answer
from index.searcher import Searcher


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        (
            "How much did Japan give for border control in FY2021?",
            "In FY2019, Japan contributed approximately $17 million for border control including support for the "
            "enhancement of border administration and counter-terrorism capacity of various countries’ police forces.",
        ),
        ("How many TC-90 aircraft did Japan hand over?", "Transfer of TC-90 training aircraft to the Philippines"),
    ],
)
def test_where_nothing_answers_the_nearest_sentence_is_quoted(searcher: Searcher, question: str, quoted: str) -> None:
    made = answer(searcher, question)
    assert (made.status, made.answer, made.citations) == (Status.NOT_FOUND, "", ())
    assert [" ".join(one.quote.split()) for one in made.nearest] == [quoted]
    for one in made.nearest:
        assert one.span.of(searcher.store.document(one.document_id).text) == one.quote


@pytest.mark.parametrize(
    "question", ["How many submarines does Brazil own?", "tell me about the Green Climate Fund pledge"]
)
def test_what_holds_little_of_the_question_is_not_quoted(searcher: Searcher, question: str) -> None:
    made = answer(searcher, question)
    assert (made.status, made.nearest) == (Status.NOT_FOUND, ())


def test_an_answer_has_nothing_that_comes_near(searcher: Searcher) -> None:
    made = answer(searcher, "How much did Japan give for border control in FY2019?")
    assert (made.status, made.nearest) == (Status.ANSWERED, ())
    assert made.citations


def test_a_filter_that_nothing_matches_is_the_whole_reason(searcher: Searcher) -> None:
    made = answer(searcher, "How much did Japan give for border control in FY2021?", filters={"publisher": ["nobody"]})
    assert made.nearest == ()
