"""Word files that are made to do harm."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DocumentError
from ingest.readers import docx as reader
from ingest.readers import select

PATH = Path("plan.docx")


def test_an_archive_that_unpacks_to_too_much_is_refused(make_docx: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = io.BytesIO(make_docx("words"))
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/zeros", bytes(10_000_000))
    assert reader.read(PATH, bomb.getvalue()).text == "words"
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/more", bytes(50_000_000))
    with pytest.raises(DocumentError, match="unpacks to more than"):
        reader.read(PATH, bomb.getvalue())
    monkeypatch.setattr(reader, "_HARMLESS", 1000)
    with pytest.raises(DocumentError, match="unpacks to more than"):
        reader.read(PATH, bomb.getvalue())


def test_an_archive_that_lies_about_its_sizes_is_not_believed(make_docx: Any) -> None:
    data = bytearray(make_docx("words"))
    at = data.rindex(b"PK\x01\x02")  # the directory's last entry; its unpacked size stands 24 bytes on
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(DocumentError):
        select.parse(PATH, bytes(data))


def test_entities_are_not_expanded(make_docx: Any, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    plain = zipfile.ZipFile(io.BytesIO(make_docx("words")))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in plain.namelist():
            content = plain.read(name)
            if name == "word/document.xml":
                doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
                content = content.replace(b"?>", b"?>" + doctype, 1).replace(b"words", b"words &x;")
            archive.writestr(name, content)
    try:
        text = select.parse(PATH, made.getvalue()).text
    except DocumentError as error:
        text = str(error)
    assert "secret" not in text
