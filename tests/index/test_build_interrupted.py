"""A publication that fails, is killed or may not write: the last good generation stays, and the next one goes on."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import StorageError
from index import layout
from index.seal import sound
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
