"""What /metrics counts: requests by route and status, their times, answers by status, and what is live."""

import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from index.encoder import Encoder
from service.desk import Desk
from service.http import application

UNKNOWN = "How many submarines does Brazil own?"


@pytest.fixture
def fresh(home: Path, encoder: Encoder) -> TestClient:
    """A server that has served nothing yet."""
    desk = Desk(home, encoder)
    desk.load()
    return TestClient(application(desk), raise_server_exceptions=False)


def told(client: TestClient) -> dict[str, dict[tuple[str, ...], float]]:
    """The values of each sample by its labels, in the order of their names."""
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(response.text):
        for sample in family.samples:
            labels = tuple(value for _, value in sorted(sample.labels.items()))
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


def test_requests_are_counted_by_method_route_and_status(fresh: TestClient) -> None:
    for _ in range(2):
        fresh.get("/v1/documents/mod-capacity-building-assistance")
    fresh.get("/v1/documents/none")
    for address in ("/made/up", "/made/up/too"):
        fresh.get(address)
    found = told(fresh)
    assert found["tenkyo_requests_total"] == {
        ("GET", "/v1/documents/{document_id}", "200"): 2,
        ("GET", "/v1/documents/{document_id}", "404"): 1,
        ("GET", "unknown", "404"): 2,
    }
    assert found["tenkyo_request_seconds_count"] == {("/v1/documents/{document_id}",): 3, ("unknown",): 2}
    assert all(value > 0 for value in found["tenkyo_request_seconds_sum"].values())


def test_methods_that_are_made_up_are_counted_as_one(fresh: TestClient) -> None:
    for method in ("BREW", "PROPFIND", "X" * 1000, "OPTIONS"):
        assert fresh.request(method, "/v1/documents").status_code == 405
    assert told(fresh)["tenkyo_requests_total"] == {
        ("other", "/v1/documents", "405"): 3,
        ("OPTIONS", "/v1/documents", "405"): 1,
    }


def test_answers_are_counted_by_status_at_both_doors(fresh: TestClient) -> None:
    assert told(fresh)["tenkyo_answers_total"] == {("answered",): 0, ("not_found",): 0}
    fresh.post("/v1/answer", json={"question": UNKNOWN})
    fresh.get("/", params={"q": UNKNOWN})
    fresh.get("/", params={"q": "What is CBA?"})
    fresh.get("/")
    assert told(fresh)["tenkyo_answers_total"] == {("answered",): 1, ("not_found",): 2}


def test_what_is_live_is_told_and_what_is_not(fresh: TestClient, home: Path, encoder: Encoder, tmp_path: Path) -> None:
    live = fresh.get("/health/ready").json()
    found = told(fresh)
    assert found["tenkyo_generation"] == {(live["generation"],): 1}
    assert (found["tenkyo_ready"][()], found["tenkyo_documents"][()]) == (1, live["documents"])
    assert found["tenkyo_passages"][()] == live["passages"]
    empty = TestClient(application(Desk(tmp_path, encoder)), raise_server_exceptions=False)
    assert told(empty)["tenkyo_ready"] == {(): 0}
    assert "tenkyo_generation" not in told(empty)
    unloaded = TestClient(application(Desk(Path(shutil.copytree(home, tmp_path / "h")), encoder)))
    assert told(unloaded)["tenkyo_ready"] == {(): 0}
