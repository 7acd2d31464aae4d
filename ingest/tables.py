"""The tables of a section, and what stands above their columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.cells import cells_of
from ingest.reading import Block

_BAR = re.compile(r"\A\||\|\Z|(?<=\s)\||\|(?=\s)")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[-/–]\d{2,4})?(?!\d)")
_ONLY_YEARS = re.compile(rf"\W*{_YEARS.pattern}\W*")
_ASIDE = re.compile(r"\([^)]*\)|（[^）]*）|\b\d+-(?=[a-z])")  # of a head: "(£000)", "25-year period"
_NUMBERED = re.compile(r".*[^\W\d_][\s-]?\d{1,2}\W*")  # "Phase 1", "Q2"; of more digits are amounts: "USD 500"
LONGEST_HEAD = 80  # characters; what heads a column is a name, not a text to be said again above each


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table, and the words of its header rows, empty if it has none."""

    rows: tuple[Block, ...]
    header: str


def tables_of(text: str, rows: Sequence[Block]) -> Iterator[Table]:
    """The tables that these rows make, in order: a blank line, or a header after other rows, begins another.

    Header rows are those that the reader marked with level 1; else the first, if ``heads_columns`` says so. In doubt it
    is one: then a passage says at worst one row too many above the others.

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
    cells = [[cell.of(words) for cell in cells_of(words)] for words in (row.span.of(text) for row in rows)]
    return rows[0].span.of(text) if heads_columns(cells[0], cells[1:]) else ""


# Of 121 heads that real files mark, each of one row, 100 are known, and 18 of the rows below them are taken for heads;
# where it must be sure, 87 and 10. Once any cell with a letter counted for a name, "5 million", too: 105 and 44; and
# on the page none with a figure, not even "Phase 1": 76 and 9.
def heads_columns(first: Sequence[str], below: Sequence[Sequence[str]], *, sure: bool = False) -> bool:
    """Whether the row ``first`` names the columns of those ``below``: its cells but the first are short names or years.

    Where it has but two cells, they may as well be a name and what is said of it, as in the rows of a fact box, and
    words below do not tell. If that must be ``sure``, it is a head only if all below it are figures, or all are dates.

    >>> heads_columns(["Country", "Phase 1", "Phase 2"], [["Kenya", "5", "7"]])
    True
    >>> heads_columns(["Kenya", "5 million", "7 million"], [["Peru", "6 million", "8 million"]])
    False
    >>> [heads_columns(["Lead", "Works"], [["Kind", "Grant"]], sure=sure) for sure in (False, True)]
    [True, False]
    """
    if len(first) < 2 or not below:
        return False
    wide = len(first) > 2
    columns = ([row[at] for row in below if len(row) > at] for at in range(1, len(first)))
    if not all(_is_name(cell, column, wide) for cell, column in zip(first[1:], columns, strict=True)):
        return False
    kinds = {"date" if _YEARS.search(row[1]) else has_figure(row[1]) for row in below if len(row) > 1}
    return wide or not sure or kinds in ({True}, {"date"})


def has_figure(words: str) -> bool:
    """Whether there is a figure in ``words``, years aside.

    >>> [has_figure(words) for words in ("Aid in FY2019", "2019/20", "2019-2020", "5", "20 in 2019")]
    [False, False, False, True, True]
    """
    return any(map(str.isdecimal, _YEARS.sub("", words)))


def in_cell(words: str) -> str:
    """The words of one cell, as long as they were, with a bar that would end the cell in full width.

    >>> in_cell("a | b"), in_cell("|x| in a|b")
    ('a ｜ b', '｜x｜ in a|b')
    """
    return _BAR.sub("\uff5c", words)


def _is_name(cell: str, below: Sequence[str], wide: bool) -> bool:
    """Whether a cell is the name of what stands ``below`` it.

    One with a figure is none if the like of it stands below; else where the figure numbers it, or where nothing but
    figures stand below: "Phase 1", "Aged 15-24". That is not asked of a row of two cells: "Budget | EUR 3 million".
    """
    if len(cell) > LONGEST_HEAD:  # asked first: brackets that never close take the square of their number
        return False
    if _ONLY_YEARS.fullmatch(cell):
        return True
    name = _ASIDE.sub("", cell).strip()
    if not _letters(cell) or not has_figure(name):
        return bool(_letters(cell))
    alike = {_letters(one) for one in below}
    over_figures = wide and alike <= {""} and any(map(has_figure, below))
    return bool(over_figures or _NUMBERED.fullmatch(name)) and _letters(name) not in alike


def _letters(words: str) -> str:
    return "".join(filter(str.isalpha, words.casefold()))
