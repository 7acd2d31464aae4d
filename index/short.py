"""The short answer inside a sentence: the sum, the number, the date or the name that was asked for, as its span."""

import re
from collections.abc import Callable, Iterable

from corpus.records import Span
from index.asked import Asked
from index.question import Question, figures

WINDOW = 60  # characters to either side by which one sum is told from another in the same sentence
_ABOUT = r"(?:(?:approximately|about|around|roughly|some|nearly|almost|over|more than|at least|up to|a total of) )*"
_SCALE = r"(?: ?(?:thousand|million|billion|trillion|mn|bn|[mk])\b)?"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_FORMS = {
    Asked.AMOUNT: re.compile(
        rf"{_ABOUT}(?:(?:US|A|NZ|C|S|HK)?[$€£¥]|\b(?:USD|EUR|JPY|GBP) ?)\d[\d,.]*\d?{_SCALE}"
        rf"|{_ABOUT}\d[\d,.]*{_SCALE} (?:US )?(?:dollars|yen|euros|pounds)|[\d,.]+[千百十万億兆]*(?:円|ドル|ユーロ)",
        re.IGNORECASE,
    ),
    Asked.COUNT: re.compile(
        rf"{_ABOUT}(?<![\w$€£¥.-])(?!(?:19|20)\d\d\b)\d[\d,]*(?:\.\d+)?{_SCALE}(?:%| per ?cent| [a-z]+)?(?![\w-])"
        rf"|\b{_ABOUT}(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens of|hundreds of) [a-z]+",
        re.IGNORECASE,
    ),
    Asked.DATE: re.compile(
        rf"(?:\d{{1,2}} )?\b{_MONTH}(?: \d{{1,2}},)?(?: \d{{4}})?\b|\b(?:J?FY|fiscal year )?(?:1[5-9]|20)\d\d\b(?!-)"
        r"|\b\d{1,2}(?:st|nd|rd|th) centur(?:y|ies)\b"
        rf"|(?:令和|平成|昭和)[元\d]+年度?"
    ),
}


def short_answer(question: Question, text: str, share: Callable[[str], float]) -> Span | None:
    """Where in ``text``, a sentence that answers, the thing itself stands; None if its kind shows no sign of itself.

    Of several, the one among whose neighbours most of the question is heard, as ``share`` tells; then the first. What
    the question itself says is no answer to it.

    >>> from corpus.vocabulary import vocabulary
    >>> from index.question import read_question
    >>> asked = read_question("How much went to border control?", vocabulary({}))
    >>> sentence = "In FY2019, Japan gave approximately $17 million for border control."
    >>> short_answer(asked, sentence, lambda words: 0.0).of(sentence)
    'approximately $17 million'
    """
    form = _FORMS.get(question.asked)
    found = [Span(*one.span()) for one in form.finditer(text)] if form else []
    fresh = [one for one in found if not said(question, one.of(text))]
    return max(fresh, key=lambda one: (share(_around(text, one)), -one.start), default=None)


def said(question: Question, words: str) -> bool:
    """Whether every figure of ``words`` is one that the question names."""
    told = set(figures(words))
    return bool(told) and told <= set(question.figures)


def values(texts: Iterable[str]) -> frozenset[str]:
    """The figures in ``texts`` with their scales, to be compared: "$2.4 million" is not "$2.4 billion"."""
    return frozenset(one for text in texts for one in (*figures(text), *_scales(text)))


def _scales(text: str) -> list[str]:
    return re.findall(r"thousand|million|billion|trillion|[万億兆]", text.casefold())


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - WINDOW) : span.end + WINDOW]
