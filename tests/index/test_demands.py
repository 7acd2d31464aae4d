"""What the wording of a question demands of a sentence."""

import pytest

from index.asked import Asked
from index.demands import meets, tells_length, tells_share


@pytest.mark.parametrize(
    ("question", "asked", "lacks", "has"),
    [
        ("Who is the largest donor?", Asked.OTHER, "Norway gives to the fund.", "The leading donor is Norway."),
        ("Did aid grow?", Asked.TRUTH, "Aid stood at $3 million.", "Aid increased to $3 million."),
        ("Was it more than the year before?", Asked.TRUTH, "It was $3 million.", "It was more than in 2010."),
        ("Why was it moved?", Asked.REASON, "From 2012, another office took it.", "It was moved due to floods."),
        ("Who took the photo?", Asked.OTHER, "Training of divers", "Training of divers (Photo: Gavi)"),
    ],
)
def test_a_sentence_without_what_is_demanded_does_not_answer(question: str, asked: Asked, lacks: str, has: str) -> None:
    assert not meets(question, asked, lacks)
    assert meets(question, asked, has)


def test_what_demands_nothing_is_met_by_anything() -> None:
    assert meets("At most how many came?", Asked.COUNT, "Seven came.")
    assert meets("Most of the ships sailed when?", Asked.DATE, "They sailed in May.")


def test_a_share_is_a_percentage_or_another_sum_than_the_whole() -> None:
    assert tells_share("What share of aid?", "Two thirds of it.")
    assert tells_share("What share of US$9 million was for ships?", "Of US$9 million US$4 million was for ships.")
    assert not tells_share("What share of US$9 million was for ships?", "US$9 million was for ships and ports.")
    assert not tells_share("What share of aid was for ships?", "US$9 million was for ships.")


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("How long is the relevant period?", "It is 28 days starting on its issue.", True),
        ("For how much longer will it run?", "for one additional year", True),
        ("Within how many weeks must one complain?", "The procedure takes no longer than eight weeks.", True),
        ("How long does it take?", "It takes some time.", False),
        ("When was it founded?", "It took 28 days.", False),
        ("In what year was it founded?", "It ran for three years.", False),
        ("When does the grant period end?", "The grant period is two years.", False),
        ("How long is the notice?", "in the 2019 fiscal year", False),
        ("How long is the notice?", "$3 million a year", False),
        ("How long is the notice?", "two and a half years, or thirty calendar days", True),
    ],
)
def test_a_length_of_time_is_one_only_where_it_is_asked_for(question: str, text: str, told: bool) -> None:
    assert tells_length(question, text) is told
