"""Rows of a table as evidence: each read under the header of its table, its cells under their columns.

"How much did Tonga receive in FY2020?" is answered by a cell: the row speaks of Tonga, the column of FY2020. What the
row does not carry, the head of one column must, and the cell that they share must say something.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cells import cells_of
from corpus.records import Kind, Passage, Span
from index.asked import Asked, holds
from index.constraints import missing
from index.reader import Reader, Reading

_TELLING = (Kind.BODY, Kind.CAPTION)  # what tells of a table
_APART = re.compile(r"\n\s*\n")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_HEAD = 80  # characters; the head of a column is a name, not a text
_NOTHING = re.compile(r"\W*(?:n[/.]?[ad]\.?\W*)?", re.IGNORECASE)  # a cell that is empty, a dash, or says "n/a"
_BARE = re.compile(r"[-+−(]?\d[\d,.]*\)?(?: ?(?:%|thousand|million|billion|mn|bn|[mk]))?\W{0,2}", re.IGNORECASE)
_MONEY = re.compile(
    r"[$€£¥円]|\b(?:USD|EUR|JPY|GBP|dollars?|yen|euros?|pounds?|grants?|loans?|aid|fund(?:s|ing)?|budgets?|costs?|prices?"
    r"|expenditures?|spending|contributions?|donations?|disbursements?|payments?|revenues?|amounts?)\b",
    re.IGNORECASE,
)
# fmt: off
# What is done with money, and not said again in each table of it.
MOVED = {
    "allocate", "allot", "award", "budget", "contribute", "cost", "disburse", "donate", "earmark", "fund", "get",
    "give", "grant", "provide", "receive", "send", "spend", "total",
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: ``cells`` are those that may answer, all of them if none can be told from the others.

    ``told`` are their words, ``heads`` those of the heads of their columns.
    """

    reading: Reading
    cells: tuple[Span, ...]
    told: tuple[str, ...]
    heads: str

    @property
    def answering(self) -> Span | None:
        """The one cell that answers; None if there are several."""
        return self.cells[0] if len(self.cells) == 1 else None

    def holds(self, asked: Asked) -> bool:
        """Whether a cell may hold a thing of the kind asked for; a bare number is money if the table speaks of any."""
        bare = any(map(_BARE.fullmatch, self.told))
        if bare and (asked is Asked.COUNT or (asked is Asked.AMOUNT and _MONEY.search(self.reading.heard))):
            return True
        return any(holds(asked, one, ()) for one in self.told)


def read_row(reader: Reader, passage: Passage, span: Span) -> Row | None:
    """The row ``span`` of ``passage`` under its header; None if its table has none, or it is the header itself."""
    text = reader.document(passage.document_id).text
    rows = _table(reader, passage, span, text)
    cells = _cells(text, span)
    first = _header(text, rows, len(cells))
    head = _cells(text, first)
    if first == span or len(head) != len(cells) or not _heads(text, head):
        return None
    row, frame = span.of(text), reader.headings(passage)
    wanted = _lacking(reader, row)
    carried = {
        at: set(wanted) - set(_lacking(reader, head[at].of(text)))
        for at in range(1, len(cells))
        if not _NOTHING.fullmatch(cells[at].of(text))
    }
    columns = _best({at: (len(found), reader.share(head[at].of(text))) for at, found in carried.items()})
    by_year = any(_YEAR.search(one.of(text)) for one in head[1:])  # then a title's year is no column's
    still = _lacking(reader, frame)
    left = [one for one in wanted if one in still or (by_year and _YEAR.search(one))]
    left = [one for one in left if not any(one in carried[at] for at in columns)]
    beside = _beside(reader, passage, rows)
    leaned = [one for one in beside if left and set(left).isdisjoint(_lacking(reader, one.of(text)))][:1]
    heads = (head[0], *(head[at] for at in columns))
    heard = " › ".join((frame, *(one.of(text) for one in (*beside, *heads)), row))
    told = tuple(cells[at] for at in columns)
    reading = Reading((*leaned, first, span), () if leaned else tuple(left), heard)
    return Row(reading, told, tuple(one.of(text) for one in told), " ".join(one.of(text) for one in heads[1:]))


