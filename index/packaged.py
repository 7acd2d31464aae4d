"""The packaged model, all-MiniLM-L6-v2: the weights of one package in eight bits, the folder around them of another."""

from pathlib import Path

from index import eight_bits, onnx_file
from index.eight_bits import PLACES, WORDS, Rows

NAME = "all-MiniLM-L6-v2-int8"
WEIGHTS = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"  # their sha256
LAYERS, HEADS, WIDTH, HIDDEN = 6, 12, 384, 1536
# The matrices of a layer in the order in which the file has them, under names that say nothing.
_MATRICES = {
    "attention.self.query": (WIDTH, WIDTH),
    "attention.self.key": (WIDTH, WIDTH),
    "attention.self.value": (WIDTH, WIDTH),
    "attention.output.dense": (WIDTH, WIDTH),
    "intermediate.dense": (WIDTH, HIDDEN),
    "output.dense": (HIDDEN, WIDTH),
}


def model(path: Path) -> bytes:
    """The packaged model in the file ``path`` as one that multiplies in eight bits (index/eight_bits.py).

    Raises OSError if it cannot be read, ValueError or LookupError if it is another model.
    """
    given = onnx_file.weights(path)
    words, places, *others = [name.removesuffix("_q") for name in given if name.endswith("_q")]
    if [given[f"{name}_q"].shape for name in others] != [*_MATRICES.values()] * LAYERS:
        raise ValueError(f"{path} holds no matrices of this model")
    names = [f"encoder.layer.{layer}.{name}.weight" for layer in range(LAYERS) for name in _MATRICES]
    matrices = {
        name: Rows(given[f"{other}_q"].T, given[f"{other}_scale"].T) for name, other in zip(names, others, strict=True)
    }
    plain = {name.removeprefix("inner."): values for name, values in given.items()}
    plain[PLACES] = given[f"{places}_q"] * given[f"{places}_scale"]
    matrices[WORDS] = Rows(given[f"{words}_q"], given[f"{words}_scale"])
    return eight_bits.model(plain, matrices, HEADS)
