"""The objects of questions and answers at every door: what HTTP returns, ``--json`` prints and the pages show.

Field names are the contract of DESIGN.md. Offsets are code points of ``Document.text``, half-open. Scores and
confidence are given as they were computed, never rounded. ``notes`` are footnotes that the words cite.
"""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from corpus.records import Kind
from index.answer import Status
from index.searcher import MOST_HITS, Mode

Hits = Annotated[int, Field(strict=True, ge=1, le=MOST_HITS, description="how many passages at most")]
Values = Annotated[
    list[str],
    BeforeValidator(lambda given: [given] if isinstance(given, str) else given, json_schema_input_type=str | list[str]),
]
Filters = Annotated[
    dict[str, Values],
    Field(
        description="search only passages that match: document, publisher, language, from, to (dates), kind, field,"
        " place; several values of a key are alternatives"
    ),
]


class Model(BaseModel):
    """The base of every object: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SearchRequest(Model):
    """What ``POST /v1/search`` takes."""

    query: str
    k: Hits = 10
    mode: Mode = Mode.HYBRID
    filters: Filters = {}


class AnswerRequest(Model):
    """What ``POST /v1/answer`` takes; ``k`` is how many passages the answer is chosen from."""

    question: str
    k: Hits = 10
    filters: Filters = {}


class Note(Model):
    """A footnote that some words cite: ``term`` is what it explains, ``start`` and ``end`` are the note's own."""

    label: str
    term: str | None
    document_id: str
    start: int
    end: int
    text: str
    permalink: str


class Box(Model):
    """Where words stand on a page, in points from its lower left corner; ``start`` and ``end`` say which words."""

    page: int
    start: int
    end: int
    left: float
    bottom: float
    right: float
    top: float


class Citation(Model):
    """A verbatim quotation and its place: ``document.text[start:end] == quote``.

    ``page`` is the physical page where it begins, counted from 1, and ``page_label`` what is printed on it. ``ocr``
    is null where the words were in the file; where they were recognised from a picture it is how sure that is, from
    0 to 1: the lowest of the pages that the quotation touches. ``boxes`` say where the words stand on their pages,
    one a line; there are none where the format has no pages, or the reader knows no places. ``permalink`` is the path
    of the document with the words marked, ``page_permalink`` that of the page as it was printed.
    """

    document_id: str
    title: str
    publisher: str | None
    published: date | None
    source: str
    section: list[str]
    page: int | None
    page_label: str | None
    ocr: float | None
    start: int
    end: int
    quote: str
    passage_id: str
    permalink: str
    page_permalink: str | None
    boxes: list[Box]


class Place(Model):
    """Half-open offsets into a document's text."""

    start: int
    end: int


class Elsewhere(Model):
    """Another place where the words of a passage stand, in the same document or in another."""

    document_id: str
    title: str
    section: list[str]
    start: int
    end: int
    passage_id: str
    permalink: str


class Hit(Model):
    """One ranked passage. A higher score is better; ``also`` are all other places where the same text stands.

    ``page``, ``page_label``, ``ocr`` and ``boxes`` are as in a citation.
    """

    rank: int
    score: float
    passage_id: str
    document_id: str
    title: str
    section: list[str]
    page: int | None
    page_label: str | None
    ocr: float | None
    start: int
    end: int
    text: str
    kind: Kind
    also: list[Elsewhere]
    notes: list[Note]
    permalink: str
    page_permalink: str | None
    boxes: list[Box]


class Understood(Model):
    """What of a query was taken as something else: ``said`` was read as ``read``, or looked for in that form, too.

    ``why`` is spelling, vocabulary or definition. A definition stands in a document, where ``permalink`` leads.
    """

    said: str
    read: str
    why: str
    document_id: str | None
    start: int | None
    end: int | None
    permalink: str | None


class Search(Model):
    """What ``POST /v1/search`` returns: passages of different texts, best first.

    ``explanation`` says which filter value or which quoted phrase no passage has; it is empty if there is none.
    """

    query: str
    mode: Mode
    passages: list[Hit]
    understood: list[Understood]
    explanation: str
    generation: str


class Mark(Model):
    """A short answer inside a sentence: ``text`` stands at ``[start, end)`` of the sentence's own text."""

    start: int
    end: int
    text: str


class Sentence(Model):
    """One sentence of an answer; ``citations`` count from 0 in the answer's citations.

    ``superseded_by`` is the document that replaces the quoted one, null if it stands.
    """

    text: str
    citations: list[int]
    notes: list[Note]
    marks: list[Mark] = []
    superseded_by: str | None = None


class Part(Model):
    """One of several things that a question asks: its ``sentences``, counted from 0, or why there are none."""

    question: str
    sentences: list[int]
    explanation: str


class Counted(Model):
    """An amount that a sum counts, or leaves out for a reason: its words and their place."""

    document_id: str
    quote: str
    start: int
    end: int
    permalink: str
    reason: str = ""


class Computed(Model):
    """A sum over facts of the register: computed, and said by no document. ``amount`` is a decimal number."""

    type: str
    currency: str
    amount: str
    approximate: bool
    addends: list[Counted]
    left_out: list[Counted]


class Answer(Model):
    """What ``POST /v1/answer`` returns. ``explanation`` is filled exactly if nothing was found.

    ``parts`` are filled if the question asks several things; ``conflicts`` are groups of sentences, counted from 0,
    that give different values for one fact; ``computed`` are sums over the facts that the sentences tell.
    ``nearest`` quotes, where nothing was found, the sentences that come nearest to the question: they are no answer.
    """

    question: str
    status: Status
    answer: str
    confidence: float
    sentences: list[Sentence]
    citations: list[Citation]
    passages: list[Hit]
    understood: list[Understood]
    explanation: str
    generation: str
    parts: list[Part] = []
    conflicts: list[list[int]] = []
    computed: list[Computed] = []
    nearest: list[Citation] = []


class Problem(Model):
    """An error as RFC 9457 has it; ``remedy`` says what to do next."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str


def body(made: Model) -> bytes:
    """The bytes of an object, alike at every door: JSON in UTF-8 on one line, and a line end.

    >>> body(Place(start=3, end=7))
    b'{"start":3,"end":7}\\n'
    """
    return made.model_dump_json().encode() + b"\n"
