"""``tenkyo eval mutations``: sentences of the live generation with one thing changed, and what verification says."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console

from corpus.records import Kind
from corpus.settings import Settings
from corpus.store import Store
from corpus.vocabulary import packaged_vocabulary
from evals.files import write
from evals.mutations import KINDS, Tried, mutations, tried
from index.encoder import Encoder
from index.searcher import Searcher

REPORT = "mutations.md"


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after printing how many mutated and how many true sentences verification refuses.

    Raises GenerationError if no generation is live, StorageError if the report cannot be written.
    """
    with Searcher.open(settings.home, Encoder(settings.model)) as searcher:
        made = mutations(_sentences(searcher.store), arguments.count, arguments.seed)
        report = _report(searcher.generation, arguments.seed, tried(made, packaged_vocabulary()))
    Console(soft_wrap=True).print(report, markup=False, highlight=False)
    if arguments.out:
        write(arguments.out / REPORT, report + "\n", "folder")
    return 0


def _sentences(store: Store) -> Iterator[str]:
    for entry in store.catalogue():
        text = store.document(entry.document_id).text
        for passage in store.passages_of(entry.document_id):
            if passage.kind is not Kind.HEADING:
                yield from (span.of(text) for span in passage.sentences)


def _report(generation: str, seed: int, judged: Sequence[Tried]) -> str:
    """Markdown: how many of each kind, and each one that was judged wrongly."""
    counted = Counter(one.mutation.kind for one in judged)
    refused = Counter(one.mutation.kind for one in judged if one.faults)
    rows = [(kind, counted[kind], refused[kind]) for kind in KINDS]
    rows.append(("all mutated", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    rows.append(("true", counted[""], refused[""]))
    wrong = [one for one in judged if bool(one.faults) != bool(one.mutation.kind)]
    lines = [
        *("# Mutated sentences", "", f"Generation {generation}, seed {seed}.", ""),
        *("| what was changed | sentences | refused | share |", "|---|---|---|---|"),
        *(f"| {kind} | {count} | {hits} | {hits / count if count else 0:.3f} |" for kind, count, hits in rows),
        *("", "Judged wrongly:" if wrong else "None was judged wrongly.", ""),
        *(
            f"- {one.mutation.kind or 'true'}: “{one.mutation.text}” from “{one.mutation.source}”"
            f"{''.join(f'; {fault}' for fault in one.faults)}"
            for one in wrong
        ),
    ]
    return "\n".join(lines).rstrip()
