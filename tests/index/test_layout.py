"""Homes and their generations: which is live, the way back, the lock, and what opening refuses."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DamageError, GenerationError, ModelError, StorageError
from index import layout
from index.seal import Manifest, seal
from index.searcher import Searcher

PARTS = ["manifest.json", "corpus.sqlite", "dense.faiss", "lexical/words.npy"]


def make(home: Path, number: int, parent: str | None = None) -> str:
    """A sound generation of one file."""
    generation = f"{number:06d}-{'0' * 12}"
    place = layout.folder(home, generation)
    place.mkdir(parents=True)
    (place / "corpus.sqlite").write_text(generation)
    seal(place, Manifest(generation, parent, "2020-01-01T00:00:00+00:00", "d", "f", "m", 3, 1))
    return generation


def line(home: Path, count: int) -> list[str]:
    """So many generations, each the parent of the next, the last one live."""
    made: list[str] = []
    for number in range(1, count + 1):
        made.append(make(home, number, made[-1] if made else None))
    layout.switch(home, made[-1])
    return made


@pytest.fixture
def live(home: Path, library: dict, publish_library: Callable, quick: object) -> Path:
    """The folder of a live generation."""
    return layout.folder(home, publish_library(library, quick).generation)


def test_an_empty_home_has_no_generation(home: Path) -> None:
    assert layout.live_generation(home) is None
    assert layout.generations(home) == ()


def test_opening_an_empty_home_says_what_to_run(home: Path, quick: object) -> None:
    with pytest.raises(GenerationError, match=r"Nothing has been published.*tenkyo ingest"):
        Searcher.open(home, quick)


def test_switching_makes_one_live_and_leaves_no_trace(home: Path) -> None:
    first, second = line(home, 2)
    assert layout.live_generation(home) == second
    layout.switch(home, first)
    assert layout.live_generation(home) == first
    assert (home / "CURRENT").read_text() == first + "\n"
    assert sorted(path.name for path in home.iterdir()) == ["CURRENT", "generations"]


@pytest.mark.parametrize("text", [b"", b"\n", b"000001", b"../../etc\n", b"000001-00000000000\xff\n", b"000001-0\n\n"])
def test_a_current_that_names_no_generation_is_damage(home: Path, text: bytes) -> None:
    line(home, 1)
    (home / "CURRENT").write_bytes(text)
    with pytest.raises(DamageError, match="does not name a generation"):
        layout.live_generation(home)


def test_generations_are_listed_oldest_first_without_leftovers(home: Path) -> None:
    made = line(home, 11)
    (home / "generations" / ".building-000012-000000000000").mkdir()
    (home / "generations" / "notes").mkdir()
    assert layout.generations(home) == tuple(made)


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("damage", ["flip", "truncate", "delete"])
def test_a_damaged_generation_does_not_open(home: Path, live: Path, quick: object, name: str, damage: str) -> None:
    path = live / name
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.unlink()
    if damage != "delete":
        tail = bytes([whole[middle] ^ 0xFF]) + whole[middle + 1 :] if damage == "flip" else b""
        path.write_bytes(whole[:middle] + tail)
    with pytest.raises(
        DamageError,
        match=rf"{re.escape(name)}.* Run 'tenkyo ingest' to rebuild it\.$",  # there is no other
    ):
        Searcher.open(home, quick)


@pytest.mark.parametrize("sound", [True, False])
def test_damage_names_the_way_back_if_it_leads_to_a_sound_generation(
    home: Path, library: dict, publish_library: Callable, quick: object, sound: bool
) -> None:
    first = publish_library(library, quick).generation
    library["boats"] = [(("Loans",), "Two boats were lent.")]
    second = publish_library(library, quick).generation
    (layout.folder(home, second) / layout.DENSE).write_bytes(b"")
    if not sound:
        (layout.folder(home, first) / layout.DENSE).write_bytes(b"")
    for opening in (Searcher.open, layout.verify):
        with pytest.raises(DamageError, match=r"dense\.faiss is not what was written\.") as told:
            opening(home, quick)
        assert ("or 'tenkyo rollback' to go back to the one before." in told.value.remedy) is sound


@pytest.mark.usefixtures("live")
def test_a_generation_of_another_model_does_not_open(home: Path, quick: object) -> None:
    quick.fingerprint, quick.name = "b" * 40, "other"
    with pytest.raises(
        ModelError,
        match=r"made with the model 'quick on hashes 1\.0' \(quickquickqu\), not with 'other on hashes 1\.0' \(bbbb",
    ):
        Searcher.open(home, quick)


def test_current_naming_what_is_not_there_is_damage(home: Path, live: Path, quick: object) -> None:
    shutil.rmtree(live)
    with pytest.raises(DamageError, match=r"manifest\.json"):
        Searcher.open(home, quick)


def test_rollback_goes_back_parent_by_parent(home: Path) -> None:
    first, second, _ = line(home, 3)
    assert layout.rollback(home) == second == layout.live_generation(home)
    assert layout.rollback(home) == first == layout.live_generation(home)
    with pytest.raises(GenerationError, match="no generation to go back to"):
        layout.rollback(home)
    assert layout.live_generation(home) == first


def test_rollback_of_an_empty_home_is_refused(home: Path) -> None:
    with pytest.raises(GenerationError, match="tenkyo ingest"):
        layout.rollback(home)


def test_rollback_does_not_go_to_a_damaged_parent(home: Path) -> None:
    first, second = line(home, 2)
    (layout.folder(home, first) / "corpus.sqlite").write_text("other")
    with pytest.raises(DamageError, match=r"corpus\.sqlite is not what was written"):
        layout.rollback(home)
    assert layout.live_generation(home) == second


def test_rollback_does_not_go_to_a_parent_that_was_removed(home: Path) -> None:
    first, _ = line(home, 2)
    shutil.rmtree(layout.folder(home, first))
    with pytest.raises(GenerationError, match="no generation to go back to"):
        layout.rollback(home)


def test_rollback_from_an_unreadable_manifest_goes_to_the_newest_sound_one_before(home: Path) -> None:
    first, second, third, fourth = line(home, 4)
    layout.switch(home, third)  # the fourth is newer, and not the way back
    (layout.folder(home, third) / "manifest.json").write_text("")
    (layout.folder(home, second) / "corpus.sqlite").write_text("other")
    assert layout.rollback(home) == first
    assert fourth in layout.generations(home)


def test_rollback_from_an_unreadable_current_goes_to_the_newest_sound_one(home: Path) -> None:
    made = line(home, 2)
    (home / "CURRENT").write_text("?")
    assert layout.rollback(home) == made[-1]


def test_pruning_keeps_the_newest_three_the_live_one_and_its_parent(home: Path) -> None:
    made = line(home, 9)
    layout.switch(home, made[4])
    layout.prune(home)
    assert layout.generations(home) == (made[3], made[4], *made[6:])
    assert sorted(path.name for path in (home / "generations").iterdir()) == list(layout.generations(home))


def test_beginning_removes_what_a_crash_left(home: Path) -> None:
    made = line(home, 1)
    for leftover in (".building-000002-000000000000", ".leaving-000000-000000000000"):
        (home / "generations" / leftover / "lexical").mkdir(parents=True)
    building = layout.begin(home, "000002-111111111111")
    assert sorted(path.name for path in (home / "generations").iterdir()) == [building.name, made[0]]
    assert list(building.iterdir()) == []


def test_beginning_leaves_alone_what_a_desktop_keeps_there(home: Path) -> None:
    line(home, 1)
    strange = home / "generations" / ".DS_Store"
    strange.write_bytes(b"\0")
    layout.begin(home, "000002-111111111111")
    assert strange.read_bytes() == b"\0"


def test_only_one_process_writes_at_a_time(home: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from index.layout import writing\n"
        f"with writing(Path({str(home)!r})):\n    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(StorageError, match=r"Another ingestion is running.*Wait"), layout.writing(home):
            pass
        other.kill()
    with layout.writing(home):  # a holder that was killed holds nothing
        pass


def test_writing_may_be_nested_in_a_thread_and_not_shared_with_another(home: Path) -> None:
    refused: list[Exception] = []

    def elsewhere() -> None:
        try:
            with layout.writing(home):
                pass
        except StorageError as error:
            refused.append(error)

    with layout.writing(home):
        with layout.writing(home):
            pass
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert len(refused) == 1
    elsewhere()
    assert len(refused) == 1


def test_a_home_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(StorageError, match=r"cannot be written.*TENKYO_HOME"),
        layout.writing(tmp_path / "file" / "home"),
    ):
        pass
