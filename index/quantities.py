"""The quantities that a text tells, in one form for all the ways of writing them: "$2.4m" is 2,400,000 US dollars.

Numbers in digits and in words, with their scale, their currency or unit and the words after them; years, fiscal years
and ordinals. English is read here, Japanese years and amounts by corpus/figures.py.

quantulum3 0.10.0 reads "$2.4m" as 2.4 dollar metres, "$17-25 million" as 42 million dollars and FY2019 as nothing, and
takes 5 s for its first sentences. So the grammar is our own; text2num reads the numbers in words.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from text_to_num import alpha2digit

from corpus.figures import Unit, japanese_figures
from corpus.records import Span
from index import lexical
from index.patterns import TEENS, TENS, numbers
from index.units import FISCAL_YEAR, ORDINAL, YEAR, currency, signs, unit

REACH = 4  # words after a number that may tell what it counts: "30 newly built patrol vessels"

_SCALES = {
    **{"hundred": 10**2, "thousand": 10**3, "k": 10**3},
    **dict.fromkeys(("million", "mn", "mln", "m"), 10**6),
    **dict.fromkeys(("billion", "bn", "b"), 10**9),
    **dict.fromkeys(("trillion", "tn"), 10**12),
}
_NTH = frozenset({"st", "nd", "rd", "th", "s"})  # "s" as in the 1990s
_SMALL = f"{numbers(1, 12)}|{TEENS}|{TENS}"
_NTHS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    f"|{TEENS}th|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth"
)
_LARGE = "hundred|thousand|million|billion|trillion"
_IN_WORDS = re.compile(
    rf"(?<![\w.-])(?:(?:{_SMALL})(?:(?:[ -]| and )(?:{_SMALL}|{_LARGE}))*(?:[ -](?:{_NTHS}))?"
    rf"|(?<=\bthe )(?:{_NTHS})|(?!first|second)(?:{_NTHS}))(?!\w)",
    re.IGNORECASE,
)
_ONE = re.compile(r"(?<!no )(?<!any )(?<!every )(?<!each )(?<!the )(?<!this )(?<!that )one(?! of\b| another\b)", re.I)
_FISCAL = re.compile(
    r"\b(?:J?FY|(?:Japanese )?fiscal(?: years?)?)[ -]?(\d{4})(?:\s?(?:-|to|and|/)\s?(?:J?FY)?(\d{4}|\d\d))?(?!\d)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<![\w.,$-])((?:1[5-9]|20)\d\d)-((?:1[5-9]|20)?\d\d)(?![\w-])")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_FIGURE = re.compile(
    rf"(?<![A-Za-z0-9_.])(?:(?P<before>{signs()})\s?)?(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\.?\d)"
    rf"(?P<attached>[a-z]+(?![\w]))?(?![a-z_])(?P<scales>(?:[ -](?:{_LARGE}|mn|bn|tn)\b)*)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s?(?:-|~|to|or|から)\s?")
_BETWEEN = re.compile(r"\b(between \S{1,20}(?: \w{1,10}){0,2}) and (?=\S?\d)")
_WORDS = re.compile(rf"(?:[ -]([A-Za-zÀ-ɏ]+)){{1,{REACH}}}")
# What a currency's name means anyway.
_ITS_OWN = re.compile(r"\b(?:US|U\.S\.|American) (?=dollars?\b)|\bJapanese (?=yen\b)|\bBritish (?=pounds?\b)")
_DASHES = re.compile("[‐‑‒–—―−]")
_JAPANESE = {Unit.FISCAL_YEAR: FISCAL_YEAR, Unit.YEAR: YEAR, Unit.YEN: "JPY", Unit.DOLLAR: "USD", Unit.EURO: "EUR"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and what it counts: a currency's code, a unit's standing name, or nothing known.

    ``after`` are the stems of the words that follow, if no unit is known; ``span`` is its place in the text given.
    """

    span: Span
    value: Decimal
    unit: str
    after: tuple[str, ...] = ()


