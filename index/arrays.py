"""Arrays on disk: NumPy files that are written whole or from their beginning on, and mapped when they are read."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from corpus.errors import DamageError, StorageError
from corpus.format import AGAIN

Integers = NDArray[np.integer[Any]]
Vectors = NDArray[np.float32]  # row by row, or one


class Growing:
    """A file to which rows are added; so an array is made of which only what is being added is in memory.

    It is the file that ``np.save`` makes of the whole, byte for byte. Close it when done (it is a context manager).
    Any step raises StorageError if the file cannot be written.
    """

    def __init__(self, path: Path, kind: DTypeLike, width: tuple[int, ...] = ()) -> None:
        """A new file of no row, in a folder that is made if it is not there; ``width`` is the shape of a row."""
        self._path = path
        self.kind = np.dtype(kind)
        self.width = width
        self._rows = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("wb")
            self._head()
        except OSError as error:
            raise unwritable(path, error) from error

    def __enter__(self) -> "Growing":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return self._rows

    def add(self, rows: NDArray[Any]) -> None:
        """Add these rows, whose numbers are converted to those of the file."""
        try:
            self._file.write(np.ascontiguousarray(rows, dtype=self.kind).tobytes())
        except OSError as error:
            raise unwritable(self._path, error) from error
        self._rows += len(rows)

    def close(self) -> None:
        """Write how many rows there are; what was added is then in the file."""
        try:
            with self._file:
                self._file.seek(0)
                self._head()
        except OSError as error:
            raise unwritable(self._path, error) from error

    def _head(self) -> None:
        """The header, which NumPy makes equally long for any number of rows."""
        told = {
            "descr": np.lib.format.dtype_to_descr(self.kind),
            "fortran_order": False,
            "shape": (self._rows, *self.width),
        }
        np.lib.format.write_array_header_1_0(self._file, told)


def save(path: Path, values: Integers) -> None:
    """Write one array, its folder too if it is not there; StorageError if it cannot be written."""
    with Growing(path, values.dtype, values.shape[1:]) as file:
        file.add(values)


def load(path: Path) -> Integers:
    """One array of whole numbers, mapped from the disk; DamageError if the file holds none."""
    try:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, ValueError, EOFError) as error:
        raise DamageError(f"{path} is not a readable index ({error}).", AGAIN) from error


def unwritable(path: Path, error: Exception) -> StorageError:
    """The error to raise where ``path`` could not be written."""
    return StorageError(f"{path} cannot be written ({error}).", "Free some space, or set TENKYO_HOME elsewhere.")
