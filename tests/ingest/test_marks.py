"""What numbers or bullets a line, and what only looks like it."""

import pytest

from ingest.marks import Series, read_mark


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("1. Aims", "1.", 1),
        ("12) Aims", "1)", 12),
        ("(3) Aims", "(1)", 3),
        ("（３）目的", "(1)", 3),
        ("A. Aims", "A.", 1),
        ("(b) aims", "(a)", 2),
        ("IV. Aims", "I.", 4),
        ("(iii) aims", "(i)", 3),
        ("2.3 Aims", "1.1", 3),
        ("2.3.4 Aims", "1.1.1", 4),
        ("3 Aims and means", "1", 3),
        ("Annex C: Aims", "annex 1:", 3),
        ("Chapter 2 Aims", "chapter 1:", 2),
        ("PART IV", "part 1:", 4),
        ("Pillar 5: Aims", "pillar 1:", 5),
        ("第二十三章　総則", "第1章", 23),
        ("第4条 目的", "第1条", 4),
        ("③ 目的", "①", 3),
        ("ウ 目的", "ア", 3),
        ("１　目的", "1", 1),
        ("２．目的", "1.", 2),
        ("• aims", "•", 0),
        ("- aims", "-", 0),
        ("●Aims", "●", 0),
        ("・目的", "・", 0),
    ],
)
def test_marks_and_their_numbers(line: str, style: str, number: int) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.style, mark.number) == (style, number)
    assert line[mark.length :].lower() in ("aims", "目的", "総則", "aims and means", "")


@pytest.mark.parametrize(
    "line",
    ["2019 was a good year", "2.5 million people", "3.5% of all", "-5 degrees", "*not a bullet", "3 of them",
     "11 May 2019",     "(Reference) Agreements", "(CBA) is help", "第一に、目的", "アジアの国", "U.S. aid"],
)  # fmt: skip
def test_what_only_looks_like_a_mark(line: str) -> None:
    assert read_mark(line) is None


def test_letters_must_continue_a_series_and_i_follows_h() -> None:
    series = Series()
    assert series.read_mark("J. Smith came") is None
    assert series.read_mark("V. Roman five without a four") is None
    letters = [series.read_mark(f"{letter}. Aims") for letter in "ABCDEFGHI"]
    assert [(mark.style, mark.number) for mark in letters if mark] == [("A.", number) for number in range(1, 10)]
