"""Who does what to whom, in a question and in a sentence."""

import pytest

from index.roles import are_swapped


@pytest.mark.parametrize(
    ("question", "text", "swapped"),
    [
        (
            "Which country sends experts to the Reef Police of Fiji?",
            "The Reef Police (RP) of Fiji sends experts.",
            True,
        ),
        ("Which country sends experts to Fiji?", "Peru sends experts to Fiji.", False),
        ("Which country sends experts to Fiji?", "Experts are sent to Fiji by Peru.", False),
        ("Which ministry runs the fund in Fiji?", "The Ministry of Ports of Fiji runs the fund.", False),
        ("Which countries trained with Fiji?", "Fiji trained with Peru and Chile.", False),
        ("Which ships were sent by Fiji?", "Fiji sent two patrol boats.", False),
        ("Which country borders Fiji?", "Fiji borders Tonga.", False),
        (
            "Who concluded the pact on the Kibo module?",
            "It is the module “Kibo” concluded between JAXA and Fiji.",
            False,
        ),
        (
            "Which office took over the fund from the CPT Office?",
            "The Coral Fund Office (CPT Office) took it over.",
            True,
        ),
        ("Who handed over command to Colonel Ana Roe of Fiji?", "Colonel Ana Roe of Fiji handed it over to him.", True),
        ("To which country does Fiji send experts?", "Peru sends experts (on oil) to Fiji, which is an island.", True),
        ("To which country does Fiji send experts?", "Fiji sends experts to Peru.", False),
        ("To which country does Fiji send experts?", "The experts whom Peru sends to Fiji are paid.", True),
        (
            "Since when does Fiji train police officers?",
            "Since 2017, Peru has been conducting training at the Reef Police of Fiji.",
            True,
        ),
        ("What did DND use to value gifts?", "Tonga used book value, DND the price.", False),
        ("Which mine did Reef gain access to?", "The firm NEP has gained mines, which Reef-linked men hold.", False),
        (
            "Which nations has the Reef Ministry asked for aid?",
            "Many nations have asked the Reef Ministry for aid.",
            True,
        ),
        ("When did Peru take it over from Fiji?", "In 2012, Fiji took it over from Peru.", True),
        ("What did Fiji receive from Peru?", "In response to a request from Fiji, Peru supplied ten ships.", False),
        ("How much did Peru give to Fiji?", "Fiji got 12 billion dollars, thanks to Peru.", False),
        ("What did Peru promise to Fiji?", "In a visit to Peru, Fiji was promised five ships.", False),
        ("When did Fiji sign the treaty?", "Prime Minister Roe signed the treaty for Fiji in 1951.", False),
        ("When did Fiji sign the treaty?", "President Roe signed the treaty in Fiji in 1951.", False),
        ("What did Peru give Fiji?", "Peru gave Fiji two ships.", False),
        ("日本は何を供与したか", "日本は船を供与した。", False),
    ],
)
def test_roles_are_swapped_where_the_names_stand_otherwise(question: str, text: str, swapped: bool) -> None:
    assert are_swapped(question, text) == swapped


def test_a_long_text_takes_no_long_time_to_say_nothing() -> None:
    assert not are_swapped("Who sends A " + "A of " * 2_000, "A of " * 2_000 + " sends it")
