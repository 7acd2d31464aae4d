"""Vectors made from real ones, and indexes measured against the exact one."""

import numpy as np
import pytest

from evals.scale import Measured, line, measure, multiply


def groups(count: int, seed: int) -> np.ndarray:
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(8, 16))[chance.integers(8, size=count)] + 0.3 * chance.normal(size=(count, 16))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def test_more_vectors_are_made_between_neighbours_and_the_real_ones_come_first() -> None:
    real = groups(200, seed=1)
    made = multiply(real, 1_000)
    assert made.shape == (1_000, 16)
    assert np.array_equal(made[:200], real)
    assert np.linalg.norm(made, axis=1) == pytest.approx(np.ones(1_000), abs=1e-5)
    assert np.array_equal(multiply(real, 1_000), made)
    noise = np.random.default_rng(2).normal(size=(800, 16))
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    nearest, nearest_noise = (np.median((one @ real.T).max(axis=1)) for one in (made[200:], noise))
    inside = np.median(np.sort(real @ real.T, axis=1)[:, -2])  # how near a real vector is to its nearest
    assert nearest > (inside + nearest_noise) / 2


def test_fewer_vectors_than_there_are_are_the_first_of_them() -> None:
    real = groups(50, seed=1)
    assert np.array_equal(multiply(real, 20), real[:20])


def test_the_exact_index_misses_nothing_and_every_effort_has_its_line() -> None:
    vectors = multiply(groups(300, seed=1), 3_000)
    found = list(measure(vectors, list(groups(5, seed=2)), ["Flat", "IVF{lists},SQ8"]))
    assert found[0].recalls == (1.0, 1.0)
    assert [one.effort for one in found] == ["", "nprobe=16", "nprobe=32", "nprobe=64"]
    assert [one.recalls[1] for one in found[1:]] == sorted(one.recalls[1] for one in found[1:])
    assert found[0].size == pytest.approx(3_000 * 16 * 4, rel=0.01)


def test_a_line_of_the_table() -> None:
    made = Measured(1_000_000, "IVF{lists},SQ8", "nprobe=48", 99.6, 1_940_000_000, (0.98765, 0.9), (1.234, 5.678))
    assert line(made) == "| 1,000,000 | IVF{lists},SQ8 | nprobe=48 | 0.988 | 0.900 | 1.23 / 5.68 | 100 | 1,940 |\n"
