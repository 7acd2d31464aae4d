"""A file that names other places: nothing is fetched from them, no file beside it is read, and no entity grows."""

import io
import socket
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from ingest.readers import select

SECRET = "the words of another file"


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of a server that must stay unused."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_page_fetches_nothing(elsewhere: str) -> None:
    page = f"""<!DOCTYPE html SYSTEM "{elsewhere}d.dtd"><html><head><base href="{elsewhere}">
    <link rel="stylesheet" href="{elsewhere}s.css"><script src="{elsewhere}x.js">document.write("made up")</script>
    <meta http-equiv="refresh" content="0; url={elsewhere}"></head><body background="{elsewhere}b.png">
    <p>Ships sail to <a href="{elsewhere}">many ports</a>.</p><img src="{elsewhere}i.png"><iframe src="{elsewhere}">
    </iframe><object data="{elsewhere}o"></object><video src="{elsewhere}v"></video><svg><image href="{elsewhere}"/>
    </svg></body></html>"""
    text = select.parse(Path("a.html"), page.encode()).text
    assert "Ships sail to many ports." in text
    assert "made up" not in text


@pytest.mark.parametrize("suffix", ["html", "xhtml"])
def test_no_entity_of_a_page_brings_in_a_file_or_another_place(elsewhere: str, suffix: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    page = f"""<?xml version="1.0"?><!DOCTYPE html [<!ENTITY far SYSTEM "{elsewhere}">
    <!ENTITY near SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><html xmlns="http://www.w3.org/1999/xhtml">
    <body><p>Ships sail to many ports. &near; &far;</p></body></html>"""
    text = select.parse(Path(f"a.{suffix}"), page.encode()).text
    assert "Ships sail to many ports." in text
    assert SECRET not in text


def _changed(sound: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A Word document with one member changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as before, zipfile.ZipFile(made, "w") as after:
        for member in before.namelist():
            data = before.read(member)
            after.writestr(member, change(data.decode()).encode() if member == name else data)
    return made.getvalue()


def test_a_word_document_fetches_nothing(elsewhere: str, make_docx: Callable[..., bytes]) -> None:
    relations = "".join(
        f'<Relationship Id="far{number}" TargetMode="External" Target="{elsewhere}{number}" Type="http://schemas.'
        f'openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
        for number, kind in enumerate(("image", "attachedTemplate", "footnotes", "numbering", "subDocument", "frame"))
    )
    data = _changed(
        make_docx("Ships sail to many ports."),
        "word/_rels/document.xml.rels",
        lambda xml: xml.replace("</Relationships>", f"{relations}</Relationships>"),
    )
    try:
        text = select.parse(Path("a.docx"), data).text
    except DocumentError as error:
        text = error.reason
    assert "Ships sail to many ports." in text or "cannot be read" in text


@pytest.mark.parametrize("kind", ["near", "far", "growing"])
def test_no_entity_of_a_word_document_is_brought_in(
    elsewhere: str, make_docx: Callable[..., bytes], kind: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    entity = {
        "near": f'<!ENTITY e SYSTEM "{(tmp_path / "secret.txt").as_uri()}">',
        "far": f'<!ENTITY e SYSTEM "{elsewhere}">',
        "growing": f'<!ENTITY l0 "laughter">{laughs}<!ENTITY e "&l9;">',
    }[kind]

    def spoil(xml: str) -> str:
        head, body = xml.split("?>", 1)
        return f"{head}?><!DOCTYPE w [{entity}]>{body}".replace("many ports.", "many ports. &e;")

    data = _changed(make_docx("Ships sail to many ports."), "word/document.xml", spoil)
    try:
        text = select.parse(Path("a.docx"), data).text
    except DocumentError as error:
        text = error.reason
    assert SECRET not in text
    assert len(text) < 1000
