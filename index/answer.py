"""Hits to an answer: choose sentences, quote them verbatim, or say what is missing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from corpus.errors import DamageError
from corpus.records import Citation, permalink
from corpus.store import Store
from corpus.vocabulary import Vocabulary, packaged_vocabulary
from index.asked import STRICT, Asked
from index.concepts import Understood
from index.evidence import Evidence, weigh
from index.explanation import explain
from index.outline import Quote, listed, outlined, pictured
from index.question import Question, read_question, with_names
from index.reader import Reader, written_as_names
from index.searcher import NO_FILTERS, Given, Hit, Mode, Searcher
from index.verify import misquoted, verify

BREADTH = 12  # leading passages whose sentences are weighed
NEAREST = 4  # leading passages under whose headings pictures are looked for
# The lowest score that answers. On the 200 development questions .75 refuses three more that could be answered, one of
# which .7 answers wrongly, and not one more that could not.
THRESHOLD = 0.7
MARGIN = 0.1  # how far behind the best a further sentence may be


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
class Answer:
    """What is answered, or why nothing is. ``explanation`` is empty exactly if the status is answered.

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


def answer(searcher: Searcher, text: str, k: int = 10, filters: Given = NO_FILTERS) -> Answer:
    """The answer to the question ``text``: sentences of the corpus, verbatim, or ``not_found`` and why.

    ``passages`` are the best ``k``; ``filters``, quoted phrases and exclusions narrow both. Each quotation has been
    compared with the stored document. Raises QuestionError as ``Searcher.search`` does, and DamageError if a
    quotation is not the document's own words.
    """
    asked = searcher.understand(text, filters)
    question = read_question(asked.text, searcher.vocabulary)
    hits = searcher.search(replace(asked, text=_expanded(question)), max(k, BREADTH), Mode.HYBRID, filters)
    if question.asked in STRICT:  # a figure or a name of the wrong thing looks most like an answer
        question = with_names(question, written_as_names(searcher, question.terms))
    reader = Reader(searcher, question, searcher.vocabulary)
    weighed = weigh(reader, _spread(hits[:BREADTH]))
    quotes = _choose(reader, weighed, hits)
    citations = tuple(_cite(reader, quote) for quote in quotes)
    sentences = tuple(Sentence(citation.quote, (number,)) for number, citation in enumerate(citations))
    made = Answer(
        question=text,
        status=Status.ANSWERED if quotes else Status.NOT_FOUND,
        answer=" ".join(" ".join(sentence.text.split()) for sentence in sentences),
        confidence=_confidence(weighed),
        sentences=sentences,
        citations=citations,
        passages=hits[:k],
        explanation="" if quotes else searcher.reason(asked, filters) or explain(reader, weighed, hits),
        generation=searcher.generation,
        understood=asked.understood,
    )
    return verified(made, searcher.store)


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
        made, status=Status.NOT_FOUND, answer="", confidence=0.0, sentences=(), citations=(), explanation=problem
    )


def _spread(hits: Sequence[Hit]) -> list[Hit]:
    """Each passage of ``hits`` and its twins: the same words may answer under one heading and not under another."""
    return [replace(hit, passage=passage) for hit in hits for passage in (hit.passage, *hit.twins)]


def _expanded(question: Question) -> str:
    """The question with the standing form of each name that was said otherwise, so that either form finds the other."""
    said = question.text.casefold()
    forms = [form for name in question.names if (form := " ".join(name.words)) not in said]
    return " ".join((question.text, *forms))


def _choose(reader: Reader, weighed: Sequence[Evidence], hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """What to quote, in order; nothing if no sound sentence scores THRESHOLD."""
    good = [one for one in weighed if one.sound and one.score >= THRESHOLD]
    asked = reader.question.asked
    if not good:
        return ()
    whole = pictured(reader, hits[:NEAREST]) if asked is Asked.EXAMPLES else ()
    if not whole and asked in (Asked.LIST, Asked.EXAMPLES):
        whole = outlined(reader, hits) or listed(good, reader)
    if whole:
        return whole
    chosen = [good[0]]
    for other in good[1:]:
        if other.score >= good[0].score - MARGIN and reader.adds(other.heard, chosen[0].heard):
            chosen.append(other)
            break
    quotes = [
        Quote(reader.holding(one.hit.passage, span), span, one.hit.passage.path) for one in chosen for span in one.spans
    ]
    return tuple({quote.span: quote for quote in quotes}.values())


def _cite(reader: Reader, quote: Quote) -> Citation:
    """The citation of ``quote``, compared with the stored document; DamageError if it is not the document's words."""
    document = reader.document(quote.passage.document_id)
    words = quote.span.of(document.text)
    if quote.passage.span.contains(quote.span):
        inside = quote.span.shifted(-quote.passage.span.start)
        if inside.of(quote.passage.text) != words:
            raise DamageError(f"Passage {quote.passage.passage_id} is not its document's text.", "Run 'tenkyo verify'.")
    page = next((page.number for page in document.pages if page.span.start <= quote.span.start < page.span.end), None)
    return Citation(
        document_id=document.document_id,
        title=document.title,
        publisher=document.publisher,
        source=document.source,
        section=quote.section,
        page=page,
        span=quote.span,
        quote=words,
        passage_id=quote.passage.passage_id,
        permalink=permalink(document, quote.span),
    )


def _confidence(weighed: Sequence[Evidence]) -> float:
    """How sure the best sound sentence is to answer, from 0 to 1: .5 at the threshold. Not calibrated yet."""
    best = max((one.score for one in weighed if one.sound), default=0.0)
    return round(1 / (1 + math.exp(-8 * (best - THRESHOLD))), 4) if best else 0.0


@cache
def _vocabulary() -> Vocabulary:
    return packaged_vocabulary()
