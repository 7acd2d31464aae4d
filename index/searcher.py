"""The reader: one immutable generation, opened once and searched by any number of threads.

    query ─▶ narrow ─▶ lexical: BM25, the best 300 ──────────────────────┐
                    └▶ dense: cosine, the best 300, lifted by sentences ─┴▶ fuse ─▶ collapse twins ─▶ mix in kin ─▶ hits

Filters, quoted phrases and exclusions narrow before anything is ranked (index/narrowing.py). Searching writes nothing.
"""

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

import numpy as np

from corpus.errors import DamageError, QuestionError
from corpus.filters import is_unicode, read_filters
from corpus.format import AGAIN
from corpus.records import Passage, Span
from corpus.store import Lineage, Store
from corpus.vocabulary import Vocabulary, packaged_vocabulary
from index import layout, trial
from index.bm25 import LexicalIndex
from index.concepts import Concepts
from index.dense import DenseIndex
from index.encoder import Encoder, Vectors
from index.examiner import Examiner
from index.fusion import Scored, dense_weight, fuse, weight_for
from index.narrowing import allowed, reason
from index.query import Query, read_query, understand
from index.recipe import RECIPE, Recipe
from index.register import Register
from index.rerank import KIN_AMONG, lifted, with_kin
from index.sentence_vectors import SentenceVectors
from index.trial import Trial
from index.twins import Twins

MOST_CHARACTERS = 10_000  # of a query: some five pages; more is a document, not a question
MOST_HITS = 1_000
KEPT_WORDS = 10_000
Given = Mapping[str, str | Sequence[str]]  # filters as they are asked for: one value for a key, or several
NO_FILTERS: Given = MappingProxyType({})


class Mode(StrEnum):
    """What decides the ranking: words, meaning, or both."""

    HYBRID = "hybrid"
    LEXICAL = "lexical"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found. Ranks start at 1; a higher score is better, and compares within one search only.

    ``twins`` are the other passages with the same text, in ascending order of passage id.
    """

    rank: int
    score: float
    passage: Passage
    twins: tuple[Passage, ...] = ()

    @property
    def elsewhere(self) -> tuple[tuple[Passage, Span], ...]:
        """All places where the same text stands besides the passage's own, each with the passage it belongs to."""
        own = [(self.passage, span) for span in self.passage.also]
        return (*own, *((twin, span) for twin in self.twins for span in (twin.span, *twin.also)))


