"""``tenkyo eval scale``: kinds of dense index over more vectors than a collection has, beside the exact one.

The vectors are made from real ones, because an index of lists or of neighbours lives on the structure that real vectors
have and noise has not. The collection's own come first. Each further one is a + w (b - a) + ½ (d - c) at length 1: a is
a passage, b one of the ten nearest to it, w a share from 0 to 1; c is another passage and d one of the ten nearest to
that. So it lies between neighbours, moved aside as far and in such a direction as neighbours differ. The queries are
the collection's own.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.settings import Settings
from evals import cache
from evals.collection import read_collection
from index import dense, layout
from index.dense import DenseIndex
from index.encoder import Encoder, Vectors
from index.searcher import Searcher

QUERIES = 200
DEPTH = 100  # what the hybrid search asks its dense leg for
NEAR = 10
KINDS = {  # by the number of lists: a kind, and how hard it looks
    "Flat": [""],
    "IVF{lists},SQ8": ["nprobe=16", "nprobe=32", "nprobe=64"],
    "HNSW32_SQ8": ["efSearch=64", "efSearch=128", "efSearch=256"],
}
SEED = 7
STEP = 50_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of index: seconds of the processor to build it, bytes of its file, and of a search for DEPTH rows the
    share of the exact best 10 and 100 that it has, and milliseconds of the processor at the 50th and 95th of 100."""

    count: int
    kind: str
    effort: str
    seconds: float
    size: int
    recalls: tuple[float, float]
    milliseconds: tuple[float, float]


def scale(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing a line for each kind and size. Raises as ``tenkyo eval run`` does."""
    collection, encoder = read_collection(arguments.collection), Encoder(settings.model)
    asked = collection.asked()
    place = cache.home_of(collection, settings.home, encoder)
    cache.prepare(collection, place, encoder, lambda *_: None)
    with Searcher.open(place, encoder) as searcher:
        real = DenseIndex.open(layout.folder(place, searcher.generation) / layout.DENSE).vectors()
    queries = [encoder.encode_query(query) for query in asked[:: -(-len(asked) // QUERIES)]]
    sys.stdout.write(
        "| vectors | kind | effort | recall@10 | recall@100 | ms p50 / p95 | build, s | MB |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )
    for count in arguments.size or [10_000]:
        vectors = multiply(real, count)
        for made in measure(vectors, queries, arguments.kind or list(KINDS)):
            sys.stdout.write(line(made))
            sys.stdout.flush()
    return 0


def measure(vectors: Vectors, queries: Sequence[Vectors], kinds: Sequence[str]) -> Iterator[Measured]:
    """Each kind at each effort that KINDS names, compared with the exact index."""
    truth = [_found(DenseIndex(dense.build(vectors, "Flat")), query) for query in queries]
    for kind in kinds:
        started = time.process_time()
        index = dense.build(vectors, kind.format(lists=round(len(vectors) ** 0.5)))
        seconds = time.process_time() - started
        size = dense.size(index)
        for effort in KINDS[kind]:
            opened = DenseIndex(index, effort)
            took, shares = [], []
            for query, expected in zip(queries, truth, strict=True):
                before = time.process_time()
                found = _found(opened, query)
                took.append(1000 * (time.process_time() - before))
                shares.append([len({*found[:k]} & {*expected[:k]}) / k for k in (10, DEPTH)])
            ten, hundred = np.mean(shares, axis=0)
            middle, high = np.percentile(took, [50, 95])
            yield Measured(len(vectors), kind, effort, seconds, size, (ten, hundred), (middle, high))


def line(made: Measured) -> str:
    """One row of the table."""
    return (
        f"| {made.count:,} | {made.kind} | {made.effort} | {made.recalls[0]:.3f} | {made.recalls[1]:.3f}"
        f" | {made.milliseconds[0]:.2f} / {made.milliseconds[1]:.2f} | {made.seconds:.0f} | {made.size / 1e6:,.0f} |\n"
    )


def multiply(real: Vectors, count: int) -> Vectors:
    """``count`` vectors of length 1 made from ``real`` as the head of this module says; the same in every run."""
    chance = np.random.default_rng(SEED)
    near = _nearest(real)
    made = np.empty((count, real.shape[1]), dtype=np.float32)
    made[: len(real)] = real[:count]
    for start in range(len(real), count, STEP):
        many = min(STEP, count - start)
        (a, c), (one, other) = (
            chance.integers(len(real), size=(2, many)),
            chance.integers(near.shape[1], size=(2, many)),
        )
        share = chance.random((many, 1), dtype=np.float32)
        moved = real[a] + share * (real[near[a, one]] - real[a]) + (real[near[c, other]] - real[c]) / 2
        made[start : start + many] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return made


def _nearest(real: Vectors) -> NDArray[np.int64]:
    """The rows of the NEAR vectors nearest to each, itself not among them."""
    index = DenseIndex(dense.build(real, "Flat"))
    found = ([other for other, _ in index.search(vector, NEAR + 1) if other != row] for row, vector in enumerate(real))
    return np.array([rows[:NEAR] for rows in found])


def _found(index: DenseIndex, query: Vectors) -> list[int]:
    return [row for row, _ in index.search(query, DEPTH)]
