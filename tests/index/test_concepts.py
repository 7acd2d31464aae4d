"""Names by all their forms: what a passage is indexed by, and what a query asks for."""

from collections.abc import Callable

import pytest

from corpus.definitions import definitions
from corpus.vocabulary import vocabulary
from index.concepts import Concepts, Understood

KNOWN = vocabulary({"fields": [("peacekeeping operations", "PKO", "平和維持活動")], "spelling": [("labor", "labour")]})
TEXTS = [
    "The Green Climate Fund (GCF) met.",
    "GCF (Green Climate Fund) and the Global Coffee Forum (GCF) met.",
    "Information Technology (IT) grew.",
]


@pytest.fixture
def concepts() -> Concepts:
    return Concepts(KNOWN, [(row, f"d{row}", one) for row, text in enumerate(TEXTS) for one in definitions(text)])


def everywhere(_: int) -> bool:
    return True


def never(_: str, __: str) -> bool:
    return False


def test_a_passage_is_indexed_by_the_names_in_it_in_any_form(concepts: Concepts) -> None:
    assert concepts.counted("PKO, 国連平和維持活動 and labour") == {"=peacekeeping operations": 2}
    assert concepts.counted("the Green Climate Fund, or GCF") == {
        "=GCF=green climate fund": 2,
        "=GCF=global coffee forum": 1,
    }
    assert concepts.counted("it is gcf") == {}  # a short form in small letters may be any word
    assert concepts.counted("IT") == {"=IT=information technology": 1}


def test_a_query_finds_the_other_form_and_says_where_it_is_defined(concepts: Concepts) -> None:
    names, also = concepts.asked("the gcf", everywhere, never)
    assert names == ["=GCF=green climate fund", "=GCF=global coffee forum"]
    first, second = also
    assert (first.said, first.read, first.why, first.document_id) == ("GCF", "Green Climate Fund", "definition", "d0")
    assert first.span is not None
    assert first.span.of(TEXTS[0]) == "Green Climate Fund (GCF)"
    assert (second.read, second.document_id) == ("Global Coffee Forum", "d1")
    assert concepts.asked("the global coffee forum", everywhere, never)[1][0].read == "GCF"
    assert concepts.asked("what is it", everywhere, never) == ([], [])
    assert concepts.asked("what is IT", everywhere, never)[0] == ["=IT=information technology"]


def test_a_name_of_the_vocabulary_needs_no_definition(concepts: Concepts) -> None:
    also = [Understood("平和維持活動", "peacekeeping operations", "vocabulary")]
    assert concepts.asked("平和維持活動とは", everywhere, never) == (["=peacekeeping operations"], also)
    assert concepts.asked("peacekeeping operations", everywhere, never) == (["=peacekeeping operations"], [])
    assert concepts.known("pko")
    assert not concepts.known("labour")


def test_what_a_name_is_called_otherwise_is_written_as_a_person_writes_it() -> None:
    known = vocabulary({"organisations": [("Japan Coast Guard", "JCG"), ("Coast Guard of Japan", "JCG")]})
    for said in ("jcg", "coast guard of japan"):
        [also] = Concepts(known, ()).asked(f"what does the {said} do", everywhere, never)[1]
        assert (also.said, also.read) == (said, "Japan Coast Guard")


def test_a_short_form_that_the_corpus_writes_as_a_word_is_one_in_its_own_capitals_only(concepts: Concepts) -> None:
    def is_word(small: str, name: str) -> bool:
        return (small, name) == ("gcf", "=GCF=green climate fund")

    assert concepts.asked("the gcf", everywhere, is_word)[0] == ["=GCF=global coffee forum"]
    assert concepts.asked("the GCF", everywhere, is_word)[0] == ["=GCF=green climate fund", "=GCF=global coffee forum"]
    assert concepts.asked("green climate fund", everywhere, is_word)[0] == ["=GCF=green climate fund"]
    assert list(concepts.pairs(is_word)) == [
        ("Green Climate Fund", "Green Climate Fund"),
        ("GCF", "Global Coffee Forum"),
        ("IT", "Information Technology"),
    ]


def test_what_only_other_rows_define_is_not_known(concepts: Concepts) -> None:
    assert concepts.asked("gcf", lambda row: row == 0, never)[0] == ["=GCF=green climate fund"]
    assert concepts.asked("gcf", lambda row: row == 2, never) == ([], [])
    [also] = concepts.asked("green climate fund", lambda row: row == 1, never)[1]
    assert also.document_id == "d1"


def test_a_query_of_thousands_of_names_is_read_once(
    concepts: Concepts, growth: Callable[[Callable[[int], object], int], float]
) -> None:
    assert concepts.asked("PKO " * 2_490, everywhere, never)[0] == ["=peacekeeping operations"]
    assert growth(lambda number: concepts.asked("PKO " * number, everywhere, never), 600) < 9
