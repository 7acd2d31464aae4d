"""Collections: ids of any sign, the split that is judged, and lines that make no sense."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import MissingError, UsageError
from evals.collection import column, read_collection


@given(st.text(min_size=1) | st.text("% 20Aaf\t\ud800", min_size=1))
def test_an_id_is_one_column_and_comes_back(identity: str) -> None:
    written = column(identity)
    assert written.split() == [written]
    assert written.encode()
    assert unquote(written, errors="surrogatepass") == identity


@pytest.mark.parametrize("identity", ["1", "MED-10", "<dbpedia:Animalia_(book)>", "50%", "a/b#c?d", "長い"])
def test_an_id_without_white_space_stays(identity: str) -> None:
    assert column(identity) == identity


def test_judged_queries_are_read_with_their_judgements(folder: Path) -> None:
    collection = read_collection(folder)
    assert (collection.name, collection.split) == ("small", "test")
    assert list(collection.queries) == ["q%202", "q1", "q3", "q4", "q5"]
    assert collection.queries["q3"] == "what did the harbour radar cost"
    assert collection.qrels["q%202"] == {"wells%202": 2, "nothing": 1}
    assert collection.qrels["q6"] == {"boats/1": 1}
    assert "unjudged" not in collection.qrels


def test_documents_come_one_by_one(folder: Path) -> None:
    texts = {text.document_id: text for text in read_collection(folder).texts()}
    assert list(texts) == ["boats/1", "wells%202", "100%2525", "長い", "nothing"]
    assert (texts["boats/1"].title, texts["boats/1"].line) == ("Vessels", 1)
    assert (texts["100%2525"].title, texts["100%2525"].text) == ("", "Radar for the harbour cost 30 million dollars")
    assert texts["nothing"].text == ""
    assert texts["boats/1"].whole == "The agency lent two patrol boats to the coast guard in 2016.\n\nVessels"


def test_text_is_canonical(folder: Path) -> None:
    (folder / "corpus.jsonl").write_text(json.dumps({"_id": 7, "title": None, "text": "cafe\u0301\r\n\x00b \ud800"}))
    (only,) = read_collection(folder).texts()
    assert (only.document_id, only.title, only.text) == ("7", "", "café\nb \ufffd")


@pytest.mark.parametrize(
    ("splits", "chosen"), [(["dev", "test", "train"], "test"), (["train", "dev"], "dev"), (["b", "a"], "a")]
)
def test_the_split_that_is_judged(folder: Path, splits: list[str], chosen: str) -> None:
    (folder / "qrels" / "test.tsv").unlink()
    for split in splits:
        (folder / "qrels" / f"{split}.tsv").write_text(f"q1\t{split}\t1\n")  # without a line of headings
    collection = read_collection(folder)
    assert (collection.split, collection.qrels) == (chosen, {"q1": {chosen: 1}})


@pytest.mark.parametrize("missing", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_folder_that_lacks_a_file_is_named(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(MissingError, match="small"):
        list(read_collection(folder).texts())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"{", "line 2 is no JSON object"),
        (b"3", "line 2 is no JSON object"),
        (b'{"_id": "\xff"}', "line 2 is no JSON object"),
        (b'{"text": "x"}', "line 2 has no _id"),
        (b'{"_id": "a"}', "line 2 repeats the id a"),
    ],
)
def test_a_line_that_is_no_document_is_named(folder: Path, line: bytes, problem: str) -> None:
    (folder / "corpus.jsonl").write_bytes(b'{"_id": "a", "text": "x"}\n' + line + b"\n")
    with pytest.raises(UsageError, match=problem):
        list(read_collection(folder).texts())


@pytest.mark.parametrize("line", ["q1\tb", "q1\tb\tyes", "q1 b 1", "q1\t\t1", "q1\t0\tb\t1"])
def test_a_line_that_is_no_judgement_is_named(folder: Path, line: str) -> None:
    (folder / "qrels" / "test.tsv").write_text(f"q1\ta\t1\n{line}\n")
    with pytest.raises(UsageError, match="line 2 is no judgement"):
        read_collection(folder)


def test_quotes_hold_an_id_together(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").write_text('q1\t"a\t""b"""\t1\r\nq1\tc"d\t0\r\n', newline="")
    assert read_collection(folder).qrels == {"q1": {'a%09"b"': 1, 'c"d': 0}}


def test_a_missing_folder_is_an_error(folder: Path) -> None:
    with pytest.raises(MissingError, match="There is no folder"):
        read_collection(folder / "none")


def test_no_judgement_at_all_is_an_error(folder: Path) -> None:
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n")
    with pytest.raises(MissingError, match="holds no judgements"):
        read_collection(folder)
