"""Facts: what documents say of money, programmes, agreements and fields, every value with its own words.

A fact is a list of details, for most kinds of fact have few of many. What a detail may be called depends on the kind:

    funding     amount · currency · qualifier (exact, approximate, total, over, up to) · period · giver · channel ·
                place · purpose · type (contribution, loan, grant, disbursement, pledge, allocation)
    programme   name · acronym · what · runner · partner · place · since · number
    agreement   name · acronym · party · year · stipulates
    field       field · place · period

An amount is in whole units of its currency, as decimal digits; a currency is an ISO 4217 code. A period is a year or
fiscal year ("2019", "FY2019"), a month or day ("2019-03", "2019-03-01"), or two of them with a solidus between,
".." for no end ("2007/.."); of one whose years are not told it is the length ("P5Y", five years). All other values are
the document's words, white space folded, or the name that the vocabulary lets stand for them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import groupby

from corpus.connection import Connection
from corpus.records import Span

_YEAR = re.compile(r"(?:19|20)\d\d")


class FactKind(StrEnum):
    """What a fact is about."""

    FUNDING = "funding"
    PROGRAMME = "programme"
    AGREEMENT = "agreement"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Detail:
    """One value of a fact and the words that say it: ``span`` of the document's text."""

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """What one document says, with a span for every value; ``span`` is the sentence, row or caption it is told in.

    ``passage_id`` is the passage that holds ``span``. Details stand in the order of their names above, then of the
    text; a name may occur more than once ("channel" of two organisations).
    """

    fact_id: str
    document_id: str
    passage_id: str
    kind: FactKind
    span: Span
    details: tuple[Detail, ...]

    def values(self, name: str) -> tuple[str, ...]:
        """The values of the details of this name, in their order; empty if there is none."""
        return tuple(detail.value for detail in self.details if detail.name == name)


def identified(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The same facts with ids: of the document, and of what is said, so that it stays when text before it changes.

    >>> fact = Fact("", "d", "d:1", FactKind.FIELD, Span(0, 5), (Detail("field", "space", Span(0, 5)),))
    >>> [one.fact_id[:2] for one in identified([fact, fact])], len({one.fact_id for one in identified([fact, fact])})
    (['d:', 'd:'], 2)
    """
    seen: dict[str, int] = {}
    for fact in facts:
        said = json.dumps([fact.kind, fact.passage_id, [(one.name, one.value) for one in fact.details]])
        digest = sha256(said.encode()).hexdigest()[:16]
        seen[digest] = seen.get(digest, 0) + 1
        again = f"-{seen[digest]}" if seen[digest] > 1 else ""
        identity = f"{fact.document_id}:{fact.kind}:{digest}{again}"
        yield Fact(identity, fact.document_id, fact.passage_id, fact.kind, fact.span, fact.details)


def years_of(value: str) -> tuple[int, int | None]:
    """The first and last calendar or fiscal year of a period; None for no end. (0, 0) if it names no year.

    >>> years_of("FY2015/FY2019"), years_of("2007/.."), years_of("2019-06")
    ((2015, 2019), (2007, None), (2019, 2019))
    """
    years = [int(year) for year in _YEAR.findall(value)]
    if not years:
        return 0, 0
    return years[0], None if value.endswith("..") else years[-1]


SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
    fact_id TEXT NOT NULL UNIQUE, passage_id TEXT NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, PRIMARY KEY (document_id, position));
CREATE TABLE IF NOT EXISTS details (
    document_id TEXT NOT NULL, position INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,
    value TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (document_id, position, number),
    FOREIGN KEY (document_id, position) REFERENCES facts ON DELETE CASCADE);
CREATE INDEX IF NOT EXISTS facts_by_kind ON facts (kind, document_id, position);
"""


class Facts:
    """The facts of one open store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, document_id: str, facts: Sequence[Fact]) -> None:
        """Keep the facts of a document that has none; within the caller's transaction."""
        rows = [
            (document_id, position, one.fact_id, one.passage_id, one.kind.value, one.span.start, one.span.end)
            for position, one in enumerate(facts)
        ]
        self._connection.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        details = [
            (document_id, position, number, made.name, made.value, made.span.start, made.span.end)
            for position, one in enumerate(facts)
            for number, made in enumerate(one.details)
        ]
        self._connection.executemany("INSERT INTO details VALUES (?, ?, ?, ?, ?, ?, ?)", details)

    def all(self, kind: FactKind) -> Iterator[Fact]:
        """Every fact of a kind, by document id and in reading order."""
        return self._where("kind", kind.value)

    def of(self, document_id: str) -> Iterator[Fact]:
        """The facts of one document in reading order; none if there is no such document."""
        return self._where("document_id", document_id)

    def _where(self, column: str, value: str) -> Iterator[Fact]:
        found = self._connection.execute(
            "SELECT document_id, position, fact_id, passage_id, kind, facts.start, facts.end,"
            " name, value, details.start, details.end FROM facts JOIN details USING (document_id, position)"
            f" WHERE {column} = ? ORDER BY document_id, position, number",
            (value,),
        )
        with self._connection.records():
            for _, rows in groupby(found, key=lambda row: (row[0], row[1])):
                yield _fact(list(rows))


def _fact(rows: Sequence[tuple[str, int, str, str, str, int, int, str, str, int, int]]) -> Fact:
    document_id, _, fact_id, passage_id, kind, start, end = rows[0][:7]
    details = tuple(Detail(row[7], row[8], Span(row[9], row[10])) for row in rows)
    return Fact(fact_id, document_id, passage_id, FactKind(kind), Span(start, end), details)
