"""Where cited words are printed: page, printed label, confidence of recognised text, boxes; alike at every door."""

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.boxes import Box, pack
from corpus.records import Document, Page, Span
from corpus.store import Contents, Store
from service.command import main
from service.places import Place, find_place

Captured = pytest.CaptureFixture[str]
LENT = "How many vessels were lent to Palau?"
COST = "How much does the plan cost?"


def test_the_least_sure_page_counts_and_the_first_is_named(tmp_path: Path) -> None:
    pages = (Page(1, "i", Span(0, 4)), Page(2, "ii", Span(5, 9), 0.9), Page(3, None, Span(10, 14), 0.6))
    document = Document("d", "aaaa bbbb cccc", "T", None, None, None, "d.pdf", "0", pages=pages)
    with Store.open(tmp_path / "s.sqlite") as store:
        boxes = tuple(pack([Box(Span(5, 9), 2, 10.0, 20.0, 30.0, 32.0)]))
        store.put(Contents(document, (), (), boxes=boxes), Path("/in/d.pdf"), "r")
        assert find_place(store, document, Span(0, 4)).ocr is None
        both = find_place(store, document, Span(2, 9))
        assert (both.page, both.label, both.ocr) == (1, "i", 0.9)
        assert [(box.page, box.start, box.end, box.left, box.top) for box in both.boxes] == [(2, 5, 9, 10.0, 32.0)]
        assert find_place(store, document, Span(2, 12)).ocr == 0.6
        assert find_place(store, document, Span(4, 5)) == Place(None, None, None, None, [])


@pytest.mark.parametrize(("question", "page", "label", "ocr"), [(COST, 1, "I", None), (LENT, 3, "1", 0.87)])
def test_a_citation_says_where_it_is_printed_and_how_sure_it_was_read(
    paper: TestClient, question: str, page: int, label: str, ocr: float | None
) -> None:
    (cited,) = paper.post("/v1/answer", json={"question": question}).json()["citations"]
    assert (cited["page"], cited["page_label"], cited["ocr"], cited["published"]) == (page, label, ocr, "2019-04-01")
    told = paper.get("/v1/documents/plan/boxes", params={"start": cited["start"], "end": cited["end"]}).json()
    assert cited["boxes"] == told["boxes"]
    assert [(box["page"], box["start"], box["end"]) for box in cited["boxes"]] == [(page, cited["start"], cited["end"])]
    assert cited["page_permalink"].startswith(f"/documents/plan/pages/{page}?start={cited['start']}&")


def test_a_passage_says_the_same_as_a_hit(paper: TestClient) -> None:
    for hit in paper.post("/v1/search", json={"query": "vessels Palau"}).json()["passages"]:
        whole = paper.get(f"/v1/passages/{hit['passage_id']}").json()
        for name in ("page", "page_label", "ocr", "boxes", "permalink", "page_permalink"):
            assert hit[name] == whole[name]
        assert hit["boxes"]


def test_a_format_without_pages_says_so(client: TestClient) -> None:
    (hit, *_) = client.post("/v1/search", json={"query": "capacity building"}).json()["passages"]
    assert (hit["page"], hit["page_label"], hit["ocr"], hit["page_permalink"], hit["boxes"]) == (None,) * 4 + ([],)


def test_people_are_told_of_recognised_text_at_every_door(
    paper: TestClient, paper_home: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TENKYO_HOME", str(paper_home))
    assert main(["ask", LENT]) == 0
    assert "Patrol plan, page 3 (1), OCR, 87%" in capsys.readouterr().out
    assert main(["ask", LENT, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == paper.post("/v1/answer", json={"question": LENT}).json()
    assert main(["ask", COST]) == 0
    assert "OCR" not in capsys.readouterr().out.split("\n\n")[0]
    asked = paper.get("/", params={"q": LENT}).text
    assert "page 3 (1)" in asked
    assert "OCR, 87%" in asked
    shown = paper.get("/documents/plan").text
    assert re.findall(r"(page \d[^<]*).*?</a>([^<]*)</p>", shown) == [
        ("page 1 (I)", ""),
        ("page 2 (II)", ""),
        ("page 3 (1)", " · OCR, 87%"),
    ]
    pages = paper.get("/v1/documents/plan").json()["pages"]
    assert [(page["label"], page["ocr"]) for page in pages] == [("I", None), ("II", None), ("1", 0.87)]
