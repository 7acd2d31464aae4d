"""Filters beyond all bounds: refused as what they are, at once; and no error tells where the home is."""

import json
import shutil
from pathlib import Path
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from corpus.filters import LONGEST_VALUE, MOST_VALUES
from corpus.records import Section
from index import layout
from index.encoder import Encoder
from index.searcher import Searcher
from service import pages
from service.command import main
from service.desk import Desk
from service.fact_routes import MOST_PARAMETERS
from service.http import application

SURROGATE = "\ud800"
UNREADABLE = "Input should be a valid string, unable to parse raw data as a unicode string"


def refused(client: TestClient, asked: object) -> str:
    """What is wrong with a search, which is no fault of the server's."""
    response = client.post("/v1/search", content=json.dumps(asked), headers={"content-type": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
    detail: str = response.json()["detail"]
    return detail


@pytest.mark.parametrize("key", ["language", "place", "publisher", "kind"])
def test_more_values_than_can_be_looked_for_are_refused_and_as_many_are_not(client: TestClient, key: str) -> None:
    value = {"language": "en", "place": "Africa", "publisher": "Nobody", "kind": "body"}[key]
    most = {"query": "aid", "filters": {key: [value] * MOST_VALUES}}
    assert client.post("/v1/search", json=most).status_code == 200
    told = refused(client, {"query": "aid", "filters": {key: [value] * 1001}})
    assert told == f"The filter '{key}' has 1,001 values; 50 is the most."


def test_a_value_that_is_too_long_is_refused(client: TestClient) -> None:
    asked = {"query": "aid", "filters": {"language": "a" * LONGEST_VALUE}}
    assert client.post("/v1/search", json=asked).status_code == 200
    told = refused(client, {"query": "aid", "filters": {"language": "a" * 50_001}})
    assert told == "A value of the filter 'language' has 50,001 characters; 500 is the most."


def test_a_page_does_not_grow_with_the_values_of_its_address(client: TestClient) -> None:
    query = urlencode([("kind", "body")] * 5000)
    assert len(BeautifulSoup(client.get(f"/?{query}").text, "html5lib").select("[name=kind]")) == MOST_VALUES + 1
    response = client.get(f"/?q=aid&{query}", headers={"accept": "text/html"})
    assert response.status_code == 422
    (fault,) = BeautifulSoup(response.text, "html5lib").select("[role=alert]")
    assert fault["id"] == "filter-kind-problem"


@pytest.mark.parametrize("path", ["/v1/coverage", "/v1/funding", "/fields"])
def test_more_parameters_than_there_are_are_refused_before_each_is_looked_at(client: TestClient, path: str) -> None:
    told = client.get(f"{path}?{urlencode([(str(number), '') for number in range(5_000)])}").json()
    assert (told["status"], told["detail"]) == (422, f"5,000 parameters are given; {MOST_PARAMETERS} is the most.")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"filters": {"publisher": SURROGATE}}, "A value of the filter 'publisher' is not valid Unicode text."),
        ({"filters": {"from": SURROGATE}}, "A value of the filter 'from' is not valid Unicode text."),
        ({"filters": {SURROGATE: "x"}}, r"'\ud800' is not a filter."),
        ({SURROGATE: "x"}, f"The request: {UNREADABLE}."),
    ],
)
def test_half_of_a_surrogate_pair_is_refused(client: TestClient, asked: dict[str, object], told: str) -> None:
    assert refused(client, {"query": "aid", **asked}) == told


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize("command", [("search", "aid"), ("ask", "What is aid?"), ("funding",)])
def test_half_of_a_surrogate_pair_is_refused_by_commands(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    key = "giver" if command == ("funding",) else "publisher"
    assert main([*command, "--filter", f"{key}=\udcff"]) == 2
    assert "unicode" in capsys.readouterr().err.casefold()


def test_an_error_names_a_file_of_the_home_and_not_where_that_is(home: Path, encoder: Encoder, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(home, tmp_path / "home"))
    live = layout.live_generation(copy)
    assert live
    (layout.folder(copy, live) / layout.DENSE).write_bytes(b"!")
    for place, named in ((copy, f"generations/{live}/{layout.DENSE}"), (tmp_path / "none", "in the home yet")):
        client = TestClient(application(Desk(place, encoder)), raise_server_exceptions=False)
        for address in ("/v1/documents", "/health/ready"):
            response = client.get(address)
            assert response.status_code == 503
            assert named in response.json()["detail"]
            assert str(tmp_path) not in response.text


def test_the_contents_of_documents_are_not_read_where_they_are_not_shown(
    client: TestClient, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[str]()

    def outline(_: object, document_id: str) -> list[Section]:
        read.append(document_id)
        return []

    monkeypatch.setattr(pages, "_outline", outline)
    assert client.get("/?q=What+is+CBA%3F").status_code == 200
    assert read == []
    client.get("/")
    assert read == [entry.document_id for entry in searcher.store.catalogue()]
