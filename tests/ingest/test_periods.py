"""Periods, each by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts.periods import find_periods


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("In FY2019, Japan", [("FY2019", "FY2019")]),
        ("since 2007, Japan", [("2007/..", "since 2007")]),
        ("in fiscal year 2013-2015", [("FY2013/FY2015", "fiscal year 2013-2015")]),
        ("from 2015 to 2020", [("2015/2020", "2015 to 2020")]),
        ("2015–19", [("2015/2019", "2015–19")]),
        ("in June 2019 and on 3 May 2020", [("2019-06", "June 2019"), ("2020-05-03", "3 May 2020")]),
        ("in March 2019 and June 2020", [("2019-03", "March 2019"), ("2020-06", "June 2020")]),
        ("between March 2019 and June 2020", [("2019-03/2020-06", "March 2019 and June 2020")]),
        ("1 March 2019 to 30 June 2020", [("2019-03/2020-06", "1 March 2019 to 30 June 2020")]),
        ("on September 11, 2001", [("2001-09-11", "September 11, 2001")]),
        ("the 2014 Action Plan", [("2014", "2014")]),
        ("Kenya (2019-06), 2012-12", [("2019-06", "2019-06"), ("2012-12", "2012-12")]),
        ("2019-06 to 2020-03", [("2019-06/2020-03", "2019-06 to 2020-03")]),
        ("2019–06, 2019/06", [("2019-06", "2019–06"), ("2019-06", "2019/06")]),
        ("In 1999-00, 1999–02", [("1999/2000", "1999-00"), ("1999/2002", "1999–02")]),
        ("Grants 1999-02, FY1999-02", [("1999-02", "1999-02"), ("FY1999/FY2002", "FY1999-02")]),
        ("2001-06, 1998-99 to 2000-01", [("2001/2006", "2001-06"), ("1998/2001", "1998-99 to 2000-01")]),
        ("Report 2019-17; in 2015 and 20 boats", [("2019", "2019-17"), ("2015", "2015")]),
        ("令和元年度に", [("FY2019", "令和元年度")]),
        ("2018年度以降、2019年", [("FY2018/..", "2018年度以降"), ("2019", "2019年")]),
        ("the 2010s, 2,019 people, $2019, Article 2019, IPD2019, 2019.5, 1850", []),
    ],
)
def test_periods(words: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.value, one.span.of(words)) for one in find_periods(words)] == expected


def test_a_beginning_is_told_apart() -> None:
    assert [one.beginning for one in find_periods("since FY2013; in 2014")] == ["FY2013", None]


@given(st.text(alphabet="sinceFYto 0123456789-–/,年度令和元Mayu", max_size=50))
def test_spans_lie_apart_inside_the_words(words: str) -> None:
    found = find_periods(words)
    ends = [0, *(one.span.end for one in found)]
    assert all(end <= one.span.start < one.span.end <= len(words) for end, one in zip(ends, found, strict=False))
