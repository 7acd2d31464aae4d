"""Which rows hold which word, and how often: arrays on disk that are mapped, not read.

On disk, a folder of NumPy arrays, for W words and P pairs of a word and a row that holds it:

    words.npy     the words in ascending order of their UTF-8 bytes, one after another        uint8
    ends.npy      where each word ends in words.npy                                            int64, (W,)
    starts.npy    where the pairs of each word begin, and last the number of pairs             int64, (W + 1,)
    rows.npy      of each pair the row; ascending within a word                                int32, (P,)
    times.npy     of each pair how often the row holds the word                                smallest unsigned, (P,)
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from index.arrays import Integers, load

PARTS = ("words", "ends", "starts", "rows", "times")
KEPT_WORDS = 10_000  # are not looked up again: a query asks for each of its words four times, at 13 µs each


class Postings:
    """Open postings; they never change, so threads may share them."""

    def __init__(self, folder: Path) -> None:
        """The postings in ``folder``; DamageError if they cannot be read."""
        words, ends, self._starts, self._rows, self._times = (load(folder / f"{part}.npy") for part in PARTS)
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
