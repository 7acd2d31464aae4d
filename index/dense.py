"""The dense index: inner products over normalised vectors. The one file that knows FAISS.

On disk, one FAISS file with inner product as its metric; the vector at position n belongs to row n. Vectors have length
1, so a score is a cosine: 1 is the same direction, higher is better. The kind follows the number of vectors:

    up to EXACT    every vector is compared (``IndexFlatIP``)
    more           vectors are sorted into lists; those of the lists nearest to a query are compared as 8-bit codes, and
                   the best of them by their exact vectors, which are kept as well (``IndexRefineFlat`` over IVF, SQ8)

Whatever the kind, scores are exact, and so is a search among some rows only. docs/speed.md has what decided. Where
SIFTED vectors or more would all be compared, copies as float16, which the first search makes in memory, tell most to be
out of reach: that misses none.
"""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamageError
from corpus.format import AGAIN
from index.arrays import Vectors, unwritable
from index.fusion import DIGITS, Scored, arranged, best

# Up to so many vectors are all compared: 10,000 take 0.9 ms, 100,000 take 12 (docs/speed.md).
EXACT = 30_000
# So many lists are looked into: at 10,000, 100,000 and 1,000,000 vectors a search then has .996, .997 and .997 of the
# ten nearest, and takes 2.0 ms of the 98 that comparing a million takes. Twice as many lists give .997, .999 and .999.
EFFORT = "nprobe=32"
RESCORED = 4  # times as many as are asked for are compared exactly
# From so many on the sieve pays. Copies in eight bits are gone through in half its time, but to miss none they need
# twice as many rows: by whole searches among 15,245 they took .90 of the processor time of before, float16 takes .86.
SIFTED = 8_000
SPARE = 8  # an eighth more rows than are asked for stay in the sieve; on no query did one beyond come into question
NOISE = 1e-5  # more than adding up in float32 and rounding come to
BLOCK = 1024  # vectors are added at a time, so that beside the index no copy of them all is in memory

Rows = NDArray[np.int64]


def recipe(count: int) -> str:
    """The kind of index for so many vectors, as FAISS names it; √n lists of about √n vectors.

    >>> recipe(30_000), recipe(1_000_000)
    ('Flat', 'IVF1000,SQ8')
    """
    return "Flat" if count <= EXACT else f"IVF{round(count**0.5)},SQ8"


