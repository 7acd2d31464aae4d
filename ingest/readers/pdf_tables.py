"""Tables of a PDF page without rules: rows whose parts stand under one another."""

from collections.abc import Mapping, Sequence
from statistics import mean

from ingest.lines import columns
from ingest.readers.pdf_grid import Table
from ingest.readers.pdf_line import Line

_FEWEST_ROWS = 3
_LONGEST = 32  # columns of signs in the average part of a row; more is prose
_LEADING = 2.6  # heights of a row from one row to the next
_FULL = 0.6  # of the rows hold two parts or more
_FIGURES = 0.5  # of the parts right of the first hold a figure, in a table of two columns


def unruled_tables(lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """The tables among these lines, and the other lines.

    Three or more rows close together, most of them of parts with wide gaps between, whose parts never
    stand under two columns, are a table.
    """
    tables: list[Table] = []
    taken: set[int] = set()
    for run in _runs(_rows(lines)):
        for side in _sides(run, {id(line): at for at, line in enumerate(lines)}):
            table = _table(side)
            if table:
                tables.append(table)
                taken.update(id(line) for row in side for line in row)
    return tables, [line for line in lines if id(line) not in taken]


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in rows, from the top; each row from the left."""
    rows: list[list[Line]] = []
    for line in sorted((line for line in lines if not line.turned), key=lambda line: -line.base):
        if rows and rows[-1][0].beside(line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def _runs(rows: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """Rows close together that begin and end with one of several parts; two of one part in a row end a run."""
    runs: list[list[list[Line]]] = []
    run: list[list[Line]] = []
    for row in rows:
        near = run and run[-1][0].base - row[0].base < _LEADING * max(row[0].size, run[-1][0].size, 4)
        if run and (not near or len(row) == len(run[-1]) == 1):
            runs.append(run)
            run = []
        if run or len(row) > 1:
            run.append(row)
    runs.append(run)
    for run in runs:
        while run and len(run[-1]) == 1:
            run.pop()
    return [run for run in runs if sum(len(row) > 1 for row in run) >= _FEWEST_ROWS]


def _sides(run: Sequence[list[Line]], order: Mapping[int, int]) -> list[list[list[Line]]]:
    """The rows as those of two tables side by side, if the file draws all of the left one before the right."""
    places = _columns([row for row in run if len(row) > 1])
    for border in range(2, len(places) - 1):
        left = [[line for line in row if _column(line, places) < border] for row in run]
        right = [[line for line in row if _column(line, places) >= border] for row in run]
        if max(order[id(line)] for row in left for line in row) < min(order[id(line)] for row in right for line in row):
            return [[row for row in side if row] for side in (left, right)]
    return [list(run)]


def _table(run: Sequence[list[Line]]) -> Table | None:
    several = [row for row in run if len(row) > 1]
    if len(several) < _FEWEST_ROWS:
        return None
    places = _columns(several)
    parts = [line for row in several for line in row]
    if len(places) < 2 or len(several) < _FULL * len(run) or mean(columns(line.text) for line in parts) > _LONGEST:
        return None
    placed = [[_column(line, places) for line in row] for row in several]
    if sum(len(set(row)) == len(row) for row in placed) < 0.9 * len(placed):
        return None
    figures = [any(map(str.isdecimal, line.text)) for row in several for line in row[1:]]
    if len(places) == 2 and sum(figures) < _FIGURES * len(figures):
        return None
    rows, starts = [], []
    for row in run:
        cells: list[list[Line]] = [[] for _ in places]
        begins = list(range(len(places)))
        for line in row:
            over = _reach(line, row, places)
            heads = len(row) == 1 and len(over) > 1  # a heading within the table
            begin = 0 if heads else _column(line, places)
            cells[begin].append(line)
            for at in range(len(places)) if heads else over:
                begins[at] = begin
        rows.append(tuple(map(tuple, cells)))
        starts.append(tuple(begins))
    lines = [line for row in run for line in row]
    return Table(
        tuple(rows), tuple(starts),
        min(line.left for line in lines), min(line.bottom for line in lines),
        max(line.right for line in lines), max(line.top for line in lines),
    )  # fmt: skip


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """The stretches across the page that the parts of these rows cover, as far as they do not overlap.

    A part that spans what others divide is left out of the count: it is a heading over several columns.
    """
    most = max(len(row) for row in rows)
    places: list[tuple[float, float]] = []
    for line in sorted((line for row in rows if len(row) > most / 2 for line in row), key=lambda line: line.left):
        if places and line.left < places[-1][1]:
            places[-1] = places[-1][0], max(places[-1][1], line.right)
        else:
            places.append((line.left, line.right))
    return _met(rows, places)


def _met(rows: Sequence[Sequence[Line]], places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The columns with those made one that are never filled in the same row: figures and what stands askew above."""
    filled = [{_column(line, places) for line in row} for row in rows]
    for at in range(len(places) - 1):
        if not any(at in row and at + 1 in row for row in filled):
            return _met(rows, [*places[:at], (places[at][0], places[at + 1][1]), *places[at + 2 :]])
    return places


def _column(line: Line, places: Sequence[tuple[float, float]]) -> int:
    """The column that most of the line is in, or the nearest."""
    return max(range(len(places)), key=lambda at: min(line.right, places[at][1]) - max(line.left, places[at][0]))


def _over(line: Line, places: Sequence[tuple[float, float]]) -> list[int]:
    """The columns that the line stands over."""
    return [at for at, (left, right) in enumerate(places) if left < line.right and line.left < right]


def _reach(line: Line, row: Sequence[Line], places: Sequence[tuple[float, float]]) -> Sequence[int]:
    """The columns that a part of a row stands over; in a row of few parts, those that it is centred above."""
    over = _over(line, places)
    others = {at for other in row if other is not line for at in (_column(other, places), *_over(other, places))}
    if 2 * len(row) > len(places) or others.intersection(over):
        return over
    column = _column(line, places)
    wider = [
        range(first, last + 1)
        for first in range(column + 1)
        for last in range(column, len(places))
        if others.isdisjoint(range(first, last + 1))
    ]
    return min(wider, key=lambda found: _askew(line, places[found[0]][0], places[found[-1]][1]), default=over)


def _askew(line: Line, left: float, right: float) -> float:
    """How far the middle of a line is from the middle between two sides."""
    return abs(line.left + line.right - left - right) / 2
