"""Two and three runs of the small collection, compared by hand."""

import json
from pathlib import Path

import pytest

from corpus.errors import MissingError, UsageError
from evals.collection import read_collection
from evals.compare import DEPTHS, PERCENTILES, Shown, compare
from evals.runs import write_run

FIRST = {"q1": [("boats/1", 2.0)], "q3": [("boats/1", 2.0)], "q4": [("boats/1", 3.0), ("長い", 2.0)]}
SECOND = {"q1": [("wells%202", 2.0), ("boats/1", 1.0)], "q3": [("100%2525", 2.0)], "q4": [("長い", 2.0)]}


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    """By RR@10 over the six judged queries: the second wins q3 (0, 1) and q4 (.5, 1) and loses q1 (1, .5)."""
    paths = tmp_path / "first.run", tmp_path / "second.run"
    for path, ranked in zip(paths, (FIRST, SECOND), strict=True):
        write_run(path, ranked, "hand")
    return paths


def test_two_runs_by_hand(folder: Path, runs: tuple[Path, Path]) -> None:
    compared = compare(runs, read_collection(folder), "RR@10")
    (pair,) = compared.pairs
    assert (compared.collection, compared.split, compared.queries) == ("small", "test", 6)
    assert (pair.first, pair.second) == ("first", "second")
    assert pair.differences == (1.0, 0.5, 0.0, 0.0, 0.0, -0.5)
    assert pair.mean == pytest.approx(1 / 6)
    assert (pair.wins, pair.losses, pair.ties) == (2, 1, 3)
    # of the 8 ways to swap 1, .5 and -.5, the sums 2 1 1 1 -1 -1 -1 -2 and 0 … : as far as 1 are 6 of 8
    assert pair.p_value == pytest.approx(0.75)
    assert pair.adjusted == pair.p_value
    assert [(change.query_id, change.difference) for change in pair.changes] == [("q3", 1.0), ("q1", -0.5), ("q4", 0.5)]
    assert pair.changes[0].query == "what did the harbour radar cost"
    assert compared.sides[0].measures["RR@10"] == pytest.approx(1.5 / 6)
    assert list(compared.sides[0].measures) == ["nDCG@10", "R@10", "R@100", "Success@1", "RR@10"]


def test_recall_by_depth_counts_every_judged_query(folder: Path, runs: tuple[Path, Path]) -> None:
    compared = compare(runs, read_collection(folder), "nDCG@10")
    assert compared.sides[0].recall == pytest.approx([1 / 6] + [2 / 6] * (len(DEPTHS) - 1))


def test_what_each_run_gave_is_shown(folder: Path, runs: tuple[Path, Path]) -> None:
    summary = {"rankings": [{"query": "q3", "milliseconds": 4.0, "passages": [["boats/1", 4, 10]]}]}
    runs[0].with_suffix(".json").write_text(json.dumps(summary))
    compared = compare(runs, read_collection(folder), "RR@10")
    change = compared.pairs[0].changes[0]
    assert change.tops[0] == (Shown(1, "boats/1", "Vessels", "agency", None),)  # the place that the summary names
    radar = "Radar for the harbour cost 30 million dollars"
    assert change.tops[1] == (Shown(1, "100%2525", "", radar, 1),)  # no summary: how the document begins
    assert compared.sides[0].latency == (4.0,) * len(PERCENTILES)
    assert compared.sides[1].latency == ()


def test_three_runs_make_three_pairs_corrected_together(folder: Path, runs: tuple[Path, Path], tmp_path: Path) -> None:
    write_run(tmp_path / "third.run", FIRST, "hand")
    compared = compare([*runs, tmp_path / "third.run"], read_collection(folder), "RR@10")
    names = [(pair.first, pair.second) for pair in compared.pairs]
    assert names == [("first", "second"), ("first", "third"), ("second", "third")]
    assert [pair.p_value for pair in compared.pairs] == pytest.approx([0.75, 1.0, 0.75])
    assert [pair.adjusted for pair in compared.pairs] == [1.0, 1.0, 1.0]
    assert compared.pairs[1].changes == ()


def test_runs_of_one_name_go_by_their_paths(folder: Path, runs: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other" / "first.run"
    write_run(other, SECOND, "hand")
    assert [side.name for side in compare([runs[0], other], read_collection(folder), "RR@10").sides] == [
        str(runs[0]),
        str(other),
    ]


def test_a_document_of_another_collection_is_said_to_be_missing(folder: Path, runs: tuple[Path, Path]) -> None:
    write_run(runs[0], {"q3": [("stranger", 1.0)]}, "hand")
    changes = compare(runs, read_collection(folder), "RR@10").pairs[0].changes
    assert {change.query_id: change for change in changes}["q3"].tops[0][0].words.startswith("This document is not in")


def test_what_cannot_be_compared_is_refused(folder: Path, runs: tuple[Path, Path], tmp_path: Path) -> None:
    collection = read_collection(folder)
    with pytest.raises(UsageError, match="cannot be compared with itself"):
        compare([*runs, runs[0]], collection, "RR@10")
    with pytest.raises(UsageError, match="cannot be compared with itself"):
        compare(runs[:1], collection, "RR@10")
    with pytest.raises(MissingError, match="There is no run"):
        compare([runs[0], tmp_path / "none.run"], collection, "RR@10")
    with pytest.raises(UsageError, match="is not a measure"):
        compare(runs, collection, "RRR")
    write_run(runs[0], {"elsewhere": [("a", 1.0)]}, "hand")
    with pytest.raises(UsageError, match="has no query that small judges"):
        compare(runs, collection, "RR@10")


@pytest.mark.parametrize("text", ["[]", "{", '{"rankings": [{"query": "q1"}]}', '{"rankings": 3}'])
def test_a_file_beside_a_run_that_is_no_summary_is_refused(folder: Path, runs: tuple[Path, Path], text: str) -> None:
    runs[1].with_suffix(".json").write_text(text)
    with pytest.raises(UsageError, match="is not what 'tenkyo eval run' writes"):
        compare(runs, read_collection(folder), "RR@10")
