"""What money is for: the words behind "for", "to" or "toward", or before "through contributions"."""

import re
from collections.abc import Sequence

from corpus.records import Span
from ingest.facts.grammar import any_of
from ingest.facts.names import Name, joined
from ingest.facts.sentences import Sentence

_LEAD = re.compile(
    r"(?:\s?\([^)]*\))?(?:\s[\w-]+){0,5}?,?\s(?:for|towards?|to)\s(?![$€£¥\d])(?:the purposes? of\s)?", re.IGNORECASE
)
_THEN = re.compile(r"[\s,](?:for|towards?|to)\s", re.IGNORECASE)
_END = re.compile(  # where the purpose is over
    r",?\sin\sorder\sto\b|,\s"
    + any_of(
        "making, bringing, with, while, whereas, compared, up from, down from, and (?:an?other|is|was|has), was, were,"
        "is, has, have"
    )
    + r"\b|;|\.(?=\s|\Z)|\s(?:as\swell\sas|and)\s*\Z|,\s*(?:and\s*)?\Z"
    r"|\s(?:implemented|executed|carried\sout)\s(?:jointly\s)?by\b|\s?\((?:Photo|Note|See)",
    re.IGNORECASE,
)
_MEANS = re.compile(r",?\s(?:through|via|by means of|in order to)\s")
_DOING = re.compile(
    r"\b"
    + any_of(
        "supports?, supporting, supported, focus(?:es|ed)? on, assists? in, assisting in, promot(?:es|ing|ed),"
        "contribut(?:es|ing) to, working to, works to, strengthen(?:s|ing), address(?:es|ing)"
    )
    + r"\s"
)
_PART_OF = re.compile(r"\sto\s([a-z][^,;]*?),\sas\spart\sof\s(?:an?|the)\s(?:project|program(?:me)?)\b")
_MADE = re.compile(
    r"((?:[A-Z][\w-]+(?: [A-Z][\w-]+)*, )?\b[Aa]n? [\w -]+?) (?:constructed|built|procured|purchased|provided|financed"
    r"|funded|established) (?:with|by|through|under|using)\b"
)
_DONE = re.compile(r",\s((?:an?|the)\s[^,]+?)\s(?:has|have|had|is|are|was|were)\s(?:been\s)?\w+(?:ed|ing)\b")


def find_purpose(sentence: Sentence, start: int, end: int, channels: Sequence[Name]) -> Span | None:
    """What the amount that ends at ``start`` is for, as the words up to ``end`` tell; None if nothing does."""
    words = sentence.words
    lead = _LEAD.match(words, start, end)
    if not lead:
        return None
    begin = lead.end()
    for period in sentence.periods:  # "for fiscal year 2007 for training"
        if begin <= period.span.start < begin + 5:
            return _behind(words, period.span.end, end)
    receiver = next((one for one in sentence.names if start <= one.span.start and _is_at(words, begin, one)), None)
    if receiver and (receiver in channels or (receiver.kind == "place" and not receiver.people)):
        whole = [one for one in joined(words, receiver, sentence.names) if one.span.end <= end]
        return _behind(words, whole[-1].span.end, end)  # "to the Fund … to support …"
    run = _END.search(words, begin, end)
    through = [one for one in channels if start <= one.span.start < end]
    if through and run and run[0].rstrip().endswith("by"):
        then = re.compile(r"\sto\s").match(words, through[-1].span.end, end)
        if then:
            return _until_end(words, then.end(), end)
    return _until_end(words, begin, end)


def _is_at(words: str, begin: int, name: Name) -> bool:
    """Whether nothing but an article stands between ``begin`` and a name."""
    return bool(re.fullmatch(r"(?:the\s|an?\s)?", words[begin : name.span.start])) and name.span.start >= begin


def _behind(words: str, start: int, end: int) -> Span | None:
    then = _THEN.search(words, start, end)
    return _until_end(words, then.end(), end) if then else None


def _until_end(words: str, begin: int, end: int) -> Span | None:
    over = _END.search(words, begin, end)
    span = _trimmed(words, begin, over.start() if over else end)
    bracket = words.find(" (", span.start, span.end)  # an explanation of the last name belongs to the name
    unclosed = bracket >= 0 and words.rfind(")", span.start, span.end) == span.end - 1
    return (_trimmed(words, span.start, bracket) if unclosed else span) if span.end > span.start else None


def find_bare_purpose(sentence: Sentence, said: Span, channels: Sequence[Name]) -> Span | None:
    """What a contribution without an amount is for; ``said`` is where it is named. None if nothing tells."""
    words = sentence.words
    word, start, end = said.start, said.end, len(words)
    part = _PART_OF.search(words, 0, word)
    if part:
        return Span(*part.span(1))
    made = _MADE.search(words, 0, word)
    if made:
        return Span(*made.span(1))
    doing = list(_DOING.finditer(words, 0, word))
    means = _MEANS.search(words, doing[0].end(), word) if doing else None
    if means:
        return _trimmed(words, doing[0].end(), means.start())
    if doing and words[doing[-1].end() : word].count(",") and "in addition" in words[:word]:
        by = re.compile(r"\sby\s\w+ing\b|,").search(words, doing[-1].end(), word)
        return _trimmed(words, doing[-1].end(), by.start()) if by else None
    later = _DOING.search(words, start, end)
    if later and re.match(r"(?:\w+, )?(?:[Tt]hrough|[Ww]ith)\b", words):
        over = re.compile(r"\s(?:mainly )?in [A-Z]|\.\Z").search(words, later.end(), end)
        return _trimmed(words, later.end(), over.start() if over else end)
    done = _DONE.search(words, start, end)
    if done:
        return Span(*done.span(1))
    return _object(words, start, end, channels)


def _object(words: str, start: int, end: int, channels: Sequence[Name]) -> Span | None:
    """The words behind "contributions to" up to those who run it, or behind ", to" where the fund came before."""
    lead = re.compile(r"(?:,\sto|\sto|\sfor)\s(?!and\b)").match(words, start, end)
    if not lead or any(one.span.start - lead.end() in range(0, 5) for one in channels):
        return None
    over = re.compile(r"\sby\s|,|\.\Z").search(words, lead.end(), end)
    if lead[0].startswith(","):
        second = words.find(", as well as", lead.end(), end)
        return _until_end(words, lead.end(), second if second > 0 else end)
    return _trimmed(words, lead.end(), over.start() if over else end)


def _trimmed(words: str, start: int, end: int) -> Span:
    part = words[start:end].rstrip(" ,.;:")
    begin = start + len(part) - len(part.lstrip())
    return Span(begin, max(begin, start + len(part)))
