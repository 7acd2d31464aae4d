"""One number at every door: a cell of the coverage, the page's count and what the register lists are the same."""

import csv
import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from corpus.facts import FactKind
from index.coverage import cover
from index.encoder import Encoder
from index.facets import RegisterQuery
from index.searcher import Searcher
from service.command import main

NOWHERE = ("period=FY2019", "place=Asia&period=2019")  # asks for what not both of them tell
ASKED = ("", "place=Africa", "period=2019", "period=2022-12", "period=2016/..", *NOWHERE)


@pytest.fixture(params=["three texts", "offices"])
def either(request: pytest.FixtureRequest, client: TestClient, offices: TestClient) -> TestClient:
    return client if request.param == "three texts" else offices


@pytest.mark.parametrize("asked", ASKED)
def test_a_cell_counts_what_the_register_lists(either: TestClient, asked: str) -> None:
    cells = either.get(f"/v1/coverage?{asked}").json()["cells"]
    for cell in [*cells[::17], *(one for one in cells if not one["place"] and not one["year"])]:
        told = dict(pair.split("=") for pair in asked.split("&") if pair)
        told |= {"field": cell["field"]} | ({"place": cell["place"]} if cell["place"] else {})
        told |= {"period": cell["year"]} if cell["year"] else {}
        assert either.get("/v1/fields", params={**told, "limit": 1}).json()["matching"] == cell["count"]
    assert cells or asked in NOWHERE


def test_every_cell_of_either_corpus_counts_what_its_own_filters_find(
    searcher: Searcher, offices_home: Path, encoder: Encoder
) -> None:
    with Searcher.open(offices_home, encoder) as other:
        for register in (searcher.register, other.register):
            cells = cover(register, {})
            assert len(cells) > 150
            for cell in cells:
                told = {"field": cell.field, "place": cell.place, "period": cell.year}
                query = RegisterQuery(FactKind.FIELD, {key: value for key, value in told.items() if value})
                assert len(register.find(query).matching) == cell.count


@pytest.mark.parametrize("asked", ASKED)
def test_the_page_shows_the_cells(either: TestClient, asked: str) -> None:
    cells = either.get(f"/v1/coverage?{asked}").json()["cells"]
    page = BeautifulSoup(either.get(f"/coverage?{asked}").text, "html5lib")
    for section, key, other in (("#grid-place", "place", "year"), ("#grid-period", "year", "place")):
        table = page.select_one(f'[aria-labelledby="{section[1:]}"] table')
        assert table
        heads = [one.get_text() for one in table.select("thead th")][1:]
        shown = {
            (row.select("th")[0].get_text(), head): int(cell.get_text())
            for row in table.select("tbody tr")
            for head, cell in zip(heads, row.select("td"), strict=True)
            if cell.select_one("a")
        }
        told = {(one["field"], one[key] or "in all"): one["count"] for one in cells if not one[other]}
        assert shown == {place: count for place, count in told.items() if place[1] in heads}
        empty = [cell for cell in table.select("td") if not cell.select_one("a")]
        assert len(empty) == len(table.select('td > [role="img"][aria-label="none"]'))  # no name without a role


def test_the_table_has_the_cells(client: TestClient, at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert at_home.is_dir()
    cells = client.get("/v1/coverage?place=Africa").json()["cells"]
    rows = [{**one, "count": str(one["count"])} for one in cells]
    assert list(csv.DictReader(io.StringIO(client.get("/v1/coverage?place=Africa&format=csv").text))) == rows
    assert main(["coverage", "--csv", "--filter", "place=Africa"]) == 0
    assert list(csv.DictReader(io.StringIO(capsys.readouterr().out))) == rows


def test_a_region_counts_as_it_is_listed(offices: TestClient) -> None:
    asked = {"field": "peacekeeping operations", "place": "Africa"}
    cells = offices.get("/v1/coverage", params=asked).json()["cells"]
    assert {one["place"]: one["count"] for one in cells if not one["year"]}["Africa"] == 2
    assert "India" not in {one["place"] for one in cells}
    assert offices.get("/v1/fields", params=asked).json()["matching"] == 2


def test_a_year_counts_every_period_that_reaches_into_it(offices: TestClient) -> None:
    cells = offices.get("/v1/coverage", params={"field": "unexploded ordnance"}).json()["cells"]
    assert [one["count"] for one in cells if (one["place"], one["year"]) == ("", "1999")] == [2]


@pytest.mark.parametrize("asked", ["limit=5", "offset=3", "sort=field", "sort=document", "limit="])
def test_what_has_no_pages_takes_no_page(client: TestClient, asked: str) -> None:
    refused = client.get(f"/v1/coverage?{asked}")
    assert refused.status_code == 422
    assert f"'{asked.split('=')[0]}'" in refused.json()["detail"]
    assert client.get(f"/coverage?{asked}").status_code == 422
    described = client.get("/openapi.json").json()["paths"]["/v1/coverage"]["get"]["parameters"]
    assert {one["name"] for one in described} == {"format", "field", "place", "period", "document"}
