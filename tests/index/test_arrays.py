"""Arrays on disk: what grows row by row against what NumPy writes at once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DamageError, StorageError
from index import arrays
from index.arrays import Growing


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 30), max_size=6),
    st.sampled_from([np.uint8, np.int64, np.float16, np.float32]),
    st.sampled_from([(), (3,)]),
)
def test_what_grows_is_the_file_that_numpy_makes_of_the_whole(
    sizes: list[int], kind: type, width: tuple[int, ...]
) -> None:
    parts = [np.random.default_rng(size).integers(0, 200, (size, *width)) for size in sizes]
    with TemporaryDirectory() as folder:
        with Growing(Path(folder) / "deep" / "grown.npy", kind, width) as file:
            for part in parts:
                file.add(part)
        assert len(file) == sum(sizes)
        np.save(Path(folder) / "whole.npy", np.concatenate([np.empty((0, *width)), *parts]).astype(kind))
        assert (Path(folder) / "deep" / "grown.npy").read_bytes() == (Path(folder) / "whole.npy").read_bytes()


def test_a_place_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "made").write_text("a file")
    with pytest.raises(StorageError, match="cannot be written"):
        Growing(tmp_path / "made" / "a.npy", np.int32)


def test_a_full_disk_is_a_storage_error() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with pytest.raises(StorageError, match="cannot be written"), Growing(Path("/dev/full"), np.int32) as file:
        file.add(np.zeros(100_000))


def test_what_is_saved_is_loaded_and_what_is_no_array_is_damage(tmp_path: Path) -> None:
    arrays.save(tmp_path / "a.npy", np.arange(5))
    assert arrays.load(tmp_path / "a.npy").tolist() == [0, 1, 2, 3, 4]
    (tmp_path / "a.npy").write_bytes(b"no array")
    with pytest.raises(DamageError, match="tenkyo ingest"):
        arrays.load(tmp_path / "a.npy")
