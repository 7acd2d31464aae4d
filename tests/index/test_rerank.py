"""Likeness lifted by sentences, by hand."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import ranked
from index.rerank import lifted


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
