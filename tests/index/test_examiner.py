"""The examiner: what is added to its weights, what it reads, and that it tells an answer from its like."""

import hashlib
import os
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index import examiner as examining
from index.examiner import Examined, Examiner, Quotation, corrected, likeliest

FUND = "In March 2021 Norland paid 4.2 million crowns into the Harbour Fund, which the Port Authority of Sella runs."


def told(examiner: Examiner, question: str, text: str = FUND, before: str = "") -> float:
    return read(examiner, question, text, before).logit


def read(examiner: Examiner, question: str, text: str = FUND, before: str = "") -> Examined:
    return examiner.examine(question, [Quotation("Annual Report › Ports", before + text, len(before), text)])[0]


@pytest.mark.parametrize(
    ("answerable", "other"),
    [
        ("How much did Norland pay into the Harbour Fund?", "How much did Norland pay for the trains?"),
        ("Who runs the Harbour Fund?", "Who opposed the Harbour Fund?"),
        ("When did Norland pay into the Harbour Fund?", "When was the Harbour Fund closed?"),
    ],
)
def test_it_tells_an_answer_from_what_only_looks_like_one(examiner: Examiner, answerable: str, other: str) -> None:
    assert told(examiner, answerable) > 1
    assert told(examiner, other) < -1


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much did Norland pay into the Harbour Fund?", "4.2 million crowns"),
        ("Who runs the Harbour Fund?", "the Port Authority of Sella"),
        ("When did Norland pay into the Harbour Fund?", "March 2021"),
    ],
)
def test_it_tells_which_words_answer(examiner: Examiner, question: str, words: str) -> None:
    before = "The piers were built in 1998 for 3 million crowns by the Ministry of Ports. "
    for told in (read(examiner, question), read(examiner, question, FUND, before)):
        assert told.words is not None
        assert told.words.start >= 0
    found = told.words.of(before + FUND)
    assert found in words or words in found
    assert read(examiner, question, "").words is None


def test_the_answer_must_be_in_the_sentence_itself(examiner: Examiner) -> None:
    after = "It has built two piers."
    assert told(examiner, "Who runs the Harbour Fund?", after, f"{FUND} ") < told(
        examiner, "Who runs the Harbour Fund?"
    )


def test_each_quotation_is_told_by_itself_and_always_alike(examiner: Examiner) -> None:
    one, other = (Quotation("", text, 0, text) for text in (FUND, "Two boats sank."))
    alone = [examiner.examine("Who runs the Fund?", [each])[0] for each in (one, other)]
    assert examiner.examine("Who runs the Fund?", [one, other]) == alone


def test_of_what_is_too_long_the_beginning_is_not_read(examiner: Examiner) -> None:
    long = "The harbour is deep. " * 200
    question = "Who runs the Harbour Fund, " + "and why, " * 300
    assert np.isfinite(told(examiner, question, FUND, long))
    assert told(examiner, "Who runs the Harbour Fund?", FUND, long) > 1
    assert told(examiner, "?", "") < 0


def test_it_reads_what_it_was_trained_on(examiner: Examiner) -> None:
    assert examiner.reads("Who runs the Harbour Fund?")
    assert examiner.reads("what is SASAC's job?")  # cut into pieces, with two signs that are no letters
    assert not examiner.reads("港湾基金を運営するのは誰ですか。")
    assert not examiner.reads("ใครเป็นผู้บริหารกองทุนท่าเรือ")
    assert not examiner.reads("የወደብ ፈንድን ማን ያስተዳድራል")
    assert not examiner.reads("?")


def test_corrections_of_low_rank_are_added() -> None:
    weights = {"q.weight": np.ones((2, 3), dtype=np.float32), "q.bias": np.zeros(2, dtype=np.float32)}
    corrections = {
        "q.a": np.array([[1, 2, 3]], dtype=np.float16),
        "q.b": np.array([[10], [0]], dtype=np.float16),
        "head.bias": np.array([1, 2], dtype=np.float16),
    }
    made = corrected(weights, corrections)
    assert made["q.weight"].tolist() == [[11, 21, 31], [1, 1, 1]]
    assert sorted(made) == ["head.bias", "q.bias", "q.weight"]
    assert weights["q.weight"].tolist() == [[1, 1, 1], [1, 1, 1]]


NO_MODEL = "8-" + hashlib.sha256(b"no model").hexdigest()


@pytest.mark.parametrize("stem", ["all-mpnet-base-v2", "examiner-{}"])
def test_what_is_kept_is_checked_byte_by_byte(examiner: Examiner, tmp_path: Path, stem: str) -> None:
    folder = Path(shutil.copytree(examiner._folder, tmp_path / "models"))
    one = Examiner(folder)
    assert one.check()
    (path,) = folder.glob(f"{stem.format(one.fingerprint[:12])}.*")
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(ModelError, match=f"{re.escape(str(path))} is not what was written.*tenkyo ingest"):
        one.check()
    path.unlink()
    assert not one.check()


def test_a_file_of_another_size_is_not_loaded(tmp_path: Path) -> None:
    one = Examiner(tmp_path)
    (tmp_path / f"examiner-{one.fingerprint[:12]}.{NO_MODEL}.onnx").write_bytes(b"no mode")
    for asking in (one.load, one.check):
        with pytest.raises(ModelError, match=r"examiner-.*\.onnx has 7 bytes, not as many as were written"):
            asking()


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    one = Examiner(tmp_path)
    (tmp_path / f"examiner-{one.fingerprint[:12]}.{NO_MODEL}.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"examiner-.*\.onnx cannot be read .* or delete it"):
        one.load()


def test_where_nothing_can_be_kept_it_is_made_anew(
    examiner: Examiner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    one = Examiner(tmp_path / "file" / "models")
    kept = next(examiner._folder.glob("examiner-*.onnx")).read_bytes()
    monkeypatch.setattr(examining.mpnet, "model", lambda _: kept)
    assert told(one, "Who runs the Harbour Fund?") == told(examiner, "Who runs the Harbour Fund?")


@pytest.mark.usefixtures("examiner")
def test_what_is_kept_anew_takes_the_place_of_what_was_kept_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("examiner-000000000000.onnx", "examiner-111111111111.4-ab.onnx", "all-mpnet-base-v2.json"):
        (tmp_path / name).write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    monkeypatch.setattr(examining.mpnet, "model", lambda _: b"no model")
    one = Examiner(tmp_path)
    assert not one.check()
    assert one.keep()
    assert one.check()
    tokenizer, made, mine = sorted(path.name for path in tmp_path.iterdir())
    assert re.fullmatch(r"all-mpnet-base-v2\.\d+-[0-9a-f]{64}\.json", tokenizer)
    assert made == f"examiner-{one.fingerprint[:12]}.{NO_MODEL}.onnx"
    assert mine == "mine.txt"


def test_the_likeliest_answer_is_the_best_of_all() -> None:
    chance = np.random.default_rng(5)
    for _ in range(20):
        ends = chance.normal(size=(50, 2)).astype(np.float32)
        every = {(at, to): ends[at, 0] + ends[to, 1] for at in range(50) for to in range(at, min(50, at + 30))}
        assert likeliest(ends) == max(every, key=lambda one: every[one])
