"""Plain text: changed by nothing but clean(), cut at blank lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Span
from ingest.clean import clean
from ingest.readers.text import read, runs
from ingest.reading import Block, Role

PATH = Path("notes.txt")


def oracle_runs(text: str) -> list[str]:
    """Runs of non-blank lines, line by line."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            found[-1].append(line)
        else:
            found.append([])
    return ["\n".join(lines).strip() for lines in found if lines]


@given(st.text(st.sampled_from("ab \t\n\u3000é\xa0") | st.characters()))
def test_runs_are_the_non_blank_lines(raw: str) -> None:
    text = clean(raw).text
    assert [span.of(text) for span in runs(text)] == oracle_runs(text)


@pytest.mark.parametrize(
    "data",
    ["Ａ é\r\n\r\nb".encode(), b"\xef\xbb\xbf" + "Ａ é\n\nb".encode(), "\ufeffＡ é\n\nb".encode("utf-16-le"),
     "\ufeffＡ e\u0301\n\nb".encode("utf-16-be")],
)  # fmt: skip
def test_the_text_is_the_files_own(data: bytes) -> None:
    reading = read(PATH, data)
    assert reading.text == "Ａ é\n\nb"
    assert reading.blocks == (Block(Span(0, 3), Role.TEXT), Block(Span(5, 6), Role.TEXT))
