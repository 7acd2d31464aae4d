"""The lexical index: BM25 over stemmed words, of the whole corpus or as if only some rows of it were there.

One text holds title, headings and passage, so that a word has one frequency and one rarity wherever it stands;
headings count more because they are written more often (see ``weighted``). A word in n of N passages, of which one of
length d holds it t times, where the mean length is m, scores

    ln(1 + (N - n + ½) / (n + ½)) · t · (k1 + 1) / (t + k1 · (1 - b + b · d / m)),   k1 = 1.2, b = 0.75

(Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009, with Lucene's rarity, which is never negative).
N, n and m are counted over the rows that are searched, so that a filtered search scores as an index of these rows
alone would. That no library for lexical search offers, and it decided for postings of our own
(docs/decisions/0008-own-postings.md).

A word is a run of letters and digits, in compatibility form (NFKC), lower-cased, without accents, in American
spelling, by its English stem. Of a word with a hyphen the parts are words, and in a passage also the whole: nDCG@10 of
this leg on Cranfield .381, without the whole .381, with it in queries too .377. Writing that puts no spaces between
words is searched twice over: by its words (index/japanese.py) and by pairs of neighbouring characters, which also find
what no dictionary knows. nDCG@10 of this leg on the 4,442 questions of JSQuAD's validation set, 1,145 passages: pairs
.940, words .933 (on 2,000 of them, where pairs have .932), both .949.

Two neighbouring words of a query that are neighbours in a passage too count as one more word, at a weight of their own
(NEIGHBOUR_WEIGHT); words that put a question are passed over, so that "fields of cooperation" holds that pair.

On disk, a folder: the postings of the words (index/postings.py), names among them (index/concepts.py); in
``neighbours`` those of the neighbours, in ``forms`` those of the words as they are written in small letters
(index/forms.py); and ``lengths.npy``, how many words each row has, int32.
"""

import math
import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

import numpy as np
import Stemmer
from numpy.typing import NDArray

from corpus.spelling import american
from index import japanese, postings
from index.forms import Forms, forms
from index.fusion import Scored
from index.postings import Gathering, Integers, Postings

VERSION = 5  # goes into a generation's digest: raise it when a word, a weight or the format changes

# How often each part is written. By the headings' weight from 0 to 3: nDCG@10 of this leg on Cranfield, whose abstracts
# have a heading each, .341 .381 .388 .391; mean reciprocal rank of the hybrid search on 51 development questions over
# documents with nested headings .845 .929 .940 .940. As a field of their own, summed, Cranfield .387 at best.
# The title's weight moves SQuAD 2, whose titles are whole articles', by .001 at most: .896 at 0, .897 from 1 to 4.
TITLE_TIMES = 1
HEADINGS_TIMES = 2
# Words that put a question rather than say what it is about; dropped from a query that has others, never from the
# index. nDCG@10 of this leg without and with them dropped: Cranfield .372 .381, XQuAD .967 .968, SQuAD 2 .893 .897.
# fmt: off
FUNCTION_WORDS = frozenset((
    "a", "about", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it",
    "its", "me", "my", "no", "not", "of", "on", "or", "our", "s", "she", "should", "such", "t", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "to", "was", "we", "were", "what", "when", "where",
    "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
))
# fmt: on
NEIGHBOURS = "neighbours"
FORMS = "forms"  # the folder of the words as they are written
DIGITS = 4  # what is equal up to the noise of a sum ties
K1, B = 1.2, 0.75
# What a pair of neighbours counts for beside a word. nDCG@10 at 0, .1, .2, .3, .4, .5, of this leg and of the hybrid
# search: Cranfield .380 .378 .384 .385 .386 .383 and .431 .430 .432 .436 .434 .430; SQuAD 2, 600 queries,
# .897 .900 .901 .901 .901 .901 and .917 .920 .923 .924 .923 .921; XQuAD moves by less than .001.
NEIGHBOUR_WEIGHT = 0.3
# Kana and Han, which are written without spaces between the words; the inside of a character class.
UNSPACED = (
    r"\u3005-\u3007\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{UNSPACED}]+")
_HYPHEN = r"[-\u2010]"
_TOKEN = re.compile(rf"[^\W_]+(?:{_HYPHEN}[^\W_]+)*")
_LATIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_STEMMER = Stemmer.Stemmer("english", 0)  # without its own cache, which threads cannot share


def weighted(title: str, path: Iterable[str], text: str) -> str:
    """The text that is indexed of one passage: its document's title, its headings and its own text, each so often.

    >>> weighted("CBA", ["4. Fields"], "Aid.")
    'CBA\\n4. Fields\\n4. Fields\\nAid.'
    """
    return "\n".join([*[title] * TITLE_TIMES, *[*path] * HEADINGS_TIMES, text])


