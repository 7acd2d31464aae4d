"""ONNX files: what weights one holds, and a model of some nodes and weights, written as one.

An ONNX file is a Protocol Buffers message, of which these few fields matter here, by the numbers of onnx.proto3.
The ``onnx`` package takes 0.4 s of a core to be imported, to read the packaged model and to write another: longer than
all the rest of a cold question.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

IR_VERSION = 9
OPERATORS = (("", 18), ("com.microsoft", 1))  # each set with its version; the second is ONNX Runtime's own
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5  # how a field's value is written
_MODEL_IR, _MODEL_GRAPH, _MODEL_OPERATORS = 1, 7, 8
_GRAPH_NODE, _GRAPH_NAME, _GRAPH_WEIGHT, _GRAPH_INPUT, _GRAPH_OUTPUT = 1, 2, 5, 11, 12
_NODE_INPUT, _NODE_OUTPUT, _NODE_OPERATOR, _NODE_ATTRIBUTE, _NODE_DOMAIN = 1, 2, 4, 5, 7
_ATTRIBUTE_NAME, _ATTRIBUTE_FLOAT, _ATTRIBUTE_INT, _ATTRIBUTE_TYPE = 1, 2, 3, 20
_TENSOR_DIMS, _TENSOR_TYPE, _TENSOR_NAME, _TENSOR_DATA = 1, 2, 8, 9
# The kinds of numbers, by code.
TYPES: dict[int, np.dtype[Any]] = {1: np.dtype("<f4"), 2: np.dtype("u1"), 3: np.dtype("i1"), 7: np.dtype("<i8")}

Array = NDArray[Any]
Value = int | float


@dataclass(frozen=True, slots=True)
class Node:
    """One operation: what it is called, of what it makes what, and its settings."""

    operator: str
    inputs: Sequence[str]
    outputs: Sequence[str]
    settings: Mapping[str, Value] = field(default_factory=dict)
    domain: str = ""


def weights(path: Path) -> dict[str, Array]:
    """The weights in the ONNX file ``path``, by name, in the order of the file; those of other types are left out.

    Raises OSError if it cannot be read, and ValueError or LookupError if it is no such file.
    """
    found: dict[str, Array] = {}
    for graph in _all(memoryview(path.read_bytes()), _MODEL_GRAPH):
        for tensor in _all(graph, _GRAPH_WEIGHT):
            fields: dict[int, list[Any]] = {}
            for number, value in _fields(tensor):
                fields.setdefault(number, []).append(value)
            kind = TYPES.get(fields[_TENSOR_TYPE][0])
            if kind and _TENSOR_DATA in fields:
                values = np.frombuffer(fields[_TENSOR_DATA][0], kind)
                found[bytes(fields[_TENSOR_NAME][0]).decode()] = values.reshape(_shape(fields.get(_TENSOR_DIMS, [])))
    return found


def model(
    nodes: Iterable[Node], weights: Mapping[str, Array], inputs: Mapping[str, Array], outputs: Mapping[str, Array]
) -> bytes:
    """An ONNX model of these nodes, each after those whose output it takes.

    ``inputs`` and ``outputs`` give, by name, an array of the type that is taken or made, with 0 for each length that
    only a text decides.
    """
    graph = [*_graph(nodes, weights, inputs, outputs)]  # its weights are copied once, into what is returned
    operators = (_bytes(_MODEL_OPERATORS, _bytes(1, domain.encode()) + _number(2, n)) for domain, n in OPERATORS)
    return b"".join((_number(_MODEL_IR, IR_VERSION), *operators, _head(_MODEL_GRAPH, sum(map(len, graph))), *graph))


def _graph(
    nodes: Iterable[Node], weights: Mapping[str, Array], inputs: Mapping[str, Array], outputs: Mapping[str, Array]
) -> Iterator[bytes | memoryview]:
    yield from (_bytes(_GRAPH_NODE, _node(node)) for node in nodes)
    yield _bytes(_GRAPH_NAME, b"model")
    for name, values in weights.items():
        head, data = _tensor(name, values)
        yield _head(_GRAPH_WEIGHT, len(head) + len(data)) + head
        yield data
    yield from (_bytes(_GRAPH_INPUT, _told(name, like)) for name, like in inputs.items())
    yield from (_bytes(_GRAPH_OUTPUT, _told(name, like)) for name, like in outputs.items())


def _node(node: Node) -> bytes:
    settings = (_bytes(_NODE_ATTRIBUTE, _setting(name, value)) for name, value in node.settings.items())
    return b"".join(
        chain(
            (_bytes(_NODE_INPUT, name.encode()) for name in node.inputs),
            (_bytes(_NODE_OUTPUT, name.encode()) for name in node.outputs),
            (_bytes(_NODE_OPERATOR, node.operator.encode()),),
            settings,
            (_bytes(_NODE_DOMAIN, node.domain.encode()),),
        )
    )


def _setting(name: str, value: Value) -> bytes:
    told = _bytes(_ATTRIBUTE_NAME, name.encode())
    if isinstance(value, float):
        key = _varint(_ATTRIBUTE_FLOAT << 3 | _FIXED32)
        return told + key + struct.pack("<f", value) + _number(_ATTRIBUTE_TYPE, 1)
    return told + _number(_ATTRIBUTE_INT, value) + _number(_ATTRIBUTE_TYPE, 2)


def _tensor(name: str, values: Array) -> tuple[bytes, memoryview]:
    """What is told of an array, and its numbers as they lie in memory."""
    dims = b"".join(_number(_TENSOR_DIMS, length) for length in values.shape)
    told = dims + _number(_TENSOR_TYPE, _code(values)) + _bytes(_TENSOR_NAME, name.encode())
    data = np.ascontiguousarray(values).reshape(-1).view(np.uint8).data
    return told + _head(_TENSOR_DATA, len(data)), data


def _told(name: str, like: Array) -> bytes:
    lengths = [
        _number(1, length) if length else _bytes(2, f"{name}{at}".encode()) for at, length in enumerate(like.shape)
    ]
    shape = b"".join(_bytes(1, length) for length in lengths)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, _code(like)) + _bytes(2, shape)))


def _code(values: Array) -> int:
    return next(code for code, kind in TYPES.items() if kind == values.dtype)


def _number(number: int, value: int) -> bytes:
    return _varint(number << 3 | _VARINT) + _varint(value)


def _bytes(number: int, value: bytes) -> bytes:
    return _head(number, len(value)) + value


def _head(number: int, length: int) -> bytes:
    """What stands before the bytes of a field."""
    return _varint(number << 3 | _BYTES) + _varint(length)


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 0x7F:
        made.append(value & 0x7F | 0x80)
        value >>= 7
    made.append(value)
    return bytes(made)


def _all(message: memoryview, wanted: int) -> Iterator[memoryview]:
    return (value for number, value in _fields(message) if number == wanted)


def _fields(message: memoryview) -> Iterator[tuple[int, Any]]:
    """Each field's number and its value: a whole number, or the bytes of anything else."""
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        if key & 7 == _VARINT:
            value, at = _read_varint(message, at)
            yield key >> 3, value
            continue
        if key & 7 == _BYTES:
            size, at = _read_varint(message, at)
        else:
            size = {_FIXED64: 8, _FIXED32: 4}[key & 7]
        yield key >> 3, message[at : at + size]
        at += size


def _read_varint(message: memoryview, at: int) -> tuple[int, int]:
    """A number, and where it ends."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _shape(told: Sequence[int | memoryview]) -> list[int]:
    """The lengths of an array, which stand one by one or all in one field."""
    lengths: list[int] = []
    for one in told:
        at = 0
        while isinstance(one, memoryview) and at < len(one):
            length, at = _read_varint(one, at)
            lengths.append(length)
        lengths += [one] if isinstance(one, int) else []
    return lengths
