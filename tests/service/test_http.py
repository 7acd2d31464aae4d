"""The HTTP door over the real corpus: every route, every error, and what must never be in a response."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from index import layout
from index.encoder import Encoder
from index.searcher import Mode, Searcher
from service.desk import Desk
from service.guards import HEADERS, MOST_BYTES
from service.http import application

SUMMED = "How much has Japan contributed in total to the IMO Djibouti Code of Conduct Trust Fund?"
UNKNOWN = "How many submarines does Brazil own?"
CITATION = {
    "document_id", "title", "publisher", "source", "section", "page", "start", "end", "quote", "passage_id",
    "permalink", "published", "page_label", "ocr", "page_permalink", "boxes",
}  # fmt: skip
PASSAGE = {"rank", "score", "passage_id", "document_id", "title", "section", "page", "start", "end", "text"}


def text_of(client: TestClient, document_id: str) -> str:
    text: str = client.get(f"/v1/documents/{document_id}").json()["text"]
    return text


def is_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = response.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["remedy"]
    return told


def test_an_answer_has_every_field_of_the_contract_and_quotes_its_documents(client: TestClient) -> None:
    answer = client.post("/v1/answer", json={"question": SUMMED}).json()
    assert list(answer) == [
        "question", "status", "answer", "confidence", "sentences", "citations", "passages", "understood",
        "explanation", "generation", "parts", "conflicts", "computed", "nearest",
    ]  # fmt: skip
    assert answer["status"] == "answered"
    assert answer["explanation"] == ""
    assert "$15.1 million" in answer["answer"]
    for sentence in answer["sentences"]:
        assert all(0 <= number < len(answer["citations"]) for number in sentence["citations"])
    for citation in answer["citations"]:
        assert set(citation) == CITATION
        text = text_of(client, citation["document_id"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert set(answer["passages"][0]) >= PASSAGE


def test_an_answer_offers_the_notes_that_its_sentence_cites(client: TestClient) -> None:
    answer = client.post("/v1/answer", json={"question": "What has become diversified in its methods?"}).json()
    cited = [citation["quote"] for citation in answer["citations"]]
    offered = {note["label"]: note for sentence in answer["sentences"] for note in sentence["notes"]}
    assert "(Note18)" in "".join(cited)
    assert offered.keys() == {"Note 17", "Note 18"}
    note = offered["Note 18"]
    assert note["term"] == "money laundering"
    assert note["text"] == text_of(client, note["document_id"])[note["start"] : note["end"]]
    assert "disguising criminal proceeds" in note["text"]


def test_what_nothing_answers_is_explained_with_the_nearest_passages(client: TestClient) -> None:
    answer = client.post("/v1/answer", json={"question": UNKNOWN, "k": 3}).json()
    assert answer["status"] == "not_found"
    assert (answer["sentences"], answer["citations"], answer["answer"]) == ([], [], "")
    assert answer["explanation"]
    assert len(answer["passages"]) == 3


@pytest.mark.parametrize("mode", Mode)
def test_search_is_the_searchers_own_ranking(client: TestClient, searcher: Searcher, mode: Mode) -> None:
    found = client.post("/v1/search", json={"query": "patrol vessels", "k": 4, "mode": mode}).json()
    hits = searcher.search("patrol vessels", 4, mode)
    assert (found["query"], found["mode"], found["generation"]) == ("patrol vessels", mode, searcher.generation)
    assert [(one["rank"], one["score"], one["passage_id"]) for one in found["passages"]] == [
        (hit.rank, hit.score, hit.passage.passage_id) for hit in hits
    ]
    for one in found["passages"]:
        assert set(one) > PASSAGE
        assert text_of(client, one["document_id"])[one["start"] : one["end"]] == one["text"]


def test_documents_are_listed_and_given_whole(client: TestClient) -> None:
    listed = client.get("/v1/documents").json()["documents"]
    assert [entry["document_id"] for entry in listed] == sorted(entry["document_id"] for entry in listed)
    assert len(listed) == 3
    for entry in listed:
        document = client.get(f"/v1/documents/{entry['document_id']}").json()
        assert (len(document["text"]), len(document["sections"])) == (entry["characters"], entry["sections"])
        assert len(document["sha256"]) == 64
        covered = sum(section["end"] - section["start"] for section in document["sections"])
        assert 0 < covered <= len(document["text"])


def test_a_passage_is_given_as_it_was_found(client: TestClient) -> None:
    hit = client.post("/v1/search", json={"query": "international trust fund", "k": 1}).json()["passages"][0]
    passage = client.get(f"/v1/passages/{hit['passage_id']}").json()
    shared = set(hit) & set(passage)
    assert shared >= {"text", "start", "end", "section", "kind", "notes", "also", "permalink"}
    assert {key: passage[key] for key in shared} == {key: hit[key] for key in shared}
    text = text_of(client, passage["document_id"])
    for sentence in passage["sentences"]:
        assert passage["start"] <= sentence["start"] < sentence["end"] <= passage["end"]
        assert text[sentence["start"] : sentence["end"]].strip()


def test_health_tells_what_is_live(client: TestClient, searcher: Searcher) -> None:
    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json() == {
        "status": "ready",
        "generation": searcher.generation,
        "documents": 3,
        "passages": sum(entry.passages for entry in searcher.store.catalogue()),
        "model": searcher.encoder.fingerprint,
        "examiner": "none",
        "legs": {
            "tried": searcher.tried.asked,
            "lexical": searcher.tried.lexical,
            "dense": searcher.tried.dense,
            "dense_share": searcher.dense_share,
        },
        "refused": "",
    }


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"question": ""}, "empty"),
        ({"question": " \n "}, "empty"),
        ({"question": "x" * 100_000}, "100,000"),
        ({"question": "x", "k": 0}, "'k'"),
        ({"question": "x", "k": 1001}, "'k'"),
        ({"question": "x", "k": "5"}, "'k'"),
        ({"question": "x", "k": True}, "'k'"),
        ({"question": 5}, "'question'"),
        ({"question": None}, "'question'"),
        ({}, "'question'"),
        ({"question": "x", "mode": "dense"}, "'mode'"),
        ({"question": "x", "filters": {"colour": "red"}}, "colour"),
        ({"question": "x", "filters": {"kind": 5}}, "'filters.kind'"),
        ([], "request"),
    ],
)
def test_a_question_without_meaning_is_a_problem_that_names_it(client: TestClient, body: Any, word: str) -> None:
    told = is_problem(client.post("/v1/answer", json=body), 422)
    assert word in told["detail"]


@pytest.mark.parametrize("sent", [b"", b"{", b"\xff\xfe", b'{"question": "\\ud800"}', b"null"])
def test_what_is_not_a_json_object_is_a_problem(client: TestClient, sent: bytes) -> None:
    is_problem(client.post("/v1/answer", content=sent, headers={"content-type": "application/json"}), 422)


def test_search_refuses_an_unknown_mode(client: TestClient) -> None:
    told = is_problem(client.post("/v1/search", json={"query": "x", "mode": "magic"}), 422)
    assert "'mode'" in told["detail"]


@pytest.mark.parametrize("announced", [[(b"content-length", b"9999999")], []])
def test_a_long_body_is_refused_before_it_is_read_whole(
    client: TestClient, announced: list[tuple[bytes, bytes]]
) -> None:
    piece, taken, told = 1024, 0, []

    async def receive() -> Message:
        nonlocal taken
        taken += piece
        return {"type": "http.request", "body": b" " * piece, "more_body": True}

    async def send(message: Message) -> None:
        told.append(message)

    headers = [(b"content-type", b"application/json"), *announced]
    scope = {"type": "http", "method": "POST", "path": "/v1/answer", "query_string": b"", "headers": headers}
    anyio.run(client.app, scope, receive, send)
    assert taken == (0 if announced else MOST_BYTES + piece)
    assert told[0]["status"] == 413
    assert json.loads(told[1]["body"])["detail"] == f"The request is longer than {MOST_BYTES} bytes."


def test_a_body_of_the_greatest_length_is_read(client: TestClient) -> None:
    asked = b'{"question": "What is CBA?"}'.ljust(MOST_BYTES)
    headers = {"content-type": "application/json"}
    assert client.post("/v1/answer", content=asked, headers=headers).status_code == 200
    is_problem(client.post("/v1/answer", content=asked + b" ", headers=headers), 413)


@pytest.mark.parametrize("address", ["/v1/documents/none", "/v1/passages/none", "/v1/nothing", "/static/none.css"])
def test_what_does_not_exist_is_a_problem(client: TestClient, address: str) -> None:
    is_problem(client.get(address), 404)


def test_a_wrong_method_is_a_problem_that_says_which_is_right(client: TestClient) -> None:
    response = client.get("/v1/answer")
    is_problem(response, 405)
    assert response.headers["allow"] == "POST"


def test_every_response_keeps_itself_to_itself(client: TestClient) -> None:
    for address in ("/", "/v1/documents", "/v1/none", "/static/style.css", "/openapi.json"):
        headers = client.get(address).headers
        assert {name: headers[name] for name in HEADERS} == dict(HEADERS)
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_no_page_of_the_framework_is_served(client: TestClient) -> None:
    for address in ("/docs", "/redoc"):
        is_problem(client.get(address), 404)


def test_the_description_names_every_route_and_its_problems(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    assert described.keys() == {
        "/v1/search", "/v1/answer", "/v1/documents", "/v1/documents/{document_id}", "/v1/passages/{passage_id}",
        "/v1/documents/{document_id}/boxes", "/v1/reports", "/health/live", "/health/ready", "/metrics", "/v1/compose",
        "/v1/funding", "/v1/programmes", "/v1/agreements", "/v1/fields", "/v1/coverage",
    }  # fmt: skip
    answer = described["/v1/answer"]["post"]["responses"]
    assert answer.keys() == {"200", "413", "422", "500", "503"}
    assert str(MOST_BYTES) in answer["413"]["description"]
    problems = [
        told["content"]
        for methods in described.values()
        for method in methods.values()
        for code, told in method["responses"].items()
        if code != "200"
    ]
    assert all(list(content) == ["application/problem+json"] for content in problems)


def test_a_failure_of_the_server_tells_nothing_of_its_inside(encoder: Encoder, tmp_path: Path) -> None:
    class Broken(Desk):
        def searcher(self) -> Searcher:
            raise RuntimeError("secret of " + os.fspath(tmp_path))

    client = TestClient(application(Broken(tmp_path, encoder)), raise_server_exceptions=False)
    response = client.get("/v1/documents")
    is_problem(response, 500)
    assert "secret" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


def test_without_a_generation_everything_is_a_503_that_says_what_to_do(encoder: Encoder, tmp_path: Path) -> None:
    client = TestClient(application(Desk(tmp_path, encoder)), raise_server_exceptions=False)
    for response in (client.post("/v1/answer", json={"question": "x"}), client.get("/health/ready")):
        assert "tenkyo ingest" in is_problem(response, 503)["remedy"]
    assert client.get("/health/live").status_code == 200


def test_a_damaged_generation_is_a_503_that_names_the_file(encoder: Encoder, home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "home"
    shutil.copytree(home, copy)
    live = layout.live_generation(copy)
    assert live
    vectors = layout.folder(copy, live) / layout.DENSE
    vectors.write_bytes(vectors.read_bytes()[:-1] + b"!")
    client = TestClient(application(Desk(copy, encoder)), raise_server_exceptions=False)
    assert layout.DENSE in is_problem(client.post("/v1/answer", json={"question": "x"}), 503)["detail"]


def test_until_the_model_is_loaded_the_server_is_not_ready(encoder: Encoder, home: Path) -> None:
    desk = Desk(home, encoder)
    client = TestClient(application(desk), raise_server_exceptions=False)
    assert "loaded" in is_problem(client.get("/health/ready"), 503)["detail"]
    desk.load()
    assert client.get("/health/ready").status_code == 200


def test_bodies_are_utf_8_on_one_line(client: TestClient) -> None:
    body = client.post("/v1/answer", json={"question": UNKNOWN + " — 典拠"}).content
    assert body.count(b"\n") == 1
    assert body.endswith(b"}\n")
    assert "典拠".encode() in body
    assert json.loads(body)["question"].endswith("典拠")


def test_pages_answer_to_head(client: TestClient) -> None:
    assert client.head("/").status_code == 200
    assert client.head("/documents/mod-capacity-building-assistance").status_code == 200
