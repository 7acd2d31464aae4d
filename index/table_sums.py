"""What the rows and columns of a table sum: a row "Total" the cells above it, a column "Total" those beside it.

    Aid (EUR m) | 2019 | 2020 | Total
    Health      |  3   |   4  |   7      7 contains 3 and 4
    Water       |  1   |   2  |   3
    All         |  4   |   6  |  10      4 contains 3 and 1; 10 contains 7 and 3, and 4 and 6

A total of which not all parts are told (a row that nobody gives) contains those that are, if they are not more than it
or something is given back.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.cells import barred, cells_of, total_of
from corpus.facts import Fact
from corpus.records import Span
from index.amounts import amount_of, covers

_LEAST_CELLS = 3  # of a row that no bars show to be one
_PART, _WHOLE, _ALL = 1, 2, 3  # ranks of totals
_RANKS = ((_PART, re.compile(r"sub|小", re.IGNORECASE)), (_ALL, re.compile(r"grand|overall|総", re.IGNORECASE)))
_GIVEN_BACK = re.compile(r"[-−–△▲(]\s?\d[\d.,]*\s?\)?")  # a number below nothing


@dataclass(frozen=True, slots=True)
class AmountCell:
    """A fact whose amount stands in a cell: ``table`` and ``column`` count from 0, ``label`` is the row's first cell.

    ``rank`` is 0 if its row sums none, else higher the more it sums: a sub-total is below a total, that below a grand
    one. ``beside`` is whether its column sums others.
    """

    fact: Fact
    table: int
    column: int
    label: str
    rank: int
    beside: bool

    @property
    def below(self) -> bool:
        """Whether its row sums others."""
        return self.rank > 0

    @property
    def is_dated(self) -> bool:
        """Whether its row says of which time it is."""
        return any(one.name == "period" and self.row.contains(one.span) for one in self.fact.details)

    @property
    def row(self) -> Span:
        """Its row."""
        return self.fact.span


def find_cells(facts: Iterable[Fact], text: str) -> dict[str, AmountCell]:
    """By fact id: the cells that the amounts of one document, in reading order, stand in; prose has none."""
    found: dict[str, AmountCell] = {}
    table, last, width = -1, Span(0, 0), 0
    for fact in facts:
        words = _as_row(fact.span.of(text))
        cells = cells_of(words)
        amount = next(one.span for one in fact.details if one.name == "amount")
        inside = [at for at, one in enumerate(cells) if one.shifted(fact.span.start).contains(amount)]
        if len(cells) < 2 or not inside:
            continue
        if not (table >= 0 and len(cells) == width and (fact.span == last or _goes_on(text, last, fact.span, width))):
            table += 1
        last, width = fact.span, len(cells)
        marks = [one.span for one in fact.details if (one.name, one.value) == ("qualifier", "total")]
        beside = any(not fact.span.contains(one) for one in marks)
        found[fact.fact_id] = AmountCell(fact, table, inside[0], cells[0].of(words), _rank(words), beside)
    summing = {(one.table, one.column) for one in found.values() if one.beside}
    return {key: replace(one, beside=(one.table, one.column) in summing) for key, one in found.items()}


def _rank(row: str) -> int:
    called = total_of(row)
    return next((rank for rank, form in _RANKS if form.match(called[0])), _WHOLE) if called else 0


def _as_row(words: str) -> str:
    """The words of a row with bars between its cells; a line with fewer signs than a table's has none."""
    plain = words.replace("\n", " ")
    if len(cells_of(plain)) > 1:
        return plain
    told = barred(plain)
    return told if len(cells_of(told)) >= _LEAST_CELLS else plain


def _goes_on(text: str, last: Span, row: Span, width: int) -> bool:
    """Whether nothing but rows as wide, or titles within it, stand between two; a blank line ends one that has bars."""
    between = text[last.end : row.start]
    bars = " | " in row.of(text)
    able = (1, width) if bars else (width,)
    lines = [line for line in between.split("\n") if line.strip()]
    return ("\n\n" if bars else "\n\n\n") not in between and all(len(cells_of(_as_row(line))) in able for line in lines)


def find_sums(cells: Iterable[AmountCell], text: str) -> Iterator[tuple[AmountCell, tuple[AmountCell, ...]]]:
    """Each total of the tables of one document with the cells that it sums."""
    tables: dict[int, dict[Span, list[AmountCell]]] = {}
    for one in cells:
        tables.setdefault(one.table, {}).setdefault(one.row, []).append(one)
    for rows in tables.values():
        summed: set[str] = set()  # by a total of their column
        for whole in (one for row in rows.values() for one in row):
            if whole.below:
                parts = _column_parts(whole, rows, summed, text)
                summed.update(one.fact.fact_id for one in parts)
                yield whole, tuple(parts)
            if whole.beside:
                yield whole, tuple(_row_parts(whole, rows[whole.row]))


