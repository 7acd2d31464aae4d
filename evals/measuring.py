"""``tenkyo eval run`` and ``tenkyo eval compare``: a collection through the searcher, and runs side by side."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from corpus.settings import Settings
from evals import cache, page
from evals.collection import Collection, read_collection
from evals.compare import compare as compare_runs
from evals.files import write
from evals.measures import means, values
from evals.retrieval import Ranking, rank
from evals.runs import Run, read_run, write_run
from evals.summary import Summary, latency, peak_memory, table, write_summary
from index.encoder import Encoder
from index.recipe import RECIPE, WITHOUT
from index.searcher import Mode, Searcher

RUNS = Path("evals", "runs")  # below the home, where runs go if no other folder is named


@dataclass(frozen=True, slots=True)
class Trial:
    """One run to be made: a collection in a mode to a depth of so many documents, perhaps ``without`` one signal of
    index/recipe.py; what comes of it goes to the folder ``out``."""

    folder: Path
    mode: Mode
    depth: int
    out: Path
    without: str | None = None

    @property
    def system(self) -> str:
        """What the run is called beside its collection."""
        return self.mode.value if self.without is None else f"{self.mode}-without-{self.without}"


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after searching a collection, writing the run file, and scoring what it says.

    Raises MissingError and UsageError for a folder that is no collection, StorageError for a place that cannot be
    written.
    """
    out = arguments.out or settings.home / RUNS
    trial = Trial(arguments.collection, Mode(arguments.mode), arguments.k, out, arguments.without)
    summary = measure(trial, settings)
    path = run_path(trial)
    sys.stdout.write(f"{table(summary)}\n\nThe run is {path}; beside it lies the same as JSON.\n")
    return 0


def run_path(trial: Trial) -> Path:
    """Where the run file of a trial is."""
    return trial.out / f"{trial.folder.resolve().name}.{trial.system}.run"


def index(folder: Path, settings: Settings) -> cache.Indexed:
    """What was made of a collection, now that it is indexed; raises as ``run`` does."""
    collection, encoder = read_collection(folder), Encoder(settings.model)
    with _bar() as advance:
        return cache.prepare(collection, cache.home_of(collection, settings.home, encoder), encoder, advance)


def measure(trial: Trial, settings: Settings) -> Summary:
    """What a run came to, after writing it, and its summary beside it; raises as ``run`` does."""
    collection, encoder = read_collection(trial.folder), Encoder(settings.model)
    place, path = cache.home_of(collection, settings.home, encoder), run_path(trial)
    recipe = WITHOUT[trial.without] if trial.without else RECIPE
    with _bar() as advance:
        indexed = cache.prepare(collection, place, encoder, advance)
        with Searcher.open(place, encoder, recipe) as searcher:
            found = rank(searcher, collection.queries, trial.mode, trial.depth, partial(advance, "searching"))
            write_run(path, {one.query_id: one.scores for one in found}, f"tenkyo-{trial.system}")
            summary = _summary(collection, trial, indexed, searcher, found, read_run(path))
    write_summary(path.with_suffix(".json"), summary, found)
    return summary


def compare(arguments: argparse.Namespace, _: Settings) -> int:
    """0 after comparing runs of one collection, and writing the HTML file if one is asked for.

    Raises MissingError and UsageError for what is no run, no collection or no measure.
    """
    compared = compare_runs(arguments.runs, read_collection(arguments.collection), arguments.measure)
    sys.stdout.write(f"{page.table(compared)}\n")
    if arguments.out:
        write(arguments.out, page.page(compared), "file")
        sys.stdout.write(f"\nThe report is {arguments.out}.\n")
    return 0


def _summary(
    collection: Collection,
    trial: Trial,
    indexed: cache.Indexed,
    searcher: Searcher,
    rankings: Sequence[Ranking],
    run: Run,
) -> Summary:
    times = [ranking.milliseconds for ranking in rankings if ranking.milliseconds is not None]
    return Summary(
        collection=collection.name,
        split=collection.split,
        mode=trial.mode.value,
        without=trial.without,
        depth=trial.depth,
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
