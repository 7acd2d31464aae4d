"""Tables that a PDF page rules: the grid that its lines and rectangles draw, and the words in its cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from ingest.readers.pdf_line import Line, is_spaceless, words
from ingest.readers.pdf_pdfium import Sheet

_THIN = 3.0  # points; what is thinner is a rule, what is thicker a surface with four sides
_SNAP = 3.0  # points between what is drawn as one rule
_MOST_RULES = 4_000  # what has more is a drawing
_MOST_BANDS = 400  # rows or columns
_PAGE = 0.95  # of the page's width and height: a surface as large is its ground


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of lines, from the top; and where the table stands.

    ``starts`` tells of each row, for each column, in which column the cell that covers it begins.
    """

    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    starts: tuple[tuple[int, ...], ...]
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class _Edge:
    """A straight stretch: at ``at`` across the way it runs, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float

    def covers(self, at: float, along: float) -> bool:
        return abs(self.at - at) <= _SNAP and self.start - _SNAP <= along <= self.end + _SNAP


def ruled_tables(sheet: Sheet, lines: Sequence[Line]) -> tuple[list[Table], list[Line]]:
    """The tables of a page that rules divide into two rows and two columns at least, and the other lines."""
    across, upright = _edges(sheet)
    tables: list[Table] = []
    rest = list(lines)
    for flat, steep in _grids(across, upright):
        xs, ys = _places(steep), _places(flat)[::-1]
        if not (2 < len(xs) <= _MOST_BANDS and 2 < len(ys) <= _MOST_BANDS):
            continue
        inside = [line for line in rest if ys[-1] < line.middle < ys[0] and xs[0] < line.right and line.left < xs[-1]]
        rows, starts = _filled(inside, xs, ys, flat, steep)
        if sum(sum(map(bool, row)) > 1 for row in rows) > 1:
            tables.append(Table(rows, starts, xs[0], ys[-1], xs[-1], ys[0]))
            taken = set(map(id, inside))
            rest = [line for line in rest if id(line) not in taken]
    return tables, rest


def _edges(sheet: Sheet) -> tuple[list[_Edge], list[_Edge]]:
    """All horizontal and all vertical edges."""
    across: list[_Edge] = []
    upright: list[_Edge] = []
    for rule in sheet.rules if len(sheet.rules) <= _MOST_RULES else ():
        wide, high = rule.right - rule.left, rule.top - rule.bottom
        if wide > _PAGE * sheet.width and high > _PAGE * sheet.height:
            continue
        if high <= _THIN < wide:
            across.append(_Edge((rule.bottom + rule.top) / 2, rule.left, rule.right))
        elif wide <= _THIN < high:
            upright.append(_Edge((rule.left + rule.right) / 2, rule.bottom, rule.top))
        elif wide > _THIN < high:
            across += [_Edge(rule.bottom, rule.left, rule.right), _Edge(rule.top, rule.left, rule.right)]
            upright += [_Edge(rule.left, rule.bottom, rule.top), _Edge(rule.right, rule.bottom, rule.top)]
    return _merged(across), _merged(upright)


def _merged(edges: Sequence[_Edge]) -> list[_Edge]:
    """Edges that go on from one another as one.

    >>> _merged([_Edge(10, 0, 5), _Edge(11, 5, 9), _Edge(40, 0, 9)])
    [_Edge(at=10, start=0, end=9), _Edge(at=40, start=0, end=9)]
    """
    merged: list[_Edge] = []
    snapped: list[_Edge] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        at = snapped[-1].at if snapped and edge.at - snapped[-1].at <= _SNAP else edge.at
        snapped.append(_Edge(at, edge.start, edge.end))
    for at, group in groupby(snapped, key=lambda edge: edge.at):
        row: list[_Edge] = []
        for edge in sorted(group, key=lambda edge: edge.start):
            if row and edge.start <= row[-1].end + _SNAP:
                row[-1] = _Edge(at, row[-1].start, max(row[-1].end, edge.end))
            else:
                row.append(edge)
        merged += row
    return merged


def _grids(across: Sequence[_Edge], upright: Sequence[_Edge]) -> Iterator[tuple[list[_Edge], list[_Edge]]]:
    """The horizontal and vertical edges that hang together by crossing."""
    flat, steep = list(across), list(upright)
    while steep:
        grid: tuple[list[_Edge], list[_Edge]] = ([], [steep.pop()])
        waiting: list[tuple[_Edge, bool]] = [(grid[1][0], True)]
        while waiting:
            edge, is_steep = waiting.pop()
            others, kept = (flat, grid[0]) if is_steep else (steep, grid[1])
            met = [one for one in others if one.covers(one.at, edge.at) and edge.covers(edge.at, one.at)]
            for one in met:
                others.remove(one)
                kept.append(one)
                waiting.append((one, not is_steep))
        yield grid


def _places(edges: Sequence[_Edge]) -> list[float]:
    """Where edges stand, each place once, from the least."""
    places: list[float] = []
    for edge in sorted(edges, key=lambda edge: edge.at):
        if not places or edge.at - places[-1] > _SNAP:
            places.append(edge.at)
    return places


def _filled(
    lines: Sequence[Line], xs: Sequence[float], ys: Sequence[float], flat: Sequence[_Edge], steep: Sequence[_Edge]
) -> tuple[tuple[tuple[tuple[Line, ...], ...], ...], tuple[tuple[int, ...], ...]]:
    """The lines, cut where a rule of their row divides them, in their cells, and in which columns these begin; rows
    and columns that are empty are left out."""
    cells: list[list[list[Line]]] = [[[] for _ in xs[1:]] for _ in ys[1:]]
    starts = [_starts(xs, (above + below) / 2, steep) for above, below in pairwise(ys)]
    for line in lines:
        row = next(at for at, (above, below) in enumerate(pairwise(ys)) if below < line.middle <= above)
        for column, part in _parts(line, xs, starts[row]):
            first = row
            while first and not any(one.covers(ys[first], (xs[column] + xs[column + 1]) / 2) for one in flat):
                first -= 1
            cells[first][column].append(part)
    rows = [
        tuple(tuple(sorted(cell, key=lambda line: (-round(line.base / _SNAP), line.left))) for cell in row)
        for row in cells
    ]
    used = [column for column in range(len(xs) - 1) if any(row[column] for row in rows)]
    places = {column: at for at, column in enumerate(used)}
    made = [
        (part, tuple(places.get(begins[column], places[column]) for column in used))
        for row, begins in zip(rows, starts, strict=True)
        if any(row)
        for part in split_row(tuple(row[column] for column in used))
    ]
    return tuple(row for row, _ in made), tuple(begins for _, begins in made)


def _starts(xs: Sequence[float], height: float, steep: Sequence[_Edge]) -> list[int]:
    """For each column of a row, the first column of its cell: itself, or one further left if no rule divides."""
    starts: list[int] = []
    for column, x in enumerate(xs[:-1]):
        divided = column == 0 or any(edge.covers(x, height) for edge in steep)
        starts.append(column if divided else starts[-1])
    return starts


def _parts(line: Line, xs: Sequence[float], starts: Sequence[int]) -> Iterator[tuple[int, Line]]:
    """The parts of a line, with the column that each is in. No word is divided that spaces set apart."""
    columns: list[int] = []
    for start, end in words(line):
        columns += columns[-1:] if start > len(columns) else []  # the space before a word goes with the last
        for at in range(start, end):
            first, last = (at, at) if is_spaceless(line.text[at]) else (start, end - 1)
            middle = (line.lefts[first] + line.rights[last]) / 2
            columns.append(starts[max(0, min(len(starts) - 1, sum(x <= middle for x in xs) - 1))])
    at = 0
    for column, group in groupby(columns):
        end = at + len(list(group))
        yield column, line.part(at, end)
        at = end


def split_row(row: tuple[tuple[Line, ...], ...]) -> list[tuple[tuple[Line, ...], ...]]:
    """A row as several, if every cell that holds anything holds as many lines, at the same heights: unruled rows."""
    filled = [cell for cell in row if cell]
    many = len(filled[0])
    same = all(len(cell) == many for cell in filled)
    if len(filled) < 2 or many < 2 or not same:
        return [row]
    if any(abs(cell[at].base - filled[0][at].base) > 2 for cell in filled for at in range(many)):
        return [row]
    return [tuple((cell[at],) if cell else () for cell in row) for at in range(many)]
