"""Japanese years and amounts, by hand and against an oracle that writes them."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import japanese_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和元年度", ["fy2019"]),
        ("令和元（2019）年度予算", ["fy2019"]),
        ("2019（令和元）年度", ["fy2019"]),
        ("平成３１年４月", ["2019"]),
        ("平成三十年度、昭和二十年", ["fy2018", "1945"]),
        ("平成35年度まで", ["fy2023"]),
        ("明治元年、大正10年", ["1868", "1921"]),
        ("2020会計年度", ["fy2020"]),
        ("二〇一九年", ["2019"]),
        ("20億円", ["2000000000 yen"]),
        ("約２０億円を拠出", ["2000000000 yen"]),
        ("二十億円", ["2000000000 yen"]),
        ("1兆2,345億6,789万円", ["1234567890000 yen"]),
        ("3.5億ドル", ["350000000 dollar"]),
        ("5,000百万円", ["5000000000 yen"]),
        ("3千億円", ["300000000000 yen"]),
        ("500円", ["500 yen"]),
        ("12.50ユーロ", ["12.5 euro"]),
        ("3万人", ["30000"]),
        ("3億5,000万5円", ["350000005 yen"]),
        ("（単位：百万円）", []),
        ("1" * 30 + "円", []),
        ("99999999999999999999兆円の内訳、20億円", ["2000000000 yen"]),
        ("999999999999999兆円", ["999999999999999000000000000 yen"]),
        ("数億円、年度、円、第2章、10人、2019、令和の年", []),
        ("令和元年度に20億円", ["fy2019", "2000000000 yen"]),
    ],
)
def test_a_figure_is_what_a_reader_takes_it_for(text: str, expected: list[str]) -> None:
    found = japanese_figures(text)
    assert [str(figure) for figure in found] == expected


def test_a_figure_knows_where_it_stands() -> None:
    text = "令和元年度に約20億円を拠出"
    assert [figure.span.of(text) for figure in japanese_figures(text)] == ["令和元年度", "20億円"]


def written(value: int, *, commas: bool) -> str:
    """The amount as Japanese write it, with 兆, 億 and 万."""
    shown = ""
    for scale, sign in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
        part, value = divmod(value, scale)
        shown += f"{part:,}{sign}" if part and commas else f"{part}{sign}" if part else ""
    return shown + "円"


@given(st.integers(1, 10**16 - 1), st.booleans())
def test_what_is_written_is_read(value: int, commas: bool) -> None:
    [figure] = japanese_figures(f"計{written(value, commas=commas)}。")
    assert (figure.value, str(figure)) == (Decimal(value), f"{value} yen")


@given(st.text(st.sampled_from("令和平成元年度一二十百千万億兆円0123４5,.（） 〇度")))
def test_whatever_is_written_figures_stand_in_order_apart(text: str) -> None:
    found = japanese_figures(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(one.span.of(text).strip() for one in found)
