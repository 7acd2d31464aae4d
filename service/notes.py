"""Footnotes as every door shows them: beside the words that cite them."""

from corpus.records import Document, Note, Span, permalink
from corpus.store import Store
from service import schema


def notes_in(store: Store, source: Document, span: Span) -> list[schema.Note]:
    """The notes whose reference stands inside ``span``, in reading order."""
    return [show_note(source, note) for note in store.notes_in(source.document_id, span)]


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
