"""Vectors kept before a generation holds them: each is the encoder's, and made once."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index import kept
from index.kept import Kept


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vectors.sqlite"


@pytest.fixture
def store(path: Path, quick) -> Iterator[Kept]:
    with Kept(path, quick) as made:
        yield made


def test_vectors_are_those_of_the_encoder_in_the_order_given(store: Kept, quick) -> None:
    store.vectors(["a port", "a ship"])
    texts = ["a ship", "a crew", "a port", "a crew"]
    assert np.array_equal(store.vectors(texts), quick.encode(texts))


def test_a_text_is_embedded_once_also_where_it_comes_twice_at_once(store: Kept, quick) -> None:
    store.vectors(["a port", "a ship", "a port"])
    store.vectors(["a ship", "a crew"])
    assert quick.seen == ["a port", "a ship", "a crew"]


def test_what_is_kept_is_there_when_the_file_is_opened_again_but_not_for_another_model(path: Path, quick) -> None:
    for fingerprint, seen in (("one" * 12, 1), ("one" * 12, 1), ("two" * 12, 2)):
        quick.fingerprint = fingerprint
        with Kept(path, quick) as store:
            store.vectors(["a port"])
        assert len(quick.seen) == seen


def test_a_damaged_file_is_begun_anew(path: Path, quick) -> None:
    path.write_bytes(b"no database at all, " * 100)
    with Kept(path, quick) as store:
        assert np.array_equal(store.vectors(["a port"]), quick.encode(["a port"]))


def test_a_file_whose_damage_shows_only_when_it_is_read_is_begun_anew(path: Path, quick) -> None:
    texts = [f"port {number}" for number in range(100)]
    with Kept(path, quick) as store:
        store.vectors(texts)
    written = bytearray(path.read_bytes())
    for page in range(4096, len(written), 4096):
        written[page : page + 100] = b"\xff" * 100
    path.write_bytes(written)
    for _ in range(2):
        with Kept(path, quick) as store:
            assert np.array_equal(store.vectors(texts), quick.encode(texts))


def test_a_removed_file_leaves_nothing(path: Path, quick) -> None:
    with Kept(path, quick) as store:
        store.vectors(["a port"])
        kept.remove(path)
    assert list(path.parent.iterdir()) == []
    kept.remove(path)
