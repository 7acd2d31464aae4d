"""Of which period an amount is: the nearest that is not told of something else."""

import re

from corpus.records import Span
from ingest.facts.grammar import YEAR, distance
from ingest.facts.periods import Period, find_duration
from ingest.facts.sentences import Sentence

_ASIDE = re.compile(  # not "reported that"
    r"\b(?:which|who|(?<!ed\s)(?<!es\s)(?<!\d\s)that|established|founded)\b[^,]{0,40}\Z"
    r"|\b(?:agreement|memorandum|[Aa]rrangement|[Nn]otes|[Tt]reaty|[Uu]nderstanding)\s"
    r"(?:signed|concluded|reached|agreed)\s[^,]{0,60}\Z"
    r"|\bwas\s(?:renewed|signed|adopted|launched)\s[^,]{0,40}\Z"
)
_BEGUN_ASIDE = re.compile(
    r",\s(?:launched|signed|adopted|created|opened|agreed|renewed|completed|concluded|begun|set\sup)\s[^,]{0,40}\Z"
)  # ", opened in 2017,"
_AFTER = re.compile(r"\A(?:After|Before|Following|In\sthe\swake\sof)\s[^,]*\Z")  # "After the earthquake of 2019"
UNTIL = re.compile(r"\b(?:by|as\s(?:of|at))\s(?:the\send\sof\s)?\Z", re.IGNORECASE)  # of a day on which it was counted
_ENDS = re.compile(
    rf"\b(?:expir(?:e|es|ed|ing)|due|repa(?:yable|id)|end(?:s|ed|ing)?|until)\s(?:[a-z]+\s){{0,2}}(?:{YEAR}\sand\s)?\Z"
)
_BEHIND_A_YEAR = re.compile(rf"\b{YEAR}(?:[-–/]\d\d(?:\d\d)?)?\s\(\Z")
_EVENT = re.compile(r",\sat\s(?:the|its|which|an?)\b")  # "In August 2022, at the conference of Lima"
_DONE_BY = re.compile(r"\b(?:finished|completed|ready|closed|reached|met)\sby\s(?:the\send\sof\s)?\Z")
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RIGHT_BEHIND = 50  # characters behind an amount in which its own period stands: "$5 million (in real terms) in 2019"


def find_own_period(sentence: Sentence, amount: Span, stretch: Span) -> Period | None:
    """The period of an amount that is read in ``stretch``: when it is given, else over how long; None if none is told.

    A length of time right behind the amount goes before a date that is told still later.
    """
    length = find_duration(sentence.words, stretch.start, stretch.end)
    own = _period(sentence, amount, stretch) or length
    later = length and own and amount.end <= length.span.start < own.span.start
    return length if later else own


def _period(sentence: Sentence, amount: Span, stretch: Span) -> Period | None:
    """The period right behind an amount, else the nearest before it; none in brackets or of a "which"."""
    words = sentence.words
    free = [
        one
        for one in sentence.periods
        if (words.count("(", 0, one.span.start) <= words.count(")", 0, one.span.start) or _is_bracket(words, one))
        and not _ASIDE.search(words[amount.end if amount.end <= one.span.start else 0 : one.span.start])
        and not (words.startswith(",", one.span.end) and _BEGUN_ASIDE.search(words, 0, one.span.start))
        and not (_EVENT.match(words, one.span.end) or _DONE_BY.search(words, 0, one.span.start))
        and not _ENDS.search(words, 0, one.span.start)
        and not _A_DAY.fullmatch(one.value)  # a day is when something was said or signed: no money is of one day
        and not (_AFTER.search(words, 0, one.span.start) and one.span.end < amount.start)
        and not any(name.kind != "place" and name.span.contains(one.span) for name in sentence.names)
    ]
    behind = [one for one in free if amount.end <= one.span.start < min(stretch.end, amount.end + _RIGHT_BEHIND)]
    if behind:
        return behind[0]
    return min(free, key=lambda one: (one.span.start > amount.start, distance(one.span, amount)), default=None)


def _is_bracket(words: str, period: Period) -> bool:
    """Whether a span of years is all that stands in brackets: "the first phase (2019 to 2022)"."""
    if _BEHIND_A_YEAR.search(words, 0, period.span.start):
        return False  # "in fiscal year 2022 (April 2022 to March 2023)" is told already
    return "/" in period.value and words[period.span.start - 1] == "(" and words.startswith(")", period.span.end)
