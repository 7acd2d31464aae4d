"""Run files: six columns, and an order that every tool sees as it was meant."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import MissingError, UsageError
from evals.runs import best_first, falling, read_run, write_run


def test_a_run_file_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.run"
    write_run(path, {"q2": [("b", 2.5), ("a", 1.0), ("c", 1.0)], "none": [], "q1": [("a", 0.1)]}, "tag")
    assert path.read_text().splitlines() == [
        "q2 Q0 b 1 2.5 tag",
        "q2 Q0 a 2 1.0 tag",
        "q2 Q0 c 3 0.9999999403953552 tag",
        "q1 Q0 a 1 0.1 tag",
    ]
    assert read_run(path) == {"q2": {"b": 2.5, "a": 1.0, "c": 0.9999999403953552}, "q1": {"a": 0.1}}


@given(st.lists(st.sampled_from([-1.0, 0.0, 1e-30, 0.25, 1.0, 1.0 + 1e-12, 31.4159, 1e6]), max_size=30), st.randoms())
def test_the_order_that_was_meant_is_the_order_that_tools_see(scores: list[float], random: object) -> None:
    scores.sort(reverse=True)
    documents = [f"d{number}" for number in range(len(scores))]
    random.shuffle(documents)  # type: ignore[attr-defined]
    assert best_first(dict(zip(documents, falling(scores), strict=True))) == documents


@given(st.lists(st.floats(-100, 100, width=32), unique=True))
def test_scores_that_differ_are_written_as_they_are(scores: list[float]) -> None:
    scores.sort(reverse=True)
    assert falling(scores) == scores


def test_a_score_below_lowered_ties_stays_below_them() -> None:
    below = float(np.nextafter(np.float32(1.0), np.float32(0.0)))
    assert falling([1.0, 1.0, below]) == [1.0, below, float(np.nextafter(np.float32(below), np.float32(0.0)))]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("q Q0 b 1 0.5", "line 2 is no line of a run"),
        ("q Q0 b 1 high tag", "line 2 is no line of a run"),
        ("q Q0 b 1 nan tag", "line 2 has the score nan"),
        ("q Q0 a 2 0.5 tag", "line 2 names a again"),
    ],
)
def test_a_line_that_is_off_is_named(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / "a.run"
    path.write_text(f"q Q0 a 1 1.0 tag\n{line}\n")
    with pytest.raises(UsageError, match=problem):
        read_run(path)


def test_a_missing_run_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="There is no run"):
        read_run(tmp_path / "none.run")
