"""``tenkyo eval train`` on a small model: one file, which a second run goes on from, and a line a pass."""

import json
import re
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from index import mpnet
from index.mpnet import Tensors
from service.command import main


@pytest.fixture
def squad2(folder: Path) -> Path:
    texts = [
        {"_id": f"p{at}", "title": "", "text": f"Ships left in May. In June {at} went to Japan."} for at in range(10)
    ]
    asked = {"question": "How many went?", "status": "answered"}
    rows = [asked | {"id": f"q{at}", "document_ids": [f"p{at}"], "answers": [str(at)]} for at in range(10)]
    rows += [{"id": f"n{at}", "question": "Who fell?", "status": "not_found"} for at in range(10)]
    near = [{"_id": f"n{at}", "near_doc": f"p{at}"} for at in range(10)]
    for name, some in (("corpus", texts), ("answers-development", rows), ("unanswerable", near)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in some))
    return folder


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    made = tmp_path / "lessons"
    made.mkdir()
    questions = [{"question": "How many?", "answer": "12"}, {"question": "Who?", "answer": None}]
    lines = [{"heading": "Aid", "passage": f"In {at} 12 boats left.", "questions": questions} for at in range(100, 116)]
    (made / "some.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return made


def test_what_is_learnt_is_written_and_gone_on_from(
    squad2: Path,
    lessons: Path,
    tmp_path: Path,
    small_tensors: Tensors,
    small_tokenizer: Tokenizer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(mpnet, "tensors", lambda: small_tensors)
    monkeypatch.setattr(mpnet, "tokenizer", lambda: small_tokenizer)
    first, second = tmp_path / "first", tmp_path / "second"
    given = ["eval", "train", str(squad2), "--lessons", str(lessons), "--rank", "2", "--rate", "0.01"]
    assert main([*given, "--out", str(first)]) == 0
    told = capsys.readouterr().out
    assert "44 questions to learn from, in 6 steps" in told  # 8 paragraphs and 14 passages, 2 of each
    passes = re.findall(
        r"loss ([\d.]+); squad2-dev: 4 questions, area [\d.]+, overlap [\d.]+; invented: 4 questions, area", told
    )
    assert len(passes) == 2
    assert main([*given, "--out", str(second), "--from", str(first), "--epochs", "1", "--share", ".5"]) == 0
    assert "30 questions to learn from, in 2 steps" in capsys.readouterr().out
    assert first.read_bytes() != second.read_bytes()
    assert main([*given, "--out", str(second), "--epochs", "1", "--squad2-share", ".5"]) == 0
    assert "36 questions to learn from, in 3 steps" in capsys.readouterr().out
    second.write_bytes(first.read_bytes())
    assert main([*given, "--out", str(second), "--from", str(second), "--epochs", "2", "--keep", "1"]) == 0
    assert first.read_bytes() == second.read_bytes()
    second.unlink()
    assert main([*given, "--out", str(second), "--keep", ".5"]) == 2
    assert "--keep is a share of what --from has" in capsys.readouterr().err
    assert not second.exists()
    assert main([*given, "--out", str(second), "--from", str(first), "--epochs", "0"]) == 0
    assert first.read_bytes() == second.read_bytes()


def test_a_share_is_a_number_from_0_to_1(capsys: pytest.CaptureFixture[str]) -> None:
    for written in ("2", "half", "nan"):
        with pytest.raises(SystemExit):
            main(["eval", "train", "x", "--out", "y", "--share", written])
        assert "is not a number from 0 to 1" in capsys.readouterr().err
