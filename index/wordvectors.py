"""Vectors of single words: the one file that knows wordllama's weights, and reads them when first needed.

The embedding model tells how alike two sentences are, at some milliseconds each; these tell in microseconds how alike
two words are, so that a question's "jail" is heard in a sentence's "prison". A word's vector is the mean of its
pieces' rows in wordllama's table, of length 1. The table comes with the package; its sha256 is checked.
"""

import hashlib
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load
from tokenizers import Tokenizer

from corpus.errors import ModelError

PACKAGE = "wordllama"
WEIGHTS = ("weights", "l2_supercat_256.safetensors")
PIECES = ("tokenizers", "l2_supercat_tokenizer_config.json")
WEIGHTS_SHA256 = "64b47a2dc493cb8e85944076601189739852d7b64e0e1eedcb1937a251cd9fd5"
KEPT = 50_000  # words whose vectors stay in memory: a kilobyte each

Vector = NDArray[np.float32]


def likeness(one: str, other: str) -> float:
    """The cosine of two words: about 0 for strangers, .3 and more for words of one meaning; their order is nothing.

    >>> likeness("jail", "prison") > 0.5 > likeness("jail", "harbour")
    True
    """
    return float(vector(one).dot(vector(other)))


@lru_cache(maxsize=KEPT)
def vector(word: str) -> Vector:
    """The vector of one word, float32, of length 1; of length 0 for a word that has no pieces."""
    pieces, table = _table()
    rows = pieces.encode(word, add_special_tokens=False).ids
    mean = table[rows].mean(axis=0, dtype=np.float32) if rows else np.zeros(table.shape[1], dtype=np.float32)
    length = float(np.linalg.norm(mean))
    made: Vector = mean / length if length else mean
    return made


@cache
def _table() -> tuple[Tokenizer, NDArray[np.float16]]:
    """How words come to pieces, and the vectors of these; ModelError if the package's files are not the known ones."""
    found = find_spec(PACKAGE)  # finds the folder without importing what would bring its own loader and settings
    folder = Path(next(iter(found.submodule_search_locations or ()), "")) if found else Path()
    try:
        weights = folder.joinpath(*WEIGHTS).read_bytes()
        pieces = Tokenizer.from_file(str(folder.joinpath(*PIECES)))
    except Exception as error:  # tokenizers raises nothing narrower
        raise ModelError(f"The word vectors cannot be read ({error}).", "Install wordllama again.") from error
    if hashlib.sha256(weights).hexdigest() != WEIGHTS_SHA256:
        raise ModelError(f"The word vectors in {folder} are not the known ones.", "Install wordllama again.")
    (table,) = load(weights).values()
    return pieces, table
