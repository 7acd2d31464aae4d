"""Where words stand: what is packed covers what was given, and a span finds its lines."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from corpus.boxes import Box, pack, rectangles, unpack
from corpus.records import Document, Page, Span
from corpus.store import Contents, Store
from corpus.vocabulary import vocabulary

SIDES = st.floats(-1000, 20_000)


@given(st.lists(st.tuples(st.integers(0, 10**7), st.integers(1, 50), SIDES, SIDES, SIDES, SIDES), min_size=1))
def test_what_is_packed_covers_what_was_given_and_little_more(made: list[tuple[int, int, float, ...]]) -> None:
    boxes = [Box(Span(start, start + more), 3, *sides) for start, more, *sides in made]
    [(page, data)] = pack(boxes)
    found = unpack(page, data)
    for box, kept in zip(boxes, found, strict=True):
        assert (kept.span, kept.page) == (box.span, 3)
        assert box.left - 0.011 <= kept.left <= box.left + 1e-9
        assert box.bottom - 0.011 <= kept.bottom <= box.bottom + 1e-9
        assert box.right + 0.011 >= kept.right >= box.right - 1e-9
        assert box.top + 0.011 >= kept.top >= box.top - 1e-9


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), min_size=1), st.integers(0, 60), st.integers(1, 60))
def test_only_the_boxes_within_are_unpacked(made: list[tuple[int, int]], start: int, length: int) -> None:
    boxes, at = [], 0
    for gap, long in made:
        boxes.append(Box(Span(at + gap, at + gap + long), 3, at, 0, at + 1, 9))
        at += gap + long
    [(_, data)] = pack(boxes)
    within = Span(start, start + length)
    assert unpack(3, data, within) == tuple(box for box in unpack(3, data) if box.span.overlaps(within))


def test_a_line_of_many_words_is_joined_as_they_come(growth: Callable[[Callable[[int], object], int], float]) -> None:
    words = [Box(Span(2 * at, 2 * at + 1), 1, 2 * at, 0, 2 * at + 1, 9) for at in range(8_000)]
    assert rectangles(words, Span(0, 16_000)) == (Box(Span(0, 15_999), 1, 0, 0, 15_999, 9),)
    assert growth(lambda number: rectangles(words[:number], Span(0, 16_000)), 2_000) < 9


def test_sides_that_no_page_has_are_kept_within_bounds() -> None:
    [(_, data)] = pack([Box(Span(0, 1), 1, float("-inf"), float("nan"), 1e300, -1e300)])
    [box] = unpack(1, data)
    assert (box.left, box.bottom, box.right, box.top) == (0.0, 0.0, 2e7, -2e7)


def test_the_store_gives_the_lines_of_a_span_over_two_pages(tmp_path: Path) -> None:
    text = "One two\n\nthree"
    pages = (Page(1, None, Span(0, 7)), Page(2, "ii", Span(9, 14)))
    document = Document("d", text, "T", None, None, None, "d.pdf", "0", pages=pages)
    boxes = (
        Box(Span(0, 3), 1, 10.0, 700.0, 30.0, 712.0),
        Box(Span(4, 7), 1, 34.0, 700.0, 60.0, 712.0),
        Box(Span(9, 14), 2, 10.0, 700.0, 60.0, 712.0),
    )
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(Contents(document, (), (), boxes=tuple(pack(boxes))), Path("/in/d.pdf"), "r")
        store.snapshot(tmp_path / "copy.sqlite", vocabulary({}))
        store.put(Contents(replace(document, text="None"), (), ()), Path("/in/d.pdf"), "r")
        assert store.boxes(replace(document, text="None"), Span(0, 4)) == ()
    with Store.open_snapshot(tmp_path / "copy.sqlite", vocabulary({})) as copy:
        assert copy.boxes(document, Span(0, 3)) == boxes[:1]
        assert [(box.page, box.left, box.right) for box in copy.boxes(document, Span(0, 14))] == [
            (1, 10.0, 60.0),
            (2, 10.0, 60.0),
        ]
        assert copy.boxes(document, Span(7, 9)) == ()
