"""The index tried on its own passages: how well each leg finds them, and so what the dense leg may count for.

Half and half is best where a model reads a corpus about as well as its words do. Where it lags far behind, half is too
much, and the hybrid search falls below its lexical leg. That shows without a single question: a stretch of a passage is
taken out of it and asked for, and each leg has to find the passage, which no longer holds the words, among all others.

On disk, in a generation: ``trial.json``, the record Trial, and ``trial.npy``, the vectors of what ``texts`` gives,
float32, so that the next generation embeds of it only what is new.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from heapq import nsmallest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import DamageError
from corpus.format import AGAIN
from corpus.records import Passage, searchable
from corpus.store import Store
from index import lexical
from index.arrays import Vectors
from index.bm25 import LexicalIndex
from index.dense import DenseIndex
from index.embedded import titled
from index.fusion import DIGITS

VERSION = 1  # goes into a generation's digest: raise it when what is asked, or how it is counted, changes
ASKED = 200  # the ratios of two draws of so many differ by a tenth; each takes 25 to 30 ms of a core, once
FEWEST = 50  # with fewer the outcome is chance: nothing is asked
STRETCH = 100  # characters that are taken out, or half of a passage of fewer than twice as many
LEAST = 80  # characters of a passage that may be asked for
WORD = 20  # characters: so far back a word's beginning is looked for; writing without spaces is cut anywhere
BLOCK = 4096  # vectors that are compared at a time
# Of the lexical leg's strength the dense one needs so much for its full share. Draws of Cranfield's passages, where
# half and half is best, have .67 to .88, other English collections more. On 70 collections, real and made, of which it
# puts 38 below their better leg by over .0005 nDCG@10, .6, .65, .7, .75 and .8 leave 8, 7, 4, 4 and 3 there, and cost
# Cranfield nothing up to .7, then .002 and .006 (docs/retrieval.md).
EVEN = 0.7


@dataclass(frozen=True, slots=True)
class Trial:
    """How many passages were asked for, and each leg's mean reciprocal rank of them, from 0 to 1."""

    asked: int = 0
    lexical: float = 0.0
    dense: float = 0.0

    def evenness(self, even: float = EVEN) -> float:
        """What of its share the dense leg keeps, from 0 to 1: all of it from ``even`` times the lexical strength on.

        >>> Trial(200, 0.4, 0.5).evenness(0.7), Trial(200, 0.4, 0.14).evenness(0.7), Trial().evenness(0.7)
        (1.0, 0.5, 1.0)
        """
        enough = even * self.lexical
        return round(min(1.0, self.dense / enough), 4) if enough else 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """One passage to be found: its row, the words taken out of it, and what is embedded and indexed of the rest."""

    row: int
    query: str
    embedded: str
    indexed: str


def tasks(snapshot: Store) -> list[Task]:
    """The passages to be found, chosen by their ids as if by lot, so that most stay when the corpus changes."""
    rows = enumerate(titled(snapshot))
    chosen = nsmallest(ASKED, ((_lot(one), row, title, one) for row, (title, one) in rows if _long(one)))
    return [_task(row, title, passage) for _, row, title, passage in chosen] if len(chosen) >= FEWEST else []


def texts(snapshot: Store) -> Iterator[str]:
    """What is embedded for the trial: of each task the query, then the rest of its passage."""
    return (text for task in tasks(snapshot) for text in (task.query, task.embedded))


def cut(text: str, lot: int) -> tuple[str, str]:
    """A stretch of ``text`` that begins anywhere, by ``lot``, at a word if it has spaces, and the text without it.

    >>> cut("The agency lent two patrol boats to the coast guard", 12)
    ('lent two patrol boats to', 'The agency the coast guard')
    """
    length = min(STRETCH, len(text) // 2)
    start = lot % (len(text) - length + 1)
    first, last = _border(text, start), _border(text, start + length)
    return text[first:last].strip(), f"{text[:first].strip()} {text[last:].strip()}".strip()


def run(asked: Sequence[Task], made: Vectors, words: LexicalIndex, meaning: DenseIndex) -> Trial:
    """How the legs did, whose indexes these are; ``made`` are the vectors of ``texts``, shape (2n, d)."""
    if not asked:
        return Trial()
    said = np.array([_place(words.scores(task.query, task.row, task.indexed), task.row) for task in asked])
    meant = _dense_places([task.row for task in asked], made[::2], made[1::2], meaning)
    return Trial(len(asked), *(round(float(np.mean(1 / places)), 4) for places in (said, meant)))


def vectors(path: Path) -> Vectors:
    """The vectors of ``texts`` in the file ``path``, none if it is not there; DamageError if it is unreadable."""
    try:
        return np.asarray(np.load(path), dtype=np.float32) if path.exists() else np.empty((0, 0), dtype=np.float32)
    except (OSError, ValueError) as error:
        raise DamageError(f"{path} is not readable ({error}).", AGAIN) from error


def write(path: Path, trial: Trial) -> None:
    """Write how it went."""
    path.write_text(json.dumps(asdict(trial), sort_keys=True) + "\n", encoding="utf-8")


def read(path: Path) -> Trial:
    """How it went; a Trial that asked nothing if the generation is older than trials. DamageError if unreadable."""
    try:
        return Trial(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else Trial()
    except (OSError, ValueError, TypeError) as error:
        raise DamageError(f"{path} is not readable ({error}).", AGAIN) from error


def _lot(passage: Passage) -> bytes:
    return hashlib.sha256(passage.passage_id.encode()).digest()


def _long(passage: Passage) -> bool:
    return len(_folded(passage)) >= LEAST


def _folded(passage: Passage) -> str:
    return " ".join(passage.text.split())


def _task(row: int, title: str, passage: Passage) -> Task:
    query, rest = cut(_folded(passage), int.from_bytes(_lot(passage)))
    left = replace(passage, text=rest)
    return Task(row, query, searchable(title, left), lexical.weighted(title, passage.path, rest))


def _border(text: str, at: int) -> int:
    """Where the word begins in which ``at`` lies; ``at`` itself at the end, or where no space is near."""
    return at if at == len(text) else text.rfind(" ", max(0, at - WORD), at) + 1 or at


def _place(scores: NDArray[np.float64], row: int) -> float:
    """At which place ``row`` is found; each that ties with it counts half a place."""
    own = scores[row]
    return float(1 + np.count_nonzero(scores > own) + (np.count_nonzero(scores == own) - 1) / 2)


def _dense_places(rows: Sequence[int], queries: Vectors, rests: Vectors, meaning: DenseIndex) -> NDArray[np.float64]:
    """At which place each query finds its row, if this had the vector of what is left of it; ties count half."""
    own = (queries * rests).sum(axis=1, keepdims=True).round(DIGITS)
    places = np.ones(len(rows))
    for start in range(0, len(meaning), BLOCK):
        block = range(start, min(start + BLOCK, len(meaning)))
        scores = (queries @ meaning.at(block).T).round(DIGITS)
        for number, row in enumerate(rows):
            if row in block:
                scores[number, row - start] = -np.inf  # the whole passage is not there
        places += (scores > own).sum(axis=1) + (scores == own).sum(axis=1) / 2
    return places
