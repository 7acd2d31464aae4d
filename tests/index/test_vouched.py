"""What is kept under a name that vouches for it: whole or not there, and checked."""

import hashlib
from pathlib import Path

import pytest

from corpus.errors import ModelError
from index import vouched

NAME = f"one.5-{hashlib.sha256(b'whole').hexdigest()}.bin"


def refuse(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_what_is_kept_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "models"
    kept = vouched.keep(folder, "one", ".bin", b"whole", "one.*")
    assert kept == folder / NAME == vouched.find(folder, "one", ".bin")
    assert kept.stat().st_mode & 0o777 == 0o644
    monkeypatch.setattr(Path, "replace", refuse)
    assert vouched.keep(folder, "two", ".bin", b"other", "two.*") is None
    assert [path.name for path in folder.iterdir()] == [NAME]
    assert vouched.find(folder, "two", ".bin") is None


def test_what_it_replaces_goes_and_all_else_stays(tmp_path: Path) -> None:
    for name in ("one.bin", "one.3-ab.bin", "other.bin"):
        (tmp_path / name).write_text("old")
    vouched.keep(tmp_path, "one", ".bin", b"whole", "one*.bin")
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME, "other.bin"]


def test_another_size_is_seen_at_once_and_another_byte_when_checked(tmp_path: Path) -> None:
    vouched.keep(tmp_path, "one", ".bin", b"whole", "one.*")
    vouched.check(tmp_path / NAME)
    (tmp_path / NAME).write_bytes(b"whale")
    found = vouched.find(tmp_path, "one", ".bin")
    assert found
    with pytest.raises(ModelError, match=r"is not what was written\. Run 'tenkyo ingest'"):
        vouched.check(found)
    (tmp_path / NAME).write_bytes(b"whole!")
    with pytest.raises(ModelError, match="has 6 bytes, not as many as were written"):
        vouched.find(tmp_path, "one", ".bin")
