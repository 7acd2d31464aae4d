"""Funding: who gave how much, when, through whom, where, for what, and as what.

A sentence tells of funding if a word of giving governs an amount, or if a contribution, a grant or a loan is named
together with who gives it or through whom. Each amount is read in its own stretch of the sentence, which ends where
the next amount begins. What the stretch lacks and the sentence shares (giver, period, type) is taken from before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.amounts import Amount
from ingest.facts.giving import find_givers
from ingest.facts.grammar import pattern
from ingest.facts.kinds import distance, find_bare_type, find_type, is_no_giving
from ingest.facts.periods import Period
from ingest.facts.purposes import find_bare_purpose, find_purpose
from ingest.facts.receiving import find_channels, find_places
from ingest.facts.sentences import Sentence

_JOINT = re.compile(r"[,;、。]|\b(?:as\swell\sas|and|of\swhich|while|making|plus|including)\b")
_GOES_ON = pattern("also, in addition, additionally, moreover, furthermore, of this, of which, of these")
_ASIDE = re.compile(r"\b(?:which|who|that|established|founded)\b[^,]{0,40}\Z")
_RIGHT_BEHIND = 50  # characters behind an amount in which its own period stands: "$5 million (in real terms) in 2019"
_OWNS = re.compile(r"[’']s?\b")
_PERFECT = re.compile(r"\bha(?:s|ve)\b")
_JAPANESE = re.compile(r"[\u3040-\u30ff]")


@dataclass(frozen=True, slots=True)
class Told:
    """Funding as one sentence tells it, kept by sentence so that the next one may lean on it."""

    details: tuple[Detail, ...]

    def of(self, name: str) -> tuple[Detail, ...]:
        """The details of this name."""
        return tuple(one for one in self.details if one.name == name)


def find_funding(sentence: Sentence, before: Sentence | None, earlier: Sequence[Told]) -> Iterator[Told]:
    """What one sentence tells of funding, amount after amount.

    ``before`` is the sentence that it may refer back to, ``earlier`` what that one told.
    """
    if not sentence.amounts:
        yield from _without_amount(sentence, before)
        return
    made: list[Told] = []
    for number in range(len(sentence.amounts)):
        typed = _typed(sentence, number, made)
        if typed:
            told = _told(sentence, before, number, typed, made)
            made.append(_dated(told, sentence, number, made, earlier))
            yield made[-1]


def _typed(sentence: Sentence, number: int, made: Sequence[Told]) -> Detail | None:
    """As what an amount is given: as its stretch tells, as the amount before it, or as the whole sentence tells."""
    words, amount = sentence.words, sentence.amounts[number].span
    stretch = _stretch(sentence, number)
    if is_no_giving(words, stretch, amount):
        return None
    found = find_type(words, stretch, amount)
    if found:
        return sentence.detail("type", *found)
    if made:
        return made[-1].of("type")[0]
    found = find_type(words, Span(0, len(words)), amount)
    return sentence.detail("type", *found) if found else None


def _stretch(sentence: Sentence, number: int) -> Span:
    """The part of a sentence that one of its amounts is read in."""
    start = _begin(sentence, number) if number else 0
    last = number + 1 == len(sentence.amounts)
    return Span(start, len(sentence.words) if last else _begin(sentence, number + 1))


def _begin(sentence: Sentence, number: int) -> int:
    """Where the clause of an amount begins that others stand before: at the last conjunction or comma between."""
    amount, before = sentence.amounts[number], sentence.amounts[number - 1].span.end
    own = min([amount.span.start, *(span.start for _, span in amount.qualifiers)])
    joints = list(_JOINT.finditer(sentence.words, before, max(before, own)))
    return joints[-1].start() if joints else own


def _told(sentence: Sentence, before: Sentence | None, number: int, typed: Detail, made: Sequence[Told]) -> Told:
    amount, stretch = sentence.amounts[number], _stretch(sentence, number)
    word = typed.span.shifted(-sentence.at)
    givers = find_givers(sentence, before, word)
    if typed.value == "allocation":  # "the agency's budget" is what it was given
        givers = tuple(one for one in givers if not _OWNS.match(sentence.words, one.span.end - sentence.at))
    givers = givers or (made[-1].of("giver") if made else ())
    channels = find_channels(sentence, stretch, givers, word)
    purpose = find_purpose(sentence, amount.span.end, stretch.end, channels)
    return Told(
        (
            *_amount_details(sentence, amount),
            *givers,
            *(sentence.detail("channel", one.value, one.span) for one in channels),
            *find_places(sentence, Span(amount.span.end, stretch.end), givers, channels),
            *([sentence.said("purpose", purpose)] if purpose else []),
            typed,
        )
    )


def _amount_details(sentence: Sentence, amount: Amount) -> Iterator[Detail]:
    yield sentence.detail("amount", str(amount.value), amount.span)
    yield sentence.detail("currency", amount.currency, amount.currency_span)
    for name, span in amount.qualifiers or (("exact", amount.span),):
        yield sentence.detail("qualifier", name, span)


def _dated(told: Told, sentence: Sentence, number: int, made: Sequence[Told], earlier: Sequence[Told]) -> Told:
    """``told`` with its period, and with a giver if it goes on from a Japanese sentence that names one."""
    amount, words = sentence.amounts[number].span, sentence.words
    own = _period(sentence, amount, _stretch(sentence, number))
    found: tuple[Detail, ...] = ()
    if own:
        found = (sentence.detail("period", own.value, own.span),)
    elif made:
        found = made[-1].of("period")
    elif earlier and _GOES_ON.search(words) and not _PERFECT.search(words):
        found = earlier[-1].of("period")
    if earlier and not told.of("giver") and _JAPANESE.search(words):  # Japanese leaves out a subject that goes on
        found = (*found, *earlier[-1].of("giver"))
    where = sum(one.name in ("amount", "currency", "qualifier") for one in told.details)
    return Told((*told.details[:where], *found, *told.details[where:]))


def _period(sentence: Sentence, amount: Span, stretch: Span) -> Period | None:
    """The period right behind an amount, else the nearest before it; none in brackets or of a "which"."""
    words = sentence.words
    free = [
        one
        for one in sentence.periods
        if words.count("(", 0, one.span.start) <= words.count(")", 0, one.span.start)
        and not _ASIDE.search(words[: one.span.start])
    ]
    behind = [one for one in free if amount.end <= one.span.start < min(stretch.end, amount.end + _RIGHT_BEHIND)]
    if behind:
        return behind[0]
    return min(free, key=lambda one: (one.span.start > amount.start, distance(one.span, amount)), default=None)


def _without_amount(sentence: Sentence, before: Sentence | None) -> Iterator[Told]:
    """A contribution, grant or loan with its giver, and a contribution only if it is told through whom it goes."""
    found = find_bare_type(sentence.words)
    if not found:
        return
    kind, word, money = found
    end = len(sentence.words)
    givers = find_givers(sentence, before, word)
    channels = find_channels(sentence, Span(0, end), givers, word)
    if not givers or (kind == "contribution" and not channels):
        return
    purpose = find_bare_purpose(sentence, word, channels)
    yield Told(
        (
            *([sentence.detail("currency", "JPY", money)] if money else []),
            *givers,
            *(sentence.detail("channel", one.value, one.span) for one in channels),
            *find_places(sentence, Span(word.end, end), givers, channels),
            *([sentence.said("purpose", purpose)] if purpose else []),
            sentence.detail("type", kind, word),
        )
    )
