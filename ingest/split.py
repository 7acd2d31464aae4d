"""Passages: sections cut, between sentences, to sizes that the embedding model reads whole."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice, pairwise, takewhile
from math import ceil

from corpus.records import Document, Kind, Note, Passage, Section, Span, heading_line, searchable
from ingest.reading import Block
from ingest.sentences import sentence_spans
from ingest.tables import tables_of

TARGET = 128  # tokens of a passage from a long paragraph; to be measured on the benchmarks
SHORT = 25  # tokens; a paragraph shorter than this says little by itself and joins its neighbour
FEWEST = 8  # tokens that a passage may have even where its headings leave less than that

_ATOM = re.compile(r"\S+?(?:[、，；：。]+|(?=\s|\Z))\s*")
_CLAUSE_END = re.compile(r"[,;:、，；：。–—)）]\s*\Z")
_WHOLE = (Kind.LIST, Kind.TABLE, Kind.CAPTION, Kind.FOOTNOTE, Kind.HEADING)  # kinds that are split only if they must


@dataclass(frozen=True, slots=True)
class Limit:
    """How the embedding model counts tokens, special ones included, and how many of them it reads."""

    count: Callable[[str], int]
    most: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut again: a sentence, an item, a row. ``cover`` also holds what stands before it."""

    cover: Span
    sentence: Span
    tokens: int


def split(
    document: Document, sections: Sequence[Section], notes: Sequence[Note], blocks: Sequence[Block], limit: Limit
) -> tuple[Passage, ...]:
    """The passages of a document, in reading order.

    Every visible sign of a section that is no heading lies in a passage's ``span`` or in one of its ``also``
    (the places of the same words, white space folded, under the same headings). A heading with nothing beneath it
    is a passage too. ``limit.count(searchable(title, passage))`` is at most ``limit.most``, headings included;
    only where title and headings leave fewer than FEWEST tokens is it more. A sentence that is too long is cut
    behind a clause or a word.
    """
    splitter = _Splitter(document, limit)
    places: list[Passage] = []  # in reading order, repeated ones again
    parts_of: dict[Span, tuple[str, ...]] = {}  # the ids of the passages of each block
    for before, section, held in zip((None, *sections), sections, _blocks_of(sections, blocks), strict=False):
        if section.kind is Kind.HEADING and not _is_bare(sections, section):
            continue
        caption = before.span.of(document.text) if before and before.kind is Kind.CAPTION else ""
        found = splitter.passages(section, held, " ".join(caption.split()))
        places += found
        parts_of |= dict.fromkeys((block.span for block in held), tuple(passage.passage_id for passage in found))
    alike: dict[str, list[Passage]] = {}
    for passage in places:
        alike.setdefault(passage.passage_id, []).append(passage)
    cited = _cited(places, notes, parts_of)
    return tuple(
        replace(first, also=tuple(passage.span for passage in others), notes=cited.get(identity, ()))
        for identity, (first, *others) in alike.items()
    )


