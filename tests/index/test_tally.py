"""Answers from the register over the three texts: every fact's sentence, and sums beside them that nothing quotes."""

from decimal import Decimal
from pathlib import Path

from corpus.settings import Settings
from index.answer import Status, answer
from index.encoder import Encoder
from index.searcher import Searcher
from index.tally import consult
from service.publish import publish


def test_a_sum_stands_beside_the_sentences_of_its_facts(searcher: Searcher) -> None:
    made = answer(searcher, "How much in total for counter-terrorism in FY2019?")
    assert made.status is Status.ANSWERED
    quotes = [citation.quote for citation in made.citations]
    for words in ("$17 million", "$8.2 million", "$25 million", "$2.4 million", "$1.4 million"):
        assert any(words in quote for quote in quotes)
    assert [sentence.text for sentence in made.sentences] == quotes
    first = made.sentences[0]  # the one whose amount is summed; each of its two amounts is a fact
    assert [first.text[mark.start : mark.end] for mark in first.marks] == ["$8.2 million", "$25 million"]
    (total,) = made.computed
    assert (total.type, total.currency, total.amount, total.approximate) == (
        "contribution",
        "USD",
        Decimal(25_000_000),
        True,
    )
    assert (len(total.addends), len(total.left_out)) == (1, 4)


def test_what_is_funded_through_someone(searcher: Searcher) -> None:
    made = answer(searcher, "What was funded through UNODC?")
    assert all("UNODC" in sentence.text for sentence in made.sentences)
    assert len(made.sentences) == 3
    assert [(one.amount, len(one.addends)) for one in made.computed] == [(Decimal(1_400_000), 1)]
    assert {sentence.text[mark.start : mark.end] for sentence in made.sentences for mark in sentence.marks} == {
        "$1.4 million"
    }


def test_programmes_of_a_region(searcher: Searcher) -> None:
    made = answer(searcher, "Which programmes are there in Africa?")
    said = " ".join(sentence.text for sentence in made.sentences)
    assert "International Trust Fund" in said
    assert "Bangkok" not in said
    assert made.computed == ()


def test_what_the_register_does_not_hold_is_looked_for_as_ever(searcher: Searcher) -> None:
    made = answer(searcher, "Which programmes are there in Brazil?")
    assert made.status is Status.NOT_FOUND
    assert made.computed == ()
    narrowed = answer(searcher, "What was funded through UNODC?", filters={"kind": "footnote"})
    assert narrowed.computed == ()


def test_what_reaches_into_a_year_is_no_sum_of_it(searcher: Searcher) -> None:
    assert consult(searcher, "What did Japan fund in Somalia in 2021?") is not None
    assert consult(searcher, "How much in total did Japan give in 2021?") is None


def test_a_sum_needs_an_amount(searcher: Searcher) -> None:
    assert consult(searcher, "What was funded for trafficking in persons?") is not None
    assert consult(searcher, "How much in total for trafficking in persons?") is None


def test_the_sentence_cited_is_the_one_that_says_what_was_asked_for(searcher: Searcher) -> None:
    made = answer(searcher, "Which programmes are run by JAXA?")
    assert made.sentences
    assert all("JAXA" in sentence.text and "led by" in sentence.text for sentence in made.sentences)
    agreements = answer(searcher, "Which agreements did Japan sign with Italy?")
    assert [("Japan-Italy" in one.text) for one in agreements.sentences] == [True]


def test_a_programme_is_cited_by_what_names_it_where_another_sentence_says_what_was_asked_for(
    searcher: Searcher,
) -> None:
    quotes = [one.quote for one in answer(searcher, "Which programmes began in 2017?").citations]
    since, named = (
        next(number for number, quote in enumerate(quotes) if words in quote)
        for words in ("since 2017, Japan has been conducting training", "from the same year")
    )
    assert "exercises in Tokyo" in quotes[named]
    assert since < named


def test_a_row_of_a_table_is_cited_with_what_gives_its_cells_a_meaning(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "budget.md").write_text(
        "# Budget of the Norwegian Aid Agency\n\nTable 1. Planned contributions (NOK million)\n\n"
        "| Recipient | FY2021 | FY2022 |\n|---|---:|---:|\n| Lima Trust | 9 | 12 |\n| UNODC | 4 | 7 |\n",
        encoding="utf-8",
    )
    publish([tmp_path / "texts"], Settings(tmp_path / "home", None), lambda _: None)
    with Searcher.open(tmp_path / "home", encoder) as searcher:
        made = answer(searcher, "What was funded through UNODC in FY2022?")
    assert [one.text for one in made.sentences] == [
        "Table 1. Planned contributions (NOK million)",
        "Recipient | FY2021 | FY2022",
        "UNODC | 4 | 7",
    ]
    assert [one.amount for one in made.computed] == [Decimal(7_000_000)]
