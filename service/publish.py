"""``tenkyo ingest``: files into the store, then the store into a live generation. Here the two rooms meet."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import corpus
from corpus.settings import Settings
from corpus.store import Store
from index import build, layout
from index.encoder import Encoder
from ingest import pipeline
from ingest.pipeline import FileReport, Outcome
from ingest.split import Limit

PACKAGED = Path(corpus.__file__).parent


def ingest(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after reading files and publishing what they hold, 1 if one of them was refused and the rest published.

    Raises StorageError if the home cannot be written or is in use, MissingError for a path that does not exist,
    GenerationError if nothing at all could be read. Whatever is raised, the last good generation stays live.
    """
    paths = [Path(path) for path in arguments.paths] or [PACKAGED]
    reports, publication = publish(paths, settings, _say)
    _say(_summary(reports, publication))
    return 1 if any(one.outcome is Outcome.REFUSED for one in reports) else 0


def publish(
    paths: Sequence[Path], settings: Settings, say: Callable[[str], object]
) -> tuple[tuple[FileReport, ...], build.Publication]:
    """What became of each file, and what is live now. ``say`` is given the lines on the files before publishing."""
    encoder = Encoder(settings.model)
    limit = Limit(encoder.count_tokens, encoder.most_tokens)
    with layout.writing(settings.home), Store.open(layout.store_path(settings.home)) as store:
        with _bar("reading") as advance:
            reports = pipeline.ingest(
                paths, store, limit, encoder.fingerprint, lambda now: advance(now.done, now.total)
            )
        say("".join(_line(one) for one in reports))
        with _bar("embedding") as advance:
            return reports, build.publish(settings.home, store, encoder, advance)


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


@contextmanager
def _bar(description: str) -> Iterator[Callable[[int, int], None]]:
    """A function that shows how much of how much is done: a bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(description, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _line(report: FileReport) -> str:
    stored = f"{report.passages} passage{'' if report.passages == 1 else 's'}"
    return f"{report.outcome:<10} {_shown(report.path)}: {report.reason or stored}\n"


def _shown(path: Path) -> Path:
    """A path as a person would name it: from here, or from beside the packaged corpus, if it lies below."""
    bases = (Path.cwd(), PACKAGED.parent)
    return next((path.relative_to(base) for base in bases if path.is_relative_to(base)), path)


def _summary(reports: Sequence[FileReport], publication: build.Publication) -> str:
    counts = Counter(one.outcome for one in reports)
    files = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome if counts[outcome])
    if not publication.new:
        return f"{files}. Nothing new: generation {publication.generation} stays live.\n"
    return (
        f"{files}. Generation {publication.generation} is live: {publication.passages} passages,"
        f" {publication.embedded} embedded, {publication.reused} as before.\n"
    )
