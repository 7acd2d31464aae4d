"""Postings gathered in blocks against the same gathered at once."""

import tracemalloc
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import StorageError
from index import gathering
from index.gathering import Gathering


def gathered(folder: Path, rows: Iterable[Mapping[str, int]], block: int) -> dict[str, bytes]:
    """Every file of the postings of ``rows``, by its path."""
    made = Gathering(folder, block)
    for counts in rows:
        made.add(counts)
    made.write()
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["a", "aa", "b", "é", "能力", "z", "𠮷", "zz"]), max_size=300), max_size=40),
    st.integers(1, 40),
    st.integers(2, 5),
)
def test_blocks_make_the_same_files_as_one(rows: list[list[str]], block: int, files: int) -> None:
    counted = [Counter(row) for row in rows]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        whole = gathered(Path(folder) / "whole", counted, 10**6)
        patch.setattr(gathering, "FILES", files)
        assert gathered(Path(folder) / "blocks", counted, block) == whole
        assert set(whole) == {f"{part}.npy" for part in ("words", "ends", "starts", "rows", "times")}


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def most(rows: int) -> int:
        tracemalloc.start()
        gathered(tmp_path / str(rows), ({f"{row}-{word}": 1 for word in range(50)} for row in range(rows)), 5_000)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(1_600) < most(400) + 1_000_000  # 60,000 more words; held in a dict they take 8 MB


def test_a_block_that_cannot_be_put_aside_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "made").write_text("a file")
    with pytest.raises(StorageError, match="cannot be written"):
        gathered(tmp_path / "made", [{"kiwi": 1}], 1)
