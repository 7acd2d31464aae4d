"""Where the time of one search goes: its steps, each without those that it calls, in time of the processor.

Functions of the index are wrapped while this runs. Each thread's time is its own, so that the two legs may run at once.
"""

import functools
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from index import searcher
from index.bm25 import LexicalIndex
from index.concepts import Concepts
from index.dense import DenseIndex
from index.encoder import Encoder
from index.postings import Postings
from index.searcher import Searcher
from index.sentence_vectors import SentenceVectors
from index.twins import Twins

REST, WHOLE = "everything else", "the whole"
WATCHED: tuple[tuple[str, object, str], ...] = (
    ("embedding the query", Encoder, "encode_query"),
    ("dense leg: comparing the vectors", DenseIndex, "search"),
    ("lexical leg: words, neighbours, context, the best", LexicalIndex, "search"),
    ("looking up postings", Postings, "of"),
    ("sentences: their cosines", SentenceVectors, "likeness"),
    ("sentences: which they are", Searcher, "_likest"),
    ("sentences: lifting the passages", searcher, "lifted"),
    ("fusion", searcher, "fuse"),
    ("kin", searcher, "with_kin"),
    ("kin: their vectors", DenseIndex, "at"),
    ("collapsing twins", Twins, "distinct"),
    ("collapsing twins", Twins, "collapsed"),
    ("the hits' records from the store", Searcher, "_hits"),
    ("understanding the query: signs", searcher, "read_query"),
    ("understanding the query: names", Concepts, "asked"),
    ("slips: whether a word is one", Encoder, "count_tokens"),
    ("slips: what a word was meant to be", LexicalIndex, "mended"),
    ("how the legs are weighed", Searcher, "_weight"),
)  # the step, and the function whose time it is


class Watch:
    """What each step has taken, in seconds."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = defaultdict(float)
        self._inner = threading.local()

    def wrapped(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, whose time, without that of the wrapped ones that it calls, counts for ``step``."""

        @functools.wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            outer, self._inner.spent = getattr(self._inner, "spent", 0.0), 0.0
            started = time.thread_time()
            try:
                return function(*given, **named)
            finally:
                spent = time.thread_time() - started
                self.taken[step] += spent - self._inner.spent
                self._inner.spent = outer + spent

        return timed


@contextmanager
def watching() -> Iterator[Watch]:
    """A Watch over all that is WATCHED, until it is left."""
    watch = Watch()
    before = [(owner, name, getattr(owner, name)) for _, owner, name in WATCHED]
    for step, owner, name in WATCHED:
        setattr(owner, name, watch.wrapped(step, getattr(owner, name)))
    try:
        yield watch
    finally:
        for owner, name, function in before:
            setattr(owner, name, function)


def taken(queries: Sequence[str], search: Callable[[str], object]) -> dict[str, float]:
    """Milliseconds of the processor that a ``search`` takes on average, by step, longest first; the whole last."""
    search(f"Before the clock starts: {queries[0]}")
    with watching() as watch:
        started = time.process_time()
        for query in queries:
            search(query)
        whole = time.process_time() - started
    spent = {step: watch.taken[step] for step, _, _ in WATCHED}
    spent[REST] = whole - sum(spent.values())
    spent = dict(sorted(spent.items(), key=lambda each: -each[1])) | {WHOLE: whole}
    return {step: 1000 * seconds / len(queries) for step, seconds in spent.items()}


def table(name: str, passages: int, queries: int, taken: Mapping[str, float]) -> str:
    """The steps as Markdown."""
    head = [
        f"# {name}: {passages:,} passages, {queries:,} queries; processor time of one search on average",
        "",
        "| step | ms | of the whole |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *(f"| {step} | {ms:.2f} | {ms / taken[WHOLE]:.0%} |" for step, ms in taken.items())])
