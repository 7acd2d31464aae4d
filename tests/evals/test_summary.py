"""The summary by hand: its table, its percentiles, its JSON."""

import json
from pathlib import Path

from corpus.records import Span
from evals.retrieval import Found, Ranking
from evals.summary import Latency, Summary, latency, peak_memory, read_rankings, table, write_summary

SUMMARY = Summary(
    collection="small",
    split="test",
    mode="dense",
    without=None,
    depth=100,
    measures={"nDCG@10": 0.123456, "R@10": 1.0},
    queries=1200,
    unasked=0,
    documents=5183,
    silent=2,
    passages=9000,
    documents_per_second=41.26,
    latency=Latency(4.04, 9.96, 31.0),
    peak_memory=734_600_000,
    generation="000001-abcdefabcdef",
    model="all-MiniLM-L6-v2",
    fingerprint="f" * 64,
)
RANKINGS = (
    Ranking("q1", tuple(Found(f"d{at}", 1.0 / at, Span(at, at + 5)) for at in range(1, 6)), 4.56789),
    Ranking("q2", (), None),
)


def test_the_table() -> None:
    lines = table(SUMMARY).splitlines()
    assert lines[0] == "# small (test), dense"
    assert lines[4:12] == [
        "| nDCG@10 | 0.1235 |",
        "| R@10 | 1.0000 |",
        "| documents | 5,183, 2 without a word |",
        "| passages | 9,000 |",
        "| judged queries | 1,200 |",
        "| documents indexed a second | 41.3 |",
        "| query p50 / p95 / max, ms | 4.0 / 10.0 / 31.0 |",
        "| peak memory, MB | 735 |",
    ]
    assert "| model | all-MiniLM-L6-v2, ffffffffffffffff |" in lines
    assert "best passage" in lines[-1]


def test_percentiles() -> None:
    assert latency([float(number) for number in range(100, -1, -1)]) == Latency(50.0, 95.0, 100.0)
    assert latency([]) is None


def test_memory_is_in_bytes() -> None:
    held = bytearray(200_000_000)
    held[::4096] = b"x" * len(held[::4096])  # so that the pages are really held
    assert 200_000_000 < peak_memory() < 1e12


def test_the_json_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "small.dense.json"
    write_summary(path, SUMMARY, RANKINGS)
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["measures"] == {"nDCG@10": 0.123456, "R@10": 1.0}
    assert told["latency"] == {"p50": 4.04, "p95": 9.96, "most": 31.0}
    times, places = read_rankings(path)
    assert times == [4.568]
    assert places == {("q1", "d1"): Span(1, 6), ("q1", "d2"): Span(2, 7), ("q1", "d3"): Span(3, 8)}
    assert read_rankings(tmp_path / "none.json") == ([], {})
