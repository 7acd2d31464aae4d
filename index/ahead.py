"""Embedding ahead: what documents hold is embedded while other files are still read.

The vectors are kept (index/kept.py) and found there when the generation is built, so that it comes out the same
whenever, and in whichever order, documents were given.
"""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue
from threading import Event

from corpus.errors import MissingError
from corpus.store import Store
from index import layout
from index.build import openable
from index.embedded import Places, key, passage_texts, sentence_texts, texts_of
from index.encoder import Encoder
from index.kept import Kept

BATCH = 32  # texts between two looks at whether to stop: an interruption waits for no more


class Ahead:
    """One thread that embeds documents of the store. Leaving it (it is a context manager) stops it; the build does
    what is left. What waits are ids alone, so that memory does not grow with what was read.
    """

    def __init__(self, home: Path, encoder: Encoder, advance: Callable[[int, int], None]) -> None:
        """``advance(documents, texts)`` is told, on that thread, how many are done."""
        self._home = home
        self._encoder = encoder
        self._advance = advance
        self._waiting: SimpleQueue[str] = SimpleQueue()
        self._stopped = Event()
        self._thread = ThreadPoolExecutor(1)
        self._work: Future[None] | None = None

    def __enter__(self) -> "Ahead":
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self._stopped.set()
        self._waiting.put("")
        self._thread.shutdown()
        if self._work and error is None:
            self._work.result()

    def add(self, document_id: str) -> None:
        """Have a document that is in the store embedded soon.

        Raises what went wrong since: ModelError as the encoder does, StorageError if the home cannot be written.
        """
        if self._work is None:
            self._work = self._thread.submit(self._run)
        elif self._work.done():
            self._work.result()
        self._waiting.put(document_id)

    def _run(self) -> None:
        store = layout.store_path(self._home)
        try:
            with (
                closing(Store.open_snapshot(store, immutable=False)) as reader,
                Kept(layout.kept_path(self._home), self._encoder) as kept,
            ):
                live, texts = self._live(), 0
                for documents, document_id in enumerate(iter(self._waiting.get, "")):
                    with suppress(MissingError):  # it has left the store since
                        new = (text for text in texts_of(reader, document_id) if live.of(key(text)) < 0)
                        while batch := list(islice(new, BATCH)):
                            if self._stopped.is_set():
                                return
                            kept.vectors(batch)
                            texts += len(batch)
                            self._advance(documents, texts)
        except (OSError, sqlite3.OperationalError) as error:
            raise layout.unwritable(self._home, error) from error

    def _live(self) -> Places:
        """The keys of the texts whose vectors the live generation holds."""
        manifest = openable(self._home, self._encoder)
        if manifest is None:
            return Places(())
        place = layout.folder(self._home, manifest.generation)
        with closing(Store.open_snapshot(place / layout.CORPUS)) as older:
            return Places(map(key, chain(passage_texts(older), sentence_texts(older))))
