"""Passages of different documents that state different values for one fact: shown side by side, never blended."""

from collections.abc import Sequence

from corpus.records import Span
from index import lexical
from index.asked import NUMBER, Asked
from index.evidence import Evidence
from index.reader import Reader
from index.short import short_answer, values

VALUED = frozenset({Asked.AMOUNT, Asked.COUNT, Asked.DATE})
SAME = 0.6  # of the shorter sentence's words, figures aside, for two sentences to tell of the same


def rivals(reader: Reader, best: Evidence, others: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Those of ``others``, one a document, that tell of the same as ``best`` with another value.

    Two sentences tell of the same if both answer the question, and share their words but for the figures.
    """
    if reader.question.asked not in VALUED:
        return ()
    value = _value(reader, best)
    found: dict[str, Evidence] = {}
    for other in others:
        document = other.hit.passage.document_id
        if document == best.hit.passage.document_id or document in found or not value:
            continue
        against = _value(reader, other)
        if against and against != value and _overlap(_words(reader, best), _words(reader, other)) >= SAME:
            found[document] = other
    return tuple(found.values())


def _value(reader: Reader, evidence: Evidence) -> frozenset[str]:
    """The value that a sentence answers with; empty if it tells none, or several as likely."""
    text = _text(reader, evidence)
    short = short_answer(reader.question, text, reader.share)
    return values([short.of(text)]) if short else frozenset()


def _text(reader: Reader, evidence: Evidence) -> str:
    span: Span = evidence.spans[-1]
    return span.of(reader.document(evidence.hit.passage.document_id).text)


def _words(reader: Reader, evidence: Evidence) -> frozenset[str]:
    return frozenset(lexical.topic_words(NUMBER.sub(" ", _text(reader, evidence))))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
