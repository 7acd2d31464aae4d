"""The pages of the register: facts in tables that a form narrows, and the coverage of fields. They need no script."""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from fastapi import Query as Asking
from fastapi.responses import HTMLResponse, Response

from corpus.errors import QuestionError
from corpus.facts import FactKind
from corpus.gazetteer import packaged_gazetteer
from index.coverage import ANY
from index.facets import FILTERS, SORTS, TYPES
from index.searcher import Searcher
from service import fact_schema, facts
from service.desk import Current
from service.fact_routes import CSV, asked_once
from service.faults import find_faults
from service.languages import of_documents
from service.pages import render
from service.words import money, period

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse, dependencies=[Depends(asked_once)])
MOST_COLUMNS = 12  # of the coverage: the places or years with the most counts; a filter brings out any other


@dataclass(frozen=True, slots=True)
class Look:
    """How the facts of a kind are shown: the path and title of the page, what heads a row, and the other columns."""

    path: str
    title: str
    lead: str
    head: str
    columns: tuple[str, ...]


LOOKS = {
    FactKind.FUNDING: Look(
        "/funding",
        "Funding",
        "Who gave how much, through whom, where and for what, as the documents say it.",
        "amount",
        ("type", "period", "giver", "channel", "place", "purpose"),
    ),
    FactKind.PROGRAMME: Look(
        "/programmes",
        "Programmes",
        "Projects, funds, centres, dialogues and exercises, and what the documents say of them.",
        "name",
        ("what", "runner", "partner", "place", "since", "number"),
    ),
    FactKind.AGREEMENT: Look(
        "/agreements",
        "Agreements and policy documents",
        "Agreements, conventions, strategies and plans that the documents name.",
        "name",
        ("party", "year", "stipulates"),
    ),
    FactKind.FIELD: Look(
        "/fields",
        "Fields",
        "Where the documents speak of a field of policy, with the places and periods of the sentence.",
        "field",
        ("place", "period"),
    ),
}


@router.get("/funding")
def funding(searcher: Current, asked: Annotated[fact_schema.AskedFunding, Asking()]) -> Response:
    """Funding as a table, with sums."""
    return _page(searcher, FactKind.FUNDING, asked)


@router.get("/programmes")
def programmes(searcher: Current, asked: Annotated[fact_schema.AskedProgrammes, Asking()]) -> Response:
    """Programmes as a table."""
    return _page(searcher, FactKind.PROGRAMME, asked)


@router.get("/agreements")
def agreements(searcher: Current, asked: Annotated[fact_schema.AskedAgreements, Asking()]) -> Response:
    """Agreements and policy documents as a table."""
    return _page(searcher, FactKind.AGREEMENT, asked)


@router.get("/fields")
def fields(searcher: Current, asked: Annotated[fact_schema.AskedFields, Asking()]) -> Response:
    """Mentions of fields as a table."""
    return _page(searcher, FactKind.FIELD, asked)


@router.get("/coverage")
def coverage(searcher: Current, asked: Annotated[fact_schema.AskedCoverage, Asking()]) -> Response:
    """How often each field is spoken of, by place and by year."""
    faults, grids = dict[str, str](), list[Grid]()
    fields = list(packaged_gazetteer().field_names)
    try:
        found = facts.coverage(searcher, asked)
        if asked.format == "csv":
            return _spreadsheet(facts.coverage_table(found))
        cells = found.cells
        grids = [_grid("By place", "place", cells), _grid("By year", "period", cells)]
        fields = sorted({cell.field for cell in cells}) or [asked.field] if asked.field else fields
    except QuestionError as error:
        faults = _faults(searcher, FactKind.FIELD, fact_schema.AskedFields(), asked.filters(), error)
    page = render(
        "coverage.html",
        faults=faults,
        filters=_filled(FactKind.FIELD, asked),
        fields=fields,
        choices=_choices(searcher),
        grids=grids,
        link=_link,
        language_in=of_documents(searcher.store),
    )
    return HTMLResponse(page, 422 if faults else 200)


