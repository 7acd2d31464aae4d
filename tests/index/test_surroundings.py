"""What stands beside each row, by hand and against plain Python."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DamageError
from index import surroundings
from index.surroundings import Surroundings

# Two documents: the first reads row 3, row 0, row 4, the second row 1, row 2.
READING, DOCUMENTS = np.array([3, 0, 4, 1, 2]), np.array([0, 1, 1, 0, 0])


def summed(around: Surroundings, values: Sequence[int]) -> list[float]:
    rows = np.flatnonzero(values)
    return around.summed(rows, np.asarray(values)[rows]).tolist()


def test_a_value_counts_for_the_rows_beside_it_in_its_document() -> None:
    around = Surroundings(READING, DOCUMENTS)
    assert summed(around, [10, 0, 0, 0, 0]) == [10, 0, 0, 10, 10]
    assert summed(around, [0, 0, 0, 0, 7]) == [7, 0, 0, 0, 7]
    assert summed(around, [0, 5, 3, 0, 0]) == [0, 8, 8, 0, 0]
    assert summed(around, [0, 0, 0, 0, 0]) == [0, 0, 0, 0, 0]


def test_a_row_that_is_not_searched_is_passed_over() -> None:
    around = Surroundings(READING, DOCUMENTS).within(np.array([False, True, True, True, True]))
    assert summed(around, [0, 0, 0, 2, 0]) == [0, 0, 0, 2, 2]


def test_it_comes_back_from_the_disk(tmp_path: Path) -> None:
    surroundings.write(tmp_path, [[3, 0, 4], [1, 2]])
    assert summed(Surroundings.open(tmp_path), [10, 5, 0, 0, 0]) == [10, 5, 5, 10, 10]
    surroundings.write(tmp_path / "none", [])
    assert Surroundings.open(tmp_path / "none").summed(np.array([], dtype=int), np.array([])).tolist() == []
    with pytest.raises(DamageError, match="tenkyo ingest"):
        Surroundings.open(tmp_path / "absent")


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.data())
def test_it_is_what_plain_python_says(sizes: list[int], data: st.DataObject) -> None:
    count = sum(sizes)
    rows = data.draw(st.permutations(range(count)))
    values = data.draw(st.lists(st.integers(0, 9), min_size=count, max_size=count))
    searched = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    documents = [rows[sum(sizes[:at]) : sum(sizes[: at + 1])] for at in range(len(sizes))]
    numbers = {row: number for number, held in enumerate(documents) for row in held}
    expected = [0.0] * count
    for held in documents:
        kept = [row for row in held if searched[row]]
        for at, row in enumerate(kept):
            expected[row] = sum(values[other] for other in kept[max(0, at - 1) : at + 2])
    around = Surroundings(np.array(rows, dtype=int), np.array([numbers[row] for row in range(count)], dtype=int))
    inside = [value if held else 0 for value, held in zip(values, searched, strict=True)]
    assert summed(around.within(np.array(searched, dtype=bool)), inside) == expected
