"""Text to vectors: what the index knows of embedding, by one model or by several side by side.

Several are side by side where a model's folder says so (``paired.json``: what the packaged model counts for, and models
in folders within it, and then the dense leg). A vector is then that of each beside the others', so that the likeness of
two texts is the mean of what each makes of them, weighed by their shares. The index takes it as one model: one
fingerprint, one length, and nothing that any of them would cut off.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from index.arrays import Vectors as Vectors
from index.sentence_model import SentenceModel

KEPT_QUERIES = 32


class Encoder:
    """The embedding model; made at once, loaded when the first vector is asked for, safe to share between threads."""

    def __init__(self, model: Path | None = None) -> None:
        """The model in the folder ``model``, or the packaged one. Raises ModelError for a folder that holds none."""
        named = SentenceModel(model)
        beside = named.beside
        self._models = (*(SentenceModel(folder) for folder, _ in beside), named)
        shares = [share for _, share in beside]
        self._shares = (*shares, 1 - sum(shares))
        self.most_dense = named.most_dense  # of a hybrid search, at most; 0 if its folder does not say
        self._query_vector = lru_cache(KEPT_QUERIES)(self._make_query_vector)

    @property
    def name(self) -> str:
        """What the model is called."""
        return " beside ".join(model.name for model in self._models)

    @cached_property
    def fingerprint(self) -> str:
        """The sha256 over what each model runs on and its files: equal exactly if the vectors can be compared.

        Another version of the runtime may add up in another order, and so counts as another model. Raises ModelError if
        the packaged weights are not the expected ones. Reads all of the models, once.
        """
        each = [model.fingerprint for model in self._models]  # the shares are in a file of the last
        return each[0] if len(each) == 1 else hashlib.sha256("\0".join(each).encode()).hexdigest()

    @property
    def runtime(self) -> str:
        """What the models run on and its version: a change of it may change a vector. How many threads changes none."""
        return " and ".join(model.runtime for model in self._models)

    @cached_property
    def most_tokens(self) -> int:
        """The longest passage that every model sees whole, in tokens as ``count_tokens`` counts them."""
        return min(model.most_tokens for model in self._models)

    @property
    def dimensions(self) -> int:
        """The length of a vector. Loads the models."""
        return sum(model.dimensions for model in self._models)

    def count_tokens(self, text: str) -> int:
        """The tokens of a passage as the model counts them, special ones and its prompt included.

        Of several models the one that has least room left counts, as if all could take ``most_tokens``.
        """
        return max(model.count_tokens(text) - model.most_tokens for model in self._models) + self.most_tokens

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, one row a text in the order given, float32, of length 1. No text gives (0, d).

        A text's vector does not depend on its companions (on torch up to 1e-5). Nothing is ever cut off:
        raises ModelError for a text of more than ``most_tokens`` tokens.
        """
        made: Vectors = np.concatenate(self._weighed([model.encode(texts) for model in self._models]), axis=-1)
        return made

    def encode_query(self, query: str) -> Vectors:
        """The vector of one query, shape (d,), of length 1, read-only; of an overlong one, that of its ``beginning``.

        Of several models the one that reads the query best counts in full, and each other for as much less as it cannot
        read of it: for nothing if it cuts it into single signs. An answer needs the vector of its question twice, so
        the last few are kept.
        """
        return self._query_vector(query)

    def beginning(self, query: str) -> str:
        """As much of ``query``, from its beginning, as every model takes in beside its prompt and special tokens."""
        return min((model.beginning(query) for model in self._models), key=len)

    def letters_a_token(self, text: str) -> float:
        """How many letters and digits one token of ``text`` covers on average, for the model that reads it best.

        Writing that no model was trained on falls into single letters or into unknown tokens (index/fusion.py weighs by
        that).
        """
        return max(model.letters_a_token(text) for model in self._models)

    def load(self) -> None:
        """Load the models now, so that no query waits for it. Raises ModelError if one cannot be."""
        for model in self._models:
            model.load()

    def _make_query_vector(self, query: str) -> Vectors:
        beginning = self.beginning(query)
        parts = self._weighed([model.encode_query(beginning) for model in self._models])
        read = _read([model.letters_a_token(beginning) for model in self._models])
        vector: Vectors = np.concatenate([share * part for share, part in zip(read, parts, strict=True)], axis=-1)
        if len(parts) > 1:
            vector /= np.linalg.norm(vector)
        vector.setflags(write=False)
        return vector

    def _weighed(self, vectors: Sequence[Vectors]) -> list[Vectors]:
        """What each model made, of length 1, so that side by side a product is the sum of theirs times their shares."""
        return [share**0.5 * vector for share, vector in zip(self._shares, vectors, strict=True)]


def _read(letters: Sequence[float]) -> list[float]:
    """What each model reads of a query, from 0 to 1, where a token of it covers so many letters on average.

    All of it is what the best reads, of several alike the last; index/fusion.py says why two letters are enough.

    >>> _read([4.2, 3.1]), _read([1.25, 1.5]), _read([0.5, 1.75, 0.5])
    ([1.0, 1.0], [0.25, 1.0], [0.0, 1.0, 0.0])
    """
    best = max(range(len(letters)), key=lambda at: (letters[at], at))
    return [1.0 if at == best else min(1.0, max(0.0, each - 1)) for at, each in enumerate(letters)]
