"""The same search again: beside others, in another process, in another home, after another publication."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.store import Store
from index import layout
from index.build import publish
from index.encoder import Encoder
from index.searcher import Hit, Mode, Searcher

QUERY = "Who mends the pumps in the villages?"


@pytest.fixture
def searcher(published_home: Path, encoder: Encoder) -> Iterator[Searcher]:
    with Searcher.open(published_home, encoder) as opened:
        yield opened


def texts(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.passage.text for hit in hits]


def test_concurrent_searches_find_what_single_ones_do(searcher: Searcher) -> None:
    asked = [
        (query, mode, filters)
        for query in (QUERY, "harbour radar", "midday meal", "forty wells", "patrol boats of 2016")
        for mode in Mode
        for filters in ({}, {"document": "wells"})
    ]
    alone = [searcher.search(query, 5, mode, filters) for query, mode, filters in asked]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda one: searcher.search(one[0], 5, one[1], one[2]), asked))
    assert together == alone


def test_searching_writes_nothing(quickly: Searcher, home: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    for mode in Mode:
        quickly.search("harbour", 3, mode)
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


def test_a_searcher_keeps_the_generation_it_opened(
    quickly: Searcher, home: Path, library: dict, publish_library: Callable, quick
) -> None:
    before = quickly.search("harbour boats", 5)
    for number in range(5):  # so many that the one it opened is removed
        library["boats"] = [(("Fleet",), f"Edition {number}.")]
        publish_library(library, quick)
    assert quickly.generation not in layout.generations(home)
    assert quickly.search("harbour boats", 5) == before
    with Searcher.open(home, quick) as newer:
        assert newer.search("harbour", 5, Mode.LEXICAL) == ()


HASHED = """
import importlib.util, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("shared", sys.argv[1])
shared = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shared)
from index.searcher import Mode, Searcher
home, quick = Path(sys.argv[2]), shared.QuickEncoder()
library = {f"d{n}": [(("Fees",), f"Fee {n} is due in {n % 3} towns.")] for n in range(30)}
made = shared.publish(home, shared.fill(home, library), quick, lambda *_: None)
print(made.generation)
searcher = Searcher.open(home, quick)
for mode in Mode:
    for hit in searcher.search("a fee in 2 towns", 20, mode):
        print(mode, hit.rank, hit.score, hit.passage.passage_id)
"""


def test_results_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    shared = Path(__file__).with_name("conftest.py")
    told = {
        subprocess.run(
            [sys.executable, "-c", HASHED, shared, tmp_path / seed],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert told.pop().count(b"\n") == 61


def test_the_same_store_published_in_two_homes_is_searched_alike(
    tmp_path: Path, searcher: Searcher, encoder: Encoder, published_home: Path
) -> None:
    with Store.open(layout.store_path(published_home)) as store:
        made = publish(tmp_path / "other", store, encoder, lambda *_: None)
    assert made.generation == searcher.generation
    with Searcher.open(tmp_path / "other", encoder) as other:
        assert other.search(QUERY, 6) == searcher.search(QUERY, 6)