def build(vectors: Vectors, kind: str) -> faiss.Index:
    """An index of ``vectors`` of this ``kind``, on all cores; beside any but "Flat" the exact vectors are kept."""
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    made = faiss.index_factory(vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
    exact: Any = made
    if kind != "Flat":
        made.train(vectors)
        made = refined = faiss.IndexRefineFlat(made)
        exact = faiss.downcast_index(refined.refine_index)
    exact.codes.resize(vectors.nbytes)  # room for all, taken once: adding would double it whenever it is full
    for start in range(0, len(vectors), BLOCK):
        made.add(np.array(vectors[start : start + BLOCK]))
    return made


def size(index: faiss.Index) -> int:
    """The bytes that ``index`` takes on disk, which is also about what it takes of memory."""
    return int(faiss.serialize_index(index).nbytes)


def write(path: Path, vectors: Vectors) -> None:
    """Write ``vectors``, shape (n, d), float32, each of length 1, as the index file ``path``; they may be mapped.

    Raises ValueError for vectors of another length, because their inner products would be no cosines;
    StorageError if the file cannot be written.
    """
    for start in range(0, len(vectors), BLOCK):
        if not np.allclose(np.linalg.norm(vectors[start : start + BLOCK], axis=1), 1.0, atol=1e-3):
            raise ValueError("a dense index needs vectors of length 1")
    try:
        faiss.write_index(build(vectors, recipe(len(vectors))), str(path))
    except RuntimeError as error:
        raise unwritable(path, error) from error


class DenseIndex:
    """An open dense index; it never changes, so threads may share it.

    A search takes one thread. Threads that wait for each other spin: on two busy cores one among 10,000 vectors took
    15.9 ms of the processor on two threads, and 0.9 on one.
    """

    def __init__(self, index: faiss.Index, effort: str = EFFORT, *, sifted: bool = False) -> None:
        """``index`` is what ``build`` makes; ``effort`` is how hard one that is not exact looks, as FAISS names it.

        One that is exact gives the same if it is ``sifted``, sooner.
        """
        self._sifted = sifted
        self._index = index
        self._exact = index
        if isinstance(index, faiss.IndexRefine):
            self._exact = faiss.downcast_index(index.refine_index)
            index.k_factor = RESCORED
            faiss.ParameterSpace().set_index_parameters(index.base_index, effort)  # type: ignore[arg-type]  # stub

    @classmethod
    def open(cls, path: Path) -> "DenseIndex":
        """The index in the file ``path``; DamageError if it is no index of inner products."""
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise DamageError(f"{path} is not a readable index.", AGAIN) from error
        known = isinstance(index, faiss.IndexFlat | faiss.IndexRefine)
        if not known or index.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise DamageError(f"{path} is another kind of index.", AGAIN)
        return cls(index, sifted=isinstance(index, faiss.IndexFlat) and index.ntotal >= SIFTED)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def vectors(self) -> Vectors:
        """All vectors, shape (n, d), row by row."""
        return np.asarray(self._exact.reconstruct_n(0, len(self)), dtype=np.float32)

    def at(self, rows: Sequence[int]) -> Vectors:
        """The vectors of these rows, in their order, shape (n, d)."""
        if not rows:
            return np.empty((0, self._exact.d), dtype=np.float32)
        return np.asarray(self._exact.reconstruct_batch(np.asarray(rows, dtype=np.int64)), dtype=np.float32)

    def likeness(self, vector: Vectors, rows: Sequence[int]) -> tuple[float, ...]:
        """The inner product of ``vector`` with each of ``rows``, in their order."""
        return tuple(round(float(score), DIGITS) for score in self.at(rows) @ vector)

    def search(self, vector: Vectors, k: int, rows: Sequence[int] | None = None) -> list[Scored]:
        """The ``k`` rows nearest to ``vector`` (of length 1), best first, ties by row; only of ``rows`` if given.

        Among ``rows``, and up to EXACT vectors, none is missed; else see docs/speed.md.
        """
        if rows is None and self._sifted and 0 < 2 * k < len(self):
            near, most = self._sieve.near(vector, k + k // SPARE + 1)
            found = self._compared(vector, near)[:k]
            if found[-1][1] > most:
                return found
        if rows is None:
            return best(lambda n: self._ask(self._index, vector, n, None), k, len(self))
        selector = faiss.IDSelectorBatch(np.asarray(rows, dtype=np.int64))
        narrowed = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # its stub forgets the fields
        return best(lambda n: self._ask(self._exact, vector, n, narrowed), k, len(rows))

    def _compared(self, vector: Vectors, rows: Rows) -> list[Scored]:
        """All of ``rows`` with their scores, the very ones that a search gives, ranked."""
        query, scores = np.ascontiguousarray(vector, dtype=np.float32), np.empty(len(rows), dtype=np.float32)
        asked, told, among = (faiss.swig_ptr(each) for each in (query, scores, rows))
        self._exact.compute_distance_subset(1, asked, len(rows), told, among)  # type: ignore[attr-defined]  # stub
        return arranged(rows, scores.astype(np.float64))

    @cached_property
    def _sieve(self) -> "_Sieve":
        return _Sieve(self._exact)

    def _ask(
        self, index: faiss.Index, vector: Vectors, n: int, narrowed: faiss.SearchParameters | None
    ) -> list[Scored]:
        faiss.omp_set_num_threads(1)  # of this thread's searches
        scores, rows = index.search(vector[np.newaxis, :], n, params=narrowed)
        found = rows[0] >= 0
        rounded = scores[0][found].astype(np.float64).round(DIGITS)
        return list(zip(rows[0][found].tolist(), rounded.tolist(), strict=True))


class _Sieve:
    """Which vectors may be near to another, told from all of them as float16: half the memory to go through.

    With v as it is and v' as float16, v·q - v'·q is at most |v - v'|, since |q| is 1.
    """

    def __init__(self, index: faiss.Index) -> None:
        """Of the vectors in ``index``, each of length 1."""
        half = faiss.ScalarQuantizer.QT_fp16
        self._halves = faiss.IndexScalarQuantizer(index.d, half, faiss.METRIC_INNER_PRODUCT)
        self._error = 0.0
        for start in range(0, index.ntotal, BLOCK):
            count = min(BLOCK, index.ntotal - start)
            block = index.reconstruct_n(start, count)
            self._halves.add(block)
            lost = block - self._halves.reconstruct_n(start, count)
            self._error = max(self._error, float(np.linalg.norm(lost, axis=1).max()))

    def near(self, vector: Vectors, n: int) -> tuple[Rows, float]:
        """``n`` rows, and what no other row can score."""
        faiss.omp_set_num_threads(1)  # of this thread's searches
        scores, rows = self._halves.search(vector[np.newaxis, :], n)
        return rows[0], float(scores[0][-1]) + self._error + NOISE
