import json
from pathlib import Path

import pytest

from corpus.errors import StorageError
from evals.answers import Judged, judge, measure
from evals.questions import Expected
from evals.report import answers_report, write_answers
from index.answer import Answer, Status


def silent() -> Judged:
    asked = Expected("q1", "How much | when?", True, ("d",), ("$2",), (), ("Japan gave\n$2.",))
    return judge(asked, Answer("?", Status.NOT_FOUND, "", 0.25, (), (), (), "why", "g"))


def test_a_row_shows_what_was_expected_beside_what_was_said() -> None:
    report = answers_report("set.jsonl", "g1", measure([silent()]), [silent()])
    assert "| answered right | 0.000 |" in report
    assert report.splitlines()[-1] == "| q1 | **no** | How much / when? | $2 | Japan gave $2. | not found | 0.25 |"


def test_a_report_is_written_with_one_line_an_answer(tmp_path: Path) -> None:
    write_answers(tmp_path / "made", "# R", [silent()], {"p.svg": "<svg/>"})
    assert (tmp_path / "made" / "report.md").read_text() == "# R\n"
    (line,) = (tmp_path / "made" / "answers.jsonl").read_text().splitlines()
    assert json.loads(line) == {"id": "q1", "right": False, "status": "not_found", "confidence": 0.25, "quotes": []}


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="Name another --out folder"):
        write_answers(tmp_path / "file", "# R", [], {})
