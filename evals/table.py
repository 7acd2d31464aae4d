"""``tenkyo eval table``: every collection in every mode, and without each signal, as one page of Markdown.

Each run has a process of its own, so that its peak of memory is its own, and finds its collection indexed already.
"""

import argparse
import os
import platform
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from corpus.settings import Settings
from evals.files import write
from evals.measures import MEASURES
from evals.measuring import RUNS, Trial, index, measure
from evals.summary import Summary
from index.recipe import WITHOUT
from index.searcher import Mode

DEPTH = 100  # documents a query
NOISE = 0.0005  # of a measure: what a table of four digits cannot tell apart from chance
MILLION = 1e6

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


def table(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after running every collection and writing the page; raises as ``tenkyo eval run`` does."""
    out = arguments.runs or settings.home / RUNS
    signals = () if arguments.modes_only else tuple(WITHOUT)
    found = [summary for folder in arguments.collections for summary in _runs(folder, out, signals, settings)]
    made = page(found, arguments.collections)
    if arguments.out is None:
        sys.stdout.write(made)
        return 0
    write(arguments.out, made, "file")
    sys.stdout.write(f"The table is {arguments.out}; the runs are in {out}.\n")
    return 0


def apart(work: Callable[Asked, Given], *given: Asked.args, **named: Asked.kwargs) -> Given:
    """What ``work`` gives in a new process that does nothing else."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given, **named).result()


def page(summaries: Sequence[Summary], folders: Iterable[Path]) -> str:
    """The Markdown: how each collection was indexed, what each mode finds, and what is lost without a signal."""
    asked = " ".join(path.resolve().name for path in folders)
    by_run = {(one.collection, one.mode, one.without): one for one in summaries}
    names = list(dict.fromkeys(one.collection for one in summaries))
    head = [
        "# Retrieval: every collection, every mode",
        "",
        f"Made by `tenkyo eval table` with the collections {asked}, {datetime.now(UTC):%Y-%m-%d}: "
        f"{os.cpu_count()} cores ({platform.machine()}), model {summaries[0].model}.",
        "",
    ]
    losses = ["", *_losses(names, by_run)] if any(one.without for one in summaries) else []
    return "\n".join([*head, *_indexed(names, by_run), "", *_modes(names, by_run), *losses, ""])


Runs = Mapping[tuple[str, str, str | None], Summary]


def _runs(folder: Path, out: Path, signals: Iterable[str], settings: Settings) -> list[Summary]:
    apart(index, folder, settings)
    trials = [Trial(folder, mode, DEPTH, out) for mode in Mode]
    trials += [Trial(folder, Mode.HYBRID, DEPTH, out, signal) for signal in signals]
    return [apart(measure, trial, settings) for trial in trials]


def _indexed(names: Sequence[str], runs: Runs) -> list[str]:
    lines = ["| collection | documents | passages | queries | indexed, documents/s |", "|---|---|---|---|---|"]
    for name in names:
        one = runs[name, Mode.HYBRID, None]
        speed = f"{one.documents_per_second:.1f}" if one.documents_per_second else "not measured"
        lines.append(f"| {name} | {one.documents:,} | {one.passages:,} | {one.queries:,} | {speed} |")
    return lines


def _modes(names: Sequence[str], runs: Runs) -> list[str]:
    columns = ["collection", "mode", *MEASURES, "p50, ms", "p95, ms", "peak memory, MB"]
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    for name in names:
        for mode in Mode:
            one = runs[name, mode, None]
            times = (f"{one.latency.p50:.1f}", f"{one.latency.p95:.1f}") if one.latency else ("–", "–")
            cells = [name, mode, *(f"{value:.4f}" for value in one.measures.values()), *times]
            lines.append(f"| {' | '.join(cells)} | {one.peak_memory / MILLION:,.0f} |")
    below = [name for name in names if _value(runs[name, Mode.HYBRID, None]) < _better(name, runs) - NOISE]
    verdict = f"below it on {', '.join(below)}" if below else "not below it anywhere"
    return [*lines, "", f"Hybrid against the better of its two legs, by {MEASURES[0]}: {verdict}."]


def _losses(names: Sequence[str], runs: Runs) -> list[str]:
    lines = [f"{MEASURES[0]} of the hybrid search, and what is lost without each signal:", ""]
    columns = ["collection", "hybrid", *(f"without {signal}" for signal in WITHOUT)]
    lines += [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    for name in names:
        whole = _value(runs[name, Mode.HYBRID, None])
        losses = [f"{_value(runs[name, Mode.HYBRID, signal]) - whole:+.4f}" for signal in WITHOUT]
        lines.append(f"| {' | '.join([name, f'{whole:.4f}', *losses])} |")
    return lines


def _better(name: str, runs: Runs) -> float:
    return max(_value(runs[name, mode, None]) for mode in (Mode.LEXICAL, Mode.DENSE))


def _value(summary: Summary) -> float:
    return summary.measures[MEASURES[0]]