def spoken(reader: Reader, passage: Passage, span: Span) -> str:
    """The row ``span`` of ``passage`` as a person reads it out: "Donor: Norway; In 2020: $3 million".

    A cell that is empty or a dash is passed over; without a header of as many cells there are only the cells.
    """
    text = reader.document(passage.document_id).text
    rows, cells = _table(reader, passage, span, text), _cells(text, span)
    head = _cells(text, _header(text, rows, len(cells)))
    named = len(head) == len(cells) and head != cells and _heads(text, head)
    told = [
        f"{heading}: {said}" if named and (heading := " ".join(one.of(text).split())) else said
        for one, cell in zip(head if named else cells, cells, strict=True)
        if (said := " ".join(cell.of(text).split())) and not _NOTHING.fullmatch(said)
    ]
    return "; ".join(told)


def _header(text: str, rows: Sequence[Span], columns: int) -> Span:
    """The first of ``rows`` that has so many cells, for a title may stand above the header; else the very first."""
    return next((row for row in rows if len(_cells(text, row)) == columns), rows[0])


def is_header(reader: Reader, passage: Passage, span: Span) -> bool:
    """Whether ``span`` is the header of a table of figures, which names them and gives none."""
    text = reader.document(passage.document_id).text
    rows = _table(reader, passage, span, text)
    first = _header(text, rows, len(_cells(text, span)))
    below = (cell.of(text) for row in rows if row.start > first.start for cell in _cells(text, row)[1:])
    return first == span and _heads(text, _cells(text, first)) and any(re.search(r"\d", cell) for cell in below)


def _table(reader: Reader, passage: Passage, span: Span, text: str) -> list[Span]:
    """The rows of the table of which ``span`` is one, in order."""
    rows: list[Span] = []
    for part in reader.passages(passage.document_id):
        for row in part.sentences if part.kind is Kind.TABLE else ():
            between = text[rows[-1].end : row.start] if rows else ""
            if between.strip() or _APART.search(between):
                if span in rows:
                    return rows
                rows = []
            rows.append(row)
    return rows if span in rows else [span]


def before_table(reader: Reader, passage: Passage, span: Span) -> Span | None:
    """What stands before the table of the row ``span``, no other table between: a title, a caption, a note on units."""
    first = _table(reader, passage, span, reader.document(passage.document_id).text)[0]
    before, _ = _around(reader, passage, [first])
    parts = reader.passages(passage.document_id)
    tables = [one.span.start for one in parts if one.kind is Kind.TABLE and one.span.start < first.start]
    return None if before is None or any(start > before.start for start in tables) else before


def _beside(reader: Reader, passage: Passage, rows: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences just before and just after a table, under its own headings or those above them."""
    return tuple(filter(None, _around(reader, passage, rows)))


def _around(reader: Reader, passage: Passage, rows: Sequence[Span]) -> tuple[Span | None, Span | None]:
    """The sentences just before and just after a table, under its own headings or those above; None for none."""
    parts = [one for one in reader.passages(passage.document_id) if one.kind in _TELLING]
    around = [span for part in parts if part.path == passage.path[: len(part.path)] for span in part.sentences]
    before = [one for one in around if one.end <= rows[0].start]
    after = (one for one in around if one.start >= rows[-1].end)
    return (before[-1] if before else None), next(after, None)


def _cells(text: str, row: Span) -> tuple[Span, ...]:
    """Where the cells of ``row`` stand, without the blanks around them."""
    return tuple(cell.shifted(row.start) for cell in cells_of(row.of(text)))


def _heads(text: str, cells: Sequence[Span]) -> bool:
    """Whether each of ``cells`` but the first is a short name or a year, as the heads of columns are."""
    said = [cell.of(text) for cell in cells[1:]]
    return bool(said) and all(_is_head(one) for one in said)


def _is_head(words: str) -> bool:
    return bool(_YEAR.search(words)) or (len(words) <= _LONGEST_HEAD and any(map(str.isalpha, words)))


def _best(by_column: dict[int, tuple[int, float]]) -> tuple[int, ...]:
    most = max(by_column.values(), default=None)
    return tuple(at for at, value in by_column.items() if value == most)


def _lacking(reader: Reader, words: str) -> tuple[str, ...]:
    return missing(reader.question, reader.hearing.context(words))
