"""Run files: what a system found for each query, as TREC writes it, so that any tool can score it.

    query-id Q0 document-id rank score tag

Tools rank by the score alone, in single precision, and take documents of one score in descending order of id
(trec_eval). So that they see the order that was meant, a score that ties with the one above it is written as the
next lower number of single precision. A query that found nothing has no line.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from corpus.errors import MissingError, UsageError
from evals.files import write

Run = Mapping[str, Mapping[str, float]]  # query id → document id → score
FORM = "A run file has six columns: query id, Q0, document id, rank, score, tag."


def write_run(path: Path, ranked: Mapping[str, Sequence[tuple[str, float]]], tag: str) -> None:
    """Write the documents of each query, which come best first, with ``tag`` as the system's name.

    Raises StorageError if the file cannot be written.
    """
    lines = [
        f"{query_id} Q0 {document_id} {rank} {score!r} {tag}\n"
        for query_id, found in ranked.items()
        for rank, ((document_id, _), score) in enumerate(zip(found, falling([one for _, one in found]), strict=True), 1)
    ]
    write(path, "".join(lines), "folder")


def read_run(path: Path) -> Run:
    """What a run file says, queries in its order; MissingError if it is not there, UsageError naming a bad line."""
    if not path.is_file():
        raise MissingError(f"There is no run {path}.", "Make one with 'tenkyo eval run'.")
    run: dict[str, dict[str, float]] = {}
    for place, query_id, document_id, score in _lines(path):
        found = run.setdefault(query_id, {})
        if document_id in found:
            raise UsageError(f"{place} names {document_id} again for query {query_id}.", FORM)
        found[document_id] = score
    return run


def best_first(found: Mapping[str, float]) -> list[str]:
    """The documents in the order in which trec_eval takes them: by score in single precision, ties by id, descending.

    >>> best_first({"a": 1.0, "b": 1.0, "c": 1.00000001, "d": 2.0})
    ['d', 'c', 'b', 'a']
    """
    return sorted(found, key=lambda document_id: (np.float32(found[document_id]), document_id), reverse=True)


def falling(scores: Sequence[float]) -> list[float]:
    """``scores``, which never rise, lowered where they tie by as little as single precision can tell apart.

    >>> falling([2.0, 1.0, 1.0, 0.5])
    [2.0, 1.0, 0.9999999403953552, 0.5]
    """
    lowered = []
    above = np.float32(math.inf)
    for score in scores:
        tells = np.float32(score) < above
        lowered.append(score if tells else float(np.nextafter(above, np.float32(-math.inf))))
        above = np.float32(lowered[-1])
    return lowered


def _lines(path: Path) -> Iterator[tuple[str, str, str, float]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            columns = line.split()
            place = f"{path}, line {number}"
            if not columns:
                continue
            try:
                query_id, _, document_id, _, written, _ = columns
                score = float(written)
            except ValueError as error:
                raise UsageError(f"{place} is no line of a run: {line.strip()!r}.", FORM) from error
            if not math.isfinite(score):
                raise UsageError(f"{place} has the score {written}.", FORM)
            yield place, query_id, document_id, score
