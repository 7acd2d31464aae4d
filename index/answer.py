"""Hits to an answer: choose sentences, quote them verbatim, or say what is missing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from corpus.records import Citation
from corpus.store import Store
from corpus.vocabulary import Vocabulary, packaged_vocabulary
from index.asked import STRICT
from index.choice import THRESHOLD, choose
from index.citing import cite
from index.concepts import Understood
from index.encoder import Vectors
from index.evidence import Evidence, weigh
from index.explanation import explain
from index.parts import parts
from index.question import Question, read_question, with_names
from index.reader import Reader, written_as_names
from index.searcher import NO_FILTERS, Given, Hit, Mode, Searcher
from index.verify import misquoted, verify

BREADTH = 12  # leading passages whose sentences are weighed


class Status(StrEnum):
    """Whether the corpus answers the question."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the positions, from 0, of its citations in ``Answer.citations``."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that a question asks: the positions, from 0, of the sentences that answer it, or why not.

    ``explanation`` is empty exactly if there are sentences.
    """

    question: str
    sentences: tuple[int, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered, or why nothing is. ``explanation`` is empty exactly if the status is answered.

    ``parts`` are given for a question that asks several things; it is answered if one of them is.
    ``understood`` is what of the question was taken otherwise than it was written.
    """

    question: str
    status: Status
    answer: str
    confidence: float
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    passages: tuple[Hit, ...]
    explanation: str
    generation: str
    understood: tuple[Understood, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """What one part of a question has found."""

    question: Question
    citations: tuple[Citation, ...]
    confidence: float
    explanation: str


def answer(searcher: Searcher, text: str, k: int = 10, filters: Given = NO_FILTERS) -> Answer:
    """The answer to the question ``text``: sentences of the corpus, verbatim, or ``not_found`` and why.

    ``passages`` are the best ``k``; ``filters``, quoted phrases and exclusions narrow both. Each quotation has been
    compared with the stored document. Raises QuestionError as ``Searcher.search`` does, and DamageError if a
    quotation is not the document's own words.
    """
    asked = searcher.understand(text, filters)
    question = read_question(asked.text, searcher.vocabulary)
    hits = searcher.search(replace(asked, text=_expanded(question)), max(k, BREADTH), Mode.HYBRID, filters)
    leading, vector = _spread(hits[:BREADTH]), searcher.encoder.encode_query(asked.text)
    found = [_found(searcher, part, leading, vector) for part in parts(question, searcher.vocabulary)]
    citations = tuple(dict.fromkeys(citation for one in found for citation in one.citations))
    reasons = dict.fromkeys(one.explanation for one in found)
    sentences = tuple(Sentence(citation.quote, (number,)) for number, citation in enumerate(citations))
    made = Answer(
        question=text,
        status=Status.ANSWERED if sentences else Status.NOT_FOUND,
        answer=" ".join(" ".join(sentence.text.split()) for sentence in sentences),
        confidence=max(one.confidence for one in found) if sentences else min(one.confidence for one in found),
        sentences=sentences,
        citations=citations,
        passages=hits[:k],
        explanation="" if sentences else searcher.reason(asked, filters) or " ".join(reasons),
        generation=searcher.generation,
        understood=asked.understood,
        parts=tuple(_part(one, citations) for one in found) if len(found) > 1 else (),
    )
    return verified(made, searcher.store)


def _found(searcher: Searcher, question: Question, leading: Sequence[Hit], vector: Vectors) -> _Found:
    """What the ``leading`` hits of the whole question say to one part of it; ``vector`` is the whole question's."""
    if question.asked in STRICT:  # a figure or a name of the wrong thing looks most like an answer
        question = with_names(question, written_as_names(searcher, question.terms))
    reader = Reader(searcher, question, searcher.vocabulary)
    weighed = weigh(reader, leading, vector)
    quotes = choose(reader, weighed, leading)
    citations = tuple(cite(reader, quote) for quote in quotes)
    return _Found(question, citations, _confidence(weighed), "" if quotes else explain(reader, weighed, leading))


def _part(found: _Found, citations: Sequence[Citation]) -> Part:
    return Part(found.question.text, tuple(map(citations.index, found.citations)), found.explanation)


def verified(made: Answer, store: Store) -> Answer:
    """``made`` if all that it says stands in what it cites, and all that it cites in its documents; else not found.

    Raises MissingError if it cites a document that is not there.
    """
    texts = {one.document_id: store.document(one.document_id).text for one in made.citations}
    faults = list(misquoted(made.citations, texts))
    for sentence in made.sentences:
        quotes = [made.citations[number].quote for number in sentence.citations]
        faults += verify(sentence.text, quotes, _vocabulary())
    if not faults:
        return made
    problem = f"What was found could not be verified: {'; '.join(map(str, faults))}."
    return replace(
        made,
        status=Status.NOT_FOUND,
        answer="",
        confidence=0.0,
        sentences=(),
        citations=(),
        explanation=problem,
        parts=(),
    )


def _spread(hits: Sequence[Hit]) -> list[Hit]:
    """Each passage of ``hits`` and its twins: the same words may answer under one heading and not under another."""
    return [replace(hit, passage=passage) for hit in hits for passage in (hit.passage, *hit.twins)]


def _expanded(question: Question) -> str:
    """The question with the standing form of each name that was said otherwise, so that either form finds the other."""
    said = question.text.casefold()
    forms = [form for name in question.names if (form := " ".join(name.words)) not in said]
    return " ".join((question.text, *forms))


def _confidence(weighed: Sequence[Evidence]) -> float:
    """How sure the best sound sentence is to answer, from 0 to 1: .5 at the threshold. Not calibrated yet."""
    best = max((one.score for one in weighed if one.sound), default=0.0)
    return round(1 / (1 + math.exp(-8 * (best - THRESHOLD))), 4) if best else 0.0


@cache
def _vocabulary() -> Vocabulary:
    return packaged_vocabulary()
