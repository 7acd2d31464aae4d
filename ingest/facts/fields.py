"""Fields of policy: in which sentences they are spoken of, where and when."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.gazetteer import Forms
from ingest.facts.sentences import Sentence

_CENTRE = re.compile(r"\bCent(?:re|er)\Z")  # is named by the field that it is for; an agency or a force by what it is


def find_fields(sentence: Sentence, fields: Forms) -> Iterator[tuple[Detail, ...]]:
    """For each field that a sentence speaks of: the first words that do, and the sentence's places and periods."""
    seen = set[str]()
    bodies = [name for name in sentence.names if name.kind == "organisation" and not _CENTRE.search(name.value)]
    for found in sorted(fields.find(sentence.words), key=lambda one: one.span):
        if found.value not in seen and not any(found.span.overlaps(one.span) for one in bodies):
            seen.add(found.value)
            yield (sentence.detail("field", found.value, found.span), *_places(sentence), *_periods(sentence))


def _places(sentence: Sentence) -> Iterator[Detail]:
    """The places that a sentence names, each once, without those that are part of another name."""
    seen = set[str]()
    for name in sentence.names:
        if name.kind == "place" and not name.part and name.value not in seen:
            seen.add(name.value)
            yield sentence.detail("place", name.value, name.span)


def _periods(sentence: Sentence) -> Iterator[Detail]:
    for period in sentence.periods:
        yield sentence.detail("period", period.value, period.span)
