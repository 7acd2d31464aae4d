"""``tenkyo export``: all that is live as JSON Lines, in the very objects that HTTP returns."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal

from corpus.errors import StorageError, UsageError
from corpus.facts import FactKind
from corpus.settings import Settings
from index.searcher import Searcher
from service import document_schema, fact_schema, facts, operations, schema
from service.asking import open_searcher


class Line(schema.Model):
    """One line of an export: what it is, and the object that HTTP returns for it."""

    record: Literal["document", "passage", "fact"]
    value: document_schema.Document | document_schema.Passage | fact_schema.Fact


def export(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after writing all that is live.

    Raises UsageError if ``--out`` names no file, StorageError if it cannot be written, GenerationError if none is live.
    """
    searcher = open_searcher(settings)
    with _target(arguments.out) as target:
        for line in lines(searcher):
            target.write(schema.body(line))
    return 0


def lines(searcher: Searcher) -> Iterator[Line]:
    """Every document by id, with its sections and notes, each followed by its passages; then the facts by kind."""
    for entry in operations.documents(searcher).documents:
        yield Line(record="document", value=operations.document(searcher, entry.document_id))
        for passage in operations.passages_of(searcher, entry.document_id):
            yield Line(record="passage", value=passage)
    for kind in FactKind:
        for page in facts.every(searcher, kind, fact_schema.Asked()):
            yield from (Line(record="fact", value=fact) for fact in page.facts)


@contextmanager
def _target(out: str | None) -> Iterator[BinaryIO]:
    """Standard output; or a file that takes the place of ``out`` only once it is whole."""
    if out is None:
        yield sys.stdout.buffer
        return
    path = Path(out)
    if not path.name:  # as of "." and "/": no file can stand beside it
        raise UsageError(f"'{out}' names no file.", "Name a file with --out, or leave it out.")
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be written ({error.strerror}).", "Name another file with --out.") from error
    finally:
        with suppress(OSError):  # there is none, or it could not be begun: that is told already
            unfinished.unlink()
