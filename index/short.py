"""The short answer inside a sentence: the sum, the number, the date or the name that was asked for, as its span."""

import re
from collections.abc import Callable, Iterable, Sequence

from corpus.records import Span
from index import japanese
from index.asked import Asked
from index.counters import asked_counter, counts_same
from index.figures import figures
from index.patterns import MONTHS, numbers
from index.quantities import plain
from index.question import Question
from index.units import sums

WINDOW = 60  # characters to either side, at most, by which one sum is told from another in the same sentence
_PARTING = re.compile(r"[,;:)](?= )|\b(?:and|while|as well as)\b")
_ABOUT = r"(?:(?:approximately|about|around|roughly|some|nearly|almost|over|more than|at least|up to|a total of) ){0,8}"
_SCALE = r"(?: ?(?:thousand|million|billion|trillion|mn|bn|[mk])\b)?"
_ABOUT_IN_JAPANESE = "(?:約|およそ|総額|合計|計|累計で?約?)?"
_DIGITS = "約計0123456789０１２３４５６７８９,.，．十百千万億兆"
# Runs are bounded, for what begins at each sign of a run would else be read to its end: 4,000 digits took a second.
_IN_KANJI = r"[\d,.〇一二三四五六七八九十百千]"
_MARKED = rf"{_IN_KANJI}{{1,40}}(?:[万億兆]{_IN_KANJI}{{0,40}}){{0,8}}"
_UNTIL = re.compile(
    r"\b(?:until|till|to) (?:when|what|which)\b|\b(?:end|ends|ended|expires?|expired|finish\w*|clos\w+)\b",
    re.IGNORECASE,
)
# What was read may be a part of a form that is no whole: "12 boats" for "12", but not "12 of".
_OPEN = re.compile(r" (?:of|in|for|from|to|by|with|at|on|and|or|the|was|were|is|are|have|has|had)$", re.IGNORECASE)
_POINTLESS = frozenset({Asked.TRUTH, Asked.LIST, Asked.EXAMPLES})  # of these words tell a part at most
_FORMS = {
    Asked.AMOUNT: re.compile(
        rf"{_ABOUT}(?:{sums()})"
        rf"|{_ABOUT_IN_JAPANESE}{_MARKED}(?:円|米?ドル|ユーロ)",
        re.IGNORECASE,
    ),
    Asked.COUNT: re.compile(
        rf"{_ABOUT}(?<![\w$€£¥.-])(?!(?:19|20)\d\d\b)\d(?:[\d,]*\d)?(?:\.\d+)?{_SCALE}(?:%| per ?cent| [a-z]+)?"
        r"(?![\w-])"
        rf"|\b{_ABOUT}(?:{numbers(2, 12)}|dozens of|hundreds of) [a-z]+"
        rf"|{_ABOUT_IN_JAPANESE}(?<![第\d])\d[\d,.]{{0,40}}(?:[万億兆][\d,]{{0,40}})?(?![月日条章\d]|年度|(?<=\d{{4}})年)"
        r"(?:[かカヶケ](?:国|所|月|年)|世帯|時間|日間|年間|年|[ァ-ヴー]+|[\u3400-\u9fff％%])"
        r"|(?<![一-鿿])[一二三四五六七八九十百]+(?:年(?!度)|[かカヶケ箇](?:月|国))",
        re.IGNORECASE,
    ),
    Asked.DATE: re.compile(
        rf"(?:\d{{1,2}} )?\b(?:{MONTHS})(?: \d{{1,2}},)?(?: \d{{4}})?\b"
        r"|\b(?:J?FY|fiscal year )?(?:1[5-9]|20)\d\d\b(?!-)"
        r"|\b\d{1,2}(?:st|nd|rd|th) centur(?:y|ies)\b"
        r"|(?:(?:令和|平成|昭和)[元\d]{1,2}|(?<!\d)(?:1[5-9]|20)\d\d)年(?:度|\d{1,2}月(?:\d{1,2}日)?)?"
        r"|(?<![\d年])\d{1,2}月(?:\d{1,2}日)?"
    ),
}


