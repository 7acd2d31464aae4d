"""Documents out of passages, by a searcher that says what the test tells it to."""

from collections.abc import Sequence

import pytest

from corpus.errors import QuestionError
from corpus.records import Kind, Passage, Span
from evals.retrieval import Found, Ranking, best_passages, rank
from index.query import Query
from index.searcher import Hit, Mode


def hits(*scored: tuple[str, float]) -> tuple[Hit, ...]:
    """Hits of these documents, best first; the n-th passage stands at n."""
    return tuple(
        Hit(rank, score, Passage(f"{name}:{rank}", name, Span(rank, rank + 1), "x", (), Kind.BODY, ()))
        for rank, (name, score) in enumerate(scored, start=1)
    )


class Told:
    """A searcher that always finds the same, as many as it is asked for."""

    def __init__(self, found: Sequence[Hit]) -> None:
        self.found = tuple(found)
        self.asked: list[int] = []

    def search(self, query: Query, k: int, mode: Mode) -> tuple[Hit, ...]:
        assert mode is Mode.DENSE
        if not query.text:
            raise QuestionError("The query is empty.", "Write one.")
        self.asked.append(k)
        return self.found[:k]


def ranked(searcher: Told, depth: int) -> tuple[Ranking, ...]:
    return rank(searcher, {"q": "words"}, Mode.DENSE, depth, lambda *_: None)  # type: ignore[arg-type]


def test_a_document_scores_what_its_best_passage_scores() -> None:
    found = best_passages(hits(("b", 0.9), ("a", 0.8), ("b", 0.7), ("c", 0.8), ("a", 0.1)))
    assert found == [Found("b", 0.9, Span(1, 2)), Found("a", 0.8, Span(2, 3)), Found("c", 0.8, Span(4, 5))]


def test_ties_go_by_document_id() -> None:
    assert [one.document_id for one in best_passages(hits(("z", 1.0), ("m", 1.0), ("a", 1.0)))] == ["a", "m", "z"]


def test_passages_are_asked_for_until_there_are_enough_documents() -> None:
    many = [("one", 100.0 - at / 100) for at in range(50)]
    searcher = Told(hits(*many, ("two", 3.0), ("three", 2.0), ("four", 1.0)))
    (ranking,) = ranked(searcher, 3)
    assert ranking.scores == [("one", 100.0), ("two", 3.0), ("three", 2.0)]
    assert searcher.asked == [10, 10, 6, 12, 24, 48, 96]


def test_a_tie_at_the_cut_is_looked_through() -> None:
    searcher = Told(hits(("d", 2.0), *((name, 1.0) for name in "zyxwvuab"), ("c", 0.5)))
    (ranking,) = ranked(searcher, 2)
    assert ranking.scores == [("d", 2.0), ("a", 1.0)]


def test_no_more_is_asked_for_than_a_searcher_gives() -> None:
    searcher = Told(hits(*(("one", 1.0) for _ in range(5000))))
    (ranking,) = ranked(searcher, 600)
    assert ranking.scores == [("one", 1.0)]
    assert searcher.asked == [10, 10, 1000]


def test_nothing_found_and_a_refused_query() -> None:
    done: list[tuple[int, int]] = []
    queries = {"q1": "words", "q2": ""}
    found = rank(Told(()), queries, Mode.DENSE, 5, lambda *now: done.append(now))  # type: ignore[arg-type]
    assert [(one.query_id, one.found) for one in found] == [("q1", ()), ("q2", ())]
    assert found[0].milliseconds is not None
    assert found[0].milliseconds > 0
    assert found[1].milliseconds is None
    assert done == [(1, 2), (2, 2)]


@pytest.mark.parametrize("queries", [{}, {"q": ""}])
def test_nobody_asks(queries: dict[str, str]) -> None:
    found = rank(Told(()), queries, Mode.DENSE, 5, lambda *_: None)  # type: ignore[arg-type]
    assert [one.found for one in found] == [()] * len(queries)
