"""``tenkyo eval calibrate`` on the packaged corpus: weights that can be read back, and what they come to."""

import json
from pathlib import Path

import pytest

from index.confidence import Signals, Weights, packaged_weights
from service.command import main

QUESTIONS = {
    "What is meant by CBA?": "improve its own capacity",
    "define money laundering": "disguising criminal proceeds",
    "Which school takes in foreign students under Tool 1?": "National Defense Academy",
    "How much did Japan contribute for border control in FY2019?": "$17 million",
    "Where did the G7 foreign ministers meet in April 2019?": "Dinar",
    "What declaration was the FATF set up under, and when?": "a wrong expectation",
    "Which training aircraft was transferred to the Philippines?": "a wrong expectation",
    "With which countries has Japan signed an ACSA?": "a wrong expectation",
}


@pytest.mark.usefixtures("examiner")
@pytest.mark.parametrize("examined", [True, False])
def test_weights_are_fitted_and_told(
    examined: bool,
    corpus_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TENKYO_HOME", str(corpus_home))
    monkeypatch.setenv("TENKYO_EXAMINER", "" if examined else "none")
    before, asked = packaged_weights(examined=examined), tmp_path / "asked.jsonl"
    rows = [{"id": text, "question": text, "answers": [told], "status": "answered"} for text, told in QUESTIONS.items()]
    asked.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert main(["eval", "calibrate", str(asked), "--most", "8", "--out", str(tmp_path / "w.json")]) == 0
    read = Weights(**json.loads((tmp_path / "w.json").read_text()))
    assert list(read.weight) == [name for name in Signals.__slots__ if examined or name != "examined"]
    told = capsys.readouterr().out
    assert f"Threshold {read.threshold}." in told
    assert "## asked.jsonl\n\n8 questions." in told
    packaged_weights.cache_clear()
    assert packaged_weights(examined=examined) == before
