"""The signs of a PDF page, gathered to lines: columns of numbers, for a page has thousands of them."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.readers.pdf_line import Line, make_line

_WIDE_GAP = 1.2  # heights of a line: two words so far apart are two columns, or two cells
_NARROW_GAP = 0.14  # heights: pdfium sees a space between signs so close where letters are merely spaced
_SHIFT = 0.5  # heights: signs so much lower or higher are on another line
_LARGER = 6  # times the height of the sign beside it: no word is set so
_OVERPRINT = 1.0  # points between a sign and its copy that makes it look bold

_ARABIC = re.compile("[\u0600-\u06ff]")
_ALEF_LAM = re.compile("[\u0622\u0623\u0625\u0627]\u0644")
_MARK_LETTER = re.compile(r"(\s?)[\u064b-\u0652\u0670](?=[\u0620-\u064a])")

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Signs:
    """Every sign of a page in the order in which pdfium tells them, line ends and spaces too.

    ``boxes`` are left, bottom, right and top as the page is shown, a row a sign; those of white space mean nothing.
    ``made`` marks the white space that pdfium put in where it sees a gap.
    """

    text: str
    boxes: Numbers
    made: Truths


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of signs is set: the font's size, whether it is bold, by how many degrees it is turned."""

    size: float
    bold: bool
    turn: int


Styling = Callable[[int, int, int, int], Style]


def find_lines(signs: Signs, turn: Callable[[int], int], style: Styling) -> Iterator[Line]:
    """The lines of a page, in the order drawn; what stands beyond a wide gap is another line.

    Signs that are drawn twice, as for bold type, count once. ``turn`` tells by how many degrees the sign at a place
    is turned, and ``style`` how the signs from a first to a last are set, given their first letter or digit, and their
    turn.

    Raises ValueError if a sign stands nowhere.
    """
    if not signs.text.strip():
        return
    if _ARABIC.search(signs.text):
        signs = _as_written(signs)
    kept = _visible(signs)
    boxes = signs.boxes[kept]
    ended, spaced = _between(signs, kept, boxes)
    breaks = ended | np.append(True, _breaks(boxes[:-1], boxes[1:]))
    starts, cuts = [*np.flatnonzero(ended).tolist(), len(kept)], [*np.flatnonzero(breaks).tolist(), len(kept)]
    begin = start = cut = 0
    while begin < len(kept):
        turned = turn(int(kept[begin]))
        while starts[start] <= begin:
            start += 1
        while cuts[cut] <= begin:
            cut += 1
        end = starts[start] if turned else cuts[cut]  # turned signs stand beside one another otherwise
        shown = "".join(map(signs.text.__getitem__, kept[begin:end].tolist()))
        letters = (at for at, sign in enumerate(shown, begin) if sign.isalnum())  # a bullet is often set otherwise
        styled = style(int(kept[begin]), int(kept[end - 1]), int(kept[next(letters, begin)]), turned)
        yield _line(shown, boxes[begin:end], spaced[begin:end], styled)
        begin = end


def _as_written(signs: Signs) -> Signs:
    """The signs with those in the order of writing that pdfium turns around with the rest of a right-to-left line.

    They are the two letters of a ligature of lam and alef, and a mark with the letter that it stands above; the space
    that pdfium sees before such a mark is its own.
    """
    order, made = np.arange(len(signs.text)), signs.made
    for found in _ALEF_LAM.finditer(signs.text):
        alef, lam = found.start(), found.start() + 1
        if (signs.boxes[alef] == signs.boxes[lam]).all():
            order[[alef, lam]] = lam, alef
    for found in _MARK_LETTER.finditer(signs.text):
        mark, letter, before = found.end() - 1, found.end(), found.start(1) - 1
        middle = signs.boxes[mark, ::2].mean()
        if _spans(signs.boxes[letter], middle) and not (before >= 0 and _spans(signs.boxes[before], middle)):
            order[[mark, letter]] = letter, mark
            made = made.copy()
            made[found.start(1) : mark] = True
    text = "".join(map(signs.text.__getitem__, order.tolist()))
    return Signs(text, signs.boxes[order], made)


def _spans(box: Numbers, across: float) -> bool:
    return bool(box[0] <= across <= box[2])


def _line(signs: str, boxes: Numbers, spaced: Truths, style: Style) -> Line:
    """The line of these visible signs, with a space before each that is ``spaced``, but the first."""
    gaps = np.flatnonzero(spaced[1:]) + 1
    text = signs
    if len(gaps):
        text = " ".join(
            signs[one:other] for one, other in zip([0, *gaps.tolist()], [*gaps.tolist(), None], strict=True)
        )
        boxes = np.insert(boxes, gaps, _spaces(boxes[gaps - 1], boxes[gaps]), axis=0)
    if text.startswith("\ufffd "):
        text = f"•{text[1:]}"  # alone before words, a glyph that is no letter is a bullet
    lefts, bottoms, rights, tops = boxes.T.tolist()
    turned, diagonal = bool(style.turn), bool(style.turn % 90)
    return make_line(
        text, lefts, bottoms, rights, tops, style.size, bold=style.bold, turned=turned, diagonal=diagonal
    )  # fmt: skip


