"""``tenkyo ingest``: files into the store, then the store into a live generation. Here the two rooms meet."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import corpus
from corpus.errors import ModelError
from corpus.reports import Outcome
from corpus.settings import Settings
from corpus.store import Store
from index import build, layout
from index.ahead import Ahead
from index.encoder import Encoder
from index.examiner import Examiner, named_by
from ingest import pipeline
from ingest.pipeline import FileReport
from ingest.split import Limit
from service.counting import TokenCount
from service.progress import Bar, Both, bars, show_embedding
from service.words import count, printable

PACKAGED = Path(corpus.__file__).parent


def ingest(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after reading files and publishing what they hold, 1 if one of them was refused and the rest published.

    Raises StorageError if the home cannot be written or is in use, MissingError for a path that does not exist,
    GenerationError if nothing at all could be read, ModelError if a model is missing or damaged. Whatever is raised,
    a good generation stays live.
    """
    paths = [Path(path) for path in arguments.paths] or [PACKAGED]
    reports, publication = publish(paths, settings, _say, arguments.prune)
    _say(_summary(reports, publication))
    keep_examiner(named_by(settings), _say)
    return 1 if any(one.outcome is Outcome.REFUSED for one in reports) else 0


def publish(
    paths: Sequence[Path], settings: Settings, say: Callable[[str], object], prune: bool = False
) -> tuple[tuple[FileReport, ...], build.Publication]:
    """What became of each file, and what is live now. ``say`` is given a line on each file before publishing.

    Files are read in one process a core, and what is read is embedded meanwhile; with ``prune`` documents are removed
    whose files are gone.
    """
    encoder = Encoder(settings.model)
    with layout.writing(settings.home), Store.open(layout.store_path(settings.home)) as store:
        reports = _read(paths, settings, store, encoder, prune, say)
        with bars() as shown:
            bar = Bar(shown, "embedding")
            return reports, build.publish(settings.home, store, encoder, partial(show_embedding, bar))


def keep_examiner(examiner: Examiner | None, say: Callable[[str], object]) -> None:
    """Have the model that examines answers kept whole, so that no question waits until it is made; ``say`` so.

    Raises ModelError if its packages are damaged.
    """
    if examiner is None:
        return
    try:
        if examiner.check():
            return
        say("Making the model that examines answers: once, some ten seconds.\n")
    except ModelError as error:
        say(f"{error.problem} Making it again: some ten seconds.\n")
    if not examiner.keep():
        say("It cannot be kept in the home: every process that answers makes it for itself.\n")


def _read(
    paths: Sequence[Path], settings: Settings, store: Store, encoder: Encoder, prune: bool, say: Callable[[str], object]
) -> tuple[FileReport, ...]:
    """What became of each file; ``say`` is given its line when it is done, or at the end where bars are shown."""
    limit, told = Limit(TokenCount(settings.model), encoder.most_tokens), set[Path]()
    with bars() as shown:
        both = Both(shown)
        with Ahead(settings.home, encoder, both.embedded) as ahead:

            def advance(now: pipeline.Progress) -> None:
                new = now.last.outcome in (Outcome.ADDED, Outcome.CHANGED)
                both.read(now, new)
                if shown.disable:
                    say(_line(now.last))
                    told.add(now.last.path)
                if new and now.last.document_id:
                    ahead.add(now.last.document_id)

            made = pipeline.ingest(paths, store, limit, encoder.fingerprint, advance, workers=_cores(), prune=prune)
    say("".join(_line(one) for one in made if one.path not in told))
    return made


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


def _line(report: FileReport) -> str:
    told = printable(report.reason or count(report.passages, "passage"))
    return f"{report.outcome:<10} {printable(str(_shown(report.path)))}: {told}\n"


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
        f"{files}. Generation {publication.generation} is live: {count(publication.passages, 'passage')},"
        f" {publication.embedded} embedded, {publication.reused} as before.\n"
    )
