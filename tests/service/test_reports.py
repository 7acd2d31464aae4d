"""The record of every file, told alike by the command, HTTP and the page; no name can play tricks there."""

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from corpus.reports import Outcome, Report
from corpus.store import Store
from index import layout
from index.encoder import Encoder
from service.command import main
from service.desk import Desk
from service.http import application

Captured = pytest.CaptureFixture[str]
ODD = "/in/a\nb\x1b[2J<script>.pdf"


@pytest.fixture
def own_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real home with records of three more files."""
    copy = Path(shutil.copytree(home, tmp_path / "home"))
    monkeypatch.setenv("TENKYO_HOME", str(copy))
    with Store.open(layout.store_path(copy)) as store:
        store.reports.put_folders([Path("/in")])
        store.reports.put(Report(ODD, Outcome.REFUSED, "it is empty."))
        store.reports.put(Report("/in/z.txt", Outcome.DUPLICATE, "It has the content of y.txt.", "y-1"))
        flags, left_out = ((2, "its letters have no meaning"),), ("40 running heads",)
        store.reports.put(
            Report("/in/s.pdf", Outcome.ADDED, "", "s-1", 4, 1234, 5, 2, flags, left_out, 1.25, 150_000_000)
        )
    return copy


@pytest.fixture
def client(own_home: Path, encoder: Encoder) -> TestClient:
    return TestClient(application(Desk(own_home, encoder)))


def test_every_file_has_a_record_those_first_that_lost_something(client: TestClient) -> None:
    found = client.get("/v1/reports").json()["reports"]
    assert [one["path"] for one in found[:2]] == [ODD.removeprefix("/in/"), "s.pdf"]
    whole = [one["path"] for one in found[2:]]
    assert whole == sorted(whole)
    assert "z.txt" in whole
    assert sorted(one["outcome"] for one in found) == ["added"] * 4 + ["duplicate", "refused"]
    assert found[1] == {
        "path": "s.pdf",
        "outcome": "added",
        "reason": "",
        "document_id": "s-1",
        "pages": 4,
        "characters": 1234,
        "passages": 5,
        "tables": 2,
        "flags": [{"page": 2, "reason": "its letters have no meaning"}],
        "left_out": ["40 running heads"],
        "seconds": 1.25,
        "memory": 150_000_000,
    }
    packaged = next(one for one in found if "mod-capacity" in one["path"])
    document = client.get(f"/v1/documents/{packaged['document_id']}").json()
    assert packaged["characters"] == len(document["text"])
    assert packaged["memory"] > 10_000_000
    assert packaged["seconds"] > 0


def test_the_command_prints_the_same_object(client: TestClient, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["status", "--reports", "--json"]) == 0
    assert capfdbinary.readouterr() == (client.get("/v1/reports").content, b"")


@pytest.mark.usefixtures("own_home")
def test_status_names_what_was_refused_or_flagged(capsys: Captured) -> None:
    assert main(["status"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "files      1 refused, 4 added, 1 duplicate" in told
    assert told[-2:] == [
        r"refused    a\nb\x1b[2J<script>.pdf: it is empty.",
        "added      s.pdf: 1 of 4 pages could not be read well",
    ]
    assert main(["status", "--reports"]) == 0
    told = capsys.readouterr().out.splitlines()
    place = told.index("added      s.pdf: 1 of 4 pages could not be read well")
    assert [line.strip() for line in told[place + 1 : place + 5]] == [
        "4 pages, 1,234 characters, 5 passages, 2 tables, 1.2 s, 150 MB",
        "page 2: its letters have no meaning",
        "note: 40 running heads",
        "document s-1",
    ]


def test_the_page_shows_them_and_escapes_names(client: TestClient) -> None:
    page = client.get("/reports").text
    assert "1 refused, 4 added, 1 duplicate" in page
    assert r"a\nb\x1b[2J&lt;script&gt;.pdf" in page
    assert "<script>" not in page
    assert "page 2: its letters have no meaning" in page
    assert 'href="/documents/mod-capacity-building-assistance"' in page
    assert 'href="/documents/s-1"' not in page


def test_where_nothing_was_ingested_there_is_no_record(
    capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TENKYO_HOME", str(tmp_path / "none"))
    assert main(["status", "--reports"]) == 0
    assert capsys.readouterr().out == "No file has been named yet.\n"


def test_a_citation_finds_its_place_on_the_page(client: TestClient, own_home: Path, tmp_path: Path) -> None:
    document = client.get("/v1/documents").json()["documents"][0]["document_id"]
    found = client.get(f"/v1/documents/{document}/boxes", params={"start": 0, "end": 5})
    assert (found.status_code, found.json()["boxes"]) == (200, [])  # a text has no pages
    beyond = {"start": 5, "end": 10**9}
    assert client.get(f"/v1/documents/{document}/boxes", params=beyond).status_code == 404
    assert client.get("/v1/documents/none/boxes", params={"start": 0, "end": 5}).status_code == 404
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
                             NameObject("/BaseFont"): NameObject("/Helvetica")})  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    content = DecodedStreamObject()
    content.set_data(b"BT /F1 12 Tf 20 100 Td (Keepers live beside lighthouses.) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.write(tmp_path / "place.pdf")
    assert main(["ingest", str(tmp_path / "place.pdf")]) == 0
    [hit] = client.post("/v1/search", json={"query": "lighthouses", "k": 1, "mode": "lexical"}).json()["passages"]
    place = {"start": hit["start"], "end": hit["end"]}
    [box] = client.get(f"/v1/documents/{hit['document_id']}/boxes", params=place).json()["boxes"]
    assert (box["page"], box["start"], box["end"]) == (1, hit["start"], hit["end"])
    assert 19 <= box["left"] <= 21
    assert 95 <= box["bottom"] <= 101
    assert 108 <= box["top"] <= 115
    assert own_home.is_dir()
