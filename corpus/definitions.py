"""Acronyms that a text defines: "Official Development Assistance (ODA)" and "ODA (Official Development Assistance)".

The algorithm is Schwartz and Hearst's (A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text,
PSB 2003): every letter of the short form must be found in the long form from right to left, the first one at the
beginning of a word. Two things differ, for names of organisations and agreements: a short form has two capitals at
least, and words like "of" do not count towards the longest long form, so that an agreement "on Combating Piracy and
Armed Robbery against Ships in Asia" is not too long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Span

_PARENTHESIS = re.compile(r"[(（]([^()（）\n]{2,200})[)）]")
_SHORT = re.compile(
    r"(?:hereinafter |hereafter |also |or )?(?:referred to as |called |known as )?(?:the )?"
    r"[\"“'‘]?([A-Za-z0-9][A-Za-z0-9&/.-]{1,11})[\"”'’]?(?:[,;:].*)?"
)
_BEFORE = re.compile(r"([A-Za-z0-9][A-Za-z0-9&/.-]{1,11})[\"”'’]? ?$")
_WORD = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*")
_END = re.compile(r"[.!?;:。]\s|\n\s*\n|[()（）]")  # a long form stands within a sentence
_LINKING = frozenset(
    ("a", "against", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form, the long form that it stands for with white space folded, and the place of both in the text."""

    short: str
    long: str
    span: Span


def definitions(text: str) -> Iterator[Definition]:
    """The definitions in ``text``, in order.

    >>> [(one.short, one.long) for one in definitions("the Coast Guard (CG) and EU (European Union)")]
    [('CG', 'Coast Guard'), ('EU', 'European Union')]
    """
    for found in _PARENTHESIS.finditer(text):
        yield from _long_before(text, found) or _short_before(text, found)


def _long_before(text: str, found: re.Match[str]) -> tuple[Definition, ...]:
    """The long form before the parenthesis whose short form stands inside."""
    inside = _SHORT.fullmatch(found[1].strip())
    if not inside or not _is_short(inside[1]):
        return ()
    start = max((end.end() for end in _END.finditer(text, 0, found.start())), default=0)
    first = _beginning(inside[1], text, start, found.start())
    if first is None:
        return ()
    long = " ".join(text[first : found.start()].split())
    return (Definition(inside[1], long, Span(first, found.end())),)


def _short_before(text: str, found: re.Match[str]) -> tuple[Definition, ...]:
    """The short form before the parenthesis whose long form, and nothing else, stands inside."""
    before = _BEFORE.search(text, 0, found.start())
    if not before or not _is_short(before[1]) or len(found[1].split()) < 2:
        return ()
    if _beginning(before[1], text, found.start(1), found.end(1)) != found.start(1):
        return ()
    return (Definition(before[1], " ".join(found[1].split()), Span(before.start(), found.end())),)


def _is_short(form: str) -> bool:
    return sum(letter.isupper() for letter in form) > 1


def _beginning(short: str, text: str, start: int, end: int) -> int | None:
    """Where the long form of ``short`` begins that ends at ``end``, not before ``start``; None if there is none."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    words = list(_WORD.finditer(text, start, end))
    if not words or short in (word[0] for word in words):
        return None
    at = end
    for place, letter in reversed(list(enumerate(letters))):
        at = _before(text, start, at, letter, begins=place == 0)
        if at < 0:
            return None
    inside = [word[0] for word in words if word.start() >= at]
    counted = [word for word in inside if word not in _LINKING]
    most = min(len(letters) + 5, 2 * len(letters))
    named = any(word[0].isupper() for word in counted)  # then it begins with a capital, too
    whole = len(inside) > 1 and len(counted) <= most and inside[0] not in _LINKING
    return at if whole and (inside[0][0].isupper() or not named) else None


def _before(text: str, start: int, end: int, letter: str, *, begins: bool) -> int:
    """The last place of ``letter`` in ``text[start:end]``, where a word begins if ``begins``; -1 if there is none."""
    for at in range(end - 1, start - 1, -1):
        if text[at].casefold() == letter and not (begins and at > start and text[at - 1].isalnum()):
            return at
    return -1
