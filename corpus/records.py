"""The records that every room hands on: frozen, slotted, tuples inside.

Every offset counts code points of ``Document.text``, the canonical text (NFC, ``\\n``), and is
carried forward from the reader. ``document.text[span.start:span.end]`` is what a span says.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a stretch of a document is."""

    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open ``[start, end)`` into a document's canonical text, in code points.

    >>> Span(1, 3).of("abcd")
    'bc'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The words of ``text`` that the span covers; the span must lie inside ``text``."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        """The same stretch, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def trimmed(self, text: str) -> "Span":
        """The stretch without the white space at its ends; if it is nothing else, what is empty at its end.

        >>> Span(1, 6).trimmed("a bc d"), Span(1, 3).trimmed("a  b")
        (Span(start=2, end=6), Span(start=3, end=3))
        """
        words = self.of(text)
        start = self.start + len(words) - len(words.lstrip())
        return Span(start, start + len(words.strip()))

    def contains(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point; one that is empty shares none.

        >>> [Span(0, 4).overlaps(other) for other in (Span(3, 6), Span(4, 6), Span(2, 2))]
        [True, False, False]
        """
        meet = self.start < other.end and other.start < self.end
        return meet and self.start < self.end and other.start < other.end


@dataclass(frozen=True, slots=True)
class Page:
    """One physical page: its number from 1, its printed label if any, and its span.

    ``ocr`` is how sure the program was that recognised the page's text from a picture, from 0 to 1, as the mean over
    its signs; None where the text was in the file.
    """

    number: int
    label: str | None
    span: Span
    ocr: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was read. ``text`` is canonical; ``sha256`` is of the original file's bytes.

    ``source`` is a URL or a file name that a reader may follow; ``licence`` says what is known of the
    terms; ``dates`` are the dates that the text itself shows; ``supersedes`` are older document ids.
    """

    document_id: str
    text: str
    title: str
    publisher: str | None
    published: date | None
    language: str | None
    source: str
    sha256: str
    dates: tuple[str, ...] = ()
    licence: str | None = None
    pages: tuple[Page, ...] = ()
    supersedes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of one kind. Sections are disjoint, in reading order, and leave out only white space.

    ``path`` holds the headings above it, outermost first, without the document's own title; for a
    heading it ends with the heading itself, and ``level`` is its depth, 0 for the title. Any other
    section stands under ``heading`` (the last of its path, or the title) and has that heading's level.
    """

    heading: str
    level: int
    path: tuple[str, ...]
    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote tied to the words that cite it.

    ``label`` is what the note is called ("Note 17"); ``span`` is the note itself, ``marker`` the
    reference to it in the text, ``term`` the words just before the marker that the note explains.
    A note that is cited more than once is there once for each marker, one that nothing cites once, with no marker and
    no term.
    """

    label: str
    span: Span
    marker: Span | None
    term: Span | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one section: what is searched and cited.

    ``text`` is ``document.text`` at ``span``. ``sentences`` are its sentences, list items, table rows
    or captions, disjoint and in order, each inside ``span``. ``also`` are further places where the same
    words stand in the same section, perhaps in other lines. ``notes`` are the ids of footnote passages that its
    sentences cite. ``pages`` are the physical pages it touches, empty where the format has none.
    """

    passage_id: str
    document_id: str
    span: Span
    text: str
    path: tuple[str, ...]
    kind: Kind
    sentences: tuple[Span, ...]
    pages: tuple[int, ...] = ()
    also: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quotation and the place where anyone can check it.

    Invariant: ``document.text[span.start:span.end] == quote``. ``page`` is the physical page on which
    the quote begins. ``permalink`` is the path of the page that shows the document with the words marked.
    """

    document_id: str
    title: str
    publisher: str | None
    source: str
    section: tuple[str, ...]
    page: int | None
    span: Span
    quote: str
    passage_id: str
    permalink: str


def permalink(document: Document, span: Span) -> str:
    """The path of the page that shows a document with ``span`` marked and scrolled to.

    It holds the fingerprint of the words, by which a document that has changed since is known.

    >>> made = Document("cba", "On capacity.", "CBA", None, None, "en", "cba.txt", "")
    >>> permalink(made, Span(3, 11))
    '/documents/cba?start=3&end=11&quote=ec21b3b973a3#cited'
    """
    return f"/documents/{document.document_id}?{_cited(document, span)}#cited"


def page_permalink(document: Document, span: Span, page: int) -> str:
    """The path of the page that shows one page of a document as it was printed, with ``span`` marked.

    >>> made = Document("cba", "On capacity.", "CBA", None, None, "en", "cba.pdf", "")
    >>> page_permalink(made, Span(3, 11), 2)
    '/documents/cba/pages/2?start=3&end=11&quote=ec21b3b973a3'
    """
    return f"/documents/{document.document_id}/pages/{page}?{_cited(document, span)}"


def fingerprint(words: str) -> str:
    """The first 12 hexadecimal digits of the sha256 of some words, which tell them from any other words.

    >>> fingerprint("capacity")
    'ec21b3b973a3'
    """
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _cited(document: Document, span: Span) -> str:
    return f"start={span.start}&end={span.end}&quote={fingerprint(span.of(document.text))}"


def pages_of(pages: Iterable[Page], span: Span) -> tuple[Page, ...]:
    """The pages on which some of ``span`` stands, in their order.

    >>> [page.number for page in pages_of([Page(1, None, Span(0, 4)), Page(2, "ii", Span(6, 9))], Span(3, 7))]
    [1, 2]
    """
    return tuple(page for page in pages if page.span.overlaps(span))


def sentence_places(passages: Iterable[Passage]) -> Iterator[Span]:
    """Where the sentences, items, rows and captions of passages stand, at the further places of each passage too.

    >>> twice = Passage("p", "d", Span(4, 8), "a. b", (), Kind.BODY, (Span(4, 6), Span(7, 8)), also=(Span(20, 24),))
    >>> [(span.start, span.end) for span in sentence_places([twice])]
    [(4, 6), (7, 8), (20, 22), (23, 24)]
    """
    for passage in passages:
        for place in (passage.span, *passage.also):
            for sentence in passage.sentences:
                yield sentence.shifted(place.start - passage.span.start)


def searchable(title: str, passage: Passage) -> str:
    """The text that is embedded and searched: title, headings, then the passage with white space folded.

    The headings are part of what is found, never of what is quoted.

    >>> searchable("CBA", Passage("p", "d", Span(0, 3), "a\\nb", ("4. Fields",), Kind.BODY, ()))
    'CBA › 4. Fields\\na b'
    """
    return f"{heading_line(title, passage.path)}\n{' '.join(passage.text.split())}"


def heading_line(title: str, path: tuple[str, ...]) -> str:
    """Title and headings on one line, outermost first, white space folded.

    >>> heading_line("CBA", ("4. CBA by JMOD", "(2) Fields"))
    'CBA › 4. CBA by JMOD › (2) Fields'
    """
    return " › ".join(" ".join(part.split()) for part in (title, *path))
