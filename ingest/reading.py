"""What a reader makes of a file: canonical text, and blocks that say what each stretch of it is."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
    list (1 is the outermost), or 1 for a row that heads the columns of its table. ``label`` is what a note is called in the text that cites it.
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
class Box:
    """Where a stretch of the text stands on its page: one line, or a part of one.

    The sides are PDF points from the lower left corner of the page as it is shown. Boxes are in text order.
    """

    span: Span
    page: int
    left: float
    bottom: float
    right: float
    top: float


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
    boxes: tuple[Box, ...] = ()


def rectangles(boxes: Sequence[Box], span: Span) -> tuple[Box, ...]:
    """Where the words of ``span`` stand: a box for each line of each page, in the order of the text.

    Of a word that the span cuts, as in a script without spaces, the
    box is cut in proportion. Words side by side on one line share a box.

    >>> two = Box(Span(0, 4), 1, 10, 0, 50, 12), Box(Span(5, 7), 1, 60, 0, 80, 12)
    >>> [(box.left, box.right) for box in rectangles(two, Span(2, 7))]
    [(30.0, 80)]
    """
    found: list[Box] = []
    for box in boxes[bisect_right(boxes, span.start, key=lambda box: box.span.end) :]:
        if box.span.start >= span.end:
            break
        if box.span.overlaps(span):
            cut = _cut(box, span)
            last = found[-1] if found else None
            if last and (last.page, last.bottom, last.top) == (cut.page, cut.bottom, cut.top):
                whole = Span(last.span.start, cut.span.end)
                sides = min(last.left, cut.left), cut.bottom, max(last.right, cut.right), cut.top
                found[-1] = Box(whole, cut.page, *sides)
            else:
                found.append(cut)
    return tuple(found)


def _cut(box: Box, span: Span) -> Box:
    if span.contains(box.span):
        return box
    start, end = max(span.start, box.span.start), min(span.end, box.span.end)
    each = (box.right - box.left) / (box.span.end - box.span.start)
    left = box.left + each * (start - box.span.start)
    right = box.right - each * (box.span.end - end)
    return Box(Span(start, end), box.page, left, box.bottom, right, box.top)
