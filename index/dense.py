"""The dense index: exact inner product over normalised vectors. The one file that knows FAISS.

On disk, one FAISS ``IndexFlatIP`` file; the vector at position n belongs to row n. Vectors have length 1, so a
score is a cosine: 1 is the same direction, higher is better.
"""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamageError, StorageError
from index.fusion import Scored, best

DIGITS = 6  # what is equal up to float32 noise ties; the noise of a sum of some hundred products is below 1e-6

Vectors = NDArray[np.float32]


def write(path: Path, vectors: Vectors) -> None:
    """Write ``vectors``, shape (n, d), float32, each of length 1, as the index file ``path``.

    Raises ValueError for vectors of another length, because their inner products would be no cosines;
    StorageError if the file cannot be written.
    """
    if not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
        raise ValueError("a dense index needs vectors of length 1")
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        raise StorageError(f"{path} cannot be written.", "Free some space, or set TENKYO_HOME elsewhere.") from error


class DenseIndex:
    """An open dense index; it never changes, so threads may share it."""

    def __init__(self, index: faiss.IndexFlat) -> None:
        self._index = index

    @classmethod
    def open(cls, path: Path) -> "DenseIndex":
        """The index in the file ``path``; DamageError if it is no index of inner products."""
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise DamageError(f"{path} is not a readable index.", "Run 'tenkyo ingest' to rebuild it.") from error
        if not isinstance(index, faiss.IndexFlat) or index.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise DamageError(f"{path} is another kind of index.", "Run 'tenkyo ingest' to rebuild it.")
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def vectors(self) -> Vectors:
        """All vectors, shape (n, d), row by row."""
        return np.asarray(self._index.reconstruct_n(0, len(self)), dtype=np.float32)

    def at(self, rows: Sequence[int]) -> Vectors:
        """The vectors of these rows, in their order, shape (n, d)."""
        if not rows:
            return np.empty((0, self._index.d), dtype=np.float32)
        return np.asarray(self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64)), dtype=np.float32)

    def likeness(self, vector: Vectors, rows: Sequence[int]) -> tuple[float, ...]:
        """The inner product of ``vector`` with each of ``rows``, in their order."""
        return tuple(round(float(score), DIGITS) for score in self.at(rows) @ vector)

    def search(self, vector: Vectors, k: int, rows: Sequence[int] | None = None) -> list[Scored]:
        """The ``k`` rows nearest to ``vector`` (of length 1), best first, ties by row; only of ``rows`` if given."""
        if rows is None:
            return best(lambda n: self._ask(vector, n, None), k, len(self))
        selector = faiss.IDSelectorBatch(np.asarray(rows, dtype=np.int64))
        narrowed = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # its stub forgets the fields
        return best(lambda n: self._ask(vector, n, narrowed), k, len(rows))

    def _ask(self, vector: Vectors, n: int, narrowed: faiss.SearchParameters | None) -> list[Scored]:
        scores, rows = self._index.search(vector[np.newaxis, :], n, params=narrowed)
        pairs = zip(rows[0].tolist(), scores[0].tolist(), strict=True)
        return [(row, round(score, DIGITS)) for row, score in pairs if row >= 0]
