"""``tenkyo eval ingest``: files with ground truth, read by readers, and what each kept of them."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.settings import Settings
from evals.extract_readers import READERS, check
from evals.extract_report import judge, report, write_report
from evals.extract_trial import Limits, attempt
from evals.extract_truth import read_entries


def run(arguments: argparse.Namespace, _settings: Settings) -> int:
    """0 after reading every file with every reader and printing the report; what was read badly is in there."""
    readers: list[str] = arguments.reader or ["tenkyo"]
    for name in readers:
        check(name)
    manifest: Path = arguments.manifest
    entries = read_entries(manifest)
    limits = Limits(seconds=arguments.seconds)
    trials = [(name, entry) for name in readers for entry in entries if READERS[name].reads(entry.path)]
    console = Console(stderr=True)
    judged = [
        judge(name, READERS[name].nothing, entry, attempt(name, entry.path, limits))
        for name, entry in track(trials, "reading", console=console, disable=not console.is_terminal)
    ]
    text = report(f"{manifest.parent.name}/{manifest.name}", judged, limits, f"{datetime.now(UTC):%Y-%m-%d}")
    Console(soft_wrap=True).print(text, markup=False, highlight=False)
    if arguments.out:
        write_report(arguments.out, text, judged)
    return 0
