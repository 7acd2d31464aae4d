"""One page of a document as it was printed, with the cited words marked, and its text below; and the image itself."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from corpus.boxes import Box
from corpus.errors import MissingError, TenkyoError
from corpus.records import Document, Page, Span, pages_of, permalink
from corpus.store import Store
from ingest.drawing import Drawing
from service.cited import CitedWords, find_cited, refer, reference_line
from service.desk import Current
from service.drawings import Drawings
from service.languages import of_documents
from service.marked import mark
from service.pages import render

router = APIRouter(include_in_schema=False)


def _drawings(request: Request) -> Drawings:
    return cast(Drawings, request.app.state.drawings)


Shown = Annotated[Drawings, Depends(_drawings)]


@router.get("/documents/{document_id}/pages/{number}.png")
def image(document_id: str, number: int, searcher: Current, drawings: Shown) -> Response:
    """A page as the file shows it; a problem if the file is gone, has changed, or cannot be drawn."""
    document = searcher.store.document(document_id)
    drawing = drawings.draw(searcher.store, document, _page(document, number).number)
    return Response(drawing.png, media_type="image/png", headers={"Cache-Control": "no-cache"})


@router.get("/documents/{document_id}/pages/{number}")
def page(
    request: Request,
    document_id: str,
    number: int,
    searcher: Current,
    drawings: Shown,
    words: Annotated[CitedWords, Query()],
) -> HTMLResponse:
    """A page as it was printed, the cited words marked, and its text; the text alone if it cannot be drawn."""
    store = searcher.store
    document = store.document(document_id)
    shown = _page(document, number)
    cited, lost = find_cited(document, words)
    drawing, problem = _drawn(drawings, store, document, number)
    made = render(
        "page.html",
        document=document,
        language=of_documents(store)(document_id),
        page=shown,
        around={one.number - number: one for one in document.pages if abs(one.number - number) == 1},
        cited=cited,
        line=reference_line(refer(store, document, cited), str(request.base_url)) if cited else "",
        lost=lost,
        cited_on=pages_of(document.pages, cited) if cited else (),
        whole=permalink(document, cited) if cited else f"/documents/{document_id}",
        drawing=drawing,
        problem=problem,
        outline=_outline(store, document, cited, number, drawing.height) if drawing and cited else "",
        marked=mark(store, document, cited, shown.span),
    )
    return HTMLResponse(made)


def _page(document: Document, number: int) -> Page:
    found = next((page for page in document.pages if page.number == number), None)
    if found is None:
        many = len(document.pages)
        remedy = (
            f"Its pages are 1 to {many}."
            if many
            else f"Its format has no pages: read it at /documents/{document.document_id}."
        )
        raise MissingError(f"The document '{document.document_id}' has no page {number}.", remedy)
    return found


def _drawn(
    drawings: Drawings, store: Store, document: Document, number: int
) -> tuple[Drawing | None, TenkyoError | None]:
    try:
        return drawings.draw(store, document, number), None
    except TenkyoError as error:
        return None, error


def _outline(store: Store, document: Document, cited: Span, number: int, height: float) -> str:
    """The path, as SVG has it, around the boxes of the cited words on a page so many points high; empty without any."""
    boxes = [box for box in store.boxes(document, cited) if box.page == number]
    return " ".join(_rectangle(box, height) for box in boxes)


def _rectangle(box: Box, height: float) -> str:
    """A box as a path, whose points are counted from the upper left corner.

    >>> _rectangle(Box(Span(0, 1), 1, 10, 20, 30, 32), 100)
    'M10.00 68.00h20.00v12.00h-20.00z'
    """
    width = box.right - box.left
    return f"M{box.left:.2f} {height - box.top:.2f}h{width:.2f}v{box.top - box.bottom:.2f}h{-width:.2f}z"
