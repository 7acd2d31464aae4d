"""What an answer says of what was found is true of the passages beside it."""

import pytest
from bs4 import BeautifulSoup
from fastapi.testclient import TestClient

from index.asked import Asked, holds

UNSURE = "What was found here holds an amount of money, but none that is surely the one asked for."
NEAR = "How much did Japan give for border control in FY2021?"


def test_what_comes_nearest_is_called_no_answer_and_leads_to_its_place(client: TestClient) -> None:
    told = client.post("/v1/answer", json={"question": NEAR}).json()
    assert (told["status"], told["answer"], told["citations"]) == ("not_found", "", [])
    (near,) = told["nearest"]
    text = client.get(f"/v1/documents/{near['document_id']}").json()["text"]
    assert text[near["start"] : near["end"]] == near["quote"]
    assert near["quote"].startswith("In FY2019, Japan contributed approximately $17 million")
    shown = BeautifulSoup(client.get("/", params={"q": NEAR}, headers={"accept": "text/html"}).text, "html5lib")
    missing = shown.select("section.missing")[0]
    assert "What comes nearest, and is no answer:" in missing.get_text()
    assert [one.get_text() for one in missing.select("blockquote")] == [near["quote"]]
    assert [link["href"] for link in missing.select("a")] == [near["permalink"]]


@pytest.mark.parametrize(
    "question",
    [
        "How much has France pledged to the Adaptation Account?",
        "How much did Japan contribute to WFP school meals in Zambia?",
    ],
)
def test_no_amount_is_said_to_be_missing_where_a_passage_holds_one(offices: TestClient, question: str) -> None:
    told = offices.post("/v1/answer", json={"question": question, "k": 12}).json()
    assert told["status"] == "not_found"
    assert any(holds(Asked.AMOUNT, hit["text"], ()) for hit in told["passages"])
    assert UNSURE in told["explanation"]
