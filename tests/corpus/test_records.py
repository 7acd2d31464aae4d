import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Document, Kind, Passage, Span, heading_line, page_permalink, permalink, searchable


def test_a_span_must_be_ordered_and_not_negative() -> None:
    for start, end in ((2, 1), (-1, 3)):
        with pytest.raises(ValueError, match="0 <= start <= end"):
            Span(start, end)


def test_an_empty_span_is_inside_but_overlaps_nothing() -> None:
    assert Span(0, 4).contains(Span(2, 2))
    assert not Span(0, 4).overlaps(Span(4, 6))
    assert Span(0, 4).overlaps(Span(3, 6))
    assert not Span(0, 4).overlaps(Span(2, 2))
    assert not Span(2, 2).overlaps(Span(0, 4))
    assert not Span(2, 2).overlaps(Span(2, 2))


@given(*[st.integers(0, 9)] * 4)
def test_spans_overlap_where_they_share_a_code_point(start: int, length: int, other: int, more: int) -> None:
    shared = set(range(start, start + length)) & set(range(other, other + more))
    assert Span(start, start + length).overlaps(Span(other, other + more)) == bool(shared)


@given(st.text(), st.integers(0, 50), st.integers(0, 50), st.integers(0, 9))
def test_a_shifted_span_says_the_same_of_a_shifted_text(text: str, one: int, other: int, by: int) -> None:
    span = Span(min(one, other), max(one, other))
    assert span.shifted(by).of("x" * by + text) == span.of(text)


@given(st.text(alphabet="a \n\u3000あ", max_size=9), st.integers(0, 9), st.integers(0, 9))
def test_a_trimmed_span_has_the_same_words_without_blanks_around_them(text: str, one: int, other: int) -> None:
    span = Span(min(one, other, len(text)), min(max(one, other), len(text)))
    trimmed = span.trimmed(text)
    assert span.contains(trimmed)
    assert trimmed.of(text) == span.of(text).strip()
    if not trimmed.of(text):
        assert trimmed == Span(span.end, span.end)


def test_headings_are_searched_and_line_breaks_folded() -> None:
    passage = Passage("p", "d", Span(0, 9), "a\n b", ("4. CBA\nby JMOD", "(2) Fields"), Kind.BODY, ())
    assert searchable("Title", passage) == "Title › 4. CBA by JMOD › (2) Fields\na b"
    assert heading_line("Title", ()) == "Title"


def test_a_permalink_carries_its_span_and_tells_its_words_from_others() -> None:
    one, other = (Document("cba", text, "CBA", None, None, None, "", "") for text in ("the 12 boats", "the 13 boats"))
    assert permalink(one, Span(4, 6)) == "/documents/cba?start=4&end=6&quote=6b51d431df5d#cited"
    assert page_permalink(one, Span(4, 6), 7) == "/documents/cba/pages/7?start=4&end=6&quote=6b51d431df5d"
    assert permalink(one, Span(4, 6)) != permalink(other, Span(4, 6))
    assert permalink(one, Span(7, 12)) == permalink(other, Span(7, 12))
