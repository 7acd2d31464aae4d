"""The packaged model so that ONNX Runtime multiplies in eight bits, in fifty fused operations.

The package holds eight-bit weights, each column of a matrix with its scale, and a graph that turns them into float32
before it multiplies. Here the same weights stay as they are, and of what they are multiplied with each stretch of BLOCK
numbers becomes eight bits with a scale of its own (ONNX Runtime's MatMulNBits); attention, normalisation and GELU are
one operation each. A query of 21 tokens, processor ms p50, and the mean cosine of its vector with the package's own:

    as packaged 6.9    fused, float32 6.1, 1.0000    blocks of 32 4.8, .9998    of 64 4.2, .9996    of 128 3.9, .9993
    one scale for a whole text (dynamic quantisation) 2.7, .9946

What that does to rankings: docs/speed.md. BERT: Devlin et al., 2019.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from index import onnx_file
from index.onnx_file import Array, Node

LAYERS, HEADS, WIDTH, HIDDEN = 6, 12, 384, 1536
BLOCK = 128
EIGHT_BITS = 4  # the accuracy at which ONNX Runtime multiplies in eight bits on both sides
EPSILON = 1e-12  # what BERT adds to a variance before dividing by its root
OUTPUT = "last_hidden_state"
_OWN = "com.microsoft"
# The matrices of a layer in the order in which the package's file has them.
_MATRICES = ((WIDTH, WIDTH),) * 4 + ((WIDTH, HIDDEN), (HIDDEN, WIDTH))


def model(path: Path) -> bytes:
    """The packaged model in the file ``path`` as such a model: from ``input_ids`` to the vectors of the tokens.

    Raises OSError if it cannot be read, ValueError or LookupError if it is another model.
    """
    given = onnx_file.weights(path)
    names = [name.removesuffix("_q") for name, values in given.items() if name.endswith("_q")]
    words, places, *matrices = names
    if [given[f"{name}_q"].shape for name in matrices] != [*_MATRICES] * LAYERS:
        raise ValueError(f"{path} holds no matrices of this model")
    made = _Made(given)
    before = made.embedded(words, places)
    for layer in range(LAYERS):
        last = OUTPUT if layer == LAYERS - 1 else f"layer{layer}"
        before = made.layer(layer, matrices[6 * layer : 6 * layer + 6], before, last)
    tokens, vectors = np.empty((0, 0), dtype=np.int64), np.empty((0, 0, WIDTH), dtype=np.float32)
    return onnx_file.model(made.nodes, made.weights, {"input_ids": tokens}, {OUTPUT: vectors})


class _Made:
    """The nodes and weights of the model in the making."""

    def __init__(self, given: dict[str, Array]) -> None:
        self._given = given
        self.nodes: list[Node] = []
        self.weights: dict[str, Array] = {}

    def embedded(self, words: str, places: str) -> str:
        """What the first layer takes: of each token the sum of its word and of its place, normalised."""
        embeddings = "inner.embeddings."
        kind = self._given[f"{embeddings}token_type_embeddings.weight"][0]  # a text has one kind of token
        self.weights["places"] = self._given[f"{places}_q"] * self._given[f"{places}_scale"] + kind
        self.weights["beginning"] = np.zeros(1, dtype=np.int64)
        word, scale = self._kept(f"{words}_q"), self._kept(f"{words}_scale")
        norm = self._norm(embeddings)
        self.nodes += [
            Node("Gather", (word, "input_ids"), ("word_q",)),
            Node("Gather", (scale, "input_ids"), ("word_scale",)),
            Node("Cast", ("word_q",), ("word_float",), {"to": 1}),
            Node("Mul", ("word_float", "word_scale"), ("word",)),
            Node("Shape", ("input_ids",), ("length",), {"start": 1, "end": 2}),
            Node("Slice", ("places", "beginning", "length"), ("place",)),
            Node("Add", ("word", "place"), ("sum",)),
            Node("LayerNormalization", ("sum", *norm), ("embedded",), {"epsilon": EPSILON}),
        ]
        return "embedded"

    def layer(self, number: int, matrices: Sequence[str], before: str, after: str) -> str:
        """``after``, which one layer makes of ``before``: every token hears the others, then thinks by itself."""
        inner = f"inner.encoder.layer.{number}."
        query, key, value, output, wide, narrow = matrices
        heard = [f"{part}{number}" for part in ("query", "key", "value")]
        own = [f"{inner}attention.self.{part}.bias" for part in ("query", "key", "value")]
        self.weights[f"bias{number}"] = np.concatenate([self._given[name] for name in own])
        asked = self._product(before, (query, key, value))
        self.nodes += [
            Node("Split", (asked,), heard, {"axis": 2, "num_outputs": 3}),
            Node("MultiHeadAttention", (*heard, f"bias{number}"), (f"mixed{number}",), {"num_heads": HEADS}, _OWN),
        ]
        attended = self._product(f"mixed{number}", (output,))
        heard_all = self._added(attended, before, f"{inner}attention.output.", f"heard{number}")
        widened, bias = self._product(heard_all, (wide,)), self._kept(f"{inner}intermediate.dense.bias")
        self.nodes.append(Node("BiasGelu", (widened, bias), (f"thought{number}",), domain=_OWN))
        return self._added(self._product(f"thought{number}", (narrow,)), heard_all, f"{inner}output.", after)

    def _product(self, of: str, matrices: Sequence[str]) -> str:
        """``of`` times these matrices side by side."""
        columns = np.concatenate([self._given[f"{name}_q"].T for name in matrices])
        scales = np.concatenate([self._given[f"{name}_scale"][0] for name in matrices])
        count, length = columns.shape
        name = matrices[0]
        # The operation takes numbers from 0, of which 128 is none, and a scale for each block of a column.
        self.weights[name] = (columns.view(np.uint8) ^ 128).reshape(count, length // BLOCK, BLOCK)
        self.weights[f"{name}_scales"] = np.repeat(scales[:, np.newaxis], length // BLOCK, axis=1)
        settings = {"K": length, "N": count, "bits": 8, "block_size": BLOCK, "accuracy_level": EIGHT_BITS}
        self.nodes.append(Node("MatMulNBits", (of, name, f"{name}_scales"), (f"{name}_product",), settings, _OWN))
        return f"{name}_product"

    def _added(self, made: str, before: str, inner: str, after: str) -> str:
        """``after``: what was made, its bias and what was there before, added up and normalised."""
        bias = self._kept(f"{inner}dense.bias")
        inputs = (made, before, *self._norm(inner), bias)
        self.nodes.append(Node("SkipLayerNormalization", inputs, (after,), {"epsilon": EPSILON}, _OWN))
        return after

    def _norm(self, inner: str) -> Iterator[str]:
        return (self._kept(f"{inner}LayerNorm.{part}") for part in ("weight", "bias"))

    def _kept(self, name: str) -> str:
        self.weights[name] = self._given[name]
        return name
