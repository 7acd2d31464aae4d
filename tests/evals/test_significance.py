"""The randomisation test against counting all swaps, and Holm by hand."""

from itertools import product

import numpy as np
import pytest

from evals.significance import holm, randomisation


def counted(differences: list[float]) -> float:
    """The share of all swaps whose mean is at least as far from 0."""
    signs = np.array(list(product([1, -1], repeat=len(differences))))
    found = np.abs(signs @ np.array(differences))
    return float(np.mean(found >= abs(sum(differences)) - 1e-12))


@pytest.mark.parametrize("seed", range(5))
def test_few_queries_are_counted_exactly(seed: int) -> None:
    differences = np.random.default_rng(seed).normal(0.3, 1, 9).round(2).tolist()
    assert randomisation(differences) == pytest.approx(counted(differences))


def test_a_difference_that_is_always_the_same_way() -> None:
    assert randomisation([0.1] * 10) == pytest.approx(2 / 2**10)


def test_many_queries_are_sampled_close_to_the_count_and_always_alike() -> None:
    differences = np.random.default_rng(1).normal(0.1, 1, 18).tolist()
    sampled = randomisation(differences)
    assert 0.01 < counted(differences) < 0.5
    assert sampled == pytest.approx(counted(differences), abs=0.02)
    assert randomisation(differences) == sampled


@pytest.mark.parametrize("differences", [[], [0.5], [0.0] * 30])
def test_nothing_to_tell_apart(differences: list[float]) -> None:
    assert randomisation(differences) == 1.0


def test_holm_by_hand() -> None:
    # sorted .005 .01 .03 .04: times 4, 3, 2, 1 are .02 .03 .06 .04, and none may be below the one before
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.7]) == [1.0, 1.0]
    assert holm([0.2]) == [0.2]
    assert holm([]) == []
