"""The cells of a table's row, as text shows it: between bars, or between slashes or wide gaps that stand for them."""

import re

from corpus.records import Span

_GAPS = re.compile(r"(?<=\S) {3,}(?=\S)")
_BETWEEN = re.compile(r"(?:\A|(?<= ))\|(?: |\Z)")  # between cells, also where the first or the last is empty
# A sign between cells is written over with a bar of the same length, so that rows are read as those of any table.
_SIGNS = (re.compile(r" \|(?= )"), re.compile(r" /(?= )"), _GAPS)
_BLANK = re.compile(r"[^\S\n]")
# What a row or a column that sums others is called; in Japanese its signs often stand apart, to fill the cell.
TOTAL = re.compile(
    r"\s*(?:(?:grand|overall|sub)[\s-]?)?totals?\b|\s*(?:all|[合総小累]?\s*計|総\s*額)(?=\s*(?:\||\Z))", re.IGNORECASE
)
_NO_LABEL = re.compile(r"(?:[\W\d_]|FY|年度?)*", re.IGNORECASE)  # a cell that is empty, or a number or a year
_LABELS = 2  # cells at the beginning of a row of which one may be its name


def cells_of(row: str) -> list[Span]:
    """Where the cells of a row stand in it, without the blanks around them: between bars, else between wide gaps.

    >>> [cell.of("| 2018 |  | 2019 |") for cell in cells_of("| 2018 |  | 2019 |")]
    ['', '2018', '', '2019', '']
    >>> [cell.of("Fiji     2,018   19") for cell in cells_of("Fiji     2,018   19")]
    ['Fiji', '2,018', '19']
    """
    ends = [found.span() for found in (_BETWEEN if _BETWEEN.search(row) else _GAPS).finditer(row)]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(row)]
    return [Span(start, stop).trimmed(row) for start, stop in zip(starts, stops, strict=True)]


def total_of(row: str) -> re.Match[str] | None:
    """The words that call a row one that sums others: its first cell, or the next behind a number or nothing.

    >>> [bool(total_of(row)) for row in ("Total | 12", "2019 | Total | 12", "| 合　計 | 12", "Kenya | Total | 12")]
    [True, True, True, False]
    """
    label = next((one for one in cells_of(row)[:_LABELS] if not _NO_LABEL.fullmatch(row, one.start, one.end)), None)
    return TOTAL.match(row, label.start, label.end) if label else None


def barred(line: str) -> str:
    """``line``, as long as it was, with bars between its cells.

    >>> barred("Fiji / 2 / 3"), barred("Fiji    2   3"), barred("Fiji / / 3")
    ('Fiji | 2 | 3', 'Fiji |  2 | 3', 'Fiji | | 3')
    """
    plain = _BLANK.sub(" ", line)
    sign = next((one for one in _SIGNS if one.search(plain)), None)
    return sign.sub(lambda found: " |".ljust(len(found[0])), plain) if sign else line
