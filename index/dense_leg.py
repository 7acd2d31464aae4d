"""The dense leg of a search: passages by likeness of meaning, their surroundings and their sentences heard."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.dense import DenseIndex
from index.encoder import Vectors
from index.fusion import DIGITS, Scored
from index.recipe import Recipe
from index.rerank import in_vicinity, lifted
from index.sentence_vectors import SentenceVectors

Beside = Callable[[NDArray[np.int64]], NDArray[np.intp]]  # of rows those before and after them, shape (2, n); -1: none


class DenseLeg:
    """The vectors of passages and of their sentences; they never change, so threads may share it."""

    def __init__(self, passages: DenseIndex, sentences: SentenceVectors, firsts: Sequence[int]) -> None:
        """``firsts`` gives the first sentence of each passage."""
        self.passages = passages
        self._sentences = sentences
        self._firsts = np.array([*firsts, len(sentences)], dtype=np.int64)

    def likeness(self, vector: Vectors, row: int) -> tuple[float, tuple[float, ...]]:
        """The cosine of ``vector`` with a passage under its headings, and with each of its sentences alone."""
        sentences = range(self._firsts[row], self._firsts[row + 1])
        own = tuple(self._sentences.likeness(vector, sentences).tolist())
        return self.passages.likeness(vector, [row])[0], own

    def search(
        self, vector: Vectors, n: int, rows: Sequence[int] | None, beside: Beside, recipe: Recipe
    ) -> list[Scored]:
        """The ``n`` rows that are most like ``vector``, best first, ties by row; only of ``rows`` if given.

        The first of them, as many as ``recipe`` has for its depth, are drawn towards the rows ``beside`` them and
        lifted by their sentences.
        """
        found = self.passages.search(vector, max(n, recipe.depth), rows)
        near, beyond = found[: recipe.depth], found[recipe.depth :]
        places = np.array([row for row, _ in near], dtype=np.int64)
        neighbours = beside(places)
        near = in_vicinity(near, neighbours, self._alike(vector, neighbours), recipe.vicinity_share)
        starts, counts = self._firsts[places], self._firsts[places + 1] - self._firsts[places]
        sentences = np.arange(counts.sum()) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        likeness = self._sentences.likeness(vector, sentences).astype(np.float32)
        raised = lifted(near, counts, likeness, recipe.sentence_share)
        behind = max(0.0, beyond[0][1] - raised[-1][1] + 10**-DIGITS) if beyond else 0.0  # the drawn stay first
        return [*raised, *((row, round(score - behind, DIGITS)) for row, score in beyond)][:n]

    def _alike(self, vector: Vectors, rows: NDArray[np.intp]) -> Vectors:
        """The cosine of ``vector`` with each of ``rows``, in their shape; 0 for what is none."""
        alike = np.zeros(rows.shape, dtype=np.float32)
        different, places = np.unique(rows[rows >= 0], return_inverse=True)
        alike[rows >= 0] = (self.passages.at(different.tolist()) @ vector)[places]
        return alike
