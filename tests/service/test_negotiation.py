"""Which form an answer takes: the query's, else what the Accept header weighs most; and HEAD wherever GET is served."""

import pytest
from fastapi.routing import APIRoute, APIRouter
from fastapi.testclient import TestClient

from service import page_view, pages, register_pages
from service.negotiation import preferred

JSON, CSV = "application/json", "text/csv"
READ = (
    "/v1/documents", "/v1/documents/mod-capacity-building-assistance", "/v1/reports", "/v1/funding?place=Africa",
    "/v1/coverage?format=csv", "/health/live", "/health/ready", "/metrics", "/openapi.json", "/", "/funding",
    "/v1/documents/mod-capacity-building-assistance/boxes?start=0&end=9", "/static/style.css", "/coverage",
)  # fmt: skip


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV; Q=1.000", CSV),
        ("text/*", CSV),
        ("text/csv;q=0, application/json", JSON),
        ("text/csv;q=0, */*", JSON),
        ("application/json;q=0.1, text/csv", CSV),
        ("application/json;q=0.1,text/csv;q=0.05", JSON),
        ("text/html, */*;q=0.8, text/csv;q=0.9", CSV),
        ("application/*;q=0, */*;q=0.5", CSV),
        ("text/csv, application/json", JSON),
        ("text/csv;header=present;q=0.9, application/json;q=0.5", CSV),
        ('text/plain;note="a, text/csv;q=1", application/json;q=0.1', JSON),
        ("text/csv;q=much", JSON),
        (",,;", JSON),
        ('text/csv, text/plain;note="never closed, application/json', CSV),
    ],
)
def test_the_greatest_weight_decides(client: TestClient, accept: str, expected: str) -> None:
    assert preferred(accept, JSON, CSV) == expected
    for route in ("funding", "coverage"):
        told = client.get(f"/v1/{route}", headers={"accept": accept})
        assert told.headers["content-type"].split(";")[0] == expected
        assert told.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", ["text/csv", "application/json", "*/*"])
def test_what_the_query_says_is_done_whatever_the_header_says(client: TestClient, accept: str) -> None:
    for name, expected in (("json", JSON), ("csv", CSV)):
        told = client.get(f"/v1/funding?format={name}", headers={"accept": accept})
        assert told.headers["content-type"].split(";")[0] == expected
        assert "vary" not in told.headers


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/html;q=0, */*", "application/problem+json"),
        ("application/json", "application/problem+json"),
    ],
)
def test_a_problem_takes_the_form_that_is_preferred(client: TestClient, accept: str, expected: str) -> None:
    told = client.get("/documents/none", headers={"accept": accept})
    assert (told.status_code, told.headers["content-type"].split(";")[0]) == (404, expected)
    assert told.headers["vary"] == "Accept"


@pytest.mark.parametrize("address", READ)
def test_head_is_get_without_a_body(client: TestClient, address: str) -> None:
    got, told = client.get(address), client.head(address)
    assert (told.status_code, told.content) == (got.status_code, b"") == (200, b"")
    assert set(told.headers) == set(got.headers)
    assert told.headers["content-type"] == got.headers["content-type"]
    if address != "/metrics":
        assert dict(told.headers) == dict(got.headers)


def test_head_of_what_is_not_there_or_only_posted_to_is_a_problem(client: TestClient) -> None:
    assert client.head("/v1/documents/none").status_code == 404
    assert client.head("/v1/funding?period=soon").status_code == 422
    refused = client.head("/v1/answer")
    assert (refused.status_code, refused.headers["allow"], refused.content) == (405, "POST", b"")
    assert client.put("/v1/documents").headers["allow"] == "GET, HEAD"


PAGES = ["/", "/reports", "/documents/none", "/documents/none/pages/1", "/documents/none/pages/1.png"]
PAGES += ["/funding", "/programmes", "/agreements", "/fields", "/coverage"]


@pytest.mark.parametrize("address", [*PAGES, "/openapi.json"])
def test_what_is_allowed_of_a_page_is_told_in_one_order(client: TestClient, address: str) -> None:
    assert client.put(address).headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("router", [pages.router, page_view.router, register_pages.router])
def test_no_page_answers_head_by_itself(router: APIRouter) -> None:
    served = [route for route in router.routes if isinstance(route, APIRoute)]
    assert served
    assert [route.path for route in served if "HEAD" in route.methods] == []


def test_head_is_counted_under_its_route(client: TestClient) -> None:
    client.head("/v1/passages/none")
    counted = 'tenkyo_requests_total{method="HEAD",route="/v1/passages/{passage_id}",status="404"}'
    assert counted in client.get("/metrics").text


def test_a_header_that_closes_no_quotation_mark_is_read_in_linear_time() -> None:
    """Some 30 kB took a quarter of a minute, in which the server answered nobody; they take a thousandth."""
    assert preferred("text/csv, " + '"\\"' * 300_000, JSON, CSV) == CSV