def short_answer(question: Question, text: str, share: Callable[[str], float], read: Span | None = None) -> Span | None:
    """Where in ``text``, a sentence that answers, the thing itself stands; None if nothing tells.

    It is what the examiner ``read`` as the answer, in the whole form that this has if its kind has one; a list and a
    yes or no are no words to point at. Without it, of several of the kind the one among whose neighbours most of the
    question is heard, as ``share`` tells. Of sums and dates these are the words from the one before to the one behind,
    without those before the first, which are said of all of them; then its own clause. Then it is the first. What the
    question itself says is no answer to it.

    >>> from corpus.vocabulary import vocabulary
    >>> from index.question import read_question
    >>> asked = read_question("How much went to border control?", vocabulary({}))
    >>> sentence = "In FY2019, Japan gave approximately $17 million for border control."
    >>> short_answer(asked, sentence, lambda words: 0.0).of(sentence)
    'approximately $17 million'
    """
    if question.asked in _POINTLESS:
        return None
    form = _FORMS.get(question.asked)
    found = [Span(*one.span()) for one in form.finditer(text)] if form else []
    fresh = [one for one in found if not said(question, one.of(text))]
    if counter := asked_counter(question.text):
        fresh = [one for one in fresh if counts_same(counter, one.of(text).lstrip(_DIGITS))] or fresh
    touched = [one for one in fresh if read and one.overlaps(read) and not _OPEN.search(one.of(text))]
    if question.asked is Asked.DATE and _UNTIL.search(question.text):
        touched = touched[-1:]  # of "from 2005 to 2022"
    if read and not touched:
        return read
    return max(touched or fresh, key=lambda one: (*_heard(question, text, one, found, share), -one.start), default=None)


def _heard(
    question: Question, text: str, one: Span, found: Sequence[Span], share: Callable[[str], float]
) -> tuple[float, float]:
    """How much of the question is heard around ``one`` of what was ``found``."""
    if japanese.is_written(text):
        return share(_before(text, one)), 0.0
    if question.asked is Asked.COUNT:  # of whom one tells is said behind the last
        return share(text[max(0, one.start - WINDOW) : one.end + WINDOW]), 0.0
    return share(_stretch(text, one, found).of(text)), share(_clause(text, one, found).of(text))


def said(question: Question, words: str) -> bool:
    """Whether every figure of ``words`` is one that the question names."""
    told = set(figures(words))
    return bool(told) and told <= set(question.figures)


def values(texts: Iterable[str]) -> frozenset[str]:
    """The figures in ``texts`` with their scales, to be compared: "$2.4 million" is not "$2.4 billion".

    A number in words is one in digits.

    >>> values(["eight boats"]) == values(["8 boats"]) != values(["seven boats"])
    True
    """
    return frozenset(one for text in map(plain, texts) for one in (*figures(text), *_scales(text)))


def _scales(text: str) -> list[str]:
    return re.findall(r"thousand|million|billion|trillion|[万億兆]", text.casefold())


def _before(text: str, span: Span) -> str:
    """In Japanese, where what a figure is of stands before it: from the comma on."""
    return text[text.rfind("、", 0, span.start) + 1 : span.end]


def _stretch(text: str, span: Span, found: Sequence[Span]) -> Span:
    """``span`` with what stands between it and those before and behind it, but nothing that stands before all.

    >>> text = "It got $2 from Ireland and $3 from Norway."
    >>> _stretch(text, Span(27, 29), (Span(7, 9), Span(27, 29))).of(text)
    ' from Ireland and $3 from Norway.'
    """
    start = max((one.end for one in found if one.end <= span.start), default=span.start)
    return Span(start, min((one.start for one in found if one.start >= span.end), default=len(text)))


def _clause(text: str, span: Span, found: Sequence[Span]) -> Span:
    """The words around ``span`` that no other, no comma, semicolon, bracket or "and" parts from it.

    >>> text = "Spain gives $2, Portugal $3."
    >>> _clause(text, Span(25, 27), (Span(12, 14), Span(25, 27))).of(text)
    ' Portugal $3.'
    """
    before = (one.end for one in found if one.end <= span.start)
    start = max((*before, *(one.end() for one in _PARTING.finditer(text, 0, span.start))), default=0)
    after = _PARTING.search(text, span.end)
    end = min((one.start for one in found if one.start >= span.end), default=len(text))
    return Span(start, min(end, after.start()) if after else end)
