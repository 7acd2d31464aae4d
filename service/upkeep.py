"""``tenkyo status``, ``verify``, ``rollback``: what is live, whether it holds, the way back; and other models."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from corpus.errors import TenkyoError, UsageError
from corpus.settings import Settings
from index import layout
from index.encoder import Encoder
from index.examiner import named_by
from service import file_reports, health, operations, report
from service.asking import deliver, open_searcher


def status(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 if a generation is live and opens, after saying what it holds; with ``--quiet`` 1 and no word if not.

    With ``--reports`` it is 0 whatever is live, after saying what became of every file.
    """
    if arguments.reports:
        deliver(file_reports.read(settings.home), report.reports, as_json=arguments.json)
        return 0
    try:
        searcher = open_searcher(settings)
    except TenkyoError:
        if arguments.quiet:
            return 1
        raise
    if not arguments.quiet:
        entries, files = operations.documents(searcher).documents, file_reports.read(settings.home)
        deliver(health.readiness(searcher), lambda made: report.status(made, entries, files), as_json=arguments.json)
    return 0


def verify(_: argparse.Namespace, settings: Settings) -> int:
    """0 after checking every byte and every quotation of the live generation, and every byte of the kept examiner.

    Raises GenerationError if one is wrong.
    """
    checked = layout.verify(settings.home, Encoder(settings.model))
    sys.stdout.write(
        f"generation {checked.generation}: {checked.files} files ({checked.size} bytes) are as they were written, and"
        f" {checked.passages} passages of {checked.documents} documents say what their documents say.\n"
    )
    if examiner := named_by(settings):
        kept = (
            "as it was written" if examiner.check() else "not made yet: 'tenkyo ingest' makes it, or the first question"
        )
        sys.stdout.write(f"examiner {examiner.fingerprint[:12]}: {kept}.\n")
    return 0


def rollback(_: argparse.Namespace, settings: Settings) -> int:
    """0 after making the generation before the live one live; GenerationError if there is none that is sound."""
    sys.stdout.write(f"generation {layout.rollback(settings.home)} is live.\n")
    return 0


def multilingual(arguments: argparse.Namespace, _: Settings) -> int:
    """0 after writing the multilingual model into a new folder; UsageError if there is something already."""
    from index.multilingual import unpack

    return _written(arguments.folder, lambda folder: unpack(folder, paired=arguments.paired))


def thorough(arguments: argparse.Namespace, _: Settings) -> int:
    """0 after writing the model that finds more into a new folder; UsageError if there is something already."""
    from index.thorough import unpack

    return _written(arguments.folder, lambda folder: unpack(folder, three=arguments.multilingual))


def _written(named: str, unpack: Callable[[Path], None]) -> int:
    folder = Path(named)
    if folder.exists():
        raise UsageError(f"{folder} is there already.", "Name a folder that does not exist yet.")
    unpack(folder)
    sys.stdout.write(f"{folder} holds the model. Set TENKYO_MODEL to it, then run 'tenkyo ingest'.\n")
    return 0
