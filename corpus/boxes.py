"""Where text stands on its pages, and how that is kept: a page can be shown with the cited words marked."""

import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor, isfinite

from corpus.records import Span

_PARTS = 100  # of a point: what the sides of a box are kept in, rounded outwards so that it still covers its words
_FARTHEST = 2_000_000_000  # parts: some 280 km


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


def rectangles(boxes: Sequence[Box], span: Span) -> tuple[Box, ...]:
    """Where the words of ``span`` stand: a box for each line of each page, in the order of the text.

    Of a word that the span cuts, as in a script without spaces, the
    box is cut in proportion. Words side by side on one line share a box.

    >>> two = Box(Span(0, 4), 1, 10, 0, 50, 12), Box(Span(5, 7), 1, 60, 0, 80, 12)
    >>> [(box.left, box.right) for box in rectangles(two, Span(2, 7))]
    [(30.0, 80)]
    >>> upwards = Box(Span(0, 4), 1, 10, 0, 22, 40), Box(Span(5, 7), 1, 11, 45, 20, 60)
    >>> [(box.left, box.bottom, box.right, box.top) for box in rectangles(upwards, Span(0, 7))]
    [(10, 0, 22, 60)]
    """
    first = bisect_right(boxes, span.start, key=lambda box: box.span.end)
    last = bisect_left(boxes, span.end, key=lambda box: box.span.start)
    words = [
        box if span.contains(box.span) else _cut(box, span) for box in boxes[first:last] if box.span.overlaps(span)
    ]
    lines: list[Box] = []
    for word in words:
        if lines and _beside(lines[-1], word):
            lines[-1] = _joined(lines[-1], word)
        else:
            lines.append(word)
    return tuple(lines)


def _beside(line: Box, word: Box) -> bool:
    """Whether ``word`` stands on ``line``: at its height, or above or below it where the line runs up or down.

    Such a line, or its first two words, are higher than wide, and each word is about as wide as its letters are high.
    """
    if line.page != word.page:
        return False
    if (line.bottom, line.top) == (word.bottom, word.top):
        return True
    bottom, top = min(line.bottom, word.bottom), max(line.top, word.top)
    left, right = min(line.left, word.left), max(line.right, word.right)
    shared = min(line.right, word.right) - max(line.left, word.left)
    upright = any(box.top - box.bottom > box.right - box.left for box in (line, word))
    return upright and top - bottom > right - left and 2 * shared > min(line.right - line.left, word.right - word.left)


def _joined(line: Box, word: Box) -> Box:
    """One box for a line and the word that goes on with it."""
    left, right = min(line.left, word.left), max(line.right, word.right)
    bottom, top = min(line.bottom, word.bottom), max(line.top, word.top)
    return Box(Span(line.span.start, word.span.end), line.page, left, bottom, right, top)


def _cut(box: Box, span: Span) -> Box:
    """The part of a word's box that the part of it inside ``span`` takes."""
    start, end = max(span.start, box.span.start), min(span.end, box.span.end)
    each = (box.right - box.left) / (box.span.end - box.span.start)
    left = box.left + each * (start - box.span.start)
    right = box.right - each * (box.span.end - end)
    return Box(Span(start, end), box.page, left, box.bottom, right, box.top)


def pack(boxes: Iterable[Box]) -> Iterator[tuple[int, bytes]]:
    """The boxes of each page, which must come together, as compressed numbers, some 15 bytes a box.

    >>> [(page, data)] = pack([Box(Span(3, 9), 7, 10.004, 20.0, 30.5, 32.0)])
    >>> page, unpack(7, data)
    (7, (Box(span=Span(start=3, end=9), page=7, left=10.0, bottom=20.0, right=30.5, top=32.0),))
    """
    for page, group in groupby(boxes, key=lambda box: box.page):
        numbers = array("i")
        for box in group:
            low = (floor(_kept(box.left)), floor(_kept(box.bottom)))
            high = (ceil(_kept(box.right)), ceil(_kept(box.top)))
            numbers.extend((box.span.start, box.span.end, *low, *high))
        yield page, zlib.compress(numbers.tobytes())


def _kept(side: float) -> float:
    """A side in the parts that are kept; one beyond all pages, as a damaged file may have it, is drawn in."""
    return max(-_FARTHEST, min(_FARTHEST, side * _PARTS)) if isfinite(side) else 0.0


def unpack(page: int, data: bytes, within: Span | None = None) -> tuple[Box, ...]:
    """The boxes of a page that ``pack`` made ``data`` of; only those that share something with ``within``, if given."""
    numbers = array("i", zlib.decompress(data))
    if within:
        first = bisect_right(numbers[1::6], within.start)
        numbers = numbers[6 * first : 6 * bisect_left(numbers[0::6], within.end)]
    rows = zip(*(numbers[at::6] for at in range(6)), strict=True)
    return tuple(
        Box(Span(start, end), page, left / _PARTS, bottom / _PARTS, right / _PARTS, top / _PARTS)
        for start, end, left, bottom, right, top in rows
    )
