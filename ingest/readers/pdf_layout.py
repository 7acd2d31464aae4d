"""The order in which a page is read, and its lines gathered to blocks."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from ingest.lines import columns, ends_sentence
from ingest.readers.pdf_line import Line, joined

_LOOSE = 1.3  # times the usual distance of two lines: more sets two blocks apart
_SAME_SIZE = 1.08
_FEWEST = 4  # lines in a column
_PROSE = 18  # columns of signs in the middling line of a column of prose
_MARK = re.compile(r"\d{1,3}")
_RAISED = 0.8  # times the size of the line that a raised number belongs to
_READING = 0.7  # times the size of the signs below
_KANA = re.compile(r"[\u3040-\u30ff ]+")
_OVERLAP = 1.0  # points by which a line may pass the border of its column


def reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines as they are read: as the file draws them, unless it draws columns of prose row by row.

    Then, between lines that run across them, one column is read after the other. Lines that the file
    draws from the foot of the page upwards are read from its head.
    """
    sides = _sides(lines)
    if sides is None:
        return _downwards(lines) if _upwards(lines) else list(lines)
    return _columns(lines, sides)


def _columns(lines: Sequence[Line], sides: Sequence[int]) -> list[Line]:
    """The lines column by column between those that run across; a column may be two itself."""
    ordered: list[Line] = []
    across = sorted((line for line, side in zip(lines, sides, strict=True) if not side), key=lambda line: -line.middle)
    rest = [(line, side) for line, side in zip(lines, sides, strict=True) if side]
    for border in [*across, None]:
        band = [one for one in rest if border is None or one[0].middle > border.middle]
        rest = [one for one in rest if not (border is None or one[0].middle > border.middle)]
        for column in (1, 2):
            held = [line for line, side in band if side == column]
            inner = _sides(held)
            ordered += _columns(held, inner) if inner else sorted(held, key=lambda line: (-line.middle, line.left))
        if border is not None:
            ordered.append(border)
    return ordered


def _downwards(lines: Sequence[Line]) -> list[Line]:
    """The lines with each run of them that goes up the page turned around."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and line.base >= runs[-1][0].base:
            runs[-1].insert(0, line)
        else:
            runs.append([line])
    return [line for run in runs for line in run]


def _sides(lines: Sequence[Line]) -> list[int] | None:
    """For each line 1 (left column), 2 (right) or 0 (across both), if two columns of prose are drawn row by row."""
    starts = Counter(round(line.left) for line in lines if not line.turned)
    for start, count in starts.most_common(3):
        left = [line for line in lines if line.right < start]
        right = [line for line in lines if line.left >= start - _OVERLAP]
        if count < _FEWEST or min(len(left), len(right)) < _FEWEST:
            continue
        if len(left) + len(right) < 0.6 * len(lines) or not (_is_prose(left) and _is_prose(right)):
            continue
        sides = [1 if line.right < start else 2 if line.left >= start - _OVERLAP else 0 for line in lines]
        changes = sum(one != two for one, two in pairwise([side for side in sides if side]))
        if changes > 0.5 * min(len(left), len(right)):
            return sides
    return None


def _upwards(lines: Sequence[Line]) -> bool:
    """Whether most lines stand right above the line that is drawn before them."""
    up = sum(0 < two.base - one.base < 3 * max(two.size, one.size, 4) for one, two in pairwise(lines))
    return up > len(lines) / 2 or (len(lines) == 2 and lines[0].top < lines[1].bottom)


def _is_prose(lines: Sequence[Line]) -> bool:
    return median(columns(line.text) for line in lines) >= _PROSE


def without_readings(lines: Sequence[Line]) -> list[Line]:
    """The lines without furigana: small kana right above the signs that they tell how to read.

    They would break the words that they stand above.
    """
    return [line for line in lines if not (_KANA.fullmatch(line.text) and any(_is_above(line, one) for one in lines))]


def _is_above(line: Line, other: Line) -> bool:
    small = line.size <= _READING * other.size
    over = other.left - other.size < line.left and line.right < other.right + other.size
    return small and over and abs(line.bottom - other.top) < 0.5 * other.size


def rows(lines: Sequence[Line]) -> list[Line]:
    """The lines with those joined that follow one another on one row, and raised numbers put in their places."""
    whole: list[Line] = []
    for line in lines:
        if whole and _is_mark(line, whole[-1]):
            whole[-1] = whole[-1].with_mark(line)
        elif whole and not line.turned and not whole[-1].turned and _goes_on(whole[-1], line):
            whole[-1] = joined(whole[-1], line)
        else:
            whole.append(line)
    return whole


def _is_mark(line: Line, other: Line) -> bool:
    """Whether ``line`` is a raised number that is drawn apart, in a gap of ``other`` or right before it."""
    if not _MARK.fullmatch(line.text) or line.turned or other.turned or line.size > _RAISED * other.size:
        return False
    if not other.bottom + 0.2 * other.size < line.bottom < other.top < line.top + other.size:
        return False
    if 0 <= other.left - line.right + 1 < other.size / 2:
        return True
    sides = pairwise(zip(other.lefts, other.rights, strict=True))
    gaps = [(right, left) for (_, right), (left, _) in sides]
    words = [(other.rights[at - 1], other.lefts[at + 1]) for at, sign in enumerate(other.text) if sign == " "]
    return any(right - 1 <= line.left and line.right <= left + 1 for right, left in (*gaps, *words))


def _goes_on(line: Line, other: Line) -> bool:
    return line.beside(other) and (other.left >= line.right - 2 or other.right <= line.left + 2)


def blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page, in reading order, gathered to blocks: where space, type or an indent sets apart, cut."""
    pitch = _pitch(lines)
    found: list[list[Line]] = []
    for line in lines:
        if found and not _apart(found[-1], line, pitch.get(line.size, _LOOSE * line.size)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _pitch(lines: Sequence[Line]) -> dict[float, float]:
    """For each size of type the usual distance from one line to the next."""
    steps: dict[float, list[float]] = {}
    for one, two in pairwise(lines):
        step = one.base - two.base
        if one.size == two.size and 0 < step < 3 * max(one.size, 4):
            steps.setdefault(one.size, []).append(step)
    return {size: median(found) for size, found in steps.items()}


def _apart(block: Sequence[Line], line: Line, pitch: float) -> bool:
    last = block[-1]
    if line.turned or last.turned:
        return True
    if max(line.size, last.size) > _SAME_SIZE * min(line.size, last.size) or line.bold != last.bold:
        return True
    step = last.base - line.base
    if step < -pitch or line.left > max(one.right for one in block):  # the next column
        return ends_sentence(last.text) or not line.text[:1].islower()
    if step > _LOOSE * pitch or line.right < min(one.left for one in block):
        return True
    indent = line.left - min(one.left for one in block)
    return 0.7 * line.size < indent < 4 * line.size and len(block) > 1 and ends_sentence(last.text)


def lifted(found: Sequence[list[Line]], heads: Callable[[list[Line]], bool]) -> list[list[Line]]:
    """The blocks of a page with each heading moved up before those that stand lower, and not left of it.

    Programs draw the headings that stand in a margin after all the text that they head.
    """
    order: list[list[Line]] = []
    for block in found:
        at = len(order)
        if heads(block):
            while at and order[at - 1][0].base <= block[0].top and order[at - 1][0].left >= block[0].left - 1:
                at -= 1
        order.insert(at, block)
    return order
