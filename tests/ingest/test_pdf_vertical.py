"""PDF: pages set in vertical lines, made for the purpose."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.readers import pdf
from ingest.reading import Reading

Line = tuple[float, float, str]  # x, the height of its first sign, its signs; one below the other, 12 points each
HEIGHT = 800
FONTS = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UCS2-H /DescendantFonts [4 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 5 0 R >>",
    "<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
    " /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
)


def drawn(signs: str, x: float, y: float, size: float = 12) -> str:
    return f"BT /J {size} Tf {x} {y} Td <{signs.encode('utf-16-be').hex()}> Tj ET"


def down(lines: Sequence[Line], size: float = 12) -> list[str]:
    """What draws these lines sign by sign; a space leaves its room."""
    return [
        drawn(sign, x, y - at * size, size) for x, y, signs in lines for at, sign in enumerate(signs) if sign != "　"
    ]


def read(*drawings: Sequence[str]) -> Reading:
    bodies = ["", "", *FONTS]
    kids = []
    for drawing in drawings:
        stream = "\n".join(drawing)
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(bodies) + 1} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 {HEIGHT}] /Contents {len(bodies)} 0 R"
            " /Resources << /Font << /J 3 0 R >> >> >>"
        )
    bodies[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(bodies, 1))
    made = f"%PDF-1.7\n{body}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    return pdf.read(Path("plan.pdf"), made.encode("latin-1"))


FIRST, SECOND, THIRD = "政府は能力構築支援のため", "の資金を拠出した。海上保", "安庁は船を三隻貸した。"


def test_vertical_lines_are_read_downwards_and_from_the_right_whatever_their_order_in_the_file() -> None:
    lines = [(500.0, 700.0, FIRST), (480.0, 700.0, SECOND), (460.0, 700.0, THIRD)]
    assert read(down(lines)).text == FIRST + SECOND + THIRD
    assert read(down(lines[::-1])).text == FIRST + SECOND + THIRD


def test_each_word_has_its_place_on_the_page() -> None:
    reading = read(down([(500, 700, FIRST), (480, 700, SECOND)]))
    place = {box.span.of(reading.text): box for box in reading.boxes}[SECOND]
    assert (place.left, place.right) == pytest.approx((480, 492), abs=2)
    assert (place.bottom, place.top) == pytest.approx((700 - 11 * 12 - 2, 712), abs=3)


def test_tiers_are_read_one_after_the_other() -> None:
    upper = [(500 - 20 * at, 700, signs) for at, signs in enumerate((FIRST, SECOND, THIRD))]
    later = ("次の計画は港湾の整備に十", "億円を充てるものである。")
    lower = [(500 - 20 * at, 500, signs) for at, signs in enumerate(later)]
    rows = [line for pair in zip(upper, [*lower, lower[-1]], strict=True) for line in pair][:5]
    text = read(down(rows)).text.replace("\n", "")
    assert text == FIRST + SECOND + THIRD + "".join(later)


def test_room_after_a_number_is_a_space_and_digits_beside_one_another_stay_in_their_line() -> None:
    one = down([(500, 700, "一　歩行者は平成")])
    beside = [drawn("2", 500, 700 - 8 * 12, 6), drawn("0", 506, 700 - 8 * 12, 6)]
    assert read(one + beside + down([(500, 700 - 9 * 12, "年に進んだ。")])).text == "一 歩行者は平成20年に進んだ。"


def test_what_is_set_across_on_such_a_page_is_whole_and_apart_from_its_lines() -> None:
    head = [drawn(sign, 100 + 12 * at, 760) for at, sign in enumerate("官報第四八一七号")]
    text = read(head + down([(500, 700, FIRST), (480, 700, SECOND)])).text
    assert text.split("\n\n") == ["官報第四八一七号", FIRST + SECOND]


def test_readings_beside_vertical_signs_do_not_break_their_words() -> None:
    reading = down([(512.5, 700 - 3 * 12, "のうりょく")], 5)
    assert read(down([(500, 700, FIRST)]) + reading + down([(480, 700, SECOND)])).text == FIRST + SECOND


def test_a_page_that_is_set_across_stays_so_where_a_column_holds_one_sign_a_row() -> None:
    across = [drawn(signs, 72, 700 - 20 * at) for at, signs in enumerate((FIRST, SECOND, THIRD))]
    assert read(across + down([(400, 700, "可否可")])).text.startswith(f"{FIRST}")
