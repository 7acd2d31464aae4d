"""Sentences of the leading passages as evidence: how well each answers, and whether it may."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.records import Kind, Passage, Span
from index import lexical
from index.question import Asked, Question, holds
from index.reader import Reader, Reading
from index.searcher import Hit

# What a sentence's score is made of. MEANING is the mean of two cosines with the question, the passage's (which hears
# the headings) and the sentence's own; WORDS the share of the question's words in the sentence, what it leans on and
# its headings; HEADING that in the last heading alone. Right first sentence on the development questions over the
# first corpus, before definitions and lists were told apart: words 0.5 43 of 52, 0.8 43, with heading 0.2 45; on 400
# of squad2-dev's development questions, without headings: .590 by meaning alone, .708 with words 0.5, .715 with 1.
MEANING, WORDS, HEADING = 1.0, 0.8, 0.2
# What makes a sentence the kind of thing that is asked for: it defines the asked word; it stands under a heading that
# names what is asked for; it enumerates, or is an example. Enough to outweigh a like-sounding neighbour, too little to
# lift a stranger: with all four the development questions go from 45 right to 51 of 52.
DEFINES, FOCUS, ENUMERATES, EXAMPLE = 0.3, 0.4, 0.1, 0.2
MOST = 24  # sentences whose own meaning is computed: those best by all the rest; more changed no development answer

_COPULA = (
    r"[\"”’'\s]*(?:\([^)]*\)[\"”’'\s]*)*,?\s*(?:which\s+|that\s+)?"
    r"(?:is|are|was|were|refers?\s+to|means?|denotes?|an?|the)\b"
)
_EXAMPLE = re.compile(r"\bexamples?\b|\bsuch as\b|\bfor instance\b|例えば|たとえば", re.IGNORECASE)
_NUMBERING = re.compile(r"^\W*\w{1,3}[.)]\s")
_ENUMERATION = re.compile(r"(?:[,;、・][^,;、・]+){2}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence, or one whole footnote, as evidence.

    ``spans`` are what is quoted: what it leans on, then itself. ``lacking`` are the names and figures that none of
    these carry; ``fits`` is whether it holds a thing of the kind asked for. ``score`` is about 0 to 2.5.
    """

    hit: Hit
    spans: tuple[Span, ...]
    heard: str
    lacking: tuple[str, ...]
    fits: bool
    score: float

    @property
    def sound(self) -> bool:
        """Whether it carries all that the question is tied to, and a thing of the kind asked for."""
        return self.fits and not self.lacking


def weigh(reader: Reader, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """The sentences of ``hits``, sound ones first, then by score; ties by passage id and place.

    Only the MOST most promising ones are weighed, sound ones before others.
    """
    question = reader.question
    vector = reader.searcher.encoder.encode_query(question.text)
    meanings = reader.searcher.likeness(vector, [hit.passage for hit in hits])
    found: list[tuple[Evidence, str]] = []
    for hit, meaning in zip(hits, meanings, strict=True):
        for spans in _units(hit.passage):
            reading = reader.read(hit.passage, spans[-1])
            text = " ".join(span.of(reader.document(hit.passage.document_id).text) for span in spans)
            score = MEANING * meaning / 2 + _fitness(reader, hit.passage, text, reading)
            fits = holds(question.asked, text, question.names)
            quoted = tuple(dict.fromkeys((*reading.spans[:-1], *spans)))
            found.append((Evidence(hit, quoted, reading.heard, reading.lacking, fits, score), " ".join(text.split())))
    found.sort(key=lambda one: _order(one[0]))
    leading = found[:MOST]
    own = reader.searcher.encoder.encode([text for _, text in leading]) @ vector if leading else ()
    weighed = [
        replace(one, score=round(one.score + MEANING * float(cosine) / 2, 6))
        for (one, _), cosine in zip(leading, own, strict=True)
    ]
    return tuple(sorted(weighed, key=_order))


def _units(passage: Passage) -> tuple[tuple[Span, ...], ...]:
    """What is weighed as one: each sentence by itself, but a footnote whole; a lone heading says nothing."""
    if passage.kind is Kind.HEADING:
        return ()
    if passage.kind is Kind.FOOTNOTE:
        return (passage.sentences,)
    return tuple((span,) for span in passage.sentences)


def _fitness(reader: Reader, passage: Passage, text: str, reading: Reading) -> float:
    """What words, headings and the kind of the question say of a sentence."""
    question = reader.question
    last = passage.path[-1] if passage.path else ""
    score = WORDS * reader.share(reading.heard) + HEADING * reader.share(last)
    score += FOCUS * _focused(question, last)
    if question.asked is Asked.LIST and (passage.kind is Kind.LIST or _ENUMERATION.search(text)):
        score += ENUMERATES
    if question.asked is Asked.DEFINITION and (_explains(reader, passage, last) or _defines(question, text)):
        score += DEFINES
    if question.asked is Asked.EXAMPLES and (passage.kind is Kind.CAPTION or _EXAMPLE.search(text)):
        score += EXAMPLE
    return score


def _focused(question: Question, heading: str) -> float:
    """How much of ``heading`` is the word for what is asked for, from 0 to 1: all of "(2) Fields" to "which fields"."""
    said = lexical.topic_words(_NUMBERING.sub("", heading))
    return sum(word in lexical.words(question.focus) for word in said) / len(said) if said else 0.0


def _explains(reader: Reader, passage: Passage, last: str) -> bool:
    """Whether ``passage`` is the footnote on all that the question asks about."""
    return passage.kind is Kind.FOOTNOTE and reader.share(last) == 1


def _defines(question: Question, text: str) -> bool:
    """Whether ``text`` says, in its first words or in a clause of its own, what the asked thing is."""
    said = [name.said for name in question.names] or [" ".join(question.terms)]
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w){_COPULA}", text, re.IGNORECASE) for one in said if one)


def _order(one: Evidence) -> tuple[bool, float, str, tuple[Span, ...]]:
    return not one.sound, -one.score, one.hit.passage.passage_id, one.spans
