"""What a threshold on the confidence costs and buys: risk and coverage, and how far the confidence can be believed."""

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.stats import rankdata

Point = tuple[float, bool, bool]  # confidence, whether the quoted words hold the answer, whether there is one


@dataclass(frozen=True, slots=True)
class Reached:
    """What one threshold comes to, as shares from 0 to 1: ``coverage`` is how many questions are answered."""

    threshold: float
    coverage: float
    precision: float
    not_found_precision: float
    not_found_recall: float

    @property
    def not_found_f1(self) -> float:
        """The harmonic mean of precision and recall of "not found"."""
        both = self.not_found_precision + self.not_found_recall
        return 2 * self.not_found_precision * self.not_found_recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """The answers whose confidence is from ``low`` to a tenth more: how sure they were, and how often right."""

    low: float
    count: int
    told: float
    right: float


def at_threshold(points: Sequence[Point], threshold: float) -> Reached:
    """What it comes to if only what is at least as sure as ``threshold`` is answered; a share over nothing is 1.

    >>> at_threshold([(0.9, True, True), (0.8, False, False), (0.2, False, False)], 0.5).precision
    0.5
    """
    answered = [right for told, right, _ in points if told >= threshold]
    silent = [answerable for told, _, answerable in points if told < threshold]
    unanswerable = sum(not answerable for _, _, answerable in points)
    rightly = sum(not answerable for answerable in silent)
    return Reached(
        threshold,
        len(answered) / len(points) if points else 1.0,
        sum(answered) / len(answered) if answered else 1.0,
        rightly / len(silent) if silent else 1.0,
        rightly / unanswerable if unanswerable else 1.0,
    )


def area(told: Sequence[float], true: Sequence[bool]) -> float:
    """How often what is true is told higher than what is not, over all such pairs; of equals a half.

    The area under the receiver operating characteristic, by ranks (Mann and Whitney, 1947); .5 if there is no pair.

    >>> area([0.9, 0.2, 0.4, 0.4], [True, False, True, False])
    0.875
    """
    ranks = rankdata(told)
    count, others = sum(true), len(true) - sum(true)
    above = float(sum(rank for rank, one in zip(ranks, true, strict=True) if one)) - count * (count + 1) / 2
    return above / (count * others) if count and others else 0.5


def risk_coverage(points: Sequence[Point], steps: int = 10) -> tuple[Reached, ...]:
    """What is reached where a tenth, two tenths … of all questions are answered, the surest first.

    Questions that cannot be answered at any threshold (confidence below 0) end it.
    """
    ordered = sorted((told for told, _, _ in points if told >= 0), reverse=True)
    places = [round(step * len(points) / steps) for step in range(1, steps + 1)]
    return tuple(at_threshold(points, ordered[place - 1]) for place in places if 0 < place <= len(ordered))


def reliability(points: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """The bins that hold an answer, from the least sure; a confidence below 0 is no answer.

    >>> [(bin_.low, bin_.right) for bin_ in reliability([(0.91, True), (1.0, False), (0.2, False)])]
    [(0.2, 0.0), (0.9, 0.5)]
    """
    made = []
    for tenth in range(10):
        inside = [(told, right) for told, right in points if told >= 0 and min(int(told * 10), 9) == tenth]
        if inside:
            made.append(Bin(tenth / 10, len(inside), _mean([one for one, _ in inside]), _mean([r for _, r in inside])))
    return tuple(made)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
