"""The figures of any text: years, fiscal years, ordinals and sums, in one form for all the ways of writing them."""

import re
import unicodedata
from collections.abc import Iterator

from corpus.figures import japanese_figures, number
from index import japanese
from index.asked import NUMBER
from index.lexical import UNSPACED
from index.patterns import NUMBERS

_FISCAL = re.compile(r"\b(?:fiscal(?: year)?|fy|jfy)[ -]?((?:19|20)\d\d)\b", re.IGNORECASE)
_YEARS = re.compile(r"(?<![\d.,])((?:19|20)\d)(\d) ?[-–/] ?(\d)(\d)(?![\d.,]*\d)")  # 2019–22, 2022/23
_ORDINAL = re.compile(r"\b\d+(?:st|nd|rd|th)\b", re.IGNORECASE)
# Of Japanese: the fourth meeting, Article 7, the second phase; and where a figure touches the word for what it counts.
_NTH = re.compile(
    r"第\s?(\d{1,3}|[一二三四五六七八九十百]{1,5})\s?(?:回|次|条|章|節|項|号|版|期|部|段階|フェーズ)|(?<!\d)(\d{1,3})回目"
)
_TOUCHING = re.compile(rf"(?<=\d)(?=[{UNSPACED}])|(?<=[{UNSPACED}])(?=\d)")
SPELT = {
    "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
    "eighth": "8th", "ninth": "9th", "tenth": "10th", "eleventh": "11th", "twelfth": "12th",
}  # fmt: skip
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
LABELLED = (
    "tool|phase|article|chapter|section|part|objective|pillar|goal|step|stage|volume|component|round|session|annex|point"
    "|measure|principle"
)
LABEL = re.compile(rf"\b({LABELLED}) (\d{{1,2}})\b", re.IGNORECASE)
_LABELLED_IN_WORDS = re.compile(  # phase three
    r"\b(?:tool|phase|article|chapter|section|objective|pillar|goal|stage|volume|component|round|annex)"
    rf" ({'|'.join(NUMBERS)})\b",
    re.IGNORECASE,
)
_NO_EDITION = (
    r"(?:of|countr\w+|part(?:y|ies)|nationals?|states?|hand|half|quarter|largest|most|biggest|highest|only|more|less|fewer"
    r"|higher|lower|larger|smaller)\b"
)
# An edition: not "a third of", "third countries", "the second largest", "one fifth" or "second-hand".
_EDITION = re.compile(
    rf"\b(?<!\ba )(?<!\bone )({'|'.join(SPELT)})\b(?![ -]{_NO_EDITION}|-[a-z])",
    re.IGNORECASE,
)
_ANOTHER = re.compile(  # one more: "a third vessel", not "by a third", "a third in 2020" or "a second later"
    rf"(?<!\bby )(?<!\babout )(?<!\bnearly )(?<!\balmost )(?<!\bthan )(?<!\bover )\ba ({'|'.join(SPELT)})"
    rf"(?= (?!{_NO_EDITION}|(?:in|or|to|for|from|by|at|on|were|was|are|is|had|have|has|than|later|and|as|since|that|who"
    r"|which|ago|time)\b)[a-z])",
    re.IGNORECASE,
)


def figures(text: str) -> Iterator[str]:
    """The figures in ``text``: fiscal years as ``fy2019``, then ordinals as ``3rd``, then numbers without commas.

    Japanese years and amounts follow in the form that ``corpus.figures`` gives them.

    >>> list(figures("3rd, $2.4m in fiscal year 2019")), list(figures("令和元年度に20億円"))
    (['fy2019', '3rd', '2.4'], ['fy2019', '2000000000 yen'])
    >>> list(figures("the fourth meeting of a third of the members")), list(figures("a third ship, in phase two"))
    (['4th'], ['3rd', '2nd'])
    >>> list(figures("in 2022/23 and over 2019–22"))
    ['2022', '2023', '2019', '2022']
    """
    if japanese.is_written(text):
        text = unicodedata.normalize("NFKC", text)
        yield from (figure for _, figure in written_figures(text))
        text = _apart(text)
    for fiscal in _FISCAL.findall(text):
        yield f"fy{fiscal}"
    for ordinal in _ORDINAL.findall(text):
        yield ordinal.casefold()
    for spelt in (*_EDITION.findall(text), *_ANOTHER.findall(text)):
        yield SPELT[spelt.casefold()]
    for _, label in LABEL.findall(text):
        yield _ordinal(int(label))
    for label in _LABELLED_IN_WORDS.findall(text):
        yield _ordinal(NUMBERS.index(label.casefold()) + 1)
    for written in NUMBER.findall(_FISCAL.sub(" ", _YEARS.sub(_both_years, text))):
        yield written.replace(",", "")


def _both_years(found: re.Match[str]) -> str:
    """Two years that were written as one, the second in full, if it comes after the first."""
    first, second = found[1] + found[2], found[1][:2] + found[3] + found[4]
    return f"{first} {second}" if first < second else found[0]


def written_figures(text: str) -> Iterator[tuple[str, str]]:
    """The years, amounts and ordinals of Japanese ``text``: each as it stands there, and as ``figures`` gives it.

    >>> list(written_figures("令和元年度の第4回協議"))
    [('令和元年度', 'fy2019'), ('第4回', '4th')]
    """
    plain = unicodedata.normalize("NFKC", text)
    yield from ((figure.span.of(plain), str(figure)) for figure in japanese_figures(plain))
    yield from ((found[0], _ordinal(int(number(found[1] or found[2])))) for found in _NTH.finditer(plain))


def without_figures(text: str) -> str:
    """``text`` with blanks in place of its years, ordinals and other numbers.

    >>> without_figures("the 3rd meeting in FY2019")
    'the   meeting in  '
    """
    if japanese.is_written(text):
        text = _apart(unicodedata.normalize("NFKC", text))
    return _ANOTHER.sub(" ", _EDITION.sub(" ", _ORDINAL.sub(" ", NUMBER.sub(" ", _FISCAL.sub(" ", text)))))


def _apart(text: str) -> str:
    """Japanese ``text`` without its years, amounts and ordinals, its other figures apart from the words they touch."""
    for figure in reversed(japanese_figures(text)):
        text = f"{text[: figure.span.start]} {text[figure.span.end :]}"
    return _TOUCHING.sub(" ", _NTH.sub(" ", text))


def _ordinal(rank: int) -> str:
    written = str(rank)
    ending = "th" if written[-2:-1] == "1" else _ENDINGS.get(written[-1], "th")
    return f"{written}{ending}"
