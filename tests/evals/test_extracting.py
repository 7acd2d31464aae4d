"""The report, and the command over a small folder."""

import argparse
import json
from pathlib import Path

import pytest

from corpus.settings import Settings
from evals.extract import Extract, Truth
from evals.extract_report import judge, report, write_report
from evals.extract_trial import Limits, Outcome, Trial, attempt
from evals.extract_truth import COLUMNS, Entry, read_entries
from evals.extracting import run

SHARED = Path(__file__).parents[2].parent / "shared" / "documents" / "manifest.tsv"
HURT = ("faulty_pdf", "fuzzed_pdf", "encodings_ja", "html_text")
NOTHING = Extract("", headings=(), pages=())


def entry(stands: str, *texts: str) -> Entry:
    """A file of the group "g" with a truth."""
    return Entry("g/a.pdf", Path("g/a.pdf"), "g", stands, Truth(texts))


def test_refusing_a_sound_file_is_wrong_and_counts_as_nothing_kept() -> None:
    judged = judge("tenkyo", NOTHING, entry("text", "one two"), Trial(Outcome.REFUSED, 0.1, 40, None, "locked."))
    assert judged.wrong
    assert (judged.scores.recall, judged.scores.order, judged.garbage) == (0.0, 0.0, False)


def test_refusing_a_damaged_or_an_empty_file_is_right() -> None:
    refused = Trial(Outcome.REFUSED, 0.1, 40)
    assert not judge("tenkyo", NOTHING, entry(""), refused).wrong
    assert not judge("tenkyo", NOTHING, entry("nothing"), refused).wrong
    assert judge("tenkyo", NOTHING, entry("nothing"), Trial(Outcome.TEXT, 0.1, 40, Extract("x"))).wrong


@pytest.mark.parametrize(
    ("extract", "garbage"),
    [
        (Extract("one two"), False),
        (Extract("one two \ue001\ue002\ue003"), True),
        (Extract("\u0192\u0152 \u2030\u0178 three"), True),
        (Extract("\ue001\ue002\ue003", flagged=1), False),
    ],
)
def test_garbage_is_silent_if_no_page_is_flagged(extract: Extract, garbage: bool) -> None:
    truth = entry("", "one two")
    assert judge("tenkyo", NOTHING, truth, Trial(Outcome.TEXT, 0.1, 40, extract)).garbage is garbage


def test_the_report_totals_by_kind_and_by_group() -> None:
    read = Trial(Outcome.TEXT, 1.0, 50, Extract("one two"))
    judged = [
        judge("tenkyo", NOTHING, entry("text", "one two three four"), read),
        judge("tenkyo", NOTHING, entry("text", "one two"), Trial(Outcome.FAULT, 3.0, None, None, "Oops: a|b")),
        judge("pypdf", Extract(""), entry("text", "one two"), read),
    ]
    lines = report("here", judged, Limits(), "today").splitlines()
    assert "| pdf | tenkyo | 2 | 0.250 | 1.000 | 0.250 | – | – | – | – | 2.00 | 3.0 | 50 |" in lines
    assert "| all | pypdf | 1 | 1.000 | 1.000 | 1.000 | – | – | – | – | 1.00 | 1.0 | 50 |" in lines
    assert "| g | tenkyo | 2 | 1 | 0 | 1 | 0 | 1 | 0 | 3.0 |" in lines
    assert "| tenkyo | g/a.pdf | fault | Oops: a/b |" in lines


def test_what_is_written_is_a_line_a_trial(tmp_path: Path) -> None:
    judged = [judge("tenkyo", NOTHING, entry("text", "one two"), Trial(Outcome.TEXT, 0.12345, 41, Extract("one")))]
    write_report(tmp_path / "new", "# Report", judged)
    assert (tmp_path / "new/report.md").read_text(encoding="utf-8") == "# Report\n"
    row = json.loads((tmp_path / "new/files.jsonl").read_text(encoding="utf-8"))
    assert (row["file"], row["outcome"], row["seconds"], row["scores"]["recall"]) == ("g/a.pdf", "text", 0.123, 0.5)


def test_the_command_scores_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "g").mkdir()
    (tmp_path / "g/a.txt").write_text("Boats were lent.", encoding="utf-8")
    (tmp_path / "g/b.txt").write_bytes(b"")
    rows = [COLUMNS, ("g/a.txt", "doc", "", "", "ok"), ("g/b.txt", "doc", "", "", "zero bytes")]
    (tmp_path / "manifest.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    arguments = argparse.Namespace(manifest=tmp_path / "manifest.tsv", reader=None, seconds=60.0, out=tmp_path / "out")
    assert run(arguments, Settings(tmp_path, None)) == 0
    told = capsys.readouterr().out
    assert "| txt | tenkyo | 1 | 1.000 | 1.000 | 1.000 |" in told
    assert "| g | tenkyo | 2 | 1 | 1 | 0 | 0 | 0 | 0 |" in told
    assert (tmp_path / "out/report.md").read_text(encoding="utf-8").strip() == told.strip()


@pytest.mark.skipif(not SHARED.is_file(), reason="the folder of real documents is not here")
def test_damaged_files_are_text_or_a_named_refusal() -> None:
    hurt = [one for one in read_entries(SHARED) if one.group in HURT][::4]  # the command itself reads all of them
    judged = [judge("tenkyo", NOTHING, one, attempt("tenkyo", one.path, Limits(seconds=60))) for one in hurt]
    assert len(judged) > 30
    ended_otherwise = [one for one in judged if one.trial.outcome not in (Outcome.TEXT, Outcome.REFUSED)]
    assert [(one.entry.name, one.trial.reason) for one in ended_otherwise] == []
    assert [one.entry.name for one in judged if one.garbage] == []
    assert [one.entry.name for one in judged if one.trial.outcome is Outcome.REFUSED and not one.trial.reason] == []
