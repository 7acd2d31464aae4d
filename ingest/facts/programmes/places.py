"""Where a programme is, as a sentence tells that speaks of it."""

import re
from collections.abc import Iterator, Sequence

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.grammar import IN_BRACKETS, PEOPLE_FROM, is_japanese
from ingest.facts.names import Name, is_attribute
from ingest.facts.sentences import Sentence

_PLACE_BEHIND = re.compile(
    r"\b(?:in|at|of|for|across|throughout|around|surrounding|(?:support|assist|help|cover|benefit|serve)(?:s|d|ed|ing)?(?:\sonly)?"
    r"|targets?|spans|focus(?:es|ed|ing)?\son|[A-Z]\w+,|(?:countries|states|regions|provinces|islands|members):)\s(?:the\s)?(?:(?:north|south|east|west)[a-z-]*\s|central\s|rural\s|coastal\s)?\Z"
)
_SENT_TO = re.compile(r"\b(?:sends?|sent|dispatch(?:es|ed)|deploys?|deployed)\s[^.;,]{1,40}\sto\s(?:the\s)?\Z")
_PLACE_BEFORE = re.compile(r"(?:\b(?:[Ii]n|of)\s|\()(?:the\s)?\Z")
_OPENS = re.compile(r"(?:[^.;]*,\s|[A-Z][a-z]+\s)?[Ii]n\s(?:the\s)?|From\s[^.;]{1,30}\bin\s(?:the\s)?")
_ITS_PART = re.compile(
    r"[’']s\s(?:[a-z]+\s)?(?:districts?|provinces?|regions?|coasts?|hills|villages|waters|islands?|borders?|north"
    r"|south|east|west|capital|ports?|schools)\b"
)
_USED = re.compile(r"\b(?:utili[sz]\w+|us(?:e|es|ed|ing)|employ\w*|by\smeans\sof)\s[^.,;]{0,40}\Z")
_AIM = re.compile(rf"{IN_BRACKETS}\sto\s[a-z]")
_BETWEEN = re.compile(
    r"(?:\s|,|and|the|The|as well as|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen) in\b)*"
)
_ANOTHER_CLAUSE = re.compile(r",?\s(?:and|but|while)\s(?:it\s|they\s)?(?:[a-z]+ly\s)?[a-z]+ed\sthat\b|;")
_FUNDS = re.compile(  # "funded by Fiji, Peru and", "in equipment for $3 million to": they give, or money goes there
    r"\b(?:funded|financed|supported)\s(?:jointly\s)?by\s[^.;]{0,60}\Z|[$€£]\s?\d[^.;]{0,60}\Z"
)
_JAPANESE_PLACE = re.compile(r"(?:政府)?(?:に対し|については|において|には|では|で(?=[^あす]))")


def find_places(
    sentence: Sentence, span: Span, end: int, roles: Sequence[Detail] = (), *, named: bool = True
) -> Iterator[Detail]:
    """Where: the first place told behind the name, else before it, with those that are listed with it.

    A country that has one of the ``roles`` told of it here is none.
    """
    words = sentence.words
    free = [one for one in sentence.names if one.kind == "place" and not (one.people or one.part)]
    free = [one for one in free if not one.owner or _ITS_PART.match(words, one.span.end)]
    if is_japanese(words):
        there = (one for one in free if not span.contains(one.span) and _JAPANESE_PLACE.match(words, one.span.end))
        yield from sentence.named("place", [*there][:1])
        return
    free = [one for one in free if not (is_attribute(words, one) or _FUNDS.search(words, 0, one.span.start))]
    free = [one for one in free if not any(one.span.shifted(sentence.at).overlaps(role.span) for role in roles)]
    first = _behind(sentence, span, end, free) or _before(words, span, free, named=named) or _sent_from(words, free)
    yield from sentence.named("place", _listed(words, first[0], free) if first else ())


def _behind(sentence: Sentence, span: Span, end: int, free: Sequence[Name]) -> list[Name]:
    """The places told behind the name, those before ``end`` if there are any."""
    words = sentence.words
    if _USED.search(words, 0, span.start) and _AIM.match(words, span.end):
        return []  # "using the Fund to build schools in Peru": there is what is built
    told = [one for one in free if span.end <= one.span.start and _PLACE_BEHIND.search(words[: one.span.start])]
    told = [one for one in told if not _in_a_list(sentence, one)]
    return [one for one in told if one.span.start < end] or told


def _before(words: str, span: Span, free: Sequence[Name], *, named: bool) -> list[Name]:
    """The places told before what is spoken of; if it is not ``named``, only where the sentence begins."""
    told = (one for one in free if one.span.end <= span.start and _PLACE_BEFORE.search(words[: one.span.start]))
    told = (one for one in told if not _ANOTHER_CLAUSE.search(words, one.span.end, span.start))
    return [one for one in told if named or _OPENS.fullmatch(words, 0, one.span.start)]


def _sent_from(words: str, free: Sequence[Name]) -> list[Name]:
    """The places that people come from or are sent to."""
    countries = (one for one in free if not one.span.of(words).startswith("Gov"))
    leads = ((one, words[: one.span.start]) for one in countries)
    return [one for one, lead in leads if PEOPLE_FROM.search(lead) or _SENT_TO.search(lead)]


def _listed(words: str, first: Name, free: Sequence[Name]) -> list[Name]:
    """``first`` and the places that are listed with it, up to the one behind "and"."""
    chosen = [first]
    for name in free:
        if name.span.start > chosen[-1].span.end:
            between = words[chosen[-1].span.end : name.span.start]
            if not _BETWEEN.fullmatch(between):
                break
            chosen.append(name)
            if "and" in between:
                break
    return chosen


def _in_a_list(sentence: Sentence, name: Name) -> bool:
    """Whether another place stands right before a name and its comma: it is no "Bangkok, Thailand"."""
    return any(
        one.kind == "place" and sentence.words[one.span.end : name.span.start] in (", ", ", the ")
        for one in sentence.names
    )
