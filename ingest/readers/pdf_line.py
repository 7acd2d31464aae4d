"""Lines of a PDF page: words with the place of every sign, in points from the lower left of the page as shown."""

import re
from array import array
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ingest.lines import columns

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one up to a wide gap. ``lefts`` and ``rights`` are the sides of each code point of
    ``text``, ``left`` and ``right`` its ends; ``base`` is the height that its middling sign stands at; ``size`` is its
    font's; ``turned`` says that it does not run from left to right, or right to left: only then ``heights`` are the
    bottom and the top of each code point; ``raised`` are the stretches of small raised digits, as marks of footnotes
    are."""

    text: str
    lefts: "array[float]"
    rights: "array[float]"
    bottom: float
    top: float
    base: float
    size: float
    bold: bool = False
    turned: bool = False
    diagonal: bool = False
    raised: tuple[tuple[int, int], ...] = ()
    heights: "tuple[array[float], array[float]] | None" = None
    left: float = field(init=False)
    right: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "left", min(self.lefts, default=0.0))
        object.__setattr__(self, "right", max(self.rights, default=0.0))

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2

    def sides(self, start: int, end: int) -> tuple[float, float, float, float]:
        """Where the signs ``[start, end)`` stand: left, bottom, right and top. Signs on one row are as high as it."""
        bottom, top = self.bottom, self.top
        if self.heights:
            bottom, top = min(self.heights[0][start:end]), max(self.heights[1][start:end])
        return min(self.lefts[start:end]), bottom, max(self.rights[start:end]), top

    def beside(self, other: "Line") -> bool:
        """Whether the two stand on one row: each one's middle lies within the other."""
        return self.bottom < other.middle < self.top and other.bottom < self.middle < other.top

    def part(self, start: int, end: int) -> "Line":
        """The signs ``[start, end)``, without white space at either end."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        return Line(
            self.text[start:end], self.lefts[start:end], self.rights[start:end],
            self.bottom, self.top, self.base, self.size, self.bold, self.turned, self.diagonal,
            tuple((one - start, two - start) for one, two in self.raised if start <= one and two <= end),
            (self.heights[0][start:end], self.heights[1][start:end]) if self.heights else None,
        )  # fmt: skip

    def with_raised(self, start: int, end: int) -> "Line":
        """The line with only this stretch held to be raised."""
        return replace(self, raised=((start, end),))

    def with_mark(self, mark: "Line") -> "Line":
        """The line with the raised number ``mark`` put in where it stands: before the next word, or the first.

        >>> line = make_line("so it", [0, 5, 10, 14, 17], [0] * 5, [5, 10, 14, 17, 20], [10] * 5, 10)
        >>> marked = line.with_mark(make_line("2", [10], [6], [13], [12], 6))
        >>> marked.text, marked.raised
        ('so2 it', ((2, 3),))
        """
        at = next((at for at, left in enumerate(self.lefts) if left >= mark.left and self.text[at] != " "), None)
        at = len(self.text) if at is None else at - (self.text[at - 1 : at] == " ")
        size = len(mark.text)
        after = [(start + size * (start >= at), end + size * (start >= at)) for start, end in self.raised]
        return replace(
            self,
            text=f"{self.text[:at]}{mark.text}{self.text[at:]}",
            lefts=self.lefts[:at] + mark.lefts + self.lefts[at:],
            rights=self.rights[:at] + mark.rights + self.rights[at:],
            top=max(self.top, mark.top),
            raised=tuple(sorted((*after, (at, at + size)))),
        )

    def bracketed(self, numbers: Container[str]) -> "Line":
        """The line with square brackets around those raised stretches that are among ``numbers``.

        >>> line = make_line("a7,", [0, 5, 8], [0, 5, 0], [5, 8, 10], [10, 11, 10], 9)
        >>> line.bracketed({"7"}).text
        'a[7],'
        """
        line = self
        for start, end in reversed(self.raised):
            if self.text[start:end] in numbers:
                left, right = line.lefts[start : start + 1], line.rights[end - 1 : end]
                line = replace(
                    line,
                    text=f"{line.text[:start]}[{line.text[start:end]}]{line.text[end:]}",
                    lefts=line.lefts[:start] + left + line.lefts[start:end] + right + line.lefts[end:],
                    rights=line.rights[:start] + left + line.rights[start:end] + right + line.rights[end:],
                    raised=(),
                )
        return line


def make_line(
    text: str,
    lefts: Sequence[float],
    bottoms: Sequence[float],
    rights: Sequence[float],
    tops: Sequence[float],
    size: float,
    *,
    bold: bool = False,
    turned: bool = False,
    diagonal: bool = False,
) -> Line:
    """The line of these signs, one at least, by the sides of the box of each.

    Boxes go by the ascent and descent of the font: they are higher than the font's size, or lower.

    >>> line = make_line("a b", [0, 5, 8], [0, 0, 0], [5, 8, 12], [9, 9, 9], 9)
    >>> line.left, line.right, line.base, line.raised
    (0.0, 12.0, 0, ())
    """
    heights = [top - bottom for top, bottom in zip(tops, bottoms, strict=True)]
    raised = () if turned else tuple(_raised(text, heights, bottoms))
    return Line(
        text, array("f", lefts), array("f", rights), min(bottoms), max(tops),
        median(bottoms), size, bold, turned, diagonal, raised,
        (array("f", bottoms), array("f", tops)) if turned else None,
    )  # fmt: skip


def _raised(text: str, heights: Sequence[float], bottoms: Sequence[float]) -> Iterator[tuple[int, int]]:
    """The stretches of digits that are smaller than the line's other signs and stand higher."""
    height = median(heights)
    if min(heights) >= 0.9 * height:
        return
    bottom = median(bottoms)
    high = [
        sign.isdecimal() and heights[at] < 0.9 * height and bottoms[at] > bottom + 0.2 * height
        for at, sign in enumerate(text)
    ]
    start = None
    for at, is_high in enumerate([*high, False]):
        if is_high and start is None:
            start = at
        elif not is_high and start is not None:
            yield start, at
            start = None


