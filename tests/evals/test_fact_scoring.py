"""``tenkyo eval facts`` on the one real home."""

from argparse import Namespace
from pathlib import Path

import pytest

from corpus.errors import StorageError
from corpus.settings import Settings
from evals import fact_scoring

TABLE = Path(fact_scoring.__file__).with_name("sets") / "three-texts-facts.jsonl"


def test_the_report_is_written_or_it_is_told_that_it_cannot_be(
    corpus_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(out: Path) -> int:
        return fact_scoring.run(Namespace(table=TABLE, amounts=False, out=out), Settings(corpus_home, None))

    assert run(tmp_path / "made" / "here") == 0
    report = (tmp_path / "made" / "here" / "report.md").read_text(encoding="utf-8")
    assert report.startswith("# Facts against three-texts-facts.jsonl\n")
    assert capsys.readouterr().out.strip() == report.strip()
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=r"file/report\.md cannot be written.*Name another --out folder"):
        run(tmp_path / "file")
