"""What the sentences before one, or its whole document, tell of a question that it answers without saying so."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

import pytest

from corpus.settings import Settings
from index.answer import Status, answer
from index.encoder import Encoder
from index.evidence import Evidence, weigh
from index.examiner import Examined, Examiner, Quotation
from index.question import read_question
from index.reader import Reader
from index.remote import _years_of_documents, remote
from index.searcher import Searcher
from service.publish import publish

REVIEW = """# Justice review of Norland 2021

The Northern Ministry reformed its courts. It pays for most of the work itself, with Barland as its neighbour.

## Mobile courts

Courts on Wheels began in Eastport, with help from Sudland. Its judges travel by bus. They decide on land and wages. \
By the end of the year 8,300 cases had been heard. The buses cost 4 million crowns of Barland.

## Prisons

A new prison was opened in Westport in 2017. The cells held 70 people in 2018. \
The kitchen was paid for by the Order of Saint Anne. Barland keeps the rest.
"""


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Searcher]:
    place = tmp_path_factory.mktemp("review")
    (place / "texts").mkdir()
    (place / "texts" / "justice.md").write_text(REVIEW)
    (place / "texts" / "plan-2019.md").write_text("# Harbour plan\n\nIn 2016 three tugs were bought.\n")
    publish([place / "texts"], Settings(place / "home", None), lambda _: None)
    with Searcher.open(place / "home", encoder) as opened:
        yield opened


def tied(searcher: Searcher, question: str, words: str) -> tuple[Evidence | None, list[str]]:
    """The sentence with ``words`` as its surroundings tie it to the question, and what is quoted for that."""
    reader = Reader(searcher, read_question(question, searcher.vocabulary), searcher.vocabulary)
    hits = searcher.search(question, 12)
    for one in remote(reader, weigh(reader, hits, searcher.encoder.encode_query(question))):
        spans = [span.of(reader.document(one.hit.passage.document_id).text) for span in one.spans]
        if words in spans[-1]:
            return one, spans
    return None, []


def test_a_name_that_stands_before_a_sentence_ties_it_and_is_quoted(review: Searcher) -> None:
    found, quoted = tied(review, "How many cases had Courts on Wheels heard by the end of the year?", "8,300")
    assert quoted == [
        "Courts on Wheels began in Eastport, with help from Sudland.",
        "By the end of the year 8,300 cases had been heard.",
    ]
    assert found
    assert (found.remote, found.lacking, found.sound) == (True, (), True)
    reader = Reader(review, read_question("Courts on Wheels", review.vocabulary), review.vocabulary)
    assert reader.share(found.heard) == 1  # its score hears the name, too


def test_what_a_document_opens_with_or_says_again_and_again_ties_all_of_it(review: Searcher) -> None:
    for asked in ("Who paid for the prison kitchen of the Northern Ministry?", "Who paid for the kitchen in Barland?"):
        found, quoted = tied(review, asked, "Saint Anne")
        assert quoted == ["The kitchen was paid for by the Order of Saint Anne."]
        assert found
        assert found.remote


def test_another_section_ties_nothing(review: Searcher) -> None:
    assert tied(review, "How many cases had been heard in Westport by the end of the year?", "8,300") == (None, [])
    assert tied(review, "How many cases had been heard by the end of 2019?", "8,300") == (None, [])


def test_a_sentence_of_one_year_is_not_tied_to_another(review: Searcher) -> None:
    assert tied(review, "How many people did the cells hold in 2017?", "70 people") == (None, [])


def test_a_year_that_a_document_is_known_by_ties_a_sentence_of_another(review: Searcher) -> None:
    for asked in ("the 2019 harbour plan", "the harbour plan of 2019"):
        found, _ = tied(review, f"According to {asked}, how many tugs were bought in 2016?", "three tugs")
        assert found
        assert found.remote
    for asked in (
        "How many tugs were bought in 2019?",
        "According to the 2019 harbour plan, how many tugs were bought in 2019?",
        "How many tugs were bought in 2019 before new plans took effect?",
        "How many tugs did the plan for 2019 buy?",
        "How many tugs did the harbour in 2019 buy through plans?",  # small letters are no name of a document
    ):
        assert tied(review, asked, "three tugs") == (None, [])


AID = """# Aid to islands

Japan gives much. Notes were exchanged with the Maldives in May. \
By then the grants agreed with Tonga since 2010 came to 9.8 billion yen.

It has a navy. China's budget for defence was 229 billion dollars. The budget for schools was 3 billion yen.

