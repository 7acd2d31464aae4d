"""Records to rows of the store and back: the one place that knows both."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from corpus.records import Document, Kind, Note, Page, Passage, Section, Span

DOCUMENT = "document_id, text, title, publisher, published, language, source, sha256, dates, licence, pages, supersedes"
SECTION = "heading, level, path, span, kind"
PASSAGE = "passage_id, span, text, path, kind, sentences, pages, also, notes"
NOTE = "label, span, marker, term"


def from_document(document: Document) -> tuple[object, ...]:
    """A document's values in the order of DOCUMENT."""
    return (
        document.document_id,
        document.text,
        document.title,
        document.publisher,
        document.published.isoformat() if document.published else None,
        document.language,
        document.source,
        document.sha256,
        array(document.dates),
        document.licence,
        array([page.number, page.label, page.span.start, page.span.end, page.ocr] for page in document.pages),
        array(document.supersedes),
    )


def to_document(row: Sequence[Any]) -> Document:
    """The document that ``from_document`` made ``row`` of."""
    identity, text, title, publisher, published, language, source, sha256, dates, licence, pages, supersedes = row
    return Document(
        document_id=identity,
        text=text,
        title=title,
        publisher=publisher,
        published=date.fromisoformat(published) if published else None,
        language=language,
        source=source,
        sha256=sha256,
        dates=tuple(json.loads(dates)),
        licence=licence,
        pages=tuple(_to_page(*page) for page in json.loads(pages)),
        supersedes=tuple(json.loads(supersedes)),
    )


def _to_page(number: int, label: str | None, start: int, end: int, ocr: float | None = None) -> Page:
    """A page; one that an older version stored does not say how sure its text is."""
    return Page(number, label, Span(start, end), ocr)


def from_section(section: Section) -> tuple[object, ...]:
    """A section's values in the order of SECTION."""
    return section.heading, section.level, array(section.path), _spans([section.span]), section.kind.value


def to_section(row: Sequence[Any]) -> Section:
    """The section that ``from_section`` made ``row`` of."""
    heading, level, path, span, kind = row
    return Section(heading, level, tuple(json.loads(path)), _to_spans(span)[0], Kind(kind))


def from_passage(passage: Passage) -> tuple[object, ...]:
    """A passage's values in the order of PASSAGE."""
    return (
        passage.passage_id,
        _spans([passage.span]),
        passage.text,
        array(passage.path),
        passage.kind.value,
        _spans(passage.sentences),
        array(passage.pages),
        _spans(passage.also),
        array(passage.notes),
    )


def to_passage(row: Sequence[Any]) -> Passage:
    """The passage of a row: its document's id, then what ``from_passage`` made."""
    document_id, identity, span, text, path, kind, *lists = row
    # All lists as one text: each call of the reader takes longer than what it reads.
    ((start, end),), headings, sentences, pages, also, notes = json.loads(f"[{span},{path},{','.join(lists)}]")
    return Passage(
        passage_id=identity,
        document_id=document_id,
        span=Span(start, end),
        text=text,
        path=tuple(headings),
        kind=Kind(kind),
        sentences=tuple(Span(*each) for each in sentences),
        pages=tuple(pages),
        also=tuple(Span(*each) for each in also),
        notes=tuple(notes),
    )


def from_note(note: Note) -> tuple[object, ...]:
    """A note's values in the order of NOTE; what it lacks is NULL."""
    marker = _spans([note.marker]) if note.marker else None
    return note.label, _spans([note.span]), marker, _spans([note.term]) if note.term else None


def to_note(row: Sequence[Any]) -> Note:
    """The note that ``from_note`` made ``row`` of."""
    label, span, marker, term = row
    return Note(
        label=label,
        span=_to_spans(span)[0],
        marker=_to_spans(marker)[0] if marker else None,
        term=_to_spans(term)[0] if term else None,
    )


def array(values: Iterable[object]) -> str:
    """A tuple as it is stored: a JSON array."""
    return json.dumps(list(values), ensure_ascii=False)


def _spans(spans: Iterable[Span]) -> str:
    return json.dumps([[span.start, span.end] for span in spans])


def _to_spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in json.loads(text))
