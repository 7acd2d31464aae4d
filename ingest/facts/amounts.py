"""Amounts of money: the figure, its currency, and how it is meant: exact, approximate, a total, more than, up to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from corpus.figures import MOST_DIGITS, Unit, japanese_figures, plain
from corpus.records import Span
from ingest.facts.grammar import NUMBERS, YEAR, pattern

_SCALES = {
    "thousand": 3,
    "million": 6,
    "mil": 6,
    "mn": 6,
    "m": 6,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "trillion": 12,
    "tn": 12,
}
_SCALES |= {"k": 3, "mio": 6, "crore": 7, "lakh": 5}
_NUMBER = (
    r"(?:(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?"
    rf"|(?:{'|'.join(NUMBERS)})(?=\s(?:million|billion|trillion)))"
)
_PRICE = re.compile(
    r"\s?(?:(?:to|and|or|[-–])\s?[^\w\s]?\d[\d.,]*\s?)?(?:/|per\b|a\s(?:day|barrel|ton|litre|liter|head|house|household|family|person|child|pupil|student|kilogram|kilo|piece|hectare|place|week)\b|each\b)"
    r"(?!\s(?:year|annum|fiscal))",
    re.IGNORECASE,
)
_PRICES_OF = re.compile(rf"{YEAR}")  # "fiscal year 2005 dollars" are no amount, but what amounts are told in
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_JAPANESE_UNITS = {Unit.YEN: "JPY", Unit.DOLLAR: "USD", Unit.EURO: "EUR"}
_NONE = "(?!)"  # matches nothing, where no sign or no word is known
_JAPANESE_WORDS = ("米ドル", "ドル", "ユーロ", "円")  # the others stand behind figures that count things
# A part of the amount in brackets, in its currency: "USD 5 million (of which 3 million grant)".
_PART = re.compile(
    rf"\s?\((?:of\swhich|including|incl\.)\s(?P<number>{_NUMBER})\s(?P<scale>{_SCALE})\b(?=[^)]{{0,60}}\))",
    re.IGNORECASE,
)
_BEFORE = (  # how an amount is meant, by the words that end just before it
    ("total", pattern("(?:a|the)? ?(?:grand|combined|cumulative|overall)? ?total(?:s|ed|led|ing|ling)?(?: of)?")),
    (
        "approximate",
        pattern(
            "approximately, about, around, roughly, some, nearly, almost, close to, an estimated, estimated at, circa"
        ),
    ),
    (
        "over",
        pattern(
            "over, more than, exceed(?:s|ed|ing), in excess of, at least, upwards of, a minimum of, topped, surpassed,"
            "(?:no|not) (?:less|fewer|lower) than, not (?:below|under)"
        ),
    ),
    (
        "up to",
        pattern(
            "up to, at most, a maximum of, less than, fewer than, under, (?:no|not) (?:more|higher|greater) than,"
            "not (?:to )?exceed(?:s|ed|ing)?, not (?:over|above)"
        ),
    ),
    ("total", re.compile(r"総額|合計|累計|計(?![画量])")),
    ("approximate", re.compile(r"約|およそ|おおよそ|ほぼ|~")),
    ("over", re.compile(r"少なくとも|最低(?:でも)?|下限(?:額は)?")),
    ("up to", re.compile(r"最大|多くとも|上限(?:額は)?|限度額は")),
)
_AFTER = (
    ("total", re.compile(r"\s(?:in total|in all|altogether)\b", re.IGNORECASE)),
    ("approximate", re.compile(r"程度|前後|ほど")),
    ("over", re.compile(r"以上|超|を(?:超え(?!な)|上回(?!ら)|下回らな)|を下限")),
    ("up to", re.compile(r"以下|以内|未満|を(?:限度|上限|超えな|上回らな|下回(?!ら))")),
)
# What may stand between "total" and its amount: "total contributions of approximately", "総額で約", "total aid to
# Kenya reached".
_BETWEEN = re.compile(
    r"(?:\s|to|of|is|was|were|are|at|by|the|an?|amount(?:ed|ing)?|sum|value|[a-z]+(?:s|ance|ment|ing)\b|で|は|額|、){0,8}\Z"
    r"|\s[a-z-]+(?:\s[a-z]+)?\sof\s\Z"
    r"|(?:\s[\w’'-]+){0,6}\s(?:reach(?:ed|es)|(?:amount(?:ed|s)|came|comes)\sto|st(?:ood|ands)\sat|was|were|is|are)\s\Z",
    re.IGNORECASE,
)
# The same in another currency: "£61 million (about $76 million)".
_CONVERTED = re.compile(
    r"\s?[（(\[]\s?(?:(?:approximately|about|around|some|roughly|or|circa|c\.|ca\.|equivalent\sto|equal\sto|約)\s?)*"
    r"|,\s(?:equal\sto|equivalent\sto|or|i\.e\.)\s(?:(?:about|some|approximately)\s)?"
)
_DIGIT = re.compile(r"\d")
_JOINED = re.compile(r"[A-Za-z$]")  # no sign of money begins right behind one of these
_REACH = 60  # characters before an amount in which it may be said how it is meant


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of money in a sentence; ``value`` in units of the currency, spans into the sentence.

    ``qualifiers`` say how it is meant, each with its words; none if it is exact.
    """

    span: Span
    value: Decimal
    currency: str
    currency_span: Span
    qualifiers: tuple[tuple[str, Span], ...]


