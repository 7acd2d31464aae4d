"""Encodings: what is stated, what alone fits, and what is refused by name because it could be two things."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from ingest.readers.encoding import decode
from ingest.readers.html import read as read_html
from ingest.readers.text import read

PATH = Path("notes.txt")
JAPANESE = "海上保安機関の能力構築を支援するため、20億円を拠出した。\n「コーヒー」とＯＤＡ。\n"
TEXTS = {
    "French": "La crème à la carte, c’est déjà l’été où naîtront les forêts de façade. Ça coûte 20 £.\n",
    "German": "Die Maßnahmen für größere Übungen beträfen die Öffentlichkeit – 30 €.\n",
    "Spanish": "¿Dónde está el niño? La cooperación y la formación marítima: años después.\n",
    "Czech": "Příliš žluťoučký kůň úpěl ďábelské ódy – vláda přispěla částkou na výcvik.\n",
    "Polish": "Zażółć gęślą jaźń; współpraca międzynarodowa w dziedzinie bezpieczeństwa.\n",
    "Hungarian": "Árvíztűrő tükörfúrógép, és a közös gyakorlatok költségei nőttek.\n",
}
WORDS = "The company’s “aid” grew – it says.\n"


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"])
def test_japanese_that_states_no_encoding_is_read_and_its_encoding_told(encoding: str) -> None:
    reading = read(PATH, (JAPANESE * 3).encode(encoding))
    assert reading.text == JAPANESE * 3
    assert reading.left_out == (
        f"encoding: read as {encoding.upper().replace('_', '-')}, which it does not state but alone fits",
    )


@pytest.mark.parametrize(
    ("language", "encoding"),
    [("French", "cp1252"), ("German", "cp1252"), ("Spanish", "cp1252"), ("Czech", "cp1250"), ("Polish", "cp1250"),
     ("Hungarian", "cp1250"), ("Czech", "iso8859_2"), ("French", "mac_roman"), ("German", "mac_roman")],
)  # fmt: skip
def test_the_encodings_of_europe_are_told_apart(language: str, encoding: str) -> None:
    text = TEXTS[language] if encoding != "iso8859_2" else TEXTS[language].replace("–", "-")
    assert decode(PATH, text.encode(encoding)).text == text


def test_curly_quotes_alone_are_enough_and_are_not_letters() -> None:
    assert decode(PATH, WORDS.encode("cp1252")).text == WORDS
    assert decode(PATH, WORDS.encode("mac_roman")).text == WORDS


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("Mr Muñoz came.".encode("cp1252"), "it could be cp1252 or cp1250"),
        ("防衛協力".encode("cp932"), "byte 0 (0x96) is not UTF-8"),  # no kana: it might be Chinese
        ("这是一个关于国际合作的文件，用中文写成。".encode("gb2312"), "is not UTF-8"),
        ("국제 협력에 관한 문서입니다.".encode("euc_kr"), "is not UTF-8"),
        ("Это документ о международном сотрудничестве.".encode("cp1251"), "is not UTF-8"),
        ("Αυτό είναι ένα έγγραφο.".encode("cp1253"), "is not UTF-8"),
        (bytes(range(128, 256)), "byte 0 (0x80) is not UTF-8"),
        (b"a\0b", "byte 1 is a NUL sign"),
        (b"a\x1bb", "byte 1 is an escape sign"),
        (b"\0\xd8\0\xd8", "byte 1 (0xD8) is not UTF-8"),
        (b"\xef\xbb\xbfab\xff", "byte 5 (0xFF) is not UTF-8."),
        (b"\xff\xfea\0\x00\xdc", "byte 4 (0x00) is not UTF-16-LE."),
    ],
)
def test_what_could_be_two_things_or_none_is_refused_by_name(data: bytes, problem: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(PATH, data)
    assert problem in caught.value.reason
    assert "save it as UTF-8" in caught.value.remedy or "Save it as UTF-8" in caught.value.remedy


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert decode(PATH, f"\ufeff{JAPANESE}".encode(encoding)).text == JAPANESE


def test_a_page_is_utf_8_where_only_that_can_be_whatever_it_declares() -> None:
    reading = read_html(PATH, "<meta charset=iso-8859-1><p>防衛協力、20 €</p>".encode())
    assert reading.text == "防衛協力、20 €"
    assert reading.left_out == ("encoding: read as UTF-8, though it declares cp1252",)


def test_a_page_that_declares_a_falsehood_is_refused() -> None:
    with pytest.raises(DocumentError, match="is not UTF-8") as caught:
        read_html(PATH, b"<meta charset=utf-8><p>" + JAPANESE.encode("cp932"))
    assert "It may be cp932" in caught.value.remedy


@given(st.text())
def test_what_is_utf_8_is_decoded(text: str) -> None:
    assume(not {"\0", "\x1b"} & set(text) and not text.startswith("\ufeff"))
    assert decode(PATH, text.encode("utf-8", "replace")).text == text.encode("utf-8", "replace").decode()


@given(st.lists(st.sampled_from([JAPANESE, *TEXTS.values(), WORDS]), min_size=1, max_size=4).map("".join))
def test_a_mixture_is_read_as_it_was_written_or_refused(text: str) -> None:
    for encoding in ("cp932", "euc_jp", "cp1252", "cp1250", "mac_roman", "utf-16-le"):
        if text.encode(encoding, "ignore").decode(encoding) == text:
            with suppress(DocumentError):
                assert decode(PATH, text.encode(encoding)).text == text


def test_every_real_file_is_read_as_it_was_written(real_documents: Path) -> None:
    names = {"CP932": "cp932", "SHIFT_JIS": "cp932", "UTF-16": "utf-16", "UTF-32": "utf-32"}
    files = sorted((real_documents / "encodings_ja").iterdir())
    for path in files:
        encoding = path.name.split("__")[0]
        if path.name.startswith("CP932"):
            continue  # a table of every sign, which no writing is; its page says what it is
        data = path.read_bytes()
        assert decode(path, data).text == data.decode(names.get(encoding, encoding)).lstrip("\ufeff"), path.name
    assert len(files) == 16