def _column_parts(
    whole: AmountCell, rows: Mapping[Span, Sequence[AmountCell]], summed: Container[str], text: str
) -> list[AmountCell]:
    """The cells of a total's column that it sums, none of which it has told of any other.

    Those since the total before it, all above, the totals above, or what no total has ``summed`` yet. Where nothing
    stands above, those below it, if they add up.
    """
    told = [one for one in _representatives(whole, rows) if one.row != whole.row]
    if whole.is_dated:
        told = [one for one in told if covers(whole.fact, one.fact)]
    above = [one for one in told if one.row < whole.row]
    if not above:
        below = [one for one in told if not one.below]
        return below if below and _adds_up(below, whole) else []
    plain, totals = [one for one in above if not one.below], [one for one in above if one.below]
    since = [one for one in plain if not totals or totals[-1].row < one.row]
    left = [one for one in above if one.fact.fact_id not in summed]
    for group, parts in ((since, since), (plain, above), (totals, above), (left, left)):
        if group and _adds_up(group, whole):
            return parts
    some = left if all(one.rank < whole.rank for one in left) else since or plain
    return some if _fits(some, whole) or _is_less(whole, next(iter(rows)), text) else []


def _is_less(whole: AmountCell, first: Span, text: str) -> bool:
    """Whether a row between the ``first`` of its table and a total takes something off it."""
    rows = (_as_row(line) for line in text[first.start : whole.row.start].split("\n"))
    cells = ((row, cells_of(row)[whole.column : whole.column + 1]) for row in rows)
    return any(_GIVEN_BACK.fullmatch(row, one.start, one.end) for row, found in cells for one in found)


def _representatives(whole: AmountCell, rows: Mapping[Span, Sequence[AmountCell]]) -> list[AmountCell]:
    """The cell of each row that a total of ``whole``'s column sums: in that column, or the row's only one.

    "USD 1 million | 1,000,000" is told once, in the column of what the donor paid in, which has no total of its own.
    """
    alike = {row: [one for one in cells if _of_one_money(one, whole)] for row, cells in rows.items()}
    summed = {one.column for one in alike[whole.row]}
    able = (
        [one for one in row if one.column == whole.column or (len(row) == 1 and one.column not in summed)]
        for row in alike.values()
    )
    return [row[0] for row in able if row]


def _of_one_money(one: AmountCell, other: AmountCell) -> bool:
    return one.fact.values("currency") == other.fact.values("currency")


def _row_parts(whole: AmountCell, row: Sequence[AmountCell]) -> list[AmountCell]:
    """The cells of a row that its total sums: all before it, the last of them that add up to it, or those behind it.

    Else totals before it, two or more and none of another time.
    """
    others = [one for one in row if one.column != whole.column and _of_one_money(one, whole)]
    plain = [one for one in others if not one.beside]
    before = [one for one in plain if one.column < whole.column] or plain
    ahead = [one for one in others if one.column < whole.column and (not one.beside or covers(whole.fact, one.fact))]
    groups = [before, *(before[at:] for at in range(1, len(before))), *([ahead] if len(ahead) > 1 else [])]
    exact = next((group for group in groups if group and _adds_up(group, whole)), None)
    if exact:
        return exact
    alike = [one for one in before if one.fact.values("type") == whole.fact.values("type")]
    return alike if _fits(alike, whole) else []


def _adds_up(parts: Sequence[AmountCell], whole: AmountCell) -> bool:
    return abs(_sum(parts) - amount_of(whole.fact)) <= _rounding(parts, whole)


def _fits(parts: Sequence[AmountCell], whole: AmountCell) -> bool:
    return bool(parts) and _sum(parts) <= amount_of(whole.fact) + _rounding(parts, whole)


def _sum(parts: Sequence[AmountCell]) -> Decimal:
    return sum((amount_of(one.fact) for one in parts), Decimal(0))


def _rounding(parts: Sequence[AmountCell], whole: AmountCell) -> Decimal:
    """By how much a sum may be off for its parts were rounded: half of the last digit of any, for each but one."""
    exponents = [amount_of(one.fact).normalize().as_tuple().exponent for one in (*parts, whole)]
    return Decimal(1).scaleb(min(map(int, exponents))) / 2 * (len(parts) - 1)
