"""What ingestion says: a line a file and a bar on a terminal, whatever files are called."""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from corpus.settings import Settings
from index import layout
from service.command import main
from service.publish import publish

Captured = pytest.CaptureFixture[str]
KEEPERS = "Lighthouses are kept by lighthouse keepers, who live beside them.\n"


def test_names_of_every_kind_take_one_line_each_and_play_no_tricks(
    capsys: Captured, own_home: Path, folder: Path
) -> None:
    names = ["a\nadded b.txt", "\x1b[2Jc.txt", "防衛 白書.txt", "'\";$(reboot)`%s{0}.txt", "\u202egpj.txt", "-x.txt"]
    for number, name in enumerate(names):
        (folder / name).write_text(f"Keepers {number} live beside lighthouses.")
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("Words.")
    (folder / "x").mkdir()
    (folder / "x" / "-x.txt").write_text("Another file of that name.")
    assert own_home.is_dir()
    assert main(["ingest", str(folder)]) == 1
    told = capsys.readouterr().out
    lines = told.splitlines()
    assert len(lines) == len(names) + 3
    assert all(line.isprintable() for line in lines)
    assert f"added      {folder}/a\\nadded b.txt: 1 passage" in lines
    assert f"refused    {folder}/caf\\udce9.txt: its name is not UTF-8. Rename it." in lines
    assert lines[-1].startswith("7 added, 1 refused.")
    assert main(["ingest", str(folder)]) == 1
    assert "7 unchanged, 1 refused. Nothing new" in capsys.readouterr().out


def test_a_pipe_is_told_of_each_file_when_it_is_done(own_home: Path, folder: Path) -> None:
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"The keeper of {name} lives beside the lighthouse.")
    said: list[str] = []
    publish([folder], Settings(own_home, None), said.append)
    assert sorted(filter(None, said)) == [f"added      {folder}/{name}.txt: 1 passage\n" for name in ("a", "b", "c")]
    (folder / "a.txt").unlink()
    said.clear()
    publish([folder], Settings(own_home, None), said.append)
    assert [one.split()[0] for one in said] == ["unchanged", "unchanged", "gone"]


def test_documents_whose_files_are_gone_are_removed_only_when_asked(
    capsys: Captured, own_home: Path, folder: Path
) -> None:
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"The keeper of {name} lives beside the lighthouse.")
    assert main(["ingest", str(folder)]) == 0
    (folder / "a.txt").unlink()
    assert main(["ingest", str(folder)]) == 0
    assert "1 unchanged, 1 gone. Nothing new" in capsys.readouterr().out
    before = layout.live_generation(own_home)
    assert main(["ingest", "--prune", str(folder)]) == 0
    told = capsys.readouterr().out
    assert f"removed    {folder}/a.txt: Its file is gone.\n" in told
    assert "1 unchanged, 1 removed. Generation " in told
    assert layout.live_generation(own_home) != before
    assert main(["status"]) == 0
    assert "a.txt" not in capsys.readouterr().out


def test_a_terminal_sees_a_bar_and_a_pipe_does_not(own_home: Path, command: list[str]) -> None:
    assert own_home.is_dir()
    theirs, ours = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen([*command, "ingest"], stdout=subprocess.PIPE, stderr=ours, env=environment) as run:
        os.close(ours)
        seen = b""
        try:
            while piece := os.read(theirs, 4096):
                seen += piece
        except OSError:  # what Linux says when the other end is closed
            pass
        assert run.stdout
        lines = run.stdout.read()
    os.close(theirs)
    assert b"reading" in seen
    assert b"embedding" in seen
    assert b"3/3" in seen
    assert b"reading" not in lines
    assert lines.count(b"\n") == 4
