"""A body that cannot be read is a problem that says why, where, and what to send."""

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", None])
@pytest.mark.parametrize("route", ["/v1/search", "/v1/answer", "/v1/compose"])
def test_json_that_is_not_said_to_be_some_is_a_problem_that_names_the_header(
    client: TestClient, route: str, content_type: str | None
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    refused = client.post(route, content=b'{"question": "x", "query": "x"}', headers=headers)
    assert refused.status_code == 422
    told = refused.json()
    assert "dictionary" not in told["detail"]
    assert content_type is None or content_type in told["detail"]
    assert "Content-Type: application/json" in told["remedy"]


def test_other_names_of_json_are_read(client: TestClient) -> None:
    for content_type in ("application/json; charset=utf-8", "application/problem+json", "Application/JSON"):
        asked = client.post("/v1/search", content=b'{"query": "x"}', headers={"content-type": content_type})
        assert asked.status_code == 200


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (b'{"question": "x",}', "line 1, column 18 (character 17, counted from 0)"),
        ('{"question": "典拠",\n "k" 5}'.encode(), "line 2, column 6 (character 24, counted from 0)"),
        (b" ", "line 1, column 2"),
        (b'{"question": "\xe9"}', "not UTF-8 from byte 14 on"),
        (b"", "The request has no body."),
        (b'{"question": "x"', "line 1, column 17"),
    ],
)
def test_broken_json_is_a_problem_that_tells_where(client: TestClient, sent: bytes, place: str) -> None:
    refused = client.post("/v1/answer", content=sent, headers={"content-type": "application/json"})
    assert refused.status_code == 422
    told = refused.json()
    assert place in told["detail"]
