"""The table of runs: by hand, and made by the command over the small collection."""

import os
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.settings import Settings
from evals import measuring, table
from evals.summary import Latency, Summary
from index.encoder import Encoder
from index.recipe import WITHOUT
from index.searcher import Mode

SUMMARY = Summary(
    collection="small",
    split="test",
    mode="hybrid",
    without=None,
    depth=100,
    measures={"nDCG@10": 0.75, "R@10": 0.8, "R@100": 0.9, "Success@1": 0.6, "RR@10": 0.7},
    queries=300,
    unasked=0,
    documents=5183,
    silent=0,
    passages=9000,
    documents_per_second=41.26,
    latency=Latency(4.04, 9.96, 31.0),
    peak_memory=734_600_000,
    generation="000001-abcdefabcdef",
    model="all-MiniLM-L6-v2",
    fingerprint="f" * 64,
)


def summaries(lexical: float, dense: float, hybrid: float) -> list[Summary]:
    """All runs of one collection, by the nDCG@10 of each mode; without any signal hybrid loses .01."""
    by_mode = {Mode.LEXICAL: lexical, Mode.DENSE: dense, Mode.HYBRID: hybrid}
    made = [replace(SUMMARY, mode=mode.value, measures={**SUMMARY.measures, "nDCG@10": by_mode[mode]}) for mode in Mode]
    lesser = {**SUMMARY.measures, "nDCG@10": hybrid - 0.01}
    return [*made, *(replace(SUMMARY, without=signal, measures=lesser) for signal in WITHOUT)]


def test_the_page_by_hand() -> None:
    told = table.page(summaries(0.7, 0.6, 0.75), [Path("/somewhere/small")])
    assert "| small | 5,183 | 9,000 | 300 | 41.3 |" in told
    assert "| small | hybrid | 0.7500 | 0.8000 | 0.9000 | 0.6000 | 0.7000 | 4.0 | 10.0 | 735 |" in told
    assert "| small | lexical | 0.7000 |" in told
    assert f"| small | 0.7500 |{' -0.0100 |' * len(WITHOUT)}" in told
    assert "not below it anywhere" in told


def test_a_hybrid_below_its_better_leg_is_told() -> None:
    assert "below it on small" in table.page(summaries(0.7, 0.76, 0.75), [Path("small")])
    assert "not below it anywhere" in table.page(summaries(0.7, 0.7503, 0.75), [Path("small")])


def test_without_the_runs_that_lack_a_signal_nothing_is_said_of_them() -> None:
    told = table.page(summaries(0.7, 0.6, 0.75)[:3], [Path("small")])
    assert "| small | lexical | 0.7000 |" in told
    assert "without" not in told


def test_work_is_done_in_another_process_and_its_errors_come_back() -> None:
    assert table.apart(os.getpid) != os.getpid()
    with pytest.raises(FileNotFoundError):
        table.apart(os.stat, "/no/such/file")


def test_the_command_makes_every_run_and_the_page(
    folder: Path, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "Encoder", lambda _: encoder)
    monkeypatch.setattr(table, "apart", lambda work, *given: work(*given))
    out, runs = tmp_path / "deep" / "table.md", tmp_path / "runs"
    arguments = Namespace(collections=[folder], out=out, runs=runs, modes_only=False)
    assert table.table(arguments, Settings(tmp_path / "home", None)) == 0
    told = out.read_text(encoding="utf-8")
    systems = [*Mode, *(f"hybrid-without-{signal}" for signal in WITHOUT)]
    assert sorted(path.name for path in runs.glob("*.run")) == sorted(f"small.{system}.run" for system in systems)
    assert all(f"| small | {mode} | 0." in told for mode in Mode)
    assert "not below it anywhere" in told
