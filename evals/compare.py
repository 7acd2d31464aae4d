"""Runs of one collection side by side: how far apart, whether that may be chance, and where they differ most.

Runs are named by their files. In each pair the first is what the second is held against: a difference above 0, and a
win, mean that the second is better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from corpus.errors import UsageError
from corpus.records import Span
from evals.collection import Collection, Text
from evals.measures import MEASURES, means, values
from evals.runs import Run, best_first, read_run
from evals.significance import holm, randomisation
from evals.summary import SHOWN, read_rankings

DEPTHS = (1, 2, 3, 5, 10, 20, 50, 100)  # at which recall is told
PERCENTILES = (5, 25, 50, 75, 95, 99, 100)  # of which latency is told
CHANGED = 5  # queries of each pair that are shown with their passages
LONGEST = 700  # characters of a document that is shown where the run does not say which passage was meant
STRANGER = Text("", 0, "", "This document is not in the collection.")
DIGITS = 9  # what is equal up to the noise of floating point is a tie


@dataclass(frozen=True, slots=True)
class Side:
    """One run. ``by_query`` is what each judged query scores; ``recall`` stands at DEPTHS, ``latency`` at PERCENTILES
    in milliseconds, empty if no summary lies beside the run. ``places`` are the best passages that it names."""

    name: str
    run: Run
    by_query: Mapping[str, float]
    measures: Mapping[str, float]
    recall: tuple[float, ...]
    latency: tuple[float, ...]
    places: Mapping[tuple[str, str], Span]


@dataclass(frozen=True, slots=True)
class Shown:
    """One document that a run gave for a query: its rank, the words that speak for it, and its relevance if judged."""

    rank: int
    document_id: str
    title: str
    words: str
    relevance: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One query that two runs serve differently: what it scores in each, and what each gave first."""

    query_id: str
    query: str
    scores: tuple[float, float]
    tops: tuple[tuple[Shown, ...], tuple[Shown, ...]]

    @property
    def difference(self) -> float:
        """How much better the second is."""
        return round(self.scores[1] - self.scores[0], DIGITS)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two runs. ``differences`` holds one number a judged query, the greatest first; ``adjusted`` is the p-value
    after Holm's correction over all pairs."""

    first: str
    second: str
    differences: tuple[float, ...]
    p_value: float
    adjusted: float
    changes: tuple[Change, ...]

    @property
    def mean(self) -> float:
        """The mean difference."""
        return sum(self.differences) / len(self.differences)

    @property
    def wins(self) -> int:
        """How many queries the second serves better."""
        return sum(difference > 0 for difference in self.differences)

    @property
    def losses(self) -> int:
        """How many queries the second serves worse."""
        return sum(difference < 0 for difference in self.differences)

    @property
    def ties(self) -> int:
        """How many queries both serve alike."""
        return len(self.differences) - self.wins - self.losses


@dataclass(frozen=True, slots=True)
class Comparison:
    """Runs in the order given, and every pair of them."""

    collection: str
    split: str
    measure: str
    queries: int
    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]


def compare(paths: Sequence[Path], collection: Collection, measure: str) -> Comparison:
    """The runs of these files, compared by ``measure`` over every judged query.

    Raises MissingError for a file that is not there, UsageError for fewer than two runs or one named twice, an
    unknown measure, and a run that has none of the collection's queries.
    """
    if len(paths) < 2 or len({path.resolve() for path in paths}) < len(paths):
        raise UsageError("A run cannot be compared with itself.", "Name two or more run files, each once.")
    names = _names(paths)
    sides = tuple(_side(name, path, collection, measure) for name, path in zip(names, paths, strict=True))
    couples = list(combinations(sides, 2))
    texts = _texts(collection, sides, {query for couple in couples for query in _changed(*couple)})
    p_values = [randomisation([*_differences(*couple).values()]) for couple in couples]
    pairs = tuple(
        Pair(
            first=first.name,
            second=second.name,
            differences=tuple(sorted(_differences(first, second).values(), reverse=True)),
            p_value=p_value,
            adjusted=adjusted,
            changes=tuple(_change(query, first, second, collection, texts) for query in _changed(first, second)),
        )
        for (first, second), p_value, adjusted in zip(couples, p_values, holm(p_values), strict=True)
    )
    return Comparison(collection.name, collection.split, measure, len(collection.qrels), sides, pairs)


def _names(paths: Sequence[Path]) -> list[str]:
    """What each file is called, or its whole path where two are called alike."""
    short = [path.name.removesuffix(".run") for path in paths]
    return [name if short.count(name) == 1 else str(path) for name, path in zip(short, paths, strict=True)]


def _side(name: str, path: Path, collection: Collection, measure: str) -> Side:
    run = read_run(path)
    if not run.keys() & collection.qrels.keys():
        raise UsageError(f"{path} has no query that {collection.name} judges.", "Name the collection that it is of.")
    scored = values(collection.qrels, run, list(dict.fromkeys((*MEASURES, measure))))
    recall = means(values(collection.qrels, run, [f"R@{depth}" for depth in DEPTHS]))
    times, places = read_rankings(path.with_suffix(".json"))
    return Side(
        name=name,
        run=run,
        by_query=scored[measure],
        measures=means(scored),
        recall=tuple(recall.values()),
        latency=tuple(float(value) for value in np.percentile(times, PERCENTILES)) if times else (),
        places=places,
    )


def _differences(first: Side, second: Side) -> dict[str, float]:
    return {query: round(second.by_query[query] - score, DIGITS) for query, score in first.by_query.items()}


def _changed(first: Side, second: Side) -> list[str]:
    """The queries that differ most, ties by id."""
    differences = _differences(first, second)
    changed = [query for query, difference in differences.items() if difference]
    return sorted(changed, key=lambda query: (-abs(differences[query]), query))[:CHANGED]


def _texts(collection: Collection, sides: Sequence[Side], queries: set[str]) -> dict[str, Text]:
    """Every document that is shown."""
    wanted = {one for side in sides for query in queries for one in best_first(side.run.get(query, {}))[:SHOWN]}
    return {text.document_id: text for text in collection.texts() if text.document_id in wanted}


def _change(query: str, first: Side, second: Side, collection: Collection, texts: Mapping[str, Text]) -> Change:
    judged = collection.qrels[query]
    return Change(
        query_id=query,
        query=collection.queries.get(query, ""),
        scores=(first.by_query[query], second.by_query[query]),
        tops=(_top(query, first, judged, texts), _top(query, second, judged, texts)),
    )


def _top(query: str, side: Side, judged: Mapping[str, int], texts: Mapping[str, Text]) -> tuple[Shown, ...]:
    shown = []
    for rank, document in enumerate(best_first(side.run.get(query, {}))[:SHOWN], start=1):
        text, place = texts.get(document, STRANGER), side.places.get((query, document))
        words = place.of(text.whole) if place else text.text[:LONGEST]
        shown.append(Shown(rank, document, text.title, words, judged.get(document)))
    return tuple(shown)
