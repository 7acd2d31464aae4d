"""The model that torch runs, shared between threads."""

from collections.abc import Sequence
from importlib import import_module
from threading import Event, Lock, Thread

import numpy as np
import pytest


class Slow:
    """Stands in for the model: says that it has begun, and waits to be let go."""

    def __init__(self) -> None:
        self.begun, self.go = Event(), Event()

    def encode(self, texts: Sequence[str], **_: object) -> np.ndarray:
        self.begun.set()
        assert self.go.wait(10)
        return np.ones((len(texts), 2))


def test_a_query_that_waits_leaves_the_threads_of_the_batch_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    torch_model = import_module("index.torch_model")
    threads: list[int] = []
    monkeypatch.setattr(torch_model.torch, "set_num_threads", threads.append)
    model = object.__new__(torch_model.TorchModel)
    model._model, model._lock, model._all_threads = Slow(), Lock(), 8
    batch = Thread(target=model.vectors, args=(["boats"] * (torch_model.ALONE + 1), ""))
    query = Thread(target=model.vectors, args=(["boats"], ""))
    batch.start()
    assert model._model.begun.wait(10)
    query.start()
    query.join(0.2)  # it waits for the batch
    assert threads == [8]
    model._model.go.set()
    batch.join(10)
    query.join(10)
    assert threads == [8, 1]
