"""Reading order of scanned lines; and, where the extra is installed, words read from pictures made here."""

import socket

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from corpus.errors import MissingError
from ingest.readers import ocr
from ingest.readers.ocr import ScannedLine, is_installed, read_page, reading_order

with_extra = pytest.mark.skipif(not is_installed(), reason="the extra tenkyo[ocr] is not installed")


def line(text: str, left: float, top: float, width: float = 400, height: float = 20) -> ScannedLine:
    return ScannedLine(text, left, top, left + width, top + height, 1.0)


def said(lines: list[ScannedLine]) -> str:
    return " ".join(one.text for one in reading_order(lines))


def test_lines_are_read_from_top_to_bottom_and_a_row_from_the_left() -> None:
    assert said([line("c", 0, 80), line("b", 500, 3), line("a", 0, 0)]) == "a b c"


def test_two_columns_are_read_one_after_the_other_below_their_title_and_above_what_follows() -> None:
    rows = [line(f"{side}{row}", left, 100 + 30 * row) for row in range(5) for side, left in (("l", 0), ("r", 450))]
    page = [line("after", 0, 400, 850), *rows, line("title", 100, 0, 600)]
    assert said(page) == "title l0 l1 l2 l3 l4 r0 r1 r2 r3 r4 after"


def test_a_picture_across_the_columns_parts_them() -> None:
    above = [line(f"{side}{row}", left, 30 * row) for row in range(4) for side, left in (("l", 0), ("r", 450))]
    below = [line(f"{side}{row}", left, 30 * row) for row in range(6, 10) for side, left in (("l", 0), ("r", 450))]
    page = [*above, line("figure", 0, 130, 850), *below]
    assert said(page) == "l0 l1 l2 l3 r0 r1 r2 r3 figure l6 l7 l8 l9 r6 r7 r8 r9"


def test_three_columns_are_read_in_turn() -> None:
    sides = (("a", 0), ("b", 300), ("c", 600))
    page = [line(f"{side}{row}", left, 30 * row, 280) for row in range(4) for side, left in sides]
    assert said(page) == "a0 a1 a2 a3 b0 b1 b2 b3 c0 c1 c2 c3"


def test_the_cells_of_a_table_stay_in_their_rows() -> None:
    page = [line(f"{side}{row}", left, 30 * row, 90) for row in range(5) for side, left in (("n", 0), ("v", 450))]
    assert said(page) == "n0 v0 n1 v1 n2 v2 n3 v3 n4 v4"


boxes = st.builds(
    line, st.text("abc", min_size=1, max_size=3), *(st.integers(0, 900) for _ in range(2)), st.integers(1, 900)
)


@given(st.lists(boxes, max_size=20))
def test_ordering_loses_no_line_and_makes_none(lines: list[ScannedLine]) -> None:
    assert sorted(reading_order(lines), key=repr) == sorted(lines, key=repr)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    ocr._engine.cache_clear()
    with pytest.raises(MissingError, match=r"pip install 'tenkyo\[ocr\]'"):
        read_page(np.full((50, 50, 3), 255, np.uint8))


def picture(*rows: str) -> np.ndarray:
    """Black words on white, a row every 80 pixels."""
    image = Image.new("RGB", (1200, 80 * len(rows) + 80), "white")
    font = ImageFont.load_default(36)
    for at, row in enumerate(rows):
        ImageDraw.Draw(image).text((100, 60 + 80 * at), row, fill="black", font=font)
    return np.asarray(image)


@with_extra
def test_words_are_read_with_their_places_and_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was asked for on the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    ocr._engine.cache_clear()
    page = read_page(picture("Patrol boats were lent in 2016", "at a cost of 1,505 million yen"))
    assert [one.text for one in page.lines] == ["Patrol boats were lent in 2016", "at a cost of 1,505 million yen"]
    first, second = page.lines
    assert 80 <= first.left <= 110
    assert 50 <= first.top < first.bottom <= 115
    assert first.bottom <= second.top
    assert page.confidence == pytest.approx(
        (first.confidence * len(first.text) + second.confidence * len(second.text)) / 60
    )
    assert 0.9 < page.confidence <= 1


@with_extra
def test_a_blank_page_has_no_lines() -> None:
    page = read_page(np.full((400, 300, 3), 255, np.uint8))
    assert (page.lines, page.confidence) == ((), 0.0)
