"""What the wording of a question demands of a sentence."""

import pytest

from index.asked import Asked
from index.demands import bars, meets, tells_length, tells_share


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


@pytest.mark.parametrize(
    ("question", "text", "barred"),
    [
        ("How many were actually trained by 2026?", "Trained mediators, target for 2026: 380", True),
        ("How many were actually trained by 2026?", "Of the 380 planned 290 were trained and reached posts.", False),
        ("How many were to be trained by 2026?", "Trained mediators, target for 2026: 380", False),
        ("With which eight other states did it open talks?", "It began talks with eight other states.", True),
        ("With which eight other states did it open talks?", "Eight other states: Chad, Mali and six more.", False),
        ("With which states did it open talks?", "It began talks with eight states.", True),
        ("With which states did it open talks?", "It began talks with eight states, namely Chad and Mali.", False),
        ("With which states did it open talks?", "Chad and Mali began talks, as did eight states of Asia.", False),
        ("With which states did it open talks?", "It began talks with eight bodies.", False),
        ("What are the lines of effort?", "We pursue three distinct lines of effort:", True),
        ("What are the lines of effort?", "The lines of effort: readiness, alliances and reform.", False),
        ("What percent of adults support it?", "57 percent of adults support it.", False),
        ("In which two fields was it active?", "It worked in the two fields of health and education.", False),
        ("How many were actually trained?", "Of the 380 planned, 290 were trained.", False),
        ("What are the actual targets?", "The targets are 5 and 7.", False),
        ("How many launches did it actually make in 2024?", "It is planning 100 launches for 2024.", True),
        ("How many officers were actually trained?", "The planning workshop trained 300 officers.", False),
        ("What did it earn in the second half of 2022?", "It earned 2.5 billion in the first half of 2022.", True),
        ("What did it earn in the second half of 2022?", "In the first half of 2022, a second ship sank.", True),
        ("What did it earn in the second half?", "In the first half of 2022 it got 2, in the second 3.", False),
        ("What did it earn in the second half of 2022?", "From July on 7, up from 5 in the first half.", False),
        ("What did it earn in the first half of 2022?", "From the first quarter to the first half it earned 3.", False),
        ("What did it earn in the last quarter of 2022?", "In the fourth quarter it earned 3.", False),
        ("Did it rise between the first quarter and the second quarter?", "It was 5 in the first quarter.", False),
        ("Who is the chief of the agency?", "The agency sent its deputy chief, Andrei Averin.", True),
        ("Who is the Prime Minister of Fiji?", "The Deputy Prime Minister of Fiji is Manoa Kamikamica.", True),
        ("Who is the chief of the agency?", "The agency's chief, Oleg Orlov, sent his deputy chief.", False),
        ("Who is the deputy chief of the agency?", "The agency sent its deputy chief, Andrei Averin.", False),
        ("Who was the President when the law was signed?", "Under President Solih the law was signed.", False),
        ("Who represented the Secretary of State?", "The Assistant Secretary of State attended.", False),
        ("Where is the head office?", "The deputy head said the headquarters are in Vienna.", False),
    ],
)
def test_what_the_wording_of_a_question_rules_out(question: str, text: str, barred: bool) -> None:
    assert bars(question, text) == barred


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
