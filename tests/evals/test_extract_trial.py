"""Readers in processes of their own: text, refusal, fault, and what goes over a limit."""

from pathlib import Path

import pypdf
import pytest

from corpus.errors import UsageError
from evals.extract import Extract
from evals.extract_readers import READERS, check, markdown_extract
from evals.extract_trial import Limits, Outcome, attempt

NOTE = "# Aid\n\nBoats were lent.\n\n| Year | Sum |\n| - | - |\n| 2016 | 20 |\n"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_our_reader_gives_words_headings_and_rows(note: Path) -> None:
    trial = attempt("tenkyo", note, Limits())
    assert trial.outcome is Outcome.TEXT
    assert trial.extract is not None
    assert trial.extract.headings == ("Aid",)
    assert "2016 | 20" in trial.extract.rows
    assert trial.seconds > 0
    assert trial.megabytes


def test_a_refusal_says_why(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    trial = attempt("tenkyo", path, Limits())
    assert (trial.outcome, trial.extract) == (Outcome.REFUSED, None)
    assert "PDF" in trial.reason


def test_an_error_without_a_name_of_ours_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.7\n")
    trial = attempt("pypdf", path, Limits())
    assert (trial.outcome, trial.extract) == (Outcome.FAULT, None)
    assert "Error" in trial.reason


def test_plain_pypdf_refuses_a_page_without_text(tmp_path: Path) -> None:
    with pypdf.PdfWriter() as writer:
        writer.add_blank_page(100, 100)
        writer.write(tmp_path / "blank.pdf")
    assert attempt("pypdf", tmp_path / "blank.pdf", Limits()).outcome is Outcome.REFUSED


def test_too_long_is_over_the_limit(note: Path) -> None:
    trial = attempt("tenkyo", note, Limits(seconds=0.0))
    assert (trial.outcome, trial.megabytes) == (Outcome.OVER, None)
    assert "0 s" in trial.reason


def test_too_much_memory_is_over_the_limit_or_a_death_but_ends_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"word " * 40_000_000)
    trial = attempt("tenkyo", path, Limits(megabytes=300))
    assert trial.outcome in (Outcome.OVER, Outcome.FAULT)
    assert trial.extract is None


def test_markdown_of_a_peer_becomes_an_extract() -> None:
    extract = markdown_extract(NOTE)
    assert extract.text == "Aid\nBoats were lent.\nYear\nSum\n2016\n20"
    assert extract.headings == ("Aid",)
    assert [row for row in extract.rows if row.startswith("|")] == ["| Year | Sum |", "| 2016 | 20 |"]
    assert extract.pages is None


def test_a_reader_that_cannot_be_used_is_named() -> None:
    with pytest.raises(UsageError, match="'word' is no reader"):
        check("word")
    check("tenkyo")


def test_each_reader_is_for_its_kinds() -> None:
    assert READERS["pypdf"].reads(Path("a.PDF"))
    assert not READERS["pypdf"].reads(Path("a.html"))
    assert READERS["tenkyo"].reads(Path("a.srt"))
    assert READERS["pypdf"].nothing == Extract("", pages=())
