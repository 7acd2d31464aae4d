"""The dates that a text tells: days and months, with their year where it is written beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Span
from index.patterns import MONTHS, month

_MONTH = (
    rf"(?P<month>(?:{MONTHS})\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?<![\d.,])(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_UNTIL = r"(?:\s?(?:-|to|and)\s?(?P<until>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)?(?!\.?\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?<!\d)(?P<year>\d{4})-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)",
        r"(?:(?<!\d)(?P<year>\d{4})年)?(?<!\d)(?P<number>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])日)?",
        rf"{_DAY}{_UNTIL} (?:of )?{_MONTH}(?:,? (?P<year>\d{{4}})(?!-?\d))?",
        rf"\b{_MONTH} {_DAY}{_UNTIL}(?:(?:,|, | )(?P<year>\d{{4}})(?!-?\d))?",
        rf"\b{_MONTH}(?:,? (?:of )?(?P<year>\d{{4}})(?!-?\d))",
    )
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written at ``span``: a part that is not written is None."""

    span: Span
    year: int | None
    month: int
    day: int | None


def dates(text: str) -> tuple[Date, ...]:
    """The dates in a text that ``index.quantities.plain`` has made, in their order; each end of a range by itself.

    >>> [(one.year, one.month, one.day) for one in dates("12 June 2019, July 1-3, 2020-01-31, 6月3日, March 2011")]
    [(2019, 6, 12), (None, 7, 1), (None, 7, 3), (2020, 1, 31), (None, 6, 3), (2011, 3, None)]
    """
    found: list[Date] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if not any(Span(*match.span()).overlaps(one.span) for one in found):
                found.extend(_read(match))
    return tuple(sorted(found, key=lambda one: (one.span, one.day or 0)))


def bears_out(told: Date, said: Date, years: frozenset[int]) -> bool:
    """Whether ``told``, of a source that speaks of ``years``, bears ``said`` out: no part of it is another's.

    >>> told, said = dates("on 12 June; June 2019")
    >>> bears_out(told, said, frozenset({2019})), bears_out(told, said, frozenset({2018}))
    (True, False)
    """
    if told.month != said.month or (said.day is not None and told.day != said.day):
        return False
    if said.year is None or told.year is None:
        return said.year is None or said.year in years
    return told.year == said.year


def _read(found: re.Match[str]) -> Iterator[Date]:
    parts = found.groupdict()
    number = int(parts["number"]) if parts.get("number") else month(parts["month"])
    year = int(parts["year"]) if parts["year"] else None
    for day in [one for one in (parts.get("day"), parts.get("until")) if one] or [None]:
        yield Date(Span(*found.span()), year, number, int(day) if day else None)
