"""``tenkyo eval facts``: the facts of the live generation against a labelled table."""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console

from corpus.facts import Fact, FactKind
from corpus.settings import Settings
from corpus.store import Store
from evals.facts import Label, Miss, Score, measure, read_labels
from evals.files import write
from index.encoder import Encoder
from index.searcher import Searcher

TARGET = 0.95  # F1 of each field that is looked for on the three texts


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing the scores of every labelled field, and each value that is wrong or missing.

    Raises MissingError and UsageError for what is no table, GenerationError if nothing is live, StorageError if the
    report cannot be written.
    """
    table: Path = arguments.table
    labels = read_labels(table)
    with Searcher.open(settings.home, Encoder(settings.model)) as searcher:
        scores, misses = measure(_facts(searcher.store, amounts=arguments.amounts), labels)
        text = report(table.name, searcher.generation, labels, scores, misses, searcher.store)
    Console(soft_wrap=True).print(text, markup=False, highlight=False)
    if arguments.out:
        write(arguments.out / "report.md", text, "folder")
    return 0


def _facts(store: Store, *, amounts: bool) -> Iterable[Fact]:
    """Every fact; with ``amounts`` without the funding that has none."""
    found = (fact for kind in FactKind for fact in store.facts.all(kind))
    return (fact for fact in found if not amounts or fact.kind is not FactKind.FUNDING or fact.values("amount"))


def report(
    name: str, generation: str, labels: Sequence[Label], scores: Sequence[Score], misses: Sequence[Miss], store: Store
) -> str:
    """The scores as a table, in Markdown, then every miss with its words."""
    documents = len({label.document_id for label in labels})
    lines = [
        f"# Facts against {name}",
        "",
        f"Generation {generation}; {len(labels)} labelled facts of {documents} documents.",
        "",
        "| kind | field | labelled | right | wrong | missing | precision | recall | F1 |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.kind} | {one.field} | {one.right + one.missing} | {one.right} | {one.wrong} | {one.missing}"
        f" | {one.precision:.3f} | {one.recall:.3f} | {one.f1:.3f} |"
        for one in scores
    ]
    below = [f"{one.kind} {one.field}" for one in scores if one.f1 < TARGET]
    lines += ["", f"F1 below {TARGET}: {', '.join(below) or 'none'}.", "", f"## {len(misses)} misses", ""]
    lines += [_miss(one, store) for one in misses]
    return "\n".join(lines) + "\n"


def _miss(miss: Miss, store: Store) -> str:
    words = " ".join(miss.detail.span.of(store.document(miss.document_id).text).split())
    what = "wrong" if miss.wrong else "missing"
    return f"- {what}: {miss.kind} {miss.detail.name} “{miss.detail.value}” ({miss.document_id}: “{words}”)"
