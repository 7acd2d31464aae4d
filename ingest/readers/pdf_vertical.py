"""Pages set in vertical lines, as Japanese is: from top to bottom, the lines from right to left, often in tiers.

Such a page is read lying on its side, turned a quarter to the left: its lines then run from left to right, one below
the other, its tiers are columns, and furigana stand above the words. What is set across on it, as a running head is,
then runs upwards, like any turned line. The places of words are turned back where they are kept.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ingest.readers.pdf_line import Line, is_spaceless, make_line
from ingest.readers.pdf_signs import Numbers, Signs, Style, Styling, Truths, find_lines
from ingest.readers.pdf_turned import Turned

_FEWEST = 4  # steps downwards on a page that is set so
_STEP = 2.2  # heights of a sign: the next one on a line is no further
_ASIDE = 0.6  # heights: the next one stands no further to the side
_CELL = 1.5  # heights: two or three signs set across in so little room are digits within a vertical line
_SPACE = 0.8  # heights: room between two signs of a line that stands for a space
_TIER = 0.5  # heights: room that no line crosses sets two tiers apart; in an official gazette it is 0.6
_SHARE = 0.15  # of the signs, at least, stand on either side of such room


@dataclass(frozen=True, slots=True)
class Part:
    """Some signs of a page, and the place that each has among all of them."""

    signs: Signs
    places: NDArray[np.intp]


def parted(signs: Signs, page: Turned) -> tuple[Part, Part] | None:
    """What is set in vertical lines on ``page``, lying on its side, and what is set across, as it stands.

    None if most of the page is set across. Spaces and line ends that pdfium sees between the signs of a vertical line
    are left out.
    """
    visible = np.flatnonzero([not sign.isspace() for sign in signs.text])
    spaceless = {sign for sign in set(signs.text) if is_spaceless(sign)}
    east_asian = np.array([signs.text[at] in spaceless for at in visible.tolist()], dtype=np.bool_)
    if not east_asian.any():
        return None
    boxes = signs.boxes[visible]
    em = float(np.median(np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])[east_asian]))
    down, along = _steps(boxes, em)
    both = east_asian[:-1] & east_asian[1:]
    if (down & both).sum() < max(_FEWEST, (along & both).sum() + 1):
        return None
    stacked = signs.boxes.copy()
    is_across, within = np.zeros(len(visible), dtype=np.bool_), np.zeros(len(signs.text), dtype=np.bool_)
    for start, end in _runs(along):
        if boxes[start:end, 2].max() - boxes[start:end, 0].min() > _CELL * em:
            is_across[start:end] = within[visible[start] : visible[end - 1]] = True
        else:
            stacked[visible[start:end]] = _stacked(boxes[start:end])
    signs = _spaced(signs, visible, em)
    blank = np.array([sign.isspace() for sign in signs.text])
    across = np.isin(np.arange(len(blank)), visible[is_across])
    ends = np.array([sign in "\r\n" for sign in signs.text])
    vertical = _only(
        Signs(signs.text, np.column_stack(page.laid(*stacked.T)), signs.made), ~across & ~(blank & (signs.made | ends))
    )
    return vertical, _only(signs, across | (blank & ~(within & ends & signs.made)))


def find_vertical_lines(
    down: Part, across: Part, page: Turned, turn: Callable[[int], int], style: Styling
) -> Iterator[Line]:
    """The lines of a page that was ``parted``, lying on its side; ``turn`` and ``style`` as ``find_lines``."""

    def styled(part: Part, first: int, last: int, letter: int, turned: int) -> Style:
        return style(int(part.places[first]), int(part.places[last]), int(part.places[letter]), turned)

    for line in find_lines(across.signs, lambda at: turn(int(across.places[at])), partial(styled, across)):
        yield _laid_line(line, page)
    yield from find_lines(down.signs, lambda _: 0, partial(styled, down))


def _laid_line(line: Line, page: Turned) -> Line:
    """A line that is set across, as it stands when the page lies on its side: it runs upwards."""
    sides = np.array([line.sides(at, at + 1) for at in range(len(line.text))])
    lefts, bottoms, rights, tops = (side.tolist() for side in page.laid(*sides.T))
    return make_line(
        line.text, lefts, bottoms, rights, tops, line.size, bold=line.bold, turned=True, diagonal=line.diagonal
    )  # fmt: skip


def reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page that lies on its side as they are read: tier after tier, in each by where they stand."""
    tiers = _tiers(lines)
    placed = [(sum(line.left >= border for border in tiers), -line.base, line.left, line) for line in lines]
    return [line for *_, line in sorted(placed, key=lambda one: one[:3])]


def _tiers(lines: Sequence[Line]) -> list[float]:
    """Where tiers begin, but for the first: beyond room that no line crosses."""
    whole = sum(len(line.text) for line in lines)
    borders: list[float] = []
    reach, before = -math.inf, 0
    for line in sorted(lines, key=lambda line: line.left):
        if line.left - reach > _TIER * line.size and min(before, whole - before) > _SHARE * whole:
            borders.append(line.left)
        reach = max(reach, line.right)
        before += len(line.text)
    return borders


def _only(signs: Signs, kept: Truths) -> Part:
    places = np.flatnonzero(kept)
    return Part(
        Signs("".join(map(signs.text.__getitem__, places.tolist())), signs.boxes[kept], signs.made[kept]), places
    )


def _steps(boxes: Numbers, em: float) -> tuple[Truths, Truths]:
    """Whether from each sign to the next it goes down a line, and whether it goes along one."""
    middles = np.column_stack(((boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2))
    right, up = np.diff(middles, axis=0).T
    down: Truths = (np.abs(right) < _ASIDE * em) & (up < 0) & (-up < _STEP * em)
    along: Truths = (np.abs(up) < _ASIDE * em) & (right > 0) & (right < _STEP * em) & ~down
    return down, along


def _spaced(signs: Signs, visible: NDArray[np.intp], em: float) -> Signs:
    """The signs with a space of the file's own where pdfium saw a space, or a line's end, in a wide gap downwards."""
    boxes = signs.boxes[visible]
    wide = boxes[:-1, 1] - boxes[1:, 3] > _SPACE * em
    places = [at + 1 for at, following in zip(visible[:-1][wide], visible[1:][wide], strict=True) if following > at + 1]
    text, made = list(signs.text), signs.made.copy()
    made[places] = False
    for at in places:
        text[at] = " "
    return Signs("".join(text), signs.boxes, made)


def _runs(along: Truths) -> list[tuple[int, int]]:
    """The stretches of signs, two at least, that stand beside one another."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], along.astype(np.int8), [0]))))
    return [(start, end + 1) for start, end in edges.reshape(-1, 2).tolist()]


def _stacked(boxes: Numbers) -> Numbers:
    """Boxes for signs that stand beside one another within a vertical line, as if each stood below the last."""
    left, bottom, right, top = boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()
    edges = np.linspace(top, bottom, len(boxes) + 1)
    return np.column_stack((np.full(len(boxes), left), edges[1:], np.full(len(boxes), right), edges[:-1]))
