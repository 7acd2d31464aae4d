"""Publishing: what is new, what is reused, and that a crash at any moment leaves the last good generation live."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import GenerationError, ModelError, StorageError
from corpus.records import searchable
from corpus.store import Store
from index import build, layout, lexical
from index.build import Publication, publish
from index.dense import DenseIndex
from index.seal import read_manifest, sound
from index.searcher import Mode, Searcher

# Every step of a publication, in order: after any of them the process may be gone.
STEPS = [
    "corpus.store.Store.snapshot",
    "index.dense.write",
    "index.bm25.write",
    "index.layout.seal",
    "pathlib.Path.rename",
    "index.layout.switch",
    "pathlib.Path.replace",
]
CHANGED = "The agency lent three patrol boats to the coast guard in 2018."


def change(library: dict) -> dict:
    """The same library with one passage of 'boats' said otherwise."""
    (path, _), *others = library["boats"]
    return {**library, "boats": [(path, CHANGED), *others]}


def found(home: Path, encoder: object, query: str) -> list[str]:
    with Searcher.open(home, encoder) as searcher:
        return [hit.passage.text for hit in searcher.search(query, 1, Mode.LEXICAL)]


def test_a_first_publication_embeds_every_passage(home: Path, library: dict, publish_library: Callable, quick) -> None:
    made = publish_library(library, quick)
    assert made == Publication(layout.live_generation(home), True, 6, 6, 0)
    manifest = read_manifest(layout.folder(home, made.generation))
    assert (manifest.parent, manifest.passages, manifest.dimensions) == (None, 6, 32)
    assert (manifest.model, manifest.fingerprint) == (quick.name, quick.fingerprint)
    assert made.generation == f"000001-{manifest.digest[:12]}"


def test_rows_are_the_passages_in_the_order_of_their_ids(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    place = layout.folder(home, publish_library(library, quick).generation)
    with Store.open_snapshot(place / layout.CORPUS) as store:
        passages = sorted(store.passages(), key=lambda passage: passage.passage_id)
        assert store.rows.passages_at(range(6)) == tuple(passages)
    expected = quick.encode([searchable(f"On {passage.document_id}", passage) for passage in passages])
    assert np.array_equal(DenseIndex.open(place / layout.DENSE).vectors(), expected)


def test_an_unchanged_store_publishes_nothing(home: Path, library: dict, publish_library: Callable, quick) -> None:
    first = publish_library(library, quick)
    before = sorted(home.rglob("*"))
    assert publish_library(library, quick) == Publication(first.generation, False, 6, 0, 6)
    assert sorted(home.rglob("*")) == before


def test_a_changed_document_embeds_only_its_changed_passages(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    first = publish_library(library, quick)
    quick.seen.clear()
    second = publish_library(change(library), quick)
    assert (second.new, second.passages, second.embedded, second.reused) == (True, 6, 1, 5)
    assert quick.seen == [f"On boats › 1. Vessels\n{CHANGED}", CHANGED]
    assert read_manifest(layout.folder(home, second.generation)).parent == first.generation
    assert found(home, quick, "three boats") == [CHANGED]


def test_reused_vectors_stand_at_the_rows_of_their_passages(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    publish_library(library, quick)
    place = layout.folder(home, publish_library(change(library), quick).generation)
    with Store.open_snapshot(place / layout.CORPUS) as store:
        texts = [searchable(f"On {passage.document_id}", passage) for passage in store.passages()]
    assert np.array_equal(DenseIndex.open(place / layout.DENSE).vectors(), quick.encode(texts))


def test_a_removed_document_is_found_no_more_and_embeds_nothing(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    publish_library(library, quick)
    made = publish_library({"wells": library["wells"]}, quick)
    assert (made.passages, made.embedded, made.reused) == (3, 0, 3)
    assert found(home, quick, "patrol boats") == []


def test_progress_is_told_of_the_passages_and_sentences_that_need_a_vector(
    home: Path, quick, monkeypatch: pytest.MonkeyPatch, library: dict, publish_library: Callable
) -> None:
    monkeypatch.setattr(build, "BATCH", 2)
    publish_library({"wells": library["wells"]}, quick)
    library["ships"] = [(("Hulls",), f"Hull {number} was painted.") for number in range(5)]
    told: list[tuple[int, int]] = []
    publish_library(library, quick)
    with Store.open(layout.store_path(home)) as store:
        quick.fingerprint = "another" * 6
        publish(home, store, quick, lambda done, total: told.append((done, total)))
    each = [2, 4, 6, 8, 10, 11]  # passages, and as many sentences after them
    assert told == [(done, 22) for done in (*each, *(11 + done for done in each))]


def test_another_model_embeds_everything_again(home: Path, library: dict, publish_library: Callable, quick) -> None:
    first = publish_library(library, quick)
    quick.fingerprint = "another" * 6
    second = publish_library(library, quick)
    assert (second.new, second.embedded, second.reused) == (True, 6, 0)
    assert read_manifest(layout.folder(home, second.generation)).parent == first.generation


def test_what_an_older_generation_holds_is_published_anew_and_rollback_returns_to_the_one_before(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    first = publish_library(library, quick)
    second = publish_library(change(library), quick)
    third = publish_library(library, quick)
    assert third == Publication(first.generation.replace("000001", "000003"), True, 6, 1, 5)
    assert read_manifest(layout.folder(home, third.generation)).parent == second.generation
    assert found(home, quick, "patrol boats") == [library["boats"][0][1]]
    assert layout.rollback(home) == second.generation
    assert found(home, quick, "patrol boats") == [CHANGED]


@pytest.mark.parametrize("name", ["corpus.sqlite", "manifest.json"])
def test_a_damaged_live_generation_is_built_anew(
    home: Path, library: dict, publish_library: Callable, quick, name: str
) -> None:
    first = publish_library(library, quick)
    (layout.folder(home, first.generation) / name).write_bytes(b"damaged")
    second = publish_library(library, quick)
    assert (second.new, second.embedded) == (True, 6)
    assert second.generation == first.generation.replace("000001", "000002")
    assert found(home, quick, "forty wells") == ["Engineers drilled forty wells in dry villages."]


def test_a_garbled_current_does_not_hinder_publishing(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    first = publish_library(library, quick)
    (home / "CURRENT").write_bytes(b"\xff")
    second = publish_library(library, quick)
    assert second == Publication(first.generation.replace("000001", "000002"), True, 6, 6, 0)
    assert layout.live_generation(home) == second.generation


def test_old_generations_are_removed(home: Path, library: dict, publish_library: Callable, quick) -> None:
    made = []
    for number in range(6):
        library["boats"].append((("More",), f"Addition number {number}."))
        made.append(publish_library(library, quick).generation)
    assert layout.generations(home) == tuple(made[-3:])


def test_an_empty_store_publishes_nothing_and_leaves_what_is_live(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    with pytest.raises(GenerationError, match="nothing to publish"):
        publish_library({}, quick)
    first = publish_library(library, quick)
    with pytest.raises(GenerationError, match="nothing to publish"):
        publish_library({}, quick)
    assert layout.live_generation(home) == first.generation


def test_a_passage_too_long_for_the_model_publishes_nothing(
    home: Path, library: dict, publish_library: Callable, encoder
) -> None:
    library["boats"].append((("Long",), "boat " * 400))
    with pytest.raises(ModelError, match="tokens"):
        publish_library(library, encoder)
    assert layout.live_generation(home) is None
    assert list((home / "generations").iterdir()) == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("error", [OSError("no space left"), KeyboardInterrupt()], ids=["full", "interrupt"])
def test_a_step_that_fails_leaves_the_last_good_generation(
    home: Path,
    library: dict,
    publish_library: Callable,
    quick,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    error: BaseException,
) -> None:
    first = publish_library(library, quick)

    def fail(*_: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(step, fail)
        with pytest.raises(StorageError if isinstance(error, OSError) else KeyboardInterrupt):
            publish_library(change(library), quick)
    assert layout.live_generation(home) == first.generation
    assert found(home, quick, "patrol boats") == [library["boats"][0][1]]
    assert not list((home / "generations").glob(".*"))
    assert publish_library(change(library), quick).new
    assert found(home, quick, "patrol boats") == [CHANGED]


KILLED = """
import importlib.util, os, signal, sys
from pathlib import Path
from unittest.mock import patch
spec = importlib.util.spec_from_file_location("shared", sys.argv[1])
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)
home, step, when = Path(sys.argv[2]), sys.argv[3], sys.argv[4]
import corpus.store, index.dense, index.lexical, index.layout
from pkgutil import resolve_name
real = resolve_name(step)
def die(*given):
    if when == "after":
        real(*given)
    os.kill(os.getpid(), signal.SIGKILL)