| Country | Graduates |
| --- | --- |
| Fiji | 12 |
| Tonga | 34 |
| Others | 56 |
"""


@pytest.mark.parametrize(
    ("question", "words", "is_tied"),
    [
        ("How much in grants has been agreed with the Maldives since 2010?", "9.8 billion", False),
        ("How much in grants has been agreed by May in the Maldives since 2010?", "9.8 billion", True),
        ("How large was Japan's budget for defence?", "229 billion", False),
        ("How large was Japan's budget for schools?", "3 billion", True),
        ("How many graduates does Japan count?", "Fiji", False),
        ("How many other graduates does Japan count?", "Others", True),
    ],
)
def test_what_is_told_of_another_place_is_not_tied(
    tmp_path: Path, encoder: Encoder, question: str, words: str, is_tied: bool
) -> None:
    (tmp_path / "aid.md").write_text(AID)
    publish([tmp_path / "aid.md"], Settings(tmp_path / "home", None), lambda _: None)
    with Searcher.open(tmp_path / "home", encoder) as searcher:
        assert bool(tied(searcher, question, words)[0]) == is_tied


YEARLY = f"""# Harbours

{"The town and its neighbours keep quays, cranes and sheds along the shore of the bay. " * 5}

## Quays

The quays were widened in FY2021, for the 4th time.

## Sheds

The sheds were painted in FY2021, for the 4th time.

## Boats

Three tugs were bought.
"""


@pytest.mark.parametrize("figure", ["in FY2021", "for the 4th time"])
def test_a_figure_is_nothing_that_all_of_a_document_is_about(tmp_path: Path, encoder: Encoder, figure: str) -> None:
    (tmp_path / "yearly.md").write_text(YEARLY)
    publish([tmp_path / "yearly.md"], Settings(tmp_path / "home", None), lambda _: None)
    with Searcher.open(tmp_path / "home", encoder) as searcher:
        assert tied(searcher, f"How many tugs were bought {figure}?", "Three tugs") == (None, [])


PACT = "Under the pact the United States will sell Australia three submarines."


@pytest.mark.parametrize(
    ("question", "told", "is_tied"),
    [
        ("How many submarines will the United Kingdom sell to Australia?", PACT, False),
        ("How many submarines will be sold to Australia, which the United Kingdom joined?", PACT, True),
        ("How many boats did the United Kingdom deliver?", "Two boats for Tonga were delivered.", True),
        ("How many officers did the United Kingdom train?", "Officers from Kenya trained at the academy: 45.", True),
        (
            "How much did the United Kingdom contribute?",
            "In May 5 million was contributed; Norway contributed 2.",
            True,
        ),
        ("How much did the United Kingdom contribute?", "Norway has already contributed 2 million.", False),
    ],
)
def test_what_another_place_does_is_not_tied(
    tmp_path: Path, encoder: Encoder, question: str, told: str, is_tied: bool
) -> None:
    (tmp_path / "pact.md").write_text(f"# A pact\n\nThe United Kingdom joined in May. {told}\n")
    publish([tmp_path / "pact.md"], Settings(tmp_path / "home", None), lambda _: None)
    with Searcher.open(tmp_path / "home", encoder) as searcher:
        assert bool(tied(searcher, question, told)[0]) == is_tied


def test_the_sentence_that_tells_most_is_taken_before_a_nearer_one(review: Searcher) -> None:
    question = "What did the buses of Courts on Wheels in Eastport cost, which Sudland helped with at Year's end?"
    _, quoted = tied(review, question, "4 million")
    assert quoted[0] == "Courts on Wheels began in Eastport, with help from Sudland."


class Saying:
    """An examiner that says one thing of the sentence with ``words``, and nothing good of any other."""

    def __init__(self, words: str, logit: float) -> None:
        self.words, self.logit = words, logit

    def reads(self, text: str) -> bool:
        return bool(text)

    def examine(self, _: str, quotations: Sequence[Quotation]) -> list[Examined]:
        return [Examined(self.logit if self.words in one.text[one.own :] else -12.0) for one in quotations]


def test_it_answers_only_where_the_examiner_is_convinced(review: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "How many cases had Courts on Wheels heard by the end of the year?"
    assert answer(review, question).status is Status.NOT_FOUND
    monkeypatch.setattr(review, "examiner", cast(Examiner, Saying("8,300", 9.0)))
    given = answer(review, question)
    assert [one.quote for one in given.citations] == [
        "Courts on Wheels began in Eastport, with help from Sudland.",
        "By the end of the year 8,300 cases had been heard.",
    ]
    monkeypatch.setattr(review, "examiner", cast(Examiner, Saying("8,300", -1.0)))
    assert answer(review, question).status is Status.NOT_FOUND


def test_the_years_of_documents_are_told_of_a_question_of_capitals(
    growth: Callable[[Callable[[int], object], int], float],
) -> None:
    assert not _years_of_documents("The " * 16_000)
    assert growth(lambda number: _years_of_documents("The " * number), 2_000) < 9
