"""The tables of a document: what stands over their rows, and as what their money is given."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.facts import Detail, Fact, FactKind
from corpus.records import Document, Span
from ingest.facts.funding.cells import Head, find_cells, find_counts, find_kind
from ingest.facts.funding.types import find_type
from ingest.facts.sentences import Sentence
from ingest.facts.standing import Headings

_SHORT = 4  # words of a heading that says as what money is given, and little else
_ALL_SUMS = re.compile(
    r"\b(?:[Aa]ll\s)?(?:[Aa]mounts|[Ff]igures|[Ss]ums)\s(?:are\s)?(?:(?:given|told|expressed|shown)\s)?in\s",
    re.IGNORECASE,
)
_SALARIES = re.compile(
    r"\W*(?:personal\semoluments|salaries|wages|personnel|staff\scosts|pay\sand\sallowances)\b", re.IGNORECASE
)


def find_heads(document: Document, sentences: Sequence[Sentence], over: Mapping[int, Span]) -> dict[int, Head]:
    """By the start of each row of a table: its header and its caption, the line that nothing parts from the table.

    ``over`` is the header by the start of each row.
    """
    by_start = {one.at: number for number, one in enumerate(sentences)}
    found: dict[int, Head] = {}
    money = next((one for one in sentences if _ALL_SUMS.search(one.words)), None)
    paid = {over[one.at] for one in sentences if one.at in over and _SALARIES.match(one.words)}
    for row, header in over.items():
        number = by_start.get(header.start)
        if number is not None:
            before = sentences[number - 1] if number else None
            near = before and not before.amounts and not document.text[before.span.end : header.start].strip()
            found[row] = Head(sentences[number], before if near else None, money, header in paid)
    return found


def typed(
    headings: Headings,
    sentences: Sequence[Sentence],
    heads: Mapping[int, Head],
    told: Iterable[Fact],
    currencies: Mapping[str, str],
) -> dict[int, Head]:
    """``heads`` with as what the money of their tables is given: as the text says of a total, else as the heading.

    ``told`` is the funding that the text tells beside its tables.
    """
    given = _given(told)
    tables: dict[int, list[Sentence]] = {}
    for one in sentences:
        if one.at in heads:
            tables.setdefault(heads[one.at].header.at, []).append(one)
    found: dict[int, Head] = {}
    for rows in tables.values():
        head = heads[rows[0].at]
        kind = find_kind(rows, head, given, currencies) or _type_of_heading(headings, rows[0])
        counts = find_counts(head.header, currencies)
        found |= {row.at: replace(head, kind=kind, counts=counts) for row in rows}
    return found


def read_cells(
    sentences: Sequence[Sentence], heads: Mapping[int, Head], currencies: Mapping[str, str]
) -> Iterator[Fact]:
    """The funding that stands in the cells of tables."""
    for row in sentences:
        head = heads.get(row.at)
        for details in find_cells(row, head, currencies) if head else ():
            yield row.fact(FactKind.FUNDING, details)


def _given(facts: Iterable[Fact]) -> dict[str, Detail]:
    """As what each amount of the text is given."""
    told = ((fact.values("amount"), one) for fact in facts for one in fact.details if one.name == "type")
    return {amount: kind for amounts, kind in told for amount in amounts}


def _type_of_heading(headings: Headings, row: Sentence) -> Detail | None:
    """As what the heading over a table says that money is given, if it says little else: "5. Budget"."""
    at, words = headings.above(row.passage.path[-1] if row.passage.path else "", row.at) or (0, "")
    told = find_type(words, Span(0, len(words)), Span(0, 0)) if 0 < len(words.split()) <= _SHORT else None
    return Detail("type", told[0], told[1].shifted(at)) if told else None
