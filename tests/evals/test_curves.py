"""The curves by hand."""

from evals.curves import at_threshold, reliability, risk_coverage
from evals.plots import reliability_plot, risk_plot

POINTS = [(0.9, True, True), (0.7, False, False), (0.4, True, True), (-1.0, False, False)]


def test_a_threshold_by_hand() -> None:
    reached = at_threshold(POINTS, 0.5)
    assert (reached.coverage, reached.precision) == (0.5, 0.5)
    assert (reached.not_found_precision, reached.not_found_recall, reached.not_found_f1) == (0.5, 0.5, 0.5)
    assert at_threshold([], 0.5).not_found_f1 == 1.0


def test_coverage_ends_where_nothing_more_is_answered() -> None:
    assert [one.coverage for one in risk_coverage(POINTS, steps=4)] == [0.25, 0.5, 0.75]
    assert [one.precision for one in risk_coverage(POINTS, steps=4)] == [1.0, 0.5, 2 / 3]


def test_what_is_no_answer_is_in_no_bin() -> None:
    assert [(one.low, one.count) for one in reliability([(told, right) for told, right, _ in POINTS])] == [
        (0.4, 1),
        (0.7, 1),
        (0.9, 1),
    ]


def test_the_curves_are_drawn_from_the_least_to_the_most() -> None:
    assert "<title>Right answers by confidence</title>" in reliability_plot(POINTS)
    assert "wrong answers" in risk_plot(POINTS)
