"""``tenkyo eval run`` and ``tenkyo eval compare``: a collection through the searcher, and runs side by side."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.errors import StorageError
from corpus.settings import Settings
from evals import cache, page
from evals.collection import Collection, read_collection
from evals.compare import compare as compare_runs
from evals.measures import means, values
from evals.retrieval import Ranking, rank
from evals.runs import Run, read_run, write_run
from evals.summary import Summary, latency, peak_memory, table, write_summary
from index.encoder import Encoder
from index.searcher import Mode, Searcher

RUNS = Path("evals", "runs")  # below the home, where runs go if no other folder is named


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after searching a collection, writing the run file, and scoring what it says.

    Raises MissingError and UsageError for a folder that is no collection, StorageError for a place that cannot be
    written.
    """
    collection, mode, depth = read_collection(arguments.collection), Mode(arguments.mode), arguments.k
    encoder = Encoder(settings.model)
    place = cache.home_of(collection, settings.home, encoder)
    path = (arguments.out or settings.home / RUNS) / f"{collection.name}.{mode}.run"
    with _bar() as advance:
        indexed = cache.prepare(collection, place, encoder, advance)
        with Searcher.open(place, encoder) as searcher:
            found = rank(searcher, collection.queries, mode, depth, partial(advance, "searching"))
            write_run(path, {one.query_id: one.scores for one in found}, f"tenkyo-{mode}")
            summary = _summary(collection, mode, depth, indexed, searcher, found, read_run(path))
    write_summary(path.with_suffix(".json"), summary, found)
    sys.stdout.write(f"{table(summary)}\n\nThe run is {path}; beside it lies the same as JSON.\n")
    return 0


def compare(arguments: argparse.Namespace, _: Settings) -> int:
    """0 after comparing runs of one collection, and writing the HTML file if one is asked for.

    Raises MissingError and UsageError for what is no run, no collection or no measure.
    """
    compared = compare_runs(arguments.runs, read_collection(arguments.collection), arguments.measure)
    sys.stdout.write(f"{page.table(compared)}\n")
    if arguments.out:
        try:
            arguments.out.parent.mkdir(parents=True, exist_ok=True)
            arguments.out.write_text(page.page(compared), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{arguments.out} cannot be written: {error}.", "Name another --out file.") from error
        sys.stdout.write(f"\nThe report is {arguments.out}.\n")
    return 0


def _summary(
    collection: Collection,
    mode: Mode,
    depth: int,
    indexed: cache.Indexed,
    searcher: Searcher,
    rankings: Sequence[Ranking],
    run: Run,
) -> Summary:
    times = [ranking.milliseconds for ranking in rankings if ranking.milliseconds is not None]
    return Summary(
        collection=collection.name,
        split=collection.split,
        mode=mode.value,
        depth=depth,
        measures=means(values(collection.qrels, run)),
        queries=len(collection.qrels),
        unasked=len(collection.qrels) - len(times),
        documents=indexed.documents,
        silent=indexed.silent,
        passages=searcher.passages,
        documents_per_second=indexed.documents_per_second,
        latency=latency(times),
        peak_memory=peak_memory(),
        generation=searcher.generation,
        model=searcher.encoder.name,
        fingerprint=searcher.encoder.fingerprint,
    )


@contextmanager
def _bar() -> Iterator[cache.Advance]:
    """A function that shows what is being done and how far it is: a bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)
        yield lambda doing, done, total: progress.update(task, description=doing, completed=done, total=total)
