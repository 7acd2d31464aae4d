"""Periods: years, fiscal years, months and days, spans of them and beginnings, in English and Japanese."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.figures import Figure, Unit, japanese_figures
from corpus.records import Span
from ingest.facts.grammar import MONTH, NUMBERS, YEAR, either

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{MONTH}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
_FISCAL = r"(?:(?:J?FY|fiscal years?|financial years?)\s?)"
_END = r"(?:\s?(?:[-–—~〜/]|to|through|until|and)\s?)"
# Two months, no span: "in March 2019 and June 2020", but not behind "between".
_MONTH_AND = rf"(?<!between\s)(?:\d{{1,2}}\s)?(?:{MONTH})\s{YEAR}\sand\b"
_POINT = re.compile(
    r"(?<![\w$€£¥.,/-])"
    + either(
        rf"(?!{_MONTH_AND})(?:\d{{1,2}}\s)?(?P<first_month>{MONTH})\s(?P<first_year>{YEAR}){_END}(?:\d{{1,2}}\s)?(?P<last_month>{MONTH})\s"
        rf"(?P<last_year>{YEAR})",
        rf"(?P<season>{YEAR})[-–/](?P<season_from>\d\d){_END}(?P<season_last>{YEAR})[-–/](?P<season_to>\d\d)(?!\d)",
        rf"(?P<fiscal>{_FISCAL})?(?P<from>{YEAR}){_END}(?:(?P<fiscal_to>{_FISCAL})|(?P<month_to>{MONTH})\s)?"
        rf"(?P<to>{YEAR}|(?<!and\s)\d\d(?!\d))(?P<fiscal_behind>\s(?:fiscal|financial)\syears?\b)?",
        rf"{_FISCAL}(?P<fiscal_year>{YEAR})",
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s)?{_MONTH}\s(?:(?P<day_us>\d{{1,2}}),\s)?(?P<month_year>{YEAR})",
        rf"(?P<iso>{YEAR}-\d\d-\d\d)",
        rf"(?P<year>{YEAR})",
    )
    + r"(?!\d|\s?年|s\b|[-–]\d|,\d{3}|\.\d|%)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d\d")
_SINCE = re.compile(r"\b(?:since|starting (?:in|from)|beginning in|from)\s(?:the\syear\s)?\Z", re.IGNORECASE)
_JAPANESE_TO = re.compile(r"\s?(?:から|[〜～~-])\s?")
_COUNT = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
_DURATION = re.compile(
    rf"\b(?:over|during|within|in|for|next)\s(?:the\s)?(?:next\s|coming\s|following\s)?(?:a\s)?{_COUNT}[\s-]years?(?:\speriod)?\b"
    rf"|\b(?:first|initial)\s{_COUNT}\syears\b|\b{_COUNT}-year\b|(?<!\d){_COUNT}(?:年間|か年|カ年|ヵ年)",
    re.IGNORECASE,
)
_MONTHS_LONG = re.compile(
    r"(?:\b(?:over|during|for|an?|next)\s(?:the\s)?(?:next\s)?|,\s)(?P<months>\d{1,2})[\s-]months?\b", re.IGNORECASE
)
# When money is paid back or falls due is not when it is given.
_BACK = re.compile(r"\b(?:repa\w+|matur\w+|grace|interest|tenor|term)\b[^,;]{0,20}\Z")
_JAPANESE_MONTH = re.compile(r"\s?(\d{1,2})月(?:\s?(\d{1,2})日)?")
_JAPANESE_SINCE = re.compile(r"\s?(?:以降|以来|から)")
# "the Clean Water 2010 programme": the year of a name
_IN_NAME = re.compile(r"\b(?!(?:In|By|Since|From|The|Of|During)\b)[A-Z][\w-]+\s\Z")
_NAME_GOES_ON = re.compile(r"\s(?:program(?:me)?|project|initiative|campaign|agenda)\b", re.IGNORECASE)
_NO_YEAR = re.compile(r"\b(?:article|no\.|note|resolution|page|p\.|paragraph|para\.|section|us)\s?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as ``corpus.facts`` writes it, and its words."""

    span: Span
    value: str

    @property
    def beginning(self) -> str | None:
        """When it began, for one that has no end; else None."""
        return self.value.removesuffix("/..") if self.value.endswith("/..") else None

    @property
    def start(self) -> str:
        """When it begins."""
        return self.value.split("/")[0]


def find_periods(words: str) -> tuple[Period, ...]:
    """The periods in one sentence, in order, without overlap.

    >>> [one.value for one in find_periods("since 2007; in FY2019; 2015-19; in June 2019; on 3 May 2020; 令和元年度に")]
    ['2007/..', 'FY2019', '2015/2019', '2019-06', '2020-05-03', 'FY2019']
    >>> [one.value for one in find_periods("between 1992 and June 2007")]
    ['1992/2007-06']
    """
    western = [_period(words, found) for found in _POINT.finditer(words)] if _DIGITS.search(words) else []
    taken = [one.span for one in western if one]
    japanese = [one for one in _japanese(words) if not any(one.span.overlaps(other) for other in taken)]
    apart = [one for one in western if one and not any(one.span.overlaps(other.span) for other in japanese)]
    return tuple(sorted((*apart, *japanese), key=lambda one: one.span))


