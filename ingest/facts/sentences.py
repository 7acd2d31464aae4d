"""Sentences as facts are read from them: their words in one line, with everything known that stands in them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.cells import barred
from corpus.facts import Detail, Fact, FactKind
from corpus.records import Document, Kind, Passage, Span
from ingest.facts.aliases import Aliases
from ingest.facts.amounts import Amount, find_amounts
from ingest.facts.grammar import plain
from ingest.facts.names import Name, Names
from ingest.facts.periods import Period, find_periods
from ingest.sentences import sentence_spans

_SOURCES = re.compile(r"(?:\W|\d)*(?:Bibliography|References|Works [Cc]ited|参考文献|引用文献)\W*\Z", re.IGNORECASE)
_LEADERS = re.compile(  # of a line of a table of contents, or such a line without them
    r"(?:\.\s?){8}|(?:\.\s?){3}\d+(?:\s|\Z)|\A(?:Figure|Table|Box|Appendix)\s[\dA-Z]{1,4}[:.][^|]*\|?\s?(?<!\d)\d{1,3}\Z"
)
# Characters that are read at once, for what a sentence costs grows with the cube: of 4,000 the longest had 1,259.
_LONGEST = 1500
_CLAUSE_ENDS = re.compile(r"(?P<clause>[;,](?=\s)|[、。]|\s(?=(?:and|or|but|while|which)\s))|(?<=\s)(?=\S)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, item, row or caption. All spans count from its own beginning; ``at`` is where it begins.

    ``words`` are those of the document with every line end made a blank, so that offsets stay. ``publisher`` is who
    speaks in it, where the document says so.
    """

    passage: Passage
    at: int
    words: str
    names: tuple[Name, ...]
    amounts: tuple[Amount, ...]
    periods: tuple[Period, ...]
    publisher: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return Span(self.at, self.at + len(self.words))

    def is_dated(self, span: Span) -> bool:
        """Whether ``span`` is of a period: "June" of "June 2019"."""
        return any(one.span.contains(span) for one in self.periods)

    def detail(self, name: str, value: str, span: Span) -> Detail:
        """A detail whose words are those of ``span`` here."""
        return Detail(name, value, span.shifted(self.at))

    def said(self, name: str, span: Span) -> Detail:
        """A detail whose value is its own words."""
        return self.detail(name, plain(self.words, span), span)

    def named(self, name: str, names: Iterable[Name]) -> tuple[Detail, ...]:
        """A detail for each of ``names``."""
        return tuple(self.detail(name, one.value, one.span) for one in names)

    def fact(self, kind: FactKind, details: Iterable[Detail]) -> Fact:
        """A fact that it tells; its id is given later."""
        return Fact("", self.passage.document_id, self.passage.passage_id, kind, self.span, tuple(details))

    def before(self, other: "Sentence") -> bool:
        """Whether ``other`` may refer to this sentence: both are of one paragraph of prose, or of one heading."""
        alike = (self.passage.path, self.passage.kind) == (other.passage.path, other.passage.kind)
        return alike and self.passage.kind in (Kind.BODY, Kind.LIST)


def _parts(document: Document, passage: Passage) -> Iterator[Span]:
    """The sentences of a passage; an item of a list or a note is kept whole in it, but may be of several."""
    if any(_SOURCES.match(heading) for heading in passage.path):
        return  # titles of other works, whatever they name
    for span in passage.sentences:
        if passage.kind in (Kind.TABLE, Kind.BODY):
            yield span
        else:
            yield from sentence_spans(document.text, span, document.language)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """``span``, or, of one that is too long for a sentence, what of it can be read at once: cut behind clauses."""
    start = span.start
    while span.end - start > _LONGEST:
        ends = _CLAUSE_ENDS.finditer(text, start + _LONGEST // 2, start + _LONGEST)
        end = max(((bool(one["clause"]), one.end()) for one in ends), default=(False, start + _LONGEST))[1]
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    said = text[start:end]
    if said.strip():
        yield Span(start + len(said) - len(said.lstrip()), start + len(said.rstrip()))


def _apart(text: str, span: Span, rows: Sequence[Span]) -> Iterator[tuple[Span, bool]]:
    """``span`` in the rows of tables that it holds and what is between them, each with whether it is a row."""
    start = span.start
    for row in rows:
        if span.contains(row):
            yield from ((one, False) for one in _trimmed(text, start, row.start))
            yield row, True
            start = row.end
    yield from ((one, False) for one in _trimmed(text, start, span.end))


def _speaker(title: str, names: Names) -> str | None:
    """Whoever a title names alone, or before a colon: "we" in its text; None if the title is of something else."""
    said = title.split("\n")[0].split(":")[0].strip()
    bodies = [one for one in names.find(said) if one.kind == "organisation"]
    return bodies[0].value if len(bodies) == 1 and len(bodies[0].span.of(said)) >= len(said) - len("The ") else None


def read_sentences(
    document: Document,
    passages: Sequence[Passage],
    names: Names,
    currencies: Mapping[str, str],
    rows: Sequence[Span] = (),
) -> Iterator[Sentence]:
    """Every sentence of the passages of a document in reading order; ``rows`` are those of tables drawn in it."""
    speaker = document.publisher or _speaker(document.title, names)
    paths = [one for passage in passages[:1] for one in passage.path[:1]]
    aliases = Aliases.of(document.text, (document.title, *paths))
    for passage in passages:
        own = [row for row in rows if passage.span.contains(row)]
        parts = (one for part in _parts(document, passage) for one in _apart(document.text, part, own))
        pieces = ((piece, is_row) for part, is_row in parts for piece in _pieces(document.text, part))
        for span, is_row in pieces:
            words = span.of(document.text).replace("\n", " ")
            words = barred(words) if is_row else words
            if _LEADERS.search(words):  # a line of a table of contents tells nothing
                continue
            amounts = find_amounts(words, currencies)
            known = (one for one in names.find(words) if not any(one.span.overlaps(two.span) for two in amounts))
            yield Sentence(
                passage,
                span.start,
                words,
                aliases.resolved(words, tuple(known)),  # "US dollar" names no country
                amounts,
                find_periods(words),
                speaker,
            )


def paired(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence | None, Sentence]]:
    """Each sentence with the one that it may refer back to."""
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        yield before if before and before.before(sentence) else None, sentence
