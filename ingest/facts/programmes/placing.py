"""Where a programme is, as its name tells or what stands in brackets behind it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.facts import Detail, Fact
from corpus.gazetteer import Gazetteer
from corpus.records import Document, Span

_IN_BRACKETS = re.compile(r"\s\((?P<places>[^()]{3,90})\)")  # behind a name: "the Reef Project (Fiji and Peru)"
_BETWEEN = re.compile(r"(?:\s|,|and\b|the\b)+")
_GLUED = re.compile(r"[-–’'・]")
_IS_FOR = re.compile(r"\b(?:for|in|of)\s(?:the\s)?(?:[A-Z][\w\s]+\sand\s(?:the\s)?)?\Z")  # "the Plan for the Caribbean"


def placed(fact: Fact, document: Document, gazetteer: Gazetteer) -> Fact:
    """``fact`` with the country that its name names, if no sentence tells another place."""
    if fact.values("place"):
        return fact
    name = fact.details[0].span
    countries = {one for countries in gazetteer.regions.values() for one in countries}
    behind = _in_brackets(document.text, name.end, gazetteer)
    if len(behind) > 1 or (behind and behind[0].value in countries):  # "the Support Team (Africa)" is of its name
        return replace(fact, details=(*fact.details, *behind))
    named = [one for one in gazetteer.names.find(name.of(document.text)) if one.kind == "places" and not one.people]
    spans = [(one.value, one.span.shifted(name.start)) for one in named]
    free = [one for one in spans if not _GLUED.search(document.text, max(0, one[1].start - 1), one[1].end + 1)]
    found = [one for one in free if one[0] in countries]
    regions = [one for one in free if _IS_FOR.search(document.text, name.start, one[1].start)]
    if len(found) != 1:
        places = tuple(Detail("place", *one) for one in regions) if not found else ()
        return replace(fact, details=(*fact.details, *places))
    place = Detail("place", *found[0])
    return replace(fact, details=(*fact.details, place))


def _in_brackets(text: str, end: int, gazetteer: Gazetteer) -> tuple[Detail, ...]:
    """The places that brackets behind a name hold, if they hold nothing else."""
    bracket = _IN_BRACKETS.match(text, end)
    listed = tuple(gazetteer.names.find(bracket["places"])) if bracket else ()
    if bracket is None or _BETWEEN.sub("", _without(bracket["places"], [one.span for one in listed])):
        return ()
    shift = bracket.start("places")
    return tuple(Detail("place", one.value, one.span.shifted(shift)) for one in listed if one.kind == "places")


def _without(words: str, spans: Sequence[Span]) -> str:
    """``words`` without what stands at ``spans``."""
    for span in sorted(spans, reverse=True):
        words = words[: span.start] + words[span.end :]
    return words
