"""The vectors of sentences on disk: one NumPy file of float16, shape (n, d), row by row, read where it is needed.

Nothing searches them all: a query looks up the sentences of its leading passages. So they are left on the disk, and at
half the size: float16 moves a cosine by less than 0.0005.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamageError
from corpus.format import AGAIN
from corpus.records import Passage
from index.fusion import DIGITS

Halves = NDArray[np.float16]
SHRUNK = np.float32(2.0**112)  # the exponents of float16 count from 15, those of float32 from 127


def texts(passage: Passage) -> list[str]:
    """What is embedded of each sentence of ``passage``: its words alone, white space folded."""
    inside = (span.shifted(-passage.span.start) for span in passage.sentences)
    return [" ".join(span.of(passage.text).split()) for span in inside]


class SentenceVectors:
    """An open file of vectors; it never changes, so threads may share it."""

    def __init__(self, vectors: Halves) -> None:
        self.vectors = vectors

    @classmethod
    def open(cls, path: Path) -> "SentenceVectors":
        """The vectors in the file ``path``; DamageError if it is no such file."""
        try:
            return cls(np.lib.format.open_memmap(path, mode="r"))
        except (OSError, ValueError) as error:
            raise DamageError(f"{path} is not readable ({error}).", AGAIN) from error

    def __len__(self) -> int:
        return len(self.vectors)

    def likeness(self, vector: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosine of ``vector`` with each of ``rows``, in their order, rounded to DIGITS."""
        found = np.asarray(self.vectors).take(np.asarray(rows, dtype=np.int64), axis=0)  # quicker than by brackets
        return np.asarray(_singles(found) @ (vector * SHRUNK), dtype=np.float64).round(DIGITS)


def _singles(halves: Halves) -> NDArray[np.float32]:
    """``halves`` as float32, divided by SHRUNK: exactly, since only the exponent differs.

    Both begin with the sign; float32 has three bits of exponent more, and thirteen more of what follows. 1,200 vectors
    take 0.1 ms so, and 0.8 by NumPy's own conversion.
    """
    bits = halves.view(np.int16).astype(np.int32)
    bits <<= 13
    bits &= ~np.int32(0b111 << 28)
    return bits.view(np.float32)
