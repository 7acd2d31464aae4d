"""Rows of a table as evidence: each read under the header of its table, its cells under their columns.

"How much did Tonga receive in FY2020?" is answered by a cell: the row speaks of Tonga, the column of FY2020. What the
row does not carry, the head of one column must, and the cell that they share must say something.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.records import Passage, Span
from index.asked import Asked, holds
from index.reader import Reader, Reading
from index.tables import cells

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGIT = re.compile(r"\d")
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
    tables, row = reader.tables(passage.document_id), cells(text, span)
    first = tables.of(span).header(len(row))
    head = cells(text, first)
    if first == span or len(head) != len(row) or not _heads(text, head):
        return None
    said, frame = span.of(text), reader.headings(passage)
    wanted = reader.lacking(said)
    filled = {at: head[at].of(text) for at in range(1, len(row)) if not _NOTHING.fullmatch(row[at].of(text))}
    carried = _answering(reader, wanted, filled)
    by_year = any(_YEAR.search(one.of(text)) for one in head[1:])
    left = _left(reader, wanted, frame, carried, by_year)
    beside = tuple(filter(None, tables.beside(span, passage.path)))
    leaned = [one for one in beside if left and set(left).isdisjoint(reader.lacking(one.of(text)))][:1]
    heads = [head[at].of(text) for at in carried]
    heard = " › ".join((frame, *(one.of(text) for one in (*beside, head[0])), *heads, said))
    reading = Reading((*leaned, first, span), () if leaned else left, heard)
    told = tuple(row[at] for at in carried)
    return Row(reading, told, tuple(one.of(text) for one in told), " ".join(heads))


def _answering(reader: Reader, wanted: Sequence[str], heads: Mapping[int, str]) -> dict[int, set[str]]:
    """The columns that answer, by their number, each with what of ``wanted`` its head carries.

    They are those of ``heads`` that carry most, and of these those in which most of the question is heard.
    """
    carried = {at: set(wanted) - set(reader.lacking(said)) for at, said in heads.items()}
    ranks = {at: (len(found), reader.share(heads[at])) for at, found in carried.items()}
    most = max(ranks.values(), default=None)
    return {at: found for at, found in carried.items() if ranks[at] == most}


def _left(
    reader: Reader, wanted: Sequence[str], frame: str, carried: Mapping[int, set[str]], by_year: bool
) -> tuple[str, ...]:
    """What of ``wanted`` neither the headings ``frame`` nor a column that answers carries.

    Where columns are told apart ``by_year``, a title's year is no column's.
    """
    still, told = reader.lacking(frame), set[str]().union(*carried.values())
    return tuple(one for one in wanted if one not in told and (one in still or (by_year and _YEAR.search(one))))


def spoken(reader: Reader, passage: Passage, span: Span) -> str:
    """The row ``span`` of ``passage`` as a person reads it out: "Donor: Norway; In 2020: $3 million".

    A cell that is empty or a dash is passed over; without a header of as many cells there are only the cells.
    """
    text = reader.document(passage.document_id).text
    row = cells(text, span)
    head = cells(text, reader.tables(passage.document_id).of(span).header(len(row)))
    named = len(head) == len(row) and head != row and _heads(text, head)
    told = [
        f"{heading}: {said}" if named and (heading := " ".join(one.of(text).split())) else said
        for one, cell in zip(head if named else row, row, strict=True)
        if (said := " ".join(cell.of(text).split())) and not _NOTHING.fullmatch(said)
    ]
    return "; ".join(told)


def is_header(reader: Reader, passage: Passage, span: Span) -> bool:
    """Whether ``span`` is the header of a table of figures, which names them and gives none."""
    text = reader.document(passage.document_id).text
    table, head = reader.tables(passage.document_id).of(span), cells(text, span)
    if table.header(len(head)) != span or not _heads(text, head):
        return False
    below = (cell.of(text) for row in table.rows if row.start > span.start for cell in cells(text, row)[1:])
    return any(_DIGIT.search(cell) for cell in below)


def before_table(reader: Reader, passage: Passage, span: Span) -> Span | None:
    """What stands before the table of the row ``span``, no other table between: a title, a caption, a note on units."""
    return reader.tables(passage.document_id).title(span, passage.path)


def _heads(text: str, head: Sequence[Span]) -> bool:
    """Whether each of ``head`` but the first is a short name or a year, as the heads of columns are."""
    said = [cell.of(text) for cell in head[1:]]
    return bool(said) and all(_is_head(one) for one in said)


def _is_head(words: str) -> bool:
    return bool(_YEAR.search(words)) or (len(words) <= _LONGEST_HEAD and any(map(str.isalpha, words)))
