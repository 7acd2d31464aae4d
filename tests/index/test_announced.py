"""A sentence that ends in a colon is quoted with the list that it announces, and not without."""

from collections.abc import Iterator

import pytest

from corpus.settings import Settings
from index.announced import announced
from index.encoder import Encoder
from index.question import read_question
from index.reader import Reader
from index.searcher import Searcher
from service.publish import publish

STATEMENT = """# Statement of Norland and Sudland

The two ministers met in Eastport on 3 May 2021.

The Norland side announced:

- the gift of two tugs to the harbour of Eastport;
- a loan of 4 million crowns for its piers.

## Courses

The school at Westport teaches:

- welding, for the crews of Sudland;
- first aid.

It opens in June.
"""
NUMBERED = """Minutes of the harbour board

1. The board met on 4 June.

2. The Sudland side promised:

- a crane;
- forty helmets.

3. The Norland side promised nothing at all, since its budget was spent.
"""


@pytest.fixture(scope="module")
def harbours(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Searcher]:
    place = tmp_path_factory.mktemp("harbours")
    (place / "texts").mkdir()
    (place / "texts" / "statement.md").write_text(STATEMENT)
    (place / "texts" / "minutes.txt").write_text(NUMBERED)
    publish([place / "texts"], Settings(place / "home", None), lambda _: None)
    with Searcher.open(place / "home", encoder) as opened:
        yield opened


def told(searcher: Searcher, question: str, words: str) -> list[str]:
    """The items that are quoted with the sentence that begins with ``words``."""
    reader = Reader(searcher, read_question(question, searcher.vocabulary), searcher.vocabulary)
    for entry in searcher.store.catalogue():
        text = searcher.store.document(entry.document_id).text
        for passage in searcher.store.passages_of(entry.document_id):
            for sentence in passage.sentences:
                if sentence.of(text).startswith(words):
                    return [item.of(text) for item in announced(reader, passage, sentence)]
    raise AssertionError(words)


def test_the_items_of_the_list_are_quoted_with_what_announces_them(harbours: Searcher) -> None:
    items = told(harbours, "What did the Norland side announce?", "The Norland side announced:")
    assert [item.removeprefix("- ") for item in items] == [
        "the gift of two tugs to the harbour of Eastport;",
        "a loan of 4 million crowns for its piers.",
    ]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much did Norland announce for the piers?", "The Norland side announced:"),  # one item tells the sum
        ("What is the gift to the harbour of Eastport for?", "The Norland side announced:"),  # an item says more of it
        ("What did the ministers do?", "The two ministers met"),
        ("What is there in June?", "It opens in June."),
    ],
)
def test_a_sentence_stays_alone_where_nothing_follows_or_one_item_answers(
    harbours: Searcher, question: str, words: str
) -> None:
    assert told(harbours, question, words) == []


def test_a_numbered_item_announces_no_item_of_its_own_rank(harbours: Searcher) -> None:
    items = told(harbours, "What did the Sudland side promise?", "2. The Sudland side promised:")
    assert [item.removeprefix("- ") for item in items] == ["a crane;", "forty helmets."]
