"""The wording of a question: the sentence that asks, and the noun it asks for."""

import time

import pytest

from index.asking import asking_sentence, focus


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Could you please tell me how long it lasted?", "how long it lasted?"),
        ("I would like to know which ports were called at.", "which ports were called at."),
        ("I am writing on pirates: in which seas are they?", "in which seas are they?"),
        (
            "I'd be most grateful if you could tell me, for a talk that I give, roughly how long it was.",
            "how long it was.",
        ),
        ("Please be so kind as to let me know through whom it went.", "through whom it went."),
        ("We would appreciate it if someone could say when it began", "when it began"),
        ("Piracy: what does it mean?", "Piracy: what does it mean?"),  # the pronoun needs what stands before
        ("Victims get schooling. For what reason?", "Victims get schooling. For what reason?"),
        ("Can you swim?", "Can you swim?"),
        ("What is Gavi, in one line?", "What is Gavi?"),
    ],
)
def test_courtesy_and_what_leads_up_to_a_question_are_no_part_of_it(text: str, asks: str) -> None:
    assert asking_sentence(text) == asks


@pytest.mark.parametrize(
    ("text", "named", "noun"),
    [
        ("What is the application deadline for the next course?", set(), "deadline"),
        ("From which launch site was the rocket sent?", set(), "site"),
        ("Which Lima Group members left?", {"lima"}, "group"),
        ("Which Peruvian NGOs worked on it?", {"peruvian", "ngo"}, "ngo"),
        ("List the prime minister's trips to Europe", set(), "trips"),
        ("What is the name of the ship seen in the picture?", set(), "ship"),
        ("Give me the full list of the 41 countries that sent students", set(), "countries"),
        ("In what three forms is the mayor's help given?", set(), "forms"),
        ("How much was it?", set(), ""),
    ],
)
def test_the_noun_that_is_asked_for(text: str, named: set[str], noun: str) -> None:
    assert focus(text, named) == noun


def test_endless_courtesy_is_soon_read() -> None:
    begun = time.process_time()
    asking_sentence("could you please " * 2_000 + "sing")
    asking_sentence("i would be " * 2_000 + "if you could" + " tell me, a, " * 2_000 + "sing")
    assert time.process_time() - begun < 5  # without backtracking some milliseconds; with it for ever
