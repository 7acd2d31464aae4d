"""Funding: who gave how much, when, through whom, where, for what, and as what.

A sentence tells of funding if a word of giving governs an amount, or if a contribution, a grant or a loan is named
together with who gives it or through whom. Each amount is read in its own stretch of the sentence, which ends where
the next amount begins. What the stretch lacks and the sentence shares (giver, period, type) is taken from before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.amounts import Amount
from ingest.facts.funding.brackets import find_bracketed
from ingest.facts.funding.dating import find_own_period
from ingest.facts.funding.givers import find_givers
from ingest.facts.funding.purposes import find_purpose
from ingest.facts.funding.receivers import find_channels, find_places
from ingest.facts.funding.stretches import Gift, begin_of, stretch_of
from ingest.facts.funding.types import find_type, find_verb, is_no_giving, is_price
from ingest.facts.funding.without_amount import find_without_amount
from ingest.facts.grammar import IN_BRACKETS, YEAR, either, is_japanese, pattern
from ingest.facts.names import Name
from ingest.facts.sentences import Sentence
from ingest.facts.verbs import AUXILIARIES

_OF_THIS = re.compile(
    r"(?:Of|From)\s(?:this|that|these|those)\b|(?:この|その)?うち"
)  # goes on with what is told before
_OF_WHICH = re.compile(r"\W*of\swhich\b")
_GOES_ON = pattern("also, in addition, additionally, moreover, furthermore, of this, of which, of these")
_TO = re.compile(r"\s(?:to|and|or)\s|\s?[-–]\s?|,?\sof\swhich\s[\w\s]{0,30}")  # "from $290 billion to $164 billion"
_OWN_SOURCE = re.compile(r"\s(?:from|by)\s")
_DONE_BY = re.compile(r"\bby\s(?:[^.;]{0,60}\sand\s)?(?:the\s)?\Z")
_BOTH = re.compile(rf"(?:\s(?:for|in)\s(?:J?FY\s?|fiscal\syear\s)?{YEAR})?,?\sand\s")
_OWNS = re.compile(r"[’']s?\b")
_PERFECT = re.compile(r"\bha(?:s|ve)\b")
_ROW = re.compile(r",?\s(?:and\s)?(?:of\s)?|[、,]?(?:及び|および|と)?")
_ITS_OTHER = re.compile(
    r"[Ii]ts\s(?!(?:annual\s|total\s|overall\s|main\s)?(?:budget|costs?|[a-z]+\sphase)\b)"
)  # "since its launch"
_ACTING = re.compile(rf"\s{AUXILIARIES}")
_GETS = re.compile(r"\b(?:ha(?:s|d|ve)\san?\s|budget|received|receives|obtain\w*|was\s|were\s|been\s|is\s|are\s)")
_BEGINS = re.compile(r"(?:(?:In|Since|For)\s[^,;.]{2,30},\s)?(?:\W|\d|[Tt]he\s|[Tt]his\s|[Oo]ur\s|[Aa]n?\s)*")
_ENDOWED = re.compile(  # "the Reef Project has a budget of", "was announced in 2022 with"
    rf"{IN_BRACKETS}(?:,\s[^,;.]{{1,80}},)?\s(?:which\s)?"
    + either(
        r"(?:has|had|carries|enjoys)\s(?:an?\s|its\s)?(?:[a-z]+\s){0,3}(?:budget|value|funding|endowment|envelope)",
        r"(?:is|was|has\sbeen)\s(?:allocated|allotted|awarded|given|granted|worth|(?:co-)?(?:funded|financed))\b",
        r"(?:is|was|has\sbeen)\s[a-z]+ed\s[^.;]{0,40}?\b(?:with|at\sa\scost)\b",
        r"receive[sd]?",
        r"with\s(?:an?\s)?(?:[a-z]+\s){0,2}(?:budget|value|funding)\b",
    )
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Where a sentence speaks of a programme that another has named, "the programme" or "it", and that name."""

    span: Span
    name: Detail


@dataclass(frozen=True, slots=True)
class Told:
    """Funding as one sentence tells it, kept by sentence so that the next one may lean on it."""

    details: tuple[Detail, ...]

    def of(self, name: str) -> tuple[Detail, ...]:
        """The details of this name."""
        return tuple(one for one in self.details if one.name == name)


