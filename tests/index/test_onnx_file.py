"""ONNX files: what is written is what ONNX Runtime runs, and what is read is what was written."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import onnx_file
from index.onnx_file import Node

WEIGHTS = {
    "matrix": np.arange(6, dtype=np.float32).reshape(2, 3) - 2.5,
    "long": np.full(300, 7, dtype=np.int8),
    "from": np.array([1], dtype=np.int64),
    "to": np.array([3], dtype=np.int64),
}


def written() -> bytes:
    nodes = [
        Node("MatMul", ("given", "matrix"), ("product",)),
        Node("Slice", ("product", "from", "to"), ("few",)),
        Node("LeakyRelu", ("few",), ("made",), {"alpha": 0.25}),
    ]
    like = np.empty((0, 2), dtype=np.float32), np.empty((0, 3), dtype=np.float32)
    return onnx_file.model(nodes, WEIGHTS, {"given": like[0]}, {"made": like[1]})


def test_the_runtime_computes_what_is_written() -> None:
    session = onnxruntime.InferenceSession(written(), providers=["CPUExecutionProvider"])
    given = np.array([[1, 0], [0, 1], [2, -1], [1, 1]], dtype=np.float32)
    expected = (given @ WEIGHTS["matrix"])[1:3]
    assert session.run(None, {"given": given})[0] == pytest.approx(np.where(expected < 0, expected / 4, expected))
    assert (session.get_inputs()[0].shape[1], session.get_outputs()[0].shape[1]) == (2, 3)


def test_weights_are_read_as_they_were_written(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(written())
    found = onnx_file.weights(tmp_path / "model.onnx")
    assert list(found) == list(WEIGHTS)
    for name, values in WEIGHTS.items():
        assert (found[name].dtype, found[name].shape) == (values.dtype, values.shape)
        assert np.array_equal(found[name], values)


@given(st.integers(0, 2**64 - 1))
def test_a_number_is_read_as_it_was_written(number: int) -> None:
    made = onnx_file._varint(number)
    assert onnx_file._read_varint(memoryview(made + b"\x01"), 0) == (number, len(made))


def test_a_number_is_written_as_the_format_says() -> None:
    assert [onnx_file._varint(number).hex() for number in (0, 127, 128, 300)] == ["00", "7f", "8001", "ac02"]


def test_what_is_no_onnx_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"{ damaged")
    with pytest.raises((ValueError, LookupError)):
        onnx_file.weights(tmp_path / "model.onnx")
