"""Periods by their days: which days one takes, whether it reaches into another or lies within it.

A fiscal year begins when its office says so, which no fact tells: it is taken as the calendar year of its number.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_POINT = re.compile(r"(FY\s?)?((?:19|20)\d\d)(?:-(\d\d))?(?:(?<=-\d\d)-(\d\d))?", re.IGNORECASE)
_YEARS = re.compile(r"(\w+)\s?[-–—]\s?((?:FY\s?)?(?:19|20)\d\d)", re.IGNORECASE)  # as people write two of them
_YEAR = re.compile(r"(?:19|20)\d\d")
KEPT = 4_000  # periods that are not read again


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last``, both of them within; without an end if ``last`` is None."""

    first: date
    last: date | None
    fiscal: bool


@lru_cache(KEPT)
def days_of(period: str) -> Days | None:
    """The days of a year, a fiscal year, a month, a day, or of two of them with a solidus between; None for no such.

    >>> days_of("2019-02").last, days_of("2019-04/2020-03").last, days_of("FY2019/..").last, days_of("2015–2019").last
    (datetime.date(2019, 2, 28), datetime.date(2020, 3, 31), None, datetime.date(2019, 12, 31))
    >>> [days_of(one) for one in ("2019-13", "2019-02-30", "P5Y", "2019/", "the year 2019")]
    [None, None, None, None, None]
    """
    start, solidus, end = _YEARS.sub(r"\1/\2", period.strip()).partition("/")
    first = _point(start)
    if end == "..":
        return first and Days(first.first, None, first.fiscal)
    last = _point(end) if solidus else first
    return Days(first.first, last.last, first.fiscal) if first and last else None


def reaches(period: str, asked: str) -> bool:
    """Whether ``period`` reaches into the one that is asked for; a fiscal year is reached by fiscal years only.

    >>> reaches("FY2019", "2019"), reaches("2019", "FY2019"), reaches("2007/..", "2019"), reaches("2019-06", "2018")
    (True, False, True, False)
    >>> reaches("2022-08", "2022-12"), reaches("2022", "2022-12"), reaches("2022-12-16", "2022-12")
    (False, True, True)
    """
    told, sought = _days(period), days_of(asked)
    if told is None or sought is None or (sought.fiscal and not told.fiscal):
        return False
    return (sought.last is None or told.first <= sought.last) and (told.last is None or told.last >= sought.first)


def meet(one: str, other: str) -> bool:
    """Whether two periods share a day, or one of them says nothing of days.

    >>> meet("FY2019", "2019-03"), meet("2019-11", "2019-03"), meet("P5Y", "2019")
    (True, False, True)
    """
    mine, theirs = _days(one), _days(other)
    return not (mine and theirs) or all(
        first.last is None or then.first <= first.last for first, then in ((mine, theirs), (theirs, mine))
    )


def lies_in(period: str, whole: str) -> bool:
    """Whether all days of ``period`` are days of ``whole``.

    >>> lies_in("2019-06", "2019"), lies_in("2022", "2022-12"), lies_in("2019/..", "2019"), lies_in("FY2019", "2019")
    (True, False, False, True)
    """
    part, around = _days(period), _days(whole)
    if part is None or around is None or part.first < around.first:
        return False
    return around.last is None or (part.last is not None and part.last <= around.last)


def _days(period: str) -> Days | None:
    """The days of a period that a text tells: one that there is not, or that ends before it begins, takes its years."""
    exact = days_of(period)
    if exact and (exact.last is None or exact.first <= exact.last):
        return exact
    years = [int(year) for year in _YEAR.findall(period)]
    return Days(date(min(years), 1, 1), date(max(years), 12, 31), period.startswith("FY")) if years else None


def _point(written: str) -> Days | None:
    """The days of one year, month or day."""
    found = _POINT.fullmatch(written.strip())
    if found is None or (found[1] and found[3]):
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups()[1:])
    if month > 12 or (found[3] and not month) or day > (monthrange(year, month)[1] if month else 0):
        return None
    if found[4]:
        return Days(date(year, month, day), date(year, month, day), fiscal=False) if day else None
    last = date(year, month or 12, monthrange(year, month or 12)[1])
    return Days(date(year, month or 1, 1), last, bool(found[1]))
