"""Funding in lists: "Norway: $2 million" under "Contributions:", "Solar Trust: €600,000 …" on a page of grants.

An item begins with a name, a colon and an amount. Whether the name is of who gives or who gets, and as what, the line
above the list says, or a heading, or the document's title.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.facts import Detail
from corpus.records import Kind, Span
from ingest.facts.funding.gifts import Told, amount_details
from ingest.facts.funding.purposes import trimmed, until_end
from ingest.facts.funding.receivers import find_channels, find_places
from ingest.facts.funding.stretches import Gift, stretch_of
from ingest.facts.funding.types import find_type
from ingest.facts.grammar import plain
from ingest.facts.periods import find_duration
from ingest.facts.sentences import Sentence
from ingest.facts.subjects import find_subject

_NAME = re.compile(r"\W*(?P<name>[^\W\d][^:|]{1,90}?):\s(?:[a-z]+\s){0,3}\Z")
_GIVERS = re.compile(
    r"\b(?:budget|contributions?|contributors?|donors?|(?:co-)?financed|funded|who\spays|income|receipts|sources"
    r"|pledges|pledged|financiers|financing)\b",
    re.IGNORECASE,
)
_RECEIVERS = re.compile(
    r"\b(?:grants|grantees?|awards|recipients|beneficiaries|disbursements|allocations|allocated|payments)\b",
    re.IGNORECASE,
)
# No name of anybody: what money is for, a heading of a sheet, or what nobody gives.
_NO_NAME = re.compile(
    r"(?:\w+\s){0,3}(?:budget|costs?|total|value|amount|funding|fees|interest|rent|sales|balance|expenses|administration|price|note"
    r"|endowment|reserve|contribution|grant|loan|disbursed|committed|pledged|staff|income|travel|equipment|unit)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\s\([^)]*\)|,\s.*)\Z")  # "Ubongo (Dar es Salaam)", "Japan, through UNDP"
_FOR = re.compile(r",\sfor\s(?:the\s(?=[A-Z]))?")
_BEHIND_FOR = re.compile(r"(?:[^.;]{0,60}?)[,\s]for\s(?!\d)(?=[a-z])")
_AIM = re.compile(r"(?:To|For)\s(?=[a-z])")
_THING = re.compile(r"(?:An?\s|The\s)?[A-Z]?[a-z]+\s[^.;]{4,}")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|may|can|found|made|put|gave)\b|\b(?:grant|award|renewal|support)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\W*(?P<name>[A-Z][^.:;|()]{3,70}?)(?:\s\([^)]{2,40}\))?[.]?")
_ALL_NAMED = re.compile(r"[A-Z][\w’'-]*(?:\s(?:[A-Z][\w’'-]*|of|the|and|for|in|on))*")
_GIVES = re.compile(
    r"\b(?:announce[sd]?|gave|gives|provide[sd]?|pledge[sd]?|offer(?:s|ed)|commit(?:s|ted)|contribute[sd]?|fund(?:s|ed)|finance[sd]?"
    r"|approve[sd]?|grant(?:s|ed)|allocate[sd]?|donate[sd]?|undert(?:akes|ook)\sto\sprovide)(?:\s[^.;:]{1,60})?:\Z"
)
_ASIDE = re.compile(r"\b(?:that|which|who|whose)\b|,\s(?:built|run|made|held|carried|led)\b")


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands over a list: its words, and the funding that it tells, if it is a sentence that does."""

    sentence: Sentence
    told: Told | None


def find_item(sentence: Sentence, lead: Lead | None, title: str, found: Sequence[Told]) -> Iterator[Told]:
    """The funding of an item of a list, ``found`` if that is read already: the first with whom the item names."""
    name = _named(sentence)
    over = _over(sentence, lead, title) if name else None
    if name is None or over is None:
        yield from found
        return
    role, words = over
    first = found[0] if found else _first(sentence, words, lead)
    if first:
        added = [one for one in _told(sentence, name, role, lead) if not first.of(one.name)]
        yield Told((*first.details, *added))
    yield from found[1:]


def is_item(sentence: Sentence) -> bool:
    """Whether a sentence is an item of a list that begins with a name and an amount."""
    return _named(sentence) is not None


def _named(sentence: Sentence) -> Span | None:
    """The name that an item begins with, if an amount stands right behind it."""
    if not sentence.amounts:
        return None
    start = min([sentence.amounts[0].span.start, *(span.start for _, span in sentence.amounts[0].qualifiers)])
    found = _NAME.fullmatch(sentence.words, 0, start)
    if not found or _NO_NAME.match(found["name"]):
        return None
    return Span(*found.span("name"))


def _over(sentence: Sentence, lead: Lead | None, title: str) -> tuple[str, str] | None:
    """The role of those who are named in a list, and the words over it that tell it: the nearest that do."""
    above = [lead.sentence.words] if lead else []
    for words in (*above, *reversed(sentence.passage.path), title):
        if _GIVERS.search(words):
            return "giver", words
        if _RECEIVERS.search(words):
            return "channel", words
    return None


