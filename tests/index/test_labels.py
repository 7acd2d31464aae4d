"""Parts of a document that are asked for by their label: the heading answers, with what stands under it."""

from collections.abc import Iterator

import pytest

from corpus.settings import Settings
from index.answer import answer
from index.encoder import Encoder
from index.labels import SURE, label
from index.searcher import Searcher
from service.publish import publish

STATUTE = """# Harbour Statute

## Article 1: Scope

This statute applies to every harbour of Norland. It does not apply to rivers.

## Article 2: Dues

The harbour master sets the dues each spring.

### Small boats

Boats below six metres pay nothing.

## Article 3: Services

### Pilots

Pilots guide ships of more than 80 metres.

### Tugs

Two tugs are kept ready by night.
"""
OTHER = "# Fisheries Code\n\n## Chapter 1: Nets\n\nNets have meshes of nine centimetres.\n\n"
OTHER += "## Norland Fisheries Board (NFB)\n\nThe NFB meets in May.\n"
TWICE = "# River Statute\n\n## Article 1: Rivers\n\nRivers belong to the towns on them.\n"


@pytest.fixture(scope="module")
def statute(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Searcher]:
    place = tmp_path_factory.mktemp("statute")
    (place / "texts").mkdir()
    for name, text in (("harbour.md", STATUTE), ("fish.md", OTHER), ("river.md", TWICE)):
        (place / "texts" / name).write_text(text)
    publish([place / "texts"], Settings(place / "home", None), lambda _: None)
    with Searcher.open(place / "home", encoder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("What does article 12 say?", ("article", 12)),
        ("the third tool", ("tool", 3)),
        ("What is the first phase?", ("phase", 1)),
        ("the 11th chapter", ("chapter", 11)),
        ("the first phases", None),
        ("In part 3 countries joined.", ("part", 3)),
        ("Article 2019", None),
        ("first in the article", None),
    ],
)
def test_a_label_is_a_kind_of_part_and_its_number(text: str, told: tuple[str, int] | None) -> None:
    assert label(text) == told


@pytest.mark.parametrize(
    "question", ["What is Article 2?", "What does the second article cover?", "Tell me about article 2"]
)
def test_the_heading_answers_with_what_stands_directly_under_it(statute: Searcher, question: str) -> None:
    found = answer(statute, question)
    assert [one.quote for one in found.citations] == [
        "Article 2: Dues",
        "The harbour master sets the dues each spring.",
    ]
    assert found.confidence == SURE


def test_where_only_headings_stand_under_it_they_are_the_answer(statute: Searcher) -> None:
    found = answer(statute, "What does Article 3 include?")
    assert [one.quote for one in found.citations] == ["Article 3: Services", "Pilots", "Tugs"]


def test_a_label_that_several_documents_have_needs_a_word_of_one(statute: Searcher) -> None:
    assert "Article 1: Scope" not in answer(statute, "What is Article 1?").answer
    named = answer(statute, "What is Article 1 of the Harbour Statute?")
    assert [one.quote for one in named.citations][:2] == [
        "Article 1: Scope",
        "This statute applies to every harbour of Norland.",
    ]


def test_a_label_that_nothing_has_is_not_found(statute: Searcher) -> None:
    assert answer(statute, "What is Article 7?").answer == ""


def test_who_asks_for_more_than_the_part_gets_no_heading(statute: Searcher) -> None:
    assert "Article 2: Dues" not in answer(statute, "Who sets the dues under Article 2?").answer


def test_which_part_is_told_by_its_heading(statute: Searcher) -> None:
    assert answer(statute, "Which article is about dues?").citations[0].quote == "Article 2: Dues"
    under = answer(statute, "Which article speaks of boats below six metres?")
    assert [one.quote for one in under.citations] == ["Article 2: Dues", "Boats below six metres pay nothing."]


def test_what_stands_under_no_such_label_does_not_tell_which(statute: Searcher) -> None:
    assert "meshes" not in answer(statute, "Which article says how wide the meshes of nets are?").answer
    assert "meshes" in answer(statute, "How wide are the meshes of nets?").answer


def test_a_heading_may_spell_an_acronym_out(statute: Searcher) -> None:
    told = answer(statute, "What does NFB stand for?")
    assert (told.answer, told.confidence) == ("Norland Fisheries Board (NFB)", SURE)
    assert [one.document_id.startswith("fish-") for one in told.citations] == [True]
    assert answer(statute, "What does NFC stand for?").citations == ()