def find_amounts(words: str, currencies: Mapping[str, str]) -> tuple[Amount, ...]:
    """The amounts of money in one sentence, in order; ``currencies`` are ISO codes by sign or word.

    >>> made = find_amounts("a total of US$1.2 million and about 3,000 yen", {"US$": "USD", "yen": "JPY"})
    >>> [(str(one.value), one.currency, [name for name, _ in one.qualifiers]) for one in made]
    [('1200000', 'USD', ['total']), ('3000', 'JPY', ['approximate'])]
    >>> [one.currency for one in find_amounts("£61 million (about $76 million)", {"£": "GBP", "$": "USD"})]
    ['GBP']
    """
    found = sorted(
        (*_western(words, currencies), *_japanese(words, currencies)), key=lambda one: (one.span.start, -one.span.end)
    )
    apart: list[Amount] = []
    for amount in found:
        if (
            apart
            and amount.currency != apart[-1].currency
            and _CONVERTED.fullmatch(words, apart[-1].span.end, amount.span.start)
        ):
            continue
        if not apart or amount.span.start >= apart[-1].span.end:
            before = apart[-1].span.end if apart else 0
            meant = tuple(_qualifiers(words, amount.span, max(before, amount.span.start - _REACH)))
            apart.append(
                Amount(amount.span, amount.value, amount.currency, amount.currency_span, (*amount.qualifiers, *meant))
            )
            part = _PART.match(words, amount.span.end)
            if part:
                span = Span(part.start("number"), part.end("scale"))
                value = plain_value(part["number"], part["scale"])
                apart.append(Amount(span, value, amount.currency, amount.currency_span, ()))
    return tuple(apart)


def _western(words: str, currencies: Mapping[str, str]) -> Iterator[Amount]:
    if not ("illion" in words or _DIGIT.search(words)):
        return
    for form in _patterns(tuple(currencies)):
        for found in form.finditer(words):
            value, code = plain_value(found["number"], found["scale"] or ""), _code(found["sign"], currencies)
            if _is_no_amount(words, found) or value.adjusted() >= MOST_DIGITS:
                continue
            meant = (("up to", Span(*found.span("lower"))),) if found["lower"] else ()  # of "2-3 million" the upper end
            yield Amount(Span(*found.span()), value, code, Span(*found.span("sign")), meant)


def _is_no_amount(words: str, found: re.Match[str]) -> bool:
    """Whether a match is within a word, is a price of something, or a year that prices are told in."""
    start, end = found.span()
    joined = start > 0 and found.start("sign") == start and _JOINED.match(words, start - 1)
    prices = _PRICES_OF.fullmatch(found["number"]) and found["sign"][-1:].isalpha()
    return bool(joined or prices or _PRICE.match(words, end))


