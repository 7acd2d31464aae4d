"""All facts of one document, from its passages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.facts import Detail, Fact, FactKind, identified
from corpus.gazetteer import Gazetteer
from corpus.records import Document, Kind, Passage, Span
from ingest.facts.actors import NOBODY
from ingest.facts.agreements.mentions import find_agreements
from ingest.facts.agreements.treaties import find_treaty
from ingest.facts.fields import find_fields
from ingest.facts.funding.cells import Head, find_cells, find_kind, header_rows
from ingest.facts.funding.gifts import Spoken, Told, find_funding, is_endowed
from ingest.facts.funding.items import Lead, find_item, goes_on, headed, is_item, led_by
from ingest.facts.funding.sequel import find_sequel
from ingest.facts.funding.types import find_type
from ingest.facts.grids import find_grids
from ingest.facts.merging import NOUN_BEHIND, merged
from ingest.facts.money import shared_currencies
from ingest.facts.names import Names
from ingest.facts.programmes.mentions import Programme, find_programmes
from ingest.facts.programmes.names import find_programme_names
from ingest.facts.sentences import Sentence, read_sentences
from ingest.facts.topics import AGREEMENTS, PROGRAMMES, Topics
from ingest.reading import Block, Role

_IN_BRACKETS = re.compile(r"\s\((?P<places>[^()]{3,90})\)")  # behind a name: "the Reef Project (Fiji and Peru)"
_BETWEEN = re.compile(r"(?:\s|,|and\b|the\b)+")
_TOP = 1200  # characters in which a document says what it is about
_SHORT = 4  # words of a heading that says as what money is given, and little else
_GLUED = re.compile(r"[-–’'・]")
_ALL_SUMS = re.compile(
    r"\b(?:[Aa]ll\s)?(?:[Aa]mounts|[Ff]igures|[Ss]ums)\s(?:are\s)?(?:(?:given|told|expressed|shown)\s)?in\s",
    re.IGNORECASE,
)
_SALARIES = re.compile(
    r"\W*(?:personal\semoluments|salaries|wages|personnel|staff\scosts|pay\sand\sallowances)\b", re.IGNORECASE
)
_IS_FOR = re.compile(r"\b(?:for|in|of)\s(?:the\s)?(?:[A-Z][\w\s]+\sand\s(?:the\s)?)?\Z")  # "the Plan for the Caribbean"
_PROPER = re.compile(r"[A-Z][\w’'-]*\s(?:\w+\s)*[A-Z]")  # two words or more


def find_facts(
    document: Document, passages: Sequence[Passage], gazetteer: Gazetteer, blocks: Sequence[Block] = ()
) -> tuple[Fact, ...]:
    """The facts that the passages of a document tell, in reading order; a passage that stands twice tells them once.

    ``blocks`` are those of its reading: they say which rows head a table.

    A programme or an agreement that is named more than once is one fact, with what all of its sentences say.
    """
    names = Names(document.text, gazetteer)
    grids = tuple(find_grids(document.text, [one.span for one in blocks if one.role is Role.ROW]))
    rows = [row for grid in grids for row in grid]
    sentences = tuple(read_sentences(document, passages, names, gazetteer, rows))
    over = header_rows(document.text, blocks) | {row.start: grid[0] for grid in grids for row in grid[1:]}
    heads = _heads(document, sentences, over)
    headers = {head.header.at for head in heads.values()}
    opening = _named_at_the_top(document, sentences, names)
    headings = _named_in_headings(document, sentences, names)
    programmes = tuple(_programmes(sentences, document.title, headings, opening))
    spoken = _spoken(programmes)
    prose = [one for one in sentences if one.at not in headers and one.at not in heads]
    given = _given(_funding(prose, spoken, document.title))
    currencies = {**gazetteer.currencies, **shared_currencies(document.text, gazetteer.currencies)}
    cells = tuple(_cells(sentences, _typed(document, sentences, heads, given, currencies), currencies))
    told = {one.span for one in cells}
    apart = [one for one in sentences if one.at not in headers and one.span not in told]
    funding = [
        *_funding(apart, spoken, document.title),
        *cells,
    ]
    found = [
        *funding,
        *(
            _placed(one, document, gazetteer)
            for one in merged(FactKind.PROGRAMME, (*_told(programmes), *_gifts(programmes, funding)))
        ),
        *merged(FactKind.AGREEMENT, (*_itself(document, sentences, names), *_agreements(sentences, document.title))),
        *(one.fact(FactKind.FIELD, told) for one in sentences for told in find_fields(one, gazetteer.fields)),
    ]
    return tuple(identified(sorted(found, key=lambda fact: (fact.span, fact.kind))))


def _funding(sentences: Sequence[Sentence], spoken: Mapping[int, Sequence[Spoken]], title: str) -> list[Fact]:
    """What the sentences tell of funding; a sentence that goes on about it adds to what the one before it told."""
    found: list[Fact] = []
    earlier: list[Told] = []
    last: Told | None = None
    lead: Lead | None = None
    item = False  # whether the last funding is of an item of a list, and nothing has been told since
    for before, sentence in _paired(sentences):
        last = (earlier[-1] if earlier else last) if before else None
        lead = lead if lead and lead.sentence.passage.path == sentence.passage.path else None
        read = tuple(find_funding(sentence, before, earlier if before else (), spoken.get(sentence.at, ())))
        items = (led_by(one, sentence, lead) for one in find_item(sentence, lead, title, read))
        earlier = [headed(one, sentence, before) for one in items]
        if last and not earlier:
            more = goes_on(sentence, last) if item else None
            last, item = more or find_sequel(sentence, last), item and not sentence.words.endswith(":")
            found[-1] = replace(found[-1], details=last.details)
        elif earlier:
            item = is_item(sentence)
        found += [sentence.fact(FactKind.FUNDING, told.details) for told in earlier]
        if sentence.words.endswith(":"):
            lead = Lead(sentence, earlier[-1] if earlier else None)
        elif not is_item(sentence) and sentence.passage.kind is not Kind.LIST:
            lead = None
    return found


def _heads(document: Document, sentences: Sequence[Sentence], over: Mapping[int, Span]) -> dict[int, Head]:
    """By the start of each row of a table: its header and its caption, the line that nothing parts from the table.

    ``over`` is the header by the start of each row.
    """
    by_start = {one.at: number for number, one in enumerate(sentences)}
    found: dict[int, Head] = {}
    money = next((one for one in sentences if _ALL_SUMS.search(one.words)), None)
    paid = {over[one.at] for one in sentences if one.at in over and _SALARIES.match(one.words)}
    for row, header in over.items():
        number = by_start.get(header.start)
        if number is not None:
            before = sentences[number - 1] if number else None
            near = before and not before.amounts and not document.text[before.span.end : header.start].strip()
            found[row] = Head(sentences[number], before if near else None, money, header in paid)
    return found


def _given(facts: Iterable[Fact]) -> dict[str, Detail]:
    """As what each amount of the text is given."""
    told = ((fact.values("amount"), one) for fact in facts for one in fact.details if one.name == "type")
    return {amount: kind for amounts, kind in told for amount in amounts}


def _typed(
    document: Document,
    sentences: Sequence[Sentence],
    heads: Mapping[int, Head],
    given: Mapping[str, Detail],
    currencies: Mapping[str, str],
) -> dict[int, Head]:
    """``heads`` with as what the money of their tables is given: as the text says of a total, else as the heading."""
    tables: dict[int, list[Sentence]] = {}
    for one in sentences:
        if one.at in heads:
            tables.setdefault(heads[one.at].header.at, []).append(one)
    found: dict[int, Head] = {}
    for rows in tables.values():
        head = heads[rows[0].at]
        kind = find_kind(rows, head, given, currencies) or _type_of_heading(document, rows[0])
        found |= {row.at: replace(head, kind=kind) for row in rows}
    return found


def _type_of_heading(document: Document, row: Sentence) -> Detail | None:
    """As what the heading over a table says that money is given, if it says little else: "5. Budget"."""
    heading = row.passage.path[-1] if row.passage.path else ""
    at = document.text.rfind(heading, 0, row.at) if heading else -1
    told = find_type(heading, Span(0, len(heading)), Span(0, 0)) if at >= 0 and len(heading.split()) <= _SHORT else None
    return Detail("type", told[0], told[1].shifted(at)) if told else None


def _cells(sentences: Sequence[Sentence], heads: Mapping[int, Head], currencies: Mapping[str, str]) -> Iterator[Fact]:
    """The funding that stands in the cells of tables."""
    for row in sentences:
        head = heads.get(row.at)
        for details in find_cells(row, head, currencies) if head else ():
            yield row.fact(FactKind.FUNDING, details)


def _named_in_headings(
    document: Document, sentences: Sequence[Sentence], names: Names
) -> dict[tuple[str, ...], list[Detail]]:
    """The programmes that the last heading of each path names, where it stands in the text."""
    found: dict[tuple[str, ...], list[Detail]] = {}
    for first in sentences:
        path = first.passage.path
        if path and path not in found:
            at = document.text.rfind(path[-1], 0, first.at)
            words = path[-1] if at >= 0 and not path[-1].isupper() else ""
            heading = replace(first, at=max(at, 0), words=words, names=names.find(words), amounts=(), periods=())
            found[path] = [heading.said("name", span) for span in find_programme_names(heading)] if words else []
    return found


def _named_at_the_top(document: Document, sentences: Sequence[Sentence], names: Names) -> Detail | None:
    """The programme that the headings over all sections name, if it is one: it is what the document is about."""
    if not sentences:
        return None
    first, end = sentences[0], next((one.at for one in sentences if one.passage.path[1:]), sentences[0].at)
    apart = [one.span for one in sentences]
    found: dict[str, Detail] = {}
    at = 0
    for line in document.text[: min(_TOP, max(end, first.at))].split("\n"):
        span = Span(at, at + len(line))
        at = span.end + 1
        if line.strip() and not line.isupper() and not any(one.overlaps(span) for one in apart):
            heading = replace(first, at=span.start, words=line, names=names.find(line), amounts=(), periods=())
            told = (heading.said("name", one) for one in find_programme_names(heading))
            found |= {one.value.casefold(): one for one in told}
    return [*found.values()][0] if len(found) == 1 else None


def _programmes(
    sentences: Sequence[Sentence],
    title: str,
    headings: Mapping[tuple[str, ...], Sequence[Detail]],
    opening: Detail | None,
) -> Iterator[Programme]:
    topics = Topics(PROGRAMMES, title, headings, about=opening)
    learnt = set[str]()
    for before, sentence in _paired(sentences):
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


def _placed(fact: Fact, document: Document, gazetteer: Gazetteer) -> Fact:
    """``fact`` with the country that its name names, if no sentence tells another place."""
    if fact.values("place"):
        return fact
    name = fact.details[0].span
    bracket = _IN_BRACKETS.match(document.text, name.end)
    listed = gazetteer.names.find(bracket["places"]) if bracket else ()
    if bracket and listed and not _BETWEEN.sub("", _without(bracket["places"], [one.span for one in listed])):
        there = ((one.value, one.span.shifted(bracket.start("places"))) for one in listed if one.kind == "places")
        return replace(fact, details=(*fact.details, *(Detail("place", *one) for one in there)))
    countries = {one for countries in gazetteer.regions.values() for one in countries}
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


def _without(words: str, spans: Sequence[Span]) -> str:
    """``words`` without what stands at ``spans``."""
    for span in sorted(spans, reverse=True):
        words = words[: span.start] + words[span.end :]
    return words


def _itself(
    document: Document, sentences: Sequence[Sentence], names: Names
) -> Iterator[tuple[Sentence, tuple[Detail, ...]]]:
    """The agreement that the document is itself, if it is one."""
    details = find_treaty(document.text, names) if sentences else ()
    if details:
        yield sentences[0], details


def _agreements(sentences: Sequence[Sentence], title: str) -> Iterator[tuple[Sentence, tuple[Detail, ...]]]:
    topics = Topics(AGREEMENTS, title)
    for before, sentence in _paired(sentences):
        yield from ((sentence, details) for details in find_agreements(sentence, before, topics))


def _paired(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence | None, Sentence]]:
    """Each sentence with the one that it may refer back to."""
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        yield before if before and before.before(sentence) else None, sentence
