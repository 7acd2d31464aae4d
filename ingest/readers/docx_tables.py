"""The cells of a Word table: merged ones, and tables within them."""

from collections.abc import Callable, Iterator
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.docx_lists import value
from ingest.readers.grid import Cell

_WRAPPINGS = {*map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"))}


def rows_of(table: Any) -> list[Any]:
    """The rows of ``table`` that no tracked change deletes, in order."""
    return [row for row in _inside(table, "w:tr") if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None]


def cells_of(row: Any) -> list[Any]:
    """The cells of a row that no tracked change deletes, in order."""
    return [cell for cell in _inside(row, "w:tc") if cell.find(f"{qn('w:tcPr')}/{qn('w:cellDel')}") is None]


def is_data(table: Any) -> bool:
    """Whether a table has several columns, rather than framing what it holds."""
    return any(len(cells_of(row)) > 1 for row in rows_of(table))


def nested(table: Any) -> list[Any]:
    """The tables of data of several rows that stand in the cells of ``table``, outermost ones, in order."""
    held = (inner for row in rows_of(table) for cell in cells_of(row) for inner in _inside(cell, "w:tbl"))
    return [inner for inner in held if is_data(inner) and len(rows_of(inner)) > 1]


def grid(table: Any, words: Callable[[Any], str]) -> list[list[Cell]]:
    """The rows of ``table``; a cell that is merged with the one above says the same. ``words`` reads a cell."""
    lines: list[list[Cell]] = []
    above: dict[int, str] = {}  # by column, the words of merged cells
    for row in rows_of(table):
        line = [Cell("")] * _number(row.find(qn("w:trPr")), "w:gridBefore", 0)
        heads = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        at = len(line)
        for cell in cells_of(row):
            stated = cell.find(qn("w:tcPr"))
            merged = None if stated is None else stated.find(qn("w:vMerge"))
            goes_on = merged is not None and merged.get(qn("w:val")) in (None, "continue")
            said = above.get(at, "") if goes_on else words(cell)
            above[at] = said
            across = _number(stated, "w:gridSpan", 1)
            line.append(Cell(said, heads, across))
            at += max(1, across)
        lines.append(line)
    return lines


def _number(stated: Any, tag: str, otherwise: int) -> int:
    written = value(stated, tag)
    return min(int(written), 200) if written and written.isascii() and written.isdigit() else otherwise


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The children of ``element`` with a tag, those in wrappings too, but not those deeper in other elements."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _WRAPPINGS:
            yield from _inside(child, tag)
