"""One real home for all tests that need one: the packaged corpus, ingested once with the packaged model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.settings import Settings
from index.encoder import Encoder
from index.searcher import Searcher
from service.publish import PACKAGED, publish


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The packaged model, loaded once."""
    return Encoder(None)


@pytest.fixture(scope="session")
def corpus_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    publish([PACKAGED], Settings(made, None), lambda _: None)
    return made


@pytest.fixture(scope="session")
def searcher(corpus_home: Path, encoder: Encoder) -> Iterator[Searcher]:
    with Searcher.open(corpus_home, encoder) as opened:
        yield opened
