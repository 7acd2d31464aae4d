"""No byte of a generation's folder can change unseen."""

import json
from pathlib import Path

import pytest

from corpus.errors import DamageError
from index.seal import Manifest, check_files, read_manifest, seal, sound

CONTENTS = {"corpus.sqlite": b"rows", "lexical/meta.json": b"{}", "lexical/.lock": b"", "dense.faiss": b"vectors"}


def plain(generation: str) -> Manifest:
    return Manifest(generation, None, "2020-01-02T03:04:05+00:00", "d" * 64, "f" * 64, "a model", 3, 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "000001-0123456789ab"
    for name, data in CONTENTS.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    seal(place, plain(place.name))
    return place


def test_what_is_sealed_is_what_is_read(folder: Path) -> None:
    manifest = check_files(folder)
    assert manifest == read_manifest(folder)
    assert {name: size for name, (size, _) in manifest.files.items()} == {
        "corpus.sqlite": 4,
        "lexical/meta.json": 2,
        "lexical/.lock": 0,
        "dense.faiss": 7,
    }
    assert manifest.files["lexical/.lock"][1] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert manifest.size == 13
    assert (manifest.generation, manifest.passages, manifest.dimensions) == (folder.name, 2, 3)


@pytest.mark.parametrize("name", [*CONTENTS, "manifest.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(DamageError, match=name):
        check_files(folder)


@pytest.mark.parametrize("name", ["corpus.sqlite", "lexical/meta.json", "dense.faiss", "manifest.json"])
def test_every_flipped_byte_is_seen(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    for at in range(len(whole)):
        (folder / name).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(DamageError, match=name):
            check_files(folder)
    (folder / name).write_bytes(whole)
    assert sound(folder)


@pytest.mark.parametrize("name", [*CONTENTS, "manifest.json"])
def test_a_file_cut_short_or_grown_is_seen(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    for altered in {whole[:-1], whole + b" "} - {whole}:
        (folder / name).write_bytes(altered)
        assert not sound(folder)


@pytest.mark.parametrize("name", ["stray", "lexical/stray", ".stray"])
def test_a_strange_file_is_named(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"")
    with pytest.raises(DamageError, match=f"{name} does not belong there"):
        check_files(folder)


def test_another_format_version_is_told_apart_from_damage(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "version": 99, "fields": "of the future"}))
    with pytest.raises(DamageError, match=r"format version 99; this Tenkyo reads \d+\..*tenkyo ingest"):
        check_files(folder)


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"version": 1}', '{"version": 1, "seal": "", "files": []}'])
def test_a_manifest_that_is_none_is_damage(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(DamageError, match=r"manifest\.json"):
        read_manifest(folder)


def test_a_generation_under_another_name_is_damage(folder: Path) -> None:
    moved = folder.rename(folder.with_name("000002-0123456789ab"))
    assert not sound(moved)
