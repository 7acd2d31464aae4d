"""Sentences of the leading passages as evidence: what each carries, what it leans on, how well it answers.

A sentence is read under its headings, its document's title and its publisher. One that refers back
("This program has produced …") leans on the sentences before it for the names it lacks; one without a year of
its own stands in the year of the sentence before it. What is leaned on is quoted too.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.records import Document, Kind, Passage, Span, heading_line
from corpus.vocabulary import Vocabulary
from index import lexical
from index.constraints import Context, context, missing
from index.question import Question, holds
from index.searcher import Hit, Searcher

# The weight of matching words beside the cosine of the meaning. On squad2-dev's development questions (400
# answerable, the five passages nearest in meaning, 87 % of which hold the answer) the best sentence is right for
# .590 by cosine alone, .673 by words alone, .708 with 0.5, .715 with 1.0 and two more signals.
WORDS_WEIGHT = 0.5
REACH = 3  # sentences back that one may lean on

_REFERS_BACK = re.compile(
    r"^(?:[^\s]+\s+){0,5}?(?:it|its|this|these|those|they|their|such|both|the (?:said |above |joint )?"
    r"(?:project|program(?:me)?|fund|agreement|framework|cent(?:re|er)|initiative|map|convention|plan|statement|scheme|meeting|training|course"
    r"|organi[sz]ation|group|system|policy|strategy|parties|contracting parties|exercise))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence as evidence.

    ``spans`` are what is quoted: the sentence last, before it what it leans on. ``lacking`` are the names and
    figures that none of these carry; ``fits`` is whether the sentence holds a thing of the kind asked for.
    ``words`` is the share of the question's words, weighed by how rare they are, that stand in it or its headings.
    """

    hit: Hit
    spans: tuple[Span, ...]
    text: str
    lacking: tuple[str, ...]
    fits: bool
    meaning: float
    words: float

    @property
    def score(self) -> float:
        """How well it answers, higher is better; about 0 to 1.5."""
        return self.meaning + WORDS_WEIGHT * self.words

    @property
    def sound(self) -> bool:
        """Whether it carries all that the question is tied to."""
        return self.fits and not self.lacking


class Reader:
    """Reads sentences as evidence for one question over one generation."""

    def __init__(self, searcher: Searcher, question: Question, vocabulary: Vocabulary) -> None:
        self._searcher = searcher
        self._question = question
        self._vocabulary = vocabulary
        self._rarity = _rarity(searcher, question)
        self._documents: dict[str, Document] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}

    def weigh(self, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """Every sentence of ``hits``, sound ones first, then by score; ties by passage id and place."""
        sentences = [
            (hit, span) for hit in hits if hit.passage.kind is not Kind.HEADING for span in hit.passage.sentences
        ]
        if not sentences:
            return ()
        headed = [f"{self.headings(hit.passage)}\n{' '.join(self._text(hit, span).split())}" for hit, span in sentences]
        encoder = self._searcher.encoder
        meaning = np.round(encoder.encode(headed) @ encoder.encode_query(self._question.text), 6)
        found = [self._read(hit, span, float(cosine)) for (hit, span), cosine in zip(sentences, meaning, strict=True)]
        return tuple(sorted(found, key=lambda one: (not one.sound, -one.score, one.hit.passage.passage_id, one.spans)))

    def document(self, document_id: str) -> Document:
        """The document of that id, read once."""
        if document_id not in self._documents:
            self._documents[document_id] = self._searcher.store.document(document_id)
        return self._documents[document_id]

    def section(self, passage: Passage) -> tuple[Passage, ...]:
        """The passages of the same kind under the same headings as ``passage``, itself included, in order."""
        found = self.passages(passage.document_id)
        return tuple(one for one in found if (one.path, one.kind) == (passage.path, passage.kind))

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document in reading order, read once."""
        if document_id not in self._passages:
            self._passages[document_id] = self._searcher.store.passages_of(document_id)
        return self._passages[document_id]

    def absent(self) -> tuple[str, ...]:
        """What the question speaks of and no document here mentions, as it was said."""
        names = [
            name.said
            for name in self._question.names
            if any(not self._searcher.passages_with(stem) for stem in lexical.words(" ".join(name.words)))
        ]
        terms = [
            term
            for term in self._question.terms
            if not any(self._searcher.passages_with(stem) for stem in lexical.words(term))
        ]
        return (*names, *terms)

    def _read(self, hit: Hit, span: Span, meaning: float) -> Evidence:
        text = self._text(hit, span)
        frame = self._context(
            f"{self.headings(hit.passage)} › {self.document(hit.passage.document_id).publisher or ''}"
        )
        lacking = missing(self._question, self._context(text) | frame)
        leaned: list[Span] = []
        heard = f"{self.headings(hit.passage)} {text}"
        for earlier in self._leans_on(hit, span, lacking):
            words = earlier.of(self.document(hit.passage.document_id).text)
            still = tuple(one for one in lacking if one in missing(self._question, self._context(words)))
            if still != lacking or self.adds(words, heard):
                leaned.insert(0, earlier)
                heard = f"{heard} {words}"
                lacking = still
        names = self._question.names
        fits = holds(self._question.asked, text, names)
        return Evidence(hit, (*leaned, span), text, lacking, fits, meaning, self.share(heard))

    def _leans_on(self, hit: Hit, span: Span, lacking: tuple[str, ...]) -> Iterator[Span]:
        """The sentences before ``span`` that it may lean on, nearest first."""
        text = self.document(hit.passage.document_id).text
        referring = bool(_REFERS_BACK.match(span.of(text)))
        undated = any(_YEAR.search(one) for one in lacking) and not _YEAR.search(span.of(text))
        if hit.passage.kind is not Kind.BODY or not (referring or undated):
            return
        before = [one for passage in self.section(hit.passage) for one in passage.sentences if one.end <= span.start]
        for earlier in before[: -REACH - 1 : -1]:
            words = earlier.of(text)
            if referring or _YEAR.search(words):
                yield earlier
            referring = referring and bool(_REFERS_BACK.match(words))
            undated = undated and not _YEAR.search(words)
            if not (referring or undated):
                return

    def adds(self, words: str, heard: str) -> bool:
        """Whether ``words`` hold a word of the question that ``heard`` does not."""
        return self.share(f"{heard} {words}") > self.share(heard)

    def share(self, text: str) -> float:
        """How much of the question's words, weighed by rarity, stands in ``text``; 1 if it has no words."""
        stems = set(lexical.words(" ".join(self._context(text).words)))
        whole = sum(self._rarity.values())
        return sum(rare for stem, rare in self._rarity.items() if stem in stems) / whole if whole else 1.0

    def _context(self, text: str) -> Context:
        return context(text, self._vocabulary)

    def headings(self, passage: Passage) -> str:
        return heading_line(self.document(passage.document_id).title, passage.path)

    def _text(self, hit: Hit, span: Span) -> str:
        return span.of(self.document(hit.passage.document_id).text)


def _rarity(searcher: Searcher, question: Question) -> dict[str, float]:
    """The question's stems and how rare each is, as BM25 counts it: ln(1 + (N - n + 0.5) / (n + 0.5))."""
    wanted = (*question.terms, *(word for name in question.names for word in name.words))
    stems = dict.fromkeys(lexical.words(" ".join(wanted)))
    total = searcher.passages
    counts = {stem: searcher.passages_with(stem) for stem in stems}
    return {stem: math.log(1 + (total - count + 0.5) / (count + 0.5)) for stem, count in counts.items()}