def _spaces(before: Numbers, after: Numbers) -> Numbers:
    """The boxes of the spaces between signs: from one to the other, as high as the first."""
    left, right = np.minimum(before[:, 2], after[:, 0]), np.maximum(before[:, 2], after[:, 0])
    right = np.where(after[:, 0] > before[:, 0], right, before[:, 2])
    return np.column_stack((left, before[:, 1], right, before[:, 3]))


def _between(signs: Signs, kept: NDArray[np.intp], boxes: Numbers) -> tuple[Truths, Truths]:
    """For each sign whether a line ended since the one before, and whether white space is between.

    A space that pdfium made is none where the gap is narrow: the letters are merely spaced.
    """
    ends = np.array([sign in "\r\n" for sign in signs.text])
    blank = np.array([sign.isspace() for sign in signs.text]) & ~ends
    lines, blanks, own = (np.cumsum(one)[kept] for one in (ends, blank, blank & ~signs.made))
    ended = np.append(True, np.diff(lines) > 0)
    space, drawn = (np.append(False, np.diff(one) > 0) for one in (blanks, own))
    narrow = _gap(boxes[:-1], boxes[1:]) < _NARROW_GAP * (boxes[1:, 3] - boxes[1:, 1])
    return ended, space & (drawn | ~np.append(False, narrow))


def _gap(one: Numbers, other: Numbers) -> Numbers:
    gap: Numbers = np.maximum(other[:, 0] - one[:, 2], one[:, 0] - other[:, 2])
    return gap


def _breaks(before: Numbers, after: Numbers) -> Truths:
    """Whether each sign begins another line than the one before it, or stands beyond a wide gap."""
    heights = before[:, 3] - before[:, 1], after[:, 3] - after[:, 1]
    height = np.maximum(np.maximum(*heights), 1.0)
    larger = height > _LARGER * np.maximum(np.minimum(*heights), 1.0)
    apart = np.maximum(after[:, 1] - before[:, 3], before[:, 1] - after[:, 3]) > 0
    shift = np.abs(before[:, 1] + before[:, 3] - after[:, 1] - after[:, 3]) / 2
    wide = _gap(before, after) > _WIDE_GAP * height
    breaks: Truths = larger | apart | wide | (shift > np.maximum(_SHIFT * height, 1))
    return breaks


def _visible(signs: Signs) -> NDArray[np.intp]:
    """The places of the signs that are no white space, without those that are drawn again at nearly the same place."""
    visible = np.flatnonzero([not sign.isspace() for sign in signs.text])
    if not np.isfinite(signs.boxes[visible]).all():
        raise ValueError("a sign of it stands nowhere")
    copies = _copies(signs, visible)
    return visible[~np.isin(visible, list(copies))] if copies else visible


def _copies(signs: Signs, visible: NDArray[np.intp]) -> set[int]:
    """The places of signs that repeat one at nearly the same place.

    The letters of a ligature share one box: the sign right before with exactly that box is no copy.
    """
    found: set[int] = set()
    seen: dict[tuple[str, int, int], int] = {}
    for number, x, y in _crowded(signs, visible):
        at = int(visible[number])
        sign, (left, _, right, _) = signs.text[at], signs.boxes[at]
        reach = min(_OVERPRINT, 0.3 * (right - left))
        near = (seen.get((sign, place, y)) for place in (x, x - 1, x + 1))
        one = next(
            (one for one in near if one is not None and _is_near(signs.boxes[one], signs.boxes[at], reach)), None
        )
        if one is None:
            seen[sign, x, y] = at
        elif one != _before(signs.text, visible, number, found) or (signs.boxes[one] != signs.boxes[at])[::2].any():
            found.add(at)
    return found


def _is_near(one: Numbers, other: Numbers, reach: float) -> bool:
    return bool(abs(one[0] - other[0]) <= reach and abs(one[1] - other[1]) <= _OVERPRINT)


def _before(text: str, visible: NDArray[np.intp], number: int, copies: Container[int]) -> int | None:
    """The place of the visible sign before the one of this number on its line, copies aside."""
    before = number - 1
    while before >= 0 and int(visible[before]) in copies:
        before -= 1
    if before < 0 or not {"\r", "\n"}.isdisjoint(text[visible[before] : visible[number]]):
        return None
    return int(visible[before])


def _crowded(signs: Signs, visible: NDArray[np.intp]) -> Iterator[tuple[int, int, int]]:
    """The number of each sign that has the same sign near it, and its place in points across and in two points up."""
    code = np.array([ord(signs.text[at]) for at in visible.tolist()])
    x, y = np.rint(signs.boxes[visible, 0]).astype(np.int64), np.rint(signs.boxes[visible, 1] / 2).astype(np.int64)
    order = np.lexsort((x, y, code))
    same = (np.diff(code[order]) == 0) & (np.diff(y[order]) == 0) & (np.diff(x[order]) <= 1)
    crowded = np.sort(order[np.append(same, False) | np.append(False, same)])
    yield from zip(crowded.tolist(), x[crowded].tolist(), y[crowded].tolist(), strict=True)
