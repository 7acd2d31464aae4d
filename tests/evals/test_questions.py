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
