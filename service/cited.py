"""The words that an address points to: at their offsets, or said to be there no longer; never looked for elsewhere."""

from pydantic import BaseModel

from corpus.records import Document, Span, fingerprint, page_permalink

NOT_THERE = "The words that this link points to are not in this document; it may have changed since."
CHANGED = "The document has changed since this link was made: the words that it points to are no longer there."


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
