"""``tenkyo ingest``: what it tells of each file, what it leaves alone, and what becomes of bad input."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from corpus.settings import Settings
from index import examiner, layout, mpnet
from index.encoder import Encoder
from index.searcher import Searcher
from ingest import pipeline
from ingest.pipeline import FileReport
from service.command import INTERRUPTED, main
from service.publish import publish

Captured = pytest.CaptureFixture[str]
KEEPERS = "Lighthouses are kept by lighthouse keepers, who live beside them.\n"


def live(home: Path) -> str | None:
    return layout.live_generation(home)


@pytest.mark.usefixtures("own_home")
def test_the_packaged_corpus_again_is_nothing_new(capsys: Captured, home: Path) -> None:
    assert main(["ingest"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["unchanged"] * 3
    assert lines[0] == "unchanged  corpus/documents/mod-capacity-building-assistance.txt: " + lines[0].split(": ")[1]
    assert lines[3] == f"3 unchanged. Nothing new: generation {live(home)} stays live."
    assert len(lines) == 4


def test_ingesting_has_the_examiner_made_once_and_again_if_it_is_damaged(
    capsys: Captured, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not mpnet.installed():
        pytest.skip("needs the packages of examiner.lock (make install)")
    shutil.rmtree(own_home / "models", ignore_errors=True)
    assert main(["ingest"]) == 0
    assert not (own_home / "models").exists()  # with TENKYO_EXAMINER=none
    monkeypatch.setattr(examiner.mpnet, "model", lambda _: b"no model")
    monkeypatch.setenv("TENKYO_EXAMINER", "")
    for problem in ("", "is not what was written. "):
        capsys.readouterr()
        assert main(["ingest"]) == 0
        told = capsys.readouterr().out
        assert problem in told
        assert "stays live.\n" in told
        assert "some ten seconds.\n" in told
        assert main(["ingest"]) == 0
        assert "ten seconds" not in capsys.readouterr().out
        (kept,) = (own_home / "models").glob("examiner-*.onnx")
        assert main(["verify"]) == 0
        assert re.search(r"^examiner [0-9a-f]{12}: as it was written\.$", capsys.readouterr().out, re.MULTILINE)
        kept.write_bytes(b"no madel")
        assert main(["verify"]) == 1
        assert f"{kept} is not what was written." in capsys.readouterr().err
    kept.unlink()
    assert main(["verify"]) == 0
    assert "not made yet" in capsys.readouterr().out


def test_a_damaged_store_is_told_and_what_is_live_goes_on(capsys: Captured, own_home: Path, folder: Path) -> None:
    store, before = layout.store_path(own_home), live(own_home)
    whole = store.read_bytes()
    store.write_bytes(whole[:4096] + os.urandom(3 * 4096) + whole[4 * 4096 :])
    (folder / "keepers.txt").write_text(KEEPERS)
    for words in (["ingest"], ["ingest", str(folder)]):
        assert main(words) == 1
        told = capsys.readouterr().err
        assert f"{store} is damaged (database disk image is malformed). What was published goes on answering." in told
        assert told.count("\n") == 1
    assert live(own_home) == before
    assert main(["ask", "What is CBA?"]) == 0
    store.rename(store.with_name("aside"))
    assert main(["ingest"]) == 0
    assert "Nothing new" in capsys.readouterr().out


def test_one_more_file_is_added_and_then_changed_and_only_its_passages_are_embedded(
    capsys: Captured, own_home: Path, folder: Path
) -> None:
    before = live(own_home)
    file = folder / "keepers.txt"
    file.write_text(KEEPERS)
    assert main(["ingest", str(folder)]) == 0
    told = capsys.readouterr().out
    assert f"added      {file}: 1 passage\n" in told
    assert "1 embedded, " in told
    assert f"Generation {live(own_home)} is live" in told
    file.write_text(KEEPERS + "\nThey trim the lamps.\n")
    assert main(["ingest", str(file)]) == 0
    assert "\n1 changed. Generation " in capsys.readouterr().out
    assert main(["rollback"]) == 0
    assert main(["rollback"]) == 0
    assert live(own_home) == before


BAD = {
    "page.xyz": b"words",
    "empty.txt": b"",
    "image.txt": b"GIF89a and so on",
    "wrong.pdf": b"These are words, not a PDF.",
    "wrong.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "wrong.docx": b"PK\x03\x04 and no more",
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_published(
    capsys: Captured, own_home: Path, folder: Path, encoder: Encoder, name: str
) -> None:
    (folder / name).write_bytes(BAD[name])
    (folder / "keepers.md").write_text("# Keepers\n\n" + KEEPERS)
    assert main(["ingest", str(folder)]) == 1
    told = capsys.readouterr().out
    assert f"refused    {folder / name}: " in told
    assert f"added      {folder / 'keepers.md'}: " in told
    assert "1 added, 1 refused." in told
    with Searcher.open(own_home, encoder) as searcher:
        assert "keepers" in searcher.search("lighthouse keepers", 1)[0].passage.text
        assert len(searcher.store.catalogue()) == 4


def test_where_every_file_is_refused_what_was_live_stays_live(capsys: Captured, own_home: Path, folder: Path) -> None:
    before = live(own_home)
    (folder / "empty.txt").write_bytes(b"")
    assert main(["ingest", str(folder)]) == 1
    assert f"1 refused. Nothing new: generation {before} stays live." in capsys.readouterr().out
    assert main(["verify"]) == 0


def test_the_first_ingestion_of_nothing_readable_names_the_file_and_publishes_nothing(
    capsys: Captured, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TENKYO_HOME", str(tmp_path / "new"))
    (folder / "empty.txt").write_bytes(b"")
    assert main(["ingest", str(folder)]) == 1
    told = capsys.readouterr()
    assert f"refused    {folder / 'empty.txt'}: " in told.out
    assert "nothing to publish" in told.err
    assert live(tmp_path / "new") is None


@pytest.mark.parametrize("named", ["nowhere", "."])
def test_a_folder_that_does_not_exist_or_holds_nothing_changes_nothing(
    capsys: Captured, own_home: Path, folder: Path, named: str
) -> None:
    before = live(own_home)
    assert main(["ingest", str(folder / named)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert str((folder / named).absolute().parent) in told.err
    assert live(own_home) == before


def test_a_manifest_that_is_not_one_changes_nothing(capsys: Captured, own_home: Path, folder: Path) -> None:
    before = live(own_home)
    (folder / "keepers.txt").write_text(KEEPERS)
    (folder / "manifest.toml").write_text("[[document]\n")
    assert main(["ingest", str(folder)]) == 1
    assert "manifest.toml" in capsys.readouterr().err
    assert live(own_home) == before


@pytest.mark.parametrize("words", [["ingest"], ["ask", "x"], ["status"], ["rollback"]])
def test_a_home_that_cannot_be_written_exits_1_and_says_which_setting_to_change(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("TENKYO_HOME", str(tmp_path / "file" / "home"))
    assert main(words) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("tenkyo: ")
    assert "TENKYO_HOME" in told.err or words[0] in ("ask", "status")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; run as another user to check")
def test_a_home_without_permission_exits_1(capsys: Captured, own_home: Path) -> None:
    own_home.chmod(0o500)
    try:
        assert main(["ingest"]) == 1
    finally:
        own_home.chmod(0o700)
    assert "TENKYO_HOME" in capsys.readouterr().err


def test_while_another_ingestion_runs_it_is_refused(capsys: Captured, own_home: Path, command: list[str]) -> None:
    with layout.writing(own_home):
        ended = subprocess.run([*command, "ingest"], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Another ingestion" in ended.stderr
    assert main(["ingest"]) == 0
    assert capsys.readouterr().out


def test_an_interrupted_ingestion_loses_nothing_and_goes_on_the_next_time(
    capsys: Captured, own_home: Path, folder: Path, command: list[str]
) -> None:
    before = live(own_home)
    (folder / "keepers.txt").write_text(KEEPERS)
    words = [*command, "ingest", str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True) as run:
        assert run.stdout
        assert run.stdout.readline().startswith("added")  # read; what follows is the embedding
        run.send_signal(signal.SIGINT)
        _, err = run.communicate()
    assert run.returncode == 130
    assert err == f"\ntenkyo: {INTERRUPTED}\n"
    assert live(own_home) == before
    assert main(["verify"]) == 0
    assert main(["ingest", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "unchanged" in told
    assert "1 embedded" in told


def test_what_is_read_is_embedded_while_other_files_are_still_read(
    own_home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "keepers.txt").write_text(KEEPERS)
    embedded, ingest, encode = Event(), pipeline.ingest, Encoder.encode

    def read_on(*given: Any, **named: Any) -> tuple[FileReport, ...]:
        reports = ingest(*given, **named)
        assert embedded.wait(60)  # reading is not over before
        return reports

    def watch(encoder: Encoder, texts: Sequence[str]) -> Any:
        vectors = encode(encoder, texts)
        embedded.set()
        return vectors

    monkeypatch.setattr(pipeline, "ingest", read_on)
    monkeypatch.setattr(Encoder, "encode", watch)
    _, publication = publish([folder], Settings(own_home, None), lambda _: None)
    assert publication.embedded == 1
