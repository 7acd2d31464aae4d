"""What money is for: the words behind "for", "to" or "toward", or before "through contributions"."""

import re
from collections.abc import Sequence

from corpus.records import Span
from ingest.facts.names import Name
from ingest.facts.sentences import Sentence

_LEAD = re.compile(r"(?:\s?\([^)]*\))?(?:\s\w+){0,2}?,?\s(?:for|towards?|to)\s(?:the purposes? of\s)?", re.IGNORECASE)
_THEN = re.compile(r"[\s,](?:for|towards?|to)\s", re.IGNORECASE)
_END = re.compile(  # where the purpose is over
    r",? in order to\b|,\s(?:making|bringing|with|while|whereas|compared|up from|down from|and (?:an?other|is|was|has))\b"
    r"|;|\.(?=\s|\Z)|\s(?:as well as|and)\s*\Z|,\s*(?:and\s*)?\Z|\s(?:implemented|executed|carried out) (?:jointly )?by\b"
    r"|\s?\((?:Photo|Note|See)",
    re.IGNORECASE,
)
_MEANS = re.compile(r",?\s(?:through|via|by means of|in order to)\s")
_DOING = re.compile(
    r"\b(?:supports?|supporting|supported|focus(?:es|ed)? on|assists? in|assisting in|promot(?:es|ing|ed)|contribut(?:es|ing) to"
    r"|working to|works to|strengthen(?:s|ing)|address(?:es|ing))\s"
)
_MADE = re.compile(
    r"((?:[A-Z][\w-]+(?: [A-Z][\w-]+)*, )?\b[Aa]n? [\w -]+?) (?:constructed|built|procured|purchased|provided|financed"
    r"|funded|established) (?:with|by|through|under|using)\b"
)
_DONE = re.compile(r",\s((?:an?|the)\s[^,]+?)\s(?:has|have|had|is|are|was|were)\s(?:been\s)?\w+(?:ed|ing)\b")


def find_purpose(
    sentence: Sentence, start: int, end: int, channels: Sequence[Name], word: int | None = None
) -> Span | None:
    """What the money between ``start`` and ``end`` of a sentence is for; None if nothing tells.

    ``word`` is where the contribution is named, for one without an amount.
    """
    if word is not None:
        return _bare(sentence, word, start, end, channels)
    words = sentence.words
    lead = _LEAD.match(words, start, end)
    if not lead:
        return None
    begin = lead.end()
    through = [one for one in channels if start <= one.span.start < end]
    if through and re.fullmatch(r"(?:the\s|an?\s)?", words[begin : through[0].span.start]):
        return _behind(words, through[-1].span.end, end)  # "to the Fund … to support …"
    run = _END.search(words, begin, end)
    if through and run and run[0].rstrip().endswith("by"):
        then = re.compile(r"\sto\s").match(words, through[-1].span.end, end)
        if then:
            return _until_end(words, then.end(), end)
    return _until_end(words, begin, end)


def _behind(words: str, start: int, end: int) -> Span | None:
    then = _THEN.search(words, start, end)
    return _until_end(words, then.end(), end) if then else None


def _until_end(words: str, begin: int, end: int) -> Span | None:
    over = _END.search(words, begin, end)
    span = _trimmed(words, begin, over.start() if over else end)
    bracket = words.find(" (", span.start, span.end)  # an explanation of the last name belongs to the name
    unclosed = bracket >= 0 and words.rfind(")", span.start, span.end) == span.end - 1
    return (_trimmed(words, span.start, bracket) if unclosed else span) if span.end > span.start else None


def _bare(sentence: Sentence, word: int, start: int, end: int, channels: Sequence[Name]) -> Span | None:
    words = sentence.words
    made = _MADE.search(words, 0, word)
    if made:
        return Span(*made.span(1))
    doing = [found for found in _DOING.finditer(words, 0, word)]
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
        return _until_end(words, lead.end(), end)
    return _trimmed(words, lead.end(), over.start() if over else end)


def _trimmed(words: str, start: int, end: int) -> Span:
    part = words[start:end].rstrip(" ,.;:")
    begin = start + len(part) - len(part.lstrip())
    return Span(begin, max(begin, start + len(part)))
