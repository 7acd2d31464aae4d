"""The learned words of passages as an index: which passage speaks of which word piece, and how much.

A passage scores the sum, over the pieces that it shares with the query, of the products of their weights
(index/expander.py). Nothing is counted over the corpus, so a search among some rows gives them the scores that they
have among all.

On disk, a folder in a generation: postings (index/postings.py) in which a piece counts as often as the passage gives it
hundredths of weight; and ``model.txt``, the fingerprint of the model that told so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import DamageError, ModelError, StorageError
from index.expander import HUNDREDTHS, Expander
from index.fusion import Scored, arranged
from index.postings import Gathering, Postings

_MODEL = "model.txt"


def write(folder: Path, passages: Iterable[Mapping[str, int]], fingerprint: str) -> None:
    """Write what the model of this ``fingerprint`` tells of ``passages`` into the new ``folder``: the n-th as row n.

    Raises StorageError if the folder cannot be written.
    """
    gathering = Gathering()
    for pieces in passages:
        gathering.add(pieces)
    gathering.write(folder)
    try:
        (folder / _MODEL).write_text(fingerprint, encoding="ascii")
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written ({error}).", "Free some space, or set TENKYO_HOME elsewhere."
        ) from error


def fingerprint(folder: Path) -> str | None:
    """The fingerprint of the model that told what is in ``folder``; None if there is no such index."""
    try:
        return (folder / _MODEL).read_text(encoding="ascii")
    except OSError:
        return None
    except ValueError as error:
        raise DamageError(f"{folder / _MODEL} names no model.", "Run 'tenkyo ingest' to rebuild it.") from error


def told(folder: Path, count: int, by: str) -> list[Mapping[str, int]] | None:
    """What each of ``count`` rows was told to speak of, if it was told ``by`` the model of this fingerprint."""
    if fingerprint(folder) != by:
        return None
    postings, made = Postings(folder), [dict[str, int]() for _ in range(count)]
    for piece in postings:
        rows, weights = postings.of(piece)
        for row, weight in zip(rows.tolist(), weights.tolist(), strict=True):
            made[row][piece] = weight
    return list(made)


class SparseIndex:
    """An open index of learned words; it never changes, so threads may share it."""

    def __init__(self, postings: Postings, count: int) -> None:
        """The index of these postings, of ``count`` rows."""
        self._postings = postings
        self._count = count

    @classmethod
    def open(cls, folder: Path, count: int) -> "SparseIndex":
        """The index of ``count`` rows in ``folder``; DamageError if it cannot be read."""
        return cls(Postings(folder), count)

    def search(self, asked: Mapping[str, int], k: int, rows: Sequence[int] | None = None) -> list[Scored]:
        """The ``k`` rows that share the most with what is ``asked``, best first, ties by row; of ``rows`` if given.

        ``asked`` is what an Expander tells of a query. A row needs a piece of it to be found.
        """
        scores = np.zeros(self._count, dtype=np.int64)
        for piece, weight in asked.items():
            held_in, held = self._postings.of(piece)
            scores[held_in] += weight * held.astype(np.int64)
        found = np.flatnonzero(scores)
        if rows is not None:
            found = np.intersect1d(found, np.asarray(rows, dtype=found.dtype), assume_unique=True)
        if len(found) > k:
            found = found[scores[found] >= np.partition(scores[found], -k)[-k]]
        return arranged(found, scores[found] / HUNDREDTHS**2)[:k]


@dataclass(frozen=True, slots=True)
class Learned:
    """An index of learned words with the model that told them of passages, and tells them of queries."""

    index: SparseIndex
    expander: Expander

    @classmethod
    def open(cls, folder: Path, count: int, expander: Expander) -> "Learned":
        """Those of the generation whose sparse ``folder`` it is, of ``count`` rows.

        Raises ModelError if it was made without this model, DamageError if it cannot be read.
        """
        if fingerprint(folder) != expander.fingerprint:
            raise ModelError(
                f"Generation {folder.parent.name} was made without the learned words of {expander.name}.",
                "Run 'tenkyo ingest' to add them, or unset TENKYO_SPARSE_MODEL.",
            )
        return cls(SparseIndex.open(folder, count), expander)