def joined(one: Line, other: Line) -> Line:
    """The two as one line, with a space between unless two signs of a script without spaces meet."""
    longer = one if len(one.text) >= len(other.text) else other
    touch = is_spaceless(one.text[-1] + other.text[0]) and other.lefts[0] - one.rights[-1] < one.size
    gap = [] if touch else sorted((one.rights[-1], other.lefts[0]))
    start = len(one.text) + len(gap[:1])
    return Line(
        f"{one.text}{'' if touch else ' '}{other.text}",
        one.lefts + array("f", gap[:1]) + other.lefts,
        one.rights + array("f", gap[1:]) + other.rights,
        min(one.bottom, other.bottom), max(one.top, other.top),
        longer.base, longer.size,
        one.bold and other.bold, one.turned, one.diagonal,
        one.raised + tuple((first + start, last + start) for first, last in other.raised),
    )  # fmt: skip


def words(line: Line) -> Iterator[tuple[int, int]]:
    """The stretches of ``line.text`` that hold no white space.

    >>> list(words(make_line("a b", [0, 5, 8], [0, 0, 0], [5, 8, 12], [9, 9, 9], 9)))
    [(0, 1), (2, 3)]
    """
    at = 0
    for word in line.text.split(" "):
        if word:
            yield at, at + len(word)
        at += len(word) + 1


def is_spaceless(signs: str) -> bool:
    """Whether all signs are of a script that sets no spaces between words.

    >>> is_spaceless("協力"), is_spaceless("ア。"), is_spaceless("협력"), is_spaceless("aア")
    (True, True, False, False)
    """
    return columns(signs) == 2 * len(signs) and not _HANGUL.search(signs)