def plain(text: str) -> str:
    """``text`` as quantities are read from it: compatibility forms, plain dashes, single spaces, numbers in digits.

    >>> plain("Twenty‐two ships　and two hundred and fifty people, the third time; no one")
    '22 ships and 250 people, the 3rd time; no one'
    """
    narrow = _DASHES.sub("-", unicodedata.normalize("NFKC", text)).translate({0x2018: "'", 0x2019: "'"})
    spelled = _IN_WORDS.sub(_in_digits, _ITS_OWN.sub("", " ".join(narrow.split())))
    return _BETWEEN.sub(r"\1 to ", spelled)


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text that ``plain`` has made, in their order.

    >>> [(int(one.value), one.unit) for one in quantities("US$2.4m for 72 people in FY2019, 15-20 percent of 20億円")]
    [(2400000, 'USD'), (72, 'people'), (2019, 'fiscal year'), (15, '%'), (20, '%'), (2000000000, 'JPY')]
    """
    found = [*_japanese(text), *_from_year_to_year(text)]
    taken = {at for one in found for at in range(one.span.start, one.span.end)}
    figures = [one for one in _FIGURE.finditer(text) if not taken & {one.start("number"), one.end("number") - 1}]
    return tuple(sorted((*found, *_figures(text, figures)), key=lambda one: (one.span, one.value)))


def bears_out(told: Quantity, said: Quantity) -> bool:
    """Whether ``told``, of a source, bears ``said`` out: the same number of the same thing.

    A number that is said of nothing in particular is borne out by the number of anything but a fiscal year or a rank.

    >>> of = lambda text: quantities(text)[0]
    >>> bears_out(of("15 newly built ships"), of("15 ships")), bears_out(of("15 miles"), of("15 km"))
    (True, False)
    """
    if told.value != said.value:
        return False
    if told.unit == said.unit:
        return bool(said.unit) or not said.after or not set(told.after).isdisjoint(said.after)
    return not said.after and not said.unit and told.unit not in (FISCAL_YEAR, ORDINAL)


def _in_digits(found: re.Match[str]) -> str:
    words, text = found.group(), found.string
    if words.casefold() == "one" and not _ONE.match(text, found.start()):
        return words
    return str(alpha2digit(words.casefold(), "en", 0.0))


def _japanese(text: str) -> Iterator[Quantity]:
    for one in japanese_figures(text) if not text.isascii() else ():
        yield Quantity(one.span, one.value, _JAPANESE.get(one.unit) or unit(text[one.span.end :], ()))


def _from_year_to_year(text: str) -> Iterator[Quantity]:
    """Fiscal years, and years from one to another; each end for itself."""
    fiscal = [(found, FISCAL_YEAR) for found in _FISCAL.finditer(text)]
    years = [(found, YEAR) for found in _YEARS.finditer(_FISCAL.sub(lambda found: " " * len(found.group()), text))]
    for found, told in (*fiscal, *years):
        first, last = found.groups()
        for year in (first, f"{first[: 4 - len(last)]}{last}") if last else (first,):
            yield Quantity(Span(*found.span()), Decimal(year), told)


def _figures(text: str, found: list[re.Match[str]]) -> list[Quantity]:
    """Each figure by itself; the two of a range ("$15 to 20 million") share the currency and the scale."""
    made: list[Quantity] = []
    for at, one in enumerate(found):
        before, after = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
        sign = before["before"] if before and _joined(before, one) else None
        quantity = _figure(text, one, sign or "", after if after and _joined(one, after) else None)
        made += [quantity] if quantity else []
    return made


def _joined(one: re.Match[str], other: re.Match[str]) -> bool:
    return bool(_JOINED.fullmatch(one.string, one.end(), other.start()))


def _figure(text: str, found: re.Match[str], sign: str, after: re.Match[str] | None) -> Quantity | None:
    """The quantity of ``found``; ``sign`` and ``after`` are the currency and the other figure of its range, if any.

    None for what only looks like a figure, as in F-35A.
    """
    number, attached = found["number"], (found["attached"] or "").casefold()
    shared = after if after and not (attached or found["scales"]) else None
    words = _following(text, (shared or found).end())
    told = currency(found["before"] or sign) or unit(text[(shared or found).end() :], words)
    if attached and attached not in _NTH and attached not in _SCALES:
        told = unit("", (found["attached"],))
        if not told:
            return None
    elif attached in _NTH:
        told = ORDINAL
    elif attached == "m" and not told:
        told = "m"
    scale = 1 if told == "m" else _scale(shared or found)
    if scale == 1 and _YEAR.fullmatch(number) and told != ORDINAL and not (told and _counts(told, words)):
        told = YEAR
    stems = () if told else tuple(lexical.words(" ".join(words)))
    return Quantity(Span(*found.span()), Decimal(number.replace(",", "")) * scale, told, stems)


def _counts(told: str, words: tuple[str, ...]) -> bool:
    """Whether a number that looks like a year counts ``told``: only if that stands right after it, or is money."""
    return (len(told) == 3 and told.isupper()) or unit("", words[:1]) == told


def _scale(found: re.Match[str]) -> int:
    scale = _SCALES.get((found["attached"] or "").casefold(), 1)
    for written in found["scales"].replace("-", " ").casefold().split():
        scale *= _SCALES[written]
    return scale


def _following(text: str, start: int) -> tuple[str, ...]:
    """The next words, up to one that binds or asks, or to anything that is no word."""
    found = _WORDS.match(text, start)
    words = re.split("[ -]", found.group().strip(" -")) if found else []
    end = next((at for at, word in enumerate(words) if word.casefold() in lexical.QUESTION_WORDS), len(words))
    return tuple(words[:end])
