"""Paths to files: what belongs to a folder, in which order, and which manifest describes it."""

import os
from pathlib import Path

import pytest

from corpus.errors import ManifestError, MissingError
from ingest.files import find_sources


def lay(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Words of {name}.")


def manifest(folder: Path, **files: str) -> None:
    text = "".join(f'[[document]]\nid = "{key}"\nfile = "{name}"\n' for key, name in files.items())
    (folder / "manifest.toml").write_text(text)


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths)]


def test_a_folder_means_all_below_it_sorted_and_without_the_hidden(tmp_path: Path) -> None:
    lay(tmp_path, "b.txt", "a/z.txt", "a/b/y.md", ".x.txt", ".git/w.txt", "~$b.docx", "c.xyz", "C.txt")
    assert names(tmp_path) == ["C.txt", "a/b/y.md", "a/z.txt", "b.txt", "c.xyz"]
    assert [source.path for source in find_sources([tmp_path])][1] == tmp_path / "a/b/y.md"


def test_each_file_comes_once_in_the_order_of_the_paths(tmp_path: Path) -> None:
    lay(tmp_path, "b/1.txt", "a/1.txt", "a/2.txt")
    assert names(tmp_path / "b", tmp_path / "a/2.txt", tmp_path / "a") == ["1.txt", "2.txt", "1.txt"]


def test_a_manifest_with_a_documents_folder_means_that_and_what_it_names(tmp_path: Path) -> None:
    lay(tmp_path, "documents/a.txt", "documents/sub/b.txt", "notes.txt", "other/c.txt")
    manifest(tmp_path, one="documents/a.txt", two="other/c.txt", three="documents/gone.txt")
    found = find_sources([tmp_path])
    assert [(source.name, source.described and source.described.document_id) for source in found] == [
        ("documents/a.txt", "one"),
        ("documents/gone.txt", "three"),
        ("documents/sub/b.txt", None),
        ("other/c.txt", "two"),
    ]
    assert [source.name for source in found if source.refusal] == ["documents/gone.txt"]


def test_a_manifest_without_a_documents_folder_means_all_files(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt", "b.txt")
    manifest(tmp_path, one="a.txt")
    assert names(tmp_path) == ["a.txt", "b.txt"]


@pytest.mark.parametrize("named", ["", "documents", "documents/a.txt"])
def test_a_file_keeps_its_description_however_it_is_named(tmp_path: Path, named: str) -> None:
    lay(tmp_path, "documents/a.txt")
    manifest(tmp_path, one="documents/a.txt")
    [source] = find_sources([tmp_path / named])
    assert source.path == tmp_path / "documents/a.txt"
    assert source.described is not None
    assert source.described.document_id == "one"


def test_the_nearest_manifest_describes_a_file(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.txt", "in/b.txt")
    manifest(tmp_path, far_a="in/a.txt", far_b="in/b.txt")
    manifest(tmp_path / "in", near_a="a.txt")
    assert [source.described.document_id for source in find_sources([tmp_path]) if source.described] == [
        "near_a",
        "far_b",
    ]


def test_a_manifest_above_a_named_folder_is_left_alone(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.txt")
    (tmp_path / "manifest.toml").write_text("not = [ toml")
    assert names(tmp_path / "in") == ["a.txt"]
    with pytest.raises(ManifestError):
        find_sources([tmp_path])


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.txt", "in/deep/d.txt", "out/b.txt")
    (tmp_path / "in/within.txt").symlink_to(tmp_path / "in/a.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "in/deep")
    (tmp_path / "in/outside").symlink_to(tmp_path / "out")
    (tmp_path / "in/leak.txt").symlink_to(tmp_path / "out/b.txt")
    (tmp_path / "in/circle.txt").symlink_to(tmp_path / "in/circle.txt")
    found = find_sources([tmp_path / "in"])
    assert [source.name for source in found if not source.refusal] == ["a.txt", "deep/d.txt"]
    assert {source.name: source.refusal.reason for source in found if source.refusal} == {
        "circle.txt": "it is a link out of the folder.",
        "leak.txt": "it is a link out of the folder.",
        "outside": "it is a link out of the folder.",
    }


def test_a_path_that_is_a_link_is_followed(tmp_path: Path) -> None:
    lay(tmp_path, "in/a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    assert [source.path for source in find_sources([tmp_path / "link"])] == [tmp_path / "in/a.txt"]


def test_what_is_not_there_is_said_before_anything_is_looked_at(tmp_path: Path) -> None:
    lay(tmp_path, "a.txt")
    with pytest.raises(MissingError, match=r"no file or folder .*gone"):
        find_sources([tmp_path, tmp_path / "gone"])
    with pytest.raises(MissingError, match="no file or folder"):
        find_sources([tmp_path / ("x" * 300)])


@pytest.mark.parametrize("hidden", [(), (".a.txt", ".b/c.txt")])
def test_a_folder_without_files_is_an_error(tmp_path: Path, hidden: tuple[str, ...]) -> None:
    (tmp_path / "sub").mkdir()
    lay(tmp_path, *hidden)
    with pytest.raises(MissingError, match="holds no files"):
        find_sources([tmp_path])


def test_a_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path, "a.txt", "locked/b.txt")
    scan = os.scandir

    def deny(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", deny)
    found = find_sources([tmp_path])
    assert [(source.name, bool(source.refusal)) for source in found] == [("a.txt", False), ("locked", True)]
