"""A BERT so that ONNX Runtime multiplies in eight bits, in fused operations.

Weights stay as they are in eight bits, and of what they are multiplied with each stretch of BLOCK numbers becomes eight
bits with a scale of its own (ONNX Runtime's MatMulNBits); attention, normalisation and GELU are one operation each. The
packaged model, whose own graph turns its eight-bit weights into float32 before it multiplies: a query of 21 tokens,
processor ms p50, and the mean cosine of its vector with the package's own:

    as packaged 6.9    fused, float32 6.1, 1.0000    blocks of 32 4.8, .9998    of 64 4.2, .9996    of 128 3.9, .9993
    one scale for a whole text (dynamic quantisation) 2.7, .9946

What that does to rankings: docs/speed.md. BERT: Devlin et al., 2019.

MPNet is a BERT whose tokens hear each other by how far apart they stand, too: its weights hold DISTANCES, by which
every layer adds to what one token makes of another. Song et al., 2020.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import onnx_file
from index.onnx_file import Array, Node

BLOCK = 128
EIGHT_BITS = 4  # the accuracy at which ONNX Runtime multiplies in eight bits on both sides
MATRICES = 6  # of a layer
MOST = 127  # of a number in eight bits
EPSILON = 1e-12  # what BERT adds to a variance before dividing by its root
MPNET_EPSILON = 1e-5  # what MPNet adds
FARTHEST = 128  # tokens; MPNet tells no distance from a greater one
OUTPUT = "last_hidden_state"
ENDS = "ends"
WORDS = "embeddings.word_embeddings.weight"
PLACES = "embeddings.position_embeddings.weight"
KINDS = "embeddings.token_type_embeddings.weight"
DISTANCES = "encoder.relative_attention_bias.weight"
HEAD = "head.weight"
_OWN = "com.microsoft"


@dataclass(frozen=True, slots=True)
class Rows:
    """A matrix in eight bits: ``numbers`` (rows, n), int8; ``scales`` (rows, m), float32, each of n / m of a row."""

    numbers: NDArray[np.int8]
    scales: NDArray[np.float32]


def rows(values: NDArray[np.float32], stretch: int) -> Rows:
    """A matrix in eight bits, with a scale for each ``stretch`` numbers of a row, of which all are a multiple.

    >>> rows(np.array([[0.0, 1.0, -2.0, 254.0]], dtype=np.float32), stretch=2).numbers.tolist()
    [[0, 127, -1, 127]]
    """
    stretches = values.reshape(len(values), -1, stretch)
    scales = np.maximum(np.abs(stretches).max(axis=2) / MOST, np.finfo(np.float32).tiny)
    numbers = np.rint(stretches / scales[:, :, np.newaxis]).astype(np.int8)
    return Rows(numbers.reshape(values.shape), scales)


def model(plain: Mapping[str, Array], matrices: Mapping[str, Rows], heads: int) -> bytes:
    """A BERT or an MPNet with so many attention heads: from ``input_ids`` to the vectors of the tokens, ``OUTPUT``.

    Weights bear the names of Hugging Face's BertModel. ``matrices`` are those of the words, with one scale a row, and
    of the layers; all others are ``plain``, float32. If these hold a ``HEAD``, (n, width), and its ``head.bias``, the
    model makes n numbers of each token instead, ``ENDS``. Raises LookupError if some are missing.
    """
    made = _Made(plain, matrices, heads)
    before = made.embedded()
    layers = len(matrices) // MATRICES
    for number in range(layers):
        name = f"encoder.layer.{number}."
        before = made.layer(name, before, OUTPUT if number == layers - 1 else f"{name}made")
    output, width = OUTPUT, matrices[WORDS].numbers.shape[1]
    if HEAD in plain:
        output, width = made.ends(before), len(plain[HEAD])
    tokens, numbers = np.empty((0, 0), dtype=np.int64), np.empty((0, 0, width), dtype=np.float32)
    return onnx_file.model(made.nodes, made.weights, {"input_ids": tokens}, {output: numbers})


def distances(table: NDArray[np.float32], most: int) -> NDArray[np.float32]:
    """What each token adds to what it makes of each other by how far away that is: shape (1, heads, most, most).

    ``table`` has a row a stretch of distances and a column a head: the first half for what stands before a token, the
    second for what stands after it. Of each half the first half is one row a distance, and the rest grow with the
    logarithm up to FARTHEST. Raffel et al., 2020 (T5), as Hugging Face's MPNet counts.
    """
    places = np.arange(most)
    before = places[:, np.newaxis] - places
    half = len(table) // 2
    single = half // 2
    far = np.maximum(abs(before), 1) / single
    grown = single + (np.log(far) / np.log(FARTHEST / single) * (half - single)).astype(np.int64)
    stretch = np.where(abs(before) < single, abs(before), np.minimum(grown, half - 1)) + np.where(before < 0, half, 0)
    return np.ascontiguousarray(table[stretch].transpose(2, 0, 1)[np.newaxis])


class _Made:
    """The nodes and weights of the model in the making."""

    def __init__(self, plain: Mapping[str, Array], matrices: Mapping[str, Rows], heads: int) -> None:
        self._plain = plain
        self._matrices = matrices
        self._heads = heads
        self._distances = DISTANCES in plain
        self._epsilon = MPNET_EPSILON if self._distances else EPSILON
        self.nodes: list[Node] = []
        self.weights: dict[str, Array] = {}

    def embedded(self) -> str:
        """What the first layer takes: of each token the sum of its word and of its place, normalised."""
        words = self._matrices[WORDS]
        self.weights["words"], self.weights["word_scales"] = words.numbers, words.scales
        kind = self._plain[KINDS][0] if KINDS in self._plain else 0  # a text has one kind of token, MPNet knows none
        self.weights["places"] = self._plain[PLACES] + kind
        self.weights["beginning"] = np.zeros(1, dtype=np.int64)
        self.nodes += [
            Node("Gather", ("words", "input_ids"), ("word_q",)),
            Node("Gather", ("word_scales", "input_ids"), ("word_scale",)),
            Node("Cast", ("word_q",), ("word_float",), {"to": 1}),
            Node("Mul", ("word_float", "word_scale"), ("word",)),
            Node("Shape", ("input_ids",), ("length",), {"start": 1, "end": 2}),
            Node("Slice", ("places", "beginning", "length"), ("place",)),
            Node("Add", ("word", "place"), ("sum",)),
            Node("LayerNormalization", ("sum", *self._norm("embeddings.")), ("embedded",), {"epsilon": self._epsilon}),
        ]
        if self._distances:
            self._measure()
        return "embedded"

    def _measure(self) -> None:
        """What the distances of the tokens add, of as many as the text has."""
        self.weights["distances"] = distances(self._plain[DISTANCES], len(self.weights["places"]))
        self.weights["corner"], self.weights["sides"] = np.zeros(2, dtype=np.int64), np.array([2, 3], dtype=np.int64)
        self.nodes += [
            Node("Concat", ("length", "length"), ("lengths",), {"axis": 0}),
            Node("Slice", ("distances", "corner", "lengths", "sides"), ("distance",)),
        ]

    def ends(self, of: str) -> str:
        """``ENDS``, which the head makes of each token."""
        self.weights["head"] = np.ascontiguousarray(self._plain[HEAD].T)
        self.nodes.append(Node("MatMul", (of, "head"), ("headed",)))
        self.nodes.append(Node("Add", ("headed", self._kept("head.bias")), (ENDS,)))
        return ENDS

    def layer(self, name: str, before: str, after: str) -> str:
        """``after``, which one layer makes of ``before``: every token hears the others, then thinks by itself."""
        parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
        bias = f"{name}attention.self.bias"
        self.weights[bias] = np.concatenate([self._plain[f"{part}.bias"] for part in parts])
        asked = self._product(before, parts)
        heard = [f"{part}.made" for part in parts]
        settings = {"num_heads": self._heads}
        far = ("", "distance") if self._distances else ()  # nothing is padded, so no token is left out
        self.nodes += [
            Node("Split", (asked,), heard, {"axis": 2, "num_outputs": 3}),
            Node("MultiHeadAttention", (*heard, bias, *far), (f"{name}mixed",), settings, _OWN),
        ]
        heard_all = self._added(f"{name}mixed", before, f"{name}attention.output.", f"{name}heard")
        widened = self._product(heard_all, [f"{name}intermediate.dense"])
        bias = self._kept(f"{name}intermediate.dense.bias")
        self.nodes.append(Node("BiasGelu", (widened, bias), (f"{name}thought",), domain=_OWN))
        return self._added(f"{name}thought", heard_all, f"{name}output.", after)

    def _product(self, of: str, parts: Sequence[str]) -> str:
        """``of`` times these matrices side by side."""
        matrices = [self._matrices[f"{part}.weight"] for part in parts]
        numbers = np.concatenate([matrix.numbers for matrix in matrices])
        scales = np.concatenate([matrix.scales for matrix in matrices])
        rows, length = numbers.shape
        blocks = length // BLOCK
        name = f"{parts[0]}.weight"
        # The operation takes numbers from 0, of which 128 is none, and a scale for each block of a row.
        self.weights[name] = (numbers.view(np.uint8) ^ 128).reshape(rows, blocks, BLOCK)
        self.weights[f"{name}_scales"] = np.repeat(scales, blocks // scales.shape[1], axis=1)
        settings = {"K": length, "N": rows, "bits": 8, "block_size": BLOCK, "accuracy_level": EIGHT_BITS}
        self.nodes.append(Node("MatMulNBits", (of, name, f"{name}_scales"), (f"{name}_product",), settings, _OWN))
        return f"{name}_product"

    def _added(self, made: str, before: str, inner: str, after: str) -> str:
        """``after``: the product of what was ``made``, its bias and what was there before, added up and normalised."""
        product, bias = self._product(made, [f"{inner}dense"]), self._kept(f"{inner}dense.bias")
        inputs = (product, before, *self._norm(inner), bias)
        self.nodes.append(Node("SkipLayerNormalization", inputs, (after,), {"epsilon": self._epsilon}, _OWN))
        return after

    def _norm(self, inner: str) -> Iterator[str]:
        return (self._kept(f"{inner}LayerNorm.{part}") for part in ("weight", "bias"))

    def _kept(self, name: str) -> str:
        self.weights[name] = self._plain[name]
        return name
