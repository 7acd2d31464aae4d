"""Plain text: decoded strictly, changed by nothing but clean(), cut at blank lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.records import Span
from ingest.clean import clean
from ingest.readers.text import decode, read, runs
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


@given(st.text())
def test_what_is_encoded_is_decoded(text: str) -> None:
    if not {"\0", "\x1b"} & set(text) and not text.startswith("\ufeff"):
        assert decode(PATH, text.encode("utf-8", "replace")) == text.encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    ("data", "offset", "advice"),
    [
        (b"caf\xe9 au lait, cr\xe8me et th\xe9 \xe0 la menthe", "byte 3 (0xE9) is not UTF-8.", "It may be cp125"),
        ("漢字かな交じり文を書きます。".encode("shift_jis") * 5, "byte 0 (0x8A) is not UTF-8.", "It may be cp932"),
        ("漢字かな交じり文を書きます。".encode("euc_jp") * 5, "byte 0 (0xB4) is not UTF-8.", "It may be euc_j"),
        ("ab 漢字かな交じり文".encode("iso2022_jp") * 5, "byte 3 is an escape sign", "It may be iso2022_jp"),
        ("plain words, no mark. ".encode("utf-16-le") * 5, "byte 1 is a NUL sign", "It may be utf_16_le"),
        (b"\xef\xbb\xbfab\xff", "byte 5 (0xFF) is not UTF-8.", "save it as UTF-8"),
        (b"\xff\xfea\0\x00\xdc", "byte 4 (0x00) is not UTF-16-LE.", "save it as UTF-8"),
        ("\ufeffa".encode("utf-32-le"), "it is UTF-32", "Save it as UTF-8."),
    ],
)
def test_what_is_not_utf_8_is_refused_with_its_place_and_a_guess(data: bytes, offset: str, advice: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(PATH, data)
    assert offset in caught.value.reason
    assert advice in caught.value.remedy
