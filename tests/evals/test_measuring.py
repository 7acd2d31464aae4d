"""The commands themselves, over the small collection with the real model."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from pkgutil import resolve_name

import pytest
import pytrec_eval

from corpus.errors import GenerationError, MissingError
from corpus.settings import Settings
from evals import cache, measuring
from evals.collection import read_collection
from evals.command import register
from evals.runs import read_run
from index.encoder import Encoder
from index.searcher import Searcher


@pytest.fixture(autouse=True)
def one_encoder(encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "Encoder", lambda _: encoder)


def tenkyo(home: Path, *words: object) -> int:
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers())
    arguments = parser.parse_args(["eval", *map(str, words)])
    status: int = resolve_name(arguments.run)(arguments, Settings(home, None))
    return status


@pytest.mark.parametrize("mode", ["lexical", "dense", "hybrid"])
def test_a_run_from_the_folder_to_the_report(
    folder: Path, tmp_path: Path, mode: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tenkyo(tmp_path / "home", "run", folder, "--mode", mode, "--out", tmp_path / "out") == 0
    told = capsys.readouterr().out
    path = tmp_path / "out" / f"small.{mode}.run"
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    assert {len(row) for row in rows} == {6}
    assert {(row[1], row[5]) for row in rows} == {("Q0", f"tenkyo-{mode}")}
    assert [row[2] for row in rows if row[3] == "1"] == ["wells%202", "boats/1", "100%2525", "長い"]

    collection = read_collection(folder)
    scored = pytrec_eval.RelevanceEvaluator(dict(collection.qrels), {"ndcg_cut_10"}).evaluate(read_run(path))
    mean = sum(each["ndcg_cut_10"] for each in scored.values()) / 6  # q5 has no words, q6 is missing: both count
    assert f"| nDCG@10 | {mean:.4f} |" in told
    assert "| documents | 5, 1 without a word |" in told
    assert "| judged queries | 6, 2 that could not be asked |" in told

    summary = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    assert summary["measures"]["nDCG@10"] == pytest.approx(mean, abs=1e-12)
    assert (summary["mode"], summary["depth"], summary["documents"], summary["silent"]) == (mode, 100, 5, 1)
    assert summary["passages"] > 4
    assert summary["documents_per_second"] > 0
    place = {each["query"]: each["passages"][0] for each in summary["rankings"] if each["passages"]}["q4"]
    whole = {text.document_id: text.whole for text in collection.texts()}["長い"]
    assert "lighthouse was painted green" in whole[place[1] : place[2]]


def test_a_second_run_embeds_nothing_and_writes_the_same(
    folder: Path, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    tenkyo(home, "run", folder, "--out", tmp_path / "one")
    embedded: list[str] = []

    def count(texts: Sequence[str]) -> None:
        embedded.extend(texts)
        raise AssertionError

    monkeypatch.setattr(encoder, "encode", count)
    tenkyo(home, "run", folder)
    assert embedded == []
    again = home / "evals" / "runs" / "small.hybrid.run"
    assert again.read_bytes() == (tmp_path / "one" / "small.hybrid.run").read_bytes()


def test_changed_code_cuts_anew_and_embeds_only_what_comes_out_otherwise(
    folder: Path, tmp_path: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = read_collection(folder)
    place = cache.home_of(collection, tmp_path, encoder)
    before = cache.prepare(collection, place, encoder, lambda *_: None)
    with Searcher.open(place, encoder) as searcher:
        generation = searcher.generation
    monkeypatch.setattr(cache, "_code", lambda: "another")
    embedded: list[str] = []
    encode = encoder.encode
    monkeypatch.setattr(encoder, "encode", lambda texts: embedded.extend(texts) or encode(texts))
    cut = cache.contents
    monkeypatch.setattr(cache, "contents", lambda text, limit: None if text.line == 1 else cut(text, limit))
    after = cache.prepare(collection, place, encoder, lambda *_: None)
    assert embedded == ["The model is loaded before the clock starts."]
    assert (after.code, after.documents, after.silent) == ("another", 5, 2)
    assert after.documents_per_second == before.documents_per_second
    with Searcher.open(place, encoder) as searcher:
        assert searcher.generation != generation
        assert "boats/1" not in {hit.passage.document_id for hit in searcher.search("patrol boats", 50)}


def test_other_documents_are_another_home(folder: Path, tmp_path: Path, encoder: Encoder) -> None:
    before = cache.home_of(read_collection(folder), tmp_path, encoder)
    with (folder / "corpus.jsonl").open("a") as file:
        file.write('{"_id": "new", "text": "x"}\n')
    after = cache.home_of(read_collection(folder), tmp_path, encoder)
    assert before.parent == after.parent == tmp_path / "evals"
    assert before != after


def test_an_endless_title_is_searched_as_text(folder: Path, tmp_path: Path, encoder: Encoder) -> None:
    title = " ".join(f"word{number}" for number in range(400)) + " about a lighthouse"
    (folder / "corpus.jsonl").write_text(json.dumps({"_id": "a", "title": title, "text": "Short."}) + "\n")
    collection = read_collection(folder)
    place = cache.home_of(collection, tmp_path, encoder)
    cache.prepare(collection, place, encoder, lambda *_: None)
    with Searcher.open(place, encoder) as searcher:
        hit = searcher.search("lighthouse")[0]
    (text,) = collection.texts()
    assert hit.passage.span.of(text.whole) == hit.passage.text
    assert "lighthouse" in hit.passage.text


def test_a_collection_without_a_word_is_refused(folder: Path, tmp_path: Path) -> None:
    (folder / "corpus.jsonl").write_text('{"_id": "a", "text": " "}\n')
    with pytest.raises(GenerationError, match="nothing to publish"):
        tenkyo(tmp_path / "home", "run", folder)


def test_a_folder_that_is_no_collection_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="holds no judgements"):
        tenkyo(tmp_path / "home", "run", tmp_path)


@pytest.mark.parametrize("words", [["run"], ["run", "x", "-k", "0"], ["run", "x", "-k", "1001"], ["compare", "a"]])
def test_a_command_that_makes_no_sense(tmp_path: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        tenkyo(tmp_path, *words)


def test_runs_are_compared_and_the_report_is_one_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    for mode in ("lexical", "dense"):
        tenkyo(tmp_path / "home", "run", folder, "--mode", mode, "--out", out, "-k", 2)
    capsys.readouterr()
    runs = [out / "small.lexical.run", out / "small.dense.run"]
    assert tenkyo(tmp_path, "compare", *runs, "--collection", folder, "--out", tmp_path / "deep" / "report.html") == 0
    told = capsys.readouterr().out
    assert "small.dense against small.lexical" in told
    assert "| small.dense | 0." in told
    html = (tmp_path / "deep" / "report.html").read_text(encoding="utf-8")
    assert "small.dense against small.lexical" in html
    assert "p95" in html
