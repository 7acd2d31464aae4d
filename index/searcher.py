"""The reader: one immutable generation, opened once and searched by any number of threads.

    query ─▶ lexical: BM25, the best 100 ─┐
          └▶ dense: cosine, the best 100 ─┴▶ fuse ─▶ the best k ─▶ hits

Searching writes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from corpus.errors import DamageError, QuestionError
from corpus.records import Passage
from corpus.store import FILTERS, Store
from index import layout
from index.dense import DenseIndex
from index.encoder import Encoder, Vectors
from index.fusion import DEPTH, Scored, fuse
from index.lexical import LexicalIndex
from index.seal import MEND

MOST_CHARACTERS = 10_000  # of a query: some five pages; more is a document, not a question
MOST_HITS = 1_000
NO_FILTERS: Mapping[str, str] = MappingProxyType({})


class Mode(StrEnum):
    """What decides the ranking: words, meaning, or both."""

    HYBRID = "hybrid"
    LEXICAL = "lexical"
    DENSE = "dense"


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage found. Ranks start at 1; a higher score is better, and compares within one search only."""

    rank: int
    score: float
    passage: Passage


class Searcher:
    """One open generation. Close it when done (it is a context manager)."""

    def __init__(
        self,
        generation: str,
        store: Store,
        lexical: LexicalIndex,
        dense: DenseIndex,
        sentences: DenseIndex,
        encoder: Encoder,
    ) -> None:
        self.generation = generation
        self.store = store
        self.encoder = encoder
        self._lexical = lexical
        self._dense = dense
        self._sentences = sentences

    @classmethod
    def open(cls, home: Path, encoder: Encoder) -> "Searcher":
        """A searcher over the live generation of ``home``, which is checked byte for byte.

        Raises GenerationError if none is live, DamageError if it is not what was written, ModelError if it was made
        with another model.
        """
        manifest = layout.check_live(home, encoder)
        place = layout.folder(home, manifest.generation)
        store = Store.open_snapshot(place / layout.CORPUS)
        lexical, dense = LexicalIndex.open(place / layout.LEXICAL), DenseIndex.open(place / layout.DENSE)
        sentences = DenseIndex.open(place / layout.SENTENCES)
        stored = sum(entry.passages for entry in store.catalogue())
        if not stored == len(lexical) == len(dense) == manifest.passages:
            raise DamageError(f"{place} holds {stored} passages, but its indexes do not.", MEND)
        return cls(manifest.generation, store, lexical, dense, sentences, encoder)

    def __enter__(self) -> "Searcher":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the generation's files."""
        self.store.close()

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self._dense)

    def passages_with(self, word: str) -> int:
        """How many passages hold ``word``, given as ``index.lexical.words`` gives it, in their text or headings."""
        return self._lexical.holding(word)

    def likeness(self, vector: Vectors, passage: Passage) -> tuple[float, tuple[float, ...]]:
        """The cosine of a query's vector with ``passage`` under its headings, and with each of its sentences alone."""
        row, first = self.store.row_of(passage.passage_id)
        rows = range(first, first + len(passage.sentences))
        return self._dense.likeness(vector, [row])[0], tuple(self._sentences.likeness(vector, rows))

    def search(
        self, query: str, k: int = 10, mode: Mode = Mode.HYBRID, filters: Mapping[str, str] = NO_FILTERS
    ) -> tuple[Hit, ...]:
        """The best ``k`` passages for ``query``, best first, ties by passage id; fewer if fewer are found.

        ``filters`` narrows the search before anything is ranked; a value that no passage has finds nothing. The
        hybrid mode ranks what either leg has among its best 100, so it gives at most 200. Raises QuestionError for
        an empty or overlong query, a ``k`` outside 1 to 1,000 and a filter that is not one of ``FILTERS``.
        """
        _check_question(query, k, filters)
        mode = Mode(mode)
        rows = self.store.matching(filters) if filters else None
        if rows is not None and not rows:
            return ()
        found = self._ranked(query, k, mode, rows)[:k]
        passages = self.store.passages_at([row for row, _ in found])
        return tuple(
            Hit(rank, score, passage)
            for rank, ((_, score), passage) in enumerate(zip(found, passages, strict=True), start=1)
        )

    def _ranked(self, query: str, k: int, mode: Mode, rows: tuple[int, ...] | None) -> list[Scored]:
        if mode is Mode.LEXICAL:
            return self._lexical.search(query, k, rows)
        vector = self.encoder.encode_query(query)
        if mode is Mode.DENSE:
            return self._dense.search(vector, k, rows)
        return fuse(self._lexical.search(query, DEPTH, rows), self._dense.search(vector, DEPTH, rows))


def _check_question(query: str, k: int, filters: Mapping[str, str]) -> None:
    if not query.strip():
        raise QuestionError("The query is empty.", "Write a question or a few words.")
    if len(query) > MOST_CHARACTERS:
        raise QuestionError(
            f"The query has {len(query):,} characters; {MOST_CHARACTERS:,} is the most.", "Ask something shorter."
        )
    if not query.isascii() and any("\ud800" <= character <= "\udfff" for character in query):
        raise QuestionError("The query is not valid Unicode text.", "Write it in UTF-8.")
    if not 1 <= k <= MOST_HITS:
        raise QuestionError(f"k is {k}; it goes from 1 to {MOST_HITS:,}.", "Ask for that many passages.")
    unknown = sorted(set(filters) - set(FILTERS))
    if unknown:
        raise QuestionError(f"'{unknown[0]}' is not a filter.", f"The filters are {', '.join(FILTERS)}.")
