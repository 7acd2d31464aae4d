"""Footnotes as every door shows them: beside the words that cite them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from corpus.records import Document, Note, Span, permalink
from corpus.store import Store
from service import document_schema, schema


def notes_in(store: Store, source: Document, span: Span) -> list[schema.Note]:
    """The notes whose reference stands inside ``span``, in reading order, each once."""
    return [show_note(source, note) for note in _each_once(store.notes_in(source.document_id, span))]


def show_note(source: Document, made: Note) -> schema.Note:
    """A note with what it explains, its own words, and where they stand."""
    return schema.Note(
        label=made.label,
        term=made.term.of(source.text) if made.term else None,
        document_id=source.document_id,
        start=made.span.start,
        end=made.span.end,
        text=made.span.of(source.text),
        permalink=permalink(source, made.span),
    )


def whole_notes(store: Store, source: Document) -> list[document_schema.CitedNote]:
    """Every note of a document in reading order, each once, with the sentences that cite it."""
    sentences, notes = _sentences(store, source.document_id), store.notes(source.document_id)
    return [
        document_schema.CitedNote(
            **dict(show_note(source, note)),
            cited_by=_citing((one for one in notes if one.span == note.span), sentences),
        )
        for note in _each_once(notes)
    ]


def citing(store: Store, document_id: str, span: Span) -> list[schema.Place]:
    """The sentences that cite a note inside ``span`` of a document, in reading order; none if no note is there."""
    notes = [note for note in store.notes(document_id) if span.contains(note.span)]
    return _citing(notes, _sentences(store, document_id)) if notes else []


def _each_once(notes: Sequence[Note]) -> list[Note]:
    """The first of the notes at each place."""
    return [*{note.span: note for note in reversed(notes)}.values()][::-1]


def _citing(notes: Iterable[Note], sentences: list[Span]) -> list[schema.Place]:
    """The last sentence that begins before each note's reference."""
    found: list[Span] = []
    for note in notes:
        at = bisect_right(sentences, note.marker.start, key=lambda one: one.start) if note.marker else 0
        found += sentences[at - 1 : at] if at else []
    return [schema.Place(start=one.start, end=one.end) for one in dict.fromkeys(found)]


def _sentences(store: Store, document_id: str) -> list[Span]:
    """Where the sentences of a document stand, at the further places of a passage too."""
    return sorted(
        (
            sentence.shifted(place.start - passage.span.start)
            for passage in store.passages_of(document_id)
            for place in (passage.span, *passage.also)
            for sentence in passage.sentences
        ),
        key=lambda one: one.start,
    )
