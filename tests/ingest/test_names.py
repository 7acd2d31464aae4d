"""Names that a document introduces, and what stands around a name."""

from corpus.gazetteer import packaged_gazetteer
from ingest.facts.names import Names


def test_a_document_introduces_names_of_its_own() -> None:
    text = "The Coastal Rescue Agency (CRA) met. The CRA of Kenya and Chad’s Navy met in the Gulf of Guinea."
    found = Names(text, packaged_gazetteer()).find("The CRA of Kenya and Chad’s Navy met in the Gulf of Guinea.")
    assert [(one.value, one.kind, one.owner, one.part) for one in found] == [
        ("Coastal Rescue Agency", "organisation", False, False),
        ("Kenya", "place", False, False),
        ("Chad", "place", True, False),
        ("Guinea", "place", False, True),
    ]
