"""What the tests of the evals room share: the real encoder, loaded once, and a small collection."""

import json
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from index.mpnet import Tensors

LONG = " ".join(f"The committee met in room {number} and spoke about the harvest of that year." for number in range(40))
DOCUMENTS = [
    {"_id": "boats/1", "title": "Vessels", "text": "The agency lent two patrol boats to the coast guard in 2016."},
    {
        "_id": "wells 2",
        "title": "",
        "text": "Engineers drilled forty wells in dry villages.\n\nA committee mends pumps.",
    },
    {"_id": "100%25", "title": "Radar for the harbour cost 30 million dollars", "text": ""},
    {"_id": "長い", "title": "Minutes", "text": f"{LONG} At last the lighthouse was painted green."},
    {"_id": "nothing", "title": "", "text": " \n"},
]
QUERIES = [
    {"_id": "q1", "text": "Who received patrol boats?"},
    {"_id": "q 2", "text": "wells for dry villages"},
    {"_id": "q3", "text": "what did the harbour radar cost"},
    {"_id": "q4", "text": "lighthouse painted green"},
    {"_id": "q5", "text": ""},
    {"_id": "unjudged", "text": "boats"},
]
QRELS = [("q1", "boats/1", 1), ("q 2", "wells 2", 2), ("q 2", "nothing", 1), ("q3", "100%25", 1), ("q4", "長い", 1)]
QRELS += [("q5", "boats/1", 1), ("q6", "boats/1", 1)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A collection in BEIR form: odd ids, a document of a title only, a long one, an empty one; a query without
    words and one that is judged but missing."""
    made = tmp_path / "small"
    (made / "qrels").mkdir(parents=True)
    for name, rows in (("corpus.jsonl", DOCUMENTS), ("queries.jsonl", QUERIES)):
        (made / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    lines = ["query-id\tcorpus-id\tscore", *(f"{query}\t{document}\t{score}" for query, document, score in QRELS)]
    (made / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return made


@pytest.fixture
def small_tensors() -> Tensors:
    """The weights of an MPNet of two layers and two heads, by chance: 60 words, 32 numbers each."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    with torch.random.fork_rng():
        torch.manual_seed(3)
        config = MPNetConfig(
            vocab_size=60,
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=400,
            initializer_range=0.2,
        )
        named = MPNetModel(config).state_dict()
    return {name: values.numpy() for name, values in named.items() if values.dtype is torch.float32}


@pytest.fixture
def small_tokenizer() -> Tokenizer:
    """One token a word, of some words; each other is the fourth."""
    words = (
        "how many when who what ships boats wells aid gave left went fell rose in may june japan 12 40 90 and to . ?"
    )
    numbers = {word: number for number, word in enumerate(["<s>", "<pad>", "</s>", "[UNK]", *words.split()])}
    made = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = normalizers.Lowercase(), pre_tokenizers.Whitespace()
    return made
