"""Where words are printed: on which pages, what those call themselves, how surely they were read, in which boxes."""

from dataclasses import dataclass

from corpus.records import Document, Page, Span, page_permalink, pages_of
from corpus.store import Store
from service import schema


@dataclass(frozen=True, slots=True)
class Place:
    """Where some words are printed. All is None or empty for a format without pages.

    ``page`` is the number of the page where they begin, counted from 1, ``label`` what is printed on it,
    ``permalink`` the path of the page that shows it. ``ocr`` is the lowest confidence, from 0 to 1, of the pages they
    touch whose text was recognised from a picture; None if no page's was. ``boxes`` are a box for each line.
    """

    page: int | None
    label: str | None
    ocr: float | None
    permalink: str | None
    boxes: list[schema.Box]


def find_place(store: Store, document: Document, span: Span) -> Place:
    """Where the words of ``span`` are printed."""
    pages = pages_of(document.pages, span)
    if not pages:
        return Place(None, None, None, None, [])
    first = pages[0]
    return Place(
        page=first.number,
        label=first.label,
        ocr=_least_sure(pages),
        permalink=page_permalink(document, span, first.number),
        boxes=find_boxes(store, document, span),
    )


def find_boxes(store: Store, document: Document, span: Span) -> list[schema.Box]:
    """A box for each line that the words of ``span`` stand on, in their order; none if no places are known."""
    return [
        schema.Box(
            page=box.page,
            start=box.span.start,
            end=box.span.end,
            left=box.left,
            bottom=box.bottom,
            right=box.right,
            top=box.top,
        )
        for box in store.boxes(document, span)
    ]


def _least_sure(pages: tuple[Page, ...]) -> float | None:
    return min((page.ocr for page in pages if page.ocr is not None), default=None)
