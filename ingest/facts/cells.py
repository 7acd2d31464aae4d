"""Funding in the cells of a table: bare numbers whose money and scale stand at the head of their column.

    Contributions (US$ million) | FY2018 | FY2019
    Kenya | 1.5 | 2                                  → 1,500,000 and 2,000,000 dollars for Kenya

What is given must be said in the header or in the row; a table that says neither is no table of funding.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.facts import Detail
from corpus.gazetteer import Gazetteer
from corpus.records import Span
from ingest.facts.amounts import plain_value
from ingest.facts.kinds import find_type
from ingest.facts.periods import find_periods
from ingest.facts.sentences import Sentence
from ingest.reading import Block, Role
from ingest.tables import cells_of, tables_of

_NUMBER = re.compile(r"\s*(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d+)?)\s*")
_SCALE = re.compile(
    r"\b(?P<scale>thousand|million|billion|mn|bn)s?\b|(?P<japanese>百万|千|億|兆)(?=円|ドル|ユーロ)", re.IGNORECASE
)
_JAPANESE = {"千": "thousand", "百万": "million", "億": "100 million", "兆": "trillion"}
_TOTAL = re.compile(r"\s*(?:grand\s|sub-?)?total\b|\s*(?:合計|総計|計)\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Money:
    """The money of a column: its ISO code and where that is said, and the word of its scale."""

    currency: str
    span: Span
    scale: str


def header_rows(text: str, blocks: Sequence[Block]) -> dict[int, Span]:
    """By the start of each row of a table that has a header: the header's last row."""
    found: dict[int, Span] = {}
    for table in tables_of(text, [block for block in blocks if block.role is Role.ROW]):
        heads = [row for row in table.rows if row.level] or ([table.rows[0]] if table.header else [])
        for row in table.rows:
            if heads and row not in heads:
                found[row.span.start] = heads[-1].span
    return found


def find_cells(row: Sentence, header: Sentence, gazetteer: Gazetteer) -> Iterator[tuple[Detail, ...]]:
    """The funding that the bare numbers of a row tell, with what the header says of their columns."""
    heads, cells = cells_of(header.words), cells_of(row.words)
    if len(heads) != len(cells):
        return
    typed = find_type(header.words, Span(0, len(header.words)), heads[0])
    kind = header.detail("type", *typed) if typed else None
    told = find_type(row.words, Span(0, len(row.words)), cells[0])
    kind = kind or (row.detail("type", *told) if told else None)
    for head, cell in zip(heads, cells, strict=True):
        number = _NUMBER.fullmatch(row.words, cell.start, cell.end)
        money = _money(header.words, head, gazetteer.currencies) or _money(header.words, heads[0], gazetteer.currencies)
        if number and money and kind and not find_periods(number[0]):
            yield tuple(_details(row, header, head, Span(*number.span("number")), money, kind))


def _money(words: str, cell: Span, currencies: Mapping[str, str]) -> _Money | None:
    """The money that a cell of the header names."""
    scale = _SCALE.search(words, cell.start, cell.end)
    for form in sorted(currencies, key=len, reverse=True):
        bounded = rf"\b{re.escape(form)}\b" if form.isascii() and form.isalpha() else re.escape(form)
        found = re.compile(bounded).search(words, cell.start, cell.end)
        if found:
            told = (scale["scale"] or _JAPANESE[scale["japanese"]]) if scale else ""
            return _Money(currencies[form], Span(*found.span()), told)
    return None


def _details(
    row: Sentence, header: Sentence, head: Span, number: Span, money: _Money, kind: Detail
) -> Iterator[Detail]:
    value = plain_value(number.of(row.words), money.scale.removeprefix("100 "))
    total = _TOTAL.match(row.words)
    yield row.detail("amount", str(value * 100 if money.scale.startswith("100 ") else value), number)
    yield header.detail("currency", money.currency, money.span)
    yield row.detail("qualifier", "total" if total else "exact", Span(*total.span()) if total else number)
    periods = [(header, one) for one in header.periods if head.contains(one.span)] or [
        (row, one) for one in row.periods
    ]
    yield from (told.detail("period", one.value, one.span) for told, one in periods[:1])
    named = {"organisation": "channel", "fund": "channel", "place": "place"}
    free = [one for one in row.names if one.kind in named and not one.part]
    for kind_of, detail in (("channel", "channel"), ("place", "place")):
        yield from (row.detail(detail, one.value, one.span) for one in free if named[one.kind] == kind_of)
    first = cells_of(row.words)[0]
    if not free and not total and first.of(row.words).strip():
        yield row.said("purpose", first)
    yield kind
