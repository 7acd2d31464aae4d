"""The desk at which every request is served: it holds the open searcher, and changes it when a newer one is live."""

import os
import threading
from pathlib import Path
from typing import Annotated, cast

from fastapi import Depends, Request

from corpus.errors import GenerationError, ModelError
from corpus.settings import Endpoint
from index.encoder import Encoder
from index.examiner import Examiner
from index.layout import live_generation
from index.searcher import Searcher
from service import file_reports, file_schema, health


class Desk:
    """The searcher of the live generation of one home, looked up for each request and shared by all.

    A request keeps the searcher that it was given, so that a newer generation never changes it halfway. If the
    newer one does not open, the older one goes on answering and ``readiness`` says why.
    """

    def __init__(
        self, home: Path, encoder: Encoder, endpoint: Endpoint | None = None, examiner: Examiner | None = None
    ) -> None:
        """``endpoint`` is where a language model may compose answers; what is asked of it is asked by each request."""
        self.endpoint = endpoint
        self._home = home
        self._encoder = encoder
        self._examiner = examiner
        self._opening = threading.Lock()
        self._searcher: Searcher | None = None
        self._refused: tuple[str | None, str] = ("", "")
        self._unloaded: ModelError | None = ModelError(
            "The models are still being loaded.", "Ask again in a few seconds."
        )

    def searcher(self) -> Searcher:
        """The searcher of the live generation, or the last that opened; GenerationError if none ever did."""
        live, held = self._live(), self._searcher
        if held and live in (held.generation, self._refused[0]):
            return held
        if not self._opening.acquire(blocking=held is None):
            return cast(Searcher, held)  # another request is opening the newer one meanwhile
        try:
            return self._open(live)
        finally:
            self._opening.release()

    def reports(self) -> file_schema.Reports:
        """What became of each file that was named; DamageError if the store cannot be read."""
        return file_reports.read(self._home)

    def load(self) -> None:
        """Load the models now, so that no reader waits for it; ``readiness`` tells if it does not load."""
        try:
            self._encoder.load()
            if self._examiner:
                self._examiner.load()
            self._unloaded = None
        except ModelError as error:
            self._unloaded = error

    def readiness(self) -> health.Readiness:
        """What is live, and what was refused; GenerationError while a question would fail or have to wait."""
        searcher = self.searcher()
        if self._unloaded:
            raise self._unloaded
        generation, problem = self._refused
        return health.readiness(searcher, self.within(problem) if generation == self._live() else "")

    def within(self, words: str) -> str:
        """``words`` of an error for whoever asks from elsewhere: they name files of the home, not where that is."""
        if not self._home.is_absolute():
            return words
        return words.replace(f"{self._home}{os.sep}", "").replace(str(self._home), "the home")

    def _live(self) -> str | None:
        try:
            return live_generation(self._home)
        except GenerationError:
            return None

    def _open(self, live: str | None) -> Searcher:
        held = self._searcher
        if held and held.generation == live:
            return held  # opened while this request waited
        try:
            opened = Searcher.open(self._home, self._encoder, examiner=self._examiner)
        except GenerationError as error:
            if held is None:
                raise
            self._refused = (live, str(error))
            return held
        self._searcher = opened
        return opened


def current(request: Request) -> Searcher:
    """The searcher that serves one HTTP request from beginning to end."""
    desk: Desk = request.app.state.desk
    return desk.searcher()


Current = Annotated[Searcher, Depends(current)]


def current_endpoint(request: Request) -> Endpoint | None:
    """Where a language model may compose answers, if there is one."""
    desk: Desk = request.app.state.desk
    return desk.endpoint


CurrentEndpoint = Annotated[Endpoint | None, Depends(current_endpoint)]
