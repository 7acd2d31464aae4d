"""The model that finds more: its vectors are those of all-mpnet-base-v2 beside the packaged model's."""

import json
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index import mpnet, multilingual, thorough
from index.encoder import Encoder
from index.model_folder import PAIRED, ModelFolder

TEXTS = ["The agency lent two patrol boats to the coast guard.", "Boats.", "Who repairs each pump?"]

installed = pytest.mark.skipif(not mpnet.installed(), reason="needs the packages of examiner.lock (make install)")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    folder = tmp_path_factory.mktemp("models") / "thorough"
    thorough.unpack(folder)
    return Encoder(folder)


@installed
def test_half_of_a_vector_is_the_packaged_model_s_and_half_mpnet_s_on_torch(model: Encoder, encoder: Encoder) -> None:
    torch, transformers = import_module("torch"), import_module("transformers")
    weights = {name: torch.tensor(values) for name, values in mpnet.tensors().items()}
    plain = transformers.MPNetModel(
        transformers.MPNetConfig(vocab_size=30_527, layer_norm_eps=1e-5, max_position_embeddings=514),
        add_pooling_layer=False,
    ).eval()
    plain.load_state_dict(weights, strict=False)
    vectors = model.encode(TEXTS)
    assert vectors.shape == (3, 384 + 768)
    assert vectors[:, :384] == pytest.approx(0.5**0.5 * encoder.encode(TEXTS), abs=1e-6)
    for text, vector in zip(TEXTS, vectors, strict=True):
        with torch.no_grad():
            ids = torch.tensor([mpnet.tokenizer().encode(text).ids])
            mean = plain(input_ids=ids).last_hidden_state[0].mean(dim=0).numpy()
        assert vector[384:] @ mean / np.linalg.norm(mean) == pytest.approx(0.5**0.5, abs=1e-3)


@installed
def test_it_takes_passages_as_long_as_the_packaged_model_does(model: Encoder, encoder: Encoder) -> None:
    assert model.most_tokens == encoder.most_tokens == 256
    assert model.count_tokens("boat " * 254) == encoder.count_tokens("boat " * 254) == 256


@installed
def test_a_hybrid_search_listens_to_it_more(model: Encoder, encoder: Encoder) -> None:
    assert (model.most_dense, encoder.most_dense) == (0.6, 0)


@installed
def test_with_the_multilingual_one_each_has_its_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "three"
    monkeypatch.setattr(multilingual, "unpack", lambda within: within.mkdir(parents=True))
    thorough.unpack(folder, three=True)
    assert ModelFolder(folder, "").beside() == ((None, 0.1), (folder / "multilingual", 0.6))
    assert json.loads((folder / PAIRED).read_text())["dense"] == 0.65


@installed
def test_without_the_multilingual_one_s_package_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multilingual, "PACKAGE", "no_such_package")
    with pytest.raises(ModelError, match=r"pip install 'tenkyo\[multilingual\]'"):
        thorough.unpack(tmp_path / "three", three=True)
    assert not (tmp_path / "three").exists()


def test_without_its_packages_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpnet, "PACKAGES", ("no-such-package",))
    with pytest.raises(ModelError, match="no-such-package is not installed"):
        thorough.unpack(tmp_path / "model")
    assert not (tmp_path / "model").exists()
