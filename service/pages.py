"""The pages: the question box, and each document with the cited words marked. They need no script."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from corpus.errors import QuestionError
from corpus.filters import FILTERS, MOST_VALUES, folded, read_filters
from corpus.records import Kind, Section
from corpus.store import Store
from ingest.marks import HEADING_BULLETS
from service import compose_schema, composing, document_schema, operations, schema
from service.cited import CitedWords, find_cited, page_link, refer, reference_line
from service.desk import Current, CurrentEndpoint, Desk
from service.faults import find_faults
from service.languages import language_of, of_documents, of_explanation
from service.marked import mark
from service.tables import is_drawn
from service.words import count, ocr_note, page_name, period, printable, sum_of, without_label

MOST_LISTED = 50  # documents on the first page
MOST_REPORTS = 500  # files on the page of files
NEAREST = 5  # passages beside a question that nothing answers
router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@dataclass(frozen=True, slots=True)
class _Choice:
    """One filter in the question box: the values offered, none where any may be written, and those chosen."""

    offered: list[str]
    chosen: list[str]

    def options(self, chosen: str) -> list[tuple[str, str]]:
        """What is offered beside ``chosen``, each as it is sent and as it is called.

        What is chosen is sent again as it came, under the name of what it stands for, or as it is if nothing offered is
        meant: a filter that was given in an address would else be lost when the form is sent.
        """
        alike = [one for one in self.offered if chosen and folded(one) == folded(chosen)]
        told = [(chosen if one in alike else one, one) for one in self.offered]
        return told if alike or not chosen else [*told, (chosen, chosen)]


@router.get("/")
def ask(
    request: Request, searcher: Current, endpoint: CurrentEndpoint, q: str | None = None, compose: str | None = None
) -> HTMLResponse:
    """The question box; with ``q`` the answer to it, or what is wrong with the question.

    With ``compose``, and if a language model is set, the answer is in its words. Further parameters are filters, as
    HTTP takes them; an empty one is none.
    """
    answer: schema.Answer | None = None
    problem: QuestionError | None = None
    filters = _given(request)
    if q is not None:
        try:
            asked = schema.AnswerRequest(question=q, filters=filters)
            composes = endpoint if compose else None
            answer = composing.composed(searcher, asked, composes) if composes else operations.answer(searcher, asked)
            request.app.state.metrics.count_answer(answer.status)
        except QuestionError as error:
            problem = error
    entries = operations.documents(searcher).documents
    listed = [] if answer else entries[:MOST_LISTED]
    page = render(
        "ask.html",
        question=q or "",
        choices=_choices(entries, filters),
        model=endpoint.model if endpoint else "",
        asked=[("q", q or ""), *((key, value) for key, values in filters.items() for value in values)],
        composed=answer if isinstance(answer, compose_schema.Composed) else None,
        answer=answer,
        faults=_faults(filters, problem) if problem else {},
        nearest=NEAREST,
        lines=[reference_line(one, str(request.base_url)) for one in answer.citations] if answer else [],
        listed=listed,
        unlisted=0 if answer else max(0, len(entries) - MOST_LISTED),
        outlines={entry.document_id: _outline(searcher.store, entry.document_id) for entry in listed},
        language_in=of_documents(searcher.store),
        also={hit.passage_id: hit.also for hit in answer.passages} if answer else {},
    )
    return HTMLResponse(page, 422 if problem else 200)


@router.get("/documents/{document_id}")
def document(
    request: Request,
    document_id: str,
    searcher: Current,
    words: Annotated[CitedWords, Query()],
) -> HTMLResponse:
    """A whole document by its sections, with the cited words marked."""
    found = searcher.store.document(document_id)
    cited, lost = find_cited(found, words)
    marked = mark(searcher.store, found, cited)
    page = render(
        "document.html",
        document=found,
        language=of_documents(searcher.store)(document_id),
        marked=marked,
        titled=any(block.level == 1 for block in marked.blocks),
        cited=cited,
        line=reference_line(refer(searcher.store, found, cited), str(request.base_url)) if cited else "",
        lost=lost,
    )
    return HTMLResponse(page)


@router.get("/reports")
def reports(request: Request, searcher: Current) -> HTMLResponse:
    """What became of each file: refused ones first, then those with pages that could not be read well."""
    desk: Desk = request.app.state.desk
    told = desk.reports()
    found = told.reports
    page = render(
        "reports.html",
        reports=found[:MOST_REPORTS],
        alike=told.alike[:MOST_REPORTS],
        unlisted=max(0, len(found) - MOST_REPORTS),
        counts=Counter(report.outcome for report in found),
        known={entry.document_id for entry in operations.documents(searcher).documents},
    )
    return HTMLResponse(page)


def _given(request: Request) -> dict[str, list[str]]:
    """The filters of an address; of too many values one more than may be asked for, which is refused."""
    given = {key: [value for value in request.query_params.getlist(key) if value.strip()] for key in FILTERS}
    return {key: values[: MOST_VALUES + 1] for key, values in given.items() if values}


def _choices(entries: Sequence[document_schema.Entry], filters: Mapping[str, list[str]]) -> dict[str, _Choice]:
    """What the question box offers for each filter, in its order, and what was chosen."""
    offered = {
        "publisher": sorted({entry.publisher for entry in entries if entry.publisher}),
        "language": sorted({entry.language for entry in entries if entry.language}),
        "kind": [kind.value for kind in Kind if kind is not Kind.HEADING],
    }
    return {key: _Choice(offered.get(key, []), list(filters.get(key, ()))) for key in FILTERS}


def _faults(filters: Mapping[str, list[str]], problem: QuestionError) -> dict[str, str]:
    """By field of the question box what is wrong with it: of each filter that cannot be, else of the question."""
    return find_faults({key: partial(read_filters, {key: values}) for key, values in filters.items()}, problem, "q")


def problem_page(problem: schema.Problem) -> str:
    """An error as a page."""
    return render("problem.html", problem=problem)


def _outline(store: Store, document_id: str) -> list[Section]:
    """The headings of the first two levels under the title."""
    return [one for one in store.sections(document_id) if one.kind is Kind.HEADING and 1 <= one.level <= 2]


def without_bullet(heading: str) -> str:
    """A heading without the sign that is set before it; the words that are quoted keep it.

    >>> without_bullet("●Japan's Efforts"), without_bullet("(2) Fields")
    ("Japan's Efforts", '(2) Fields')
    """
    return heading.lstrip("".join(HEADING_BULLETS)).lstrip()


def _lang(words: str, told: str | None = None) -> Markup:
    """The attribute that says in which language ``words`` are, after a blank; nothing if that is not known."""
    language = language_of(words, told)
    return Markup(' lang="{}"').format(language) if language else Markup("")


def render(template: str, **values: object) -> str:
    """A template with these values, as HTML."""
    return _templates().get_template(template).render(values)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("service"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["without_label"] = without_label
    made.filters["without_bullet"] = without_bullet
    made.filters["printable"] = printable
    made.filters["lang"] = _lang
    made.globals["language_of"] = language_of
    made.globals["is_drawn"] = is_drawn
    made.globals["of_explanation"] = of_explanation
    made.globals["count"] = count
    made.globals["page_name"] = page_name
    made.globals["period"] = period
    made.globals["sum_of"] = sum_of
    made.globals["ocr_note"] = ocr_note
    made.globals["page_link"] = page_link
    return made
