"""What a number counts: currencies by their ISO 4217 code, and units by the name that stands for all their forms."""

import re
from collections.abc import Iterable
from functools import cache

import pycountry

FISCAL_YEAR, YEAR, ORDINAL = "fiscal year", "year of the calendar", "ordinal"

# A bare dollar is the American one, as documents of one country's ministry and of the UN write it.
_SIGNS = {
    **{"us$": "USD", "$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD"},
    **{"€": "EUR", "£": "GBP", "¥": "JPY", "₩": "KRW", "₹": "INR", "₱": "PHP", "฿": "THB", "₫": "VND", "rmb": "CNY"},
}
_PLAIN = {
    **{"dollar": "USD", "us dollar": "USD", "american dollar": "USD", "yen": "JPY", "japanese yen": "JPY"},
    **{"euro": "EUR", "pound": "GBP", "british pound": "GBP", "pound sterling": "GBP", "sterling": "GBP"},
    **{
        "yuan": "CNY",
        "renminbi": "CNY",
        "rmb": "CNY",
        "korean won": "KRW",
        "baht": "THB",
        "ringgit": "MYR",
        "rand": "ZAR",
    },
    **{"円": "JPY", "ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "元": "CNY"},
}
_COMMON = "USD|EUR|JPY|GBP"
# Words of currencies that mean nothing else where a number stands before them, unlike "won", "mark" and "real".
COINS = (
    "dollars?|yen|euros?|pounds?|rupees?|francs?|kron(?:e|er|or|a)|pesos?|yuan|renminbi|baht|ringgit|shillings?"
    "|rials?|riyals?|dirhams?|dinars?|taka|naira|zloty|forints?|rou?bles?|rupiah|hryvnias?|birr|kwacha"
)
_UNITS = """
    second seconds sec 秒 | minute minutes min 分 | hour hours hr hrs 時間 | day days 日 日間 | week weeks 週間
    month months か月 カ月 ヶ月 ケ月 箇月 | year years yr yrs 年間 | decade decades | century centuries 世紀
    mm millimetre millimetres millimeter millimeters | cm centimetre centimetres centimeter centimeters
    m metre metres meter meters メートル | km kilometre kilometres kilometer kilometers キロメートル キロ
    mile miles マイル | nautical_mile nautical_miles nm 海里 | foot feet ft | inch inches | yard yards
    km² km2 sq_km square_kilometre square_kilometres square_kilometer square_kilometers 平方キロメートル
    m² m2 square_metre square_metres square_meter square_meters 平方メートル
    hectare hectares ha ヘクタール | acre acres
    g gram grams | kg kilogram kilograms キログラム | tonne tonnes t metric_ton metric_tons トン | ton tons
    litre litres liter liters | barrel barrels | m³ m3 cubic_metre cubic_metres cubic_meter cubic_meters
    knot knots ノット
    kb | mb | gb | tb | w watt watts | kw kilowatt kilowatts | mw megawatt megawatts | gw gigawatt gigawatts
    kwh | mwh | gwh | °c | °f | ‰ | degree degrees
    % percent per_cent pct パーセント ％ | percentage_point percentage_points ポイント | basis_point basis_points
    people person persons individual individuals 人 名 | country countries 国 か国 カ国 ヶ国 ケ国 箇国
    times 回 | ship ships 隻
    aircraft 機 | case cases 件 | household households 世帯 | organisation organisations organization organizations
"""
_STANDING = {
    form.replace("_", " "): forms.split()[0].replace("_", " ")
    for line in _UNITS.strip().splitlines()
    for forms in line.split("|")
    for form in forms.split()
}
_UNSPACED = sorted((form for form in (*_STANDING, *_PLAIN) if not form.isascii()), key=len, reverse=True)
_LONGEST = 3  # words of a unit or a currency's name


def signs() -> str:
    """A pattern of what may stand before a sum of money: the signs, and the codes of ISO 4217 in capitals."""
    written = sorted(_SIGNS, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, written))})|(?-i:{'|'.join(sorted(_codes()))})"


def sums() -> str:
    """A pattern of a sum of money in Latin letters, to be read in any case: "US$2.4m", "NOK 38 million".

    A sign or a code stands before the number, a currency's word or a common code behind it. A rare code needs a scale
    or thousands, for "COP 26" and "TOP 10" are no money.
    """
    number, scale = r"\d(?:[\d,.]*\d)?", r"(?:thousand|million|billion|trillion|mn|bn|[mk])\b"
    codes = "|".join(sorted(_codes()))
    return (
        rf"(?:(?:US|AU?|NZ|CA?|S|HK)?[$€£¥₩₹₱฿₫]|(?-i:\b(?:{_COMMON})))\s?{number}(?:\s?{scale})?"
        rf"|(?-i:\b(?:{codes}))\s?(?:{number}\s?{scale}|\d{{1,3}}(?:,\d{{3}})+)"
        rf"|(?<!\d)(?<!\d[,.]){number}\s?(?:{scale}\s)?(?:(?-i:[A-Z])[\w.]*\s)?(?:{COINS}|(?-i:{_COMMON}))\b"
    )


def currency(written: str) -> str:
    """The code of the currency of a sign or a code; empty for what is neither.

    >>> currency("US$"), currency("JPY"), currency("km")
    ('USD', 'JPY', '')
    """
    return _SIGNS.get(written.casefold()) or (written if written in _codes() else "")


def currencies(words: Iterable[str]) -> frozenset[str]:
    """The codes of the currencies that stand among ``words``, with or without a sum.

    >>> sorted(currencies(["2005", "dollars", "and", "Yen"]))
    ['JPY', 'USD']
    """
    names = (word.casefold() for word in words)
    return frozenset(code for name in names if (code := _PLAIN.get(name) or _PLAIN.get(name.removesuffix("s"))))


def unit(tail: str, words: tuple[str, ...]) -> str:
    """What a number counts whose text goes on with ``tail``, of which ``words`` are the next; empty if not known.

    >>> unit("名が参加", ()), unit(" US dollars", ("US", "dollars")), unit(" new ships", ("new", "ships"))
    ('people', 'USD', 'ship')
    """
    unspaced = next((form for form in _UNSPACED if tail.lstrip().startswith(form)), "")
    if unspaced or not words:
        return _PLAIN.get(unspaced) or _STANDING.get(unspaced, "") or ("%" if tail.lstrip().startswith("%") else "")
    for start in range(len(words)):
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            found = _named(words[start : start + length])
            if found:
                return found
    return ""


def _named(words: tuple[str, ...]) -> str:
    said = " ".join(words)
    name = said.casefold()
    singular = name.removesuffix("s")
    return (
        (said if said in _codes() else "")
        or _STANDING.get(name, "")
        or _PLAIN.get(name, _PLAIN.get(singular, ""))
        or _currencies().get(name, _currencies().get(singular, ""))
    )


@cache
def _codes() -> frozenset[str]:
    return frozenset(one.alpha_3 for one in pycountry.currencies)


@cache
def _currencies() -> dict[str, str]:
    return {one.name.casefold(): one.alpha_3 for one in pycountry.currencies if " " in one.name}
