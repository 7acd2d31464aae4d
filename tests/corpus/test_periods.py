"""Periods by their days: what reaches into what, what lies within what, and what is no period."""

from datetime import date

import pytest

from corpus.periods import Days, days_of, lies_in, reaches


@pytest.mark.parametrize(
    ("period", "first", "last", "fiscal"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), False),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), False),
        ("2022-12-16", date(2022, 12, 16), date(2022, 12, 16), False),
        ("FY2019", date(2019, 1, 1), date(2019, 12, 31), True),
        ("fy 2019", date(2019, 1, 1), date(2019, 12, 31), True),
        ("FY2015/FY2019", date(2015, 1, 1), date(2019, 12, 31), True),
        ("1992/2007-06", date(1992, 1, 1), date(2007, 6, 30), False),
        ("2022-04/2023-03", date(2022, 4, 1), date(2023, 3, 31), False),
        ("2015-2019", date(2015, 1, 1), date(2019, 12, 31), False),
        ("FY2015–FY2019", date(2015, 1, 1), date(2019, 12, 31), True),
        ("2007-06/..", date(2007, 6, 1), None, False),
    ],
)
def test_the_days_of_a_period(period: str, first: date, last: date | None, fiscal: bool) -> None:
    assert days_of(period) == Days(first, last, fiscal)


@pytest.mark.parametrize(
    "period",
    ["", "soon", "P5Y", "2019-13", "2019-00", "2019-02-29", "2019-04-31", "2019-06-00", "2019-6", "2019/", "/2019",
     "../2019", "2019/13", "FY2019-06", "1850", "20191", "2019-12-31-01", "2019/2020/2021", "٢٠١٩"],
)  # fmt: skip
def test_what_is_no_period(period: str) -> None:
    assert days_of(period) is None


@pytest.mark.parametrize(
    ("period", "asked", "reached"),
    [
        ("2022-12", "2022-12", True),
        ("2022-08", "2022-12", False),
        ("2022-12-16", "2022-12", True),
        ("2022-12", "2022-12-16", True),
        ("2022-12-15", "2022-12-16", False),
        ("2022", "2022-12", True),
        ("FY2022", "2022-12", True),
        ("2022-04/2023-03", "2023-03", True),
        ("2022-04/2023-03", "2023-04", False),
        ("2007/..", "2050-01", True),
        ("2007-06/..", "2007-05", False),
        ("2019", "FY2019", False),
        ("P5Y", "2019", False),
        ("2022-11-31", "2022", True),
        ("2022-11-31", "2023", False),
        ("1999/1902", "1999", True),
        ("2019/2006", "2019", True),
    ],
)
def test_what_reaches_into_a_period(period: str, asked: str, reached: bool) -> None:
    assert reaches(period, asked) is reached


@pytest.mark.parametrize(
    ("period", "whole", "within"),
    [
        ("2022-12-16", "2022-12", True),
        ("2022", "2022-12", False),
        ("FY2022", "2022-12", False),
        ("2022-12", "2022", True),
        ("2022", "2022-04/2023-03", False),
        ("2022/..", "2022", False),
        ("2022/..", "2007/..", True),
        ("P1Y", "2022", False),
    ],
)
def test_what_lies_within_a_period(period: str, whole: str, within: bool) -> None:
    assert lies_in(period, whole) is within