def _page(searcher: Searcher, kind: FactKind, asked: fact_schema.Asked) -> Response:
    found, faults = None, dict[str, str]()
    try:
        if asked.format == "csv":
            return _spreadsheet(facts.table(list(facts.every(searcher, kind, asked))))
        found = facts.find(searcher, kind, asked)
    except QuestionError as error:
        faults = _faults(searcher, kind, asked, {**asked.filters(), "sort": asked.sort}, error)
    page = render(
        "register.html",
        look=LOOKS[kind],
        found=found,
        faults=faults,
        filters=_filled(kind, asked),
        choices=_choices(searcher),
        sorts=SORTS[kind],
        sort=asked.sort,
        period=period,
        amounts=_amounts(searcher, found) if found else {},
        link=_link,
        language_in=of_documents(searcher.store),
    )
    return HTMLResponse(page, 422 if faults else 200)


def _spreadsheet(table: str) -> Response:
    """All that matches as a table for a spreadsheet, which knows UTF-8 only by a byte order mark."""
    return Response(BOM_UTF8 + table.encode(), media_type=f"{CSV}; charset=utf-8")


def _faults(
    searcher: Searcher, kind: FactKind, asked: fact_schema.Asked, fields: Mapping[str, str], problem: QuestionError
) -> dict[str, str]:
    """By field of the form what is wrong with it, and under "" what is wrong with none of them."""
    alone = {key: type(asked).model_validate({key: value, "limit": 1}) for key, value in fields.items()}
    return find_faults({key: partial(facts.find, searcher, kind, one) for key, one in alone.items()}, problem, "")


def _amounts(searcher: Searcher, found: fact_schema.Facts) -> dict[str, str]:
    """By fact id, as it is read: every amount on the page, whatever contains it, and what the sums add or leave out."""
    spoken = {id for fact in found.facts for id in (fact.fact_id, fact.contained_in)}
    for total in found.totals:
        spoken |= {*total.addends, *(one.fact_id for one in total.left_out), *(one.by for one in total.left_out)}
    return {
        fact.fact_id: money(fact.values("amount")[0], fact.values("currency")[0])
        for fact in searcher.register.all(found.kind)
        if fact.fact_id in spoken and fact.values("amount")
    }


def _filled(kind: FactKind, asked: fact_schema.Narrowed) -> dict[str, str]:
    """Every filter of a kind with what was asked for, empty if nothing was."""
    told = asked.filters()
    return {key: told.get(key, "") for key in FILTERS[kind]}


def _choices(searcher: Searcher) -> dict[str, list[tuple[str, str]]]:
    """The filters that are chosen from a list: value and what it is called."""
    documents = [(entry.document_id, entry.title) for entry in searcher.store.catalogue()]
    fields = [(one, one) for one in packaged_gazetteer().field_names]
    return {"document": documents, "type": [(one, one) for one in TYPES], "field": fields}


def _link(path: str, told: Mapping[str, object], **changed: object) -> str:
    """The path with these values in its query, without those that are empty."""
    query = {key: value for key, value in {**told, **changed}.items() if value not in ("", None)}
    return f"{path}?{urlencode(query)}" if query else path


@dataclass(frozen=True, slots=True)
class Grid:
    """How often each field is spoken of, in all and with each place or in each year.

    ``key`` is the filter that a column stands for; ``unlisted`` is how many columns are not shown. Every count is a
    cell of the coverage, so that of the facts which the same filters open.
    """

    title: str
    key: str
    columns: tuple[str, ...]
    unlisted: int
    counts: Mapping[tuple[str, str], int]


def _grid(title: str, key: str, cells: Sequence[fact_schema.Cell]) -> Grid:
    """The grid by ``key``, "place" or "period": the columns with the most counts, years in their order."""
    told = {(cell.field, cell.place if key == "place" else cell.year): cell.count
            for cell in cells if not (cell.year if key == "place" else cell.place)}  # fmt: skip
    sums = Counter[str]()
    for (_, column), count in told.items():
        sums[column] += count
    chosen = sorted(sums.keys() - {ANY}, key=lambda one: (-sums[one], one))
    shown = chosen[:MOST_COLUMNS]
    columns = (ANY, *(sorted(shown) if key == "period" else shown))
    return Grid(title, key, columns, len(chosen) - len(shown), told)
