"""The desk: a newer generation is taken up, a damaged one is not, and nobody's searcher changes under them."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.errors import GenerationError, ModelError
from corpus.settings import Settings
from index import layout
from index.encoder import Encoder
from index.examiner import Examiner
from service.desk import Desk
from service.http import application
from service.publish import publish


@pytest.fixture
def copied(home: Path, tmp_path: Path) -> Path:
    """A home of one's own, as the real one is."""
    return Path(shutil.copytree(home, tmp_path / "home"))


def publish_another(home: Path, words: str) -> str:
    """The generation that is live after one more document has been published."""
    path = home.parent / "more.txt"
    path.write_text(words, encoding="utf-8")
    publish([path], Settings(home, None), lambda _: None)
    live = layout.live_generation(home)
    assert live
    return live


def damage(home: Path, generation: str) -> None:
    (layout.folder(home, generation) / layout.DENSE).write_bytes(b"")


def test_a_newer_generation_is_taken_up_and_the_older_searcher_goes_on(copied: Path, encoder: Encoder) -> None:
    desk = Desk(copied, encoder)
    before = desk.searcher()
    assert desk.searcher() is before
    newer = publish_another(copied, "Lighthouses are kept by the lighthouse keepers.")
    after = desk.searcher()
    assert (after.generation, before.generation != newer) == (newer, True)
    assert after.search("lighthouse keepers", 1)[0].passage.document_id.startswith("more")
    assert not any("ighthouse" in hit.passage.text for hit in before.search("lighthouse keepers", 10))


def test_a_newer_generation_that_does_not_open_is_refused_and_told(copied: Path, encoder: Encoder) -> None:
    desk = Desk(copied, encoder)
    desk.load()
    before = desk.searcher()
    newer = publish_another(copied, "Lighthouses are kept by the lighthouse keepers.")
    damage(copied, newer)
    assert desk.searcher() is before
    told = desk.readiness()
    assert told.generation == before.generation
    assert layout.DENSE in told.refused
    layout.rollback(copied)
    assert desk.searcher() is before
    assert desk.readiness().refused == ""


def test_a_current_that_names_nothing_is_refused_too(copied: Path, encoder: Encoder) -> None:
    desk = Desk(copied, encoder)
    before = desk.searcher()
    (copied / "CURRENT").write_text("nonsense")
    assert desk.searcher() is before
    (copied / "CURRENT").unlink()
    assert desk.searcher() is before


def test_without_any_generation_each_request_is_told_so_until_there_is_one(tmp_path: Path, encoder: Encoder) -> None:
    desk = Desk(tmp_path / "home", encoder)
    for _ in range(2):
        with pytest.raises(GenerationError, match="tenkyo ingest"):
            desk.searcher()
    newer = publish_another(tmp_path / "home", "Lighthouses are kept by the lighthouse keepers.")
    assert desk.searcher().generation == newer


def test_many_requests_at_once_are_each_served_by_one_of_the_two(copied: Path, encoder: Encoder) -> None:
    desk = Desk(copied, encoder)
    older = desk.searcher().generation
    with ThreadPoolExecutor(8) as pool:
        early = [pool.submit(lambda: desk.searcher().generation) for _ in range(20)]
        newer = publish_another(copied, "Lighthouses are kept by the lighthouse keepers.")
        late = [pool.submit(lambda: desk.searcher().generation) for _ in range(20)]
    assert {one.result() for one in early} <= {older, newer}
    assert {one.result() for one in late} <= {older, newer}
    assert desk.searcher().generation == newer


def test_answers_are_examined_by_the_desks_examiner_which_readiness_names(
    home: Path, encoder: Encoder, examiner: Examiner
) -> None:
    desk = Desk(home, encoder, None, examiner)
    desk.load()
    assert desk.searcher().examiner is examiner
    assert desk.readiness().examiner == examiner.fingerprint


def test_an_examiner_that_cannot_be_read_is_told(home: Path, encoder: Encoder, tmp_path: Path) -> None:
    (tmp_path / "all-mpnet-base-v2.9-ab.json").write_text("no tokenizer")
    desk = Desk(home, encoder, None, Examiner(tmp_path))
    desk.load()
    with pytest.raises(ModelError, match="or delete it"):
        desk.readiness()


def test_a_snapshot_that_is_damaged_while_it_is_served_is_a_problem_that_says_so(
    copied: Path, encoder: Encoder
) -> None:
    desk = Desk(copied, encoder)
    snapshot = layout.folder(copied, desk.searcher().generation) / layout.CORPUS
    with TestClient(application(desk), raise_server_exceptions=False) as client:
        assert client.get("/v1/documents").status_code == 200
        whole = snapshot.read_bytes()
        snapshot.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
        desk.searcher().store._connection.execute("PRAGMA shrink_memory")  # nothing of it is remembered any more
        for answer in (
            client.get("/v1/documents/mod-capacity-building-assistance"),
            client.post("/v1/search", json={"query": "patrol vessels"}),
        ):
            assert answer.status_code == 503, answer.text
            assert "corpus.sqlite is damaged" in answer.json()["detail"]
            assert "tenkyo ingest" in answer.json()["remedy"]
