"""The rows of a table as lines, each complete in itself: what spans several rows is said in each."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile, zip_longest

from ingest.readers.builder import Builder
from ingest.reading import Role
from ingest.tables import LONGEST_HEAD, has_figure, in_cell

MOST_HEADS = 4  # rows that are joined above the columns
_MOST = 200  # columns or rows that one cell is believed to span


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell on one line, whether it heads a column, and how many columns and rows it spans."""

    words: str
    heads: bool = False
    across: int = 1
    down: int = 1


def add_table(builder: Builder, rows: Sequence[Sequence[Cell]]) -> None:
    """Append the rows as blocks of "cell | cell", set apart from what stands around; header rows have level 1.

    A cell that spans rows is repeated in each; one that spans columns is repeated in header rows, and leaves the
    others empty. Several header rows are one, that says of each column all that stands above it; but a row of one
    cell is that cell alone. A bar within a cell is written in full width.

    >>> builder = Builder()
    >>> above = [Cell("Year", True, down=2), Cell("Sum", True, across=2)]
    >>> add_table(builder, [above, [Cell("plan", True), Cell("paid", True)], [Cell("2019"), Cell("5"), Cell("4")]])
    >>> builder.reading().text
    'Year | Sum / plan | Sum / paid\\n2019 | 5 | 4'
    """
    builder.part()
    whole = [[replace(cell, words=in_cell(cell.words)) for cell in row] for row in rows]
    filled = [row for row in _filled(whole) if any(cell.words for cell in row)]
    declared = len([*takewhile(lambda row: all(cell.heads for cell in row), filled)])
    heads = declared or _evident(filled)
    titles = len([*takewhile(_is_title, filled[:heads])])
    if titles < heads < len(filled) and heads - titles <= MOST_HEADS:
        for row in filled[:titles]:
            builder.add(row[0].words, Role.ROW, int(declared > 0))
        builder.add(_joined(filled[titles:heads]), Role.ROW, 1)
        filled, declared = filled[heads:], 0
    for at, row in enumerate(filled):
        builder.add(_line(row), Role.ROW, int(at < declared))
    builder.part()


def _evident(rows: Sequence[Sequence[Cell]]) -> int:
    """How many rows head the columns though none is marked; 0 if it does not show.

    They begin with one in which a cell goes over several columns, and go on while the next divides it or has an empty
    first cell, as beside units; their cells are short and without figures, and there are figures below.
    """
    at = len([*takewhile(_is_title, rows)])
    heads = at
    while heads < len(rows) and not _figures(rows[heads]) and not _wordy(rows[heads]):
        if heads > at and not _spans(rows[heads - 1]) and rows[heads][0].words:
            break
        heads += 1
    shown = heads > at and _spans(rows[at]) and any(map(_figures, rows[heads:]))
    return heads if shown else 0


def _spans(row: Sequence[Cell]) -> bool:
    return not _is_title(row) and any(cell.across > 1 and cell.words for cell in row)


def _figures(row: Sequence[Cell]) -> bool:
    return any(has_figure(cell.words) for cell in row[1:])


def _wordy(row: Sequence[Cell]) -> bool:
    return any(len(cell.words) > LONGEST_HEAD for cell in row)


def _is_title(row: Sequence[Cell]) -> bool:
    """Whether one cell goes across a row of several columns."""
    return len(row) > 1 and row[0].across == len(row)


def _joined(rows: Sequence[Sequence[Cell]]) -> str:
    """For each column all that these rows say above it, from the top, each once."""
    columns = zip_longest(*([cell.words for cell in row] for row in rows), fillvalue="")
    return " | ".join(" / ".join(word for word, _ in groupby(filter(None, column))) for column in columns)


def _line(row: Sequence[Cell]) -> str:
    if len(row) == 1 or _is_title(row):
        return row[0].words
    shown: list[str] = []
    at = 0
    while at < len(row):
        cell = row[at]
        shown += [cell.words] + [cell.words if cell.heads else ""] * (cell.across - 1)
        at += cell.across
    return " | ".join(shown)


def _filled(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Each row with a cell in every column that it has, ``across`` telling how many begin with the same cell."""
    hanging: dict[int, Cell] = {}  # by column, cells from above with the rows that they still span
    for row in rows:
        line: list[Cell] = []
        waiting = deque(row)
        while waiting or any(column >= len(line) for column in hanging):
            above = hanging.pop(len(line), None)
            if above is None and not waiting:
                line.append(Cell(""))
                continue
            cell = above or waiting.popleft()
            cell = replace(cell, across=max(1, min(cell.across, _MOST)))
            if cell.down > 1:
                hanging[len(line)] = replace(cell, down=min(cell.down, _MOST) - 1)
            line += [cell, *[replace(cell, down=1)] * (cell.across - 1)]
        yield line
