"""Funding in the cells of a table: numbers whose money and scale stand at the head of their column, or in the caption.

    Contributions (US$ million) | FY2018 | FY2019
    Kenya | 1.5 | 2                                  → 1,500,000 and 2,000,000 dollars for Kenya

As what it is given must be said in the header, the caption or the row; a table that says so nowhere is none of funding.
What the other cells of a row tell is read by the heads of their columns (``ingest/facts/columns.py``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.cells import TOTAL, cells_of, total_of
from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.amounts import plain_value
from ingest.facts.funding.columns import find_roles, tell_cells
from ingest.facts.funding.dating import UNTIL
from ingest.facts.funding.types import find_type
from ingest.facts.periods import find_periods
from ingest.facts.sentences import Sentence
from ingest.reading import Block, Role
from ingest.tables import tables_of

_NUMBER = re.compile(  # "5.0 (a)" with the mark of a note
    r"\s*(?P<number>\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?|\d{1,12}(?:\.\d+)?)\s*(?:\([a-z\d]\)|\*{1,3})?\s*"
)
_SCALE = re.compile(
    r"\b(?P<scale>thousand|million|billion|crore|lakh|mn|bn)s?\b|(?<=[$€£¥])\s?(?P<short>m|k|bn)\b|(?P<zeros>['’]?000)(?:s|\b)"
    r"|(?P<japanese>百万|千|億|兆)(?=円|ドル|ユーロ)",
    re.IGNORECASE,
)
_JAPANESE = {"千": "thousand", "百万": "million", "億": "100 million", "兆": "trillion"}
# … what only over a table tells of giving, and as what it is given.
_OVER_A_TABLE = (
    ("disbursement", re.compile(r"\b(?:transfers?|transferred|expenses?|outturn|outgoings|actuals?)\b", re.IGNORECASE)),
    ("contribution", re.compile(r"\b(?:receipts|income|approvals|inflows|relief\sgoods|in-kind)\b", re.IGNORECASE)),
)
_IN_BRACKETS = re.compile(r"\((?P<kind>loan|grant|credit|pledge)s?\)", re.IGNORECASE)  # "Asian Development Bank (loan)"
_KIND = re.compile(r"(?P<kind>loan|grant|credit|pledge)s?", re.IGNORECASE)
_GRANTEE = re.compile(r"\bgrantees?\b", re.IGNORECASE)  # whose awards are grants
_KIND_OF = re.compile(r"\s*(?:kind|type|form|modality|instrument|terms?|status)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_NATIONAL = re.compile(r"\b(?:own|national|local|original|donor)\scurrenc", re.IGNORECASE)
# A row of what nobody gives: what was left over, earned or paid for. A secretariat "of" somebody is whom it is given.
_NOT_GIVEN = re.compile(
    r"\s*(?:interest(?!-|\sfree\b)|(?:opening|closing|unspent|cash|bank)?\s?balance|fees(?!\sfor\b)|exchange\s(?:gain|loss)"
    r"|carr(?:y|ied)|brought\sforward|sales|rent\b|investment\sincome"
    r"|(?:\w\.\s)?(?:secretariat(?!\sof\b)|administration(?!\sof\s(?!the\b))|(?:in)?direct\s(?:support\s)?costs|overheads?))\b"
    r"|.*\b(?:reduced\sprice|sold|sale)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:number of|no\.|count|#|share|rank|per\s?cent|months|targets?|results?|balance|projects|people)"
    r"|%|件数|人数|割合|比率|順位",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a row of a table: its header, and the line right above that, if there is one."""

    header: Sentence
    caption: Sentence | None
    money: Sentence | None = None  # where the text says what all its sums are told in
    own: bool = False  # whether it is of what a body itself costs, with its salaries
    counts: frozenset[int] = frozenset()  # the columns that count something else than money
    kind: Detail | None = None  # as what its money is given, if neither it nor the caption says so


@dataclass(frozen=True, slots=True)
class _Money:
    """An amount's money: the detail of its ISO code, and the word of its scale."""

    currency: Detail
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


