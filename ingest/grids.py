"""Tables that a plain text draws with bars, slashes or wide gaps: lines in a row that have as many cells each."""

import re
from collections.abc import Iterator, Sequence

from corpus.cells import barred, cells_of
from corpus.records import Span
from ingest.tables import LONGEST_HEAD

_LINE = re.compile(r"[^\n]+")
_LEAST_ROWS = 3
_LEAST_CELLS = 3
_HEADS = re.compile(r"[^\W\d_]|(?:19|20)\d\d")  # of a word or a year
_NUMBER = re.compile(r"\d")


def find_grids(text: str, taken: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The rows of each table that ``text`` draws, the one that heads its columns first; none of ``taken`` is one.

    >>> text = "Who / 2018 / 2019\\nFiji / 2 / 3\\nPeru / 4 / 5\\n"
    >>> [[row.of(text) for row in rows] for rows in find_grids(text, ())]
    [['Who / 2018 / 2019', 'Fiji / 2 / 3', 'Peru / 4 / 5']]
    """
    rows: list[Span] = []
    for found in _LINE.finditer(text):
        if found[0].isspace():
            continue
        line = Span(*found.span())
        cells = _count(found[0])
        alike = rows and cells == _count(rows[-1].of(text)) and text.count("\n", rows[-1].end, line.start) <= 2
        if not alike:
            yield from _grid(text, rows, taken)
            rows = []
        if cells >= _LEAST_CELLS:
            rows.append(line)
    yield from _grid(text, rows, taken)


def _count(line: str) -> int:
    cells = cells_of(barred(line))
    named = all(cell.end - cell.start <= LONGEST_HEAD for cell in cells)
    return len(cells) if named else 1  # what is longer is prose that has slashes


def _grid(text: str, rows: Sequence[Span], taken: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    if len(rows) < _LEAST_ROWS or any(rows[0].overlaps(one) for one in taken):
        return
    head = barred(rows[0].of(text))
    named = all(_HEADS.search(cell.of(head)) for cell in cells_of(head)[1:])
    if named and any(_NUMBER.search(row.of(text)) for row in rows[1:]):
        yield tuple(rows)
