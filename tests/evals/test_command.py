"""``tenkyo eval``: what cannot be is refused in words before anything is done."""

import json
from pathlib import Path

import pytest

from service.command import main

WHOLE, ABOVE = "is not a whole number from 1 on", "is not a number above 0"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["answers", "x", "--most", "-1"], WHOLE),
        (["answers", "x", "--most", "0"], WHOLE),
        (["calibrate", "x", "--most", "-1"], WHOLE),
        (["mutations", "--count", "-1"], WHOLE),
        (["mutations", "--count", "1.5"], WHOLE),
        (["speed", "x", "--queries", "0"], WHOLE),
        (["scale", "x", "--size", "0"], WHOLE),
        (["train", "x", "--out", "y", "--epochs", "-1"], WHOLE),
        (["train", "x", "--out", "y", "--rank", "0"], WHOLE),
        (["train", "x", "--out", "y", "--rate", "-1"], ABOVE),
        (["train", "x", "--out", "y", "--rate", "nan"], ABOVE),
        (["ingest", "x", "--seconds", "0"], ABOVE),
        (["ingest", "x", "--seconds", "inf"], ABOVE),
        (["ingest", "x", "--seconds", "soon"], ABOVE),
    ],
)
def test_a_number_that_means_nothing_is_refused(
    asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["eval", *asked])
    assert ended.value.code == 2
    assert f"argument {asked[-2]}: '{asked[-1]}' {said}" in capsys.readouterr().err


@pytest.mark.parametrize("queries", [[], [{"_id": "q5", "text": " "}]])
@pytest.mark.parametrize("command", ["speed", "scale"])
def test_a_collection_without_a_query_is_refused(
    folder: Path,
    command: str,
    queries: list[dict[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TENKYO_HOME", str(tmp_path / "home"))
    lines = [{"_id": "unjudged", "text": "boats"}, *queries]
    (folder / "queries.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert main(["eval", command, str(folder)]) == 2
    assert "No judged query of" in capsys.readouterr().err
