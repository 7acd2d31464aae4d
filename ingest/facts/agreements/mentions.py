"""Agreements and policy documents: what they are called, who is party, of which year, what they stipulate."""

import re
from collections.abc import Iterator

from corpus.facts import Detail
from corpus.records import Span
from ingest.facts.agreements.names import bare, find_agreement_names
from ingest.facts.agreements.parties import find_parties
from ingest.facts.agreements.stipulations import find_duties, find_stipulated
from ingest.facts.agreements.years import find_year
from ingest.facts.grammar import ACRONYM, YEAR, is_japanese, plain
from ingest.facts.names import stands_for
from ingest.facts.references import Way
from ingest.facts.sentences import Sentence
from ingest.facts.topics import Topics

_ACRONYM = re.compile(
    rf"\s*[（(](?:(?:here(?:in)?after|henceforth),?\s)?(?:the\s)?[“\"]?({ACRONYM})[”\"]?[)）]"
    rf"|(?:\sof\s(?:\d{{1,2}}\s)?(?:[A-Z][a-z]+\s)?\d{{4}}),?\s\((?:here(?:in)?after|henceforth),?\s(?:the\s)?[“\"]?(?P<after>{ACRONYM})[”\"]?\)"
)
_A_YEAR = re.compile(rf"\A{YEAR}\s")
_ITSELF = re.compile(r"[Tt]his\s(?:strategy|plan|policy|document|statement|framework)\b")  # the paper that is read
_BETWEEN = re.compile(
    r"\s(?:between|among)\s(?:the\s)?[A-Z][\w’'-]*(?:(?:,\s|\s(?:of\s|for\s)?|,?\sand\s)(?:the\s)?[A-Z][\w’'-]*){0,12}"
)


def find_agreements(sentence: Sentence, before: Sentence | None, topics: Topics) -> Iterator[tuple[Detail, ...]]:
    """The agreements and policy documents that a sentence names or goes on about, each with what it says of it.

    ``before`` is the sentence that this one may refer back to, ``topics`` what its heading has named so far: what is
    named here is added. What "the parties" do is told of the agreement named last.
    """
    topics.enter(sentence, goes_on=before is not None)
    spans = sorted(set(find_agreement_names(sentence)))
    first: Detail | None = None
    duties = find_duties(sentence.words) if topics.last and not spans else None
    if duties:
        first = topics.named[-1]
        yield first, sentence.said("stipulates", duties)
    for span, reference in topics.mentions(sentence, spans):
        if reference is None:
            details = tuple(_details(sentence, span))
            topics.name(details[0])
            topics.last = details[0]
        elif reference.implied or reference.way is Way.OWNER or _ITSELF.match(sentence.words, span.start):
            continue
        else:
            meant = topics.meant(reference, sentence, first)
            if meant is None:
                continue
            details = (meant, *_told(sentence, span))
        first = first or details[0]
        yield details
    topics.last = first


def _told(sentence: Sentence, span: Span) -> Iterator[Detail]:
    """What a sentence tells of the agreement that ``span`` means, apart from its parties."""
    yield from find_year(sentence, span, span.end, named=False)
    said = find_stipulated(sentence.words, span.start, span.end)
    if said:
        yield sentence.said("stipulates", said)


def _details(sentence: Sentence, span: Span) -> Iterator[Detail]:
    words = sentence.words
    said = plain(words, span)
    known = next((one.value for one in sentence.names if bare(words, one) == span), said)
    yield sentence.detail("name", known.removeprefix("The "), span)
    short = _ACRONYM.match(words, span.end)
    group = "after" if short and short["after"] else 1
    if short and (stands_for(short[group], _A_YEAR.sub("", said)) or is_japanese(words)):
        yield sentence.detail("acronym", short[group], Span(*short.span(group)))
    behind = short.end() if short and group == 1 else span.end
    yield from find_parties(sentence, span, behind)
    parties = _BETWEEN.match(words, behind)
    behind = parties.end() if parties else behind
    yield from find_year(sentence, span, behind)
    what = find_stipulated(words, span.start, behind)
    if what:
        yield sentence.said("stipulates", what)
