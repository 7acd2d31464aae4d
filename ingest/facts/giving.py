"""Who gives: the subject of a verb of giving, whoever a gift is "from", or whose it is."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.names import Name
from ingest.facts.sentences import Sentence

_FROM = re.compile(r"\b(?:from|by|of)\s(?:the\s)?\Z", re.IGNORECASE)
_OFFERED = re.compile(r"(?:\s\w+){0,3}?\s(?:from|(?:offered|provided|given|made|extended|funded|financed) by)\s(?:the\s)?\Z")
# A name that one of these stands before is no subject.
_OBJECT = re.compile(
    r"\b(?:of|to|in|for|with|by|from|at|on|off|into|towards?|against|through|via|between|among|around|than|under|within"
    r"|including|like|such as|and|or)\s(?:the\s|an?\s)?\Z|[(“\"][^)”\"]{0,40}\Z",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(r"\b(?:[Ii]t|[Ii]ts|[Tt]hey|[Tt]heir|[Tt]he (?:country|government|[Gg]overnment))\b")
_SUBJECT = re.compile(r"(?:は|が|も)")
_LEADS_IN = re.compile(r"\b(?:and|,)\s(?:the\s)?\Z")


def find_giver(sentence: Sentence, before: Sentence | None, word: Span) -> Detail | None:
    """Who gives what ``word`` speaks of, with the words that name them; None if nothing tells.

    Where the sentence says "it", the subject of ``before`` is meant.
    """
    found = _source(sentence, word) or _subject(sentence, word)
    if found:
        return sentence.detail("giver", found.value, found.span)
    if before and _REFERS_BACK.search(sentence.words, 0, word.end):
        meant = _subject(before, Span(len(before.words), len(before.words)))
        return before.detail("giver", meant.value, meant.span) if meant else None
    return None


def find_subject(sentence: Sentence, at: int) -> Name | None:
    """The name that is the subject of what stands at ``at``, if one is."""
    return _subject(sentence, Span(at, at))


def _source(sentence: Sentence, word: Span) -> Name | None:
    """The name behind "contributions from", "loan by", "assistance offered by"."""
    for name in _givers(sentence):
        if word.end <= name.span.start and _OFFERED.fullmatch(sentence.words[word.end : name.span.start]):
            return name
    return None


def _subject(sentence: Sentence, word: Span) -> Name | None:
    """The subject nearest before ``word``; else one behind it, where the sentence begins with "Through …"."""
    words = sentence.words
    named = [name for name in _givers(sentence) if _may_be_subject(words, name)]
    before = [name for name in named if name.span.end <= word.start]
    if before:
        return before[-1]
    begins_with_means = re.match(r"(?:\w+, )?(?:[Tt]hrough|[Ww]ith|[Bb]y|[Uu]sing)\b", words)
    return next((name for name in named if begins_with_means and name.span.start >= word.end), None)


def _may_be_subject(words: str, name: Name) -> bool:
    if _SUBJECT.match(words, name.span.end):
        return True
    return not _OBJECT.search(words[max(0, name.span.start - 60) : name.span.start])


def _givers(sentence: Sentence) -> Iterator[Name]:
    """The names that can give."""
    for name in sentence.names:
        if name.kind in ("place", "organisation", "fund") and not name.people and not name.part:
            yield name
