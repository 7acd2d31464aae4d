"""What the leading hits say to a question or to one part of it: quotations, short answers in them, or why none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.definitions import definitions
from corpus.records import Citation, Span
from index.arrays import Vectors
from index.asked import STRICT, Asked
from index.choice import Choice, choose
from index.citing import citation
from index.confidence import Signals, packaged_weights, signals
from index.evidence import Evidence, weigh
from index.examining import examined
from index.explanation import explain
from index.labels import SURE, bearing, labelled, less_label, spelt_out, with_label
from index.naming import with_names, written_as_names
from index.nearest import nearest
from index.outline import Quote
from index.question import Question
from index.reader import Reader
from index.searcher import Hit, Searcher
from index.short import short_answer
from index.standing import Standing


@dataclass(frozen=True, slots=True)
class Found:
    """What one part of a question has found.

    ``rivals`` are the citations that give different values for one fact; ``marks`` where in a quote the short answer
    stands. ``explanation`` is empty exactly if there are citations. ``signals`` are what ``confidence`` was told from.
    ``nearest`` quotes what comes nearest where there is an explanation; it answers nothing. ``alone`` is what was found
    and is not told, since it is one side of a comparison whose other side is missing.
    """

    question: str
    citations: tuple[Citation, ...]
    rivals: tuple[Citation, ...]
    marks: Mapping[Citation, tuple[Span, ...]]
    confidence: float
    explanation: str
    signals: Signals | None = None
    nearest: tuple[Citation, ...] = ()
    alone: bool = False

    def without_citations(self, confidence: float, explanation: str) -> "Found":
        """The same as if nothing had been found that is sure enough; ``explanation`` is why, if something had been."""
        bare = replace(self, citations=(), rivals=(), marks={}, confidence=confidence)
        return replace(bare, explanation=explanation, alone=True) if self.citations else bare


def find(
    searcher: Searcher,
    question: Question,
    leading: Sequence[Hit],
    vector: Vectors,
    standing: Standing,
    least: float | None = None,
    but: Sequence[Citation] = (),
) -> Found:
    """What ``leading``, the hits of the whole question, say to this part; ``vector`` is the whole question's.

    ``but`` are citations of what is not to be quoted again: the other side of a comparison.
    Nothing is quoted that is less sure than ``least`` (default: the threshold of the packaged weights).
    """
    # A figure or a name of the wrong thing looks most like an answer; who writes capitals has marked the names himself.
    if question.asked in STRICT and question.text[1:].islower():
        question = with_names(question, written_as_names(searcher, question.terms))
    question = less_label(searcher, question, leading)
    reader = Reader(searcher, question, searcher.vocabulary)
    if question.asked is Asked.DEFINITION:
        leading = _with_notes(reader, leading)
    quoted = {(one.document_id, one.span) for one in but}
    weighed = tuple(
        one for one in weigh(reader, leading, vector) if (one.hit.passage.document_id, one.spans[-1]) not in quoted
    )
    judged: tuple[Evidence, ...] = ()
    if part := labelled(reader, leading) or (() if any(one.sound for one in weighed) else spelt_out(reader, leading)):
        choice, told, confidence = Choice(part), None, SURE
    else:
        judged = examined(reader, bearing(reader, weighed))
        choice, told, confidence = _chosen(reader, judged, leading, standing, least)
    if choice.quotes:
        return _answered(reader, choice, judged, confidence, told)
    near = tuple(_cite(reader, quote) for quote in nearest(reader, weighed, judged))
    return Found(question.text, (), (), {}, confidence, explain(reader, weighed, leading), told, near)


def _answered(
    reader: Reader, choice: Choice, judged: Sequence[Evidence], confidence: float, told: Signals | None
) -> Found:
    """What is quoted, with the short answers in it; ``told`` are the signals of ``confidence``."""
    citations = tuple(_cite(reader, quote) for quote in choice.quotes)
    marked = choice.rivals or choice.answering
    marks = {
        cited: (mark,)
        for quote, cited in zip(choice.quotes, citations, strict=True)
        if quote in marked and (mark := _mark(reader, quote, cited, judged))
    }
    rivals = tuple(one for quote, one in zip(choice.quotes, citations, strict=True) if quote in choice.rivals)
    return Found(reader.question.text, citations, rivals, marks, confidence, "", told)


def _cite(reader: Reader, quote: Quote) -> Citation:
    return citation(reader.document(quote.passage.document_id), quote.passage, quote.span, quote.section)


def _chosen(
    reader: Reader, weighed: Sequence[Evidence], leading: Sequence[Hit], standing: Standing, least: float | None
) -> tuple[Choice, Signals | None, float]:
    """What to quote of ``weighed``, if it is sure enough; what that was told from, and how sure it is."""
    choice = choose(reader, weighed, leading, standing)
    told = signals(reader, weighed, leading) if choice.quotes else None
    weights = packaged_weights(examined=bool(told and told.examined is not None))
    confidence = weights.probability(told) if told else 0.0
    if told and _spells_out(reader, choice):
        confidence = max(confidence, SURE)
    if confidence < (weights.threshold if least is None else least):
        choice = Choice()
    return replace(choice, quotes=with_label(reader, choice.quotes)), told, confidence


def _spells_out(reader: Reader, choice: Choice) -> bool:
    """Whether what is quoted defines the acronym that is asked for: "Coast Guard (CG)"."""
    if reader.question.asked is not Asked.EXPANSION:
        return False
    asked = {name.said for name in reader.question.names if name.said.isupper()}
    if len(asked) != 1:
        return False
    quoted = (quote.span.of(reader.document(quote.passage.document_id).text) for quote in choice.quotes)
    return any(one.short in asked for words in quoted for one in definitions(" ".join(words.split())))


def _mark(reader: Reader, quote: Quote, cited: Citation, judged: Sequence[Evidence]) -> Span | None:
    """Where in what is quoted the short answer stands."""
    if quote.cell:
        return quote.cell.shifted(-quote.span.start)
    of_document = (one for one in judged if one.hit.passage.document_id == quote.passage.document_id)
    told = [one for one in of_document if one.words and quote.span.contains(one.words) and (one.examined or 0.0) > 0]
    words = told[0].words if told else None
    return short_answer(reader.question, cited.quote, reader.share, words and words.shifted(-quote.span.start))


def _with_notes(reader: Reader, leading: Sequence[Hit]) -> list[Hit]:
    """``leading`` and the footnotes that they cite: a note explains a word that it need not repeat."""
    held = {hit.passage.passage_id for hit in leading}
    return [
        *leading,
        *(
            replace(hit, passage=passage)
            for hit in leading
            for passage in reader.passages(hit.passage.document_id)
            if passage.passage_id in hit.passage.notes and passage.passage_id not in held
        ),
    ]
