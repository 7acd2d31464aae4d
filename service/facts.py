"""What every door of the register does with one open searcher: a query in, objects or a table out."""

import csv
import io
from collections.abc import Iterator, Sequence

from corpus import facts as made
from corpus.errors import QuestionError
from corpus.facts import FactKind
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document, permalink
from index.coverage import cover
from index.facets import MOST, RegisterQuery
from index.searcher import Searcher
from index.totals import Total
from service import fact_schema, operations

DETAILS = {  # the columns of a table, in the order of corpus/facts.py
    FactKind.FUNDING: "amount currency qualifier period giver channel place purpose type",
    FactKind.PROGRAMME: "name acronym what runner partner place since number",
    FactKind.AGREEMENT: "name acronym party year stipulates",
    FactKind.FIELD: "field place period",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run if a cell began with it


def find(searcher: Searcher, kind: FactKind, asked: fact_schema.Asked) -> fact_schema.Facts:
    """The facts that a request asks for, and sums over all that match.

    Raises QuestionError as ``Register.find`` does, and for a document that is not there.
    """
    query = RegisterQuery(kind, _filters(searcher, asked), asked.sort, asked.offset, asked.limit)
    page = searcher.register.find(query)
    documents = searcher.store.documents([fact.document_id for fact in page.facts])
    return fact_schema.Facts(
        kind=kind,
        filters=dict(query.filters),
        sort=query.sort,
        matching=len(page.matching),
        offset=query.offset,
        limit=query.limit,
        facts=[_fact(searcher, fact, documents[fact.document_id]) for fact in page.facts],
        totals=[_total(total) for total in searcher.register.totals(page.matching, query.filters.get("period", ""))],
        generation=searcher.generation,
    )


def every(searcher: Searcher, kind: FactKind, asked: fact_schema.Asked) -> Iterator[fact_schema.Facts]:
    """Page after page of all facts that match a request, whatever its limit; raises QuestionError as ``find`` does."""
    offset, matching = asked.offset, asked.offset + 1
    while offset < matching:
        found = find(searcher, kind, asked.model_copy(update={"offset": offset, "limit": MOST}))
        yield found
        offset, matching = offset + MOST, found.matching


def coverage(searcher: Searcher, asked: fact_schema.AskedCoverage) -> fact_schema.Coverage:
    """How often each field is spoken of by place and year, over the facts that a request asks for."""
    cells = [
        fact_schema.Cell(field=cell.field, place=cell.place, year=cell.year, count=cell.count)
        for cell in cover(searcher.register, _filters(searcher, asked))
    ]
    return fact_schema.Coverage(
        filters=asked.filters(),
        fields=list(packaged_gazetteer().field_names),
        cells=cells,
        generation=searcher.generation,
    )


def _filters(searcher: Searcher, asked: fact_schema.Narrowed) -> dict[str, str]:
    filters = asked.filters()
    wanted = filters.get("document")
    if wanted and all(one.document_id != wanted for one in searcher.store.catalogue()):
        raise QuestionError(f"There is no document '{wanted}'.", "See 'tenkyo status' or /v1/documents.")
    return filters


def table(pages: Sequence[fact_schema.Facts]) -> str:
    """The facts of pages as one CSV with a head, a row a fact; several values of one name stand in one cell.

    ``quote`` is verbatim, line ends too. A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    names = DETAILS[pages[0].kind].split()
    told = ["fields", "contained_in", "superseded_by", "quote", "start", "end", "permalink"]
    rows = [["fact_id", "document_id", "title", *names, *told]]
    for fact in (fact for page in pages for fact in page.facts):
        values = ["; ".join(one.value for one in fact.values if one.name == name) for name in names]
        cited = fact.citation
        ties = ("; ".join(fact.fields), fact.contained_in or "", fact.superseded_by or "")
        place = (cited.quote, str(cited.start), str(cited.end), cited.permalink)
        rows.append([fact.fact_id, cited.document_id, cited.title, *values, *ties, *place])
    return _csv(rows)


def coverage_table(found: fact_schema.Coverage) -> str:
    """The cells of a coverage as CSV with a head; an empty place or year is whatever is named, if anything."""
    rows = [["field", "place", "year", "count"]]
    return _csv([*rows, *([cell.field, cell.place, cell.year, str(cell.count)] for cell in found.cells)])


def _csv(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _fact(searcher: Searcher, fact: made.Fact, document: Document) -> fact_schema.Fact:
    return fact_schema.Fact(
        fact_id=fact.fact_id,
        kind=fact.kind,
        values=[_value(one, document) for one in fact.details],
        fields=list(searcher.register.fields(fact)),
        contained_in=searcher.register.containers.get(fact.fact_id) if fact.kind is FactKind.FUNDING else None,
        superseded_by=searcher.register.replaced.get(fact.document_id),
        citation=operations.citation(searcher.store, searcher.register.cite(fact, document)),
    )


def _value(detail: made.Detail, document: Document) -> fact_schema.Value:
    return fact_schema.Value(
        name=detail.name,
        value=detail.value,
        quote=detail.span.of(document.text),
        start=detail.span.start,
        end=detail.span.end,
        permalink=permalink(document, detail.span),
    )


def _total(total: Total) -> fact_schema.Total:
    return fact_schema.Total(
        currency=total.currency,
        type=total.type,
        amount=f"{total.amount:f}",
        approximate=total.approximate,
        addends=list(total.addends),
        left_out=[fact_schema.LeftOut(fact_id=one.fact_id, reason=one.reason, by=one.by) for one in total.left_out],
    )
