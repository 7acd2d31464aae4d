"""What a reader kept of a file, against hand-computed values and a slow oracle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import extract_measures
from evals.extract import Extract, Truth
from evals.extract_measures import Scores, cell_recall, garbled, heading_recall, order, placed, recall, score, words

some_words = st.lists(st.sampled_from("abcd"), max_size=8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ＯＤＡ of 1,505", ["the", "oda", "of", "1", "505"]),
        ("infor-\n  mation", ["information"]),
        ("infor\u00admation 2010-\n2012", ["information", "2010", "2012"]),
        ("well-known", ["well", "known"]),
        ("能力構築支援", list("能力構築支援")),
        ("サーバー2台", [*"サーバー", "2", "台"]),
        ("ﬁeld_name — “é”", ["field", "name", "é"]),
        ("보험약관상 문제", list("보험약관상문제")),
        ("… — !", []),
    ],
)
def test_words_are_folded_alike_on_both_sides(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_word_hyphenated_at_a_line_end_and_the_same_word_whole_are_one() -> None:
    assert words("a co-\noperative") == words("a cooperative") == ["a", "cooperative"]


def test_recall_counts_a_word_as_often_as_it_stands() -> None:
    assert recall(["a", "a", "a"], ["a", "a", "b", "b"]) == 0.5
    assert recall([], ["a"]) == 0.0
    assert recall(["a"], []) == 1.0


def distance(found: list[str], true: list[str]) -> int:
    """Levenshtein's distance by its definition."""
    row = list(range(len(true) + 1))
    for at, one in enumerate(found, 1):
        before, row = row, [at]
        for to, other in enumerate(true, 1):
            row.append(min(before[to] + 1, row[-1] + 1, before[to - 1] + (one != other)))
    return row[-1]


@given(some_words, some_words)
def test_order_is_the_edit_similarity(found: list[str], true: list[str]) -> None:
    expected = 1 - distance(found, true) / max(len(found), len(true), 1)
    assert order(found, true) == pytest.approx(expected)


def test_order_looks_at_the_first_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract_measures, "MOST_ORDERED", 2)
    assert order(["a", "b", "x"], ["a", "b", "y", "z"]) == 1.0


def test_headings_are_compared_without_their_numbers() -> None:
    assert heading_recall(["II. Aims of aid", "3. Means"], ["2 Aims of aid", "Means", "Ends"]) == pytest.approx(2 / 3)
    assert heading_recall(["A"], []) is None
    assert heading_recall(None, ["A"]) is None
    assert heading_recall([], ["A"]) == 0.0


def test_a_heading_that_stands_twice_must_be_told_twice() -> None:
    assert heading_recall(["Foo"], ["Foo", "Foo"]) == 0.5


def test_a_cell_is_found_in_the_row_of_its_first_cell() -> None:
    table = [("", "2007", "2008"), ("Servers", "1,505", "1,580"), ("Rooms", "7", "")]
    assert cell_recall(["2007 | 2008", "Servers | 1,505 | 1,580", "Rooms | 7"], table) == 1.0
    assert cell_recall(["Servers", "1,505 1,580", "2007 2008", "Rooms 7"], table) == pytest.approx(5 / 7)
    assert cell_recall([], table) == 0.0
    assert cell_recall(["Servers"], [("", " ")]) is None


def test_a_cell_is_whole_words_that_stand_together() -> None:
    assert cell_recall(["Aid 150 05"], [("Aid", "15", "0 05", "150 05")]) == 0.5


def test_a_paragraph_is_no_row() -> None:
    told = "In the year 2007 the Servers were many, and 1,505 of them stood in closets of the agency"
    assert cell_recall([told], [("Servers", "1,505")]) == 0.0


def test_stretches_are_placed_on_their_page() -> None:
    stretches = [(1, "one two"), (2, "three"), (1, "three"), (3, "four")]
    assert placed(["One, two.", "Three"], stretches) == 0.5
    assert placed(None, stretches) is None
    assert placed(["One"], []) is None


def test_scores_of_a_file_against_hand_computed_values() -> None:
    extract = Extract("Aid\nto seas and", ("Aid",), ("Aid", "to seas and"), ("Aid\nto seas and",), 0)
    truth = Truth(("Aid to the seas",), headings=("Aid", "Seas"), placed=((1, "to seas"),), pages=2)
    assert score(extract, truth) == Scores(0.75, 0.75, 0.5, 0.5, None, 1.0, 0.0)


def test_of_several_true_orders_the_nearest_counts() -> None:
    truth = Truth(("one two three four", "three four one two"))
    assert score(Extract("three four one two"), truth).order == 1.0


def test_a_part_of_a_file_tells_nothing_of_precision_and_order() -> None:
    scores = score(Extract("much more than one"), Truth(("one",), whole=False))
    assert (scores.recall, scores.precision, scores.order) == (1.0, None, None)


def test_a_file_that_was_not_read_scores_nothing_of_what_is_known() -> None:
    truth = Truth(("one",), headings=("H",), cells=(("a", "b"),), placed=((1, "one"),), pages=1)
    assert score(Extract("", (), (), ()), truth) == Scores(0.0, None, 0.0, 0.0, 0.0, 0.0, 0.0)
    assert score(Extract("words"), Truth()) == Scores()


def test_garbled_counts_what_no_text_holds() -> None:
    assert garbled("ab\ufffd\ue000") == 0.5
    assert garbled("a\x01b\x02") == 0.5
    assert garbled("tab\tand\nline 能力") == 0.0
    assert garbled("") == 0.0
