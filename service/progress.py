"""How far an ingestion is: on a terminal a bar for reading and one for embedding, nothing elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ingest import pipeline
from service.words import count


class Bar:
    """One bar, of how much of how much is done, what else is told of it, and the time left; for any thread."""

    def __init__(self, progress: Progress, description: str) -> None:
        """An empty bar; the clock begins now."""
        self._progress = progress
        self._task = progress.add_task(description, total=None, told="")
        self._began = time.monotonic()

    def show(self, done: int, total: int | None, told: str) -> None:
        """Move to ``done`` of ``total``, with what is told beside it."""
        self._progress.update(self._task, completed=done, total=total, told=told)

    def rate(self, count: int) -> str:
        """``count`` since the beginning as so many a second."""
        return f"{count / max(time.monotonic() - self._began, 0.001):,.0f}"


def show_embedding(bar: Bar, done: int, total: int | None) -> None:
    """Show on ``bar`` how many of the texts to embed are done: those of passages and those of their sentences."""
    bar.show(done, total, f"passages and sentences, {bar.rate(done)}/s")


class Both:
    """The bars of reading, and of embedding what is read meanwhile."""

    def __init__(self, progress: Progress) -> None:
        self._reading = Bar(progress, "reading")
        self._embedding = Bar(progress, "embedding")
        self._documents = 0
        self._expected = 0.0  # documents, if the files to come hold as many as those before

    def read(self, now: pipeline.Progress, new: bool) -> None:
        """Show how far reading is; with ``new``, the last file gave a document that has to be embedded."""
        self._documents += new
        self._expected = self._documents * now.total / now.done
        pages = f" {count(now.pages, 'page')}," if now.pages else ""  # a text has none
        told = f"files,{pages} {self._reading.rate(now.passages)} passages/s"
        self._reading.show(now.done, now.total, told)

    def embedded(self, documents: int, texts: int) -> None:
        """Show that so many texts of so many new documents are embedded."""
        total = max(texts, round(texts / documents * self._expected)) if documents else None
        show_embedding(self._embedding, texts, total)


@contextmanager
def bars() -> Iterator[Progress]:
    """Where bars are shown: a terminal on standard error, else nowhere; they vanish at the end."""
    console = Console(stderr=True)
    told = TextColumn("{task.fields[told]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), told, TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield progress
