"""The tables of a section, and what stands above their columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.cells import cells_of
from ingest.reading import Block

_BAR = re.compile(r"\A\||\|\Z|(?<=\s)\||\|(?=\s)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_CELL = 80  # characters; the head of a column is a name, not a text


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table, and the words of its header rows, empty if it has none."""

    rows: tuple[Block, ...]
    header: str


def tables_of(text: str, rows: Sequence[Block]) -> Iterator[Table]:
    """The tables that these rows make, in order: a blank line, or a header after other rows, begins another.

    Header rows are those that the reader marked with level 1; else the first, if each of its cells but the first is a
    short name or a year, and another row follows.

    >>> from corpus.records import Span
    >>> from ingest.reading import Role
    >>> rows = Block(Span(0, 10), Role.ROW), Block(Span(11, 19), Role.ROW)
    >>> next(tables_of("Year | Sum\\n2019 | 5\\n", rows)).header
    'Year | Sum'
    """
    table: list[Block] = []
    for row in rows:
        apart = table and "\n\n" in text[table[-1].span.end : row.span.start]
        if apart or (table and row.level and not table[-1].level):
            yield Table(tuple(table), _header(text, table))
            table = []
        table.append(row)
    if table:
        yield Table(tuple(table), _header(text, table))


def _header(text: str, rows: Sequence[Block]) -> str:
    marked = [row.span.of(text) for row in rows if row.level]
    if marked or len(rows) < 2:
        return " / ".join(marked)
    first = rows[0].span.of(text)
    cells = [cell.of(first) for cell in cells_of(first)]
    return first if len(cells) > 1 and all(map(_is_name, cells[1:])) else ""


def in_cell(words: str) -> str:
    """The words of one cell, as long as they were, with a bar that would end the cell in full width.

    >>> in_cell("a | b"), in_cell("|x| in a|b")
    ('a ｜ b', '｜x｜ in a|b')
    """
    return _BAR.sub("\uff5c", words)


def _is_name(cell: str) -> bool:
    return bool(_YEAR.fullmatch(cell)) or (len(cell) <= _LONGEST_CELL and any(map(str.isalpha, cell)))
