"""Hits to an answer: choose sentences, quote them verbatim, or say what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.records import Citation, Span
from corpus.store import Store
from corpus.vocabulary import packaged_vocabulary
from index.arrays import Vectors
from index.concepts import Understood
from index.confidence import Signals
from index.explanation import alone
from index.finding import Found, find
from index.parts import compares, parts
from index.question import Question, read_question
from index.searcher import NO_FILTERS, Given, Hit, Mode, Searcher
from index.standing import Standing, as_of, standing
from index.tally import consult
from index.totals import Total
from index.verify import misquoted, verify

MOST_PARTS = 8  # of a question that are looked for: each takes as long as a question by itself
_UNSOUGHT = f"Not looked for: of one question the first {MOST_PARTS} parts are. Ask it by itself."
# Leading passages whose sentences are weighed: one of so many passages, at least and at most. Over three texts no right
# one comes behind the 12th; over 140 documents (10,893 passages) 24 answer five more of 360 questions than 12, and over
# 166 passages one of 130 less, since more of them look like an answer.
ONE_OF, FEWEST, MOST = 200, 12, 24


class Status(StrEnum):
    """Whether the corpus answers the question."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer and the positions, from 0, of its citations in ``Answer.citations``.

    ``marks`` are the short answers inside ``text``; ``superseded_by`` is the document that replaces the one quoted.
    """

    text: str
    citations: tuple[int, ...]
    marks: tuple[Span, ...] = ()
    superseded_by: str | None = None


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

    ``computed`` are sums over the facts that are cited, which no document says (index/totals.py).
    ``conflicts`` are the positions of sentences that give different values for one fact.
    ``parts`` are given for a question that asks several things; it is answered if one of them is.
    ``understood`` is what of the question was taken otherwise than it was written. ``signals`` are what ``confidence``,
    that of the surest part, was told from; None where nothing was near enough to ask, and for answers of the register.
    ``nearest`` quotes, where nothing is answered, the sentences that come nearest to it: they are no answer.
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
    conflicts: tuple[tuple[int, ...], ...] = ()
    computed: tuple[Total, ...] = ()
    signals: Signals | None = None
    nearest: tuple[Citation, ...] = ()


def answer(
    searcher: Searcher, text: str, k: int = 10, filters: Given = NO_FILTERS, least: float | None = None
) -> Answer:
    """The answer to the question ``text``: sentences of the corpus, verbatim, or ``not_found`` and why.

    ``passages`` are the best ``k``; ``filters``, quoted phrases and exclusions narrow both. Each quotation has been
    compared with the stored document. Nothing less sure than ``least`` is answered (default: the threshold of the
    packaged weights). Raises as ``Searcher.search`` does, and DamageError if a quotation is not in its document.
    """
    plain, moment = as_of(text)
    asked = searcher.understand(plain, filters)
    question, stand = read_question(asked.text, searcher.vocabulary), standing(searcher, moment)
    breadth = min(MOST, max(FEWEST, searcher.passages // ONE_OF))
    hits = searcher.search(asked, max(k, breadth), Mode.HYBRID, filters)
    leading, vector = stand.there(_spread(hits[:breadth])), searcher.encoder.encode_query(asked.text)
    told = consult(searcher, plain) if not filters and not moment else None
    found = [told[0]] if told else _found(searcher, question, leading, vector, stand, least)
    citations = tuple(dict.fromkeys(citation for one in found for citation in one.citations))
    surest = max(found, key=lambda one: one.confidence)
    sentences = tuple(_sentence(number, found, citations, stand) for number in range(len(citations)))
    why, near = ("", ()) if sentences else _missing(searcher.reason(asked, filters), found)
    made = Answer(
        question=text,
        status=Status.ANSWERED if sentences else Status.NOT_FOUND,
        answer=" ".join(" ".join(sentence.text.split()) for sentence in sentences),
        confidence=surest.confidence,
        sentences=sentences,
        citations=citations,
        passages=hits[:k],
        explanation=why,
        generation=searcher.generation,
        understood=asked.understood,
        parts=tuple(_part(one, citations) for one in found) if len(found) > 1 else (),
        conflicts=tuple(tuple(map(citations.index, one.rivals)) for one in found if one.rivals),
        computed=told[1] if told else (),
        signals=surest.signals,
        nearest=near,
    )
    return verified(made, searcher.store)


def _found(
    searcher: Searcher,
    question: Question,
    leading: Sequence[Hit],
    vector: Vectors,
    stand: Standing,
    least: float | None,
) -> list[Found]:
    """What each part has found; of more than ``MOST_PARTS`` the last are not looked for."""
    asked_for = parts(question, searcher.vocabulary)
    sought = [find(searcher, part, leading, vector, stand, least) for part in asked_for[:MOST_PARTS]]
    found = [*sought, *(Found(part.text, (), (), {}, 0.0, _UNSOUGHT) for part in asked_for[MOST_PARTS:])]
    return _sides(searcher, asked_for, found, leading, vector, stand, least) if compares(question) else found


def _sides(
    searcher: Searcher,
    asked_for: Sequence[Question],
    found: Sequence[Found],
    leading: Sequence[Hit],
    vector: Vectors,
    stand: Standing,
    least: float | None,
) -> list[Found]:
    """What two sides of a comparison have ``found``, by two sentences; nothing at all if either has found nothing."""
    one, other = found
    if one.citations and one.citations == other.citations:
        again = find(searcher, asked_for[1], leading, vector, stand, least, one.citations)
        other = again if again.citations else other
    if one.citations and other.citations:
        return [one, other]
    least_sure = min(one.confidence, other.confidence)
    return [
        side.without_citations(least_sure, alone(question)) for side, question in zip(found, asked_for, strict=True)
    ]


def _missing(reason: str, found: Sequence[Found]) -> tuple[str, tuple[Citation, ...]]:
    """Why nothing is answered, and what comes nearest; a filter or phrase that nothing matches is ``reason`` enough.

    What is missing is said before what was found and stays alone for that.
    """
    if reason:
        return reason, ()
    reasons = dict.fromkeys(one.explanation for one in sorted(found, key=lambda one: one.alone) if one.explanation)
    return " ".join(reasons), tuple(dict.fromkeys(citation for one in found for citation in one.nearest))


def _sentence(number: int, found: Sequence[Found], citations: Sequence[Citation], stand: Standing) -> Sentence:
    citation = citations[number]
    marks = {mark for one in found for mark in one.marks.get(citation, ())}
    return Sentence(citation.quote, (number,), _apart(marks), stand.superseded_by(citation.document_id))


def _apart(marks: Iterable[Span]) -> tuple[Span, ...]:
    """``marks`` in order, those that overlap as one: "2006" and "in Singapore in 2006" answer two parts of a question.

    >>> _apart([Span(20, 24), Span(7, 24), Span(0, 3)])
    (Span(start=0, end=3), Span(start=7, end=24))
    """
    apart: list[Span] = []
    for mark in sorted(marks):
        if apart and mark.overlaps(apart[-1]):
            mark = Span(apart[-1].start, max(mark.end, apart.pop().end))
        apart.append(mark)
    return tuple(apart)


def _part(found: Found, citations: Sequence[Citation]) -> Part:
    return Part(found.question, tuple(map(citations.index, found.citations)), found.explanation)


def verified(made: Answer, store: Store) -> Answer:
    """``made`` if all that it says stands in what it cites, and all that it cites in its documents; else not found.

    Raises MissingError if it cites a document that is not there.
    """
    texts = {one.document_id: store.document(one.document_id).text for one in (*made.citations, *made.nearest)}
    faults = list(misquoted((*made.citations, *made.nearest), texts))
    for sentence in made.sentences:  # a quotation passes at once; whatever else made it, no answer goes unchecked
        quotes = [made.citations[number].quote for number in sentence.citations]
        faults += verify(sentence.text, quotes, packaged_vocabulary())
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
        computed=(),
        nearest=(),
    )


def _spread(hits: Sequence[Hit]) -> list[Hit]:
    """Each passage of ``hits`` and its twins: the same words may answer under one heading and not under another."""
    return [replace(hit, passage=passage) for hit in hits for passage in (hit.passage, *hit.twins)]
