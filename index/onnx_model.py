"""A transformer in ONNX, from tokens to vectors. The one file that knows ONNX Runtime.

Each text goes through the model alone, without padding, on one thread; of many texts as many at once as there are
cores. So a text has the same vector, bit by bit, whatever its companions. It costs nothing: on passages of 190 tokens
a text took 60 ms of a core alone, 66 in batches of 4, and 86 in batches of 16.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime as runtime
from numpy.typing import NDArray
from tokenizers import Encoding

from index.arrays import Vectors

QUIET = 3  # errors only; the runtime warns on standard error of what concerns its own developers
POOLED: dict[str, Callable[[NDArray[np.float32]], NDArray[np.float32]]] = {
    "mean": lambda tokens: tokens.mean(axis=0),
    "cls": lambda tokens: tokens[0],
    "max": lambda tokens: tokens.max(axis=0),
}


class Session:
    """A model ready to be run, on the thread that runs it; safe to share between threads."""

    def __init__(self, model: Path | bytes, optimisation: str) -> None:
        """The model in a file or in memory.

        ``optimisation`` is the runtime's name for how far it makes one operation of several. Raises whatever the
        runtime does.
        """
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # threads that wait for each other spin
        options.log_severity_level = QUIET
        options.graph_optimization_level = getattr(runtime.GraphOptimizationLevel, optimisation)
        given = model if isinstance(model, bytes) else str(model)
        self._session = runtime.InferenceSession(given, options, providers=["CPUExecutionProvider"])
        self.inputs = frozenset(given.name for given in self._session.get_inputs())
        self.dimensions = int(self._session.get_outputs()[0].shape[-1])

    def tokens(self, columns: Mapping[str, Sequence[int]]) -> Vectors:
        """What the model makes of each token of one text, shape (tokens, d); ``columns`` are its ``inputs`` by name."""
        given = {name: np.array([columns[name]], dtype=np.int64) for name in self.inputs}
        return np.asarray(self._session.run(None, given)[0][0], dtype=np.float32)


class OnnxModel:
    """One model in memory, safe to share between threads. Vectors are as the model makes them, of any length."""

    def __init__(self, model: Path | bytes, tokens: Callable[[str], Encoding], pooling: str, optimisation: str) -> None:
        """The model in a file or in memory, of the ``tokens`` of a text; ``pooling`` is mean, cls or max.

        Raises whatever the runtime does.
        """
        self._session = Session(model, optimisation)
        self._tokens = tokens
        self._pool = POOLED[pooling]
        self.dimensions = self._session.dimensions

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        """The vector of each text with ``prompt`` before it, shape (n, d), in the order given."""
        vector = partial(self._vector, prompt)
        if len(texts) == 1:  # on the caller's own thread
            return np.stack([vector(texts[0])])
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            return np.stack(list(workers.map(vector, texts)))

    def _vector(self, prompt: str, text: str) -> Vectors:
        return self._pool(self._layer(prompt, text))

    def _layer(self, prompt: str, text: str) -> Vectors:
        encoding = self._tokens(prompt + text)
        columns = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        return self._session.tokens(columns)