def find_cells(row: Sentence, head: Head, currencies: Mapping[str, str]) -> Iterator[tuple[Detail, ...]]:
    """The funding that the cells of a row tell, with what stands over them."""
    header = head.header
    heads, cells = cells_of(header.words), cells_of(row.words)
    if len(heads) != len(cells) or head.own or _NOT_GIVEN.match(row.words):
        return
    again = any(_NATIONAL.search(over.of(header.words)) for over in heads) and bool(row.amounts)
    roles = find_roles(header.words, heads)
    for at, (over, cell) in enumerate(zip(heads, cells, strict=True)):
        if at in roles or _COUNTED.match(header.words, over.start, over.end) or (at in head.counts and not row.amounts):
            continue
        amount = _amount(row, head, over, cell, currencies)
        if amount and again and not any(cell.contains(one.span) for one in row.amounts):
            continue  # the same in the money of all: "EUR 14 million | 15,190,000"
        kind = _kind(row, head, over) if amount else None
        if amount and kind and amount[0].value != "0":
            total = total_of(row.words)
            summed = None if total else TOTAL.match(header.words, over.start, over.end)
            marked = row.detail("qualifier", "total", Span(*total.span())) if total else None
            marked = header.detail("qualifier", "total", Span(*summed.span())) if summed else marked
            said = marked or row.detail("qualifier", "exact", amount[0].span.shifted(-row.at))
            told = tell_cells(row, cells, roles, named=not total)
            if not any(one.name == "giver" for one in told):
                told += _whose(header, over)
            if head.caption and not any(one.name == "channel" for one in told):
                told += _spender(head.caption)
            dated = [] if any(one.name == "period" for one in told) else list(_period(row, head, over, currencies))
            yield *amount, said, *dated, *told, kind


def find_kind(
    rows: Sequence[Sentence], head: Head, given: Mapping[str, Detail], currencies: Mapping[str, str]
) -> Detail | None:
    """As what the money of a table is given, as the text says of an amount that one of its totals is.

    ``given`` is that by the amounts of the text: "We spent $86.4 million" tells it of "Total | 86.4".
    """
    heads = cells_of(head.header.words)
    for row in rows:
        cells = cells_of(row.words)
        if total_of(row.words) and len(cells) == len(heads):
            found = (_amount(row, head, *pair, currencies) for pair in zip(heads, cells, strict=True))
            kind = next((given[one[0].value] for one in found if one and one[0].value in given), None)
            if kind:
                return kind
    return None


def find_counts(header: Sentence, currencies: Mapping[str, str]) -> frozenset[int]:
    """The columns that count something else, for others name their money: "Spent ($ million) | Advisers"."""
    heads = cells_of(header.words)
    dated = {at for at, over in enumerate(heads) if any(over.contains(one.span) for one in header.periods)}
    told = {at for at, over in enumerate(heads) if at and _money(header, over, currencies)}
    able = told if dated & told else told | dated  # "FY2019 ($ million) | Projects in FY2019"
    summed = {at for at, over in enumerate(heads) if TOTAL.match(header.words, over.start) or over.start == over.end}
    return frozenset({*range(1, len(heads))} - able - summed) if told else frozenset()


def _amount(
    row: Sentence, head: Head, over: Span, cell: Span, currencies: Mapping[str, str]
) -> tuple[Detail, Detail] | None:
    """The amount in a cell and its currency, which the cell itself, its column, the first one or the caption names."""
    own = next((one for one in row.amounts if cell.contains(one.span)), None)
    first = cells_of(head.header.words)[0]
    of_money = None if over == first else _money(head.header, over, currencies)  # then 1950 is no year
    money = of_money or _money(head.header, first, currencies)
    if money is None and head.caption:
        money = _money(head.caption, Span(0, len(head.caption.words)), currencies)
    if money is None and head.money:
        money = _money(head.money, Span(0, len(head.money.words)), currencies)
    scale = money.scale if money else ""
    if own:
        figure = own.span.of(row.words).replace(own.currency_span.of(row.words), "")
        value = own.value if _LETTER.search(figure) else _scaled(own.value, scale)  # "US$ 5 million" tells its own
        return row.detail("amount", str(value), own.span), row.detail("currency", own.currency, own.currency_span)
    number = _NUMBER.fullmatch(row.words, cell.start, cell.end)
    if not number or not money or (not of_money and find_periods(number[0])):
        return None
    value = _scaled(plain_value(number["number"], ""), scale)
    return row.detail("amount", str(value), Span(*number.span("number"))), money.currency


def _spender(caption: Sentence) -> list[Detail]:
    """The programme or fund of whose money the line above a table tells: "Harbour Programme expenses"."""
    kinds = ("programme", "fund", "office")
    named = [one for one in caption.names if one.kind in kinds and not (one.part or one.owner)]
    return [caption.detail("channel", one.value, one.span) for one in named if " " in one.value][:1]


def _whose(header: Sentence, over: Span) -> list[Detail]:
    """Whoever the head of a column names, if it names nothing else: of that one's money the column tells."""
    named = (one for one in header.names if one.kind in ("organisation", "fund", "place") and one.span == over)
    return [header.detail("giver", one.value, one.span) for one in named]


def _scaled(value: Decimal, scale: str) -> Decimal:
    made = plain_value(f"{value:f}", scale.removeprefix("100 "))
    return made * 100 if scale.startswith("100 ") else made


