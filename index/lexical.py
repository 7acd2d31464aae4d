"""The lexical index: BM25 over stemmed words. The one file that knows tantivy.

On disk, a tantivy folder with two fields: ``row`` (a number, to give back and to narrow by) and ``words``. One field
holds title, headings and text, so that a word has one frequency and one rarity wherever it stands; headings count
more because they are written more often (see ``weighted``). BM25 is tantivy's: k1 = 1.2, b = 0.75, and
``ln(1 + (N - n + ½) / (n + ½))`` for a word in n of N passages.

A word is a run of letters and digits, in compatibility form (NFKC), lower-cased, without accents, by its English
stem. Writing that puts no spaces between words is searched twice over: by its words (index/japanese.py) and by pairs
of neighbouring characters, which also find what no dictionary knows. nDCG@10 of this leg on the 4,442 questions of
JSQuAD's validation set, 1,145 passages: pairs .940, words .933 (on 2,000 of them, where pairs have .932), both .950.
The index is .58 MB with pairs, .24 with words, .66 with both; building takes .5, .9 and 1.1 seconds.
"""

import re
import shutil
import unicodedata
import weakref
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import tantivy

from corpus.errors import DamageError, StorageError
from index import japanese
from index.fusion import Scored, best, ranked

VERSION = 2  # goes into a generation's digest: raise it when a word, a weight or the format changes

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
DIGITS = 4  # what is equal up to the noise of a float32 sum ties
HEAP = 500_000_000  # bytes before a segment is written out; only the number of segments depends on it, never a score
# Kana and Han, which are written without spaces between the words.
_UNSPACED = re.compile(
    r"[\u3005-\u3007\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+"
)


def weighted(title: str, path: Iterable[str], text: str) -> str:
    """The text that is indexed of one passage: its document's title, its headings and its own text, each so often.

    >>> weighted("CBA", ["4. Fields"], "Aid.")
    'CBA\\n4. Fields\\n4. Fields\\nAid.'
    """
    return "\n".join([*[title] * TITLE_TIMES, *[*path] * HEADINGS_TIMES, text])


def words(text: str) -> list[str]:
    """The words of ``text`` as they are indexed, in order.

    >>> words("Japan's ＯＤＡ funded 30 ships; 能力構築")
    ['japan', 's', 'oda', 'fund', '30', 'ship', '能力', '力構', '構築', '能力', '構築']
    """
    return _STEMMED.analyze(_spaced(text))


def topic_words(query: str) -> list[str]:
    """The words of ``query`` that say what it is about: without function words, unless it has nothing else.

    >>> topic_words("What are the fields of CBA?"), topic_words("To be or not to be")
    (['field', 'cba'], ['to', 'be', 'or', 'not', 'to', 'be'])
    """
    kept = " ".join(word for word in _PLAIN.analyze(_spaced(query)) if word not in FUNCTION_WORDS)
    return _STEMMED.analyze(kept) or words(query)


def write(folder: Path, texts: Iterable[str]) -> None:
    """Write the index of ``texts`` (each as ``weighted`` gives it) into the new ``folder``; the n-th becomes row n.

    Raises StorageError if the folder cannot be written.
    """
    folder.mkdir()
    try:
        index = _register(tantivy.Index(_SCHEMA, path=str(folder)))
        writer = index.writer(heap_size=HEAP, num_threads=1)  # one thread: one segment, and rows in their order
        for row, text in enumerate(texts):
            document = tantivy.Document()
            document.add_unsigned("row", row)
            document.add_text("words", _spaced(text))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    except ValueError as error:
        raise StorageError(
            f"{folder} cannot be written ({error}).", "Free some space, or set TENKYO_HOME elsewhere."
        ) from error


class LexicalIndex:
    """An open lexical index; it never changes, so threads may share it."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    @classmethod
    def open(cls, folder: Path) -> "LexicalIndex":
        """The index in ``folder``, or of a temporary copy where ``folder`` is read-only.

        Raises DamageError if it cannot be read, StorageError if it can neither be locked nor copied.
        """
        try:
            return cls(_searcher(folder))
        except ValueError as error:
            if "Lockfile" not in str(error):
                raise DamageError(
                    f"{folder} is not a readable index ({error}).", "Run 'tenkyo ingest' to rebuild it."
                ) from error
        return cls._of_copy(folder)

    @classmethod
    def _of_copy(cls, folder: Path) -> "LexicalIndex":
        """The index over a copy that is removed with it: tantivy needs a lock file even to read."""
        try:
            with ExitStack() as stack:
                copy = Path(stack.enter_context(TemporaryDirectory(prefix="tenkyo-")))
                for path in folder.iterdir():
                    if path.suffix != ".lock":
                        shutil.copyfile(path, copy / path.name)
                index = cls(_searcher(copy))
                weakref.finalize(index, stack.pop_all().close)
                return index
        except (OSError, ValueError) as error:
            raise StorageError(
                f"{folder} is read-only, and no temporary copy of it could be opened.",
                "Give this user the right to write there, or free some space for temporary files.",
            ) from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def holding(self, word: str) -> int:
        """How many rows hold ``word``, given as ``words`` gives it."""
        return int(self._searcher.doc_freq("words", word))

    def search(self, query: str, k: int, rows: Sequence[int] | None = None) -> list[Scored]:
        """The ``k`` rows that hold the most telling words of ``query``, best first, ties by row.

        A row needs one of the words to be found; the words of the query are never read as an operator. Only
        ``rows`` are looked at if given, but rarity is counted over the whole index.
        """
        clauses = [(tantivy.Occur.Should, _term(word)) for word in topic_words(query)]
        if not clauses:
            return []
        asked = tantivy.Query.boolean_query(clauses)
        if rows is not None:
            among = tantivy.Query.const_score_query(tantivy.Query.term_set_query(_SCHEMA, "row", list(rows)), 0.0)
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), (tantivy.Occur.Must, among)])
        return best(lambda n: self._ask(asked, n), k, len(self) if rows is None else len(rows))

    def _ask(self, asked: tantivy.Query, n: int) -> list[Scored]:
        hits = self._searcher.search(asked, limit=n, count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        return ranked((cast(int, row), round(score, DIGITS)) for row, (score, _) in zip(rows, hits, strict=True))


def _term(word: str) -> tantivy.Query:
    return tantivy.Query.term_query(_SCHEMA, "words", word, index_option="freq")


def _spaced(text: str) -> str:
    """``text`` in compatibility form, with unspaced writing cut into pairs of characters and into words."""
    return _UNSPACED.sub(_cut, unicodedata.normalize("NFKC", text))


def _cut(run: re.Match[str]) -> str:
    characters = run.group()
    if len(characters) == 1:
        return f" {characters} "
    pairs = (characters[at : at + 2] for at in range(len(characters) - 1))
    return f" {' '.join((*pairs, *japanese.words(characters)))} "


def _analyzer(*further: tantivy.Filter) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for step in (tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(), *further):
        builder = builder.filter(step)
    return builder.build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_text_field("words", tokenizer_name="stemmed", index_option="freq")
    return builder.build()


def _searcher(folder: Path) -> tantivy.Searcher:
    index = _register(tantivy.Index.open(str(folder)))
    index.config_reader("manual")  # a generation never changes: nothing to watch
    return index.searcher()


def _register(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer("stemmed", _STEMMED)
    return index


_PLAIN = _analyzer()
_STEMMED = _analyzer(tantivy.Filter.stemmer("english"))
_SCHEMA = _schema()
