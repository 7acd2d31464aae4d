"""``tenkyo eval calibrate``: ask development sets without a threshold, fit the confidence, and say how well it fits."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.settings import Settings
from evals.answers import judge
from evals.calibration import Numbers, Sample, fit, sample, write_weights
from evals.curves import at_threshold
from evals.paragraphs import not_learnt
from evals.questions import Expected
from evals.report import REACHED, reached_row, reliability_table, surest_rows
from evals.sources import chosen, opened, some
from index.answer import answer
from index.confidence import EXAMINED, UNEXAMINED


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after writing the weights and printing what they come to, by models that had not seen what they judge.

    Raises MissingError and UsageError for what is no question set or no collection, or is too small to learn from,
    StorageError if the weights cannot be written.
    """
    sources = _sources(arguments, settings)
    sets = [_samples(one) for one in sources]
    fitted = fit(sets)
    packaged = EXAMINED if "examined" in fitted.weights.weight else UNEXAMINED
    write_weights(arguments.out or packaged, fitted.weights)
    lines = ["# Calibration", "", f"Threshold {fitted.weights.threshold}.", "", "| signal | weight |", "|---|---|"]
    lines += [f"| {name} | {weight:+.2f} |" for name, weight in fitted.weights.weight.items()]
    for source, samples, told in zip(sources, sets, fitted.held_out, strict=True):
        lines += _told(source.name, samples, told, fitted.weights.threshold)
    Console(soft_wrap=True).print("\n".join(lines), markup=False, highlight=False)
    return 0


@dataclass(frozen=True, slots=True)
class _Source:
    """Questions, and what they are asked of: the live generation of a home, or the collection in ``folder``."""

    name: str
    questions: Sequence[Expected]
    folder: Path | None
    settings: Settings


def _sources(arguments: argparse.Namespace, settings: Settings) -> list[_Source]:
    most = arguments.most
    files: list[tuple[Path, Path | None, Settings]] = [(path, None, settings) for path in arguments.files]
    files += [(path, None, replace(settings, home=home)) for home, path in arguments.over or ()]
    files += [(path, folder, settings) for folder, path in arguments.collection or ()]
    sources = [_Source(path.name, chosen(path, most), folder, its) for path, folder, its in files]
    if arguments.held_out:
        folder = arguments.held_out
        sources.append(_Source(f"{folder.name}, held out", some(not_learnt(folder), most), folder, settings))
    return sources


def _samples(source: _Source) -> list[Sample]:
    console = Console(stderr=True)
    with opened(source.folder, source.settings) as searcher:
        asked = track(source.questions, f"asking {source.name}", console=console, disable=not console.is_terminal)
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
