import hashlib
from datetime import date
from pathlib import Path

import pytest

import corpus
from corpus.errors import ManifestError
from corpus.manifest import read_manifest

CORPUS = Path(corpus.__file__).parent


def write(folder: Path, text: str) -> Path:
    (folder / "manifest.toml").write_text(text, encoding="utf-8")
    return folder


def test_no_manifest_says_nothing(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}


def test_every_key_is_read(tmp_path: Path) -> None:
    text = """[[document]]
    id = "a-1"
    file = "sub/a.txt"
    title = "A"
    published = 2019-04-01
    dates = ["2019"]
    supersedes = ["a-0"]
    """
    entry = read_manifest(write(tmp_path, text))[(tmp_path / "sub/a.txt").resolve()]
    assert (entry.document_id, entry.title, entry.published) == ("a-1", "A", date(2019, 4, 1))
    assert (entry.dates, entry.supersedes, entry.publisher) == (("2019",), ("a-0",), None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[document", "is not TOML"),
        ("documents = 3", r"holds more than \[\[document\]\]"),
        ('[[document]]\nid = "a"', "lacks its id or its file"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\ntitel = "A"', "'titel' is not a key"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\ntitle = 3', "'title' is not a string"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\ndates = "2019"', "'dates' is not a list"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\npublished = "2019"', "'published' is not a date"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\npublished = 2019-04-01T10:00:00', "'published' is not a date"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\npublished = 2019-04-01 10:00:00Z', "'published' is not a date"),
        ('[[document]]\nid = "a/b"\nfile = "a.txt"', "has other signs"),
        ('[[document]]\nid = "."\nfile = "a.txt"', "'.' means a folder"),
        ('[[document]]\nid = ".."\nfile = "a.txt"', "'..' means a folder"),
        ('[[document]]\nid = "a"\nfile = "a\\u0000.txt"', r"'a\\x00.txt' has a sign"),
        ('[[document]]\nid = "a"\nfile = "../a.txt"', "lies outside its folder"),
        ('[[document]]\nid = "a"\nfile = "a.txt"\n[[document]]\nid = "a"\nfile = "b.txt"', "named twice"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ManifestError, match=said):
        read_manifest(write(tmp_path, text))


def test_whoever_names_no_key_is_told_all_of_them(tmp_path: Path) -> None:
    with pytest.raises(ManifestError) as refused:
        read_manifest(write(tmp_path, '[[document]]\nid = "a"\nfile = "a.txt"\npublised = 2019-04-01'))
    assert {"published", "title", "dates"} <= set(refused.value.remedy.removesuffix(".").replace(",", "").split())


def test_the_corpus_stands_byte_for_byte_as_its_manifest_says() -> None:
    entries = read_manifest(CORPUS)
    assert {entry.file for entry in entries.values()} == set((CORPUS / "documents").iterdir())
    for entry in entries.values():
        assert hashlib.sha256(entry.file.read_bytes()).hexdigest() == entry.sha256


def test_the_corpus_names_only_dates_that_its_texts_show() -> None:
    for entry in read_manifest(CORPUS).values():
        text = entry.file.read_text(encoding="utf-8")
        assert all(shown in text or shown.split()[-1] in text for shown in entry.dates), entry.document_id
        assert entry.url is None
