"""All facts of one document, from its passages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.facts import Detail, Fact, FactKind, identified
from corpus.gazetteer import Gazetteer
from corpus.records import Document, Passage, Span
from ingest.facts.actors import NOBODY
from ingest.facts.agreements.mentions import find_agreements
from ingest.facts.agreements.treaties import find_treaty
from ingest.facts.fields import find_fields
from ingest.facts.funding.cells import Head, header_rows
from ingest.facts.funding.gifts import Spoken, is_endowed
from ingest.facts.funding.prose import find_in_prose
from ingest.facts.funding.tables import find_heads, read_cells, typed
from ingest.facts.merging import NOUN_BEHIND, merged
from ingest.facts.money import currencies_of
from ingest.facts.names import Names
from ingest.facts.programmes.headings import named_at_the_top, named_in_headings
from ingest.facts.programmes.mentions import Programme, find_programmes
from ingest.facts.programmes.placing import placed
from ingest.facts.sentences import Sentence, paired, read_sentences
from ingest.facts.standing import Headings
from ingest.facts.topics import AGREEMENTS, PROGRAMMES, Topics
from ingest.grids import find_grids
from ingest.reading import Block, Role

_PROPER = re.compile(r"[A-Z][\w’'-]*\s(?:\w+\s)*[A-Z]")  # two words or more


def find_facts(
    document: Document, passages: Sequence[Passage], gazetteer: Gazetteer, blocks: Sequence[Block] = ()
) -> tuple[Fact, ...]:
    """The facts that the passages of a document tell, in reading order; a passage that stands twice tells them once.

    ``blocks`` are those of its reading: they say which rows head a table, and where its headings stand.

    A programme or an agreement that is named more than once is one fact, with what all of its sentences say.
    """
    names = Names(document.text, gazetteer)
    barred = [one.span for one in blocks if one.role is Role.ROW and "|" in one.span.of(document.text)]
    grids = tuple(find_grids(document.text, barred))
    rows = [row for grid in grids for row in grid]
    currencies = currencies_of(document, gazetteer)
    sentences = tuple(read_sentences(document, passages, names, currencies, rows))
    over = header_rows(document.text, blocks) | {row.start: grid[0] for grid in grids for row in grid[1:]}
    opening = named_at_the_top(document, sentences, names)
    headings = Headings(document.text, blocks)
    named = named_in_headings(sentences, names, headings)
    programmes = tuple(_programmes(sentences, document.title, named, opening))
    spoken = _spoken(programmes)
    heads = find_heads(document, sentences, over)
    funding = _all_funding(document.title, headings, sentences, heads, spoken, currencies)
    itself = find_treaty(document.text, names) if sentences else ()
    treaty = ((sentences[0], itself),) if itself else ()
    found = [
        *funding,
        *(
            placed(one, document, gazetteer)
            for one in merged(FactKind.PROGRAMME, (*_told(programmes), *_gifts(programmes, funding)))
        ),
        *merged(FactKind.AGREEMENT, (*treaty, *_agreements(sentences, document.title))),
        *(one.fact(FactKind.FIELD, told) for one in sentences for told in find_fields(one, gazetteer.fields)),
    ]
    return tuple(identified(sorted(found, key=lambda fact: (fact.span, fact.kind))))


def _all_funding(
    title: str,
    headings: Headings,
    sentences: Sequence[Sentence],
    heads: Mapping[int, Head],
    spoken: Mapping[int, Sequence[Spoken]],
    currencies: Mapping[str, str],
) -> list[Fact]:
    """The funding of sentences and of the cells of tables; ``heads`` is what stands over each row."""
    headers = {head.header.at for head in heads.values()}
    prose = [one for one in sentences if one.at not in headers and one.at not in heads]
    beside = tuple(find_in_prose(prose, spoken, title)) if heads else ()
    cells = tuple(read_cells(sentences, typed(headings, sentences, heads, beside, currencies), currencies))
    told = {one.span for one in cells}
    apart = [one for one in sentences if one.at not in headers and one.span not in told]
    return [*find_in_prose(apart, spoken, title), *cells]


def _programmes(
    sentences: Sequence[Sentence],
    title: str,
    headings: Mapping[tuple[str, ...], Sequence[Detail]],
    opening: Detail | None,
) -> Iterator[Programme]:
    topics = Topics(PROGRAMMES, title, headings, about=opening)
    learnt = set[str]()
    for before, sentence in paired(sentences):
        told = list(find_programmes(sentence, before, topics, learnt))
        learnt.update(NOUN_BEHIND.sub("", one.details[0].value) for one in told if _PROPER.match(one.details[0].value))
        yield from told


def _told(programmes: Iterable[Programme]) -> Iterator[tuple[Sentence, tuple[Detail, ...]]]:
    return ((one.sentence, one.details) for one in programmes)


def _spoken(programmes: Iterable[Programme]) -> dict[int, list[Spoken]]:
    """Where each sentence speaks of a programme as of what may get money, by where the sentence begins.

    That is wherever it does so otherwise than by its name, and its name if that is what has, gets or starts with money.
    """
    found: dict[int, list[Spoken]] = {}
    for one in programmes:
        name = one.details[0].span
        own = Span(max(0, name.start - one.sentence.at), max(0, name.end - one.sentence.at))
        meant = one.reference or (own if one.sentence.span.contains(name) and is_endowed(one.sentence, own) else None)
        if meant:
            found.setdefault(one.sentence.at, []).append(Spoken(meant, one.details[0]))
    return found


def _gifts(programmes: Iterable[Programme], funding: Iterable[Fact]) -> Iterator[tuple[Sentence, tuple[Detail, ...]]]:
    """Those who give money to a programme that the sentence only goes on about are its partners, or else run it."""
    by_name = {one.details[0].span: one for one in programmes}
    runners = {(one.details[0].span, told.value) for one in programmes for told in one.details if told.name == "runner"}
    for fact in funding:
        for channel in fact.details:
            given = by_name.get(channel.span) if channel.name == "channel" else None
            if given and not fact.span.contains(channel.span):
                givers = [
                    one for one in fact.details if one.name == "giver" and (channel.span, one.value) not in runners
                ]
                own = given.details[0].value
                givers = [one for one in givers if one.value != own and not NOBODY.fullmatch(one.value)]
                givers = [one for one in givers if not one.value[0].islower()]  # "the member states"
                yield given.sentence, (given.details[0], *(replace(one, name="partner") for one in givers))


def _agreements(sentences: Sequence[Sentence], title: str) -> Iterator[tuple[Sentence, tuple[Detail, ...]]]:
    topics = Topics(AGREEMENTS, title)
    for before, sentence in paired(sentences):
        yield from ((sentence, details) for details in find_agreements(sentence, before, topics))
