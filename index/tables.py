"""The tables of one document: which rows belong together, under which header, and what stands beside them."""

import re
from collections.abc import Sequence
from functools import cached_property

from corpus.cells import cells_of
from corpus.records import Kind, Passage, Span

_TELLING = (Kind.BODY, Kind.CAPTION)  # what tells of a table
_APART = re.compile(r"\n\s*\n")


def cells(text: str, row: Span) -> tuple[Span, ...]:
    """Where the cells of ``row`` of ``text`` stand, without the blanks around them."""
    return tuple(cell.shifted(row.start) for cell in cells_of(row.of(text)))


class Table:
    """The rows of one table of ``text``, in order; at least one."""

    def __init__(self, text: str, rows: Sequence[Span]) -> None:
        self.rows = tuple(rows)
        self._text = text

    def header(self, columns: int) -> Span:
        """The first row that has so many cells, for a title may stand above the header; else the very first."""
        return self._first.get(columns, self.rows[0])

    @cached_property
    def _first(self) -> dict[int, Span]:
        """By number of cells: the first row that has so many."""
        return {len(cells(self._text, row)): row for row in reversed(self.rows)}


class Tables:
    """The tables of one document, which are told once, however many rows are asked about.

    To read the 2,000 rows of one table took 2.2 s while each went through the whole document, .24 s since.
    """

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        """``passages`` are those of the document, in reading order."""
        self._text = text
        self._passages = passages
        self._beside: dict[tuple[Span, Span, tuple[str, ...]], tuple[Span | None, Span | None]] = {}

    def of(self, row: Span) -> Table:
        """The table of which ``row`` is one; of a row of none it is a table of itself."""
        return self._by_row.get(row) or Table(self._text, [row])

    def beside(self, row: Span, path: tuple[str, ...]) -> tuple[Span | None, Span | None]:
        """The sentences just before and just after the table of ``row``, under ``path`` or headings above; or None."""
        rows = self.of(row).rows
        key = rows[0], rows[-1], path
        if key not in self._beside:
            parts = [one for one in self._passages if one.kind in _TELLING and one.path == path[: len(one.path)]]
            around = [span for part in parts for span in part.sentences]
            before = [one for one in around if one.end <= rows[0].start]
            after = (one for one in around if one.start >= rows[-1].end)
            self._beside[key] = (before[-1] if before else None), next(after, None)
        return self._beside[key]

    def title(self, row: Span, path: tuple[str, ...]) -> Span | None:
        """What stands before the table of ``row``, no other between: a title, a caption, a note on units; or None."""
        before, _ = self.beside(row, path)
        first = self.of(row).rows[0]
        tables = [one.span.start for one in self._passages if one.kind is Kind.TABLE and one.span.start < first.start]
        return None if before is None or any(start > before.start for start in tables) else before

    @cached_property
    def _by_row(self) -> dict[Span, Table]:
        tables: list[list[Span]] = []
        for part in self._passages:
            for row in part.sentences if part.kind is Kind.TABLE else ():
                between = self._text[tables[-1][-1].end : row.start] if tables else ""
                if not tables or between.strip() or _APART.search(between):
                    tables.append([])
                tables[-1].append(row)
        found: dict[Span, Table] = {}
        for rows in tables:
            table = Table(self._text, rows)
            for row in rows:
                found.setdefault(row, table)
        return found
