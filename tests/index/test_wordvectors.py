"""Vectors of single words."""

import numpy as np
import pytest

from corpus.errors import ModelError
from index import wordvectors


def test_a_vector_has_length_one_and_none_has_no_direction() -> None:
    assert np.linalg.norm(wordvectors.vector("harbour")) == pytest.approx(1.0, abs=1e-5)
    assert wordvectors.vector("").tolist() == [0.0] * 256


def test_words_of_one_meaning_are_nearer_than_words_of_one_field() -> None:
    assert wordvectors.likeness("vessel", "ship") > wordvectors.likeness("vessel", "officer")
    assert wordvectors.likeness("ship", "vessel") == pytest.approx(wordvectors.likeness("vessel", "ship"))


def test_other_weights_than_the_known_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordvectors, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelError, match="not the known ones"):
        wordvectors._table.__wrapped__()
