"""A sentence-transformers folder, from texts to vectors. The one file that knows torch."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
import torch
from numpy.typing import NDArray

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the libraries' notes to their own developers
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

BATCH = 32  # texts that go through the model at once: 200 paragraphs took 24 s by 8, 22 by 16, 16 by 32, 16 by 64
# Up to so many texts go through the model on one thread, as for a question; more, as for an ingestion, on all that
# torch takes. Threads that wait for each other spin: a query on two busy cores took 700 to 1,100 ms on two threads and
# 65 to 86 ms on one.
ALONE = 128

Vectors = NDArray[np.float32]


class TorchModel:
    """One model in memory, safe to share between threads. Vectors are as the model makes them, of any length."""

    def __init__(self, folder: Path, most_tokens: int) -> None:
        """The model in ``folder`` on the CPU, from local files alone, silently. Raises whatever the libraries do."""
        self._lock = Lock()  # the tokenizer inside the model is not made for two threads
        self._all_threads = torch.get_num_threads()
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        self._model.max_seq_length = most_tokens
        self.dimensions = int(self._model.get_embedding_dimension() or 0)

    def vectors(self, texts: Sequence[str], prompt: str) -> Vectors:
        """The vector of each text with ``prompt`` before it, shape (n, d), in the order given."""
        with self._lock:  # before the threads are set, else a query that waits would slow down the batch that runs
            torch.set_num_threads(self._all_threads if len(texts) > ALONE else 1)
            made = self._model.encode(list(texts), prompt=prompt, batch_size=BATCH, show_progress_bar=False)
        return np.asarray(made, dtype=np.float32)
