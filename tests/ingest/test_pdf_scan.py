"""Scanned lines as lines of a page, against hand-computed places: 200 pixels are 72 points."""

import pytest

from ingest.readers.ocr import ScannedLine, ScannedPage
from ingest.readers.pdf_scan import scan_lines


def test_places_are_points_from_the_lower_left() -> None:
    page = ScannedPage((ScannedLine("Aid", 200, 100, 800, 150, 0.8),), 0.8)
    (line,) = scan_lines(page, 720.0)
    assert line.text == "Aid"
    assert line.lefts.tolist() == pytest.approx([72, 144, 216])
    assert line.rights.tolist() == pytest.approx([144, 216, 288])
    assert (line.bottom, line.top, line.base) == pytest.approx((666, 684, 666))


def test_a_wide_sign_takes_twice_the_width_of_another() -> None:
    (line,) = scan_lines(ScannedPage((ScannedLine("能1力", 0, 0, 1000, 50, 1.0),), 1.0), 720.0)
    assert line.lefts.tolist() == pytest.approx([0, 144, 216])
    assert line.rights.tolist() == pytest.approx([144, 216, 360])


def test_lines_nearly_alike_have_one_size_and_a_tall_one_its_own() -> None:
    heights = (50, 46, 52, 54, 100)
    lines = tuple(ScannedLine("word", 0, 100 * at, 400, 100 * at + tall, 1.0) for at, tall in enumerate(heights))
    assert [line.size for line in scan_lines(ScannedPage(lines, 1.0), 720.0)] == [18.7, 18.7, 18.7, 18.7, 36.0]


def test_a_page_without_lines_has_none() -> None:
    assert scan_lines(ScannedPage((), 0.0), 720.0) == ()
