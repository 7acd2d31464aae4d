"""Translations told by what they leave as it is: found where all agrees, and never where something does not."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from corpus.records import Document, Page, Span
from ingest.likeness import sketch
from ingest.reading import Block, Role
from ingest.traces import FEWEST, figures, find_traced, trace, writing

CHANCE = random.Random(3)
YEARS = [(CHANCE.randrange(1990, 2030), CHANCE.randrange(10, 900), CHANCE.choice(["ASEAN", "UNDP", "IMO"]))
         for _ in range(40)]  # fmt: skip
ENGLISH = [f"In {year} the {name} trained {count} officers at sea." for year, count, name in YEARS]
JAPANESE = [f"{year}年に{name}は{count}人の海上要員を訓練した。" for year, count, name in YEARS]
FRENCH = [f"En {year}, {count} agents ont été formés en mer par {name}." for year, count, name in YEARS]


def read(
    lines: Sequence[str], language: str | None = None, headings: int = 4, pages: int = 0
) -> tuple[Document, list[Block]]:
    """A document of these lines with so many headings and pages."""
    text = "\n".join(lines)
    document = Document(
        document_id="x",
        text=text,
        title="x",
        publisher=None,
        published=None,
        language=language,
        source="x",
        sha256="0",
        pages=tuple(Page(number + 1, None, Span(0, 0)) for number in range(pages)),
    )
    return document, [Block(Span(0, 1), Role.HEADING, 1)] * headings


def found(*read_: tuple[Document, list[Block]]) -> list[tuple[str, str]]:
    """The pairs among these documents, called a, b, c …."""
    named = dict(zip("abcdef", read_, strict=False))
    traces = {identity: trace(*one) for identity, one in named.items()}
    pairs = find_traced(traces, {identity: sketch(one[0].text) for identity, one in named.items()})
    return [pair[:2] for pair in pairs]


def test_a_text_in_another_writing_is_told_by_its_figures_and_names() -> None:
    other = read([line.replace("20", "30").replace("IMO", "WHO") for line in JAPANESE])
    assert found(read(ENGLISH), read(JAPANESE), other) == [("a", "b")]


def test_two_languages_of_one_writing_must_be_stated() -> None:
    assert found(read(ENGLISH, "en-GB"), read(FRENCH, "fr")) == [("a", "b")]
    assert found(read(ENGLISH, "en"), read(FRENCH, "en")) == []
    assert found(read(ENGLISH, "en"), read(FRENCH)) == []


@pytest.mark.parametrize(
    "other",
    [
        read(JAPANESE, headings=12),
        read(JAPANESE, pages=14),
        read(JAPANESE[: FEWEST // 3 - 1]),
        read([line[:5] for line in JAPANESE] + ["海上要員を訓練した。" * 9]),
    ],
    ids=["headings", "pages", "too little", "only the years"],
)
def test_what_does_not_agree_in_all_is_no_translation(other: tuple[Document, list[Block]]) -> None:
    assert found(read(ENGLISH, pages=8), other) == []


def test_the_same_words_with_another_language_stated_are_no_translation() -> None:
    assert found(read(ENGLISH, "en"), read(ENGLISH, "fr")) == []


def test_too_few_figures_leave_no_trace() -> None:
    document, blocks = read(ENGLISH)
    assert trace(replace(document, text="In 2019 ASEAN met 12 times."), blocks) == b""


def test_figures_are_the_same_however_their_digits_are_set_apart() -> None:
    forms = ["1,234,567", "1.234.567", "1 234 567", "1\u00a0234\u00a0567", "１，２３４，５６７"]
    assert {tuple(figures(form)) for form in forms} == {("1234567",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東京で会議を開いた", "ja"),
        ("北京会议", "zh"),
        ("한국", "ko"),
        ("Помощь ODA", "cyrillic"),
        ("المساعدة", "arabic"),
    ],
)
def test_a_writing_is_that_of_most_letters(text: str, expected: str) -> None:
    assert writing(text) == expected