class _Splitter:
    """Splits the sections of one document."""

    def __init__(self, document: Document, limit: Limit) -> None:
        self._document = document
        self._text = document.text
        self._limit = limit
        self._specials = limit.count("")
        self._page_ends = [page.span.end for page in document.pages]

    def passages(self, section: Section, blocks: Sequence[Block], caption: str) -> list[Passage]:
        """The passages of a section; ``caption`` is what stands above it if it is a table, else empty."""
        path = section.path[:-1] if section.kind is Kind.HEADING else section.path
        if section.kind is Kind.TABLE:
            return [*self._tables(section, blocks, path, caption)]
        room = self._room(path)
        budget = max(room, FEWEST)
        paragraphs = self._paragraphs(section, blocks, budget)
        if section.kind in _WHOLE:
            parts = _even([unit for units in paragraphs for unit in units], budget, budget)
        else:
            parts = _joined([part for units in paragraphs for part in _even(units, TARGET, budget)], budget)
        return [passage for part in parts for passage in self._fitting(section.kind, path, part, room)]

    def _tables(
        self, section: Section, blocks: Sequence[Block], path: tuple[str, ...], caption: str
    ) -> Iterator[Passage]:
        """The passages of tables: the caption, and the header rows of a table that is cut, stand above each of them
        as headings do, so that a cell is found by them."""
        path = self._under(path, caption)
        begin = section.span.start
        for table in tables_of(self._text, blocks):
            end = section.span.end if table.rows[-1] is blocks[-1] else table.rows[-1].span.end
            cover = replace(section, span=Span(begin, end))
            begin = end
            parts, above = self._rows(cover, table.rows, path), path
            if len(parts) > 1:
                above = self._under(path, table.header)
                parts = self._rows(cover, table.rows, above)
            for part in parts:
                yield from self._fitting(Kind.TABLE, above, part, self._room(above))

    def _rows(self, table: Section, rows: Sequence[Block], path: tuple[str, ...]) -> list[list[_Unit]]:
        budget = max(self._room(path), FEWEST)
        return _even([unit for units in self._paragraphs(table, rows, budget) for unit in units], budget, budget)

    def _under(self, path: tuple[str, ...], words: str) -> tuple[str, ...]:
        """``path`` with ``words`` beneath, unless there are none or they take more than half of the room."""
        longer = (*path, words)
        return longer if words and 2 * self._room(longer) >= max(self._room(path), FEWEST) else path

    def _room(self, path: tuple[str, ...]) -> int:
        return self._limit.most - self._limit.count(heading_line(self._document.title, path))

    def _paragraphs(self, section: Section, blocks: Sequence[Block], budget: int) -> Iterator[list[_Unit]]:
        """The units of each block; together they cover the section."""
        begin = section.span.start
        whole = section.kind in _WHOLE and section.kind is not Kind.FOOTNOTE
        for block in blocks:
            last = block is blocks[-1]
            spans = (block.span,) if whole else sentence_spans(self._text, block.span, self._document.language)
            ends = [*(span.end for span in spans[:-1]), section.span.end if last else block.span.end]
            units: list[_Unit] = []
            for sentence, end in zip(spans, ends, strict=True):
                units += self._units(Span(begin, end), sentence, budget)
                begin = end
            yield units

    def _units(self, cover: Span, sentence: Span, budget: int) -> Iterator[_Unit]:
        """One unit; or several, if it is longer than ``budget``: its sentences, and what they must be cut into."""
        tokens = self._count(cover)
        if tokens <= budget:
            yield _Unit(cover, sentence, tokens)
            return
        inner = sentence_spans(self._text, sentence, self._document.language)
        if len(inner) > 1:
            ends = [*(span.end for span in inner[:-1]), cover.end]
            covers = [Span(start, end) for start, end in pairwise([cover.start, *ends])]
            for part, words in zip(covers, inner, strict=True):
                yield from self._units(part, words, budget)
            return
        for part in self._cut(cover, budget):
            start = sentence.start if part.start <= sentence.start < part.end else part.start
            yield _Unit(part, Span(start, part.end).trimmed(self._text), self._count(part))

    def _cut(self, span: Span, budget: int) -> Iterator[Span]:
        """``span`` in pieces of at most ``budget`` tokens, cut behind clauses, else behind words, else anywhere."""
        start, held, clause = span.start, 0, span.start  # clause: the last place in this piece to cut well
        for atom, tokens in self._atoms(span, budget):
            while held and held + tokens > budget:
                end = clause if clause > start else atom.start
                yield Span(start, end)
                start = end
                held = self._count(Span(start, atom.start))
            held += tokens
            if held > budget / 2 and _CLAUSE_END.search(atom.of(self._text)):
                clause = atom.end
        yield Span(start, span.end)

    def _atoms(self, span: Span, budget: int) -> Iterator[tuple[Span, int]]:
        """Words, and clauses of Japanese, with their tokens; halved until each is within ``budget``."""
        for match in _ATOM.finditer(self._text, span.start, span.end):
            waiting = [Span(*match.span())]
            while waiting:
                atom = waiting.pop()
                tokens = self._count(atom)
                if tokens > budget and atom.end - atom.start > 1:
                    middle = (atom.start + atom.end) // 2
                    waiting += [Span(middle, atom.end), Span(atom.start, middle)]
                else:
                    yield atom, tokens

    def _fitting(self, kind: Kind, path: tuple[str, ...], units: Sequence[_Unit], room: int) -> Iterator[Passage]:
        """A passage; halved where a model counts more tokens in the whole than in its parts."""
        passage = self._passage(kind, path, units)
        fits = room < FEWEST or self._limit.count(searchable(self._document.title, passage)) <= self._limit.most
        if not fits and len(units) == 1:
            units = list(self._units(units[0].cover, units[0].sentence, max(1, units[0].tokens // 2)))
        if fits or len(units) == 1:
            yield passage
            return
        for half in (units[: len(units) // 2], units[len(units) // 2 :]):
            yield from self._fitting(kind, path, half, room)

    def _passage(self, kind: Kind, path: tuple[str, ...], units: Sequence[_Unit]) -> Passage:
        span = Span(units[0].cover.start, units[-1].cover.end).trimmed(self._text)
        text = span.of(self._text)
        digest = sha256("\0".join((*path, kind, " ".join(text.split()))).encode()).hexdigest()[:16]
        identity = f"{self._document.document_id}:{digest}"
        sentences = tuple(unit.sentence for unit in units)
        return Passage(identity, self._document.document_id, span, text, path, kind, sentences, self._pages(span))

    def _pages(self, span: Span) -> tuple[int, ...]:
        first = bisect_right(self._page_ends, span.start)
        touched = takewhile(lambda page: page.span.start < span.end, islice(self._document.pages, first, None))
        return tuple(page.number for page in touched if page.span.start < page.span.end)

    def _count(self, span: Span) -> int:
        return self._limit.count(" ".join(span.of(self._text).split())) - self._specials


def _even(units: Sequence[_Unit], size: int, budget: int) -> list[list[_Unit]]:
    """The fewest parts of about ``size`` tokens, as even as whole units allow, none above ``budget``."""
    total = sum(unit.tokens for unit in units)
    even = total / max(1, ceil(total / min(size, budget)))
    parts: list[list[_Unit]] = []
    filled = held = 0  # tokens of all parts, and of the last
    for unit in units:
        if not parts or held + unit.tokens > budget or filled + unit.tokens / 2 > even * len(parts):
            parts.append([])
            held = 0
        parts[-1].append(unit)
        filled += unit.tokens
        held += unit.tokens
    return parts


def _joined(parts: Sequence[list[_Unit]], budget: int) -> list[list[_Unit]]:
    """The same parts, each short one joined to a neighbour where there is room."""
    joined: list[list[_Unit]] = []
    held = 0
    for part in parts:
        tokens = sum(unit.tokens for unit in part)
        if joined and min(held, tokens) < SHORT and held + tokens <= min(budget, TARGET + SHORT):
            joined[-1] += part
            held += tokens
        else:
            joined.append(list(part))
            held = tokens
    return joined


def _blocks_of(sections: Sequence[Section], blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """The blocks of each section."""
    at = 0
    for section in sections:
        stop = at
        while stop < len(blocks) and section.span.contains(blocks[stop].span):
            stop += 1
        yield list(blocks[at:stop])
        at = stop


def _is_bare(sections: Sequence[Section], heading: Section) -> bool:
    """Whether nothing stands beneath a heading: neither words nor headings of its own."""
    at = bisect_left(sections, heading.span.start, key=lambda section: section.span.start) + 1
    while at < len(sections) and sections[at].kind is Kind.FOOTNOTE:
        at += 1
    return at == len(sections) or (sections[at].kind is Kind.HEADING and sections[at].level <= heading.level)


def _cited(
    places: Sequence[Passage], notes: Sequence[Note], parts_of: Mapping[Span, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """By the id of each passage that holds a note's marker: the ids of the passages of that note."""
    starts = [passage.span.start for passage in places]
    cited: dict[str, tuple[str, ...]] = {}
    for note in notes:
        at = bisect_right(starts, note.marker.start) - 1 if note.marker else -1
        if note.marker and at >= 0 and places[at].span.contains(note.marker):
            citing = places[at].passage_id
            cited[citing] = tuple(dict.fromkeys((*cited.get(citing, ()), *parts_of.get(note.span, ()))))
    return cited
