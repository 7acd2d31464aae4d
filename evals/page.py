"""A comparison as people read it: Markdown for a terminal, and one HTML file that needs nothing else."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from evals import charts
from evals.compare import DEPTHS, PERCENTILES, Comparison
from evals.significance import RESAMPLES

LABELS = ["max" if percentile == 100 else f"p{percentile}" for percentile in PERCENTILES]


def table(comparison: Comparison) -> str:
    """The measures of each run, then the pairs, then the queries that differ most, as Markdown."""
    names = list(comparison.sides[0].measures)
    lines = [
        f"# {comparison.collection} ({comparison.split}): {len(comparison.sides)} runs by {comparison.measure}",
        "",
    ]
    lines += [f"| run | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    for side in comparison.sides:
        lines.append(f"| {side.name} | {' | '.join(f'{value:.4f}' for value in side.measures.values())} |")
    lines += ["", "| pair | difference | p | p, Holm | wins | losses | ties |", "|---|---|---|---|---|---|---|"]
    for pair in comparison.pairs:
        counts = f"{pair.wins} | {pair.losses} | {pair.ties}"
        chance = f"{pair.p_value:.4f} | {pair.adjusted:.4f}"
        lines.append(f"| {pair.second} against {pair.first} | {pair.mean:+.4f} | {chance} | {counts} |")
    for pair in comparison.pairs:
        lines += ["", f"## Where {pair.second} and {pair.first} differ most", ""]
        lines += [f"- {change.difference:+.4f}  {change.query_id}: {change.query}" for change in pair.changes]
    return "\n".join(lines)


def page(comparison: Comparison) -> str:
    """The whole HTML file: no script, no network, everything escaped."""
    times = {side.name: side.latency for side in comparison.sides if side.latency}
    recalls = {side.name: side.recall for side in comparison.sides}
    environment = Environment(
        loader=PackageLoader("evals"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("comparison.html").render(
        comparison=comparison,
        order=[side.name for side in comparison.sides],
        measures={side.name: side.measures.values() for side in comparison.sides},
        resamples=RESAMPLES,
        depths=DEPTHS,
        recalls=recalls,
        recall=charts.lines(recalls, [str(depth) for depth in DEPTHS], most=1.0),
        percentiles=LABELS,
        times=times,
        latency=charts.lines(times, LABELS, most=max(told[-1] for told in times.values())) if times else None,
        differences=[charts.steps(pair.second, pair.differences) for pair in comparison.pairs],
        width=charts.WIDTH,
        height=charts.HEIGHT,
        left=charts.LEFT,
        right=charts.WIDTH - charts.RIGHT,
    )