def _period(words: str, found: re.Match[str]) -> Period | None:
    if _NO_YEAR.search(words, max(0, found.start() - 12), found.start()):
        return None
    if found["year"] and _IN_NAME.search(words, 0, found.start()) and _NAME_GOES_ON.match(words, found.end()):
        return None
    value = _value(found)
    since = _SINCE.search(words, max(0, found.start() - 20), found.start())
    if since and "/" not in value:
        return Period(Span(since.start(), found.end()), f"{value}/..")
    return Period(Span(*found.span()), value)


def _value(found: re.Match[str]) -> str:
    if found["first_month"]:
        ends = ((found["first_year"], found["first_month"]), (found["last_year"], found["last_month"]))
        return "/".join(f"{year}-{_MONTHS.index(month[:3].lower()) + 1:02}" for year, month in ends)
    if found["season"]:  # "2015-16 to 2020-21": from the beginning of the one to the end of the other
        first, last = _month(found, "season", "season_from"), _month(found, "season_last", "season_to")
        return f"{first or found['season']}/{last or _last(found['season_last'], found['season_to'])}"
    if found["from"]:
        fiscal = "FY" if found["fiscal"] or found["fiscal_to"] or found["fiscal_behind"] else ""
        if not fiscal and (exact := _month(found, "from", "to")):
            return exact
        last = _last(found["from"], found["to"])
        if last >= "2100":  # "Report 2019-17"
            return f"{fiscal}{found['from']}"
        until = f"-{_MONTHS.index(found['month_to'][:3].lower()) + 1:02}" if found["month_to"] else ""
        return f"{fiscal}{found['from']}/{fiscal}{last}{until}"
    if found["fiscal_year"]:
        return f"FY{found['fiscal_year']}"
    if found["month_year"]:
        month = _MONTHS.index(found["month"][:3].lower()) + 1
        day = found["day"] or found["day_us"]
        return f"{found['month_year']}-{month:02}" + (f"-{int(day):02}" if day else "")
    return found["iso"] or found["year"]


def _month(found: re.Match[str], first: str, behind: str) -> str | None:
    """The month that two figures behind a year are, by the names of their groups: 2019-06.

    None if they are that of another year: "2001-06" is from 2001 to 2006, "1999–02" to 2002.
    """
    year, written, sign = found[first], found[behind], found.string[found.end(first) : found.start(behind)]
    able = len(written) == len("06") and "01" <= written <= "12" and written <= year[2:]
    return f"{year}-{written}" if able and (sign == "-" or (sign in "–/" and year >= "2000")) else None


def _last(first: str, written: str) -> str:
    """The year that ends a span from ``first`` on, of which two figures may be written: 1999-00 ends in 2000."""
    if len(written) == len(first):
        return written
    return f"{int(first[:2]) + (written < first[2:])}{written}"


def find_duration(words: str, start: int, end: int) -> Period | None:
    """How long the first duration within these bounds is, as an ISO 8601 one, if it is told in years or months.

    >>> [find_duration(one, 0, 40).value for one in ("over the next five years", "a 3-year plan", "今後5年間で")]
    ['P5Y', 'P3Y', 'P5Y']
    >>> [find_duration(one, 0, 40) for one in ("over 18 months", "repayable in 20 years")]
    [Period(span=Span(start=0, end=14), value='P18M'), None]
    """
    found = _DURATION.search(words, start, end)
    if found and _BACK.search(words, start, found.start()):
        return None
    if found is None:
        months = _MONTHS_LONG.search(words, start, end)
        return _in_months(months) if months else None
    told = next(one for one in found.groups() if one)
    count = NUMBERS.index(told.lower()) + 1 if told.lower() in NUMBERS else int(told)
    return Period(Span(*found.span()), f"P{count}Y")


def _in_months(found: re.Match[str]) -> Period:
    count = int(found["months"])
    comma = 2 * found[0].startswith(",")
    return Period(Span(found.start() + comma, found.end()), f"P{count // 12}Y" if count % 12 == 0 else f"P{count}M")


def _japanese(words: str) -> Iterator[Period]:
    """Years as they are written in Japanese; two that から joins are a span."""
    years = [one for one in japanese_figures(words) if one.unit in (Unit.YEAR, Unit.FISCAL_YEAR)]
    used = set[int]()
    for number, figure in enumerate(years):
        value, then = _written(figure), years[number + 1] if number + 1 < len(years) else None
        if number in used:
            continue
        if then and _JAPANESE_TO.fullmatch(words, figure.span.end, then.span.start):
            used.add(number + 1)
            yield Period(Span(figure.span.start, then.span.end), f"{value}/{_written(then)}")
            continue
        month = _JAPANESE_MONTH.match(words, figure.span.end) if figure.unit is Unit.YEAR else None
        end = month.end() if month else figure.span.end
        value += "".join(f"-{int(one):02}" for one in month.groups() if one) if month else ""
        since = _JAPANESE_SINCE.match(words, end)
        span = Span(figure.span.start, since.end() if since else end)
        yield Period(span, f"{value}/.." if since else value)


def _written(figure: Figure) -> str:
    return f"{'FY' if figure.unit is Unit.FISCAL_YEAR else ''}{figure.value}"