def find_funding(
    sentence: Sentence, before: Sentence | None, earlier: Sequence[Told], spoken: Sequence[Spoken] = ()
) -> Iterator[Told]:
    """What one sentence tells of funding, amount after amount.

    ``before`` is the sentence that it may refer back to, ``earlier`` what that one told, ``spoken`` where this one
    speaks of a programme: it gives if it is the subject, else it is through what the money goes.
    """
    if not sentence.amounts:
        yield from map(Told, find_without_amount(sentence, before))
        return
    made: list[Told] = []
    end = None  # of an amount that is no funding: nor is the one that it goes on to
    for number, amount in enumerate(sentence.amounts):
        goes_on = end and _TO.fullmatch(sentence.words, end, begin_of(sentence, number))
        typed = None if goes_on else _typed(sentence, number, made)
        end = None if typed else amount.span.end
        if typed:
            told = _told(sentence, before, number, typed, made, spoken)
            made.append(_dated(told, sentence, number, made, earlier))
    yield from _each_its_own(sentence, made)


def is_endowed(sentence: Sentence, name: Span) -> bool:
    """Whether the sentence is about what ``name`` names and the money that it has or gets."""
    begins = _BEGINS.fullmatch(sentence.words, 0, name.start)
    return bool(begins and sentence.amounts and _ENDOWED.match(sentence.words, name.end))


def _each_its_own(sentence: Sentence, made: Sequence[Told]) -> Iterator[Told]:
    """``made``; where as many give as there are amounts in a row, each with its own: "Fiji and Peru gave $2 and $3"."""
    givers = made[0].of("giver") if made else ()
    amounts = sentence.amounts
    ends = (
        _ROW.fullmatch(sentence.words, one.span.end, begin_of(sentence, n)) for n, one in enumerate(amounts[:-1], 1)
    )
    alike = len(givers) == len(made) == len(amounts) > 1 and all(one.of("giver") == givers for one in made)
    if not (alike and all(ends)):
        yield from made
        return
    for told, giver in zip(made, givers, strict=True):
        yield Told(tuple(one for one in told.details if one.name != "giver" or one == giver))


def _typed(sentence: Sentence, number: int, made: Sequence[Told]) -> Detail | None:
    """As what an amount is given: as its stretch tells, as the amount before it, or as the whole sentence tells."""
    words, amount = sentence.words, sentence.amounts[number].span
    stretch = stretch_of(sentence, number)
    if is_no_giving(words, stretch, amount) or is_price(sentence.amounts[number].value):
        return None
    found = find_type(words, stretch, amount)
    if found:
        return sentence.detail("type", *found)
    if made:
        return made[-1].of("type")[0]
    found = find_type(words, Span(0, len(words)), amount)
    return sentence.detail("type", *found) if found else None


def _told(
    sentence: Sentence,
    before: Sentence | None,
    number: int,
    typed: Detail,
    made: Sequence[Told],
    spoken: Sequence[Spoken],
) -> Told:
    amount, stretch, word = sentence.amounts[number], stretch_of(sentence, number), typed.span.shifted(-sentence.at)
    gift = Gift(word, find_verb(sentence.words, stretch, amount.span) or word, amount.span, stretch)
    named = _givers(sentence, before, gift, typed, made)
    channels = find_channels(sentence, gift, named)
    giver, channel = _meant(sentence, gift, spoken)
    givers = tuple(_by_name(sentence, one, spoken) for one in named) or ((giver,) if giver else ())
    givers = tuple(one for one in givers if not (channel and one.value == channel.value))  # "the Fund had $5 million"
    shared = made and not channels and _OF_WHICH.match(sentence.words, stretch.start)  # a part of what was told
    done_by = all(_DONE_BY.search(sentence.words, 0, one.span.start) for one in channels)
    purpose = find_purpose(sentence, amount.span, stretch.end, channels) or _shared(sentence, number, channels)
    role, part = find_bracketed(sentence, number) or ("", amount.span)
    listed = (sentence.said("channel", part),) if role == "channel" and not channels else ()
    purpose = part if role == "purpose" and not purpose else purpose
    all_givers = (*givers, *(one for told in made for one in told.of("giver")))
    return Told(
        (
            *amount_details(sentence, amount),
            *givers,
            *sentence.named("channel", channels),
            *(listed or (made[-1].of("channel") if shared else (channel,) if channel and done_by else ())),
            *_places(sentence, amount.span, stretch, all_givers, channels),
            *([sentence.said("purpose", purpose)] if purpose else []),
            typed,
        )
    )


