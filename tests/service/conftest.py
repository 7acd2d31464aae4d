"""The doors over the one real home that all tests share."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.encoder import Encoder
from service.desk import Desk
from service.http import application


@pytest.fixture(scope="session")
def home(corpus_home: Path) -> Path:
    """The home that the doors open."""
    return corpus_home


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
