"""Charts by hand: 576 pixels wide and 218 high inside the labels, 0 at the bottom."""

import pytest

from evals.charts import Tick, lines, steps


def test_lines_go_through_their_values() -> None:
    chart = lines({"a": [0.0, 0.5, 1.0], "b": [0.25, 0.25, 0.25]}, ["1", "5", "10"], 1.0)
    assert chart.paths == {"a": "M52,230 L340,121 L628,12", "b": "M52,175.5 L340,175.5 L628,175.5"}
    assert chart.columns == (Tick(52, "1"), Tick(340, "5"), Tick(628, "10"))
    assert [(row.at, row.label) for row in chart.rows] == [
        (230.0, "0"), (186.4, "0.2"), (142.8, "0.4"), (99.2, "0.6"), (55.6, "0.8"), (12.0, "1"),
    ]  # fmt: skip
    assert chart.base == 230.0


@pytest.mark.parametrize(
    ("most", "labels"),
    [
        (43.0, ["0", "10", "20", "30", "40", "50"]),
        (8.0, ["0", "2", "4", "6", "8"]),
        (0.0, ["0", "0.2"]),
        (1234.5, ["0", "250", "500", "750", "1000", "1250"]),
    ],
)
def test_the_grid_stands_at_round_numbers(most: float, labels: list[str]) -> None:
    assert [row.label for row in lines({"a": [most]}, ["only"], most).rows] == labels


def test_steps_above_and_below() -> None:
    chart = steps("a", [0.5, 0.0, -1.0])
    assert [row.label for row in chart.rows] == ["-1", "-0.5", "0", "0.5"]
    assert chart.base == pytest.approx(12 + 218 / 3, abs=0.05)
    assert chart.paths == {"a": "M52,84.667 V12 H244 V84.667 H436 V230 H628 V84.667 Z"}
    assert chart.columns == (Tick(52, "1"), Tick(628, "3"))


@pytest.mark.parametrize(("value", "labels"), [(1.0, ["0", "1"]), (-0.5, ["-0.5", "0"])])
def test_steps_to_one_side_still_show_zero(value: float, labels: list[str]) -> None:
    found = [row.label for row in steps("a", [value, value]).rows]
    assert {labels[0], labels[-1]} <= set(found)
