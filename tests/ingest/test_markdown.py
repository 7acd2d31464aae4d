"""Markdown: the words without the markup, and what each block is."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from ingest.clean import clean
from ingest.readers.markdown import read
from ingest.reading import Reading, Role

PATH = Path("plan.md")


def reading(text: str) -> Reading:
    return read(PATH, text.encode())


def blocks(text: str) -> list[tuple[str, int, str]]:
    """Role, level and words of every block."""
    made = reading(text)
    return [(block.role.value, block.level, block.span.of(made.text)) for block in made.blocks]


def test_a_whole_page() -> None:
    page = """# Sea *lanes*

Aid for [ports](http://example.org "x") and `radar`,
**by** Japan\\
and others.

## Fields

- HA/DR
  - floods
- mines

3. train
4. equip

| Year | Sum |
|------|----:|
| 2019 | $5  |
"""
    assert blocks(page) == [
        ("heading", 0, "Sea lanes"),
        ("paragraph", 0, "Aid for ports and radar, by Japan\nand others."),
        ("heading", 1, "Fields"),
        ("item", 1, "HA/DR"),
        ("item", 2, "floods"),
        ("item", 1, "mines"),
        ("item", 1, "3. train"),
        ("item", 1, "4. equip"),
        ("row", 1, "Year | Sum"),
        ("row", 0, "2019 | $5"),
    ]
    assert reading(page).text.endswith("HA/DR\nfloods\nmines\n\n3. train\n4. equip\n\nYear | Sum\n2019 | $5")


def test_a_list_item_of_two_paragraphs_has_its_number_once() -> None:
    assert blocks("1) one\n\n   more\n\n2) two") == [("item", 1, "1) one"), ("item", 1, "more"), ("item", 1, "2) two")]


def test_code_is_kept_as_it_stands() -> None:
    assert blocks("```\na  b\n\nc\n```") == [("paragraph", 0, "a  b\n\nc")]


def test_an_image_is_a_caption() -> None:
    assert blocks("See ![A ship *at* sea](x.png) here.") == [("text", 0, "See here."), ("caption", 0, "A ship at sea")]


def test_html_inside_is_read_as_html() -> None:
    page = "<!-- no -->\n\n<table><tr><th>A</th><th>B</th></tr></table>\n\nx<br>y <b>z</b> &amp; &#x41;"
    assert blocks(page) == [("row", 1, "A | B"), ("text", 0, "x\ny z & A")]


def test_notes_are_tied_to_the_words_that_cite_them() -> None:
    made = reading("Crime[^1] and\nmoney[^b].\n\n[^1]: Of all *kinds*.\n[^b]: https://example.org\n")
    assert made.text == "Crime[^1] and money[^b].\n\n[^1] Of all kinds.\n\n[^b] https://example.org"
    assert [(block.role, block.label) for block in made.blocks] == [
        (Role.TEXT, ""),
        (Role.NOTE, "[^1]"),
        (Role.NOTE, "[^b]"),
    ]


def test_front_matter_names_the_document() -> None:
    made = reading("---\ntitle: 'Sea lanes'\ntags:\n  - x\ndate: 2019-04-01\nlang: en-GB\n---\n\nText.")
    assert (made.text, made.title, made.published, made.language) == ("Text.", "Sea lanes", date(2019, 4, 1), "en")


def test_a_rule_at_the_beginning_is_no_front_matter() -> None:
    assert reading("---\n\n- a\n\n---\n\nb").text == "a\n\nb"


def test_what_is_too_deep_to_be_read_whole_is_refused() -> None:
    assert reading(">" * 90 + " deep").text == "deep"
    with pytest.raises(DocumentError, match="nested 100 deep"):
        reading(">" * 150 + " too deep")


@given(st.text(st.sampled_from("#*_`[]()!<>|-+=~:^1.\\\n\t ab&;é\u0301\r\"'")))
def test_whatever_is_written_has_canonical_text_and_true_spans(text: str) -> None:
    made = reading(text)
    assert clean(made.text).text == made.text
    assert "".join(made.text.split()) == "".join("".join(b.span.of(made.text).split()) for b in made.blocks)


@given(st.lists(st.text("abcé漢 ", min_size=1).filter(str.strip), min_size=1))
def test_plain_paragraphs_lose_nothing(paragraphs: list[str]) -> None:
    words = [" ".join(paragraph.split()) for paragraph in paragraphs]
    assert reading("\n\n".join(words)).text == "\n\n".join(words)
