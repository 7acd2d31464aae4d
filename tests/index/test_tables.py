"""Which rows of a document are one table, under which header, and what stands beside them."""

from collections.abc import Callable, Sequence

import pytest

from corpus.records import Kind, Passage, Span
from index.tables import Tables, cells

PARTS = (
    (Kind.BODY, ("Aid",), ["The fund pays each year."]),
    (Kind.TABLE, ("Aid",), ["Grants by year", "Country | 2018 | 2019", "Tonga | 1 | 2"]),
    (Kind.TABLE, ("Aid",), ["Fiji | 3 | 4"]),  # the same table, cut in two
    (Kind.BODY, ("Aid",), ["All in dollars.", "None was a loan."]),
    (Kind.TABLE, ("Aid", "Loans"), ["State | Loan", "Nauru | 7"]),
    (Kind.BODY, ("Aid", "Debts"), ["No debt is left."]),
)


def document(parts: Sequence[tuple[Kind, tuple[str, ...], list[str]]]) -> tuple[str, list[Passage]]:
    """A text of these parts, a line for each sentence."""
    text, passages = "", list[Passage]()
    for number, (kind, path, sentences) in enumerate(parts):
        spans = []
        for sentence in sentences:
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + "\n"
        whole = Span(spans[0].start, spans[-1].end)
        passages.append(Passage(f"d:{number}", "d", whole, whole.of(text), path, kind, tuple(spans)))
    return text, passages


@pytest.fixture
def made() -> tuple[str, list[Passage], Tables]:
    text, passages = document(PARTS)
    return text, passages, Tables(text, passages)


def said(text: str, spans: Sequence[Span | None]) -> list[str | None]:
    return [span and span.of(text) for span in spans]


def test_rows_with_nothing_between_them_are_one_table(made: tuple[str, list[Passage], Tables]) -> None:
    text, passages, tables = made
    grants = tables.of(passages[2].sentences[0])
    assert said(text, grants.rows) == [*PARTS[1][2], *PARTS[2][2]]
    assert tables.of(passages[1].sentences[1]) is grants
    assert said(text, tables.of(passages[4].sentences[1]).rows) == PARTS[4][2]


def test_an_empty_line_parts_two_tables() -> None:
    rows = [Span(0, 5), Span(6, 11), Span(13, 18)]
    text = "a | b\nc | d\n\ne | f\n"
    tables = Tables(text, [Passage("d:0", "d", Span(0, 18), text[:18], (), Kind.TABLE, tuple(rows))])
    assert [tables.of(row).rows for row in rows] == [(rows[0], rows[1]), (rows[0], rows[1]), (rows[2],)]


def test_the_header_is_the_first_row_with_as_many_cells(made: tuple[str, list[Passage], Tables]) -> None:
    text, passages, tables = made
    grants = tables.of(passages[1].sentences[2])
    assert said(text, [grants.header(columns) for columns in (1, 3, 4)]) == [
        "Grants by year",
        "Country | 2018 | 2019",
        "Grants by year",
    ]


def test_what_is_no_row_is_a_table_of_itself(made: tuple[str, list[Passage], Tables]) -> None:
    _, passages, tables = made
    alone = tables.of(passages[0].sentences[0])
    assert alone.rows == passages[0].sentences
    assert alone.header(9) == alone.rows[0]


def test_what_stands_beside_a_table_is_under_its_headings_or_those_above(
    made: tuple[str, list[Passage], Tables],
) -> None:
    text, passages, tables = made
    fiji, nauru = passages[2].sentences[0], passages[4].sentences[1]
    assert said(text, tables.beside(fiji, ("Aid",))) == ["The fund pays each year.", "All in dollars."]
    assert said(text, tables.beside(nauru, ("Aid", "Loans"))) == ["None was a loan.", None]
    assert tables.beside(nauru, ("Loans",)) == (None, None)


def test_no_title_stands_before_another_table(made: tuple[str, list[Passage], Tables]) -> None:
    text, passages, tables = made
    title = tables.title(passages[2].sentences[0], ("Aid",))
    assert title
    assert title.of(text) == "The fund pays each year."
    text = "Aid.\na | b\n\ne | f\n"
    body = Passage("d:0", "d", Span(0, 4), "Aid.", (), Kind.BODY, (Span(0, 4),))
    table = Passage("d:1", "d", Span(5, 17), text[5:17], (), Kind.TABLE, (Span(5, 10), Span(12, 17)))
    tables = Tables(text, [body, table])
    assert [tables.title(row, ()) for row in table.sentences] == [Span(0, 4), None]


def test_cells_stand_where_they_do_in_the_text() -> None:
    text = "Aid\nTonga |  | 2"
    assert said(text, cells(text, Span(4, 16))) == ["Tonga", "", "2"]


def test_each_row_of_a_long_table_is_read_without_the_others(
    growth: Callable[[Callable[[int], object], int], float],
) -> None:
    def read(number: int) -> None:
        rows = [f"Port {row} | {row}" for row in range(number)]
        text, passages = document([(Kind.TABLE, (), rows[at : at + 20]) for at in range(0, number, 20)])
        tables = Tables(text, passages)
        for passage in passages:
            for row in passage.sentences:
                tables.of(row).header(2)
                tables.beside(row, ())

    assert growth(read, 1_000) < 9
