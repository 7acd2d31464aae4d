"""What a text names beside a question: places, names, who may act."""

import pytest

from corpus.vocabulary import packaged_vocabulary
from index.beside import Beside
from index.question import read_question

KNOWN = packaged_vocabulary()


def beside(question: str) -> Beside:
    return Beside(read_question(question, KNOWN), KNOWN)


@pytest.mark.parametrize(
    ("text", "place", "town"),
    [
        ("It was held in Kenya.", False, False),  # of which the question speaks
        ("It was held in Malawi.", True, False),
        ("It was held in Brigford.", True, True),
        ("It was held in May.", False, False),
        ("It was held in Mayfair.", True, True),
        ("It was held in FY2019.", False, False),
        ("under the Malawi-Togo Agreement", False, False),
        ("横須賀市で開かれた。", True, True),
    ],
)
def test_a_place_that_the_question_does_not_name(text: str, place: bool, town: bool) -> None:
    asked = beside("Where did Kenya hold the meeting?")
    assert (asked.tells_place(text), asked.tells_place(text, town=True)) == (place, town)


def test_what_is_joined_by_a_hyphen_is_a_place_only_if_that_is_asked_for() -> None:
    assert beside("Which countries agreed?").tells_place("under the Malawi-Togo Agreement", joined=True)


def test_a_name_that_the_question_does_not_tell() -> None:
    asked = beside("Which body helps Kenya?")
    assert asked.tells_name("In Kenya the Harbour Fund helps.")
    assert not asked.tells_name("It helps Kenya.")
    assert asked.tells_name("It helps Malawi.")
    assert not asked.tells_name("It helps Malawi.", places=False)
    assert not asked.tells_name("It has helped since FY2019.", places=False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The troops of Kenya came.", True),
        ("Dr. Smith came.", True),
        ("UNDP sent it.", True),
        ("Kenya sent it.", False),
        ("It came late.", False),
        ("水産庁が送った。", True),
    ],
)
def test_who_may_act_beside_whom_the_question_names(text: str, told: bool) -> None:
    assert beside("Who sent the boats to Kenya?").tells_actor(text) is told


def test_other_places_are_told_where_none_is_asked_about_or_beside_them() -> None:
    asked = beside("What was signed with Kenya?")
    both, other = ("kenya", "and", "togo"), ("malawi", "and", "togo")
    assert [part.standing for part in asked.other_places(other)] == [("malawi",), ("togo",)]
    assert not asked.other_places(both)
    assert [part.standing for part in asked.other_places(both, beside=True)] == [("togo",)]
