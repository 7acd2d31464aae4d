"""The register over HTTP: the same objects as everywhere, or a table where the client asks for CSV."""

from collections import Counter
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from corpus.errors import QuestionError
from corpus.facts import FactKind
from service import fact_schema, facts, schema
from service.desk import Current
from service.negotiation import preferred

JSON, CSV = "application/json", "text/csv"
FORMATS = {"json": JSON, "csv": CSV}
TOTAL = "X-Total-Count"
MOST_PARAMETERS = 50
TABLE: dict[str, Any] = {CSV: {"schema": {"type": "string"}}}
VARY = {"description": "Accept, unless the query says the format", "schema": {"type": "string"}}
COUNTED: dict[int | str, dict[str, Any]] = {
    200: {
        "content": TABLE,
        "headers": {
            TOTAL: {"description": "how many facts match, on all pages", "schema": {"type": "integer"}},
            "Link": {"description": "the next page, as rel=next, if there is one", "schema": {"type": "string"}},
            "Vary": VARY,
        },
    }
}


def asked_once(request: Request) -> None:
    """QuestionError for a parameter that is given twice: the register takes one value of each, as the command does.

    And for more parameters than any route takes, before each of them is looked at.
    """
    given = Counter(key for key, _ in request.query_params.multi_items())
    if twice := next((key for key, times in given.items() if times > 1), None):
        raise QuestionError(f"'{twice}' is given twice.", "Give each filter once.")
    if len(given) > MOST_PARAMETERS:
        raise QuestionError(f"{len(given):,} parameters are given; {MOST_PARAMETERS} is the most.", "Give fewer.")


routes = APIRouter(tags=["register"], dependencies=[Depends(asked_once)])


@routes.get("/v1/funding", response_model=fact_schema.Facts, responses=COUNTED)
def funding(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedFunding, Query()]) -> Response:
    """Who gave how much to whom, when, through whom and for what; with sums that mix nothing."""
    return _listed(request, asked, facts.find(searcher, FactKind.FUNDING, asked))


@routes.get("/v1/programmes", response_model=fact_schema.Facts, responses=COUNTED)
def programmes(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedProgrammes, Query()]) -> Response:
    """Projects, funds, centres and exercises: what they are, who runs them, where and since when."""
    return _listed(request, asked, facts.find(searcher, FactKind.PROGRAMME, asked))


@routes.get("/v1/agreements", response_model=fact_schema.Facts, responses=COUNTED)
def agreements(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedAgreements, Query()]) -> Response:
    """Agreements and policy documents: their parties, years and what they stipulate."""
    return _listed(request, asked, facts.find(searcher, FactKind.AGREEMENT, asked))


@routes.get("/v1/fields", response_model=fact_schema.Facts, responses=COUNTED)
def fields(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedFields, Query()]) -> Response:
    """Where fields of policy are spoken of, with the places and periods of the sentence."""
    return _listed(request, asked, facts.find(searcher, FactKind.FIELD, asked))


@routes.get(
    "/v1/coverage",
    response_model=fact_schema.Coverage,
    responses={200: {"content": TABLE, "headers": {"Vary": VARY}}},
)
def coverage(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedCoverage, Query()]) -> Response:
    """How often each field is spoken of, by place and by year."""
    found = facts.coverage(searcher, asked)
    return _respond(request, asked, found, lambda: facts.coverage_table(found), {})


def _listed(request: Request, asked: fact_schema.Asked, found: fact_schema.Facts) -> Response:
    """A page of facts; its headers say how many match, and where the next page is if there is one."""
    following = found.offset + len(found.facts)
    headers = {TOTAL: str(found.matching)}
    if found.facts and following < found.matching:
        address = request.url.include_query_params(offset=following, limit=found.limit)
        headers["Link"] = f'<{address.path}?{address.query}>; rel="next"'
    return _respond(request, asked, found, lambda: facts.table([found]), headers)


def _respond(
    request: Request, asked: fact_schema.Narrowed, made: schema.Model, table: Callable[[], str], headers: dict[str, str]
) -> Response:
    """JSON or a table: what the query says, or else what the Accept header would rather have."""
    media_type = FORMATS[asked.format] if asked.format else preferred(request.headers.get("accept", ""), JSON, CSV)
    headers = headers if asked.format else {**headers, "Vary": "Accept"}
    if media_type == CSV:
        return Response(table().encode(), headers=headers, media_type=f"{CSV}; charset=utf-8")
    return Response(schema.body(made), headers=headers, media_type=JSON)
