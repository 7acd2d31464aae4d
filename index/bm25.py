"""The lexical index: BM25 over stemmed words, of the whole corpus or as if only some rows of it were there.

One text holds title, headings and passage, so that a word has one frequency and one rarity wherever it stands;
headings count more because they are written more often (index/lexical.py). A word in n of N passages, of which one of
length d holds it t times, where the mean length is m, scores

    ln(1 + (N - n + ½) / (n + ½)) · t · (k1 + 1) / (t + k1 · (1 - b + b · d / m)),   k1 = 1.2, b = 0.75

(Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, with Lucene's rarity, which is never negative).
N, n and m are counted over the rows that are searched, so that a filtered search scores as an index of these rows
alone would. That no library for lexical search offers, and it decided for postings of our own
(docs/decisions/0008-own-postings.md).

Two neighbouring words of a query that are neighbours in a passage too count as one more word, at a weight of their own
(NEIGHBOUR_WEIGHT); words that put a question are passed over, so that "fields of cooperation" holds that pair.

Part of what a word is worth to a row that holds one of the query's (CONTEXT_WEIGHT) is counted as if the row were one
text with the passages before and after it in its document: what they speak of, it may speak of without the name.

On disk, a folder: the postings of the words (index/postings.py), names among them (index/concepts.py); in
``neighbours`` those of the neighbours, in ``forms`` those of the words as they are written in small letters
(index/forms.py); the order of the rows in their documents (index/surroundings.py); and ``lengths.npy``, how many words
each row has, int32.
"""

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import arrays, lexical, surroundings
from index.arrays import Integers
from index.forms import Forms, forms
from index.fusion import Scored
from index.gathering import Gathering
from index.postings import Postings
from index.surroundings import Surroundings

NEIGHBOURS = "neighbours"
FORMS = "forms"  # the folder of the words as they are written
DIGITS = 4  # what is equal up to the noise of a sum ties
K1, B = 1.2, 0.75
# What a pair of neighbours counts for beside a word. nDCG@10 at 0, .1, .2, .3, .4, .5, of this leg and of the hybrid
# search: Cranfield .380 .378 .384 .385 .386 .383 and .431 .430 .432 .436 .434 .430; SQuAD 2, 600 queries,
# .897 .900 .901 .901 .901 .901 and .917 .920 .923 .924 .923 .921; XQuAD moves by less than .001.
NEIGHBOUR_WEIGHT = 0.3
# What a word counts for in a row with the passages beside it; the rest is for the row alone. nDCG@10 of the hybrid
# search at 0, .2, .33, .4, .5: Cranfield .436 .439 .440 .440 .440; XQuAD, 600 queries, .982 .983 .983 .984 .983;
# SQuAD 2, 600, .923 .924 .925 .925 .925; JSQuAD, 300, .955 .957 .958 .958 .962. Of this leg alone at 0 and .4:
# Cranfield .385 .387, XQuAD .972 .975, SQuAD 2 .893 .893, JSQuAD .953 .962.
CONTEXT_WEIGHT = 0.4


def write(
    folder: Path,
    texts: Iterable[str],
    named: Callable[[str], Mapping[str, int]] = lambda _: MappingProxyType({}),
    documents: Sequence[Sequence[int]] | None = None,
) -> None:
    """Write the index of ``texts``, each as ``lexical.weighted`` gives it, into the new ``folder``: the n-th as row n.

    ``named`` gives the words by which the names in a text are indexed besides; they do not lengthen it.
    ``documents`` are the rows of each document in reading order; if not given, each text is one of its own. Raises
    StorageError if the folder cannot be written.
    """
    lengths = array("i")
    single, beside, small = (Gathering(place) for place in (folder, folder / NEIGHBOURS, folder / FORMS))
    for text in texts:
        counts = Counter(lexical.words(text))
        lengths.append(counts.total())
        counts.update(named(text))
        single.add(counts)
        beside.add(Counter(lexical.neighbours(text)))
        small.add(Counter(forms(text)))
    for made in (single, beside, small):
        made.write()
    surroundings.write(folder, [[row] for row in range(len(lengths))] if documents is None else documents)
    arrays.save(folder / "lengths.npy", np.asarray(lengths))


