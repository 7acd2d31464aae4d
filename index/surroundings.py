"""What stands before and after each passage in its document.

On disk, beside the postings: ``reading.npy``, all rows in reading order, document after document, int32; and
``documents.npy``, for each row the number of its document, int32.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import arrays
from index.arrays import Integers

_READING, _DOCUMENTS = "reading.npy", "documents.npy"


def write(folder: Path, documents: Sequence[Sequence[int]]) -> None:
    """Write which rows each document has, given in reading order; StorageError if it cannot be written."""
    reading = np.fromiter((row for rows in documents for row in rows), dtype=np.int32)
    numbers = np.empty(len(reading), dtype=np.int32)
    numbers[reading] = np.repeat(np.arange(len(documents)), [len(rows) for rows in documents])
    arrays.save(folder / _READING, reading)
    arrays.save(folder / _DOCUMENTS, numbers)


class Surroundings:
    """Of each row the one before and the one after it; they never change, so threads may share them."""

    def __init__(self, reading: Integers, documents: Integers, searched: NDArray[np.bool_] | None = None) -> None:
        """Among the rows that are ``searched``, or all: a row that is not searched is passed over as if it were not."""
        self._reading = reading
        self._documents = documents
        order = reading if searched is None else reading[searched[reading]]
        first, second = order[:-1], order[1:]
        together = documents[first] == documents[second]
        # np.intp, by which NumPy looks up a third faster than by int32
        self._before, self._after = (np.full(len(documents), -1, dtype=np.intp) for _ in range(2))
        self._before[second[together]] = first[together]
        self._after[first[together]] = second[together]

    @classmethod
    def open(cls, folder: Path) -> "Surroundings":
        """Those in ``folder``; DamageError if they cannot be read."""
        return cls(arrays.load(folder / _READING), arrays.load(folder / _DOCUMENTS))

    def within(self, searched: NDArray[np.bool_]) -> "Surroundings":
        """The same as if only the rows that are ``searched`` were there."""
        return Surroundings(self._reading, self._documents, searched)

    def summed(self, rows: Integers, values: Integers) -> NDArray[np.float64]:
        """For every row the sum of its own value and those of the two beside it, where ``rows`` have ``values``.

        >>> around = Surroundings(np.array([2, 0, 1, 3]), np.array([0, 0, 0, 1]))
        >>> around.summed(np.array([0, 3]), np.array([5, 7])).tolist()
        [5.0, 5.0, 5.0, 7.0]
        """
        total = np.zeros(len(self._documents) + 1)  # the last place takes what lies beyond a document's end
        places = rows.astype(np.intp)
        total[places] = values
        for beside in (self._before, self._after):
            total[beside[places]] += values
        return total[:-1]
