"""What one run came to: its measures and its costs, as a table for people and as JSON beside the run file.

The JSON holds the record Summary, and ``rankings``: for each query its time, and for the first few documents found
the place of their best passage, ``[document id, start, end]``.
"""

import json
import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from corpus.errors import UsageError
from corpus.records import Span
from evals.files import write
from evals.retrieval import SERVED, Ranking

SHOWN = 3  # documents of which the passage is kept, so that a comparison can show it


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of one search, from the query's words to the hits."""

    p50: float
    p95: float
    most: float


@dataclass(frozen=True, slots=True)
class Summary:
    """One run. ``measures`` are means over ``queries``, which are all that were judged, also the ``unasked``:
    those without words, and those that the searcher refused.

    ``silent`` counts documents without a word, which nothing can find. ``peak_memory`` is of the whole process, in
    bytes. ``without`` names the signal that was left out, if one was. ``latency`` is None if no query could be asked;
    ``documents_per_second`` as in evals.cache.Indexed.
    """

    collection: str
    split: str
    mode: str
    without: str | None
    depth: int
    measures: Mapping[str, float]
    queries: int
    unasked: int
    documents: int
    silent: int
    passages: int
    documents_per_second: float | None
    latency: Latency | None
    peak_memory: int
    generation: str
    model: str
    fingerprint: str


def latency(milliseconds: Sequence[float]) -> Latency | None:
    """The middle, the 95th of 100 and the worst, interpolated between neighbours; None of nothing.

    >>> latency([1.0, 2.0, 9.0])
    Latency(p50=2.0, p95=8.3, most=9.0)
    """
    if not milliseconds:
        return None
    return Latency(*(round(float(value), 3) for value in np.percentile(milliseconds, [50, 95, 100])))


def peak_memory() -> int:
    """The most memory that this process ever held, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def table(summary: Summary) -> str:
    """The summary as Markdown."""
    took, speed = summary.latency, summary.documents_per_second
    rows = [(name, f"{value:.4f}") for name, value in summary.measures.items()]
    rows += [
        ("documents", f"{summary.documents:,}{_besides(summary.silent, 'without a word')}"),
        ("passages", f"{summary.passages:,}"),
        ("judged queries", f"{summary.queries:,}{_besides(summary.unasked, 'that could not be asked')}"),
        ("documents indexed a second", f"{speed:.1f}" if speed else "not measured"),
        ("query p50 / p95 / max, ms", f"{took.p50:.1f} / {took.p95:.1f} / {took.most:.1f}" if took else "none asked"),
        ("peak memory, MB", f"{summary.peak_memory / 1e6:,.0f}"),
        ("generation", summary.generation),
        ("model", f"{summary.model}, {summary.fingerprint[:16]}"),
    ]
    notes = (
        f"Documents score what their best passage scores, to a depth of {summary.depth} documents. A query's time is"
        f" that of a search for {SERVED} passages, the query's embedding included, one query after another."
    )
    system = f"{summary.mode} without {summary.without}" if summary.without else summary.mode
    head = [f"# {summary.collection} ({summary.split}), {system}", "", "| measure | value |", "|---|---|"]
    return "\n".join([*head, *(f"| {name} | {value} |" for name, value in rows), "", notes])


def write_summary(path: Path, summary: Summary, rankings: Sequence[Ranking]) -> None:
    """Write the JSON; StorageError if it cannot be written."""
    told = [
        {
            "query": ranking.query_id,
            "milliseconds": ranking.milliseconds and round(ranking.milliseconds, 3),
            "passages": [[one.document_id, one.passage.start, one.passage.end] for one in ranking.found[:SHOWN]],
        }
        for ranking in rankings
    ]
    text = json.dumps({**asdict(summary), "rankings": told}, ensure_ascii=False, indent=1)
    write(path, text + "\n", "folder")


def read_rankings(path: Path) -> tuple[list[float], dict[tuple[str, str], Span]]:
    """The milliseconds of each query that was asked, and by query and document the place of the best passage.

    Both are empty if there is no file ``path``; UsageError if it is none that ``write_summary`` writes.
    """
    if not path.is_file():
        return [], {}
    try:
        rankings = json.loads(path.read_text(encoding="utf-8"))["rankings"]
        times = [float(each["milliseconds"]) for each in rankings if each["milliseconds"] is not None]
        places = {
            (str(each["query"]), str(document)): Span(start, end)
            for each in rankings
            for document, start, end in each["passages"]
        }
    except (ValueError, LookupError, TypeError) as error:
        raise UsageError(f"{path} is not what 'tenkyo eval run' writes.", "Move it away from the run.") from error
    return times, places


def _besides(count: int, words: str) -> str:
    return f", {count:,} {words}" if count else ""
