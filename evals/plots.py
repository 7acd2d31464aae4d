"""The curves of a run of answers as SVG files that need nothing else."""

from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals import charts
from evals.curves import Point, reliability, risk_coverage


def reliability_plot(points: Sequence[Point]) -> str:
    """How often answers were right against how sure they were, by tenths that hold answers."""
    bins = reliability([(told, right) for told, right, _ in points])
    series = {"right": [one.right for one in bins], "as sure as told": [one.told for one in bins]}
    return _plot("Right answers by confidence", series, [f"{one.low:.1f}" for one in bins])


def risk_plot(points: Sequence[Point]) -> str:
    """How many of the answers are wrong against how many of the questions are answered, the surest first."""
    reached = risk_coverage(points)
    series = {"wrong answers": [1 - one.precision for one in reached]}
    return _plot("Wrong answers by questions answered", series, [f"{one.coverage:.0%}" for one in reached])


def _plot(title: str, series: Mapping[str, Sequence[float]], labels: Sequence[str]) -> str:
    chart = charts.lines(series, labels, most=1.0)
    environment = Environment(
        loader=PackageLoader("evals"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("plot.svg").render(
        title=title,
        chart=chart,
        names=list(series),
        width=charts.WIDTH,
        height=charts.HEIGHT,
        left=charts.LEFT,
        right=charts.WIDTH - charts.RIGHT,
    )