library = {**shared.LIBRARY, "boats": [(("1. Vessels",), sys.argv[5]), *shared.LIBRARY["boats"][1:]]}
store = shared.fill(home, library)
with patch(step, die):
    shared.publish(home, store, shared.QuickEncoder(), lambda *_: None)
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_process_killed_at_any_step_leaves_a_good_generation(
    home: Path, library: dict, publish_library: Callable, quick, step: str, when: str
) -> None:
    first = publish_library(library, quick)
    shared = Path(__file__).with_name("conftest.py")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, shared, home, step, when, CHANGED], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (-signal.SIGKILL, b"")
    switched = (step, when) in {("index.layout.switch", "after"), ("pathlib.Path.replace", "after")}
    assert (layout.live_generation(home) != first.generation) == switched
    assert found(home, quick, "patrol boats") == [CHANGED if switched else library["boats"][0][1]]
    assert all(sound(layout.folder(home, generation)) for generation in layout.generations(home))
    publish_library(change(library), quick)
    assert found(home, quick, "patrol boats") == [CHANGED]
    library["boats"].append((("More",), "A further sentence."))
    publish_library(library, quick)
    assert not list((home / "generations").glob(".*"))


def test_a_process_killed_while_old_generations_are_removed_leaves_the_new_one(
    home: Path, library: dict, publish_library: Callable, quick
) -> None:
    for number in range(3):
        library["wells"].append((("More",), f"Addition number {number}."))
        publish_library(library, quick)
    shared = Path(__file__).with_name("conftest.py")
    command = [sys.executable, "-c", KILLED, shared, home, "shutil.rmtree", "before", CHANGED]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert found(home, quick, "patrol boats") == [CHANGED]
    assert layout.verify(home, quick).passages == 6
    assert list((home / "generations").glob(".*"))
    publish_library({"wells": library["wells"]}, quick)
    assert not list((home / "generations").glob(".*"))


def test_old_generations_that_cannot_be_removed_do_not_spoil_a_publication(
    home: Path, library: dict, publish_library: Callable, quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("busy")

    monkeypatch.setattr(layout, "prune", fail)
    assert publish_library(library, quick).generation == layout.live_generation(home)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_home_is_a_storage_error(home: Path, library: dict, publish_library: Callable, quick) -> None:
    publish_library(library, quick)
    (home / "generations").chmod(0o555)
    with pytest.raises(StorageError, match="cannot be written"):
        publish_library(change(library), quick)


def test_a_digest_covers_the_versions_of_what_is_built(
    library: dict, publish_library: Callable, quick, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {publish_library(library, quick).generation.split("-")[1]}
    for module, constant in ((build, "TEXT_VERSION"), (lexical, "VERSION"), (build, "VERSION")):
        with monkeypatch.context() as patched:
            patched.setattr(module, constant, 99)
            made.add(publish_library(library, quick).generation.split("-")[1])
    assert len(made) == 4
