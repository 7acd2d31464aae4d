"""The builder: spans that are right by construction, and text that is canonical."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Span
from ingest.clean import clean
from ingest.readers.builder import Builder
from ingest.reading import Block, Role

BLOCKS = st.lists(
    st.tuples(st.text(st.sampled_from("ab \n\r\u0301é한\u1161\ufeff\x00") | st.characters()), st.sampled_from(Role))
)


def build(*blocks: tuple[str, Role, int]) -> Builder:
    builder = Builder()
    for words, role, level in blocks:
        builder.add(words, role, level)
    return builder


@given(BLOCKS)
def test_every_block_holds_its_own_words_and_the_whole_is_canonical(blocks: list[tuple[str, Role]]) -> None:
    reading = build(*((words, role, 2) for words, role in blocks)).reading()
    expected = [text for words, _ in blocks if (text := clean(words).text.strip())]
    assert [block.span.of(reading.text) for block in reading.blocks] == expected
    assert clean(reading.text).text == reading.text
    ends = [0, *(block.span.end for block in reading.blocks)]
    between = [reading.text[end : block.span.start] for end, block in zip(ends, reading.blocks, strict=False)]
    assert set(between[1:]) <= {"\n", "\n\n"}


def test_items_and_rows_stand_a_line_apart_unless_they_are_parted() -> None:
    builder = build(("a", Role.ITEM, 1), ("b", Role.ITEM, 2), ("1 | 2", Role.ROW, 0), ("3 | 4", Role.ROW, 0))
    builder.part()
    builder.add("5 | 6", Role.ROW)
    assert builder.reading().text == "a\nb\n\n1 | 2\n3 | 4\n\n5 | 6"


def test_a_lone_leading_heading_of_level_1_is_the_title() -> None:
    blocks = build(
        ("T", Role.HEADING, 1), ("A", Role.HEADING, 2), ("p", Role.TEXT, 0), ("B", Role.HEADING, 3)
    ).reading()
    assert [(block.role, block.level) for block in blocks.blocks] == [
        (Role.HEADING, 0),
        (Role.HEADING, 1),
        (Role.PARAGRAPH, 0),
        (Role.HEADING, 2),
    ]


def test_two_headings_of_level_1_stay_where_they_are() -> None:
    blocks = build(("A", Role.HEADING, 1), ("B", Role.HEADING, 1)).reading().blocks
    assert [block.level for block in blocks] == [1, 1]


def test_a_lone_heading_of_level_1_after_others_is_no_title() -> None:
    blocks = build(("A", Role.HEADING, 2), ("B", Role.HEADING, 1)).reading().blocks
    assert [block.level for block in blocks] == [2, 1]


def test_text_under_nothing_but_a_title_is_left_to_be_recognised() -> None:
    assert build(("T", Role.HEADING, 1), ("p", Role.TEXT, 0)).reading().blocks[1] == Block(Span(3, 4), Role.TEXT)
