"""The dense index: inner products over normalised vectors. The one file that knows FAISS.

On disk, one FAISS file with inner product as its metric; the vector at position n belongs to row n. Vectors have length
1, so a score is a cosine: 1 is the same direction, higher is better. The kind follows the number of vectors:

    up to EXACT    every vector is compared (``IndexFlatIP``)
    more           vectors are sorted into lists; those of the lists nearest to a query are compared as 8-bit codes, and
                   the best of them by their exact vectors, which are kept as well (``IndexRefineFlat`` over IVF, SQ8)

Whatever the kind, scores are exact, and so is a search among some rows only. docs/speed.md has what decided.
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamageError, StorageError
from index.fusion import Scored, best

DIGITS = 6  # what is equal up to float32 noise ties; the noise of a sum of some hundred products is below 1e-6
# Up to so many vectors are all compared: 10,000 take 0.9 ms, 100,000 take 12 (docs/speed.md).
EXACT = 30_000
# So many lists are looked into: at 10,000, 100,000 and 1,000,000 vectors a search then has .996, .997 and .997 of the
# ten nearest, and takes 2.0 ms of the 98 that comparing a million takes. Twice as many lists give .997, .999 and .999.
EFFORT = "nprobe=32"
RESCORED = 4  # times as many as are asked for are compared exactly
BLOCK = 1024  # vectors are added at a time, so that beside the index no copy of them all is in memory

Vectors = NDArray[np.float32]


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
        raise StorageError(f"{path} cannot be written.", "Free some space, or set TENKYO_HOME elsewhere.") from error


class DenseIndex:
    """An open dense index; it never changes, so threads may share it.

    A search takes one thread. Threads that wait for each other spin: on two busy cores one among 10,000 vectors took
    15.9 ms of the processor on two threads, and 0.9 on one.
    """

    def __init__(self, index: faiss.Index, effort: str = EFFORT) -> None:
        """``index`` is what ``build`` makes; ``effort`` is how hard one that is not exact looks, as FAISS names it."""
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
            raise DamageError(f"{path} is not a readable index.", "Run 'tenkyo ingest' to rebuild it.") from error
        known = isinstance(index, faiss.IndexFlat | faiss.IndexRefine)
        if not known or index.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise DamageError(f"{path} is another kind of index.", "Run 'tenkyo ingest' to rebuild it.")
        return cls(index)

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
        if rows is None:
            return best(lambda n: self._ask(self._index, vector, n, None), k, len(self))
        selector = faiss.IDSelectorBatch(np.asarray(rows, dtype=np.int64))
        narrowed = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # its stub forgets the fields
        return best(lambda n: self._ask(self._exact, vector, n, narrowed), k, len(rows))

    def _ask(
        self, index: faiss.Index, vector: Vectors, n: int, narrowed: faiss.SearchParameters | None
    ) -> list[Scored]:
        faiss.omp_set_num_threads(1)  # of this thread's searches
        scores, rows = index.search(vector[np.newaxis, :], n, params=narrowed)
        found = rows[0] >= 0
        rounded = scores[0][found].astype(np.float64).round(DIGITS)
        return list(zip(rows[0][found].tolist(), rounded.tolist(), strict=True))
