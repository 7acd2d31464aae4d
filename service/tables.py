"""What the rows of a stored table are: what heads its columns, what stands above those, and what is told below."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, takewhile

from corpus.cells import cells_of
from corpus.records import Span
from ingest.tables import heads_columns


class Part(StrEnum):
    """What a line of a table is: its title, the heads of its columns, or what it tells."""

    CAPTION = "caption"
    HEAD = "head"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: how many columns its table has, and whether its first cell heads it."""

    part: Part
    columns: int
    named: bool = False


def is_drawn(text: str) -> bool:
    """Whether ``text`` is rows that nothing but wide gaps part into cells, so that they must be shown as they are.

    >>> is_drawn("Fiji     620   60"), is_drawn("Fiji | 620 | 60"), is_drawn("Fiji   paid.\\nIt was late.")
    (True, False, False)
    """
    lines = [line for line in text.splitlines() if line.strip()]
    return bool(lines) and all("|" not in line and len(cells_of(line)) > 1 for line in lines)


def rows_of(text: str, tables: Iterable[Sequence[Span]], above: Collection[str]) -> Iterator[tuple[int, Row]]:
    """Each row of the tables of ``text`` by where it starts.

    The store does not say which rows the file marked as heads. It is known where the passages of a table that was cut
    stand under them, as ``above`` says; else it is seen, where the first row names columns. What spans the columns
    above that is the table's title. The first cell heads a row where the head over it is empty.

    >>> text = "Aid | 2019\\nKenya | 5"
    >>> [(row.part.value, row.columns) for _, row in rows_of(text, [[Span(0, 10), Span(11, 20)]], ())]
    [('head', 2), ('row', 2)]
    """
    longest = max(map(len, above), default=0)
    for table in tables:
        words = [" ".join(span.of(text).split()) for span in table]
        yield from _rows(text, table, _known(words, above, longest))


def _rows(text: str, table: Sequence[Span], known: int) -> Iterator[tuple[int, Row]]:
    """Each row of one table, of which so many are ``known`` to be heads or to stand above them; 0 if that is not."""
    cells = [[cell.of(span.of(text)) for cell in cells_of(span.of(text))] for span in table]
    columns = max(map(len, cells), default=1)
    titles = len([*takewhile(lambda row: len(row) == 1 < columns, cells)])
    body = cells[titles:]
    seen = bool(body) and heads_columns(body[0], body[1:], sure=True)  # a wrong head is read out beside each cell
    heads = max(titles, known) if known else titles + seen
    stub = heads > titles and not cells[heads - 1][0]
    for at, span in enumerate(table):
        part = Part.CAPTION if at < titles < len(table) else Part.HEAD if at < heads else Part.ROW
        yield span.start, Row(part, columns, stub and part is Part.ROW and len(cells[at]) == columns)


def _known(words: Sequence[str], above: Collection[str], longest: int) -> int:
    """How many of the first rows are what stands ``above`` passages, none of which has more than ``longest`` signs."""
    joined = takewhile(lambda head: len(head) <= longest, accumulate(words[:-1], "{} / {}".format))
    return next((last for last, head in enumerate(joined, start=1) if head in above), 0)
