"""What the rows and columns of a table sum: a row "Total" the cells above it, a column "Total" those beside it.

    Aid (EUR m) | 2019 | 2020 | Total
    Health      |  3   |   4  |   7      7 contains 3 and 4
    Water       |  1   |   2  |   3
    All         |  4   |   6  |  10      4 contains 3 and 1; 10 contains 7 and 3, and 4 and 6

A total of which not all parts are told (a row that nobody gives) contains those that are, if they are not more than it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from corpus.cells import TOTAL, barred, cells_of
from corpus.facts import Fact
from corpus.records import Span
from index.amounts import amount_of

_LEAST_CELLS = 3  # of a row that no bars show to be one


@dataclass(frozen=True, slots=True)
class Cell:
    """A fact whose amount stands in a cell: ``table`` and ``column`` count from 0, ``label`` is the row's first cell.

    ``below`` is whether its row sums others, ``beside`` whether its column does.
    """

    fact: Fact
    table: int
    column: int
    label: str
    below: bool
    beside: bool

    @property
    def row(self) -> Span:
        """Its row."""
        return self.fact.span


def find_cells(facts: Iterable[Fact], text: str) -> dict[str, Cell]:
    """By fact id: the cells that the amounts of one document, in reading order, stand in; prose has none."""
    found: dict[str, Cell] = {}
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
        below = TOTAL.match(words, cells[0].start, cells[0].end) is not None
        found[fact.fact_id] = Cell(fact, table, inside[0], cells[0].of(words), below, beside)
    summing = {(one.table, one.column) for one in found.values() if one.beside}
    return {key: replace(one, beside=(one.table, one.column) in summing) for key, one in found.items()}


def _as_row(words: str) -> str:
    """The words of a row with bars between its cells; a line with fewer signs than a table's has none."""
    plain = words.replace("\n", " ")
    if len(cells_of(plain)) > 1:
        return plain
    told = barred(plain)
    return told if len(cells_of(told)) >= _LEAST_CELLS else plain


def _goes_on(text: str, last: Span, row: Span, width: int) -> bool:
    """Whether nothing but rows as wide stands between two; a blank line ends a table that has bars."""
    between = text[last.end : row.start]
    blanks = "\n\n" if " | " in row.of(text) else "\n\n\n"
    lines = [line for line in between.split("\n") if line.strip()]
    return blanks not in between and all(len(cells_of(_as_row(line))) == width for line in lines)


def find_sums(cells: Sequence[Cell]) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
    """Each total of the tables of one document with the cells that it sums."""
    for number in dict.fromkeys(one.table for one in cells):
        table = [one for one in cells if one.table == number]
        for whole in table:
            if whole.below:
                yield whole, tuple(_column_parts(whole, table))
            if whole.beside:
                yield whole, tuple(_row_parts(whole, table))


def _column_parts(whole: Cell, table: Sequence[Cell]) -> list[Cell]:
    """The cells of a total's column that it sums: those since the total before it, all above, or the totals above.

    Where nothing stands above, those below it, if they add up.
    """
    told = [one for one in _representatives(whole, table) if one.row != whole.row]
    above = [one for one in told if one.row < whole.row]
    plain, totals = [one for one in above if not one.below], [one for one in above if one.below]
    since = [one for one in plain if not totals or totals[-1].row < one.row]
    groups = [(since, since), (plain, above), (totals, above)]
    if not above:
        below = [one for one in told if not one.below]
        return below if below and _adds_up(below, whole) else []
    for group, parts in groups:
        if group and _adds_up(group, whole):
            return parts
    some = since or plain
    return some if _fits(some, whole) else []


def _representatives(whole: Cell, table: Sequence[Cell]) -> list[Cell]:
    """The cell of each row that a total of ``whole``'s column sums: in that column, or the row's only one.

    "USD 1 million | 1,000,000" is told once, in the column of what the donor paid in, which has no total of its own.
    """
    rows: dict[Span, list[Cell]] = {}
    for one in table:
        if one.fact.values("currency") == whole.fact.values("currency"):
            rows.setdefault(one.row, []).append(one)
    summed = {one.column for one in rows[whole.row]}
    able = (
        [one for one in row if one.column == whole.column or (len(row) == 1 and one.column not in summed)]
        for row in rows.values()
    )
    return [row[0] for row in able if row]


def _row_parts(whole: Cell, table: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that its total sums: all before it, the last of them that add up to it, or those behind it."""
    row = [one for one in table if one.row == whole.row and one.column != whole.column]
    row = [one for one in row if one.fact.values("currency") == whole.fact.values("currency")]
    plain = [one for one in row if not one.beside]
    before = [one for one in plain if one.column < whole.column] or plain
    groups = [before, *(before[at:] for at in range(1, len(before))), row]
    exact = next((group for group in groups if group and _adds_up(group, whole)), None)
    if exact:
        return exact
    alike = [one for one in before if one.fact.values("type") == whole.fact.values("type")]
    return alike if _fits(alike, whole) else []


def _adds_up(parts: Sequence[Cell], whole: Cell) -> bool:
    return abs(_sum(parts) - amount_of(whole.fact)) <= _rounding(parts, whole)


def _fits(parts: Sequence[Cell], whole: Cell) -> bool:
    return bool(parts) and _sum(parts) <= amount_of(whole.fact) + _rounding(parts, whole)


def _sum(parts: Sequence[Cell]) -> Decimal:
    return sum((amount_of(one.fact) for one in parts), Decimal(0))


def _rounding(parts: Sequence[Cell], whole: Cell) -> Decimal:
    """By how much a sum may be off for its parts were rounded: half of the last digit of any, for each but one."""
    exponents = [amount_of(one.fact).normalize().as_tuple().exponent for one in (*parts, whole)]
    return Decimal(1).scaleb(min(map(int, exponents))) / 2 * (len(parts) - 1)
