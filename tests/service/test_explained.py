"""What an answer says of what was found is true of the passages beside it."""

import pytest
from fastapi.testclient import TestClient

from index.asked import Asked, holds

UNSURE = "What was found here holds an amount of money, but none that is surely the one asked for."


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
