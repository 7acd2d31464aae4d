"""The words that an address points to: at their offsets, or said to be there no longer; never looked for elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from corpus.records import Document, Span, fingerprint, page_permalink, permalink
from corpus.store import Store
from service.places import find_place
from service.schema import Citation
from service.words import ocr_note, page_name

NOT_THERE = "The words that this link points to are not in this document; it may have changed since."
CHANGED = "The document has changed since this link was made: the words that it points to are no longer there."


@dataclass(frozen=True, slots=True)
class Reference:
    """What names a place in a document to a reader of another text; the fields are those of a citation."""

    title: str
    publisher: str | None
    published: date | None
    section: Sequence[str]
    page: int | None
    page_label: str | None
    ocr: float | None
    permalink: str


class CitedWords(BaseModel):
    """What a permalink says of its words: their offsets, and their fingerprint, which links of old lack."""

    start: int | None = None
    end: int | None = None
    quote: str | None = None


def find_cited(document: Document, words: CitedWords) -> tuple[Span | None, str]:
    """The span of the words in ``document``; or None, and why if any were asked for.

    >>> made = Document("d", "On capacity.", "T", None, None, "en", "d.txt", "")
    >>> find_cited(made, CitedWords(start=3, end=11, quote="ec21b3b973a3"))
    (Span(start=3, end=11), '')
    >>> find_cited(made, CitedWords(start=3, end=10, quote="ec21b3b973a3")) == (None, CHANGED)
    True
    """
    if words.start is None and words.end is None:
        return None, ""
    if words.start is None or words.end is None or not 0 <= words.start < words.end <= len(document.text):
        return None, CHANGED if words.quote else NOT_THERE
    span = Span(words.start, words.end)
    if words.quote and fingerprint(span.of(document.text)) != words.quote:
        return None, CHANGED
    return (span, "") if span.of(document.text).strip() else (None, NOT_THERE)


def page_link(document: Document, cited: Span | None, page: int) -> str:
    """The path of the page that shows one page as it was printed, with ``cited`` marked if anything is."""
    if cited:
        return page_permalink(document, cited, page)
    return f"/documents/{document.document_id}/pages/{page}"


def refer(store: Store, document: Document, cited: Span) -> Reference:
    """The reference of some words: their section is the one in which they begin."""
    sections = [one for one in store.sections(document.document_id) if one.span.overlaps(cited)]
    place = find_place(store, document, cited)
    return Reference(
        title=document.title,
        publisher=document.publisher,
        published=document.published,
        section=sections[0].path if sections else (),
        page=place.page,
        page_label=place.label,
        ocr=place.ocr,
        permalink=permalink(document, cited),
    )


def reference_line(told: Citation | Reference, base: str) -> str:
    """A reference as one line of plain text, to be copied: title, publisher, date, section, page, address.

    ``base`` is the address of the server, as https://host/.

    >>> told = Reference("White Paper", "Ministry", date(2019, 4, 1), ("3. Sea", "(2) Aid"), 12, "xii", 0.87, "/docs/w")
    >>> reference_line(told, "https://host/")
    'White Paper. Ministry, 2019-04-01. 3. Sea › (2) Aid, page 12 (xii), OCR, 87%. https://host/docs/w'
    """
    published = told.published.isoformat() if told.published else ""
    origin = ", ".join(filter(None, (told.publisher, published)))
    section = " › ".join(" ".join(heading.split()) for heading in told.section)
    place = ", ".join(filter(None, (section, page_name(told.page, told.page_label), ocr_note(told.ocr))))
    sentences = [" ".join(told.title.split()), origin, place, base.rstrip("/") + told.permalink]
    return ". ".join(filter(None, sentences))
