"""Who gives: the subject of a verb of giving, whoever a gift is "from", or whose it is."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import any_of
from ingest.facts.names import Name, joined
from ingest.facts.sentences import Sentence

_OFFERED = re.compile(
    r"(?:\s\w+){0,3}?\s(?:from|(?:offered|provided|given|made|extended|funded|financed|jointly)\sby)\s(?:the\s)?\Z"
    r"|\sby\s(?:the\s)?\Z"
)
_RECEIVED = re.compile(r"[^;]{0,60}?\sfrom\s(?:the\s)?\Z")
# A name that one of these stands before is no subject.
_OBJECT = re.compile(
    r"\b"
    + any_of(
        "of, to, in, for, with, by, from, at, on, off, into, towards?, against, through, via, between, among, around,"
        "than, under, within, including, like, such as, and, or, to \\w+"
    )
    + r"\s(?:the\s|an?\s)?\Z|[(“\"][^)”\"]{0,40}\Z",
    re.IGNORECASE,
)
_AFTER_A_NAME = re.compile(r"\b[A-Z]\w+,\s\Z")  # "in Bangkok, Thailand, …"
_REFERS_BACK = re.compile(r"\b(?:[Ii]t|[Ii]ts|[Tt]hey|[Tt]heir|[Tt]he\s(?:country|[Gg]overnment))\b")
_MEANS_FIRST = re.compile(r"(?:\w+,\s)?(?:[Tt]hrough|[Ww]ith|[Bb]y|[Uu]sing)\b")
_JAPANESE = re.compile(r"[\u3040-\u309f]")
_SUBJECT = re.compile(r"(?:[（(][^（）()]*[）)])?(?:は|が|も)")


def find_givers(sentence: Sentence, before: Sentence | None, word: Span) -> tuple[Detail, ...]:
    """Those who give what ``word`` speaks of, with the words that name them; none if nothing tells.

    Where the sentence says "it", the subject of ``before`` is meant.
    """
    words = sentence.words
    received = words[word.start : word.end].casefold().startswith("receiv")
    first = _source(sentence, word, _RECEIVED if received else _OFFERED)
    first = first or (None if received else _subject(sentence, word))
    if first:
        return tuple(sentence.detail("giver", one.value, one.span) for one in joined(words, first, sentence.names))
    if before and _REFERS_BACK.search(words, 0, word.end):
        meant = find_subject(before, len(before.words))
        return (before.detail("giver", meant.value, meant.span),) if meant else ()
    return ()


def find_subject(sentence: Sentence, at: int) -> Name | None:
    """The name that is the subject of what stands at ``at``, if one is."""
    return _subject(sentence, Span(at, at))


def _source(sentence: Sentence, word: Span, form: re.Pattern[str]) -> Name | None:
    """The name behind "contributions from", "loan by", "assistance offered by"."""
    return next(
        (
            name
            for name in _givers(sentence)
            if word.end <= name.span.start and form.fullmatch(sentence.words[word.end : name.span.start])
        ),
        None,
    )


def _subject(sentence: Sentence, word: Span) -> Name | None:
    """The subject nearest before ``word``; else one behind it, where the sentence begins with "Through …"."""
    named = [name for name in _givers(sentence) if _may_be_subject(sentence.words, name)]
    before = [name for name in named if name.span.end <= word.start]
    if before:
        return before[-1]
    behind = [name for name in named if name.span.start >= word.end]
    return behind[0] if behind and _MEANS_FIRST.match(sentence.words) else None


def _may_be_subject(words: str, name: Name) -> bool:
    if _JAPANESE.search(words):
        return bool(_SUBJECT.match(words, name.span.end))
    lead = words[max(0, name.span.start - 60) : name.span.start]
    in_apposition = _AFTER_A_NAME.search(lead) and words[name.span.end : name.span.end + 1] in (",", ")")
    return not (in_apposition or _OBJECT.search(lead))


def _givers(sentence: Sentence) -> Iterator[Name]:
    """The names that can give."""
    for name in sentence.names:
        if name.kind in ("place", "organisation", "office", "fund") and not name.people and not name.part:
            yield name
