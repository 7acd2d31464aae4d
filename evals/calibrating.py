"""``tenkyo eval calibrate``: ask development sets without a threshold, fit the confidence, and say how well it fits."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.settings import Settings
from evals.answers import judge
from evals.calibration import Numbers, Sample, fit, sample, write_weights
from evals.curves import at_threshold
from evals.report import REACHED, reached_row, reliability_table, surest_rows
from evals.sources import chosen, opened
from index.answer import answer
from index.confidence import EXAMINED, UNEXAMINED


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after writing the weights and printing what they come to, by models that had not seen what they judge.

    Raises MissingError and UsageError for what is no question set or no collection, or is too small to learn from,
    StorageError if the weights cannot be written.
    """
    places: list[tuple[Path, Path | None, Settings]] = [(path, None, settings) for path in arguments.files]
    places += [(path, None, replace(settings, home=home)) for home, path in arguments.over or ()]
    places += [(path, folder, settings) for folder, path in arguments.collection or ()]
    sets = [_samples(path, folder, arguments, its) for path, folder, its in places]
    fitted = fit(sets)
    packaged = EXAMINED if "examined" in fitted.weights.weight else UNEXAMINED
    write_weights(arguments.out or packaged, fitted.weights)
    lines = ["# Calibration", "", f"Threshold {fitted.weights.threshold}.", "", "| signal | weight |", "|---|---|"]
    lines += [f"| {name} | {weight:+.2f} |" for name, weight in fitted.weights.weight.items()]
    for (path, *_), samples, told in zip(places, sets, fitted.held_out, strict=True):
        lines += _told(path.name, samples, told, fitted.weights.threshold)
    Console(soft_wrap=True).print("\n".join(lines), markup=False, highlight=False)
    return 0


def _samples(path: Path, folder: Path | None, arguments: argparse.Namespace, settings: Settings) -> list[Sample]:
    console = Console(stderr=True)
    with opened(folder, settings) as searcher:
        questions = chosen(path, arguments.most)
        asked = track(questions, f"asking {path.name}", console=console, disable=not console.is_terminal)
        return [sample(judge(one, answer(searcher, one.question, least=0.0))) for one in asked]


def _told(name: str, samples: Sequence[Sample], told: Numbers, threshold: float) -> list[str]:
    """How one set is answered without the threshold, with it and by the surest alone, and how reliably."""
    points = [(chance, one.right, one.answerable) for one, chance in zip(samples, told.tolist(), strict=True)]
    return [
        *("", f"## {name}", "", f"{len(samples)} questions.", "", REACHED, "|---|---|---|---|---|---|"),
        reached_row("every sound sentence", at_threshold(points, 0.0)),
        reached_row(f"from {threshold:.2f} on", at_threshold(points, threshold)),
        *surest_rows(points),
        *reliability_table(points),
    ]
