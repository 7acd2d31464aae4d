"""Which values a filter holds for: a country is not every country whose name holds its own."""

import pytest

from corpus.gazetteer import packaged_gazetteer
from index.facets import is_one, meant, words_alone


@pytest.mark.parametrize(
    ("asked", "held", "others"),
    [
        ("Samoa", ["Samoa", "Bank of Samoa"], ["American Samoa"]),
        ("Georgia", ["Georgia"], ["South Georgia & South Sandwich Islands"]),
        ("Guinea", ["Bank of Guinea"], ["Bank of Papua New Guinea", "Government of Guinea-Bissau"]),
        ("Sudan", ["Sudan"], ["South Sudan", "South Sudan Relief Commission"]),
        ("Africa", ["South Africa", "Government of Kenya"], ["Bank of Papua New Guinea"]),
        ("Asia", ["Central Asia", "Nepal"], ["Kenya"]),
        ("Congo", ["Congo - Brazzaville", "Democratic Republic of the Congo"], ["Kenya"]),
        ("Republic of the Congo", ["Congo - Brazzaville"], ["Government of the Democratic Republic of the Congo"]),
        ("Lima Fund", ["the Lima Fund"], ["Lima"]),
    ],
)
def test_a_country_is_none_whose_name_holds_its_own(asked: str, held: list[str], others: list[str]) -> None:
    known = packaged_gazetteer()
    forms = {words_alone(one) for one in meant(asked, known)}
    assert [one for one in (*held, *others) if is_one(one, forms, known)] == held
