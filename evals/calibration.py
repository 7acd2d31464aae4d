"""Fitting the confidence: questions asked without a threshold, a logistic model over their signals.

scikit-learn is needed here only; what is fitted is plain data that ``index/confidence.py`` reads.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UsageError
from evals.answers import Judged
from evals.files import write
from index.answer import Status
from index.confidence import Signals, Weights, packaged_weights

FOLDS = 5
# The least probability that answers what was examined. Handled rightly at .7, .75, .77, .79, .82, and questions with no
# answer that are answered: of 200 ordinary ones 183 184 185 183 181, 8 7 5 5 4; of 120 for calibration 115 116 116 116
# 115, 2 1 1 1 1; of 160 mixed ones 150 149 148 148 147, 1 each; of 130 over others' documents 118 117 117 116 115, 3
# each. Of squad2-dev's 699 held out right where answered .754 .779 .786 .798 .789, an F1 of not_found of .769 .762 .759
# .756 .744. Of 1,017 that were learnt from eight are lost at .79.
THRESHOLD = 0.75
STRENGTH = 0.3  # of the model's freedom, scikit-learn's C: .1, .3 and 1 differ by .001 in the area under the curve

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """One question as it would be answered without a threshold on the probability.

    ``right`` is whether what is quoted holds an expected answer, ``answerable`` whether there is one; ``signals`` is
    None where nothing may be quoted at all.
    """

    signals: Signals | None
    right: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights, and for each set the probability of each sample by a model that was fitted without it."""

    weights: Weights
    held_out: tuple[Numbers, ...]


def sample(judged: Judged) -> Sample:
    """What is learnt from one question that was asked with ``least=0``."""
    answered = judged.answer.status is Status.ANSWERED
    right = judged.expected.answered and judged.contains
    return Sample(judged.answer.signals if answered else None, right, judged.expected.answered)


def fit(sets: Sequence[Sequence[Sample]], seed: int = 0) -> Fitted:
    """The model over all ``sets``, each of which weighs the same, and the threshold; the same for the same seed.

    Where answers were examined it is learnt from those alone: for the rest the packaged weights stay as they are. If
    none were, the packaged threshold stays.
    Raises UsageError where there are too few questions, or none that are answered wrongly, to learn from.
    """
    from sklearn.model_selection import KFold

    if min(map(len, sets)) < FOLDS:
        raise UsageError(f"A set has fewer than {FOLDS} questions.", "Ask more: raise --most.")
    folds = [KFold(FOLDS, shuffle=True, random_state=seed) for _ in sets]
    held = [np.zeros(len(one)) for one in sets]
    for parts in zip(*(fold.split(one) for fold, one in zip(folds, sets, strict=True)), strict=True):
        known = _fitted([[one[at] for at in train] for one, (train, _) in zip(sets, parts, strict=True)])
        for number, (_, test) in enumerate(parts):
            held[number][test] = [_probability(known, sets[number][at]) for at in test]
    whole = _fitted(sets)
    threshold = THRESHOLD if "examined" in whole.weight else packaged_weights(examined=False).threshold
    return Fitted(Weights(threshold, whole.intercept, whole.mean, whole.spread, whole.weight), tuple(held))


def write_weights(path: Path, weights: Weights) -> None:
    """Write the weights to four significant digits; StorageError if they cannot be."""
    told = {
        name: {key: _short(number) for key, number in value.items()} if isinstance(value, dict) else _short(value)
        for name, value in asdict(weights).items()
    }
    write(path, json.dumps(told, indent=1) + "\n", "file")


def _fitted(sets: Sequence[Sequence[Sample]]) -> Weights:
    from sklearn.linear_model import LogisticRegression

    told = [[(one.signals, one.right) for one in samples if one.signals] for samples in sets]
    examined = any(signals.examined is not None for samples in told for signals, _ in samples)
    kept = [[one for one in samples if (one[0].examined is not None) == examined] for samples in told]
    usable = [samples for samples in kept if samples]
    names = [field.name for field in fields(Signals) if examined or field.name != "examined"]
    rows = np.array([[getattr(signals, name) for name in names] for samples in usable for signals, _ in samples])
    right = np.array([is_right for samples in usable for _, is_right in samples])
    if right.all() or not right.any():
        raise UsageError(
            "The questions are answered all rightly or all wrongly: nothing tells the two apart.",
            "Ask more questions, unanswerable ones among them.",
        )
    weight = np.concatenate([np.full(len(samples), len(rows) / len(usable) / len(samples)) for samples in usable])
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit((rows - mean) / spread, right, sample_weight=weight)
    return Weights(
        threshold=0.0,
        intercept=float(model.intercept_[0]),
        mean=dict(zip(names, mean.tolist(), strict=True)),
        spread=dict(zip(names, spread.tolist(), strict=True)),
        weight=dict(zip(names, model.coef_[0].tolist(), strict=True)),
    )


def _probability(weights: Weights, one: Sample) -> float:
    if not one.signals:
        return -1.0  # below any threshold
    unexamined = "examined" in weights.weight and one.signals.examined is None
    return (packaged_weights(examined=False) if unexamined else weights).probability(one.signals)


def _short(number: float) -> float:
    return float(f"{number:.4g}")
