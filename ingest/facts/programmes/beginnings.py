"""Since when a programme is, as a sentence tells that speaks of it."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import IN_BRACKETS, YEAR, any_of, distance, is_japanese
from ingest.facts.periods import Period
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import FOUND, FOUNDED

_SAME_YEAR = re.compile(r"\b(?:from|since|in) the same year\b", re.IGNORECASE)
_YEAR = re.compile(rf"(?:J?FY\s?)?{YEAR}")
_BEGUN = any_of(
    f"{FOUNDED}, launch, began, begun, starting, announced, ran(?: in [a-z]+ phases),"
    "authori[sz]ed, first held, first conducted, first run, first offered, first given,"
    "proposed, commenced, presented, approved, held for the first time, dates?, dating, running, start, inception,"
    "foundation, creation, beginning"
)
_AND_SO = r"(?:\s(?:by|at|in|jointly\swith|with|as|to)\s(?!\d)[^.;,]{1,60}?|\sback)?"
_IN = r",?\s(?:in|on|from|since|to)\s(?:the\ssummer\sof\s|early\s|late\s|mid-)?\Z"
_BY_LAW = (
    r"(?:\sby\s(?:the|an?)\s[A-Z][^.;,]{1,60}?\s(?:Act|Law|Decree|[Dd]ecision|[Rr]esolution|Ordinance)(?:\sof|,)?\s\Z)"
)
_BEGAN = re.compile(rf"\b{_BEGUN}\b{_BY_LAW}|\b{_BEGUN}\b{_AND_SO}{_IN}", re.IGNORECASE)
_MAKES = re.compile(rf"\b{FOUND}\s(?:the\s|an?\s|its\s|our\s)?(?:new\s)?\Z")
_MADE_IN = re.compile(
    rf"{IN_BRACKETS}(?:\sby\s[^.,;]{{1,60}}|\sin\s[A-Z][^.,;\d]{{0,40}}|\sat\s[^.,;]{{1,50}}?)?,?\s(?:in|on)\s"
)
_FIRST = re.compile(r"\W*(?:First\s)?\Z", re.IGNORECASE)
_OF_IT = re.compile(  # "It", "was", "which was": what stands between what is spoken of and its beginning
    rf"(?:.*(?:\b(?:is|was|were|been|has|it|and|its|first|which|that|[a-z]+ly)|,)|\s?\([^)]*\)|[”\"]"
    rf"|{IN_BRACKETS}(?:,|\s(?:is|was))\san?\s[^,.;]*)?\s?"
)
_LED_BY = re.compile(r"(?:since|from|starting\s(?:in|from)|beginning\sin)\s(?:the\syear\s)?", re.IGNORECASE)
_JAPANESE_FOUNDED = re.compile(r"設立|開始|開設|発足|創設|設置|立ち上げ")
_JAPANESE_RUNS = re.compile(r"実施|行われ|運営|継続")
_ANOTHER_CLAUSE = re.compile(r";|,\s(?:and|but|while)\s")
_SOMEBODY = re.compile(r",\swho\s(?:has|have)\s[^,.;]*\Z")  # "who has directed it since 2022"
_SINCE_REACH = 160  # characters between a programme and since when it is


def tells_since(sentence: Sentence) -> bool:
    """Whether a sentence tells when something began that still goes on."""
    return any(one.beginning for one in sentence.periods) or bool(_SAME_YEAR.search(sentence.words))


def find_since(
    sentence: Sentence, span: Span, before: Sentence | None, end: int, *, founded: bool = False
) -> Iterator[Detail]:
    """Since when, as the nearest beginning tells; "the same year" is that of ``before``, the sentence before.

    With ``founded`` only what is told of its founding counts.
    """
    begun = _founded(sentence, span, end) or _going_on(sentence, span, founded)
    if not begun and is_japanese(sentence.words) and _JAPANESE_FOUNDED.search(sentence.words, span.end):
        begun = [one for one in sentence.periods if one.span.start > span.end][:1]
    if not begun and is_japanese(sentence.words) and _JAPANESE_RUNS.search(sentence.words):
        begun = [one for one in sentence.periods if "から" in one.span.of(sentence.words)][:1]
    begun = [one for one in begun if distance(one.span, span) < _SINCE_REACH]
    told = sentence
    if not begun and before and before.periods and _SAME_YEAR.search(sentence.words):
        told, begun = before, list(before.periods[:1])
    if not begun:
        return
    nearest = min(begun, key=lambda one: abs(one.span.start - span.start))
    year = _YEAR.search(told.words, nearest.span.start, nearest.span.end)
    words = Span(*year.span()) if year else nearest.span
    yield told.detail("since", nearest.start, words)


def _going_on(sentence: Sentence, span: Span, founded: bool) -> list[Period]:
    """The beginnings of what goes on; none beside an amount, for it is then the money that has been given since."""
    free = [] if founded or sentence.amounts else [one for one in sentence.periods if one.beginning]
    free = [one for one in free if not _SOMEBODY.search(sentence.words, 0, one.span.start)]
    return [
        one for one in free if not _ANOTHER_CLAUSE.search(sentence.words, one.span.end, max(one.span.end, span.start))
    ]


def _founded(sentence: Sentence, span: Span, end: int) -> list[Period]:
    """When what ``span`` speaks of was founded: right behind "launched …" or "was established", or at the beginning."""
    words = sentence.words
    makes = _MAKES.search(words, max(0, span.start - 40), span.start)
    for one in sentence.periods:
        if "/" in (one.beginning or one.value):
            continue
        at = one.span.start + len((_LED_BY.match(words, one.span.start) or [""])[0])
        if makes and (_MADE_IN.fullmatch(words, span.end, at) or words[:at] in ("In ", "On ")):
            return [one]
        begun = _BEGAN.search(words, max(0, at - _SINCE_REACH), at)
        if begun is None:
            continue
        behind = span.end <= begun.start() and one.span.start < end and _OF_IT.fullmatch(words, span.end, begun.start())
        first = one.span.end <= span.start and _FIRST.fullmatch(words, 0, begun.start())
        if behind or first:
            return [one]
    return []
