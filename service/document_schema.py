"""The objects of documents and passages, as every door speaks them; those of questions are in service/schema.py."""

from datetime import date

from corpus.records import Kind
from service.schema import Box, Model, Note, Place


class Entry(Model):
    """One document of the catalogue, without its text."""

    document_id: str
    title: str
    publisher: str | None
    published: str | None
    language: str | None
    source: str
    characters: int
    sections: int
    passages: int


class Documents(Model):
    """What ``GET /v1/documents`` returns, by document id."""

    documents: list[Entry]
    generation: str


class Section(Model):
    """A stretch of one kind; ``path`` holds the headings above it, outermost first."""

    heading: str
    level: int
    path: list[str]
    start: int
    end: int
    kind: Kind


class Page(Model):
    """One physical page: its number from 1, its printed label, its place, and how sure recognised text is."""

    number: int
    label: str | None
    start: int
    end: int
    ocr: float | None


class CitedNote(Note):
    """A footnote with the sentences that cite it."""

    cited_by: list[Place]


class Document(Model):
    """What ``GET /v1/documents/{id}`` returns: the whole canonical text, which every offset counts in."""

    document_id: str
    title: str
    publisher: str | None
    published: date | None
    language: str | None
    source: str
    sha256: str
    dates: list[str]
    licence: str | None
    supersedes: list[str]
    pages: list[Page]
    sections: list[Section]
    notes: list[CitedNote]
    text: str
    generation: str


class Passage(Model):
    """What ``GET /v1/passages/{id}`` returns; ``page``, ``page_label``, ``ocr`` and ``boxes`` are as in a citation.

    ``notes`` are the footnotes that it cites; ``cited_by`` are the sentences that cite it, if it is a footnote itself.
    """

    passage_id: str
    document_id: str
    title: str
    publisher: str | None
    source: str
    section: list[str]
    page: int | None
    page_label: str | None
    ocr: float | None
    pages: list[int]
    kind: Kind
    start: int
    end: int
    text: str
    sentences: list[Place]
    also: list[Place]
    notes: list[Note]
    cited_by: list[Place]
    permalink: str
    page_permalink: str | None
    boxes: list[Box]
    generation: str


class Boxes(Model):
    """What ``GET /v1/documents/{id}/boxes`` returns: a box for each line that the words stand on, in their order."""

    document_id: str
    start: int
    end: int
    boxes: list[Box]
    generation: str
