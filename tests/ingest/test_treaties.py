"""What a document in articles tells of itself, by hand."""

import pytest

from corpus.gazetteer import packaged_gazetteer
from ingest.facts.agreements.treaties import find_treaty
from ingest.facts.names import Names

PORTS = """AGREEMENT

BETWEEN THE PORT AUTHORITY OF FIJI AND THE HARBOUR BOARD OF PERU
ON THE SAFETY OF PORTS

The Port Authority of Fiji (hereinafter "PAF") and the Harbour
Board of Peru (hereinafter "HBP"), hereinafter together "the Parties",

have agreed as follows:

Article 1
The aim of this Agreement is to make ports safe, within the laws of both.

Article 2
Each Party names an officer.

Done at Suva on 3 May 2019 in English.
"""
STATES = """MEMORANDUM OF UNDERSTANDING

The Government of Chile and the Government of Kenya (hereinafter referred to as "the Parties") agree:

Article 1
Ships are lent.

Article 2
This Memorandum lasts five years.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            PORTS,
            [
                ("name", "Agreement"),
                ("party", "Port Authority of Fiji"),
                ("party", "Harbour Board of Peru"),
                ("year", "2019"),
                ("stipulates", "make ports safe"),
            ],
        ),
        (STATES, [("name", "Memorandum of Understanding"), ("party", "Chile"), ("party", "Kenya")]),
        (STATES.replace("Article", "Chapter"), []),
        ("The Reef Treaty was signed in 2019.\n\nArticle 2 forbids nets.", []),
    ],
    ids=["bodies", "states", "no articles", "no title"],
)
def test_what_an_agreement_says_of_itself(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_treaty(text, Names(text, packaged_gazetteer()))
    assert [(one.name, one.value) for one in found] == expected
    assert all(one.span.of(text).strip() for one in found)
