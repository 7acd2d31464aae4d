"""What a searcher finds for the queries of a collection, as documents, and how long it takes.

A document scores what its best passage scores; all documents with the words of one passage have its score. Documents
of one score come in ascending order of id. Topics are plain words: a quotation mark or a minus in one is no sign of the
query language, since whoever wrote it did not write in it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

from corpus.errors import QuestionError
from corpus.records import Span
from index.query import Query
from index.searcher import MOST_HITS, Hit, Mode, Searcher

SERVED = 10  # passages that the service gives if nobody says otherwise: the search whose time is taken


@dataclass(frozen=True, slots=True)
class Found:
    """One document, its score, and where in it the passage stands that has this score."""

    document_id: str
    score: float
    passage: Span


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found for one query, best first; ``milliseconds`` is None if the searcher refused the query."""

    query_id: str
    found: tuple[Found, ...]
    milliseconds: float | None

    @property
    def scores(self) -> list[tuple[str, float]]:
        """The documents' ids with their scores, best first."""
        return [(found.document_id, found.score) for found in self.found]


def rank(
    searcher: Searcher, queries: Mapping[str, str], mode: Mode, depth: int, advance: Callable[[int, int], None]
) -> tuple[Ranking, ...]:
    """The best ``depth`` documents for each query, in the order of the queries; fewer if fewer are found.

    Time is that of a search for SERVED passages from the query's words to the hits, one query after another; words
    like the first are asked before, so that loading the model does not count. Ranking looks as far down the passages
    as ``depth`` documents need. ``advance(done, total)`` is called after each query.
    """
    for query in queries.values():
        if _timed(searcher, f"Before the clock starts: {query}", mode) is not None:
            break
    rankings: list[Ranking] = []
    for query_id, query in queries.items():
        milliseconds = _timed(searcher, query, mode)
        found = _documents(searcher, query, mode, depth) if milliseconds is not None else ()
        rankings.append(Ranking(query_id, found, milliseconds))
        advance(len(rankings), len(queries))
    return tuple(rankings)


def best_passages(hits: Sequence[Hit]) -> list[Found]:
    """The documents of ``hits``, which come best first, each by its first hit; ties by document id."""
    best: dict[str, Found] = {}
    for hit in hits:
        for passage in (hit.passage, *hit.twins):
            best.setdefault(passage.document_id, Found(passage.document_id, hit.score, passage.span))
    return sorted(best.values(), key=lambda found: (-found.score, found.document_id))


def _timed(searcher: Searcher, query: str, mode: Mode) -> float | None:
    started = perf_counter()
    try:
        searcher.search(Query(query), SERVED, mode)
    except QuestionError:
        return None
    return 1000 * (perf_counter() - started)


def _documents(searcher: Searcher, query: str, mode: Mode, depth: int) -> tuple[Found, ...]:
    """The best ``depth`` documents: more passages are asked for until none can change them."""
    wanted = min(2 * depth, MOST_HITS)
    while True:
        hits = searcher.search(Query(query), wanted, mode)
        found = best_passages(hits)
        settled = len(found) >= depth and hits[-1].score < found[depth - 1].score
        if settled or len(hits) < wanted or wanted == MOST_HITS:
            return tuple(found[:depth])
        wanted = min(2 * wanted, MOST_HITS)
