"""Notes, their markers and their terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Note, Span
from ingest.notes import link_notes
from ingest.reading import Block, Reading, Role


def link(*blocks: tuple[str, str]) -> list[tuple[str, str | None, str | None]]:
    """Label, marker and term of each note; a block is its text and, for a note, its label."""
    text = "\n\n".join(words for words, _ in blocks)
    return [(note.label, _of(note.marker, text), _of(note.term, text)) for note in link_notes(reading(*blocks))]


def reading(*blocks: tuple[str, str]) -> Reading:
    made, start = [], 0
    for words, label in blocks:
        role = Role.NOTE if label else Role.PARAGRAPH
        made.append(Block(Span(start, start + len(words)), role, label=label))
        start += len(words) + 2
    return Reading("\n\n".join(words for words, _ in blocks), tuple(made))


def _of(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("label", "marker"),
    [
        ("Note 17", "(Note17)"), ("Note 17", "( note  17 )"), ("NOTE 17", "[Note 17]"), ("Note 17", "Note 17"),
        ("[1]", "[1]"), ("[1]", "[ 1 ]"), ("[^sea]", "[^sea]"), ("*1", "*1"), ("*1", "(*1)"), ("注1", "（注１）"),
        ("注１", "注1"), ("※2", "※２"),
    ],
)  # fmt: skip
def test_a_marker_is_its_label_however_it_is_spaced(label: str, marker: str) -> None:
    assert link((f"It fights the piracy {marker}, and crime.", ""), (f"{label}: words", label)) == [
        (label, marker, "piracy")
    ]


@pytest.mark.parametrize("marker", ["(Note 170)", "(Note 1)", "(17)", "footnote17", "(Note 17 and 18)", "2*17"])
def test_what_is_not_the_marker(marker: str) -> None:
    assert link((f"It fights the piracy {marker}.", ""), ("Note 17: words", "Note 17")) == [("Note 17", None, None)]


def test_a_number_in_round_brackets_cites_nothing() -> None:
    assert link(("It has aims (1) and means.", ""), ("[1] words", "[1]")) == [("[1]", None, None)]


@pytest.mark.parametrize(
    ("before", "term"),
    [
        ("drugs and firearms, trafficking in persons", "trafficking in persons"),
        ("cybercrime, and money laundering", "money laundering"),
        ("a total of $4.5 million to the International Trust Fund", "International Trust Fund"),
        (
            "It was founded by the International Maritime Organization (IMO)",
            "International Maritime Organization (IMO)",
        ),
        ("It is committed to the rule of law", "rule of law"),
        ("it uses technical cooperation", "uses technical cooperation"),
        ("countries in Asia", "countries in Asia"),
        ("one two three four five six seven eight", "three four five six seven eight"),
        ("the so-called “homegrown terrorism”", "so-called “homegrown terrorism”"),
        ("It ended in 2019.", None),
        ("It is", None),
        ("犯罪収益の資金洗浄", "資金洗浄"),
        ("我が国はマネー・ローンダリング対策", "マネー・ローンダリング対策"),
    ],
)
def test_the_term_is_the_noun_phrase_before_the_marker(before: str, term: str | None) -> None:
    assert link((f"{before}（Note 1） goes on.", ""), ("Note 1: words", "Note 1")) == [("Note 1", "（Note 1）", term)]


def test_a_term_does_not_reach_into_the_block_before() -> None:
    assert link(("Aid", ""), ("loans (Note 1) grew", ""), ("Note 1: words", "Note 1"))[0][2] == "loans"


def test_every_marker_counts_and_a_note_cites_nothing() -> None:
    found = link_notes(reading(("A [1] and B [1].", ""), ("[1] as in [2]", "[1]"), ("[2] words", "[2]")))
    assert [note.marker for note in found[:2]] == [Span(2, 5), Span(12, 15)]
    assert found[0].span == found[1].span
    assert found[2:] == (Note("[2]", Span(33, 42), None, None),)


def test_what_cites_a_note_whose_label_is_used_again_stands_before_it() -> None:
    assert link(("sea *1, air *1", ""), ("*1 one", "*1"), ("land *1", ""), ("*1 two", "*1"), ("ice *1", "")) == [
        ("*1", "*1", "sea"), ("*1", "*1", "air"), ("*1", "*1", "land"),
    ]  # fmt: skip


def test_a_label_used_again_is_cited_after_its_last_note() -> None:
    assert link(("sea *1", ""), ("*1 one", "*1"), ("air *1", ""), ("*1 two", "*1")) == [
        ("*1", "*1", "sea"), ("*1", "*1", "air"),
    ]  # fmt: skip


@given(
    st.lists(
        st.sampled_from(["(Note 1)", "piracy", "the", "[1]", "*1", "）", "（注1", "海賊", "and", ",", "in"]),
        max_size=20,
    )
)
def test_spans_lie_where_they_belong(words: list[str]) -> None:
    body = " ".join(words) or "none"
    for note in link_notes(reading((body, ""), ("Note 1: a", "Note 1"), ("注1 b", "注1"), ("*1 c", "*1"))):
        assert note.marker is None or Span(0, len(body)).contains(note.marker)
        assert note.term is None or (note.marker is not None and note.term.end <= note.marker.start)
        assert note.term is None or note.term.of(body).strip() == note.term.of(body) != ""
