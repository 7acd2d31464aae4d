"""Citations of what is quoted, each compared with the stored document."""

from corpus.errors import DamageError
from corpus.records import Citation, permalink
from index.outline import Quote
from index.reader import Reader


def cite(reader: Reader, quote: Quote) -> Citation:
    """The citation of ``quote``, compared with the stored document; DamageError if it is not the document's words."""
    document = reader.document(quote.passage.document_id)
    words = quote.span.of(document.text)
    if quote.passage.span.contains(quote.span):
        inside = quote.span.shifted(-quote.passage.span.start)
        if inside.of(quote.passage.text) != words:
            raise DamageError(f"Passage {quote.passage.passage_id} is not its document's text.", "Run 'tenkyo verify'.")
    page = next((page.number for page in document.pages if page.span.start <= quote.span.start < page.span.end), None)
    return Citation(
        document_id=document.document_id,
        title=document.title,
        publisher=document.publisher,
        source=document.source,
        section=quote.section,
        page=page,
        span=quote.span,
        quote=words,
        passage_id=quote.passage.passage_id,
        permalink=permalink(document, quote.span),
    )
