"""The vectors of sentences on disk."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamageError
from corpus.records import Kind, Passage, Span
from index import sentence_vectors
from index.arrays import Growing
from index.sentence_vectors import SentenceVectors


def test_what_is_filled_in_is_read_back_by_row_at_half_precision(tmp_path: Path) -> None:
    vectors = np.random.default_rng(5).normal(size=(9, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with Growing(tmp_path / "s.npy", np.float16, (16,)) as file:
        file.add(vectors)
    opened = SentenceVectors.open(tmp_path / "s.npy")
    assert len(opened) == 9
    found = opened.likeness(vectors[3], [7, 3, 3])
    assert found == pytest.approx([float(vectors[row] @ vectors[3]) for row in (7, 3, 3)], abs=5e-4)
    assert found[1] == pytest.approx(float(vectors[3].astype(np.float16).astype(np.float32) @ vectors[3]), abs=2e-6)
    assert opened.likeness(vectors[0], []).tolist() == []


def test_every_number_of_half_precision_becomes_the_same_of_single_precision() -> None:
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)]
    made = sentence_vectors._singles(finite).astype(np.float64) * float(sentence_vectors.SHRUNK)
    assert np.array_equal(made, finite.astype(np.float64))


def test_a_file_of_no_sentence_opens(tmp_path: Path) -> None:
    Growing(tmp_path / "s.npy", np.float16, (16,)).close()
    assert len(SentenceVectors.open(tmp_path / "s.npy")) == 0


@pytest.mark.parametrize("content", [b"", b"no array", b"\x93NUMPY"])
def test_a_file_that_is_no_array_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.npy").write_bytes(content)
    with pytest.raises(DamageError, match="tenkyo ingest"):
        SentenceVectors.open(tmp_path / "s.npy")


def test_of_a_sentence_its_own_words_are_embedded_white_space_folded() -> None:
    text = "One  boat.\nTwo boats."
    passage = Passage("p", "d", Span(10, 31), text, (), Kind.BODY, (Span(10, 20), Span(21, 31)))
    assert sentence_vectors.texts(passage) == ["One boat.", "Two boats."]
