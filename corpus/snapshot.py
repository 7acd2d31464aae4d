"""What a generation's snapshot knows beside its store: rows, twins, mentions and definitions.

rows          0, 1, 2 … → passage_id in ascending order, the number of sentences in the passages before it, and its
              twin: the lowest row whose text is the same but for white space
mentions      (kind, name, row): the passage or its headings name this place or this field; the name is the form that
              stands for it in the vocabulary, folded
definitions   (row, short, long, start, end): what the passage or a heading above it defines, and where it does
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from corpus import filters, rows
from corpus.connection import Connection
from corpus.definitions import Definition, definitions
from corpus.filters import Filters
from corpus.records import Kind, Passage, Span
from corpus.vocabulary import Vocabulary, words

KINDS = {"places": "place", "countries": "place", "fields": "field"}  # of the vocabulary, and what they are here

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
    asked = f"SELECT row, document_id, {rows.PASSAGE} FROM passages JOIN rows USING (passage_id) ORDER BY row"
    for row, *stored in connection.execute(asked):
        passage = rows.to_passage(stored)
        named = [(kind, name, row) for kind, name in _mentioned(passage, vocabulary)]
        connection.executemany("INSERT INTO mentions VALUES (?, ?, ?)", named)
        connection.executemany(
            "INSERT INTO definitions VALUES (?, ?, ?, ?, ?)",
            [(row, one.short, one.long, one.span.start, one.span.end) for one in _defined(connection, passage)],
        )


def _mentioned(passage: Passage, vocabulary: Vocabulary) -> set[tuple[str, str]]:
    parts = (part for text in (*passage.path, passage.text) for part in vocabulary.known(words(vocabulary.cut(text))))
    return {(KINDS[part.kind], " ".join(part.standing)) for part in parts if part.kind in KINDS}


def _defined(connection: sqlite3.Connection, passage: Passage) -> Iterator[Definition]:
    """What a passage and the headings above it define, placed in its document."""
    stretches = [(passage.span, passage.text)]
    for depth in range(len(passage.path)):
        if "(" in passage.path[depth] or "（" in passage.path[depth]:
            stretches += _heading(connection, passage, depth + 1)
    for span, text in stretches:
        for one in definitions(text):
            yield Definition(one.short, one.long, one.span.shifted(span.start))


def _heading(connection: sqlite3.Connection, passage: Passage, depth: int) -> list[tuple[Span, str]]:
    """The last heading of the first ``depth`` above a passage: where its words stand, and what they are."""
    found = connection.execute(
        "SELECT start, end, substr(text, start + 1, end - start) FROM (SELECT text, position,"
        " json_extract(span, '$[0][0]') AS start, json_extract(span, '$[0][1]') AS end"
        " FROM sections JOIN documents USING (document_id) WHERE document_id = ? AND kind = ? AND path = ?)"
        " WHERE start <= ? ORDER BY position DESC LIMIT 1",
        (passage.document_id, Kind.HEADING.value, rows.array(passage.path[:depth]), passage.span.start),
    )
    return [(Span(start, end), text) for start, end, text in found]


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