def _givers(
    sentence: Sentence, before: Sentence | None, gift: Gift, typed: Detail, made: Sequence[Told]
) -> tuple[Detail, ...]:
    """Those who give, as the sentence names them, or as before; but what someone's budget is, others have given."""
    words, found = sentence.words, find_givers(sentence, before, gift)
    if typed.value == "allocation":
        ends = [(one, one.span.end - sentence.at) for one in found]
        found = tuple(one for one, at in ends if not (_OWNS.match(words, at) or _ENDOWED.match(words, at)))
    other = _OWN_SOURCE.match(words, gift.amount.end)  # "and $3 billion from the sale of land"
    return found or (made[-1].of("giver") if made and not other else ())


def _meant(sentence: Sentence, gift: Gift, spoken: Sequence[Spoken]) -> tuple[Detail | None, Detail | None]:
    """The programme that gives and the one that receives, of those which a sentence speaks of up to an amount's end."""
    words, verb = sentence.words, gift.verb.start
    near = [one for one in spoken if one.span.start < gift.stretch.end and not _ITS_OTHER.match(words, one.span.start)]
    near = [one for one in near if not _OWN_SOURCE.search(words, gift.amount.end, one.span.start + 1)] or near[:1]
    own = [one for one in near if gift.stretch.start <= one.span.start] or near
    if not own:
        return None, None
    first = own[0].span
    acts = first.end <= verb and _ACTING.fullmatch(words, first.end, verb) and not _GETS.match(words, verb)
    if acts and first.of(words).lower() != "its":
        return replace(own[0].name, name="giver"), None
    return None, replace(own[-1].name, name="channel")


def _by_name(sentence: Sentence, giver: Detail, spoken: Sequence[Spoken]) -> Detail:
    """``giver`` with the value of the name that is meant, if it is the programme that the sentence speaks of."""
    meant = (one.name.value for one in spoken if one.span.shifted(sentence.at).contains(giver.span))
    return replace(giver, value=next(meant, giver.value))


def _places(
    sentence: Sentence, amount: Span, stretch: Span, givers: Sequence[Detail], channels: Sequence[Name]
) -> list[Detail]:
    """The places of an amount: of several those of its own stretch, where others stand before it."""
    found = list(find_places(sentence, Span(amount.end, stretch.end), givers, channels))
    own = [one for one in found if one.span.start - sentence.at >= stretch.start]
    return own or found


def _shared(sentence: Sentence, number: int, channels: Sequence[Name]) -> Span | None:
    """The purpose of the next amount, where both have it: "$1 billion for 1994 and $2 billion for 1995 to train"."""
    if number + 1 == len(sentence.amounts):
        return None
    end, then = sentence.amounts[number].span.end, begin_of(sentence, number + 1)
    if not _BOTH.fullmatch(sentence.words, end, then):
        return None
    return find_purpose(sentence, sentence.amounts[number + 1].span, stretch_of(sentence, number + 1).end, channels)


def amount_details(sentence: Sentence, amount: Amount) -> Iterator[Detail]:
    """An amount with its currency and how it is meant."""
    yield sentence.detail("amount", str(amount.value), amount.span)
    yield sentence.detail("currency", amount.currency, amount.currency_span)
    for name, span in amount.qualifiers or (("exact", amount.span),):
        yield sentence.detail("qualifier", name, span)


def _dated(told: Told, sentence: Sentence, number: int, made: Sequence[Told], earlier: Sequence[Told]) -> Told:
    """``told`` with its period, and with a giver if it goes on from a Japanese sentence that names one."""
    amount, words = sentence.amounts[number].span, sentence.words
    stretch = stretch_of(sentence, number)
    own = find_own_period(sentence, amount, stretch)
    found: tuple[Detail, ...] = ()
    if own:
        found = (sentence.detail("period", own.value, own.span),)
    elif made:
        found = made[-1].of("period")
    elif earlier and (_OF_THIS.match(words) or (_GOES_ON.search(words) and not _PERFECT.search(words))):
        found = earlier[-1].of("period")
    if earlier and not told.of("giver") and is_japanese(words):  # Japanese leaves out a subject that goes on
        found = (*found, *earlier[-1].of("giver"))
    where = sum(one.name in ("amount", "currency", "qualifier") for one in told.details)
    return Told((*told.details[:where], *found, *told.details[where:]))
