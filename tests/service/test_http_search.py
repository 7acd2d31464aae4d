"""Searching over HTTP: what narrows it, where else its words stand, and what was understood."""

from fastapi.testclient import TestClient


def test_filters_narrow_both_questions_and_searches(client: TestClient) -> None:
    filters = {"publisher": "Ministry of Defense of Japan", "kind": "caption"}
    found = client.post("/v1/search", json={"query": "Japan", "filters": filters}).json()
    assert {one["kind"] for one in found["passages"]} == {"caption"}
    assert {one["document_id"] for one in found["passages"]} == {"mod-defense-cooperation-exchanges"}
    narrowed = {"document": "mod-capacity-building-assistance"}
    answer = client.post("/v1/answer", json={"question": "What is CBA?", "filters": narrowed}).json()
    assert {one["document_id"] for one in answer["citations"]} == {"mod-capacity-building-assistance"}


def test_a_search_says_which_filter_or_phrase_nothing_has(client: TestClient) -> None:
    asked = {"query": '"purple rain"', "filters": {"kind": ["body", "list"], "publisher": "Nobody"}}
    told = client.post("/v1/search", json=asked).json()
    assert (told["passages"], told["explanation"]) == ([], "No document here is published by “Nobody”.")
    told = client.post("/v1/answer", json={"question": 'What is "purple rain"?'}).json()
    assert (told["status"], told["explanation"]) == (
        "not_found",
        "No passage here holds the words “purple rain”.",
    )


def test_a_hit_names_every_other_place_of_its_words(client: TestClient) -> None:
    told = client.post("/v1/search", json={"query": "Japan", "k": 1000, "mode": "dense"}).json()["passages"]
    assert len({" ".join(hit["text"].split()) for hit in told}) == len(told)
    also = [(hit, place) for hit in told for place in hit["also"]]
    assert also
    for hit, place in also:
        text = client.get(f"/v1/documents/{place['document_id']}").json()["text"]
        assert text[place["start"] : place["end"]].split() == hit["text"].split()


def test_what_was_understood_is_told_with_its_definition(client: TestClient) -> None:
    for route, key in (("/v1/search", "query"), ("/v1/answer", "question")):
        told = client.post(route, json={key: "What does recaap do against piricy?"}).json()["understood"]
        assert [(one["said"], one["read"], one["why"]) for one in told[:1]] == [("piricy", "piracy", "spelling")]
        [defined] = told[1:]
        assert (defined["said"], defined["why"]) == ("ReCAAP", "definition")
        text = client.get(f"/v1/documents/{defined['document_id']}").json()["text"]
        assert text[defined["start"] : defined["end"]] == f"{defined['read']} (ReCAAP)"
        assert client.get(defined["permalink"]).status_code == 200


def test_what_is_only_joined_or_parted_otherwise_is_not_told(client: TestClient) -> None:
    told = client.post("/v1/search", json={"query": "counter-terrorism of UNODC"}).json()["understood"]
    assert [one["said"] for one in told] == ["UNODC"]