def words(text: str) -> list[str]:
    """The words of ``text`` as they are indexed, in order.

    >>> words("Japan's ＯＤＡ funded 30 co-operation programmes; 能力構築")
    ['japan', 's', 'oda', 'fund', '30', 'co', 'oper', 'cooper', 'program', '能力', '力構', '構築', '能力', '構築']
    """
    return [stem(word) for word in _plain(text, wholes=True)]


def neighbours(text: str) -> list[str]:
    """The pairs of neighbouring words of ``text``, function words and unspaced writing passed over.

    >>> neighbours("What are the fields of defence cooperation, 能力構築?")
    ['field defens', 'defens cooper']
    """
    kept = (word for word in _plain(text, wholes=False) if word not in FUNCTION_WORDS and not _RUN.match(word))
    return [f"{first} {second}" for first, second in pairwise(stem(word) for word in kept)]


def topic_words(query: str) -> list[str]:
    """The words of ``query`` that say what it is about: without function words, unless it has nothing else.

    >>> topic_words("What are the fields of CBA?"), topic_words("To be or not to be")
    (['field', 'cba'], ['to', 'be', 'or', 'not', 'to', 'be'])
    """
    plain = list(_plain(query, wholes=False))
    return [stem(word) for word in plain if word not in FUNCTION_WORDS] or [stem(word) for word in plain]


@lru_cache(100_000)
def stem(word: str) -> str:
    """The stem by which a folded word is indexed."""
    return str(_STEMMER.stemWord(word))


def write(
    folder: Path, texts: Iterable[str], named: Callable[[str], Mapping[str, int]] = lambda _: MappingProxyType({})
) -> None:
    """Write the index of ``texts`` (each as ``weighted`` gives it) into the new ``folder``; the n-th becomes row n.

    ``named`` gives the words by which the names in a text are indexed besides; they do not lengthen it. Raises
    StorageError if the folder cannot be written.
    """
    lengths = array("i")
    single, beside, small = Gathering(), Gathering(), Gathering()
    for text in texts:
        counts = Counter(words(text))
        lengths.append(counts.total())
        counts.update(named(text))
        single.add(counts)
        beside.add(Counter(neighbours(text)))
        small.add(Counter(forms(text)))
    single.write(folder)
    beside.write(folder / NEIGHBOURS)
    small.write(folder / FORMS)
    postings.save(folder / "lengths.npy", np.asarray(lengths))


