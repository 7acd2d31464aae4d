"""Tables that plain text draws: their rows, and what is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.text import runs
from ingest.reading import Block, Reading, Role
from ingest.recognise import recognise


def read(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, with their roles."""
    return recognise(Reading(text, tuple(Block(span, Role.TEXT) for span in runs(text)))).blocks


DRAWN = (
    "Contributions received (S$ thousand) follow.\n"
    "Contributor                 Cash     In kind   Earmarked for\n"
    "  Singapore                4,800         900   core costs\n"
    "  Fiji                       620           –   fellowships\n"
    "None was paid late."
)


def test_a_table_that_plain_text_draws_with_gaps_is_rows() -> None:
    told = [(block.role, block.level, " ".join(block.span.of(DRAWN).split())) for block in read(DRAWN)]
    assert told == [
        (Role.PARAGRAPH, 0, "Contributions received (S$ thousand) follow."),
        (Role.ROW, 1, "Contributor Cash In kind Earmarked for"),
        (Role.ROW, 0, "Singapore 4,800 900 core costs"),
        (Role.ROW, 0, "Fiji 620 – fellowships"),
        (Role.PARAGRAPH, 0, "None was paid late."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Name      Rank      Ship\nAna Roe   Captain   Reef",  # two lines are no table
        "A word   set   apart\nand another   set   apart\nand a third   set   apart",  # nor is one without a figure
        "Who / 2018 / 2019\nFiji / 2 / 3\nPeru / 4 / 5",  # slashes stand in prose, too
        "It costs 5 dollars.  It is   late.\nIt costs 6 dollars.\nIt costs 7 dollars.",
    ],
)
def test_what_is_no_drawn_table_is_prose(text: str) -> None:
    assert all(block.role is not Role.ROW for block in read(text))


@given(st.lists(st.sampled_from(["Fiji", "5", " ", "   ", "\n", "|", " | ", "Head"]), max_size=60))
def test_rows_of_drawn_tables_lose_no_word_and_lie_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    blocks = read(text)
    assert all(one.span.end <= following.span.start for one, following in pairwise(blocks))
    assert "".join("".join(block.span.of(text).split()) for block in blocks) == "".join(text.split())
