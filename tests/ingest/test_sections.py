"""The section tree from blocks with roles."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Kind, Section, Span
from ingest.notes import link_notes
from ingest.reading import Block, Reading, Role
from ingest.sections import build_sections


def lay(*blocks: tuple[str, Role, int] | tuple[str, Role, int, str]) -> Reading:
    """A reading of these blocks: words (signs before "|" are left out of the block), role, level and label."""
    text, made = "", []
    for words, role, level, *label in blocks:
        signs, _, inner = words.rpartition("|")
        text += ("\n\n" if text else "") + signs
        made.append(Block(Span(len(text), len(text) + len(inner)), role, level, *label))
        text += inner
    return Reading(text, tuple(made))


def tree(reading: Reading) -> list[tuple[Kind, int, tuple[str, ...], str]]:
    return [
        (section.kind, section.level, section.path, section.span.of(reading.text))
        for section in build_sections("Title", reading, link_notes(reading))
    ]


def test_paths_levels_and_headings() -> None:
    reading = lay(
        ("Aid", Role.HEADING, 0), ("why", Role.PARAGRAPH, 0), ("1. Sea", Role.HEADING, 1),
        ("(1)\nShips", Role.HEADING, 2), ("they sail", Role.PARAGRAPH, 0),
        ("2. Air", Role.HEADING, 1), ("it is thin", Role.PARAGRAPH, 0),
    )  # fmt: skip
    assert tree(reading) == [
        (Kind.HEADING, 0, (), "Aid"),
        (Kind.BODY, 0, (), "why"),
        (Kind.HEADING, 1, ("1. Sea",), "1. Sea"),
        (Kind.HEADING, 2, ("1. Sea", "(1) Ships"), "(1)\nShips"),
        (Kind.BODY, 2, ("1. Sea", "(1) Ships"), "they sail"),
        (Kind.HEADING, 1, ("2. Air",), "2. Air"),
        (Kind.BODY, 1, ("2. Air",), "it is thin"),
    ]
    assert [section.heading for section in build_sections("Title", reading, link_notes(reading))] == [
        "Aid", "Title", "1. Sea", "(1) Ships", "(1) Ships", "2. Air", "2. Air",
    ]  # fmt: skip


def test_neighbours_of_a_kind_are_one_section_but_captions_are_not() -> None:
    reading = lay(
        ("one", Role.PARAGRAPH, 0), ("two", Role.TEXT, 0), ("- |a", Role.ITEM, 1), ("- |b", Role.ITEM, 2),
        ("x and y", Role.ROW, 0), ("c", Role.CAPTION, 0), ("d", Role.CAPTION, 0), ("three", Role.PARAGRAPH, 0),
    )  # fmt: skip
    assert [(kind, words) for kind, _, _, words in tree(reading)] == [
        (Kind.BODY, "one\n\ntwo"), (Kind.LIST, "- a\n\n- b"), (Kind.TABLE, "x and y"), (Kind.CAPTION, "c"),
        (Kind.CAPTION, "d"), (Kind.BODY, "three"),
    ]  # fmt: skip


def test_a_note_stands_under_its_label_and_term_alone() -> None:
    reading = lay(
        ("1. Sea", Role.HEADING, 1), ("It is about armed robbery (Note 2).", Role.PARAGRAPH, 0),
        ("1. |Note 2: of ships", Role.NOTE, 0, "Note 2"), ("Note 3: of planes", Role.NOTE, 0, "Note 3"),
    )  # fmt: skip
    assert tree(reading)[2:] == [
        (Kind.FOOTNOTE, 1, ("Note 2 (armed robbery)",), "1. Note 2: of ships"),
        (Kind.FOOTNOTE, 1, ("Note 3",), "Note 3: of planes"),
    ]


def test_a_paragraph_in_the_clothes_of_a_heading_is_a_paragraph() -> None:
    reading = lay(("Sea", Role.HEADING, 1), ("It is wide. " * 20, Role.HEADING, 2), ("So it is.", Role.PARAGRAPH, 0))
    assert [(kind, path) for kind, _, path, _ in tree(reading)] == [(Kind.HEADING, ("Sea",)), (Kind.BODY, ("Sea",))]


def test_levels_may_be_skipped() -> None:
    reading = lay(("a", Role.HEADING, 3), ("b", Role.HEADING, 1), ("c", Role.HEADING, 3), ("d", Role.HEADING, 2))
    assert [path for _, _, path, _ in tree(reading)] == [("a",), ("b",), ("b", "c"), ("b", "d")]


def test_no_blocks_no_sections() -> None:
    assert build_sections("Title", Reading("", ()), ()) == ()


ROLES = st.sampled_from([role for role in Role if role is not Role.NOTE])


@given(
    st.lists(
        st.tuples(st.sampled_from(["word", "- |word", "two words", "* \n |word"]), ROLES, st.integers(0, 4)),
        max_size=12,
    )
)
def test_sections_are_disjoint_in_order_and_leave_out_only_white_space(blocks: list[tuple[str, Role, int]]) -> None:
    reading = lay(*blocks)
    sections = build_sections("Title", reading, link_notes(reading))
    assert all(one.span.end <= after.span.start for one, after in pairwise(sections))
    visible = len("".join(reading.text.split()))
    assert sum(len("".join(section.span.of(reading.text).split())) for section in sections) == visible
    assert all(_is_sound(section) for section in sections)


def _is_sound(section: Section) -> bool:
    named = section.heading == (section.path[-1] if section.path else section.heading)
    return named and section.level >= len(section.path) > -1 and (section.path != () or section.level == 0)


def test_a_whole_sentence_in_the_clothes_of_a_heading_is_a_paragraph() -> None:
    told = "5.1 All managers should provide an annual account to every lessee within 6 months of its end."
    reading = lay(("Accounts", Role.HEADING, 1), (told, Role.HEADING, 2), ("It is free.", Role.PARAGRAPH, 0))
    assert tree(reading) == [
        (Kind.HEADING, 1, ("Accounts",), "Accounts"),
        (Kind.BODY, 1, ("Accounts",), f"{told}\n\nIt is free."),
    ]
    short = lay(("5.1 Accounts of managers.", Role.HEADING, 2), ("They are free.", Role.PARAGRAPH, 0))
    assert [kind for kind, *_ in tree(short)] == [Kind.HEADING, Kind.BODY]
    ends = lay(
        ("Uganda", Role.HEADING, 1), ("Boats", Role.HEADING, 2), ("blue", Role.PARAGRAPH, 0),
        ("2. Support that the Ministry gave to the people of Kenya after the war.", Role.HEADING, 1),
        ("lorries", Role.PARAGRAPH, 0),
    )  # fmt: skip
    assert [path for kind, _, path, _ in tree(ends) if kind is Kind.BODY] == [("Uganda", "Boats"), ()]