class LexicalIndex:
    """An open lexical index; it never changes, so threads may share it."""

    def __init__(
        self, postings: Postings, neighbours: Postings, forms: Forms, lengths: Integers, scope: Integers | None = None
    ) -> None:
        """The index of these postings; only the rows in ``scope`` are searched if given, ascending."""
        self._postings = postings
        self._neighbours = neighbours
        self._forms = forms
        self._lengths = lengths
        self._scope = scope

    @classmethod
    def open(cls, folder: Path) -> "LexicalIndex":
        """The index in ``folder``; DamageError if it cannot be read."""
        single, beside = Postings(folder), Postings(folder / NEIGHBOURS)
        return cls(single, beside, Forms(Postings(folder / FORMS)), postings.load(folder / "lengths.npy"))

    def within(self, rows: Sequence[int]) -> "LexicalIndex":
        """The same as if only ``rows``, ascending, were indexed: every count and mean is of these alone."""
        scope = np.asarray(rows, dtype=np.int32)
        return LexicalIndex(self._postings, self._neighbours, self._forms, self._lengths, scope)

    def __len__(self) -> int:
        return len(self._lengths if self._scope is None else self._scope)

    @property
    def rows(self) -> list[int]:
        """The rows that are searched, ascending."""
        return list(range(len(self._lengths))) if self._scope is None else [int(row) for row in self._scope]

    def includes(self, row: int) -> bool:
        """Whether ``row`` is searched."""
        return self._searched is None or bool(self._searched[row])

    def holding(self, word: str) -> int:
        """How many rows hold ``word``, given as ``words`` gives it."""
        return len(self._pairs(word)[0])

    def written(self, form: str) -> int:
        """How many rows hold ``form`` in small letters, just so."""
        return self._number(self._forms.rows(form))

    def mended(self, word: str) -> str | None:
        """What a word in small letters was meant to be if no row holds it; None if one does, or nothing is near."""
        if any(self.holding(one) for one in words(word)):
            return None
        return self._forms.mended(word, self._number)

    def search(
        self,
        query: str,
        k: int,
        rows: Sequence[int] | None = None,
        neighbour_weight: float = NEIGHBOUR_WEIGHT,
        names: Sequence[str] = (),
    ) -> list[Scored]:
        """The ``k`` rows that hold the most telling words of ``query``, best first, ties by row.

        A row needs one of the words to be found, or one of the ``names``, given as they are indexed; the words of the
        query are never read as an operator. Only ``rows`` are found if given, but rarity is counted over all.
        """
        scores = np.zeros(len(self._lengths))
        for word, times in Counter((*topic_words(query), *names)).items():
            self._add(scores, times, *self._pairs(word))
        for pair, times in Counter(neighbours(query)).items():
            self._add(scores, neighbour_weight * times, *self._among_searched(*self._neighbours.of(pair)))
        found = np.flatnonzero(scores)
        if rows is not None:
            found = np.intersect1d(found, np.asarray(rows, dtype=found.dtype), assume_unique=True)
        return _best(found, np.round(scores[found], DIGITS), k)

    def rows_with(self, phrase: str) -> list[int]:
        """The rows that hold every word of ``phrase``, ascending: all that can hold it, and perhaps more."""
        found = np.arange(len(self._lengths)) if self._scope is None else self._scope
        for word in dict.fromkeys(_certain(phrase)):
            found = np.intersect1d(found, self._pairs(word)[0], assume_unique=True)
        return [int(row) for row in found]

    def _add(self, scores: NDArray[np.float64], share: float, held_in: Integers, held: Integers) -> None:
        """Add to the scores of the rows ``held_in`` what holding a word or a pair so often is worth."""
        if len(held_in):
            scores[held_in] += share * self._rarity(len(held_in)) * self._weight(held_in, held)

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
        return math.log(1 + (len(self) - holding + 0.5) / (holding + 0.5))

    def _weight(self, rows: Integers, times: Integers) -> NDArray[np.float64]:
        return np.asarray(times * (K1 + 1) / (times + K1 * (1 - B + B * self._lengths[rows] / self._mean)))

    @cached_property
    def _searched(self) -> NDArray[np.bool_] | None:
        """Of each row whether it is searched; None if all are."""
        if self._scope is None:
            return None
        searched = np.zeros(len(self._lengths), dtype=np.bool_)
        searched[self._scope] = True
        return searched

    @cached_property
    def _mean(self) -> float:
        lengths = self._lengths if self._scope is None else self._lengths[self._scope]
        return float(lengths.sum(dtype=np.int64)) / max(len(lengths), 1)


def _best(rows: Integers, scores: NDArray[np.float64], k: int) -> list[Scored]:
    if len(rows) > k:
        in_reach = scores >= np.partition(scores, -k)[-k]
        rows, scores = rows[in_reach], scores[in_reach]
    order = np.lexsort((rows, -scores))[:k]
    return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))


def _certain(phrase: str) -> Iterator[str]:
    """The words that every text with ``phrase`` is indexed by: of unspaced writing its pairs of characters only."""
    for run in re.findall(f"[{UNSPACED}]+|[^{UNSPACED}]+", unicodedata.normalize("NFKC", phrase)):
        if _RUN.match(run):
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        else:
            yield from map(stem, _plain(run, wholes=False))


def _plain(text: str, *, wholes: bool) -> Iterator[str]:
    """The words of ``text`` before they are stemmed; after the two parts of a word with a hyphen also its whole."""
    for token in _TOKEN.findall(_spaced(text)):
        if token.isalnum():
            yield _folded(token)
            continue
        parts = re.split(_HYPHEN, token)
        yield from map(_folded, parts)
        if wholes and len(parts) == 2 and all(map(str.isalpha, parts)):
            yield _folded("".join(parts))


@lru_cache(100_000)
def _folded(token: str) -> str:
    """A word with its case folded, without Latin accents, in American spelling."""
    word = token.casefold()
    if not word.isascii():
        marked = unicodedata.normalize("NFKD", word.translate(_LATIN))
        bare = "".join(sign for sign in marked if not unicodedata.combining(sign))
        word = bare if bare.isascii() else word
    return american(word)


def _spaced(text: str) -> str:
    """``text`` in compatibility form without soft hyphens, its unspaced writing cut into pairs and into words."""
    return _RUN.sub(_cut, unicodedata.normalize("NFKC", text).replace("\u00ad", ""))


def _cut(run: re.Match[str]) -> str:
    characters = run.group()
    if len(characters) == 1:
        return f" {characters} "
    pairs = (characters[at : at + 2] for at in range(len(characters) - 1))
    return f" {' '.join((*pairs, *japanese.words(characters)))} "
