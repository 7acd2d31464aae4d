"""Lessons of question sets: what the examiner is given of the corpus, with the answer where it is evidence."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from corpus.errors import MissingError, ModelError
from corpus.settings import Settings
from evals.answers import contains
from evals.practice import practised
from evals.questions import read_questions
from index import mpnet

GIVEN = "Moreover, Japan has contributed a total of $15.1 million to the IMO Djibouti Code of Conduct Trust Fund"
FUND = {"question": "How much has Japan contributed to trust funds against piracy?"}

pytestmark = pytest.mark.skipif(not mpnet.installed(), reason="needs the packages of examiner.lock (make install)")


def _asked(path: Path, *rows: Mapping[str, object]) -> Path:
    place = {"document_ids": ["mofa-oda-security-stability"]}
    whole = [place | {"id": f"q{at}"} | dict(row) for at, row in enumerate(rows)]
    path.write_text("".join(json.dumps(row) + "\n" for row in whole), encoding="utf-8")
    return path


def test_evidence_is_learnt_with_its_answer_and_the_rest_without(corpus_home: Path, tmp_path: Path) -> None:
    evidence = _sentence()
    right = FUND | {"status": "answered", "answers": ["$15.1  million", "a total of $15.1 million"]}
    asked = _asked(tmp_path / "set.jsonl", right | {"evidence": [evidence]}, FUND | {"status": "not_found"})
    found = practised([(asked, Settings(corpus_home, None))])
    told = [one for one in found if one.place == "set:q0"]
    assert [one.answer.of(one.passage) for one in told if one.answer] == ["$15.1 million"]
    (answering,) = (one for one in told if one.answer)
    assert GIVEN in " ".join(answering.passage.split())
    assert answering.heading.startswith("Official Development Assistance")
    assert len(told) > 1
    expected = read_questions(asked)[0]
    assert not any(contains(expected, one.passage) for one in told if not one.answer)
    refused = [one for one in found if one.place == "set:q1"]
    assert refused
    assert {one.answer for one in refused} == {None}


def test_what_holds_the_answer_elsewhere_than_the_evidence_teaches_nothing(corpus_home: Path, tmp_path: Path) -> None:
    right = FUND | {"status": "answered", "answers": ["$15.1 million"]}
    asked = _asked(tmp_path / "set.jsonl", right | {"evidence": ["Another sentence."]})
    assert not any("$15.1 million" in one.passage for one in practised([(asked, Settings(corpus_home, None))]))


def test_questions_of_several_parts_are_left_out(corpus_home: Path, tmp_path: Path) -> None:
    both = {"question": "When was ReCAAP adopted, and how much was given to the Trust Fund?", "status": "not_found"}
    assert practised([(_asked(tmp_path / "set.jsonl", both), Settings(corpus_home, None))]) == []


def test_what_is_missing_is_said(corpus_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingError):
        practised([(tmp_path / "none.jsonl", Settings(corpus_home, None))])
    monkeypatch.setattr(mpnet, "installed", lambda: False)
    with pytest.raises(ModelError, match="not installed"):
        practised([(tmp_path / "none.jsonl", Settings(corpus_home, None))])


def _sentence() -> str:
    """The sentence of the corpus that begins as GIVEN does."""
    texts: Sequence[str] = [path.read_text(encoding="utf-8") for path in Path("corpus/documents").glob("*.txt")]
    flat = next(flat for flat in (" ".join(text.split()) for text in texts) if GIVEN in flat)
    return flat[flat.index(GIVEN) :].split(". ")[0] + "."
