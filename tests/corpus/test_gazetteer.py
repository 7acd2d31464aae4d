"""Names, fields and money that the vocabulary knows, in texts as they are written."""

import pytest

from corpus.gazetteer import packaged_gazetteer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Viet\nNam, Côte d'Ivoire and Iran", [("Viet\nNam", "Viet Nam"), ("Côte d'Ivoire",) * 2, ("Iran",) * 2]),
        ("at TICAD7, WHO is who", [("TICAD7", "Tokyo International Conference on African Development"),
                                   ("WHO", "World Health Organization")]),
        ("they told us of turkey", []),
        ("in the U.S., U.S.-Iraq and US aid", [("U.S.", "United States"), ("U.S.", "United States"), ("Iraq",) * 2,
                                               ("US", "United States")]),
        ("New Mexico, Mexico and British Columbia", [("New Mexico",) * 2, ("Mexico",) * 2, ("British Columbia",) * 2]),
        ("ソマリアと国連開発計画", [("ソマリア", "Somalia"), ("国連開発計画", "United Nations Development Programme")]),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    found = packaged_gazetteer().names.find(text)
    assert [(one.span.of(text), one.value) for one in found] == expected


def test_a_people_is_told_from_its_country() -> None:
    found = packaged_gazetteer().names.find("Japanese NGOs of Japan and Southeast Asian ones")
    assert [(one.value, one.people) for one in found] == [("Japan", True), ("Japan", False), ("Southeast Asia", True)]


def test_the_longest_words_of_a_field_win() -> None:
    found = packaged_gazetteer().fields.find("Terrorist financing; Cyber security; cyberspace; spaceship")
    assert [one.value for one in found] == [
        "money laundering and terrorist financing",
        "cybersecurity",
        "cybersecurity",
    ]


def test_regions_hold_countries_by_their_standing_names() -> None:
    regions = packaged_gazetteer().regions
    assert {"Somalia", "Kenya", "Democratic Republic of the Congo"} <= set(regions["Africa"])
    assert "Viet Nam" in regions["Southeast Asia"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Congo", "Congo"),
        ("the Republic of the Congo", "Congo - Brazzaville"),
        ("the Democratic Republic of the Congo", "Democratic Republic of the Congo"),
        ("Cote d'Ivoire", "Côte d'Ivoire"),
        ("Swaziland", "Eswatini"),
        ("São Tomé and Príncipe", "São Tomé & Príncipe"),
        ("Bosnia", "Bosnia & Herzegovina"),
    ],
)
def test_countries_are_known_by_other_names(text: str, country: str) -> None:
    assert [one.value for one in packaged_gazetteer().names.find(text)] == [country]
