"""Whose rupees a bare "Rs." are: those of the country whose text it is."""

import pytest

from corpus.facts import FactKind
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document, Kind, Passage, Span
from ingest.facts.extract import find_facts
from ingest.sentences import sentence_spans


@pytest.mark.parametrize(
    ("title", "text", "currencies"),
    [
        ("Coast Guard of Sri Lanka", "India gave spare parts worth Rs. 60.2 million to it, India said.", ["LKR"]),
        ("Report", "Auditor of Nepal\nIndia gave Rs. 6 crore to the Fund, for India cares.", ["NPR"]),
        ("Report", "All amounts are in Pakistani rupees.\nIndia gave Rs. 6 crore to the Fund.", ["PKR"]),
        ("Indian Ocean Commission", "Mauritius gave Rs. 6 million to the Fund.", ["MUR"]),
        ("India and Nepal", "India gave Rs. 6 crore to the Fund.", ["INR"]),
        (
            "Audit of Nepal",
            "India gave India's Rs. 6 crore to Peru.\n\n"
            "Source | Grants (Rs. crore) | Grants (Rs. crore)\nIndia | 5 | 7\nIndian Oil | 2 | 3\n",
            ["NPR"] * 5,
        ),
    ],
)
def test_rupees_are_those_of_whose_text_it_is(title: str, text: str, currencies: list[str]) -> None:
    document = Document("d", text, title, None, None, "en", "s", "0")
    span = Span(0, len(text))
    passage = Passage("d:1", "d", span, text, (), Kind.BODY, sentence_spans(text, span, "en"))
    found = [one for one in find_facts(document, [passage], packaged_gazetteer()) if one.kind is FactKind.FUNDING]
    assert [value for one in found for value in one.values("currency")] == currencies
