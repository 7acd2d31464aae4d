"""Which rows of a PDF's table head its columns, and what they say of each column."""

from collections.abc import Sequence
from itertools import takewhile

from ingest.readers.grid import MOST_HEADS
from ingest.readers.pdf_grid import Table
from ingest.readers.pdf_line import Line
from ingest.tables import LONGEST_HEAD, has_figure

Cells = tuple[tuple[Line, ...], ...]


def count_heads(rows: Sequence[Cells]) -> int:
    """How many rows head the columns: those before the first with a figure right of its first cell, years aside.

    0 if there are more than a few, or no figures, so that the rows do not show it.
    """
    for at, row in enumerate(rows):
        if any(has_figure(line.text) for cell in row[1:] for line in cell):
            return at if at <= MOST_HEADS else 0
    return 0


def join_heads(table: Table) -> tuple[int, int, tuple[Cells, ...]]:
    """The first and the last row (exclusive) of those that are one header, and for each column the cells above it.

    They begin with a row in which a cell reaches over several columns, but not all, and go on while what is above is
    divided below or the first cell is empty, as beside units. Nothing is joined, ``(0, 0, ())``, where no head does so.
    """
    heads = len([*takewhile(_is_short, table.rows[: count_heads(table.rows)])])
    first = next((at for at in range(heads) if not _is_title(table, at)), heads)
    if first == heads or not _spans(table, first):
        return 0, 0, ()
    last = first + 1
    while last < heads and (_spans(table, last - 1) or not table.rows[last][0]):
        last += 1
    rows = range(first, last)
    columns = range(len(table.rows[0]))
    return first, last, tuple(tuple(filter(None, (_above(table, row, at) for row in rows))) for at in columns)


def _is_short(row: Cells) -> bool:
    return all(sum(len(line.text) for line in cell) <= LONGEST_HEAD for cell in row)


def _above(table: Table, row: int, column: int) -> tuple[Line, ...]:
    return table.rows[row][column] or table.rows[row][table.starts[row][column]]


def _spans(table: Table, row: int) -> bool:
    cells, starts = table.rows[row], table.starts[row]
    return not _is_title(table, row) and any(cells[start] for at, start in enumerate(starts) if start != at)


def _is_title(table: Table, row: int) -> bool:
    return len(set(table.starts[row])) == 1 < len(table.starts[row])
