"""Tables: where one ends and the next begins, and which rows head their columns."""

import pytest

from corpus.records import Span
from ingest.reading import Block, Role
from ingest.tables import tables_of


def tables(*lines: str) -> list[tuple[int, str]]:
    """The number of rows and the header of each table; a line that begins with "!" is marked as a header."""
    text, blocks = "", []
    for line in lines:
        row = line.removeprefix("!")
        blocks += [Block(Span(len(text), len(text) + len(row)), Role.ROW, int(row != line))] if row else []
        text += f"{row}\n"
    return [(len(table.rows), table.header) for table in tables_of(text, blocks)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((), []),
        (("a | b", "c | d"), [(2, "a | b")]),
        (("a | b",), [(1, "")]),
        (("Country | 2018 | 2019", "India | 5 | 6"), [(2, "Country | 2018 | 2019")]),
        ((" | 5 | 6", "India | 7 | 8"), [(2, "")]),
        (("India | 5 million | 6 | note", "Japan | x | y | z"), [(2, "")]),
        (("Country | 2020/21 | 2021/22", "India | 5 | 6"), [(2, "Country | 2020/21 | 2021/22")]),
        (("Country | Phase 1 | Phase 2", "Kenya | 5 | 7"), [(2, "Country | Phase 1 | Phase 2")]),
        (("Country | Aged 15-24 | Top 10", "Kenya | 1,250 | 7"), [(2, "Country | Aged 15-24 | Top 10")]),
        (("Country | Phase 1 | Phase 2", "Kenya | plans | works"), [(2, "Country | Phase 1 | Phase 2")]),
        (("Kenya | Phase 1 | Works", "Peru | Phase 2 | Ports"), [(2, "")]),
        (("Kenya | USD 5 million | Works", "Peru | USD 7 million | Ports"), [(2, "")]),
        (("Kenya | every 6 years | Works", "Peru | | Ports"), [(2, "")]),
        (("Total in all | 5 million", "Of it | 3 million"), [(2, "")]),
        (("Budget | EUR 3 million", "Staff | 12"), [(2, "")]),
        ((f"a | {'long ' * 20}", "c | d"), [(2, "")]),
        (("!a | b", "!c | d", "1 | 2"), [(3, "a | b / c | d")]),
        (("!a | b", "1 | 2", "!c | d", "3 | 4"), [(2, "a | b"), (2, "c | d")]),
        (("a | b", "1 | 2", "", "c | d", "3 | 4"), [(2, "a | b"), (2, "c | d")]),
    ],
)
def test_tables_and_their_headers(lines: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    assert tables(*lines) == expected
