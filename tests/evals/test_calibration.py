"""Calibration on made-up signals whose truth is known, and its threshold by hand."""

import json
import random
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StorageError, UsageError
from evals.calibration import THRESHOLD, Sample, fit, write_weights
from evals.curves import reliability
from index.confidence import Signals, Weights, packaged_weights

ZERO = Signals(0.0, 0.0, 0.0, 0.0, 0.0)


def made(count: int, seed: int) -> list[Sample]:
    """Samples that are right the more often the higher their score, and a few that cannot be answered at all."""
    chance, samples = random.Random(seed), []
    for _ in range(count):
        score = chance.random()
        right = chance.random() < score
        signals = Signals(score, *[chance.random() for _ in range(4)])
        samples.append(Sample(signals, right, right or chance.random() < 0.2))
    return [*samples, *[Sample(None, False, False)] * 5]


def test_the_fit_finds_what_decides_and_can_be_believed() -> None:
    samples = made(600, 1)
    fitted = fit([samples])
    weights = fitted.weights.weight
    assert max(weights, key=lambda name: abs(weights[name])) == "score"
    points = [(told, one.right) for one, told in zip(samples, fitted.held_out[0].tolist(), strict=True)]
    assert all(abs(one.told - one.right) < 0.15 for one in reliability(points) if one.count > 30)
    assert fitted.weights.threshold == packaged_weights(examined=False).threshold


def test_where_answers_were_examined_it_is_learnt_from_those_alone() -> None:
    chance, plain = random.Random(6), made(200, 6)
    examined = []
    for one in plain[:150]:
        told = chance.uniform(-6, 6)
        signals = Signals(*[chance.random() for _ in range(5)], examined=told)
        examined.append(Sample(signals, told > 0, one.answerable))
    fitted = fit([[*examined, *plain[150:]]])
    assert max(fitted.weights.weight, key=lambda name: abs(fitted.weights.weight[name])) == "examined"
    assert fitted.weights.mean["score"] == pytest.approx(
        np.mean([one.signals.score for one in examined if one.signals])
    )
    assert fitted.weights.threshold == THRESHOLD
    assert fit([[*examined, *plain[150:]], plain]).weights.weight.keys() == fitted.weights.weight.keys()
    rest = fitted.held_out[0][150:]
    unexamined = packaged_weights(examined=False)
    assert rest.tolist() == [unexamined.probability(one.signals) if one.signals else -1 for one in plain[150:]]


def test_the_same_samples_give_the_same_weights() -> None:
    assert fit([made(80, 2), made(40, 3)]).weights == fit([made(80, 2), made(40, 3)]).weights


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    fitted = fit([made(60, 4)]).weights
    write_weights(tmp_path / "new" / "w.json", fitted)
    read = Weights(**json.loads((tmp_path / "new" / "w.json").read_text()))
    assert read.probability(ZERO) == pytest.approx(fitted.probability(ZERO), abs=2e-3)
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="Name another --out file"):
        write_weights(tmp_path / "file" / "w.json", fitted)


def test_what_cannot_be_learnt_from_is_refused() -> None:
    with pytest.raises(UsageError, match="fewer than 5"):
        fit([made(1, 5)[:4]])
    with pytest.raises(UsageError, match="all rightly"):
        fit([[Sample(ZERO, True, True)] * 10])
