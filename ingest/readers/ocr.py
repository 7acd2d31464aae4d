"""The words of a page that is only a picture. The one file that knows rapidocr, which the extra ``tenkyo[ocr]`` brings.

Its wheel carries the models (PP-OCRv6, English, Chinese and Japanese alike): nothing is downloaded, ever.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import MissingError

DOTS_PER_INCH = 200  # what a page should be rendered at: letters of 8 points are then 22 pixels high

_MARGIN = 2.0  # how far the box around a line reaches; with rapidocr's own 1.6 the first letters of lines were lost
_FEWEST = 4  # lines in a column
_PROSE = 8  # heights of a line that the middling line of a column is wide, or the columns are a table's
_MOST_ACROSS = 0.4  # of the lines may run across two columns, as titles and figures do


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """One line, or the part of one up to a wide gap: its words, its sides in pixels of the image from the upper
    left, and how sure they are, from 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The lines of an image in reading order, and their mean confidence weighted by length; 0 without lines."""

    lines: tuple[ScannedLine, ...]
    confidence: float


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_page(image: NDArray[np.uint8]) -> ScannedPage:
    """What an image says: height × width × 3 bytes, as a page rendered at DOTS_PER_INCH is.

    Lines that are less sure than one half are left out. Raises MissingError if the extra is not installed.
    """
    found = _engine()(image)
    if found.boxes is None:
        return ScannedPage((), 0.0)
    lines = reading_order(
        [
            _line(text, box, float(sure))
            for text, box, sure in zip(found.txts, found.boxes, found.scores, strict=True)
            if text.strip()
        ]
    )
    length = sum(len(line.text) for line in lines)
    sure = sum(line.confidence * len(line.text) for line in lines) / length if length else 0.0
    return ScannedPage(tuple(lines), sure)


def reading_order(lines: Sequence[ScannedLine]) -> list[ScannedLine]:
    """The lines from top to bottom; where two columns of prose stand side by side, the left one first.

    >>> sides = [(0, 0, "a"), (300, 0, "A"), (0, 20, "b"), (300, 20, "B")]
    >>> column = [ScannedLine(f"{name}{part}", x, y + 40 * part, x + 200, y + 40 * part + 16, 1.0)
    ...           for part in range(2) for x, y, name in sides]
    >>> [line.text for line in reading_order(column)]
    ['a0', 'b0', 'a1', 'b1', 'A0', 'B0', 'A1', 'B1']
    """
    gutter = _gutter(lines)
    if gutter is None:
        return _rows(lines)
    across = _rows([line for line in lines if line.left < gutter < line.right])
    rest = [line for line in lines if line not in across]
    ordered: list[ScannedLine] = []
    for border in [*across, None]:
        band = [line for line in rest if border is None or _middle(line) < _middle(border)]
        rest = [line for line in rest if line not in band]
        ordered += reading_order([line for line in band if line.right <= gutter])
        ordered += reading_order([line for line in band if line.left >= gutter])
        if border:
            ordered.append(border)
    return ordered


def _line(text: str, corners: NDArray[np.float32], sure: float) -> ScannedLine:
    """A line by the four corners of the box around it, which may lean."""
    (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    return ScannedLine(text, left, top, right, bottom, sure)


def _gutter(lines: Sequence[ScannedLine]) -> float | None:
    """Where a vertical line parts two columns of prose and crosses the fewest lines; None if none does."""
    best: tuple[int, float] | None = None
    for place in {line.left for line in lines}:
        left = [line for line in lines if line.right <= place]
        right = [line for line in lines if line.left >= place]
        across = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < _FEWEST or across > _MOST_ACROSS * len(lines):
            continue
        if _is_prose(left) and _is_prose(right) and (best is None or (across, -place) < best):
            best = across, -place
    return -best[1] if best else None


def _is_prose(lines: Sequence[ScannedLine]) -> bool:
    return median(line.right - line.left for line in lines) >= _PROSE * median(line.bottom - line.top for line in lines)


def _rows(lines: Sequence[ScannedLine]) -> list[ScannedLine]:
    """From top to bottom; lines whose middles lie within each other's height are one row, read from the left."""
    rows: list[list[ScannedLine]] = []
    for line in sorted(lines, key=_middle):
        row = rows[-1] if rows else []
        if row and row[-1].top < _middle(line) < row[-1].bottom and line.top < _middle(row[-1]) < line.bottom:
            row.append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.left)]


def _middle(line: ScannedLine) -> float:
    return (line.top + line.bottom) / 2


@cache
def _engine() -> Any:
    """The recogniser, loaded once a process; one thread, for files are read on all cores at a time."""
    if not is_installed():
        raise MissingError("No OCR is installed, so that a scanned page cannot be read.", "pip install 'tenkyo[ocr]'.")
    from rapidocr import RapidOCR

    settings = {"Global.log_level": "critical", "Det.unclip_ratio": _MARGIN}
    alone = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params=settings | alone)
