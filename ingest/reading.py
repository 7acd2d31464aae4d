"""What a reader makes of a file: canonical text, and blocks that say what each stretch of it is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.boxes import Box, unpack
from corpus.records import Page, Span


class Role(StrEnum):
    """What a block is. TEXT is a paragraph or a run of lines whose role is still to be recognised."""

    TEXT = "text"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    CAPTION = "caption"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a reading; blocks are disjoint, in reading order, and trimmed of white space.

    ``level`` is a heading's depth (1 is the outermost under the title, 0 the title itself), an item's depth in its
    list (1 is the outermost), or 1 for a row that heads the columns of its table. ``label`` is what a note is called
    in the text that cites it.
    """

    span: Span
    role: Role
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A page that could not be read as it should be, or not at all, and why; ``page`` counts from 1."""

    page: int
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read. ``text`` is canonical; every span counts its code points.

    ``title``, ``publisher``, ``published`` and ``language`` are what the file itself says, None if nothing.
    ``flags`` are the pages read badly or not at all, in page order. ``left_out`` says what of the file is not
    in the text and why, a line each. ``boxes`` say where the text stands on its pages, for the formats that have any.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    flags: tuple[Flag, ...] = ()
    left_out: tuple[str, ...] = ()
    packed: tuple[tuple[int, bytes], ...] = ()

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where each word of the text stands on its page."""
        return tuple(box for page in self.packed for box in unpack(*page))
