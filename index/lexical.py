"""The words of the lexical index (index/bm25.py): how text and queries are cut, folded and stemmed.

A word is a run of letters and digits, in compatibility form (NFKC), lower-cased, without accents, in American
spelling, by its English stem. Of a word with a hyphen the parts are words, and in a passage also the whole: nDCG@10 of
this leg on Cranfield .381, without the whole .381, with it in queries too .377. Writing that puts no spaces between
words is searched twice over: by its words (index/japanese.py) and by pairs of neighbouring characters, which also find
what no dictionary knows. nDCG@10 of this leg on the 4,442 questions of JSQuAD's validation set, 1,145 passages: pairs
.940, words .933 (on 2,000 of them, where pairs have .932), both .949.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

import Stemmer

from corpus.spelling import american
from index import japanese

VERSION = 7  # goes into a generation's digest: raise it when a word, a weight or the format changes

# How often each part is written. By the headings' weight from 0 to 3: nDCG@10 of this leg on Cranfield, whose abstracts
# have a heading each, .341 .381 .388 .391; mean reciprocal rank of the hybrid search on 51 development questions over
# documents with nested headings .845 .929 .940 .940. As a field of their own, summed, Cranfield .387 at best.
# The title's weight moves SQuAD 2, whose titles are whole articles', by .001 at most: .896 at 0, .897 from 1 to 4.
TITLE_TIMES = 1
HEADINGS_TIMES = 2
# Words that put a question rather than say what it is about; dropped from a query that has others, never from the
# index. nDCG@10 of this leg without and with them dropped: Cranfield .372 .381, XQuAD .967 .968, SQuAD 2 .893 .897.
# fmt: off
QUESTION_WORDS = frozenset((
    "a", "about", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it",
    "its", "me", "my", "no", "not", "of", "on", "or", "our", "s", "she", "should", "such", "t", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "to", "was", "we", "were", "what", "when", "where",
    "which", "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
))
# fmt: on
# Kana and Han, which are written without spaces between the words; the inside of a character class.
UNSPACED = (
    r"\u3005-\u3007\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
)
KEPT_WORDS = 20_000  # folded, and stemmed, once: 100,000 made building no faster, and hold 31 MB instead of 6
_RUN = re.compile(f"[{UNSPACED}]+")
# Where unspaced writing is wrapped, a line ends inside a word; an empty line ends a paragraph, and what stands there.
_WRAPPED = re.compile(rf"(?<=[{UNSPACED}])\n(?=[{UNSPACED}])")
_HYPHEN = r"[-\u2010]"
_TOKEN = re.compile(rf"[^\W_]+(?:{_HYPHEN}[^\W_]+)*")
_LATIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_STEMMER = Stemmer.Stemmer("english", 0)  # without its own cache, which threads cannot share


def weighted(title: str, path: Iterable[str], text: str) -> str:
    """The text that is indexed of one passage: its document's title, its headings and its own text, each so often.

    >>> weighted("CBA", ["4. Fields"], "Aid.")
    'CBA\\n\\n4. Fields\\n\\n4. Fields\\n\\nAid.'
    """
    return "\n\n".join([*[title] * TITLE_TIMES, *[*path] * HEADINGS_TIMES, text])


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
    kept = (word for word in _plain(text, wholes=False) if word not in QUESTION_WORDS and not _RUN.match(word))
    return [f"{first} {second}" for first, second in pairwise(stem(word) for word in kept)]


def topic_words(query: str) -> list[str]:
    """The words of ``query`` that say what it is about: without function words, unless it has nothing else.

    >>> topic_words("What are the fields of CBA?"), topic_words("To be or not to be")
    (['field', 'cba'], ['to', 'be', 'or', 'not', 'to', 'be'])
    """
    plain = list(_plain(query, wholes=False))
    return [stem(word) for word in plain if word not in QUESTION_WORDS] or [stem(word) for word in plain]


@lru_cache(KEPT_WORDS)
def stem(word: str) -> str:
    """The stem by which a folded word is indexed."""
    return str(_STEMMER.stemWord(word))


def certain(phrase: str) -> Iterator[str]:
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


@lru_cache(KEPT_WORDS)
def _folded(token: str) -> str:
    """A word with its case folded, without Latin accents, in American spelling."""
    word = token.casefold()
    if not word.isascii():
        marked = unicodedata.normalize("NFKD", word.translate(_LATIN))
        bare = "".join(sign for sign in marked if not unicodedata.combining(sign))
        word = bare if bare.isascii() else word
    return american(word)


def _spaced(text: str) -> str:
    """``text`` in compatibility form without soft hyphens, its unspaced writing unwrapped, cut into pairs and words."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return _RUN.sub(_cut, _WRAPPED.sub("", plain))


def _cut(run: re.Match[str]) -> str:
    characters = run.group()
    if len(characters) == 1:
        return f" {characters} "
    pairs = (characters[at : at + 2] for at in range(len(characters) - 1))
    return f" {' '.join((*pairs, *japanese.words(characters)))} "
