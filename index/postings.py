"""Which rows hold which word, and how often: arrays on disk that are mapped, not read.

On disk, a folder of NumPy arrays, for W words and P pairs of a word and a row that holds it:

    words.npy     the words in ascending order of their UTF-8 bytes, one after another        uint8
    ends.npy      where each word ends in words.npy                                            int64, (W,)
    starts.npy    where the pairs of each word begin, and last the number of pairs             int64, (W + 1,)
    rows.npy      of each pair the row; ascending within a word                                int32, (P,)
    times.npy     of each pair how often the row holds the word                                smallest unsigned, (P,)
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamageError, StorageError

Integers = NDArray[np.integer[Any]]
_PARTS = ("words", "ends", "starts", "rows", "times")
KEPT_WORDS = 10_000  # are not looked up again: a query asks for each of its words four times, at 13 µs each


class Postings:
    """Open postings; they never change, so threads may share them."""

    def __init__(self, folder: Path) -> None:
        """The postings in ``folder``; DamageError if they cannot be read."""
        words, ends, self._starts, self._rows, self._times = (load(folder / f"{part}.npy") for part in _PARTS)
        self._words = _Words(words, ends)
        self._found = lru_cache(KEPT_WORDS)(self._find)

    def __iter__(self) -> Iterator[str]:
        """Every word, in ascending order of its bytes."""
        return (self._words[place].decode() for place in range(len(self._words)))

    def of(self, word: str) -> tuple[Integers, Integers]:
        """The rows that hold ``word``, ascending, and how often each does; both empty if none does."""
        return self._found(word)

    def _find(self, word: str) -> tuple[Integers, Integers]:
        wanted = word.encode(errors="replace")
        place = bisect_left(self._words, wanted)
        if place == len(self._words) or self._words[place] != wanted:
            return self._rows[:0], self._times[:0]
        pairs = slice(self._starts[place], self._starts[place + 1])
        return self._rows[pairs], self._times[pairs]


class _Words:
    """Words in one array, each found by its place."""

    def __init__(self, written: Integers, ends: Integers) -> None:
        self._written = written.data  # which gives a stretch in half the time that an array takes
        self._ends = ends.data

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> bytes:
        return self._written[self._ends[place - 1] if place else 0 : self._ends[place]].tobytes()


class Gathering:
    """Postings in the making: rows 0, 1, 2 … are added one after another, and then all is written."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words, self._rows, self._times = array("i"), array("i"), array("i")
        self._next = 0

    def add(self, counts: Mapping[str, int]) -> None:
        """The next row, given as its words and how often it holds each."""
        self._words.extend(self._numbers.setdefault(word, len(self._numbers)) for word in counts)
        self._rows.extend([self._next] * len(counts))
        self._times.extend(counts.values())
        self._next += 1

    def write(self, folder: Path) -> None:
        """Write what was gathered into a new folder; StorageError if it cannot be written."""
        sorted_words = sorted((word.encode(errors="replace"), number) for word, number in self._numbers.items())
        places = np.empty(len(sorted_words), dtype=np.int32)
        places[[number for _, number in sorted_words]] = np.arange(len(sorted_words))
        placed = places[np.asarray(self._words)]
        order = np.argsort(placed, kind="stable")  # stable: a word's rows stay in their order
        made: tuple[Integers, ...] = (
            np.frombuffer(b"".join(word for word, _ in sorted_words), dtype=np.uint8),
            np.cumsum([len(word) for word, _ in sorted_words], dtype=np.int64),
            np.concatenate(([0], np.cumsum(np.bincount(placed, minlength=len(sorted_words))))).astype(np.int64),
            np.asarray(self._rows)[order],
            np.asarray(self._times)[order].astype(np.min_scalar_type(max(self._times, default=0))),
        )
        for part, values in zip(_PARTS, made, strict=True):
            save(folder / f"{part}.npy", values)


def save(path: Path, values: Integers) -> None:
    """Write one array, its folder too if it is not there; StorageError if it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, values, allow_pickle=False)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written ({error}).", "Free some space, or set TENKYO_HOME elsewhere."
        ) from error


def load(path: Path) -> Integers:
    """One array of whole numbers, mapped from the disk; DamageError if the file holds none."""
    try:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError, EOFError) as error:
        raise DamageError(f"{path} is not a readable index ({error}).", "Run 'tenkyo ingest' to rebuild it.") from error
