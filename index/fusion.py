"""Ranked lists: put in order, normalised, and two made one. Pure functions; a row stands for a passage.

Rows are numbered in ascending order of passage id, so a tie that is broken by row is broken by passage id.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Scored = tuple[int, float]  # a row and its score; higher is better

DIGITS = 6  # of a cosine and of a fused score; what is equal up to float32 noise, which is below 1e-6, ties
# How many passages each leg contributes. nDCG@10 of the hybrid search at 100, 300 and 1,000: Cranfield .426 .431 .428;
# SQuAD 2, 500 queries, .915 .915 .913; XQuAD .982 .982 .982. What a list leaves out counts as its last, so a short list
# tells the middle of the field from the end of it less well, and a long one hardly tells the leaders apart.
DEPTH = 300
# Convex combination of min-max scores. Mean nDCG@10 over seven public collections by dense weight:
# .2 .705, .3 .714, .4 .720, .5 .721, .6 .715, .7 .703; reciprocal rank fusion .706; dense alone .647, BM25 alone .683.
# At DEPTH, .4 .5 .6: Cranfield .421 .431 .431; XQuAD .982 .982 .983; SQuAD 2 .911 .915 .912.
DENSE_WEIGHT = 0.5
# Of the dense weight stays where the model knows next to nothing: it orders what no word finds, and overrules no word.
# JSQuAD through the whole index: .1 .9510, with kin by the same share .9512; .002 .9516; this .9517, the lexical leg's.
UNREAD = 0.0001
READ = 0.15  # the dense weight from which on a model reads a query: Japanese has .05 with MiniLM, .21 or more with e5


def ranked(scored: Iterable[Scored]) -> list[Scored]:
    """The same, best first; equal scores in ascending order of row.

    >>> ranked([(2, 0.5), (1, 0.5), (7, 0.9)])
    [(7, 0.9), (1, 0.5), (2, 0.5)]
    """
    return sorted(scored, key=lambda each: (-each[1], each[0]))


def arranged(rows: NDArray[np.int64], scores: NDArray[np.float64]) -> list[Scored]:
    """These rows with their scores, rounded to DIGITS, ranked; 500 in a fifth of the time that ``ranked`` takes.

    >>> arranged(np.array([2, 1, 7]), np.array([0.5000001, 0.5, 0.9]))
    [(7, 0.9), (1, 0.5), (2, 0.5)]
    """
    rounded = np.round(scores, DIGITS)
    order = np.lexsort((rows, -rounded))
    return list(zip(rows[order].tolist(), rounded[order].tolist(), strict=True))


def best(ask: Callable[[int], list[Scored]], k: int, most: int) -> list[Scored]:
    """The best ``k`` rows of an index, ranked; a tie at the cut is broken by row, as everywhere.

    ``ask(n)`` gives the index's own best n in descending order of score and may break ties as it likes;
    ``most`` is how many rows there are. It is asked for more until the last one is out of the running.
    """
    wanted = min(k + 1, most)
    found = ask(wanted) if wanted > 0 else []
    while len(found) == wanted < most and found[-1][1] == found[k - 1][1]:
        wanted = min(2 * wanted, most)
        found = ask(wanted)
    return ranked(found)[:k]


def min_max(scores: NDArray[np.float64], floor: float) -> NDArray[np.float64]:
    """Each score stretched so that ``floor`` becomes 0 and the best 1; if all equal ``floor``, all are 1.

    >>> min_max(np.array([9.0, 6.0, 5.0]), floor=5.0).tolist()
    [1.0, 0.25, 0.0]
    """
    top = scores.max(initial=floor)
    return (scores - floor) / (top - floor) if top > floor else np.ones_like(scores)


def dense_weight(letters: float, most: float = DENSE_WEIGHT, unread: float = UNREAD) -> float:
    """The dense leg's share for a query of which a token of its model covers ``letters`` letters on average.

    A model cuts what it was trained on into pieces of some letters, and writing that it does not know into single
    signs. Of the queries of three English collections 98 in 100 have 2.7 or more with all-MiniLM-L6-v2, of Japanese
    ones 1.1 or less: there this model finds .571 alone where the lexical leg has .952 (nDCG@10, JSQuAD).
    ``most`` is the share where the model can read the query, ``unread`` how much of that stays where it cannot.

    >>> dense_weight(4.2), dense_weight(1.5), dense_weight(0.7)
    (0.5, 0.25, 5e-05)
    """
    return most * min(1.0, max(unread, letters - 1))


def weight_for(dense_weight: float, held: float) -> float:
    """The dense leg's share if some row holds only the share ``held`` of the query's words.

    Where that is less than half, the query is in another language than the passages, or in other words altogether: what
    the lexical leg finds, it finds by a name or by chance, and its share falls with it, if the model can read the query
    (READ). Mean reciprocal rank of 20 development questions, translated into Japanese, over English passages:
    multilingual-e5-small .626 before, .753 so; all-MiniLM-L6-v2, which cannot read them, .607, and would have .469.

    >>> weight_for(0.5, 0.9), weight_for(0.5, 0.125), weight_for(0.25, 0.0), weight_for(0.05, 0.0)
    (0.5, 0.8, 1.0, 0.05)
    """
    kept = (1 - dense_weight) * (min(1.0, 2 * held) if dense_weight >= READ else 1.0)
    return dense_weight / (dense_weight + kept) if kept else 1.0


def fuse(
    lexical: Sequence[Scored],
    dense: Sequence[Scored],
    dense_weight: float = DENSE_WEIGHT,
    depth: int = DEPTH,
) -> list[Scored]:
    """One ranked list of the rows of both: ``(1 - dense_weight) · lexical + dense_weight · dense``, in 0 to 1.

    Both come ranked and cut at ``depth``. Scores are min-max normalised within each list; a row that a list
    lacks gets 0 from it.

    >>> fuse([(1, 8.0), (2, 6.0)], [(2, 0.9), (3, 0.6), (1, 0.3)], dense_weight=0.25, depth=2)
    [(1, 0.75), (2, 0.25), (3, 0.125)]
    """
    rows, places = np.unique([row for row, _ in (*lexical, *dense)], return_inverse=True)
    total = np.zeros(len(rows))
    for leg, share, held in (
        (lexical, 1 - dense_weight, places[: len(lexical)]),
        (dense, dense_weight, places[len(lexical) :]),
    ):
        total[held] += share * min_max(np.array([score for _, score in leg]), _floor(leg, depth))
    return arranged(rows, total)


def _floor(scored: Sequence[Scored], depth: int) -> float:
    """The most that a row missing from the list could have scored.

    A full list ends with it. A shorter one holds every match, so that a missing row scored nothing: without
    this, the second of only two matches would count for no more than a passage that does not match.
    """
    last = scored[-1][1] if scored else 0.0
    return last if len(scored) >= depth else min(0.0, last)
