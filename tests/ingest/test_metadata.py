"""What files say of themselves: kept where a person would trust it, None elsewhere."""

from datetime import date

import pytest

from ingest.readers.metadata import day, language_code, one_line, sensible_title

PLACEHOLDERS = (
    "", "  ", "Untitled", "untitled-2", "Document1", "Microsoft Word - x.doc", "x.pdf", "Word Document", "12345",
    "x" * 301, None, 7,
)  # fmt: skip


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_placeholders_are_no_titles(placeholder: object) -> None:
    assert sensible_title(placeholder) is None


@pytest.mark.parametrize("title", ["Title I funds", "Untitled Works: a Study", "U.S. Strategy v2.0", "防衛白書"])
def test_titles_are_kept(title: str) -> None:
    assert sensible_title(title) == title


def test_words_are_cleaned() -> None:
    assert one_line("Minist\u0065\u0301re\x00\r\n de ") == "Ministére de"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("en", "en"), ("zh-Hant-TW", "zh"), ("pt_BR", "pt"), ("", None), ("e", None), ("english", None), (b"en", None)],
)
def test_language_codes(stated: object, expected: str | None) -> None:
    assert language_code(stated) == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2020-02-29", date(2020, 2, 29)),
        ("2020/2/9 10:00", date(2020, 2, 9)),
        ("20200209T1000", date(2020, 2, 9)),
        ("2020-02-30", None),
        ("2020-02", None),
        ("2020", None),
        ("1.2.2020", None),
        (None, None),
    ],
)
def test_days(stated: object, expected: date | None) -> None:
    assert day(stated) == expected
