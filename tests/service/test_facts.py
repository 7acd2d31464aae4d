"""The register at every door over the three texts: the same object, tables that no spreadsheet runs, pages, sums."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from corpus.facts import FactKind
from corpus.periods import days_of, reaches
from index.facets import FILTERS
from index.searcher import Searcher
from service.command import main
from service.words import money

ROUTES = ("funding", "programmes", "agreements", "fields", "coverage")


@pytest.mark.parametrize("route", ROUTES)
def test_a_command_prints_what_http_returns(
    client: TestClient, at_home: Path, capfdbinary: pytest.CaptureFixture[bytes], route: str
) -> None:
    assert at_home.is_dir()
    assert main([route, "--json", "--filter", "place=Africa"] if route != "agreements" else [route, "--json"]) == 0
    printed = capfdbinary.readouterr().out
    told = client.get(f"/v1/{route}", params={} if route == "agreements" else {"place": "Africa"})
    assert told.status_code == 200
    assert printed == told.content


def test_every_value_is_the_documents_words(client: TestClient, searcher: Searcher) -> None:
    seen = 0
    for route in ROUTES[:-1]:
        for fact in client.get(f"/v1/{route}", params={"limit": 1000}).json()["facts"]:
            cited = fact["citation"]
            text = searcher.store.document(cited["document_id"]).text
            assert text[cited["start"] : cited["end"]] == cited["quote"]
            for value in fact["values"]:
                assert text[value["start"] : value["end"]] == value["quote"]
                seen += 1
    assert seen > 500


def test_the_sum_of_a_year_counts_nothing_twice(client: TestClient) -> None:
    told = client.get("/v1/funding", params={"field": "counter-terrorism", "period": "FY2019"}).json()
    amounts = {
        fact["fact_id"]: next(one["quote"] for one in fact["values"] if one["name"] == "amount")
        for fact in told["facts"]
    }
    (total,) = told["totals"]
    assert (total["currency"], total["type"], total["amount"], total["approximate"]) == (
        "USD",
        "contribution",
        "25000000",
        True,
    )
    assert [amounts[one] for one in total["addends"]] == ["$25 million"]
    left = {amounts[one["fact_id"]]: amounts[one["by"]] for one in total["left_out"]}
    assert left == dict.fromkeys(("$17 million", "$8.2 million", "$2.4 million", "$1.4 million"), "$25 million")


@pytest.mark.parametrize(
    ("route", "one", "other"),
    [
        ("funding", "channel=unodc", "channel=UNODC"),
        ("funding", "place=africa", "place=Africa"),
        ("funding", "giver=%20the nippon foundation ", "giver=The Nippon Foundation"),
        ("funding", "currency=dollars", "currency=USD"),
        ("funding", "currency=$", "currency=USD"),
        ("funding", "type=Grants", "type=grant"),
        ("funding", "giver=%20", ""),
        ("programmes", "name=gebco", "name=General Bathymetric Chart of Oceans"),
        ("agreements", "name=ReCAAP", "name=Combating Piracy"),
        ("fields", "field=Maritime Security", "field=maritime security"),
    ],
)
def test_a_name_is_found_in_any_case_and_by_its_acronym(client: TestClient, route: str, one: str, other: str) -> None:
    first, second = (client.get(f"/v1/{route}?{asked}").json() for asked in (one, other))
    assert first["matching"] == second["matching"] > 0
    assert first["facts"] == second["facts"]


def test_questions_of_the_register(client: TestClient) -> None:
    through = client.get("/v1/funding", params={"channel": "UNODC"}).json()
    assert [one["amount"] for one in through["totals"]] == ["1400000"]
    assert through["matching"] == 3
    programmes = client.get("/v1/programmes", params={"place": "Africa", "sort": "name"}).json()
    names = [fact["values"][0]["value"] for fact in programmes["facts"]]
    assert "International Trust Fund" in names
    assert "ASEAN-Japan Cybersecurity Capacity Building Centre" not in names


@pytest.mark.parametrize(
    "path",
    ["/v1/funding?colour=red", "/v1/fields?giver=Japan", "/v1/funding?sort=colour", "/v1/funding?period=soon",
     "/v1/funding?limit=0", "/v1/programmes?offset=-1", "/v1/funding?format=xml", "/v1/funding?period=2019/2015",
     "/v1/funding?giver=Japan&giver=Peru", "/v1/funding?type=gift", "/v1/fields?field=gardening",
     "/v1/agreements?document=nowhere", "/v1/coverage?place=Asia&place=Africa", "/v1/funding?period=2019-13",
     "/v1/fields?period=2019-02-30", "/v1/coverage?period=2019-00", "/v1/coverage?document=nowhere"],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_problem(client: TestClient, path: str) -> None:
    refused = client.get(path)
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/v1/funding?type=bogus", "'bogus' is no type here."),
        ("/v1/funding?period=2019-13", "'2019-13' is no period."),
        ("/v1/coverage?period=2019/2015", "'2019/2015' ends before it begins."),
    ],
)
def test_a_refusal_shows_what_was_sent(client: TestClient, path: str, shown: str) -> None:
    told = client.get(path).json()
    assert told["detail"] == shown
    assert "2019-06-30" in told["remedy"] or "contribution" in told["remedy"]
    assert shown in page(client, path.removeprefix("/v1"), 422).get_text()


@pytest.mark.parametrize("route", ["funding", "programmes", "agreements", "fields"])
def test_a_period_of_a_fact_can_be_asked_for_and_finds_what_reaches_into_it(client: TestClient, route: str) -> None:
    detail = FILTERS[FactKind(route.removesuffix("s"))]["period"]
    listed = client.get(f"/v1/{route}?limit=1000").json()["facts"]
    told = {fact["fact_id"]: [one["value"] for one in fact["values"] if one["name"] == detail] for fact in listed}
    for asked in sorted({one for values in told.values() for one in values if days_of(one)}):
        found = client.get(f"/v1/{route}", params={"period": asked, "limit": 1000}).json()
        assert found["filters"] == {"period": asked}
        expected = [fact for fact, values in told.items() if any(reaches(one, asked) for one in values)]
        assert [fact["fact_id"] for fact in found["facts"]] == expected
        assert any(asked in told[fact] for fact in expected)


def test_a_month_is_no_year(client: TestClient) -> None:
    year, month = (
        client.get("/v1/fields", params={"period": one, "limit": 1000}).json() for one in ("2020", "2020-12")
    )
    assert 0 < month["matching"] < year["matching"]


def test_a_command_that_cannot_be_asked_ends_with_2(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert at_home.is_dir()
    assert main(["funding", "--filter", "colour=red"]) == 2
    assert main(["programmes", "--sort", "colour"]) == 2
    assert "colour" in capsys.readouterr().err
    assert main(["coverage", "--filter", "period=2019-13"]) == 2
    assert "'2019-13' is no period." in capsys.readouterr().err


def test_a_person_reads_facts_and_sums(at_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert at_home.is_dir()
    assert main(["funding", "--filter", "period=FY2019", "--limit", "2"]) == 0
    out = capsys.readouterr().out
    assert "1. amount USD 17 million · qualifier approximate · period FY2019 · giver Japan" in out
    assert "And 3 more: give --offset 2." in out
    assert "computed: contribution about USD 25 million, the sum of 1 amount not shown here\n" in out
    assert main(["funding", "--filter", "period=FY2019"]) == 0
    out = capsys.readouterr().out
    assert "computed: contribution about USD 25 million, the sum of USD 25 million [3]\n" in out
    assert "   left out: USD 1.4 million [5], contained in another amount: USD 25 million [3]\n" in out
    assert main(["funding", "--filter", "period=2021"]) == 0
    out = capsys.readouterr().out
    assert "period since 2007" in out
    assert "disbursement nothing in USD that can be added\n   left out: USD 480 million [1], of a longer period" in out
    assert main(["funding", "--offset", "50"]) == 0
    assert capsys.readouterr().out.startswith("20 facts, and none after the first 50.\n")
    assert main(["programmes", "--filter", "place=Chile"]) == 0
    assert capsys.readouterr().out == "No fact matches.\n"


def test_money_as_it_is_read() -> None:
    assert money("8200000", "USD") == "USD 8.2 million"
    assert money("999", "JPY") == "JPY 999"
    assert money("10000000", "USD") == "USD 10 million"


def page(client: TestClient, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path, headers={"accept": "text/html"})
    assert response.status_code == status
    return BeautifulSoup(response.text, "html5lib")


@pytest.mark.parametrize("path", ["/funding", "/programmes", "/agreements", "/fields?field=space", "/coverage"])
def test_pages_are_tables_with_heads_and_forms_with_labels(client: TestClient, path: str) -> None:
    shown = page(client, path)
    assert len(shown.select("h1")) == 1
    for table in shown.select("table"):
        assert table.select('thead th[scope="col"]')
        assert all(row.select_one('th[scope="row"]') for row in table.select("tbody tr"))
    labelled = {label["for"] for label in shown.select("form label")}
    assert {one["id"] for one in shown.select("form input, form select")} <= labelled
    ids = [one["id"] for one in shown.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not shown.select("script")


def test_a_value_leads_to_its_marked_words(client: TestClient) -> None:
    shown = page(client, "/funding?channel=UNODC&period=FY2019")
    link = next(one for one in shown.select("tbody th a") if one.get_text() == "USD 1.4 million")
    words = page(client, str(link["href"]).split("#")[0])
    assert [one.get_text() for one in words.select("mark")] == ["$1.4 million"]
    assert "Computed" in shown.get_text()


def test_a_sum_counts_its_addends_on_other_pages(client: TestClient) -> None:
    shown = page(client, "/funding?offset=19").get_text()
    assert re.search(
        r"the sum of\s+3 amounts not on this page\s+USD 25 million, USD 15.1 million, USD 4.5 million", shown
    )
    assert shown.count("not on this page") == len(page(client, "/funding").select("ul.sums > li"))


def test_a_page_behind_the_last_says_so_and_leads_back(client: TestClient) -> None:
    shown = page(client, "/funding?offset=1000000&limit=7")
    assert "20 facts, and none after the first 1,000,000." in shown.select_one('[role="status"]').get_text()  # type: ignore[union-attr]
    (back,) = shown.select(".turning a")
    assert "offset=14" in str(back["href"])


def test_a_cell_is_written_for_a_person(client: TestClient) -> None:
    shown = page(client, "/funding")
    rows = [" ".join(row.get_text().split()) for row in shown.select("tbody tr")]
    assert any(row.startswith("USD 1.4 million total, approximate contained in USD 25 million") for row in rows)
    assert any("since 2007" in row for row in rows)
    late = page(client, "/funding?period=2021").select_one("ul.sums > li")
    assert late
    assert late.get_text().startswith("disbursement: nothing in USD that can be added")


def test_every_count_opens_as_many_facts(client: TestClient) -> None:
    shown = page(client, "/coverage")
    links = shown.select("table.grid td a")
    assert len(links) > 40
    for link in links[::7]:
        opened = page(client, str(link["href"]))
        told = opened.select_one('[role="status"]')
        assert told
        assert re.match(r"\d+", told.get_text())[0] == link.get_text()  # type: ignore[index]


def test_a_page_says_what_is_wrong_and_what_is_not_there(client: TestClient) -> None:
    wrong = page(client, "/funding?period=soon", 422)
    assert "'soon' is no period." in wrong.select_one('[role="alert"]').get_text()  # type: ignore[union-attr]
    empty = page(client, "/programmes?place=Chile")
    assert empty.select_one('.explained a[href="/coverage"]')
    assert "Nothing in the register matches all of this." in empty.get_text()


def test_nothing_breaks_out_of_a_page(client: TestClient) -> None:
    hostile = '"><script>alert(1)</script>{{ 7*7 }}'
    shown = page(client, f"/funding?place={hostile}")
    assert not shown.select("script")
    assert shown.select_one("#by-place")["value"] == hostile  # type: ignore[index]


def test_facts_are_given_in_pages(client: TestClient) -> None:
    first = client.get("/v1/fields", params={"limit": 50}).json()
    second = client.get("/v1/fields", params={"limit": 50, "offset": 50}).json()
    ids = [fact["fact_id"] for told in (first, second) for fact in told["facts"]]
    assert len(set(ids)) == 100
    assert first["matching"] == second["matching"] > 100
    after = page(client, "/fields?limit=50").select_one(".turning a")
    assert after
    assert "offset=50" in str(after["href"])
    assert json.dumps(first["totals"]) == "[]"


def test_an_answer_shows_its_sum_as_computed(
    client: TestClient, at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "How much in total for counter-terrorism in FY2019?"
    told = client.post("/v1/answer", json={"question": question}).json()
    (total,) = told["computed"]
    assert (total["amount"], [one["quote"] for one in total["addends"]]) == ("25000000", ["$25 million"])
    assert len(total["left_out"]) == 4
    shown = page(client, f"/?q={question}")
    computed = shown.select_one('section[aria-labelledby="computed"]')
    assert computed
    assert "about USD 25 million" in computed.get_text()
    assert at_home.is_dir()
    assert main(["ask", question]) == 0
    assert "Computed, and said by no document: contribution about USD 25 million" in capsys.readouterr().out
