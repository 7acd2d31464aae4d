"""What a generation's snapshot knows beside its store: rows, twins, mentions and definitions.

rows          0, 1, 2 … → passage_id in ascending order, the number of sentences in the passages before it, and its
              twin: the lowest row whose text is the same but for white space
mentions      (kind, name, row): the passage or its headings name this place or this field; the name is the form that
              stands for it in the vocabulary, folded
definitions   (row, short, long, start, end): what the passage or a heading above it defines, and where it does
"""

import json
import re
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias

from corpus import filters, rows
from corpus.connection import Connection
from corpus.definitions import Definition, definitions
from corpus.filters import Filters
from corpus.records import Kind, Passage, Span
from corpus.vocabulary import Vocabulary, words

KINDS = {"places": "place", "countries": "place", "fields": "field"}  # of the vocabulary, and what they are here

_BRACKET = re.compile("[(（]")  # without one, a heading defines nothing
# By document and path: where each heading of that path begins, in reading order, and what it defines there.
_Headings: TypeAlias = dict[tuple[str, tuple[str, ...]], list[tuple[int, tuple[Definition, ...]]]]

_ROWS = """
CREATE TABLE rows (
    row INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, first INTEGER NOT NULL, twin INTEGER NOT NULL);
INSERT INTO rows
    SELECT row, passage_id, first, min(row) OVER (PARTITION BY plain(text)) FROM (
        SELECT row_number() OVER up - 1 AS row, passage_id, text,
            sum(json_array_length(sentences)) OVER up - json_array_length(sentences) AS first
        FROM passages WINDOW up AS (ORDER BY passage_id));
CREATE TABLE mentions (
    kind TEXT NOT NULL, name TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (kind, name, row)) WITHOUT ROWID;
CREATE TABLE definitions (
    row INTEGER NOT NULL, short TEXT NOT NULL, long TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL);
"""


def complete(connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
    """Give a copy of the store the tables of a snapshot; within the caller's transaction."""
    connection.create_function("plain", 1, lambda text: " ".join(text.split()), deterministic=True)
    for statement in _ROWS.split(";"):
        connection.execute(statement)
    headings = _headings(connection)
    asked = f"SELECT row, document_id, {rows.PASSAGE} FROM passages JOIN rows USING (passage_id) ORDER BY row"
    for row, *stored in connection.execute(asked):
        passage = rows.to_passage(stored)
        named = [(kind, name, row) for kind, name in _mentioned(passage, vocabulary)]
        connection.executemany("INSERT INTO mentions VALUES (?, ?, ?)", named)
        connection.executemany(
            "INSERT INTO definitions VALUES (?, ?, ?, ?, ?)",
            [(row, one.short, one.long, one.span.start, one.span.end) for one in _defined(passage, headings)],
        )


def _mentioned(passage: Passage, vocabulary: Vocabulary) -> set[tuple[str, str]]:
    parts = (part for text in (*passage.path, passage.text) for part in vocabulary.known(words(vocabulary.cut(text))))
    return {(KINDS[part.kind], " ".join(part.standing)) for part in parts if part.kind in KINDS}


def _headings(connection: sqlite3.Connection) -> _Headings:
    """The headings of every document that may define something, by document and path."""
    found: _Headings = defaultdict(list)
    asked = "SELECT document_id, path, span FROM sections WHERE kind = ? ORDER BY document_id, position"
    stored = connection.execute(asked, (Kind.HEADING.value,))
    for document_id, of_document in groupby(stored, key=itemgetter(0)):
        ends = ((tuple(json.loads(path)), *json.loads(span)[0]) for _, path, span in of_document)
        bracketed = [(path, Span(start, end)) for path, start, end in ends if path and _BRACKET.search(path[-1])]
        if bracketed:  # the text is read once a document: to come to a heading, SQLite walks all that is before it
            (text,) = connection.execute("SELECT text FROM documents WHERE document_id = ?", (document_id,)).fetchone()
            for path, span in bracketed:
                found[document_id, path].append((span.start, tuple(_placed(span, span.of(text)))))
    return found


def _defined(passage: Passage, headings: _Headings) -> Iterator[Definition]:
    """What a passage and the headings above it define, placed in its document."""
    yield from _placed(passage.span, passage.text)
    for depth in range(1, len(passage.path) + 1):
        alike = headings.get((passage.document_id, passage.path[:depth]), [])
        before = bisect_right(alike, passage.span.start, key=itemgetter(0))
        if before:
            yield from alike[before - 1][1]


def _placed(span: Span, text: str) -> Iterator[Definition]:
    """What the words at ``span`` define, each where it stands in their document."""
    for one in definitions(text):
        yield Definition(one.short, one.long, one.span.shifted(span.start))


class Rows:
    """A snapshot by its rows, as an index counts them; a store that is no snapshot has none."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def passages_at(self, numbers: Sequence[int]) -> tuple[Passage, ...]:
        """The passages at these rows, in the order asked for."""
        if not numbers:
            return ()
        ask = (
            f"SELECT row, document_id, {rows.PASSAGE} FROM rows JOIN passages USING (passage_id)"
            " WHERE row IN (SELECT value FROM json_each(?))"
        )
        found = {row: passage for row, *passage in self._connection.execute(ask, (json.dumps([*numbers]),))}
        with self._connection.records():
            return tuple(rows.to_passage(found[number]) for number in numbers)

    def row_of(self, passage_id: str) -> tuple[int, int]:
        """The row that a passage has, and how many sentences the passages of lower rows have."""
        row, first = self._connection.execute(
            "SELECT row, first FROM rows WHERE passage_id = ?", (passage_id,)
        ).fetchone()
        return row, first

    def firsts(self) -> list[int]:
        """For each row, how many sentences the passages of lower rows have."""
        return [first for (first,) in self._connection.execute("SELECT first FROM rows ORDER BY row")]

    def matching(self, asked: Filters, vocabulary: Vocabulary) -> tuple[int, ...]:
        """The rows whose passages match every filter, ascending."""
        conditions = filters.conditions(asked, vocabulary)
        found = self._connection.execute(
            "SELECT row FROM rows JOIN passages USING (passage_id)"
            f" WHERE {' AND '.join(condition for condition, _ in conditions) or 'true'} ORDER BY row",
            [value for _, values in conditions for value in values],
        )
        return tuple(row for (row,) in found)

    def wordings(self, numbers: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        """Of each of these rows its number, the passage's text, and its headings as JSON."""
        return self._connection.execute(
            "SELECT row, text, path FROM rows JOIN passages USING (passage_id)"
            " WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row",
            (rows.array(numbers),),
        )

    def twins(self) -> tuple[int, ...]:
        """Of each row the lowest row with the same text; itself if there is none before it."""
        return tuple(twin for (twin,) in self._connection.execute("SELECT twin FROM rows ORDER BY row"))

    def definitions(self) -> tuple[tuple[int, str, Definition], ...]:
        """What the passages and their headings define: the row, its document's id, and the definition."""
        found = self._connection.execute(
            "SELECT row, document_id, short, long, start, end FROM definitions JOIN rows USING (row)"
            " JOIN passages USING (passage_id) ORDER BY row, start"
        )
        return tuple(
            (row, document_id, Definition(short, long, Span(start, end)))
            for row, document_id, short, long, start, end in found
        )
