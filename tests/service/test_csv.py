"""The register as tables: all that a command asks for, a header where HTTP cuts, verbatim words, no formula."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from index.searcher import Searcher
from service import fact_schema, facts
from service.command import main
from service.facts import _harmless

ROUTES = ("funding", "programmes", "agreements", "fields", "coverage")


def test_a_table_that_is_cut_says_so_and_where_it_goes_on(
    client: TestClient, at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert at_home.is_dir()
    rows, address = [], "/v1/fields?format=csv&limit=50&sort=-field&place=Japan%20"
    matching = client.get("/v1/fields?place=Japan").json()["matching"]
    while address:
        told = client.get(address)
        assert told.headers["x-total-count"] == str(matching)
        rows += list(csv.DictReader(io.StringIO(told.text)))
        following = told.links.get("next", {}).get("url", "")
        assert bool(following) is (len(rows) < matching)
        address = following
    assert len({row["fact_id"] for row in rows}) == matching > 50
    assert client.get("/v1/fields").headers["link"] == '</v1/fields?offset=100&limit=100>; rel="next"'
    assert "link" not in client.get("/v1/fields?offset=100000").headers
    assert main(["fields", "--csv", "--filter", "place=Japan", "--sort=-field"]) == 0
    assert list(csv.DictReader(io.StringIO(capsys.readouterr().out))) == rows
    assert main(["fields", "--csv", "--filter", "place=Japan", "--limit", "7"]) == 0
    said = capsys.readouterr()
    assert len(list(csv.reader(io.StringIO(said.out)))) == 8
    assert said.err == f"And {matching - 7} more: give --offset 7.\n"


def test_the_page_leads_to_a_table_of_all_that_matches_which_a_spreadsheet_reads(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "MOST", 50)
    shown = BeautifulSoup(client.get("/fields?place=Japan&sort=-field&limit=7&offset=7").text, "html5lib")
    (link,) = [one for one in shown.select("a") if "spreadsheet" in one.get_text()]
    table = client.get(str(link["href"]))
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    whole = client.get("/v1/fields?place=Japan&sort=-field&limit=1000&format=csv")
    assert table.content == codecs.BOM_UTF8 + whole.content
    assert len(list(csv.reader(io.StringIO(whole.text)))) == 1 + int(whole.headers["x-total-count"]) > 51
    refused = client.get("/fields?field=gardening&format=csv", headers={"accept": "text/html"})
    assert refused.status_code == 422
    assert "gardening" in refused.text


def test_the_page_of_the_coverage_leads_to_its_table(client: TestClient) -> None:
    shown = BeautifulSoup(client.get("/coverage?place=Africa").text, "html5lib")
    (link,) = [one for one in shown.select("a") if "spreadsheet" in one.get_text()]
    table = client.get(str(link["href"]))
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.content == codecs.BOM_UTF8 + client.get("/v1/coverage?place=Africa&format=csv").content
    assert client.get("/coverage?field=gardening&format=csv").status_code == 422


def test_a_table_quotes_verbatim_and_says_what_supersedes(client: TestClient, searcher: Searcher) -> None:
    for route in ROUTES[:-1]:
        told = client.get(f"/v1/{route}?limit=1000").json()["facts"]
        rows = list(csv.DictReader(io.StringIO(client.get(f"/v1/{route}?limit=1000&format=csv").text, newline="")))
        for row, fact in zip(rows, told, strict=True):
            text = searcher.store.document(row["document_id"]).text
            words = text[int(row["start"]) : int(row["end"])]
            assert row["quote"] == _harmless(words)
            assert row["superseded_by"] == (fact["superseded_by"] or "")
            assert row["contained_in"] == (fact["contained_in"] or "")


def test_line_ends_and_runs_of_blanks_stay_in_a_table(client: TestClient) -> None:
    found = fact_schema.Facts.model_validate(client.get("/v1/funding?limit=1").json())
    (fact,) = found.facts
    words, newer = "Kenya:\n\tUSD  5,000", "plan-2024"
    cited = fact.citation.model_copy(update={"quote": words})
    told = found.model_copy(update={"facts": [fact.model_copy(update={"citation": cited, "superseded_by": newer})]})
    (row,) = csv.DictReader(io.StringIO(facts.table([told]), newline=""))
    assert (row["quote"], row["superseded_by"]) == (words, newer)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert _harmless(cell) == f"'{cell}"
    assert _harmless(f"a{cell}") == f"a{cell}"


@pytest.mark.parametrize("route", ROUTES)
def test_a_command_prints_the_table_that_http_returns(
    client: TestClient, at_home: Path, capfdbinary: pytest.CaptureFixture[bytes], route: str
) -> None:
    assert at_home.is_dir()
    assert main([route, "--csv"]) == 0
    whole = {} if route == "coverage" else {"limit": "1000"}
    table = client.get(f"/v1/{route}", params=whole, headers={"accept": "text/csv"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert capfdbinary.readouterr().out.replace(b"\r\n", b"\n") == table.content.replace(b"\r\n", b"\n")
    assert client.get(f"/v1/{route}", params={**whole, "format": "csv"}).content == table.content
    rows = list(csv.reader(io.StringIO(table.text)))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 3
