"""Japanese years and amounts as plain figures: what stands in a text is kept as written, this stands beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.records import Span

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}  # the year before the first
_WIDE = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_KANJI = "[〇一二三四五六七八九十百千]"
_DIGIT = "[0-9０-９]"  # bounded below, so that no text takes more than linear time
_DIGITAL = rf"(?:{_DIGIT}{{1,3}}(?:[,，]{_DIGIT}{{3}}){{1,7}}|{_DIGIT}{{1,20}})(?:[.．]{_DIGIT}{{1,9}})?"
_NUMBER = rf"(?:{_DIGITAL}|{_KANJI}{{1,15}})"
_PART = rf"{_NUMBER}[十百千]?[万億兆]"
_YEAR = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERAS)})\s?(?P<count>元|[0-9０-９]{{1,2}}|{_KANJI}{{1,3}})|(?P<year>[0-9０-９]{{4}}|[一二]{_KANJI}{{3}}))"
    r"(?:\s?[（(][^（）()\n]{1,12}[）)])?\s?(?P<kind>会計年度|年度|年)"
)
_AMOUNT = re.compile(
    rf"(?P<large>(?:{_PART}){{1,4}})(?P<rest>{_NUMBER})?\s?(?P<unit>円|米?ドル|ユーロ)?|(?P<small>{_NUMBER})\s?(?P<money>円|米?ドル|ユーロ)"
)
_ONE_PART = re.compile(rf"(?P<number>{_NUMBER})(?P<scale>[十百千]?[万億兆])")
# What follows one of these is a part of another figure.
_BESIDE = frozenset("0123456789０１２３４５６７８９,，.．〇一二三四五六七八九十百千万億兆")
_MARK = re.compile("[年万億兆円ドユ]")  # every such figure has one
MOST_DIGITS = 27  # of an amount; what has more is nobody's money, and is not reckoned with exactly
_HEAD = re.compile(r"単位\s?[:：]?\s?\Z")  # of a table: 百万円 tells what its figures count, and is no amount


class Unit(StrEnum):
    """What a figure counts."""

    FISCAL_YEAR = "fiscal year"
    YEAR = "year"
    YEN = "yen"
    DOLLAR = "dollar"
    EURO = "euro"
    THINGS = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text: where it stands, its value and what it counts."""

    span: Span
    value: Decimal
    unit: Unit

    def __str__(self) -> str:
        """The figure as it is compared: "fy2019", "2019", "2000000000 yen"."""
        if self.unit is Unit.FISCAL_YEAR:
            return f"fy{self.value}"
        return str(self.value) if self.unit in (Unit.YEAR, Unit.THINGS) else f"{self.value} {self.unit}"


def japanese_figures(text: str) -> tuple[Figure, ...]:
    """The years and amounts that ``text`` writes in the Japanese way, in its order, without overlap.

    An era counts on after its end, as plans written before it do: 平成35年 is 2023. Years are those before 年 and
    年度; amounts those with 万, 億 or 兆, and those of money. A plain figure that is neither is none.

    >>> [str(figure) for figure in japanese_figures("令和元年度に20億円、2020年に1兆2,000億5,000万円、3.5万人")]
    ['fy2019', '2000000000 yen', '2020', '1200050000000 yen', '35000']
    """
    if not _MARK.search(text):
        return ()
    years = list(_years(text))
    taken = {at for figure in years for at in range(figure.span.start, figure.span.end)}
    amounts = [figure for figure in _amounts(text) if not taken & {figure.span.start, figure.span.end - 1}]
    return tuple(sorted((*years, *amounts), key=lambda figure: figure.span.start))


def _years(text: str) -> Iterator[Figure]:
    for found in _YEAR.finditer(text):
        if found["year"] and _before(text, found) in _BESIDE:
            continue
        counted = 1 if found["count"] == "元" else int(number(found["count"] or found["year"]))
        unit = Unit.YEAR if found["kind"] == "年" else Unit.FISCAL_YEAR
        yield Figure(Span(*found.span()), Decimal(_ERAS.get(found["era"] or "", 0) + counted), unit)


def _before(text: str, found: re.Match[str]) -> str:
    return text[found.start() - 1] if found.start() else ""


def _amounts(text: str) -> Iterator[Figure]:
    for found in _AMOUNT.finditer(text):
        if _before(text, found) in _BESIDE or _HEAD.search(text, max(0, found.start() - 5), found.start()):
            continue
        if found["large"]:
            value = sum((_scaled(part) for part in _ONE_PART.finditer(found["large"])), Decimal(0))
            value += number(found["rest"]) if found["rest"] else 0
        else:
            value = number(found["small"])
        if value.adjusted() < MOST_DIGITS:
            yield Figure(Span(*found.span()), plain(value), _unit(found["unit"] or found["money"] or ""))


def _unit(written: str) -> Unit:
    units = {"円": Unit.YEN, "ドル": Unit.DOLLAR, "米ドル": Unit.DOLLAR, "ユーロ": Unit.EURO}
    return units.get(written, Unit.THINGS)


def _scaled(part: re.Match[str]) -> Decimal:
    scale = 1
    for sign in part["scale"]:
        scale *= _SMALL.get(sign) or _LARGE[sign]
    return number(part["number"]) * scale


def number(written: str) -> Decimal:
    """The value of digits or kanji: 27 for 27, ２７, 二七 and 二十七."""
    plain = written.translate(_WIDE).replace(",", "")
    if plain[0].isascii():
        return Decimal(plain)
    if not _SMALL.keys() & set(plain):
        return Decimal("".join(str(_DIGITS.get(sign, sign)) for sign in plain))
    total = held = 0
    for sign in plain:
        if sign in _SMALL:
            total += max(held, 1) * _SMALL[sign]
            held = 0
        else:
            held = 10 * held + _DIGITS[sign]
    return Decimal(total + held)


def plain(value: Decimal) -> Decimal:
    """The same without needless digits and without an exponent: 3.50 is 3.5, 20.0 and 2E+1 are 20."""
    return Decimal(f"{value.normalize():f}")
