"""Through whom money goes, and where: organisations and funds, places."""

import re
from collections.abc import Iterator, Sequence

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.giving import find_subject
from ingest.facts.grammar import any_of
from ingest.facts.names import Name, joined
from ingest.facts.sentences import Sentence

_RUN = any_of(
    "implemented, conducted, executed, managed, administered, run, carried out, delivered, operated, undertaken"
)
_WORK = any_of("projects?, programs?, programmes?, activities, work, efforts, operations, budgets?")
# What stands right before the name of whoever money goes through.
_LEAD = re.compile(
    rf"(?:\b(?:through|via|by way of|channell?ed through|routed through)|\b{_RUN}\s(?:jointly\s)?by"
    rf"|\b{_WORK}\b[^.;]{{0,60}}?\b(?:of|by)|\bto(?:\sand\s\w+\s(?:in|with))?)"
    r"\s(?:the\s|an?\s)?(?:projects?\s(?:of|by)\s(?:the\s)?)?\Z",
    re.IGNORECASE,
)
_TO_WHICH = re.compile(r",\s(?:to|for|through)\swhich\b")
_JAPANESE = re.compile(r"\s?(?:[（(][^（）()]*[）)])?(?:を通じ|を通し|経由|に対し|へ|に(?=[^よつお]))")
_PEOPLES = re.compile(r"\s(?:countries|nations|states|region)")
_REACH = 100  # characters before a name in which it may be said that money goes through it


def find_channels(sentence: Sentence, part: Span, givers: Sequence[Detail], word: Span) -> list[Name]:
    """Whoever the money goes through, in order, as ``part`` of the sentence tells.

    ``word`` is what tells of giving: of "received" the subject is meant.
    """
    words, found = sentence.words, list[Name]()
    for name in sentence.names:
        given = any(one.span.overlaps(name.span.shifted(sentence.at)) for one in givers)
        if given or not part.contains(name.span) or not _may_be(name) or name in found:
            continue
        lead = words[max(0, name.span.start - _REACH) : name.span.start]
        behind = name.span.end
        if _LEAD.search(lead) or _TO_WHICH.match(words, behind) or _JAPANESE.match(words, behind):
            listed = [one for one in joined(words, name, sentence.names) if _may_be(one)]
            general = len(listed) > 1 and "such as" in words[behind : listed[1].span.start]
            found += listed[1:] if general else listed
    if not found and words[word.start : word.end].casefold().startswith("receiv"):
        subject = find_subject(sentence, word.start)
        found = [subject] if subject and _may_be(subject) else []
    return list({one.value: one for one in found}.values())


def _may_be(name: Name) -> bool:
    return name.kind not in ("place", "office", "other") and not name.owner and not name.part


def find_places(sentence: Sentence, part: Span, givers: Sequence[Detail], channels: Sequence[Name]) -> Iterator[Detail]:
    """The places that the money is for: those in ``part``, else others of the sentence, the givers apart."""
    given = {one.value for one in givers}
    free = [
        name
        for name in sentence.names
        if name.kind == "place"
        and not (name.part or name.owner or name.value in given)
        and (not name.people or _PEOPLES.match(sentence.words, name.span.end))
        and not any(name.span.overlaps(one.span) for one in channels)
    ]
    chosen = [one for one in free if part.contains(one.span)] or free
    for value in dict.fromkeys(one.value for one in chosen):
        span = next(one.span for one in chosen if one.value == value)
        yield sentence.detail("place", value, span)
