"""The figures of a text, and of a question that has them: one form for all the ways of writing them."""

import pytest

from corpus.vocabulary import packaged_vocabulary
from index.figures import figures, without_figures
from index.question import read_question

KNOWN = packaged_vocabulary()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Where was the fourth dialogue held?", ("4th",)),
        ("What is the third tool for?", ("3rd",)),
        ("Tool 3: Capacity building", ("3rd", "3")),
        ("Phase 12 of the scheme", ("12th", "12")),
        ("Which third countries took part in a third of it?", ()),
        ("What is the second largest donor?", ()),
    ],
)
def test_an_edition_is_one_figure_however_it_is_written(text: str, figures: tuple[str, ...]) -> None:
    assert read_question(text, KNOWN).figures == figures


@pytest.mark.parametrize(("number", "figure"), [("1", "1st"), ("11", "11th"), ("12", "12th"), ("22", "22nd")])
def test_a_numbered_part_is_spelt_as_an_edition_is(number: str, figure: str) -> None:
    assert read_question(f"What does Article {number} say?", KNOWN).figures == (figure, number)


def test_years_of_either_calendar_ordinals_and_full_width_digits_are_the_same_figures() -> None:
    assert list(figures("２０１９年度の第４回")) == list(figures("令和元年度の第四回")) == ["fy2019", "4th"]
    assert list(figures("14名、35本")) == ["14", "35"]


def test_what_is_left_of_a_text_without_its_figures() -> None:
    left = without_figures("the third ship of 2019, not a third of them")
    assert " ".join(left.split()) == "the ship of , not a third of them"
    assert without_figures("令和元年度の第4回協議").split() == ["の", "協議"]
