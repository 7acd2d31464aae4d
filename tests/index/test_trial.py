"""The index tried on its own passages: what is asked, how places are counted, and what a weak dense leg keeps."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DamageError
from corpus.store import Store
from index import bm25, dense, layout, trial
from index.bm25 import LexicalIndex
from index.build import publish
from index.dense import DenseIndex
from index.recipe import WITHOUT
from index.searcher import Searcher
from index.trial import Task, Trial

WORDS = [f"{first}{last}" for first in ("bar", "kel", "mon", "sur", "tav") for last in ("ado", "ike", "ume", "ora")]


def farms(count: int) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """So many documents of two passages that speak of the same rare things, each in its own words besides."""

    def said(farm: int, times: int) -> str:
        drawn = np.random.default_rng([farm, times]).choice(WORDS, 14)
        kept = np.random.default_rng([farm]).permutation([f"field{farm}x{number}" for number in range(6)])
        return " ".join(word for pair in zip(drawn, [*kept, *kept, *kept], strict=False) for word in pair)

    return {f"farm{farm:02d}": [(("Land",), said(farm, 0)), (("Cattle",), said(farm, 1))] for farm in range(count)}


class Blind:
    """An encoder that tells texts apart and knows nothing of what they say."""

    name, runtime, fingerprint, dimensions, most_tokens = "blind", "lots 1.0", "blind" * 8, 16, 256
    most_dense = 0.0

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.array([self.encode_query(text) for text in texts], dtype=np.float32).reshape(-1, self.dimensions)

    def encode_query(self, query: str) -> np.ndarray:
        seed = int.from_bytes(hashlib.sha256(query.encode()).digest()[:8])
        vector = np.random.default_rng(seed).normal(size=self.dimensions).astype(np.float32)
        return vector / np.linalg.norm(vector)

    def letters_a_token(self, _: str) -> float:
        return 5.0


@given(st.text(st.sampled_from("ab c水"), min_size=8), st.integers(0, 2**64))
def test_what_is_cut_out_and_what_is_left_are_the_text(text: str, lot: int) -> None:
    text = " ".join(text.split())
    taken, left = trial.cut(text, lot)
    assert sorted((taken + left).replace(" ", "")) == sorted(text.replace(" ", ""))
    assert taken in text
    assert len(taken) <= min(trial.STRETCH, len(text) // 2) + trial.WORD


def test_writing_without_spaces_is_cut_anywhere() -> None:
    assert trial.cut("能力構築支援事業", 3) == ("築支援事", "能力構 業")


def test_a_row_is_scored_as_if_it_held_another_text_and_the_others_as_ever(tmp_path: Path) -> None:
    bm25.write(tmp_path, ["boats lent boats", "wells drilled in villages", "boats and wells"])
    words = LexicalIndex.open(tmp_path)
    scores = words.scores("boats wells", 0, "wells here now")
    plain = dict(words.search("boats wells", 3, neighbour_weight=0.0, context_weight=0.0))
    assert scores[1:].tolist() == [plain[1], plain[2]]
    rarity = np.log(1 + (3 - 2 + 0.5) / (2 + 0.5))  # wells are in two of three rows
    assert scores[0] == pytest.approx(rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 3 / (10 / 3))), abs=1e-4)


def test_each_leg_gets_the_mean_of_one_by_the_place_and_a_tie_counts_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bm25.write(tmp_path, ["boats lent", "wells drilled", "boats sold"])
    dense.write(tmp_path / "dense", np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32))
    asked = [Task(0, "boats", "", "boats"), Task(1, "boats", "", "wells")]
    made = np.array([[1, 0], [0.8, 0.6], [1, 0], [0.6, 0.8]], dtype=np.float32)  # query, rest; query, rest
    # words: row 0 alone is shortest, so first; row 1 lacks the word, third. Vectors: first; level with row 2 behind 0.
    monkeypatch.setattr(trial, "BLOCK", 2)
    told = trial.run(asked, made, LexicalIndex.open(tmp_path), DenseIndex.open(tmp_path / "dense"))
    assert told == Trial(2, round((1 + 1 / 3) / 2, 4), round((1 + 1 / 2.5) / 2, 4))


def test_few_passages_are_not_tried(home: Path, publish_library: Callable, quick) -> None:
    publish_library(farms(trial.FEWEST // 2 - 1), quick)
    with Searcher.open(home, quick) as searcher:
        assert (searcher.tried, searcher.dense_share) == (Trial(), 0.5)


def test_a_leg_that_finds_nothing_loses_its_share_and_one_that_does_keeps_it(
    home: Path, publish_library: Callable, quick
) -> None:
    publish_library(farms(30), quick)
    with Searcher.open(home, quick) as searcher:
        assert searcher.tried.asked == 60
        assert searcher.tried.lexical > 0.4
        assert searcher.dense_share == 0.5
    publish_library(farms(30), Blind())
    with Searcher.open(home, Blind()) as searcher:
        assert searcher.tried.dense < 0.2
        assert searcher.dense_share == 0.5 * searcher.tried.evenness()
        assert searcher.dense_share < 0.25
        words = [hit.passage.document_id for hit in searcher.search("field7x3 field7x5", 2)]
    assert words == ["farm07", "farm07"]
    with Searcher.open(home, Blind(), WITHOUT["trial"]) as searcher:
        assert searcher.dense_share == 0.5


def test_a_change_embeds_of_the_trial_what_is_new_and_comes_out_as_if_made_at_once(
    home: Path, tmp_path: Path, publish_library: Callable, fill: Callable, quick
) -> None:
    publish_library(farms(30), quick)
    quick.seen.clear()
    first = layout.folder(home, publish_library(farms(31), quick).generation)
    assert len(quick.seen) == 2 * 2 + 2 * 2  # two passages and their sentences; two stretches and what is left
    with fill(tmp_path / "anew", farms(31)) as store:
        second = layout.folder(tmp_path / "anew", publish(tmp_path / "anew", store, quick, lambda *_: None).generation)
    for name in (layout.TRIAL, layout.TRIED):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_passages_that_are_asked_for_mostly_stay(home: Path, fill: Callable, monkeypatch) -> None:
    monkeypatch.setattr(trial, "ASKED", 50)

    def asked(library: dict) -> set[str]:
        with fill(home, library), Store.open_snapshot(home / "store.sqlite", immutable=False) as store:
            return {task.query for task in trial.tasks(store)}

    before, after = asked(farms(60)), asked(farms(61))
    assert len(before) == len(after) == 50
    assert len(before & after) >= 48


def test_a_generation_from_before_there_were_trials_asked_nothing(tmp_path: Path) -> None:
    assert trial.read(tmp_path / "trial.json") == Trial()
    (tmp_path / "trial.json").write_text("{")
    with pytest.raises(DamageError, match=r"trial\.json is not readable"):
        trial.read(tmp_path / "trial.json")
