"""What the line above an amount tells of it, and how long blanks and brackets take, by hand."""

import time

import pytest

from corpus.facts import Fact
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document, Kind, Passage, Span
from ingest.facts.extract import find_facts
from ingest.sentences import sentence_spans


def facts(text: str) -> tuple[Fact, ...]:
    document = Document("d", text, "T", None, None, "en", "s", "0")
    span = Span(0, len(text))
    passage = Passage("d:1", "d", span, text, (), Kind.BODY, sentence_spans(text, span, "en"))
    return find_facts(document, [passage], packaged_gazetteer())


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Reef Bridge (Kenya).\nA loan of $5 million was granted by Japan.", ["Reef Bridge"]),
        ("Two patrol boats\n\n$5 million was given by Japan.", ["Two patrol boats"]),
        ("The road works went on. $5 million was given by Japan.", []),
        ("The road works went on.\n$5 million was given by Japan.", []),
        ("Annual Report. Japan gave $5 million.", []),
        ("Ministry of Defence\n\n$5 million was given by Japan.", []),
    ],
)
def test_only_a_line_of_its_own_tells_what_an_amount_is_for(text: str, purpose: list[str]) -> None:
    (fact,) = [one for one in facts(text) if one.kind == "funding"]
    assert list(fact.values("purpose")) == purpose


@pytest.mark.parametrize("text", [" " * 100_000, "(Fund (" + "A" * 100_000], ids=["blanks", "a long acronym"])
def test_a_long_line_of_nothing_takes_seconds(text: str) -> None:
    begun = time.process_time()
    assert facts(text) == ()
    assert time.process_time() - begun < 20
