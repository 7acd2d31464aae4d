"""The door to the readers: suffix and content must agree, and every failure is a DocumentError that helps."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from ingest.clean import clean
from ingest.readers import markdown, select

Make = Callable[..., bytes]


def archive(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize("suffix", [".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".TXT", ".Md"])
def test_the_suffix_chooses_the_reader(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("Sea *lanes*")
    assert select.read(path).text == ("Sea lanes" if suffix.lower() in (".md", ".markdown") else "Sea *lanes*")


@pytest.mark.parametrize("words", ['{"a": 1}', "[1] Sea lanes", "{Sea lanes}", "<p>[Sea]</p>"])
def test_text_that_begins_with_a_bracket_is_text(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.txt").write_text(words)
    assert select.read(tmp_path / "a.txt").text == words
    if not words.startswith('{"'):
        (tmp_path / "a.html").write_text(words)
        assert select.read(tmp_path / "a.html").text == words.removeprefix("<p>").removesuffix("</p>")


def test_documents_of_both_kinds_are_read(tmp_path: Path, make_pdf: Make, make_docx: Make) -> None:
    for name, data in (("a.pdf", make_pdf(["Sea lanes"])), ("a.DOCX", make_docx("Sea lanes"))):
        (tmp_path / name).write_bytes(data)
        assert select.read(tmp_path / name).text == "Sea lanes"


@pytest.mark.parametrize(
    ("name", "data", "reason", "remedy"),
    [
        ("a.txt", b"%PDF-1.7\n...", "it is PDF, not text", "Name it .pdf"),
        ("a.docx", b"\n%PDF-1.7\n...", "it is PDF, not DOCX", "Name it .pdf"),
        ("a.pdf", archive("word/document.xml"), "it is DOCX, not PDF", "Name it .docx"),
        ("a.pdf", archive("x"), "it is a ZIP archive, not PDF", "Save it as .txt"),
        ("a.docx", archive("xl/workbook.xml"), "it is an Excel workbook, not DOCX", "Save it as"),
        ("a.docx", archive("ppt/presentation.xml"), "it is a PowerPoint presentation, not DOCX", "Save it as"),
        ("a.docx", archive("word/document.xml")[:-30], "it is a damaged ZIP archive", "Save it as"),
        ("a.docx", b"<!DOCTYPE html><p>x", "it is HTML, not DOCX", "Name it .html"),
        ("a.txt", b"<?xml version='1.0'?> <!-- c --> <HTML lang=en>", "it is HTML, not text", "Name it .html"),
        ("a.md", "\ufeff<html><p>x".encode("utf-16-le"), "it is HTML, not text", "Name it .html"),
        ("a.docx", b"just words", "it is plain text, not DOCX", "Name it .txt"),
        ("a.docx", bytes(9), "it is a file of unknown kind, not DOCX", "Save it as"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1.", "it is an old Word", "Save it as"),
        ("a.txt", b"{\\rtf1 x}", "it is RTF, not text", "Save it as"),
        ("a.html", b"\x89PNG\r\n", "it is a PNG image, not HTML", "Save it as"),
        ("a.txt", bytes(range(128, 256)), "byte 0 (0x80) is not UTF-8", "save it as UTF-8"),
        ("a.pdf", b"just words", "it is plain text, not PDF", "Name it .txt"),
        ("a.pdf", "文字だけ。".encode("shift_jis"), "it is plain text, not PDF", "Name it .txt"),
        ("a.pdf", b"1 0 obj << /Type /Catalog >> endobj", "it cannot be read as PDF", "save it anew"),
        ("a.html", b'{"a": 1}', "it is JSON, not HTML", "Save it as .txt"),
        ("a.htm", b'\n[{"a": "<p>b</p>"}]\n', "it is JSON, not HTML", "Save it as .txt"),
        ("a.pdf", b'{"a": 1}', "it is JSON, not PDF", "Save it as .txt"),
        ("a.docx", archive("word/document.xml"), "it cannot be read as DOCX (KeyError", "save it anew"),
        ("a.txt", b"", "it is empty", "Check"),
        ("a.html", b" \n\t", "it is empty", "Check"),
        ("a.html", b"<p hidden>x</p>", "it holds no text", "Check"),
        ("a.md", b"---\n***\n", "it holds no text", "Check"),
        ("a.xlsx", b"x", "no reader knows the suffix '.xlsx'", ".xhtml, .docx or .pdf"),
        ("README", b"x", "its name has no suffix", ".txt, .text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_a_remedy(
    tmp_path: Path, name: str, data: bytes, reason: str, remedy: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        select.read(tmp_path / name)
    assert caught.value.path == str(tmp_path / name)
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy


def test_whatever_a_library_raises_becomes_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(markdown, "decode", fall)
    with pytest.raises(DocumentError, match=r"cannot be read as text \(RecursionError: too deep\)"):
        select.parse(Path("a.md"), b"x")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="it is a folder"):
        select.read(tmp_path)
    with pytest.raises(DocumentError, match="there is no such file"):
        select.read(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match="it is no regular file"):
        select.read(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match="it cannot be opened"):
        select.read(tmp_path / ("x" * 300 + ".txt"))
    with pytest.raises(DocumentError, match="it cannot be opened"):
        select.read(tmp_path / "a\0b.txt")


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "locked.txt").write_text("words")
    monkeypatch.setattr(Path, "open", deny)
    with pytest.raises(DocumentError, match=r"it cannot be opened .*Permission denied"):
        select.read(tmp_path / "locked.txt")


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(select.MOST_BYTES + 1)
    with pytest.raises(DocumentError, match="at most 256,000,000 are read"):
        select.read(path)


SUFFIXES = st.sampled_from([".txt", ".md", ".html", ".docx", ".pdf"])
STARTS = st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"---\n"])


@given(SUFFIXES, STARTS, st.binary())
def test_any_bytes_end_in_a_reading_or_a_refusal(suffix: str, start: bytes, data: bytes) -> None:
    try:
        reading = select.parse(Path(f"a{suffix}"), start + data)
    except DocumentError:
        return
    assert clean(reading.text).text == reading.text
    assert any(letter.isalnum() for letter in reading.text)


def test_every_real_file_ends_in_a_reading_or_a_refusal(real_documents: Path) -> None:
    kept = ("faulty_pdf", "fuzzed_pdf", "docx_misc", "docling_docx", "docling_html", "html_text", "encodings_ja")
    paths = [path for folder in kept for path in (real_documents / folder).iterdir() if "872p" not in path.name]
    assert len(paths) > 250
    read = 0
    for path in sorted(paths):
        try:
            reading = select.read(path)
        except DocumentError:
            continue
        read += 1
        assert clean(reading.text).text == reading.text
        words = "".join("".join(block.span.of(reading.text).split()) for block in reading.blocks)
        assert words == "".join(reading.text.split()), path.name
    assert read > 150