def _code(written: str, currencies: Mapping[str, str]) -> str:
    """The ISO code of a sign or word of money, however its letters and spaces are written: "US  Dollars"."""
    folded = " ".join(written.split())
    known = currencies.get(folded)
    return known or next(code for form, code in currencies.items() if form.casefold() == folded.casefold())


def plain_value(number: str, scale: str) -> Decimal:
    """The value of a number and the word of its scale.

    >>> plain_value("1,200.5", "million")
    Decimal('1200500000')
    """
    figure = str(NUMBERS.index(number.casefold()) + 1) if number.isalpha() else number
    return plain(Decimal(figure.replace(",", "")).scaleb(_SCALES.get(scale.casefold(), 0)))


@cache
def _patterns(signs: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Money with its sign before ("US$1.2 million", "EUR 3m"), and with its word behind ("150 million yen")."""
    longest_first = sorted(signs, key=len, reverse=True)
    before = "|".join(re.escape(one) for one in longest_first if not one[0].islower()) or _NONE
    western = [one for one in longest_first if one[0].isascii() or (one[-1].isalpha() and one not in _JAPANESE_WORDS)]
    spaced = [(one, r"\s+".join(map(re.escape, one.split()))) for one in western]
    behind = "|".join(form if one.isupper() else f"(?i:{form})" for one, form in spaced if one[-1].isalpha()) or _NONE
    lower = rf"(?:(?P<lower>{_NUMBER})\s?(?:[-–—]|to|and(?=\s\d[\d.,]*\s(?:million|billion)))\s?)?"
    number = rf"{lower}(?P<number>{_NUMBER})(?:[\s-]?(?P<scale>(?i:{_SCALE}))(?![A-Za-z]))?"
    return (
        re.compile(rf"(?P<sign>{before})\s?{number}(?![\d%])"),
        re.compile(rf"(?<![\d.,A-Za-z]){number}[\s-]?(?P<sign>{behind})(?![A-Za-z])"),
    )


def _japanese(words: str, currencies: Mapping[str, str]) -> Iterator[Amount]:
    for figure in japanese_figures(words):
        if figure.unit is Unit.THINGS:  # 30万 | カナダドル
            named = [one for one in currencies if not one.isascii() and words.startswith(one, figure.span.end)]
            for unit in sorted(named, key=len)[-1:]:
                marked = Span(figure.span.end, figure.span.end + len(unit))
                yield Amount(Span(figure.span.start, marked.end), figure.value, currencies[unit], marked, ())
        told = any(sign in "0123456789０１２３４５６７８９〇一二三四五六七八九" for sign in figure.span.of(words))
        bracket = words[figure.span.start - 1 : figure.span.start] in (
            "（",
            "(",
        )  # （百万円） is what a column counts in
        if figure.unit in _JAPANESE_UNITS and (told or not bracket):
            written = figure.span.of(words)
            unit = next(one for one in _JAPANESE_WORDS if written.endswith(one))
            marked = Span(figure.span.end - len(unit), figure.span.end)
            yield Amount(figure.span, figure.value, _JAPANESE_UNITS[figure.unit], marked, ())


def _qualifiers(words: str, amount: Span, start: int) -> Iterator[tuple[str, Span]]:
    """How an amount is meant, with the words that say so: nearest before it from ``start`` on, or right behind it."""
    end = amount.start
    told = dict[str, Span]()
    for _ in range(3):  # "a total of | approximately | $5": each may stand before the next
        nearest = max(_ending(words, start, end), key=lambda one: (one[1].end, -one[1].start), default=None)
        if nearest is None or nearest[0] in told:
            break
        told[nearest[0]] = nearest[1]
        end = nearest[1].start
    for name, form in _AFTER:
        behind = form.match(words, amount.end)
        if behind:
            told.setdefault(name, Span(behind.end() - len(behind[0].strip()), behind.end()))
    yield from sorted(told.items(), key=lambda one: one[1])


def _ending(words: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """The words from ``start`` on that say how an amount at ``end`` is meant, if nothing else is between."""
    for name, form in _BEFORE:
        for found in form.finditer(words, start, end):
            gap = words[found.end() : end]
            if not gap.strip() or (name == "total" and _BETWEEN.match(gap)):
                yield name, Span(*found.span())
