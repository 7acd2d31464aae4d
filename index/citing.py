"""The citation of what is quoted, the same at every door, and compared with the stored document."""

from corpus.errors import DamageError
from corpus.records import Citation, Document, Passage, Span, pages_of, permalink


def citation(document: Document, passage: Passage, span: Span, section: tuple[str, ...] | None = None) -> Citation:
    """The citation of ``span`` of ``document`` with ``passage``, under the headings ``section``: the passage's if None.

    Its page is the first on which some of it stands. DamageError if the passage is not the document's words.
    """
    words = span.of(document.text)
    if passage.span.contains(span) and span.shifted(-passage.span.start).of(passage.text) != words:
        raise DamageError(f"Passage {passage.passage_id} is not its document's text.", "Run 'tenkyo verify'.")
    page = next(iter(pages_of(document.pages, span)), None)
    return Citation(
        document_id=document.document_id,
        title=document.title,
        publisher=document.publisher,
        source=document.source,
        section=passage.path if section is None else section,
        page=page.number if page else None,
        span=span,
        quote=words,
        passage_id=passage.passage_id,
        permalink=permalink(document, span),
    )
