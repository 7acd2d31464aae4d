"""The dense index against NumPy."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from corpus.errors import DamageError, StorageError
from index import dense
from index.dense import DenseIndex


def unit(count: int, dimensions: int = 24, seed: int = 7) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def built(path: Path, vectors: np.ndarray) -> DenseIndex:
    dense.write(path / "dense.faiss", vectors)
    return DenseIndex.open(path / "dense.faiss")


def oracle(vectors: np.ndarray, query: np.ndarray, rows: list[int]) -> list[tuple[int, float]]:
    scored = [(row, float(np.dot(vectors[row].astype(np.float64), query.astype(np.float64)))) for row in rows]
    return sorted(scored, key=lambda each: (-each[1], each[0]))


def test_scores_are_the_inner_products_that_numpy_finds(tmp_path: Path) -> None:
    vectors, queries = unit(300), unit(5, seed=8)
    index = built(tmp_path, vectors)
    for query in queries:
        expected = oracle(vectors, query, list(range(300)))[:20]
        found = index.search(query, 20)
        assert [row for row, _ in found] == [row for row, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=2e-6)


def test_a_vector_finds_itself_with_cosine_one(tmp_path: Path) -> None:
    vectors = unit(50)
    assert built(tmp_path, vectors).search(vectors[17], 1) == [(17, 1.0)]


def test_a_search_among_some_rows_ranks_only_these(tmp_path: Path) -> None:
    vectors, query = unit(200), unit(1, seed=9)[0]
    rows = list(range(3, 200, 7))
    found = built(tmp_path, vectors).search(query, 10, rows)
    assert [row for row, _ in found] == [row for row, _ in oracle(vectors, query, rows)[:10]]


def test_fewer_rows_than_asked_for_give_all_of_them(tmp_path: Path) -> None:
    vectors = unit(40)
    index = built(tmp_path, vectors)
    assert sorted(row for row, _ in index.search(vectors[0], 10, [5, 30, 2])) == [2, 5, 30]
    assert sorted(row for row, _ in index.search(vectors[0], 10, [5, 5, 2])) == [2, 5]
    assert len(index.search(vectors[0], 1000)) == 40
    assert index.search(vectors[0], 10, []) == []


def test_equal_vectors_stand_in_the_order_of_rows_also_at_the_cut(tmp_path: Path) -> None:
    vectors = np.repeat(unit(4), 30, axis=0)
    index = built(tmp_path, vectors)
    assert index.search(vectors[45], 5) == [(row, 1.0) for row in range(30, 35)]
    assert [row for row, _ in index.search(vectors[45], 3, [59, 44, 31, 33, 2])] == [31, 33, 44]


def test_the_vectors_come_back_bit_by_bit(tmp_path: Path) -> None:
    vectors = unit(12)
    index = built(tmp_path, vectors)
    assert len(index) == 12
    assert np.array_equal(index.vectors(), vectors)


def crowded(count: int, seed: int = 3) -> np.ndarray:
    """Vectors in groups, as those of texts stand: around a few hundred others."""
    chance = np.random.default_rng(seed)
    vectors = unit(count // 10, 24, seed)[chance.integers(count // 10, size=count)]
    vectors = vectors + 0.1 * chance.normal(size=vectors.shape).astype(np.float32)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[DenseIndex, np.ndarray]:
    """An index too large to compare everything, and its vectors."""
    monkeypatch.setattr(dense, "EXACT", 1_000)
    vectors = crowded(4_000)
    return built(tmp_path, vectors), vectors


def test_a_large_index_finds_nearly_what_the_exact_one_finds_with_exact_scores(
    listed: tuple[DenseIndex, np.ndarray],
) -> None:
    index, vectors = listed
    assert dense.recipe(len(vectors)) == "IVF63,SQ8"
    shares = []
    for query in crowded(20, seed=4):
        found, expected = index.search(query, 10), dict(oracle(vectors, query, list(range(4_000)))[:10])
        assert [score for _, score in found] == pytest.approx(
            [float(vectors[row] @ query) for row, _ in found], abs=2e-6
        )
        assert found == sorted(found, key=lambda each: (-each[1], each[0]))
        shares.append(len(expected.keys() & dict(found)))
    assert np.mean(shares) > 9.5


def test_a_large_index_misses_nothing_among_some_rows_and_keeps_its_vectors(
    listed: tuple[DenseIndex, np.ndarray],
) -> None:
    index, vectors = listed
    rows = list(range(1, 4_000, 3))
    for query in crowded(10, seed=5):
        assert [row for row, _ in index.search(query, 20, rows)] == [
            row for row, _ in oracle(vectors, query, rows)[:20]
        ]
    assert np.array_equal(index.vectors(), vectors)
    assert index.likeness(vectors[7], [7, 8]) == pytest.approx((1.0, float(vectors[7] @ vectors[8])), abs=2e-6)
    assert len(index) == 4_000


def test_an_index_looks_as_hard_as_it_is_told(listed: tuple[DenseIndex, np.ndarray]) -> None:
    index, vectors = listed
    every, one = DenseIndex(index._index, "nprobe=63"), crowded(20, seed=6)
    complete = [dict(every.search(query, 10)).keys() for query in one]
    assert complete == [dict(oracle(vectors, query, list(range(4_000)))[:10]).keys() for query in one]
    fewest = DenseIndex(index._index, "nprobe=1")
    assert [dict(fewest.search(query, 10)).keys() for query in one] != complete


def test_an_index_is_the_same_in_whatever_blocks_its_vectors_are_added(
    listed: tuple[DenseIndex, np.ndarray], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = (tmp_path / "dense.faiss").read_bytes()
    monkeypatch.setattr(dense, "BLOCK", 77)
    built(tmp_path, listed[1])
    assert (tmp_path / "dense.faiss").read_bytes() == whole


def test_vectors_of_another_length_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="length 1"):
        dense.write(tmp_path / "dense.faiss", unit(3) * 2)


def test_a_file_that_is_no_index_is_damage(tmp_path: Path) -> None:
    (tmp_path / "dense.faiss").write_bytes(b"not an index")
    with pytest.raises(DamageError, match="tenkyo ingest"):
        DenseIndex.open(tmp_path / "dense.faiss")


def test_an_index_of_distances_is_damage(tmp_path: Path) -> None:
    index = faiss.IndexFlatL2(4)
    index.add(unit(3, 4))
    faiss.write_index(index, str(tmp_path / "dense.faiss"))
    with pytest.raises(DamageError, match="another kind"):
        DenseIndex.open(tmp_path / "dense.faiss")


def test_a_place_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"cannot be written \(.+\)\. Free some space"):
        dense.write(tmp_path / "nowhere" / "dense.faiss", unit(3))


@pytest.mark.parametrize("k", [1, 7, 60, 140])
def test_a_sieve_changes_no_search(k: int) -> None:
    vectors = np.concatenate([unit(300), unit(300)[:40], unit(300)[:40]])  # so that some tie, also at the cut
    index = dense.build(vectors, "Flat")
    plain, sifted = DenseIndex(index), DenseIndex(index, sifted=True)
    for query in (*unit(20, seed=8), *vectors[:20]):
        assert sifted.search(query, k) == plain.search(query, k)
    rows = list(range(0, 300, 3))
    assert sifted.search(vectors[0], k, rows) == plain.search(vectors[0], k, rows)


def test_the_sieve_settles_most_searches_and_is_asked_for_rather_more_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    near = np.linspace(0, 1, 500, dtype=np.float32)
    index = DenseIndex(dense.build(np.stack([np.cos(near), np.sin(near)], axis=1), "Flat"), sifted=True)
    monkeypatch.setattr(DenseIndex, "_ask", lambda *_: pytest.fail("all were compared"))
    assert [row for row, _ in index.search(np.array([1, 0], dtype=np.float32), 40)] == list(range(40))


def test_no_row_that_the_sieve_leaves_out_scores_more_than_it_says() -> None:
    vectors, queries = unit(400), unit(30, seed=8)
    sieve = dense._Sieve(dense.build(vectors, "Flat"))
    for query in queries:
        rows, most = sieve.near(query, 45)
        scores = vectors @ query
        assert np.delete(scores, rows).max() < most < scores[rows].min() + 0.001


def test_many_vectors_are_sifted_once_they_are_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "SIFTED", 50)
    made: list[object] = []
    monkeypatch.setattr(dense, "_Sieve", lambda index, kind=dense._Sieve: made.append(index) or kind(index))
    few, many = built(tmp_path, unit(49)), built(tmp_path, unit(50))
    assert len(few.search(unit(1)[0], 5)) == len(many.search(unit(1)[0], 5)) == 5
    assert len(made) == 1
