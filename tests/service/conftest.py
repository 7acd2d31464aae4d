"""One real home for all tests of the doors: the packaged corpus, ingested once with the packaged model."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.settings import Settings
from index.encoder import Encoder
from index.searcher import Searcher
from service.desk import Desk
from service.http import application
from service.publish import PACKAGED, publish


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return Encoder(None)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    publish([PACKAGED], Settings(made, None), lambda _: None)
    return made


@pytest.fixture(scope="session")
def searcher(home: Path, encoder: Encoder) -> Iterator[Searcher]:
    with Searcher.open(home, encoder) as opened:
        yield opened


@pytest.fixture(scope="session")
def client(home: Path, encoder: Encoder) -> Iterator[TestClient]:
    desk = Desk(home, encoder)
    desk.load()
    with TestClient(application(desk), raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The environment of a command that works on the real home."""
    monkeypatch.setenv("TENKYO_HOME", str(home))
    return home


COMMAND = [sys.executable, "-c", "import sys; from service.command import main; sys.exit(main())"]


@pytest.fixture(scope="session")
def command() -> list[str]:
    """``tenkyo`` as a process of its own."""
    return COMMAND


@pytest.fixture(scope="session")
def address(home: Path) -> Iterator[str]:
    """Where a real ``tenkyo serve`` answers, in a process of its own, on a free port."""
    environment = {**os.environ, "TENKYO_HOME": str(home)}
    with subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, env=environment
    ) as run:
        assert run.stdout
        told = re.search(r"http://127\.0\.0\.1:\d+", run.stdout.readline())
        assert told
        yield told[0]
        run.send_signal(signal.SIGINT)
        assert run.stdout.read() == "Stopped.\n"
        assert run.wait() == 0
