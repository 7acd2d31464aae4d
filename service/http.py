"""The HTTP door: JSON routes, each thin over one operation, and the pages beside them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response, StreamingResponse
from starlette.staticfiles import StaticFiles

from service import (
    compose_schema,
    composing,
    document_schema,
    fact_routes,
    file_schema,
    health,
    operations,
    page_view,
    pages,
    register_pages,
    schema,
)
from service.desk import Current, CurrentEndpoint, Desk
from service.drawings import Drawings
from service.guards import MOST_BYTES, Bodiless, Guard
from service.metrics import MEDIA_TYPE as METRICS
from service.metrics import Measured, Metrics
from service.problems import MEDIA_TYPE, handle_errors

STATIC = Path(__file__).parent / "static"
PROBLEMS = {
    404: "There is no such thing",
    413: f"The request is longer than {MOST_BYTES} bytes",
    422: "The request has no meaning: a field is unknown, missing or out of bounds, or it is not JSON",
    500: "The server failed; nothing of its inside is told",
    503: "No generation is live, or it does not open",
}


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {MEDIA_TYPE: {"schema": schema.Problem.model_json_schema()}}
    return {status: {"description": PROBLEMS[status], "content": content} for status in statuses}


routes = APIRouter()


def application(desk: Desk) -> FastAPI:
    """The whole HTTP door over one desk: JSON under /v1 and /health, pages, and what the pages are set in."""
    made = FastAPI(
        title="Tenkyo",
        version=version("tenkyo"),
        summary="Answers questions about policy documents with passages that anyone can check.",
        docs_url=None,  # these two would load scripts from other places
        redoc_url=None,
        lifespan=_until_closed,
    )
    made.state.desk = desk
    made.state.drawings = Drawings()
    made.state.metrics = Metrics(desk)
    made.include_router(routes)
    made.include_router(fact_routes.routes, responses=_problems(422, 500, 503))
    made.include_router(pages.router)
    made.include_router(register_pages.router)
    made.include_router(page_view.router)
    made.mount("/static", StaticFiles(directory=STATIC))
    made.add_middleware(Guard)
    made.add_middleware(Bodiless)
    made.add_middleware(Measured, metrics=made.state.metrics)
    handle_errors(made)
    return made


@asynccontextmanager
async def _until_closed(made: FastAPI) -> AsyncIterator[None]:
    """While open, the server serves; then the process that draws pages is ended."""
    yield
    made.state.drawings.close()


@routes.post("/v1/search", response_model=schema.Search, responses=_problems(413, 422, 500, 503), tags=["questions"])
def search(asked: schema.SearchRequest, searcher: Current) -> Response:
    """The passages that match a query, best first."""
    return _respond(operations.search(searcher, asked))


@routes.post("/v1/answer", response_model=schema.Answer, responses=_problems(413, 422, 500, 503), tags=["questions"])
def answer(request: Request, asked: schema.AnswerRequest, searcher: Current) -> Response:
    """Sentences that answer a question, verbatim, each with its citations; or why none is given."""
    made = operations.answer(searcher, asked)
    request.app.state.metrics.count_answer(made.status)
    return _respond(made)


@routes.post(
    "/v1/compose",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}, **_problems(413, 422, 500, 503)},
    tags=["questions"],
)
def compose(
    request: Request, asked: schema.AnswerRequest, searcher: Current, endpoint: CurrentEndpoint
) -> StreamingResponse:
    """An answer in the words of the language model that is set, as server-sent events.

    Each `sentence` is borne out by the passages that it cites; each `dropped` is not, and says why; the last event is
    the `answer` whole, in quotations if no sentence was kept.
    """
    made = _counted(request.app.state.metrics, composing.steps(searcher, asked, endpoint))
    return StreamingResponse(map(composing.event, made), media_type="text/event-stream")


def _counted(metrics: Metrics, steps: Iterator[composing.Step]) -> Iterator[composing.Step]:
    for step in steps:
        if isinstance(step, compose_schema.Composed):
            metrics.count_answer(step.status)
        yield step


@routes.get(
    "/v1/documents", response_model=document_schema.Documents, responses=_problems(500, 503), tags=["documents"]
)
def documents(searcher: Current) -> Response:
    """Every document without its text, by document id."""
    return _respond(operations.documents(searcher))


@routes.get(
    "/v1/documents/{document_id}",
    response_model=document_schema.Document,
    responses=_problems(404, 422, 500, 503),
    tags=["documents"],
)
def document(document_id: str, searcher: Current) -> Response:
    """One document whole: its canonical text, which every offset counts in, its sections and its notes."""
    return _respond(operations.document(searcher, document_id))


@routes.get(
    "/v1/documents/{document_id}/boxes",
    response_model=document_schema.Boxes,
    responses=_problems(404, 422, 500, 503),
    tags=["documents"],
)
def boxes(document_id: str, start: int, end: int, searcher: Current) -> Response:
    """Where the words from ``start`` to ``end``, as of a citation, stand on their pages."""
    return _respond(operations.boxes(searcher, document_id, start, end))


@routes.get(
    "/v1/passages/{passage_id}",
    response_model=document_schema.Passage,
    responses=_problems(404, 422, 500, 503),
    tags=["documents"],
)
def passage(passage_id: str, searcher: Current) -> Response:
    """One passage with its sentences and its place."""
    return _respond(operations.passage(searcher, passage_id))


@routes.get("/v1/reports", response_model=file_schema.Reports, responses=_problems(500, 503), tags=["documents"])
def reports(request: Request) -> Response:
    """What became of each file that was named: read, a duplicate or refused, and what was lost of it."""
    desk: Desk = request.app.state.desk
    return _respond(desk.reports())


@routes.get("/metrics", response_class=Response, tags=["health"])
def metrics(request: Request) -> Response:
    """What this server has done since it began, and what is live, in the text form that Prometheus reads."""
    return Response(request.app.state.metrics.text(), media_type=METRICS)


@routes.get("/health/live", response_model=health.Liveness, tags=["health"])
def live() -> Response:
    """That the server runs, whatever it can answer."""
    return _respond(health.Liveness(status="live"))


@routes.get("/health/ready", response_model=health.Readiness, responses=_problems(500, 503), tags=["health"])
def ready(request: Request) -> Response:
    """What is live; a problem while no question can be answered at full speed."""
    desk: Desk = request.app.state.desk
    return _respond(desk.readiness())


def _respond(made: schema.Model) -> Response:
    return Response(schema.body(made), media_type="application/json")
