"""Ranked lists by hand, and against every way an index may break its ties."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import best, fuse, min_max, ranked

SCORES = st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), max_size=30)


def test_min_max_stretches_from_the_floor_to_the_best() -> None:
    assert min_max(np.array([12.0, 9.0, 6.0]), floor=4.0).tolist() == [1.0, 0.625, 0.25]


def test_min_max_of_equal_scores_at_the_floor_is_one_for_all() -> None:
    assert min_max(np.array([2.0, 2.0]), floor=2.0).tolist() == [1.0, 1.0]


def test_min_max_of_nothing_is_nothing() -> None:
    assert min_max(np.array([]), floor=0.0).tolist() == []


def test_full_lists_are_stretched_between_their_ends() -> None:
    # lexical: 1 → 1, 2 → ½, 3 → 0; dense: 3 → 1, 4 → ¼, 1 → 0
    lexical = [(1, 10.0), (2, 8.0), (3, 6.0)]
    dense = [(3, 0.9), (4, 0.45), (1, 0.3)]
    assert fuse(lexical, dense, dense_weight=0.5, depth=3) == [(1, 0.5), (3, 0.5), (2, 0.25), (4, 0.125)]


def test_the_weight_is_the_dense_share() -> None:
    lexical, dense = [(1, 10.0), (2, 0.0)], [(2, 1.0), (1, 0.0)]
    assert fuse(lexical, dense, dense_weight=0.3, depth=2) == [(1, 0.7), (2, 0.3)]
    assert fuse(lexical, dense, dense_weight=0.7, depth=2) == [(2, 0.7), (1, 0.3)]


def test_the_second_of_two_matches_is_not_worth_nothing() -> None:
    # the lexical list is short of its depth, so that 0 is what any other passage scored
    assert fuse([(1, 8.0), (2, 6.0)], [], dense_weight=0.5, depth=100) == [(1, 0.5), (2, 0.375)]


def test_a_short_dense_list_with_opposite_vectors_stays_within_zero_and_one() -> None:
    assert fuse([], [(1, 0.5), (2, -0.5)], dense_weight=1.0, depth=100) == [(1, 1.0), (2, 0.0)]


def test_an_empty_leg_leaves_the_other_in_its_order() -> None:
    dense = [(4, 0.8), (2, 0.6), (9, 0.1)]
    assert [row for row, _ in fuse([], dense)] == [4, 2, 9]
    assert fuse([], []) == []


def test_equal_sums_stand_in_the_order_of_rows() -> None:
    assert fuse([(9, 5.0)], [(4, 0.5)], dense_weight=0.5) == [(4, 0.5), (9, 0.5)]


@given(SCORES, SCORES, st.floats(0, 1))
def test_fused_scores_are_ranked_and_lie_between_zero_and_one(
    lexical: list[float], dense: list[float], weight: float
) -> None:
    first, second = ranked(enumerate(lexical)), ranked(enumerate(dense))
    fused = fuse(first, second, weight, depth=10)
    assert fused == ranked(fused)
    assert {row for row, _ in fused} == {row for row, _ in (*first, *second)}
    assert all(0 <= score <= 1 for _, score in fused)


@given(SCORES, st.integers(1, 12), st.randoms(use_true_random=False))
def test_best_breaks_a_tie_at_the_cut_by_row_whatever_the_index_does(
    scores: list[float], k: int, order: random.Random
) -> None:
    rows = list(enumerate(scores))

    def ask(n: int) -> list[tuple[int, float]]:
        return sorted(rows, key=lambda each: (-each[1], order.random()))[:n]

    assert best(ask, k, len(rows)) == ranked(rows)[:k]


def test_best_asks_an_index_without_rows_nothing() -> None:
    assert best(lambda n: pytest.fail(f"asked for {n}"), 5, 0) == []
