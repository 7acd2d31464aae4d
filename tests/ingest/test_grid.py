"""Rows of tables, spanned cells among them."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cells import cells_of
from ingest.readers.builder import Builder
from ingest.readers.grid import Cell, add_table
from ingest.reading import Role


def lines(rows: list[list[Cell]]) -> list[tuple[int, str]]:
    """The level and the words of each row."""
    builder = Builder()
    add_table(builder, rows)
    made = builder.reading()
    assert all(block.role is Role.ROW for block in made.blocks)
    return [(block.level, block.span.of(made.text)) for block in made.blocks]


def test_what_spans_rows_is_said_in_each() -> None:
    rows = [
        [Cell("Region", True, down=2), Cell("2019", True, across=2), Cell("Note", True, down=2)],
        [Cell("plan", True), Cell("paid", True)],
        [Cell("Asia", down=2), Cell("5"), Cell("4"), Cell("sea")],
        [Cell("6"), Cell("6"), Cell("air")],
        [Cell("All sums in yen", across=4)],
        [Cell("Total", across=2), Cell("10"), Cell("")],
    ]
    assert lines(rows) == [
        (1, "Region | 2019 / plan | 2019 / paid | Note"),
        (0, "Asia | 5 | 4 | sea"),
        (0, "Asia | 6 | 6 | air"),
        (0, "All sums in yen"),
        (0, "Total |  | 10 |"),
    ]


def test_only_rows_at_the_top_are_headers_and_empty_rows_are_left_out() -> None:
    rows = [[Cell("a", True), Cell("b", True)], [], [Cell(""), Cell("")], [Cell("1"), Cell("2")], [Cell("c", True)]]
    assert lines(rows) == [(1, "a | b"), (0, "1 | 2"), (0, "c")]


def test_what_divides_below_heads_its_columns_also_where_nothing_is_marked() -> None:
    rows = [
        [Cell("Aid to partners", across=5)],
        [Cell(""), Cell("FY2019", across=2), Cell("FY2020", across=2)],
        [Cell("Country"), Cell("Amount"), Cell("Number"), Cell("Amount"), Cell("Number")],
        [Cell(""), Cell("yen"), Cell(""), Cell("yen"), Cell("")],
        [Cell("Mali"), Cell("none"), Cell("none"), Cell("none"), Cell("none")],
        [Cell("Kenya"), Cell("5"), Cell("2"), Cell("7"), Cell("3")],
        [Cell("Regional", across=2), Cell("1"), Cell("9", across=2)],
    ]
    assert lines(rows) == [
        (0, "Aid to partners"),
        (1, "Country | FY2019 / Amount / yen | FY2019 / Number | FY2020 / Amount / yen | FY2020 / Number"),
        (0, "Mali | none | none | none | none"),
        (0, "Kenya | 5 | 2 | 7 | 3"),
        (0, "Regional |  | 1 | 9 |"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [[Cell("Name"), Cell("in full", across=2)], [Cell("Place"), Cell("Town"), Cell("Country")]],  # a form
        [[Cell("All"), Cell("30", across=2)], [Cell("Ports"), Cell("10"), Cell("20")]],  # figures at once
        [[Cell("Note"), Cell("long " * 20, across=2)], [Cell("Ports"), Cell("10"), Cell("20")]],  # a text
    ],
)
def test_a_cell_over_columns_heads_none_where_it_is_no_name_above_figures(rows: list[list[Cell]]) -> None:
    assert [level for level, _ in lines(rows)] == [0, 0]


def test_a_table_of_nothing_but_headers_is_not_joined() -> None:
    rows = [[Cell("a", True), Cell("b", True)], [Cell("c", True), Cell("d", True)]]
    assert lines(rows) == [(1, "a | b"), (1, "c | d")]


def test_a_cell_that_hangs_beside_nothing_keeps_its_column() -> None:
    assert lines([[Cell("x"), Cell("y"), Cell("z", down=3)], [Cell("1")], []]) == [
        (0, "x | y | z"),
        (0, "1 |  | z"),
        (0, "|  | z"),
    ]


cells = st.builds(Cell, st.sampled_from(["", "a", "b c"]), st.booleans(), st.integers(-1, 300), st.integers(-1, 300))


@given(st.lists(st.lists(cells, max_size=4), max_size=5))
def test_no_word_of_any_table_is_lost(rows: list[list[Cell]]) -> None:
    found = " ".join(words for _, words in lines(rows))
    assert {cell.words for row in rows for cell in row if cell.words} == {
        words for words in ("a", "b c") if words in found.replace(" | ", " ")
    }


@st.composite
def headed(draw: st.DrawFn) -> tuple[list[list[Cell]], list[list[str]]]:
    """Marked header rows that divide the same columns in any way, and for each column what stands above it."""
    wide = draw(st.integers(2, 6))
    rows: list[list[Cell]] = []
    above: list[list[str]] = [[] for _ in range(wide)]
    for depth in range(draw(st.integers(1, 4))):
        rows.append([])
        at = 0
        while at < wide:
            across = draw(st.integers(1, min(wide - at, wide - 1)))
            rows[-1].append(Cell(f"h{depth}{at}", True, across))
            for column in range(at, at + across):
                above[column].append(f"h{depth}{at}")
            at += across
    return rows, above


@given(headed())
def test_one_header_says_of_each_column_all_that_stands_above_it(
    table: tuple[list[list[Cell]], list[list[str]]],
) -> None:
    rows, above = table
    body = [Cell(str(column)) for column in range(len(above))]
    [head, row] = lines([*rows, body])
    assert head == (1, " | ".join(" / ".join(word for word, _ in groupby(column)) for column in above))
    assert row[1].count(" | ") == head[1].count(" | ")


def test_a_bar_within_a_cell_does_not_end_it() -> None:
    made = lines(
        [[Cell("Kind", True), Cell("Sum", True)], [Cell("grant | loan"), Cell("5")], [Cell("| note"), Cell("a|b")]]
    )
    assert made == [(1, "Kind | Sum"), (0, "grant ｜ loan | 5"), (0, "｜ note | a|b")]
    assert [len(cells_of(words)) for _, words in made] == [2, 2, 2]
