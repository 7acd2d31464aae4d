"""Sentences of the leading passages as evidence: how well each answers, and whether it may."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.records import Kind, Passage, Span
from index import japanese
from index.announced import announced
from index.arrays import Vectors
from index.asked import Asked
from index.defining import defines
from index.demands import PICTURE
from index.fitting import ENUMERATION, fits_kind, fits_row, is_barred
from index.predicate import UNDOING
from index.question import Question
from index.reader import SAME_YEAR, Reader, Reading
from index.rows import MOVED, Row, is_header, read_row
from index.searcher import Hit

# What a sentence's score is made of. MEANING is the mean of two cosines with the question, the passage's (which hears
# the headings) and the sentence's own; WORDS the share of the question's words in the sentence, what it leans on and
# its headings; HEADING that in the last heading alone; FOUND the passage's own score as a hit. Then what makes a
# sentence the kind of thing that is asked for: it defines the asked word; it stands under a heading that names what is
# asked for; it enumerates, gives a reason, or is an example. A caption is rarely meant unless a picture is asked about,
# and of two sentences that hold the same the shorter one answers.
#
# The weights are those under which the right one of a question's sound sentences is likeliest to come first: softmax
# over them, held near earlier weights that were chosen by hand. Fitted on four of five question sets over the first
# corpus and tried on the fifth, in turn: 397 of 442 right, 388 by hand; no set lost. Rounded.
MEANING, WORDS, HEADING, FOUND = 1.2, 1.1, 0.2, 0.25
DEFINES, FOCUS, ENUMERATES, EXAMPLE, REASONS = 0.45, 0.4, 0.1, 0.2, 0.25
CAPTION, LENGTH = 0.15, 0.09  # what is taken off a caption, and off a sentence by the logarithm of its words
PICTURED = 0.35  # what a caption gains where the question speaks of a picture
UNDEFINED = 0.8  # what a sentence loses that does not say what a word means, where its definition is asked for
SCATTERED = 0.4  # what a sentence loses that has the words of a name, and has them nowhere beside each other
UNSAID = 0.2  # what a sentence loses that does not speak of the question's verb

_REASONS = re.compile(
    r"\b(?:in order to|so that|so as to|aim(?:s|ed|ing)? (?:at|to|of)|with the (?:aim|view|purpose|perception|goal)"
    r"|because|due to|therefore|thus|hence|to that end|for the purpose|in light of|owing to|thereby)\b|^To\b"
    r"|ため|から(?:です|だ|である)|ので|目的|原因|理由",
    re.IGNORECASE,
)
_WHAT_IT_MEANS = re.compile(
    r"\bdefin(?:e|ed|ition)\b|\bmeant by\b|\bmeaning of\b|\bdo(?:es)? .+ mean\b|\bexplained\b|とは|定義|意味",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(r"\bexamples?\b|\bsuch as\b|\bfor instance\b|例えば|たとえば", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence, or what is quoted as a whole, as evidence.

    ``spans`` are what is quoted: what it leans on, then itself, the last ``own`` of them. ``lacking`` are the names and
    figures that none of these carry; ``fits`` is whether it holds a thing of the kind asked for. ``score`` is about 0
    to 2.5. ``cell`` is what of a table's row answers, None if it cannot be told, or if it is no row. ``examined`` is
    what the examiner says of it (index/examiner.py), None if it was not asked, and ``words`` where in its document the
    examiner finds the answer. ``remote`` is whether only its surroundings tie it to the question (index/remote.py),
    ``barred`` whether the wording of the question rules it out, whatever the examiner says.
    """

    hit: Hit
    spans: tuple[Span, ...]
    heard: str
    lacking: tuple[str, ...]
    fits: bool
    score: float
    cell: Span | None = None
    examined: float | None = None
    words: Span | None = None
    own: int = 1
    remote: bool = False
    barred: bool = False

    @property
    def sound(self) -> bool:
        """Whether it carries all that the question is tied to, and a thing of the kind asked for."""
        return self.fits and not self.lacking

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, which is no sentence."""
        return self.hit.passage.kind is Kind.TABLE


def weigh(reader: Reader, hits: Sequence[Hit], vector: Vectors) -> tuple[Evidence, ...]:
    """Every sentence of ``hits`` as evidence, sound ones first, then by score; ties by passage id and place.

    ``vector`` is that of what was asked, all of it.
    """
    found = [one for hit in hits for one in _weighed(reader, hit, vector)]
    return tuple(sorted(found, key=lambda one: (not one.sound, -one.score, one.hit.passage.passage_id, one.spans)))


def _weighed(reader: Reader, hit: Hit, vector: Vectors) -> Iterator[Evidence]:
    """The sentences of one hit, or what is quoted as a whole."""
    passage, question = hit.passage, reader.question
    whole, own = reader.searcher.likeness(vector, passage)
    for places in _units(question, passage):
        spans = tuple(passage.sentences[place] for place in places)
        if len(spans) == 1:
            spans = (*spans, *announced(reader, passage, spans[0]))
        if passage.kind is Kind.TABLE and is_header(reader, passage, spans[0]):
            continue
        row = read_row(reader, passage, spans[0]) if passage.kind is Kind.TABLE else None
        reading = row.reading if row else reader.read(passage, spans)
        text = " ".join(" ".join(span.of(reader.document(passage.document_id).text).split()) for span in spans)
        under = text if passage.kind is Kind.TABLE else f"{_last(passage)} {text}"
        meaning = reader.meaning((whole + max(own[place] for place in places)) / 2, under)
        score = round(MEANING * meaning + FOUND * hit.score + _fitness(reader, passage, text, reading), 6)
        told = _with_year(reader, passage, reading, text) if question.asked is Asked.DATE else text
        fits = fits_row(reader, passage, row, text) if row else fits_kind(reader, passage, told)
        if not (reader.hearing.says(reading.heard) or (row and _is_sum(question, row))):
            score -= UNSAID
            fits = fits and not reader.hearing.only_verb() and question.predicate not in UNDOING
        barred = is_barred(reader, f"{row.heads} {text}" if row else text)
        cell = row.answering if row else None
        yield Evidence(
            hit,
            reading.spans,
            reading.heard,
            reading.lacking,
            fits and not barred,
            score,
            cell,
            own=len(spans),
            barred=barred,
        )


def _with_year(reader: Reader, passage: Passage, reading: Reading, text: str) -> str:
    """``text`` behind the sentences that it leans on, if it tells its year by theirs."""
    if not SAME_YEAR.search(text):
        return text
    return " ".join(span.of(reader.document(passage.document_id).text) for span in reading.spans)


def _is_sum(question: Question, row: Row) -> bool:
    """Whether a row gives the sum of money that the question asks for: how it was moved, no row says."""
    return question.asked is Asked.AMOUNT and question.predicate in MOVED and row.holds(question.asked)


def _last(passage: Passage) -> str:
    return passage.path[-1] if passage.path else ""


def _units(question: Question, passage: Passage) -> tuple[Sequence[int], ...]:
    """Which sentences are weighed and quoted as one: a whole footnote, a whole list if a list is asked for; else each.

    A heading with nothing under it says nothing.
    """
    if passage.kind is Kind.HEADING:
        return ()
    every = range(len(passage.sentences))
    if passage.kind is Kind.FOOTNOTE or (passage.kind is Kind.LIST and question.asked in (Asked.LIST, Asked.EXAMPLES)):
        return (every,)
    return tuple((place,) for place in every)


def _fitness(reader: Reader, passage: Passage, text: str, reading: Reading) -> float:
    """What words, headings and the kind of the question say of a sentence."""
    question = reader.question
    last = _last(passage)
    score = WORDS * reader.share(reading.heard) + HEADING * reader.share(last)
    score -= SCATTERED * reader.hearing.scattered(reading.heard)
    score += FOCUS * max(reader.hearing.focused(last), _is_topic(question, text)) - LENGTH * math.log(
        1 + reader.length(text)
    )
    if question.asked is Asked.LIST and (passage.kind is Kind.LIST or ENUMERATION.search(text)):
        score += ENUMERATES
    if question.asked is Asked.DEFINITION and (_explains(reader, passage, last) or defines(reader, text)):
        score += DEFINES
    elif question.asked is Asked.DEFINITION and _WHAT_IT_MEANS.search(question.text):
        score -= UNDEFINED if passage.kind is not Kind.FOOTNOTE else 0.0
    if passage.kind is Kind.CAPTION:
        score += (PICTURED if PICTURE.search(question.text) else 0.0) - CAPTION
    if question.asked is Asked.REASON and _REASONS.search(text):
        score += REASONS
    if question.asked is Asked.EXAMPLES and (passage.kind is Kind.CAPTION or _EXAMPLE.search(text)):
        score += EXAMPLE
    return score


def _is_topic(question: Question, text: str) -> bool:
    """Whether what is asked for is the topic of ``text``, as は marks it; a heading's place, in Japanese."""
    return japanese.is_written(question.focus) and f"{question.focus}は" in text


def _explains(reader: Reader, passage: Passage, last: str) -> bool:
    """Whether ``passage`` is the footnote on all that the question asks about."""
    return passage.kind is Kind.FOOTNOTE and reader.share(last) == 1
