"""A small collection whose figures are known, and changes for the worse, each of a line, that these figures show.

The check goes the whole way with the real model: documents into passages, into a generation, into a searcher, into
ranks, into measures.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from evals import cache
from evals.collection import read_collection
from evals.measures import means, values
from index import bm25, dense, fusion, lexical
from index.encoder import Encoder
from index.searcher import Mode, Searcher

# Of each pair the first answers the query, in other forms of its words; the second has the very form of one word.
PAIRS = {
    "repairing of pumps": ("Engineers repaired the pump of the village after the flood.", "Repairing is a hobby."),
    "donations for hospitals": ("A donation of beds reached the hospital.", "Donations keep the opera open."),
    "training of pilots": ("Each pilot trains six weeks in the harbour.", "Training shoes are sold on the market."),
    "funding a fishery": ("The ministry funds fisheries on the northern coast.", "Funding came late for the opera."),
    "who lent patrol boats": ("Two boats for patrols were lent by the agency.", "Who wrote the anthem is unknown."),
}
# Each holds the query's only word once among as many words: equal scores, to be given in the order of the documents.
TIED = {
    "kiwi": ("ripe kiwi", "kiwi jam", "green kiwi", "kiwi crate"),
    "radar": ("old radar", "radar mast", "new radar"),
}
MEASURED = ("nDCG@10", "Success@1", "RR@10")
# By hand: every pair's answer is first by words and by meaning, and of tied documents the lowest is.
EXPECTED = {mode: dict.fromkeys(MEASURED, 1.0) for mode in Mode}

Change = Callable[[pytest.MonkeyPatch, Encoder], None]


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """The collection; of every group of documents the first, which has the lowest id, is relevant."""
    made = tmp_path / "known"
    (made / "qrels").mkdir(parents=True)
    groups = {**PAIRS, **TIED}
    documents = [
        (f"d{group}{at}", text) for group, texts in enumerate(groups.values()) for at, text in enumerate(texts)
    ]
    (made / "corpus.jsonl").write_text(
        "".join(json.dumps({"_id": key, "text": text}) + "\n" for key, text in documents)
    )
    queries = [(f"q{group}", query) for group, query in enumerate(groups)]
    (made / "queries.jsonl").write_text("".join(json.dumps({"_id": key, "text": text}) + "\n" for key, text in queries))
    (made / "qrels" / "test.tsv").write_text("".join(f"q{group}\td{group}0\t1\n" for group in range(len(groups))))
    return made


def figures(folder: Path, home: Path, encoder: Encoder) -> Mapping[Mode, Mapping[str, float]]:
    """What each mode scores, by the ranks of its hits. Equal words are no equal meaning: ties are for words alone."""
    collection = read_collection(folder)
    place = cache.home_of(collection, home, encoder)
    cache.prepare(collection, place, encoder, lambda *_: None)
    told = {}
    with Searcher.open(place, encoder) as searcher:
        for mode in Mode:
            asked = {key: text for key, text in collection.queries.items() if mode is Mode.LEXICAL or text in PAIRS}
            run = {
                key: {hit.passage.document_id: 1 / hit.rank for hit in searcher.search(text, 10, mode)}
                for key, text in asked.items()
            }
            qrels = {key: collection.qrels[key] for key in asked}
            told[mode] = means(values(qrels, run, MEASURED))
    return told


def without_stemmer(patch: pytest.MonkeyPatch, _: Encoder) -> None:
    patch.setattr(lexical, "stem", lambda word: word)


def without_normalising(patch: pytest.MonkeyPatch, encoder: Encoder) -> None:
    """Vectors as the model makes them, or a little worse, with nothing that looks at their length."""
    patch.setattr(
        encoder._models[0], "_unit", lambda vectors: vectors * (1 + np.arange(len(vectors))[:, np.newaxis] % 5)
    )
    patch.setattr(dense.np, "allclose", lambda *_, **__: True)


def without_order_of_ties(patch: pytest.MonkeyPatch, _: Encoder) -> None:
    best = bm25._best

    def reversed_best(rows: np.ndarray, scores: np.ndarray, k: int) -> list[fusion.Scored]:
        return sorted(best(rows, scores, len(rows)), key=lambda each: (-each[1], -each[0]))[:k]

    patch.setattr(bm25, "_best", reversed_best)


def without_rarity(patch: pytest.MonkeyPatch, _: Encoder) -> None:
    patch.setattr(bm25.LexicalIndex, "_rarity", lambda *_: -1.0)


def test_the_figures_are_as_expected(known: Path, tmp_path: Path, encoder: Encoder) -> None:
    assert figures(known, tmp_path, encoder) == EXPECTED


@pytest.mark.parametrize(
    ("change", "modes"),
    [
        (without_stemmer, {Mode.LEXICAL}),
        (without_normalising, {Mode.DENSE}),
        (without_order_of_ties, {Mode.LEXICAL}),
        (without_rarity, {Mode.LEXICAL}),
    ],
)
def test_a_change_for_the_worse_shows(
    known: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Change, modes: set[Mode]
) -> None:
    encoder = Encoder(None)  # not the one that all tests share, for it is broken here
    change(monkeypatch, encoder)
    told = figures(known, tmp_path, encoder)
    worse = {mode for mode in Mode if told[mode] != EXPECTED[mode]}
    assert modes <= worse
    assert all(told[mode]["Success@1"] < 1 for mode in modes)
