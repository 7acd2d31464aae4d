"""Of which year an agreement is: that of its name, of its conclusion, or of the sentence that tells of its making."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import MONTH, YEAR, any_of, distance, is_japanese, pattern
from ingest.facts.sentences import Sentence

_MAKING = (
    "drawn up, acceded, adopted, signed, concluded, established, issued, approved, formulated, agreed, enacted,"
    "ratified, presented, launched, revised, made, released, published, renewed, updated, initialled, initialed,"
    "endorsed, declared, announced"
)
_A_YEAR = rf"(?:\d{{1,2}}\s)?(?:\w+\s)?(?:\d{{1,2}},\s)?(?P<year>{YEAR})\b"
_YEAR_BEHIND = re.compile(rf"\W{{0,3}}(?:in|of|on)\s{_A_YEAR}")
_DATED = re.compile(rf"\s\((?:(?:{MONTH})\s)?(?P<bracketed>{YEAR})\)|[,.]?\s(?:(?:{MONTH})\s)?(?P<year>{YEAR})\b")
_CONCLUDED_IN = re.compile(
    rf"[^.;]{{0,120}}?\b(?:{any_of(_MAKING)}|(?:into|in)\sforce|effective|dates)\b[^.;,]{{0,80}}?\b(?:in|on|from|since)\s{_A_YEAR}"
)
_MADE_FIRST = re.compile(
    rf"\A{any_of(_MAKING)}\b[^.;]{{0,60}}?\b(?:in|on|since)\s{_A_YEAR}[^.;,]{{0,40}},\s(?:the\s|this\s)?\Z",
    re.IGNORECASE,
)
_JAPANESE_MADE = re.compile(r"署名|採択|閣議決定|作成|締結|結ばれ|策定|発表|提唱|公布|発効")
_JAPANESE_REACH = 40  # characters between a Japanese name and when it was made
_MADE = pattern(
    "compiled, adopted, signed, concluded, issued, formulated, announced, released, established, agreed on, agreed to"
)
_JUST_MADE = re.compile(r"\b(?:reached|launched|negotiated|brokered|unveiled)\s(?:the|an?)\s(?:[a-z-]+\s){0,2}\Z")
_AHEAD = re.compile(r"\b(?:Agenda|Vision)\b")


def find_year(sentence: Sentence, span: Span, behind: int, *, named: bool = True) -> Iterator[Detail]:
    """The year in its name, right behind it, of its conclusion; or the sentence's, where it tells of its making."""
    words = sentence.words
    inside = [one for one in sentence.periods if span.start <= one.span.start < span.end]  # "the Plan 2021|–24"
    if inside and _AHEAD.search(words, span.start, span.end):
        return  # "the 2030 Agenda": by when, not of when
    if inside:
        yield sentence.detail("year", inside[-1].value[:4], inside[-1].span)
        return
    first = _MADE_FIRST.search(words, 0, span.start)
    found = (
        first or _DATED.match(words, behind) or _YEAR_BEHIND.match(words, behind) or _CONCLUDED_IN.match(words, behind)
    )
    made = named and (_MADE.search(words, 0, span.start) or _JUST_MADE.search(words, 0, span.start))
    if found:
        group = "bracketed" if found.groupdict().get("bracketed") else "year"
        yield sentence.detail("year", found[group], Span(*found.span(group)))
    elif is_japanese(words) and _JAPANESE_MADE.search(words):
        near = [
            one for one in sentence.periods if distance(one.span, span) <= _JAPANESE_REACH and one.value[:2] != "FY"
        ]
        for one in sorted(near, key=lambda one: (one.span.start < span.start, distance(one.span, span)))[:1]:
            yield sentence.detail("year", one.value[:4], one.span)
    elif made and sentence.periods and not sentence.periods[0].beginning:
        yield sentence.detail("year", re.sub(r"\D", "", sentence.periods[0].value)[:4], sentence.periods[0].span)
