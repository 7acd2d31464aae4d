"""``tenkyo eval speed``: the times of one search, beside those of a plain loop over the same passages in the same run.

Query after query, each system in turn, so that whatever else the machine does slows all alike. Processor time is told
beside the time on the clock, because it hardly depends on what else the machine does. With ``--steps`` it tells where
the time of a search goes (evals/steps.py).
"""

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from corpus.records import searchable
from corpus.settings import Settings
from evals import cache, steps
from evals.collection import read_collection
from evals.reference import Reference
from evals.retrieval import SERVED
from index import layout
from index.dense import DenseIndex
from index.encoder import Encoder
from index.searcher import Mode, Searcher

Step = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one step by query: on the clock, and of the processor."""

    clock: list[float]
    processor: list[float]

    def ratio(self, other: "Times") -> tuple[float, float]:
        """How many times as long ``other`` takes, by the medians of the clock and of the processor."""
        return median(other.clock) / median(self.clock), median(other.processor) / median(self.processor)


def speed(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing the times. Raises as ``tenkyo eval run`` does, and MissingError without bm25s."""
    collection, encoder = read_collection(arguments.collection), Encoder(settings.model)
    queries = collection.asked()[: arguments.queries]
    place = cache.home_of(collection, settings.home, encoder)
    cache.prepare(collection, place, encoder, lambda *_: None)
    with Searcher.open(place, encoder) as searcher:
        if arguments.steps:
            taken = steps.taken(queries, lambda query: searcher.search(query, SERVED))
            sys.stdout.write(f"{steps.table(collection.name, searcher.passages, len(queries), taken)}\n")
            return 0
        titles = {entry.document_id: entry.title for entry in searcher.store.catalogue()}
        texts = [searchable(titles[passage.document_id], passage) for passage in searcher.store.passages()]
        vectors = DenseIndex.open(layout.folder(place, searcher.generation) / layout.DENSE).vectors()
        reference = Reference(texts, vectors)
        ours: dict[str, Step] = {
            "embedding the query": lambda query: encoder.encode([encoder.beginning(query)]),
            "the lexical leg": lambda query: searcher.search(query, SERVED, Mode.LEXICAL),
            "the whole search": lambda query: searcher.search(query, SERVED),
        }
        theirs: dict[str, Step] = dict(zip(ours, (reference.encode, reference.lexical, reference.search), strict=True))
        timed = {f"tenkyo: {name}": step for name, step in ours.items()}
        timed |= {f"plain: {name}": step for name, step in theirs.items()}
        sys.stdout.write(f"{table(collection.name, len(texts), measure(queries, timed), list(ours))}\n")
    return 0


def measure(queries: Sequence[str], steps: Mapping[str, Step]) -> dict[str, Times]:
    """The times of each step over all queries; every step is run once before, so that nothing loads meanwhile."""
    for step in steps.values():
        step(f"Before the clock starts: {queries[0]}")
    taken = {name: Times([], []) for name in steps}
    for query in queries:
        for name, step in steps.items():
            clock, processor = time.perf_counter(), time.process_time()
            step(query)
            taken[name].clock.append(1000 * (time.perf_counter() - clock))
            taken[name].processor.append(1000 * (time.process_time() - processor))
    return taken


def table(name: str, passages: int, taken: Mapping[str, Times], steps: Sequence[str]) -> str:
    """The times as Markdown, with how many times as long the plain loop takes."""
    queries = len(taken[f"tenkyo: {steps[0]}"].clock)
    lines = [
        f"# {name}: {passages:,} passages, {queries:,} queries, one after another",
        "",
        "| step | tenkyo, ms p50 / p95 | plain, ms p50 / p95 | ratio | processor: tenkyo, plain, ms p50 | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for step in steps:
        ours, theirs = taken[f"tenkyo: {step}"], taken[f"plain: {step}"]
        clock, processor = ours.ratio(theirs)
        lines.append(
            f"| {step} | {_spread(ours.clock)} | {_spread(theirs.clock)} | {clock:.1f}"
            f" | {median(ours.processor):.1f}, {median(theirs.processor):.1f} | {processor:.1f} |"
        )
    return "\n".join(lines)


def _spread(milliseconds: Sequence[float]) -> str:
    middle, high = np.percentile(milliseconds, [50, 95])
    return f"{middle:.1f} / {high:.1f}"
