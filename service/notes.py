"""Footnotes as every door shows them: beside the words that cite them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import itemgetter

from corpus.records import Document, Note, Span, permalink, sentence_places
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


class Footnotes:
    """The notes of one document and the sentences that cite them, read once for all of its passages."""

    def __init__(self, store: Store, source: Document) -> None:
        self._store = store
        self._source = source
        self._notes = store.notes(source.document_id)
        self._markers = sorted((note.marker.start, at) for at, note in enumerate(self._notes) if note.marker)
        self._starts = sorted((note.span.start, at) for at, note in enumerate(self._notes))

    @cached_property
    def _sentences(self) -> list[Span]:
        """Where the sentences of the document stand; many who ask for a passage want none of them."""
        passages = self._store.passages_of(self._source.document_id)
        return sorted(sentence_places(passages), key=lambda one: one.start)

    def all(self) -> list[document_schema.CitedNote]:
        """Every note of the document in reading order, each once, with the sentences that cite it."""
        alike: dict[Span, list[Note]] = {}
        for note in self._notes:
            alike.setdefault(note.span, []).append(note)
        return [
            document_schema.CitedNote(**dict(show_note(self._source, notes[0])), cited_by=self._citing(notes))
            for notes in alike.values()
        ]

    def inside(self, span: Span) -> list[schema.Note]:
        """The notes whose reference stands inside ``span``, in reading order, each once."""
        found = [one for one in self._among(self._markers, span) if one.marker and span.contains(one.marker)]
        return [show_note(self._source, note) for note in _each_once(found)]

    def citing(self, span: Span) -> list[schema.Place]:
        """The sentences that cite a note inside ``span``, in reading order; none if no note is there."""
        return self._citing(one for one in self._among(self._starts, span) if span.contains(one.span))

    def _among(self, starts: Sequence[tuple[int, int]], span: Span) -> list[Note]:
        """The notes whose place in ``starts`` is in ``span`` or at its end, in reading order."""
        first = bisect_left(starts, span.start, key=itemgetter(0))
        last = bisect_right(starts, span.end, key=itemgetter(0))
        return [self._notes[at] for at in sorted(at for _, at in starts[first:last])]

    def _citing(self, notes: Iterable[Note]) -> list[schema.Place]:
        """The last sentence that begins before each note's reference."""
        found: list[Span] = []
        for note in notes:
            if note.marker:
                at = bisect_right(self._sentences, note.marker.start, key=lambda one: one.start)
                found += self._sentences[at - 1 : at] if at else []
        return [schema.Place(start=one.start, end=one.end) for one in dict.fromkeys(found)]


def _each_once(notes: Sequence[Note]) -> list[Note]:
    """The first of the notes at each place."""
    return [*{note.span: note for note in reversed(notes)}.values()][::-1]