def _first(sentence: Sentence, words: str, lead: Lead | None) -> Told | None:
    """The amount of an item that does not say as what it is given, with the type that the words over it tell."""
    amount = sentence.amounts[0]
    kind = find_type(words, Span(0, len(words)), Span(len(words), len(words)))
    name = kind[0] if kind else "contribution"
    if _GIVERS.search(words) and name == "allocation":
        name = "contribution"  # of a budget that others pay
    if lead and lead.sentence.words == words and kind:
        typed = lead.sentence.detail("type", name, kind[1])
    else:
        typed = sentence.detail("type", name, amount.span)
    return Told((*amount_details(sentence, amount), typed))


def _told(sentence: Sentence, name: Span, role: str, lead: Lead | None) -> Iterator[Detail]:
    """Who gives or gets what an item tells, through whom, where, for what and when."""
    words, amount, stretch = sentence.words, sentence.amounts[0].span, stretch_of(sentence, 0)
    length = find_duration(words, amount.end, stretch.end)
    if length:
        yield sentence.detail("period", length.value, length.span)
    elif lead and lead.told:
        yield from lead.told.of("period")
    whole = Span(name.start, name.start + len(_TAIL.sub("", name.of(words))))
    known = next(
        (one for one in sentence.names if one.span.start == whole.start and one.span.end >= whole.end - 1), None
    )
    role = "place" if role == "channel" and known and known.kind == "place" else role
    who = sentence.detail(role, known.value, known.span) if known else sentence.detail(role, plain(words, whole), whole)
    yield who
    gift = Gift(whole, whole, amount, Span(whole.end, stretch.end))
    channels = [one for one in find_channels(sentence, gift, (who,)) if not one.span.overlaps(whole)]
    yield from sentence.named("channel", channels)
    if role == "giver" and lead and lead.told:
        yield from lead.told.of("channel")
    if role != "place":
        yield from find_places(sentence, Span(amount.end, stretch.end), (who,), channels)
    before, behind = _FOR.search(words, whole.end, name.end), _BEHIND_FOR.match(words, amount.end, stretch.end)
    if before:
        yield sentence.said("purpose", trimmed(words, before.end(), name.end))
    elif behind and (span := until_end(words, behind.end(), stretch.end)):
        yield sentence.said("purpose", span)


def headed(told: Told, sentence: Sentence, before: Sentence | None) -> Told:
    """``told`` with what the line before it names and nothing more: "Reef Bridge (Kenya). | A loan of …"."""
    found = _HEADING.fullmatch(before.words) if before and not before.amounts and _is_above(before, sentence) else None
    if not (before and found) or told.of("purpose") or told.of("channel"):
        return told
    name = Span(*found.span("name"))
    begins = sentence.amounts and sentence.amounts[0].span.start == 0 and not before.words.endswith(".")
    works = any(one.kind in ("programme", "fund") and one.span.overlaps(name) for one in before.names)
    alone = any(one.span.contains(name) for one in before.names)  # "Kenya", "Ministry of Defence"
    if works or alone or not (begins or _ALL_NAMED.fullmatch(found["name"])):
        return told
    places = () if told.of("place") else (one for one in before.names if one.kind == "place" and not one.people)
    return Told((*told.details, *before.named("place", places), before.said("purpose", name)))


def _is_above(before: Sentence, sentence: Sentence) -> bool:
    """Whether a line break parts two sentences, so that the first may head the second."""
    passage = sentence.passage
    between = passage.text[max(0, before.span.end - passage.span.start) : sentence.at - passage.span.start]
    return before.passage is not passage or "\n" in between


def led_by(told: Told, sentence: Sentence, lead: Lead | None) -> Told:
    """``told``, of an item of a list, with whoever the line above says to give: "Fiji announced:"."""
    if not lead or told.of("giver") or sentence.passage.kind is not Kind.LIST or not _GIVES.search(lead.sentence.words):
        return told
    end = len(lead.sentence.words)
    subject = find_subject(lead.sentence, Span(end, end))
    giver = (lead.sentence.detail("giver", subject.value, subject.span),) if subject else ()
    return Told((*told.details, *giver))


def goes_on(sentence: Sentence, told: Told) -> Told | None:
    """``told``, of an item, with what the next words say that it is for: "To train nurses.", "Radio news in Kanuri."

    None if they are a sentence of their own.
    """
    words = sentence.words
    aim = _AIM.match(words)
    if sentence.amounts or told.of("purpose"):
        return None
    aside = _ASIDE.search(words)
    plainly = _THING.match(words) and not _FINITE.search(words, 0, aside.start() if aside else len(words))
    if not (aim or plainly):
        return None
    end = aside.start() if aside and aside[0].startswith(",") else len(words)
    span = until_end(words, aim.end() if aim else 0, end)
    if span is None:
        return None
    places = () if told.of("place") else tuple(find_places(sentence, Span(0, len(words)), told.of("giver"), ()))
    return Told((*told.details, *places, sentence.said("purpose", span)))
