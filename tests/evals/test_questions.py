import json
from pathlib import Path

import pytest

from corpus.errors import MissingError, UsageError
from evals.questions import Expected, read_questions


def test_a_set_is_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(
        '{"id": "a", "question": "Q?", "status": "answered", "document_ids": ["d"],'
        ' "answers": ["x"], "evidence": ["x y"]}\n'
        "\n"
        '{"id": "b", "question": "R?", "status": "not_found", "document_ids": [], "answers": []}\n',
        encoding="utf-8",
    )
    assert read_questions(path) == (
        Expected("a", "Q?", True, ("d",), ("x",), (), ("x y",)),
        Expected("b", "R?", False, (), (), (), ()),
    )


@pytest.mark.parametrize(
    "line",
    ["{", '{"id": "a", "question": "Q?"}', '{"id": "a", "question": "Q?", "status": "maybe"}', "3"],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match="line 1 is no question"):
        read_questions(path)


def test_a_missing_set_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no question set"):
        read_questions(tmp_path / "none.jsonl")


@pytest.mark.parametrize("key", ["document_ids", "answers", "all_answers", "evidence"])
@pytest.mark.parametrize("value", ["text", None, [1], {"a": "b"}])
def test_what_should_be_a_list_of_strings_is_one(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "set.jsonl"
    line = {"id": "a", "question": "Q?", "status": "answered", "answers": ["x"], key: value}
    path.write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(UsageError, match=f"line 1 is no question: {key} is not a list of strings"):
        read_questions(path)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"id": "a", "question": " ", "status": "not_found"}, "the question is empty"),
        ({"id": "a", "question": "Q?", "status": "answered"}, "it is answered, but has no answers"),
    ],
)
def test_a_question_without_words_or_answers_is_named(tmp_path: Path, line: dict[str, str], problem: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text("\n" + json.dumps(line), encoding="utf-8")
    with pytest.raises(UsageError, match=f"line 2 is no question: {problem}"):
        read_questions(path)


def test_all_answers_are_answers(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text('{"id": "a", "question": "Q?", "status": "answered", "all_answers": ["x", "y"]}', encoding="utf-8")
    assert read_questions(path) == (Expected("a", "Q?", True, (), (), ("x", "y"), ()),)


def test_a_set_that_is_not_utf_8_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_bytes('{"id": "é"}'.encode("latin-1"))
    with pytest.raises(UsageError, match="not UTF-8 from byte 8"):
        read_questions(path)