def rarity(passages: int, holding: int) -> float:
    """How rare is what ``holding`` of so many ``passages`` have, as this index counts it; never negative.

    >>> round(rarity(3, 1), 6)
    0.980829
    """
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))


class LexicalIndex:
    """An open lexical index; it never changes, so threads may share it."""

    def __init__(
        self,
        postings: Postings,
        neighbours: Postings,
        forms: Forms,
        around: Surroundings,
        lengths: Integers,
        scope: Integers | None = None,
    ) -> None:
        """The index of these postings; only the rows in ``scope`` are searched if given, ascending."""
        self._postings = postings
        self._neighbours = neighbours
        self._forms = forms
        self._around = around
        self._lengths = lengths
        self._scope = scope

    @classmethod
    def open(cls, folder: Path) -> "LexicalIndex":
        """The index in ``folder``; DamageError if it cannot be read."""
        single, beside, small = Postings(folder), Postings(folder / NEIGHBOURS), Forms(Postings(folder / FORMS))
        return cls(single, beside, small, Surroundings.open(folder), arrays.load(folder / "lengths.npy"))

    def within(self, rows: Sequence[int]) -> "LexicalIndex":
        """The same as if only ``rows``, ascending, were indexed: every count and mean is of these alone."""
        scope = np.asarray(rows, dtype=np.int32)
        around = self._around.within(_mask(scope, len(self._lengths)))
        return LexicalIndex(self._postings, self._neighbours, self._forms, around, self._lengths, scope)

    def __len__(self) -> int:
        return len(self._lengths if self._scope is None else self._scope)

    @property
    def rows(self) -> list[int]:
        """The rows that are searched, ascending."""
        return list(range(len(self._lengths))) if self._scope is None else [int(row) for row in self._scope]

    def holding(self, word: str) -> int:
        """How many rows hold ``word``, given as ``lexical.words`` gives it."""
        return len(self._pairs(word)[0])

    def includes(self, row: int) -> bool:
        """Whether ``row`` is searched."""
        return self._searched is None or bool(self._searched[row])

    def share_held(self, query: str) -> float:
        """How many of the words that say what ``query`` is about some row holds, from 0 to 1."""
        asked = lexical.topic_words(query)
        return sum(map(bool, map(self.holding, asked))) / max(1, len(asked))

    def written(self, form: str) -> int:
        """How many rows hold ``form`` in small letters, just so."""
        return self._number(self._forms.rows(form))

    def is_word(self, small: str, name: str) -> bool:
        """Whether more rows hold ``small``, in small letters, than hold the name that it stands for in capitals.

        ``name`` is the word by which that is indexed (index/concepts.py).
        """
        return self.written(small) > self.holding(name)

    def holds(self, word: str) -> bool:
        """Whether some row holds ``word``, given as it is written, in some form."""
        return any(self.holding(one) for one in lexical.words(word))

    def mended(self, word: str) -> str | None:
        """What a word in small letters that no row holds was meant to be; None if nothing is near."""
        return self._forms.mended(word, self._number)

    def search(
        self,
        query: str,
        k: int,
        rows: Sequence[int] | None = None,
        neighbour_weight: float = NEIGHBOUR_WEIGHT,
        context_weight: float = CONTEXT_WEIGHT,
        names: Sequence[str] = (),
    ) -> list[Scored]:
        """The ``k`` rows that hold the most telling words of ``query``, best first, ties by row.

        A row needs one of the words to be found, or one of the ``names``, given as they are indexed; the words of the
        query are never read as an operator. Only ``rows`` are found if given, but rarity is counted over all.
        """
        scores = np.zeros(len(self._lengths))
        asked = Counter((*lexical.topic_words(query), *names))
        held = [(times, self._pairs(word)) for word, times in asked.items()]
        for times, pairs in held:
            self._add(scores, (1 - context_weight) * times, *pairs)
        for pair, times in Counter(lexical.neighbours(query)).items():
            self._add(scores, neighbour_weight * times, *self._among_searched(*self._neighbours.of(pair)))
        found = np.flatnonzero(scores != 0)  # three times as fast as without the comparison
        if rows is not None:
            found = np.intersect1d(found, np.asarray(rows, dtype=found.dtype), assume_unique=True)
        for times, pairs in held:
            self._add_context(scores, context_weight * times, *pairs)
        return _best(found, np.round(scores[found], DIGITS), k)

    def scores(self, query: str, row: int, text: str) -> NDArray[np.float64]:
        """What every row scores for ``query`` by its words alone, if ``row`` held ``text``, given as to ``write``."""
        scores = np.zeros(len(self._lengths))
        counts = Counter(lexical.words(text))
        slack = _slack(np.array(counts.total()), self._mean)
        own = 0.0
        for word, times in Counter(lexical.topic_words(query)).items():
            held_in, held = self._pairs(word)
            self._add(scores, times, held_in, held)
            own += times * self._rarity(len(held_in)) * float(_weight(np.array(counts[word]), slack))
        scores[row] = own
        return scores.round(DIGITS)

    def rows_with(self, phrase: str) -> list[int]:
        """The rows that hold every word of ``phrase``, ascending: all that can hold it, and perhaps more."""
        found = np.arange(len(self._lengths)) if self._scope is None else self._scope
        for word in dict.fromkeys(lexical.certain(phrase)):
            found = np.intersect1d(found, self._pairs(word)[0], assume_unique=True)
        return [int(row) for row in found]

    def _add(self, scores: NDArray[np.float64], share: float, held_in: Integers, held: Integers) -> None:
        """Add to the scores of the rows ``held_in`` what holding a word or a pair so often is worth."""
        if len(held_in):
            scores[held_in] += share * self._rarity(len(held_in)) * _weight(held, self._slack[held_in])

    def _add_context(self, scores: NDArray[np.float64], share: float, held_in: Integers, held: Integers) -> None:
        """Add what it is worth to each row that a word, so often in the rows ``held_in``, stands in it or beside it."""
        if not len(held_in):
            return
        times = self._around.summed(held_in, held)
        near = np.flatnonzero(times != 0)
        scores[near] += share * (self._rarity(len(near)) * _weight(times[near], self._wide_slack[near]))

    def _number(self, rows: Integers) -> int:
        return len(rows) if self._searched is None else int(self._searched[rows].sum())

    def _pairs(self, word: str) -> tuple[Integers, Integers]:
        return self._among_searched(*self._postings.of(word))

    def _among_searched(self, held_in: Integers, held: Integers) -> tuple[Integers, Integers]:
        if self._searched is None:
            return held_in, held
        kept = self._searched[held_in]
        return held_in[kept], held[kept]

    def _rarity(self, holding: int) -> float:
        return rarity(len(self), holding)

    @cached_property
    def _searched(self) -> NDArray[np.bool_] | None:
        """Of each row whether it is searched; None if all are."""
        return None if self._scope is None else _mask(self._scope, len(self._lengths))

    @cached_property
    def _slack(self) -> NDArray[np.float64]:
        """What each row's length does to its words."""
        return _slack(self._lengths, self._mean)

    @cached_property
    def _mean(self) -> float:
        """How many words a row has on average."""
        lengths = self._lengths if self._scope is None else self._lengths[self._scope]
        return float(lengths.sum(dtype=np.int64)) / max(len(lengths), 1)

    @cached_property
    def _wide_slack(self) -> NDArray[np.float64]:
        """The same of each row with the two beside it."""
        searched = np.arange(len(self._lengths)) if self._scope is None else self._scope
        lengths = self._around.summed(searched, self._lengths[searched])
        return _slack(lengths, float(lengths[searched].sum()) / max(len(searched), 1))


def _slack(lengths: NDArray[Any], mean: float) -> NDArray[np.float64]:
    """k1 · (1 - b + b · d / m) of texts of these lengths, of which one has ``mean`` words on average."""
    return np.asarray(K1 * (1 - B + B * (lengths / mean)))


def _weight(times: NDArray[Any], slack: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(times * (K1 + 1) / (times + slack))


def _mask(rows: Integers, count: int) -> NDArray[np.bool_]:
    mask = np.zeros(count, dtype=np.bool_)
    mask[rows] = True
    return mask


def _best(rows: Integers, scores: NDArray[np.float64], k: int) -> list[Scored]:
    if len(rows) > k:
        in_reach = scores >= np.partition(scores, -k)[-k]
        rows, scores = rows[in_reach], scores[in_reach]
    order = np.lexsort((rows, -scores))[:k]
    return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))
