"""Likeness lifted by sentences, by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import ranked
from index.rerank import lifted, with_kin


def cosines(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_a_row_rises_by_its_share_towards_its_best_sentence() -> None:
    # row 1: 0.6, best sentence 0.5, below: stays; row 4: 0.5 + 0.5 · (0.9 - 0.5) = 0.7; row 2: 0.4 + 0.5 · 0.1 = 0.45
    found = [(1, 0.6), (4, 0.5), (2, 0.4)]
    assert lifted(found, [2, 3, 2], cosines(0.5, 0.1, 0.2, 0.9, -0.3, 0.5, 0.0), 0.5) == [(4, 0.7), (1, 0.6), (2, 0.45)]


def test_a_single_sentence_is_the_passage_and_lifts_nothing() -> None:
    assert lifted([(1, 0.6), (4, 0.5)], [1, 0], cosines(0.9), 0.5) == [(1, 0.6), (4, 0.5)]


def test_lifted_to_the_same_score_they_stand_in_the_order_of_rows() -> None:
    assert lifted([(9, 0.5), (3, 0.4)], [2, 2], cosines(0.1, 0.2, 0.6, 0.3), 0.5) == [(3, 0.5), (9, 0.5)]


def test_nothing_found_is_nothing_lifted() -> None:
    assert lifted([], [], cosines(), 0.5) == []


@given(st.lists(st.tuples(st.floats(-1, 1), st.lists(st.floats(-1, 1), max_size=4)), max_size=8), st.floats(0, 1))
def test_nothing_falls_and_nothing_rises_above_its_best_sentence(
    rows: list[tuple[float, list[float]]], share: float
) -> None:
    found = ranked((row, round(score, 6)) for row, (score, _) in enumerate(rows))
    sentences = [rows[row][1] for row, _ in found]
    likeness = cosines(*(value for each in sentences for value in each))
    raised = lifted(found, [len(each) for each in sentences], likeness, share)
    assert raised == ranked(raised)
    before = dict(found)
    for row, score in raised:
        assert before[row] - 1e-6 <= score <= max(before[row], *rows[row][1], -1.0) + 1e-5


def test_no_share_changes_nothing() -> None:
    found = [(1, 0.6), (4, 0.5)]
    assert lifted(found, [2, 2], cosines(0.9, 0.9, 0.9, 0.9), 0.0) == found


def unit(*rows: tuple[float, ...]) -> np.ndarray:
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_each_row_takes_its_share_of_the_scores_of_its_kin() -> None:
    # cosines: rows 5 and 2 are 0.6 alike, 5 and 8 0.8, 2 and 8 0.0
    found = [(5, 1.0), (2, 0.6), (8, 0.4), (9, 0.3)]
    mixed = with_kin(found, unit((0.6, 0.8), (1.0, 0.0), (0.0, 1.0)), 0.5, 2)
    # row 5: kin (0.6 · 0.6 + 0.8 · 0.4) / 1.4 = 0.485714; (1 + 0.5 · 0.485714) / 1.5 = 0.828571
    # row 2: kin 1.0 alone, as the other is not like it; (0.6 + 0.5) / 1.5 = 0.733333; row 8: (0.4 + 0.5) / 1.5 = 0.6
    # row 9 is not among those with vectors: 0.3 / 1.5 = 0.2
    assert mixed == [(5, 0.828571), (2, 0.733333), (8, 0.6), (9, 0.2)]


def test_kin_of_the_first_rises_above_a_stranger() -> None:
    found = [(1, 1.0), (2, 0.6), (3, 0.55)]
    assert [row for row, _ in with_kin(found, unit((1, 0), (0, 1), (0.9, 0.1)), 0.5, 1)] == [1, 3, 2]


def test_one_alone_none_and_opposites_have_no_kin() -> None:
    assert with_kin([], np.empty((0, 2), dtype=np.float32)) == []
    assert with_kin([(4, 0.9)], unit((1, 0)), 0.5) == [(4, 0.6)]
    assert with_kin([(4, 0.9), (5, 0.3)], unit((1, 0), (-1, 0)), 0.5) == [(4, 0.6), (5, 0.2)]


def test_without_a_share_all_stays_as_it_was() -> None:
    found = [(1, 1.0), (2, 0.6), (3, 0.55)]
    assert with_kin(found, unit((1, 0), (0, 1), (0.9, 0.1)), 0.0) == found
