"""Postings in the making, of which one block at a time is in memory.

Rows are added one after another. Whenever what was added has grown to a block it goes to a file, in the order of its
words, and in the end these files are merged (blocked sort-based indexing: Manning, Raghavan and Schütze, Introduction
to Information Retrieval, 2008, section 4.2). Such a file has, for each word: how many bytes the word has and how many
rows hold it, both uint32; the word; those rows, int32; and how often each of them holds it, int32.
"""

import heapq
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby, islice, starmap
from operator import itemgetter
from pathlib import Path
from struct import Struct

import numpy as np
from numpy.typing import DTypeLike

from index.arrays import Growing, unwritable
from index.postings import PARTS

BLOCK = 2**16  # pairs of a word and a row: 10,000 passages then take 118 MiB to build, 142 with 2**17, no sooner
FILES = 32  # are merged at a time
_BATCH = 4096  # words are written at a time
_LENGTHS = Struct("=II")
PAIR = 4  # bytes of a row, and of how often it holds a word

Entry = tuple[bytes, bytes, bytes]  # a word, the rows that hold it, how often each of them does


class Gathering:
    """Rows 0, 1, 2 … are added one after another, and then all is written. Raises StorageError where it cannot be."""

    def __init__(self, folder: Path, block: int = BLOCK) -> None:
        """What is gathered will be written into ``folder``; a ``block`` is so many pairs of a word and a row."""
        self._folder = folder
        self._block = block
        self._numbers: dict[str, int] = {}
        self._words, self._rows, self._times = array("i"), array("i"), array("i")
        self._next = self._most = self._made = 0
        self._files: list[Path] = []

    def add(self, counts: Mapping[str, int]) -> None:
        """The next row, given as its words and how often it holds each."""
        self._words.extend(self._numbers.setdefault(word, len(self._numbers)) for word in counts)
        self._rows.extend([self._next] * len(counts))
        self._times.extend(counts.values())
        self._next += 1
        self._most = max(self._most, max(counts.values(), default=0))
        if len(self._words) >= self._block:
            self._files.append(self._put_aside(self._block_entries()))

    def write(self) -> None:
        """Write all that was gathered."""
        while len(self._files) > FILES:
            groups = [self._files[start : start + FILES] for start in range(0, len(self._files), FILES)]
            self._files = [self._put_aside(_merged(map(_entries, group))) for group in groups]
        _write(self._folder, _merged([*map(_entries, self._files), self._block_entries()]), self._most)
        if self._made:
            (self._folder / "blocks").rmdir()

    def _block_entries(self) -> Iterator[Entry]:
        """What is in memory, which is then empty, in the order of the words' bytes."""
        words = sorted((word.encode(errors="replace"), number) for word, number in self._numbers.items())
        places = np.empty(len(words), dtype=np.int32)
        places[[number for _, number in words]] = np.arange(len(words))
        placed = places[np.asarray(self._words)]
        order = np.argsort(placed, kind="stable")  # stable: a word's rows stay in their order
        ends = np.cumsum(np.bincount(placed, minlength=len(words))) * PAIR
        rows, times = (np.asarray(part)[order].tobytes() for part in (self._rows, self._times))
        self._numbers = {}
        self._words, self._rows, self._times = array("i"), array("i"), array("i")
        start = 0
        for (word, _), end in zip(words, ends.tolist(), strict=True):
            yield word, rows[start:end], times[start:end]
            start = end

    def _put_aside(self, entries: Iterable[Entry]) -> Path:
        """A new file of ``entries``."""
        path = self._folder / "blocks" / str(self._made)
        self._made += 1
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                for word, rows, times in entries:
                    file.write(_LENGTHS.pack(len(word), len(rows) // PAIR) + word + rows + times)
        except OSError as error:
            raise unwritable(path, error) from error
        return path


def _entries(path: Path) -> Iterator[Entry]:
    """What a file holds; it is removed at its end."""
    with path.open("rb") as file:
        while lengths := file.read(_LENGTHS.size):
            word, pairs = _LENGTHS.unpack(lengths)
            yield file.read(word), file.read(PAIR * pairs), file.read(PAIR * pairs)
    path.unlink()


def _merged(parts: Iterable[Iterator[Entry]]) -> Iterator[Entry]:
    """The entries of all ``parts``, whose rows ascend from one part to the next, as one."""
    for _, same in groupby(heapq.merge(*starmap(_numbered, enumerate(parts))), key=itemgetter(0)):
        (word, _, rows, times), *others = same
        if others:
            rows, times = rows + b"".join(one[2] for one in others), times + b"".join(one[3] for one in others)
        yield word, rows, times


def _numbered(number: int, part: Iterator[Entry]) -> Iterator[tuple[bytes, int, bytes, bytes]]:
    """Entries with the number of their part, by which those of one word are ordered."""
    return ((word, number, rows, times) for word, rows, times in part)


def _write(folder: Path, entries: Iterator[Entry], most: int) -> None:
    """Write postings as index/postings.py describes them; ``most`` is the most often that a row holds a word."""
    kinds: tuple[DTypeLike, ...] = (np.uint8, np.int64, np.int64, np.int32, np.min_scalar_type(most))
    with ExitStack() as stack:
        words, ends, starts, rows, times = (
            stack.enter_context(Growing(folder / f"{part}.npy", kind)) for part, kind in zip(PARTS, kinds, strict=True)
        )
        starts.add(np.zeros(1))
        while batch := list(islice(entries, _BATCH)):
            ends.add(len(words) + np.cumsum([len(word) for word, _, _ in batch]))
            starts.add(len(rows) + np.cumsum([len(held) // PAIR for _, held, _ in batch]))
            for file, at, kind in ((words, 0, np.uint8), (rows, 1, np.int32), (times, 2, np.int32)):
                file.add(np.frombuffer(b"".join(entry[at] for entry in batch), dtype=kind))
