"""Rows of tables, spanned cells among them."""

from hypothesis import given
from hypothesis import strategies as st

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
        (1, "Region | 2019 | 2019 | Note"),
        (1, "Region | plan | paid | Note"),
        (0, "Asia | 5 | 4 | sea"),
        (0, "Asia | 6 | 6 | air"),
        (0, "All sums in yen"),
        (0, "Total |  | 10 |"),
    ]


def test_only_rows_at_the_top_are_headers_and_empty_rows_are_left_out() -> None:
    rows = [[Cell("a", True), Cell("b", True)], [], [Cell(""), Cell("")], [Cell("1"), Cell("2")], [Cell("c", True)]]
    assert lines(rows) == [(1, "a | b"), (0, "1 | 2"), (0, "c")]


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
