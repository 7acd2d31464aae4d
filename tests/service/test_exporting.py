"""An export holds all that is live, in the objects that HTTP returns, and never half a file."""

import json
from collections import Counter
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service import exporting, facts
from service.command import main

Captured = pytest.CaptureFixture[str]


@pytest.mark.usefixtures("at_home")
def test_every_document_passage_and_fact_is_written_as_http_returns_it(client: TestClient, capsys: Captured) -> None:
    assert main(["export"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    counts = Counter(line["record"] for line in lines)
    entries = client.get("/v1/documents").json()["documents"]
    assert counts["document"] == len(entries)
    assert counts["passage"] == sum(entry["passages"] for entry in entries)
    owner = ""
    for line in lines:
        value = line["value"]
        if line["record"] == "document":
            owner = value["document_id"]
            assert value == client.get(f"/v1/documents/{owner}").json()
        elif line["record"] == "passage":
            assert value["document_id"] == owner
            assert value == client.get(f"/v1/passages/{value['passage_id']}").json()
    told = [line["value"] for line in lines if line["record"] == "fact" and line["value"]["kind"] == "funding"]
    assert told == client.get("/v1/funding", params={"limit": 1000}).json()["facts"]
    assert told


@pytest.mark.usefixtures("at_home")
def test_facts_beyond_one_page_are_written_too(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["export"]) == 0
    whole = capsys.readouterr().out
    monkeypatch.setattr(facts, "MOST", 3)
    assert main(["export"]) == 0
    assert capsys.readouterr().out == whole


@pytest.mark.usefixtures("at_home")
def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "all.jsonl"
    assert main(["export", "--out", str(out)]) == 0
    assert capsys.readouterr().out == ""
    before = out.read_bytes()
    assert main(["export"]) == 0
    assert capsys.readouterr().out.encode() == before

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting.schema, "body", full)
    assert main(["export", "--out", str(out)]) == 1
    assert "No space left" in capsys.readouterr().err
    for nowhere in (tmp_path / "nowhere" / "all.jsonl", out / "all.jsonl", tmp_path / ("a" * 250)):
        assert main(["export", "--out", str(nowhere)]) == 1
        assert f"{nowhere} cannot be written" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["all.jsonl"]
    assert out.read_bytes() == before


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("out", [".", "/", ""])
def test_a_folder_or_nothing_is_no_file_to_write(out: str, capsys: Captured) -> None:
    assert main(["export", "--out", out]) == 2
    assert f"'{out}' names no file." in capsys.readouterr().err
