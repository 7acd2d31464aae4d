"""What the next sentence adds to funding: "The grant will go through UNDP to schools"."""

import re

from corpus.records import Span
from ingest.facts.funding.gifts import Told
from ingest.facts.funding.purposes import find_purpose
from ingest.facts.funding.receivers import find_channels, find_places
from ingest.facts.funding.stretches import Gift
from ingest.facts.periods import find_duration
from ingest.facts.sentences import Sentence

_MONEY = re.compile(
    r"(?:The|This|These|Its)\s(?:[a-z]+\s)?(?:funding|funds|money|grant|loan|credit|contribution|donation|sum|amount"
    r"|assistance|package|support|aid|financing|resources)"
    r"(?=,?\s(?:which\s)?(?:will|would|is|are|was|were|has|have|goes|helps?|supports?|covers?)\b)"
)


def find_sequel(sentence: Sentence, told: Told) -> Told:
    """``told``, the last funding of the sentence before, with what this one says of "the funding" or "the grant".

    That is read as the amount itself would be; what ``told`` has already is not told again. Nothing is added if the
    sentence has an amount of its own.
    """
    money = _MONEY.match(sentence.words) if not sentence.amounts else None
    if money is None:
        return told
    end = len(sentence.words)
    amount = Span(money.end(), money.end())
    channels = find_channels(sentence, Gift(Span(0, money.end()), Span(0, money.end()), amount, Span(0, end)), ())
    purpose = find_purpose(sentence, amount, end, channels)
    duration = find_duration(sentence.words, money.end(), end)
    found = (
        *([sentence.detail("period", duration.value, duration.span)] if duration else []),
        *sentence.named("channel", channels),
        *find_places(sentence, Span(money.end(), end), told.of("giver"), channels),
        *([sentence.said("purpose", purpose)] if purpose else []),
    )
    return Told((*told.details, *(one for one in found if not told.of(one.name))))
