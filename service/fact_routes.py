"""The register over HTTP: the same objects as everywhere, or a table where the client asks for CSV."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from corpus.errors import QuestionError
from corpus.facts import FactKind
from service import fact_schema, facts, schema
from service.desk import Current

CSV = "text/csv"


def asked_once(request: Request) -> None:
    """QuestionError for a parameter that is given twice: the register takes one value of each, as the command does."""
    given = [key for key, _ in request.query_params.multi_items()]
    if twice := next((key for key in given if given.count(key) > 1), None):
        raise QuestionError(f"'{twice}' is given twice.", "Give each filter once.")


routes = APIRouter(tags=["register"], dependencies=[Depends(asked_once)])


@routes.get("/v1/funding", response_model=fact_schema.Facts)
def funding(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedFunding, Query()]) -> Response:
    """Who gave how much to whom, when, through whom and for what; with sums that mix nothing."""
    return _respond(request, asked, facts.find(searcher, FactKind.FUNDING, asked))


@routes.get("/v1/programmes", response_model=fact_schema.Facts)
def programmes(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedProgrammes, Query()]) -> Response:
    """Projects, funds, centres and exercises: what they are, who runs them, where and since when."""
    return _respond(request, asked, facts.find(searcher, FactKind.PROGRAMME, asked))


@routes.get("/v1/agreements", response_model=fact_schema.Facts)
def agreements(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedAgreements, Query()]) -> Response:
    """Agreements and policy documents: their parties, years and what they stipulate."""
    return _respond(request, asked, facts.find(searcher, FactKind.AGREEMENT, asked))


@routes.get("/v1/fields", response_model=fact_schema.Facts)
def fields(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedFields, Query()]) -> Response:
    """Where fields of policy are spoken of, with the places and periods of the sentence."""
    return _respond(request, asked, facts.find(searcher, FactKind.FIELD, asked))


@routes.get("/v1/coverage", response_model=fact_schema.Coverage)
def coverage(request: Request, searcher: Current, asked: Annotated[fact_schema.AskedFields, Query()]) -> Response:
    """How often each field is spoken of, by place and by year."""
    return _respond(request, asked, facts.coverage(searcher, asked))


def _respond(request: Request, asked: fact_schema.Asked, found: fact_schema.Facts | fact_schema.Coverage) -> Response:
    """JSON; or CSV, where the query or else the Accept header says so."""
    if asked.format == "csv" or request.headers.get("accept", "").split(",")[0].split(";")[0].strip() == CSV:
        text = facts.table(found) if isinstance(found, fact_schema.Facts) else facts.coverage_table(found)
        return Response(text.encode(), media_type=f"{CSV}; charset=utf-8")
    return Response(schema.body(found), media_type="application/json")