def _kind(row: Sentence, head: Head, over: Span) -> Detail | None:
    """As what it is given: as the row says in brackets or by its own column, as the amount's column says, the header,
    the caption, or the row."""
    own = _IN_BRACKETS.search(row.words) or _kind_cell(row, head.header)
    if own:
        kind = own["kind"].lower()
        return row.detail("type", "loan" if kind == "credit" else kind, Span(*own.span("kind")))
    told = _told_over_tables(head.header, over)
    if told:
        return told
    whole = Span(0, len(head.header.words))
    places = [(head.header, over), (head.header, whole), (head.caption, None)]
    for sentence, part in places:
        part = part or (Span(0, len(sentence.words)) if sentence else None)
        found = (
            find_type(sentence.words, part, over if sentence is head.header else part) if sentence and part else None
        )
        if sentence and found:
            granted = _GRANTEE.search(head.header.words) if found[0] == "contribution" else None
            return sentence.detail("type", "grant" if granted else found[0], found[1])
    caption = _told_over_tables(head.caption, Span(0, len(head.caption.words))) if head.caption else None
    found = find_type(row.words, Span(0, len(row.words)), Span(0, 0))
    said = row.detail("type", *found) if found else None
    return _told_over_tables(head.header, whole) or caption or said or _kind_of_a_name(head) or head.kind


def _kind_cell(row: Sentence, header: Sentence) -> re.Match[str] | None:
    """What the cell says that stands under "Type" or the like, if it is all that the cell says."""
    for over, cell in zip(cells_of(header.words), cells_of(row.words), strict=True):
        if _KIND_OF.match(header.words, over.start, over.end):
            return _KIND.fullmatch(row.words, cell.start, cell.end)
    return None


def _told_over_tables(sentence: Sentence, part: Span) -> Detail | None:
    """As what the words of ``part`` say that only over a table are of giving: "Expenses by country"."""
    for kind, form in _OVER_A_TABLE:
        found = form.search(sentence.words, part.start, part.end)
        if found:
            return sentence.detail("type", kind, Span(*found.span()))
    return None


def _kind_of_a_name(head: Head) -> Detail | None:
    """As what an account gives that stands over a table by its acronym: "ODA by country"."""
    for sentence in (head.caption, head.header):
        for name in sentence.names if sentence else ():
            found = find_type(name.value, Span(0, len(name.value)), Span(0, 0))
            if sentence and found and name.span.of(sentence.words).isupper():
                return sentence.detail("type", found[0], name.span)
    return None


def _money(told: Sentence, cell: Span, currencies: Mapping[str, str]) -> _Money | None:
    """The money that a cell of the header, or the caption, names."""
    scale = _SCALE.search(told.words, cell.start, cell.end)
    found = _forms(tuple(currencies)).search(told.words, cell.start, cell.end)
    if found is None:
        return None
    word = _scale(scale) if scale else ""
    return _Money(told.detail("currency", currencies[found[0]], Span(*found.span())), word)


def _scale(found: re.Match[str]) -> str:
    """The word of a scale, however it is told: "US$ millions", "£m", "A$'000", 億円."""
    return found["scale"] or found["short"] or ("thousand" if found["zeros"] else _JAPANESE[found["japanese"]])


@cache
def _forms(currencies: tuple[str, ...]) -> re.Pattern[str]:
    """Any sign or word of money, the longest first; words as whole words."""
    longest_first = sorted(currencies, key=len, reverse=True)
    forms = (rf"\b{re.escape(one)}\b" if one.isascii() and one.isalpha() else re.escape(one) for one in longest_first)
    return re.compile(f"(?:{'|'.join(forms)})(?!借款)")  # 円借款 says as what, not how much a cell counts


def _is_paid(row: Sentence, header: Sentence, year: Span, currencies: Mapping[str, str]) -> bool:
    """Whether what looks like a year is an amount, for it stands under a head that names money."""
    pairs = zip(cells_of(header.words), cells_of(row.words), strict=True)
    over, cell = next(pair for pair in pairs if pair[1].end >= year.end)
    number = _NUMBER.fullmatch(row.words, cell.start, cell.end)
    return over.start > 0 and bool(number and _money(header, over, currencies))


def _period(row: Sentence, head: Head, over: Span, currencies: Mapping[str, str]) -> Iterator[Detail]:
    """The period of a column, else of the row, else of the caption."""
    told = [(head.header, one) for one in head.header.periods if over.contains(one.span)]
    told = told or [(row, one) for one in row.periods if not _is_paid(row, head.header, one.span, currencies)]
    if head.caption:
        words = head.caption.words
        told = told or [
            (head.caption, one) for one in head.caption.periods if not UNTIL.search(words, 0, one.span.start)
        ]
    yield from (sentence.detail("period", one.value, one.span) for sentence, one in told[:1])
