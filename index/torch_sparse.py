"""A masked language model, from the tokens of a text to a weight for every word piece it knows. It knows torch too."""

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the libraries' notes to their own developers
    from transformers import AutoModelForMaskedLM
    from transformers.utils import logging

# Pieces of the vocabulary that are weighed at once: a passage of 138 tokens took 20 ms so, and 36 where all 30,522 were
# weighed for all tokens before the greatest was taken, because that is too much for the processor's cache.
BLOCK = 2048


class TorchSparse:
    """One model in memory, safe to share between threads; a text goes through it alone, on the thread that asks."""

    def __init__(self, folder: Path) -> None:
        """The model in ``folder`` on the CPU, from local files alone, silently. Raises whatever the libraries do."""
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._model = AutoModelForMaskedLM.from_pretrained(str(folder), local_files_only=True).eval()
        last = self._model.get_output_embeddings()
        self._weights, self._bias = last.weight.detach(), last.bias.detach()
        through = torch.nn.Identity()
        through.bias = last.bias  # which the library moves along with a last layer
        self._model.set_output_embeddings(through)

    def weights(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """The weight of each piece of the vocabulary for a text of these tokens: ``ln(1 + max(0, z))``.

        z is the greatest of what the model gives the piece at any token (SPLADE-max: Formal and others, SPLADE v2,
        2021). Shape (vocabulary,).
        """
        torch.set_num_threads(1)
        with torch.inference_mode():
            tokens = self._model(input_ids=torch.tensor([list(ids)])).logits[0].T
            blocks = [(self._weights[at : at + BLOCK] @ tokens).amax(1) for at in range(0, len(self._weights), BLOCK)]
            made = torch.log1p(torch.relu(torch.cat(blocks) + self._bias))
        return np.asarray(made.numpy(), dtype=np.float32)
