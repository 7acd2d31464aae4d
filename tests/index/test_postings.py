"""Postings against dictionaries; files that are no postings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DamageError, StorageError
from index.gathering import Gathering
from index.postings import Postings


def write(folder: Path, rows: Iterable[Mapping[str, int]]) -> None:
    gathering = Gathering(folder)
    for counts in rows:
        gathering.add(counts)
    gathering.write()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "aa", "b", "é", "能力", "z", "𠮷", "\ud800"]), max_size=400)))
def test_each_word_is_found_in_the_rows_that_hold_it(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder) / "made", map(Counter, rows))
        found = Postings(Path(folder) / "made")
        held = {word.encode(errors="replace").decode() for row in rows for word in row}
        assert list(found) == sorted(held, key=str.encode)
        for word in (*held, "never", "", "ab"):
            pairs = [(number, row.count(word)) for number, row in enumerate(rows) if word in row]
            if word != "?":  # what is not Unicode is written so
                assert list(zip(*(part.tolist() for part in found.of(word)), strict=True)) == pairs


def test_a_folder_that_holds_no_postings_is_damage(tmp_path: Path) -> None:
    write(tmp_path / "made", [{"kiwi": 1}])
    (tmp_path / "made" / "rows.npy").write_bytes(b"no array")
    with pytest.raises(DamageError, match=r"rows.npy is not a readable index.*tenkyo ingest"):
        Postings(tmp_path / "made")


def test_a_folder_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "made").write_text("a file")
    with pytest.raises(StorageError, match="cannot be written"):
        write(tmp_path / "made", [{"kiwi": 1}])
