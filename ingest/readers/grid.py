"""The rows of a table as lines, each complete in itself: what spans several rows is said in each."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.readers.builder import Builder
from ingest.reading import Role

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
    others empty. A row of one cell is that cell alone.

    >>> builder = Builder()
    >>> add_table(builder, [[Cell("Year", True, down=2), Cell("Sum", True, across=2)], [Cell("plan"), Cell("paid")]])
    >>> builder.reading().text
    'Year | Sum | Sum\\nYear | plan | paid'
    """
    builder.part()
    heads = True  # only rows at the top
    for row in _filled(rows):
        heads = heads and all(cell.heads for cell in row)
        words = [cell.words for cell in row]
        if any(words):
            builder.add(_line(row), Role.ROW, int(heads))
    builder.part()


def _line(row: Sequence[Cell]) -> str:
    if len({cell.words for cell in row}) == 1 and row[0].across == len(row):
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
