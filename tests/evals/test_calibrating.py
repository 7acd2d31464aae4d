"""``tenkyo eval calibrate`` on the packaged corpus: weights that can be read back, and what they come to."""

import json
import shutil
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


def test_what_the_examiner_has_not_learnt_from_is_asked_as_well(
    folder: Path, corpus_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [{"_id": f"p{at}", "title": "", "text": f"Ship {at} left in May. It had {at}0 guns."} for at in range(30)]
    rows = [
        {"id": f"q{at}", "question": f"How many guns had ship {at}?", "document_ids": [f"p{at}"], "status": "answered"}
        | {"answers": [f"{at}0 guns" if at % 2 else "May"]}
        for at in range(30)
    ]
    for name, told in (("corpus", texts), ("answers-development", rows), ("unanswerable", [])):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in told))
    asked, out = tmp_path / "asked.jsonl", tmp_path / "w.json"
    asked.write_text(
        "".join(
            json.dumps({"id": text, "question": text, "answers": [told], "status": "answered"}) + "\n"
            for text, told in QUESTIONS.items()
        )
    )
    monkeypatch.setenv("TENKYO_HOME", str(shutil.copytree(corpus_home, tmp_path / "home")))
    monkeypatch.setenv("TENKYO_EXAMINER", "none")
    assert main(["eval", "calibrate", str(asked), "--held-out", str(folder), "--out", str(out)]) == 0
    assert "## small, held out\n\n6 questions." in capsys.readouterr().out  # a fifth of thirty
    assert Weights(**json.loads(out.read_text())).mean["context"] < 1  # scraps of text are among what was learnt from
