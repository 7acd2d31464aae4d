"""Every error as RFC 9457 problem+json, or as a page for a browser that reads pages."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from corpus.errors import BusyError, GenerationError, MissingError, StorageError, TenkyoError, UsageError
from service import schema
from service.desk import Desk
from service.guards import HEADERS
from service.invalid import describe_broken, describe_invalid
from service.negotiation import preferred
from service.pages import problem_page

MEDIA_TYPE = "application/problem+json"
PAGE = "text/html"
_IS_JSON = re.compile(r"\s*application/(?:[\w.-]+\+)?json\s*(?:;|\Z)", re.IGNORECASE)
STATUSES = (  # the first class that an error is an instance of decides; any other is 500
    (UsageError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (MissingError, HTTPStatus.NOT_FOUND),
    (BusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StorageError, HTTPStatus.SERVICE_UNAVAILABLE),
    (GenerationError, HTTPStatus.SERVICE_UNAVAILABLE),
)
REMEDIES = {
    HTTPStatus.NOT_FOUND: "The addresses that exist are listed in /openapi.json; the page is at /.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Use the method that /openapi.json gives for this address.",
}
SEND = "Send JSON with the header 'Content-Type: application/json'; /openapi.json has the fields."
FIELDS = "See /openapi.json for the fields, and send JSON."
OTHERWISE = "See /openapi.json for what can be asked."


def handle_errors(application: FastAPI) -> None:
    """Have ``application`` answer every error as a problem."""
    application.add_exception_handler(TenkyoError, _on_known)
    application.add_exception_handler(RequestValidationError, _on_invalid)
    application.add_exception_handler(HTTPException, _on_refused)
    application.add_exception_handler(Exception, _on_unforeseen)


def problem(status: int, detail: str, remedy: str) -> schema.Problem:
    """A problem of an HTTP status, titled as that status is.

    >>> problem(404, "There is no document 'x'.", "See /v1/documents.").title
    'Not Found'
    """
    title = HTTPStatus(status).phrase
    sendable = detail.encode("utf-8", "backslashreplace").decode()  # it may quote what was sent
    return schema.Problem(type="about:blank", title=title, status=status, detail=sendable, remedy=remedy)


def status_of(error: TenkyoError) -> int:
    """The HTTP status of an error of the tree."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


async def _on_known(request: Request, error: Exception) -> Response:
    assert isinstance(error, TenkyoError)
    desk: Desk = request.app.state.desk
    return _respond(request, problem(status_of(error), desk.within(error.problem), desk.within(error.remedy)))


async def _on_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    detail = describe_invalid(error.errors())
    if request.method in ("GET", "HEAD"):
        return _respond(request, problem(422, detail, "See /openapi.json for what may be asked."))
    length = request.headers.get("content-length", "" if "transfer-encoding" in request.headers else "0")
    if length == "0":
        return _respond(request, problem(422, "The request has no body.", SEND))
    content_type = request.headers.get("content-type", "")
    if not _IS_JSON.match(content_type):
        told = f"its Content-Type is '{content_type}'" if content_type else "it has no Content-Type"
        return _respond(request, problem(422, f"The body is not said to be JSON: {told}.", SEND))
    return _respond(request, problem(422, describe_broken(error.errors(), error.body) or detail, FIELDS))


async def _on_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, UnicodeDecodeError):  # of a body; the framework says only that it cannot be read
        detail = f"The body is not JSON: it is not UTF-8 from byte {error.__cause__.start} on, counted from 0."
        return _respond(request, problem(422, detail, FIELDS))
    status = HTTPStatus(error.status_code)
    detail = error.detail if error.detail != status.phrase else f"{request.method} {request.url.path}: {status.phrase}."
    made = problem(status, detail, REMEDIES.get(status, OTHERWISE))
    headers = {name: _allowed(value) if name == "Allow" else value for name, value in (error.headers or {}).items()}
    return _respond(request, made, headers)


def _allowed(methods: str) -> str:
    """The methods of a route in one order, as the framework takes them from a set; with GET HEAD (service/guards.py).

    >>> _allowed("GET"), _allowed("HEAD, GET"), _allowed("POST")
    ('GET, HEAD', 'GET, HEAD', 'POST')
    """
    told = set(methods.split(", "))
    return ", ".join(sorted(told | {"HEAD"} if "GET" in told else told))


async def _on_unforeseen(request: Request, _: Exception) -> Response:
    made = problem(500, "The server failed at this.", "Ask again; if it stays so, tell whoever runs this server.")
    return _respond(request, made)


def _respond(request: Request, made: schema.Problem, headers: Mapping[str, str] | None = None) -> Response:
    given = {**HEADERS, **(headers or {})}
    if not request.url.path.startswith("/v1/"):
        given["Vary"] = "Accept"
        if preferred(request.headers.get("accept", ""), MEDIA_TYPE, PAGE) == PAGE:
            return Response(problem_page(made), made.status, given, f"{PAGE}; charset=utf-8")
    return Response(schema.body(made), made.status, given, MEDIA_TYPE)
