"""The doors over the one real home that all tests share."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.settings import Settings
from corpus.store import Store
from index import build, layout
from index.encoder import Encoder
from service.desk import Desk
from service.http import application
from service.publish import publish

TEXTS = Path(__file__).parents[2] / "evals" / "sets" / "aid-texts"


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


@pytest.fixture(scope="session")
def offices_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with sixteen texts as offices write."""
    made = tmp_path_factory.mktemp("offices")
    publish([TEXTS / "offices", TEXTS / "offices-held"], Settings(made, None), lambda _: None)
    return made


@pytest.fixture(scope="session")
def offices(offices_home: Path, encoder: Encoder) -> Iterator[TestClient]:
    """The doors over ``offices_home``."""
    with TestClient(application(Desk(offices_home, encoder)), raise_server_exceptions=False) as made:
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
    yield from served(home)


def served(home: Path) -> Iterator[str]:
    """The address of a real ``tenkyo serve`` over a home, until it is stopped."""
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


Words = Sequence[tuple[int, int, str]]
COLUMNS = [
    (left, 700 - 14 * row, f"{side} line {row} tells of patrol boats")
    for side, left in (("Left", 60), ("Right", 330))
    for row in range(8)
]


@pytest.fixture(scope="session")
def make_pdf(assemble_pdf: Callable[..., bytes]) -> Callable[..., bytes]:
    """Makes a PDF: each page has words of 12 points with their left and bottom, and what is put into its object."""

    def make(pages: Sequence[tuple[Words, str]], catalog: str = "") -> bytes:
        drawn = [
            (" ".join(f"BT /F1 12 Tf {left} {bottom} Td ({text}) Tj ET" for left, bottom, text in words), more)
            for words, more in pages
        ]
        return assemble_pdf(drawn, catalog)

    return make


@pytest.fixture(scope="session")
def paper_home(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder, make_pdf: Callable[..., bytes]) -> Path:
    """A home with one document, "plan": the PDF in/plan.pdf beside it, whose third page is as if it were recognised."""
    home = tmp_path_factory.mktemp("paper")
    (home / "in").mkdir()
    pages = [
        ([(72, 700, "Patrol plan"), (72, 660, "The plan costs 42 million yen in all.")], ""),
        (COLUMNS, ""),
        ([(172, 500, "Seven vessels were lent to Palau in 2019.")], "/Rotate 90 /CropBox [100 200 512 692]"),
    ]
    labels = "/PageLabels << /Nums [0 << /S /R >> 2 << /S /D >>] >>"
    (home / "in" / "plan.pdf").write_bytes(make_pdf(pages, labels))
    (home / "in" / "manifest.toml").write_text(
        "[[document]]\nid = 'plan'\nfile = 'plan.pdf'\ntitle = 'Patrol plan'\npublisher = 'Coast Office'\n"
        "published = 2019-04-01\nlanguage = 'en'\n"
    )
    settings = Settings(home, None)
    publish([home / "in"], settings, lambda _: None)
    store = layout.store_path(home)
    with closing(sqlite3.connect(store)) as connection, connection:
        ((told,),) = connection.execute("SELECT pages FROM documents")
        first, second, third = json.loads(told)
        surely = json.dumps([first, second, [*third[:4], 0.87]])
        connection.execute("UPDATE documents SET pages = ?, recipe = 'sure'", (surely,))
    with Store.open(store) as opened:
        build.publish(home, opened, encoder, lambda *_: None)
    return home


@pytest.fixture(scope="module")
def paper_address(paper_home: Path) -> Iterator[str]:
    """Where a real ``tenkyo serve`` answers over ``paper_home``."""
    yield from served(paper_home)


@pytest.fixture(scope="session")
def paper(paper_home: Path, encoder: Encoder) -> Iterator[TestClient]:
    """The doors over ``paper_home``."""
    with TestClient(application(Desk(paper_home, encoder)), raise_server_exceptions=False) as made:
        yield made


@pytest.fixture
def own_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real home, in which a command may do what it likes."""
    copy = Path(shutil.copytree(home, tmp_path / "home"))
    monkeypatch.setenv("TENKYO_HOME", str(copy))
    return copy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "mine"
    made.mkdir()
    return made