class Searcher:
    """One open generation. Close it when done (it is a context manager)."""

    def __init__(
        self,
        generation: str,
        store: Store,
        lexical: LexicalIndex,
        dense: DenseIndex,
        sentences: SentenceVectors,
        encoder: Encoder,
        tried: Trial,
        recipe: Recipe = RECIPE,
        examiner: Examiner | None = None,
    ) -> None:
        self.tried = tried
        self.generation = generation
        self.store = store
        self.register = Register(store)
        self.encoder = encoder
        self.examiner = examiner
        tokens = lru_cache(KEPT_WORDS)(encoder.count_tokens)  # counting those of a question's words took 1 ms
        # The model has a token of its own for some 20,000 English words. A method would keep this searcher alive.
        self._is_word = lambda word: tokens(word) <= tokens("a")
        self._workers = ThreadPoolExecutor(os.cpu_count())  # for one leg while the caller's thread has the other
        self._lexical = lexical
        self._dense = dense
        self._sentences = sentences
        self._firsts = np.array([*store.rows.firsts(), len(sentences)], dtype=np.int64)
        self._recipe = recipe
        self._twins = Twins(store.rows.twins())
        self._vocabulary = packaged_vocabulary()
        self._concepts = Concepts(self._vocabulary, store.rows.definitions())
        self.vocabulary: Vocabulary = self._vocabulary.knowing(self._concepts.pairs(lexical.is_word))

    @classmethod
    def open(
        cls, home: Path, encoder: Encoder, recipe: Recipe = RECIPE, examiner: Examiner | None = None
    ) -> "Searcher":
        """A searcher over the live generation of ``home``, which is checked byte for byte, ranking by ``recipe``.

        ``examiner`` has a say in answers, not in what is found.

        Raises GenerationError if none is live, DamageError if it is not what was written, ModelError if it was made
        with another model.
        """
        manifest = layout.check_live(home, encoder)
        with layout.way_back(home):
            place = layout.folder(home, manifest.generation)
            store = Store.open_snapshot(place / layout.CORPUS)
            lexical, dense = LexicalIndex.open(place / layout.LEXICAL), DenseIndex.open(place / layout.DENSE)
            sentences = SentenceVectors.open(place / layout.SENTENCES)
            stored = sum(entry.passages for entry in store.catalogue())
            if not stored == len(lexical) == len(dense) == manifest.passages:
                raise DamageError(f"{place} holds {stored} passages, but its indexes do not.", AGAIN)
            tried = trial.read(place / layout.TRIAL)
            return cls(manifest.generation, store, lexical, dense, sentences, encoder, tried, recipe, examiner)

    def __enter__(self) -> "Searcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the generation's files."""
        self._workers.shutdown()
        self.store.close()

    @cached_property
    def lineage(self) -> tuple[Lineage, ...]:
        """When each document was published and what it supersedes."""
        return self.store.lineage()

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self._dense)

    @cached_property
    def dense_share(self) -> float:
        """What the dense leg counts for beside the lexical one, where its model reads the query, from 0 to 1."""
        return self._most_dense * self.tried.evenness(self._recipe.even)

    @property
    def _most_dense(self) -> float:
        return self.encoder.most_dense or self._recipe.dense_weight

    def passages_with(self, word: str) -> int:
        """How many passages hold ``word``, given as ``index.lexical.words`` gives it, in their text or headings."""
        return self._lexical.holding(word)

    def likeness(self, vector: Vectors, passage: Passage) -> tuple[float, tuple[float, ...]]:
        """The cosine of a query's vector with ``passage`` under its headings, and with each of its sentences alone."""
        row, first = self.store.rows.row_of(passage.passage_id)
        rows = range(first, first + len(passage.sentences))
        return self._dense.likeness(vector, [row])[0], tuple(self._sentences.likeness(vector, rows).tolist())

    def search(
        self, query: str | Query, k: int = 10, mode: Mode = Mode.HYBRID, filters: Given = NO_FILTERS
    ) -> tuple[Hit, ...]:
        """The best ``k`` passages of different texts for ``query``, best first, ties by passage id.

        A string is read as index/query.py describes, so that it may quote and leave out. Of a Query the signs have been
        read; one that ``understand`` gave is taken as it is, and what is added to its text counts for no length.
        ``filters`` narrow the search as corpus/filters.py describes: it finds what an index of only the passages that
        match would find, with the same scores if the dense leg counts for as much there (index/trial.py). Fewer hits if
        fewer are found; ``reason`` says why there is none. The hybrid mode ranks what either leg has among its best
        300, so it gives at most 600. Raises QuestionError for an empty or overlong query, one that only leaves out,
        a ``k`` outside 1 to 1,000, and a filter that is none.
        """
        asked, lexical = self._read(query, filters)
        _check_number(k)
        rows = allowed(asked, self.store, lexical)
        if rows is None and filters:
            rows = lexical.rows
        if rows is not None and not rows:
            return ()
        found = self._ranked(lexical, asked, k, Mode(mode), rows)
        return self._hits(self._twins.collapsed(found)[:k], rows)

    def understand(self, query: str | Query, filters: Given = NO_FILTERS) -> Query:
        """A query as ``search`` understands it: its signs read, its slips mended, its names known."""
        return self._read(query, filters)[0]

    def reason(self, query: str | Query, filters: Given = NO_FILTERS) -> str:
        """Which filter value or which phrase no passage has, or that none has all of them; empty if one has."""
        asked, lexical = self._read(query, filters)
        return reason(asked, read_filters(filters), self.store, self._vocabulary, lexical)

    def _read(self, query: str | Query, filters: Given) -> tuple[Query, LexicalIndex]:
        """The query, and the lexical index as if only what the filters leave were indexed."""
        if isinstance(query, str):
            _check_question(query)
        asked = read_query(query) if isinstance(query, str) else query
        if not asked.text.strip():
            raise QuestionError("The query only says what to leave out.", "Write also what to look for.")
        narrowed = read_filters(filters)
        lexical = self._lexical
        if narrowed:
            lexical = lexical.within(self.store.rows.matching(narrowed, self._vocabulary))
        return asked if asked.is_read else understand(asked, lexical, self._concepts, self._is_word), lexical

    def _ranked(
        self, lexical: LexicalIndex, query: Query, k: int, mode: Mode, rows: Sequence[int] | None
    ) -> list[Scored]:
        """The best rows for ``query``, ranked: enough for ``k`` different texts, if there are so many."""
        recipe = self._recipe

        def worded(n: int) -> list[Scored]:
            return lexical.search(query.text, n, rows, recipe.neighbour_weight, recipe.context_weight, query.names)

        if mode is Mode.LEXICAL:
            return self._twins.distinct(worded, k)

        def worded_and_weighed() -> tuple[list[Scored], float]:
            return self._twins.distinct(worded, recipe.depth), self._weight(lexical, query)

        words = self._workers.submit(worded_and_weighed) if mode is Mode.HYBRID else None
        vector = self.encoder.encode_query(query.meaning)

        def meant(n: int) -> list[Scored]:
            return self._likest(vector, n, rows)

        if words is None:
            return self._twins.distinct(meant, k)
        meaning = self._twins.distinct(meant, recipe.depth)
        said, weight = words.result()
        fused = self._twins.collapsed(fuse(said, meaning, weight, recipe.depth))[: max(k, KIN_AMONG)]
        read = min(1.0, weight / self._most_dense)  # kin are told by vectors: no more than the model reads
        return with_kin(fused, self._dense.at([row for row, _ in fused[:KIN_AMONG]]), recipe.kin_share * read)

    def _weight(self, lexical: LexicalIndex, query: Query) -> float:
        """What the dense leg counts for beside the lexical one."""
        letters = self.encoder.letters_a_token(query.text)
        weight = dense_weight(letters, self.dense_share, self._recipe.unread)
        return weight_for(weight, lexical.share_held(query.text))

    def _likest(self, vector: Vectors, n: int, rows: Sequence[int] | None) -> list[Scored]:
        """The ``n`` rows that are most like the vector of a query; those in reach are lifted by their sentences."""
        found = self._dense.search(vector, max(n, self._recipe.depth), rows)
        near, beyond = found[: self._recipe.depth], found[self._recipe.depth :]
        places = np.array([row for row, _ in near], dtype=np.int64)
        starts, counts = self._firsts[places], self._firsts[places + 1] - self._firsts[places]
        sentences = np.arange(counts.sum()) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        likeness = self._sentences.likeness(vector, sentences).astype(np.float32)
        return [*lifted(near, counts, likeness, self._recipe.sentence_share), *beyond][:n]

    def _hits(self, found: Sequence[Scored], rows: Sequence[int] | None) -> tuple[Hit, ...]:
        """The passages of these rows, each with its twins among ``rows``."""
        passages = self.store.rows.passages_at([row for row, _ in found])
        return tuple(
            Hit(rank, score, passage, self.store.rows.passages_at(self._twins.others(row, rows)))
            for rank, ((row, score), passage) in enumerate(zip(found, passages, strict=True), start=1)
        )


def _check_question(query: str) -> None:
    if not query.strip():
        raise QuestionError("The query is empty.", "Write a question or a few words.")
    if len(query) > MOST_CHARACTERS:
        raise QuestionError(
            f"The query has {len(query):,} characters; {MOST_CHARACTERS:,} is the most.", "Ask something shorter."
        )
    if not is_unicode(query):
        raise QuestionError("The query is not valid Unicode text.", "Write it in UTF-8.")


def _check_number(k: int) -> None:
    if not 1 <= k <= MOST_HITS:
        raise QuestionError(f"k is {k}; it goes from 1 to {MOST_HITS:,}.", "Ask for that many passages.")
