"""Marks: what numbers or bullets a line, in the styles of English and Japanese documents."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

HEADING_BULLETS = frozenset("●○■□◆◇▲▼◎★☆▶►❖")  # printers set these before the name of a section as well
_BULLETS = "•◦‣∙▪▫➢➤✓✔·・\uf0a7\uf0b7\uf0d8\uf0fc" + "".join(sorted(HEADING_BULLETS))
_KANA = "アイウエオカキクケコサシスセソ"
_KANJI = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a line's words: its style ("(1)", "A.", "tool 1:", "•"), its number (0 for a bullet),
    and its length in code points, up to the words."""

    style: str
    number: int
    length: int

    @property
    def bullet(self) -> bool:
        """Whether this is a bullet, which has no number."""
        return self.number == 0


def read_mark(text: str) -> Mark | None:
    """The mark at the beginning of ``text``, if there is one.

    >>> read_mark("(2) Fields"), read_mark("Annex 3: Budget")
    (Mark(style='(1)', number=2, length=4), Mark(style='annex 1:', number=3, length=9))
    >>> read_mark("第１章　総則"), read_mark("• first"), read_mark("2.5 million people")
    (Mark(style='第1章', number=1, length=4), Mark(style='•', number=0, length=2), None)
    """
    bullet = _BULLET.match(text)
    if bullet:
        return Mark(bullet[1], 0, bullet.end())
    for style, pattern, value in _MARKS:
        found = pattern.match(text)
        if found:
            number = value(unicodedata.normalize("NFKC", found["n"]))
            unit = found.groupdict().get("unit", "").casefold()
            return Mark(style.format(unit), number, found.end()) if number else None
    return None


class Series:
    """What has been counted so far in one document, which tells a letter or a bare number that marks from any other."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, int]] = set()

    def read_mark(self, text: str) -> Mark | None:
        """The mark of the document's next line; none for a letter, a Roman number or a bare number that does not
        go on from one seen before.

        >>> series = Series()
        >>> series.read_mark("J. Smith"), series.read_mark("A. Aims"), series.read_mark("B. Means").number
        (None, Mark(style='A.', number=1, length=3), 2)
        """
        mark = read_mark(text)
        if mark is None or mark.style not in _IN_SERIES:
            return mark
        alphabetic = _ALPHABETIC.get(mark.style)
        if alphabetic:  # "I." after "H." is a letter
            letter = _letter(text.lstrip("(（")[0])
            mark = Mark(alphabetic, letter, mark.length) if (alphabetic, letter - 1) in self._seen else mark
        if mark.number > 1 and (mark.style, mark.number - 1) not in self._seen:
            return None
        self._seen.add((mark.style, mark.number))
        return mark


def _roman(sign: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[letter] for letter in sign.casefold()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _letter(sign: str) -> int:
    return ord(sign.casefold()) - ord("a") + 1


def _kana(sign: str) -> int:
    return _KANA.index(sign) + 1


def _kanji(sign: str) -> int:
    tens, ten, ones = sign.rpartition("十")
    return bool(ten) * 10 * (_KANJI.index(tens[-1]) if tens else 1) + (_KANJI.index(ones[-1]) if ones else 0)


def _any(sign: str) -> int:
    """A number in Arabic digits, in kanji, as a Roman number or as a letter."""
    if sign.isdecimal():
        return int(sign)
    if sign[0] in _KANJI + "十":
        return _kanji(sign)
    return _roman(sign) if len(sign) > 1 or sign in "IVX" else _letter(sign)


def _last(sign: str) -> int:
    return int(re.split(r"[.-]", sign)[-1])


_BULLET = re.compile(rf"([{_BULLETS}]|[-*–—](?=\s|$))\s*")
_CJK = r"[\u3040-\u30ff\u3400-\u9fff]"
_N = "(?P<n>[0-9０-９]{1,3})"
_NAMED = r"(?i:chapter|part|section|annex|appendix|schedule|article)"
_TITLE = r"(?=[“\"「(（]?[^\W\d_a-z])"  # a capital, or a letter of a script without capitals
_SIGN = r"(?P<n>\d{1,3}|[IVXLC]+|[A-Z])"


def _dotted(depth: int) -> re.Pattern[str]:
    return re.compile(rf"(?P<n>[0-9０-９]{{1,3}}(?:[.．-][0-9０-９]{{1,3}}){{{depth}}})[.．]?\s+{_TITLE}")


_MARKS: tuple[tuple[str, re.Pattern[str], Callable[[str], int]], ...] = (
    (
        "第1{}",
        re.compile(r"第\s*(?P<n>[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*(?P<unit>[章節部編款条])[\s:：]*"),
        _any,
    ),
    ("{} 1:", re.compile(rf"(?P<unit>[A-Z][A-Za-z]+) {_SIGN}\s*[:：]\s*"), _any),
    ("{} 1:", re.compile(rf"(?P<unit>{_NAMED})\s+{_SIGN}(?:\.|\s*[–—-]|(?=\s+[A-Z])|(?=\s*$))\s*"), _any),
    ("(1)", re.compile(rf"[(（]\s*{_N}\s*[)）]\s*"), int),
    ("(i)", re.compile(r"[(（](?P<n>[ivx]+)[)）]\s+"), _roman),
    ("(a)", re.compile(r"[(（](?P<n>[a-z])[)）]\s+"), _letter),
    ("(A)", re.compile(r"[(（](?P<n>[A-Z])[)）]\s+"), _letter),
    ("(ア)", re.compile(rf"[(（](?P<n>[{_KANA}])[)）]\s*"), _kana),
    ("1.1", _dotted(1), _last),
    ("1.1.1", _dotted(2), _last),
    ("1.1.1.1", _dotted(3), _last),
    ("1.", re.compile(rf"{_N}(?:\.\s+|[.．]\s*(?={_CJK})|．\s*)"), int),
    ("1)", re.compile(rf"{_N}[)）]\s*"), int),
    ("I.", re.compile(r"(?P<n>[IVX][IVXLC]*)\s?\.\s+"), _roman),
    ("A.", re.compile(r"(?P<n>[A-Z])\.\s+"), _letter),
    ("a.", re.compile(r"(?P<n>[a-z])\.\s+"), _letter),
    ("a)", re.compile(r"(?P<n>[a-z])\)\s+"), _letter),
    ("①", re.compile(r"(?P<n>[①-⑳])\s*"), int),
    ("ア", re.compile(rf"(?P<n>[{_KANA}])(?:\s+|[.．、)）]\s*)"), _kana),
    # A bare number heads a line only if nothing on that line looks like a sentence, a date or a row of figures.
    ("1", re.compile(rf"(?P<n>[0-9０-９]{{1,2}})\s+(?=(?:[A-Z]|{_CJK})[^\d。]{{1,80}}(?<![.,;:])$)"), int),
)
_IN_SERIES = frozenset(("1", "I.", "A.", "a.", "a)", "(i)", "(a)", "(A)", "(ア)", "ア"))
_ALPHABETIC = {"I.": "A.", "(i)": "(a)"}
