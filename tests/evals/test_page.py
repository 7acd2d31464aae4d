"""The HTML of a comparison: everything escaped, nothing from elsewhere."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from evals.collection import read_collection
from evals.compare import Comparison, compare
from evals.page import page, table
from evals.runs import write_run

EVIL = "</title><script>alert('x')</script> & \"quoted\" <img src=x onerror=y>"


class Seen(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(comparison: Comparison) -> Seen:
    parser = Seen()
    parser.feed(page(comparison))
    parser.close()
    return parser


@pytest.fixture
def compared(folder: Path, tmp_path: Path) -> Comparison:
    """Two runs, of which one is called and has found what a page must not believe."""
    (folder / "corpus.jsonl").write_text(json.dumps({"_id": "<b>", "title": EVIL, "text": EVIL + " text"}) + "\n")
    (folder / "queries.jsonl").write_text(json.dumps({"_id": "q1", "text": EVIL}) + "\n")
    (folder / "qrels" / "test.tsv").write_text("q1\t<b>\t1\nq2\tx\t1\n")
    paths = tmp_path / "<i>&.run", tmp_path / "other.run"
    write_run(paths[0], {"q1": [("<b>", 1.0)]}, "hand")
    write_run(paths[1], {"q2": [("x", 1.0)]}, "hand")
    told = {"rankings": [{"query": "q1", "milliseconds": 12.5, "passages": [["<b>", 0, 8]]}]}
    paths[1].with_suffix(".json").write_text(json.dumps(told))
    return compare(paths, read_collection(folder), "nDCG@10")


def test_words_stay_words(compared: Comparison) -> None:
    parsed = seen(compared)
    assert {"script", "img", "i", "b"}.isdisjoint(parsed.tags)
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    assert f"{EVIL} text" in parsed.words
    assert "<i>&" in parsed.words
    assert parsed.words.count("relevant (1)") == 2


def test_nothing_is_fetched(compared: Comparison) -> None:
    html = page(compared)
    assert {name for name, _ in seen(compared).attributes}.isdisjoint({"src", "href", "srcset", "xlink:href", "action"})
    assert not re.search(r"url\(|@import|https?://", html)
    assert "default-src 'none'" in html
    assert html.startswith("<!DOCTYPE html>")


def test_the_numbers_are_there(compared: Comparison) -> None:
    parsed = seen(compared)
    assert "small (test): 2 runs by nDCG@10" in parsed.words
    assert "other against <i>&" in parsed.words
    assert "1 wins, 0 ties, 1 losses" in parsed.words
    assert "12.5" in parsed.words
    paths = [value for name, value in parsed.attributes if name == "d" and value]
    # two lines of recall and the keys of both, one line of latency and its key, one area of differences
    assert len(paths) == 2 + 2 + 1 + 1 + 1
    assert "M52,121 V12 H340 V230 H628 V121 Z" in paths


def test_without_times_the_page_says_so(folder: Path, tmp_path: Path) -> None:
    paths = tmp_path / "a.run", tmp_path / "b.run"
    for path in paths:
        write_run(path, {"q1": [("boats/1", 1.0)]}, "hand")
    parsed = seen(compare(paths, read_collection(folder), "nDCG@10"))
    assert "their times are not known" in parsed.words
    assert "Both serve every query alike." in parsed.words


def test_the_same_as_markdown(compared: Comparison) -> None:
    lines = table(compared).splitlines()
    assert lines[0] == "# small (test): 2 runs by nDCG@10"
    assert "| <i>& | 0.5000 | 0.5000 | 0.5000 | 0.5000 | 0.5000 |" in lines
    assert "| other against <i>& | +0.0000 | 1.0000 | 1.0000 | 1 | 1 | 0 |" in lines
    assert f"- -1.0000  q1: {EVIL}" in lines
