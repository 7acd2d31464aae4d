"""The short answer inside a sentence."""

from collections.abc import Callable

import pytest

from corpus.records import Span
from corpus.vocabulary import packaged_vocabulary
from index.question import read_question
from index.short import short_answer, values

KNOWN = packaged_vocabulary()


def _short(question: str, sentence: str, heard: str = "") -> str | None:
    """``heard`` is what the question is heard in."""
    found = short_answer(read_question(question, KNOWN), sentence, lambda text: float(heard in text))
    return found.of(sentence) if found else None


@pytest.mark.parametrize(
    ("question", "sentence", "short"),
    [
        ("How much was lent?", "The bank lent US$1.5 billion in 2011.", "US$1.5 billion"),
        ("How much was lent?", "The bank lent over 20 million dollars.", "over 20 million dollars"),
        ("How much was lent?", "The bank lent about NOK 38 million in 2011.", "about NOK 38 million"),
        ("How much was lent?", "The bank lent C$140 million, the TOP 10 donors more.", "C$140 million"),
        ("How much was lent?", "The bank lent 12 million Indian rupees.", "12 million Indian rupees"),
        ("拠出額はいくらですか", "日本は20億円を拠出した。", "20億円"),
        ("How many people came?", "In 2011, over 250 people came.", "over 250 people"),
        ("How many ships came?", "Two ships came from the TC-90 yard.", "Two ships"),
        ("When was it signed?", "It was signed on 3 March 2011 in Lima.", "3 March 2011"),
        ("Since when has it run?", "It has run since FY2013.", "FY2013"),
        ("Who signed it?", "The minister signed it in 2011.", None),
    ],
)
def test_it_is_the_thing_that_was_asked_for(question: str, sentence: str, short: str | None) -> None:
    assert _short(question, sentence) == short


def test_of_two_sums_the_one_beside_the_question_s_words_is_meant() -> None:
    sentence = (
        "It gave $2.4 million to community projects for the empowerment of women that two agencies carried out, as "
        "well as $1.4 million to a project in prisons."
    )
    assert _short("How much went to prisons?", sentence, "prisons") == "$1.4 million"
    assert _short("How much went to community projects?", sentence, "community") == "$2.4 million"


@pytest.mark.parametrize(
    ("name", "sentence", "short"),
    [
        (
            "Norway",
            "The Fund received €2 million from Ireland and €1.5 million from Norway over the year.",
            "€1.5 million",
        ),
        (
            "Ireland",
            "The Fund received €2 million from Ireland and €1.5 million from Norway over the year.",
            "€2 million",
        ),
        ("Portugal", "Spain will contribute another €2 million, Portugal €500,000.", "€500,000"),
        ("Spain", "Spain will contribute another €2 million, Portugal €500,000.", "€2 million"),
        ("Norway", "Donors: Japan (US$6.5 million), Norway (US$3 million).", "US$3 million"),
        ("Japan", "Donors: Japan (US$6.5 million), Norway (US$3 million).", "US$6.5 million"),
        (
            "UNODC",
            "In 2019 Peru gave $2.4 million to works by UNDP and UN Women, as well as a total of $1.4 million to one "
            "to enhance the capacity of all who work in prisons that is carried out by UNODC.",
            "a total of $1.4 million",
        ),
    ],
)
def test_of_two_sums_side_by_side_the_one_of_whoever_is_named_is_meant(name: str, sentence: str, short: str) -> None:
    assert _short(f"How much was it for {name}?", sentence, name) == short


def test_what_the_question_says_itself_is_no_answer() -> None:
    assert _short("When in 2011 was it signed?", "It was signed in 2011.") is None


def test_scale_tells_values_apart_and_wording_does_not() -> None:
    assert values(["$2.4 million"]) != values(["$2.4 billion"])
    assert values(["approximately $2.4 million"]) == values(["2.4 million dollars"])


def test_until_when_is_the_end_of_what_was_read() -> None:
    sentence = "He led the Lima office from 2005 to 2022."
    read = Span(sentence.index("2005"), len(sentence) - 1)
    for question, short in (("Until when did he lead it?", "2022"), ("Since when did he lead it?", "2005")):
        found = short_answer(read_question(question, KNOWN), sentence, lambda _: 0.0, read)
        assert found
        assert found.of(sentence) == short


@pytest.mark.parametrize(
    ("question", "read", "short"),
    [
        ("How many boats came?", "12", "12 boats"),
        ("How many of the crew came?", "nine", "nine"),  # not "nine of"
        ("How much did Peru lend?", "$3", "about $3 million"),
        ("How much did Chile lend?", "a fifth of that", "a fifth of that"),
        ("When did they come?", "May 2011", "3 May 2011"),
        ("Who came?", "the harbour pilots", "the harbour pilots"),
        ("Did the pilots come?", "came", None),
        ("List the boats that came.", "12 boats", None),
    ],
)
def test_what_was_read_is_pointed_at_in_its_whole_form(question: str, read: str, short: str | None) -> None:
    sentence = (
        "On 3 May 2011 the harbour pilots came with 12 boats and nine of the crew, for which Ecuador lent $2 million, "
        "Peru about $3 million and Chile a fifth of that."
    )
    place = sentence.index(read)
    span = Span(place, place + len(read))
    found = short_answer(read_question(question, KNOWN), sentence, lambda _: 0.0, span)
    assert (found.of(sentence) if found else None) == short


@pytest.mark.parametrize("run", ["1", "1.", "1,", "一", "1万", "about "])
@pytest.mark.parametrize("question", ["How much was lent?", "How many people came?"])
def test_long_runs_of_a_sentence_are_read_as_they_come(
    question: str, run: str, growth: Callable[[Callable[[int], object], int], float]
) -> None:
    assert growth(lambda number: _short(question, run * (number // len(run))), 3_000) < 9
