"""Questions of the register, told from all others."""

import pytest

from corpus.facts import FactKind
from index.inquiry import inquire


@pytest.mark.parametrize(
    ("question", "kind", "filters"),
    [
        ("How much in total for counter-terrorism in FY2019?", FactKind.FUNDING,
         {"period": "FY2019", "field": "counter-terrorism"}),
        ("which programmes in Africa?", FactKind.PROGRAMME, {"place": "Africa"}),
        ("What was funded through UNODC?", FactKind.FUNDING, {"channel": "UNODC"}),
        ("What loans were given by Japan to the Philippines?", FactKind.FUNDING,
         {"giver": "Japan", "place": "the Philippines", "type": "loan"}),
        ("List the projects on space in 2019", FactKind.PROGRAMME, {"period": "2019", "field": "space"}),
        ("Which programs are run by JAXA?", FactKind.PROGRAMME, {"runner": "JAXA"}),
        ("Which agreements did Japan sign with Italy?", FactKind.AGREEMENT, {"party": "Japan", "partner": "Italy"}),
        ("What policy documents were adopted in 2013?", FactKind.AGREEMENT, {"period": "2013"}),
        ("What does Japan fund in Kenya?", FactKind.FUNDING, {"giver": "Japan", "place": "Kenya"}),
        ("How much money went to Africa?", FactKind.FUNDING, {"place": "Africa"}),
        ("Which projects were funded through UNDP?", FactKind.FUNDING, {"channel": "UNDP"}),
        ("What was the total amount contributed through UNODC?", FactKind.FUNDING, {"channel": "UNODC"}),
        ("Which programmes concern cybersecurity?", FactKind.PROGRAMME, {"field": "cybersecurity"}),
        ("How much in total was disbursed in Somalia?", FactKind.FUNDING,
         {"place": "Somalia", "type": "disbursement"}),
        ("How much money went to Kenya in fiscal 2019?", FactKind.FUNDING, {"period": "FY2019", "place": "Kenya"}),
        ("How much money went to Kenya in the year 2019?", FactKind.FUNDING, {"period": "2019", "place": "Kenya"}),
        ("Which programmes on space in Kenya, in 2019?", FactKind.PROGRAMME,
         {"period": "2019", "place": "Kenya", "field": "space"}),
        ("Which agreements are there between Italy and the UK?", FactKind.AGREEMENT,
         {"party": "Italy", "partner": "UK"}),
        ("Which agreements did Japan and Italy sign?", FactKind.AGREEMENT, {"party": "Japan", "partner": "Italy"}),
        ('What was funded through "UNODC"?', FactKind.FUNDING, {"channel": "UNODC"}),
    ],
)  # fmt: skip
def test_what_the_register_can_be_asked(question: str, kind: FactKind, filters: dict[str, str]) -> None:
    asked = inquire(question)
    assert asked is not None
    assert (asked.kind, dict(asked.filters)) == (kind, filters)


@pytest.mark.parametrize(
    "question",
    [
        "How much has Japan contributed in total to the IMO Djibouti Code of Conduct Trust Fund?",
        "What is capacity building assistance?",
        "Which programmes did the minister visit in Africa?",
        "How many programmes are there?",
        "What programmes are there?",
        "Which malaria programmes are there in Africa?",
        "How much did the bridge in Kenya cost in total?",
        "Who runs the training in Kenya?",
        "What is the agreement with Italy about?",
        "Which agreements are there?",
        "When was the fund founded?",
        "How much in total was given to Kenya and Mali in FY2019?",
        "How much in total was given to Kenya between 2015 and 2019?",
        "How much in total was given to Kenya in 2018 and 2019?",
        "How much in total was given to Kenya in FY2019-2021?",
        "How much in total was given to Kenya in 2019/20?",
        "Which loans and grants were given to Kenya?",
        "What was funded through UNODC and UNDP?",
        "Which agreements did Japan sign with Italy and France?",
        "Which programmes are there in Niger and Nigeria?",
        "Which programmes are there in phase 2 in Kenya?",
        "How much in total was given to Kenya from 2019?",
        "How much in total was given to Kenya by FY2019?",
        "How much in total was given to Kenya through the year 2019?",
        "How much in total was given to Kenya 2019+?",
        "How much in total was given to Kenya in 2019-?",
        "How much in total was given to Kenya >2019?",
        "How much in total was given to Kenya in the 2019 fiscal year?",
        "How much in total was given to Kenya and 2019?",
        "Which programmes do Japan and Kenya run?",
        "What was funded by Japan and Norway in 2019?",
        "What was funded by Japan, Norway?",
        "What was funded through UNODC and in Kenya?",
        "How much in total was given to Kenya and UNODC?",
        "How much in total was given for space and Kenya?",
        "How much in total was given to Kenya and for space?",
        "Which projects did Norway fund and Japan run?",
        "How much in total was pledged and given to Kenya?",
        "How much in total was given and pledged to Kenya?",
        "Which agreements are there with Italy and France?",
        "Which strategies did Japan and Italy adopt?",
        "Which agreements did Japan, Italy sign?",
        "Which programmes and agreements are there with Italy?",
        "Which agreements and loans were there in Kenya?",
        "What programmes and loans were funded in Kenya?",
        "Which loan agreements did Japan sign with Kenya?",
        "Which programmes are there in Kenya -UNODC?",
        "How much in total was given to Kenya -grants?",
        'What was funded through UNODC "support"?',
        "",
    ],
)
def test_what_it_cannot(question: str) -> None:
    assert inquire(question) is None


def test_a_name_told_twice_is_told_once() -> None:
    asked = inquire("Which programmes are there in Kenya, that is in all of Kenya?")
    assert asked is None or dict(asked.filters) == {"place": "Kenya"}


def test_a_name_within_another_is_left_whole() -> None:
    asked = inquire("Which programmes are there in Nigeria?")
    assert asked is not None
    assert dict(asked.filters) == {"place": "Nigeria"}


def test_names_that_only_the_register_knows() -> None:
    asked = inquire("What is funded by The Nippon Foundation?", ["The Nippon Foundation"])
    assert asked is not None
    assert dict(asked.filters) == {"giver": "The Nippon Foundation"}
    assert inquire("What is funded by The Nippon Foundation?") is None


@pytest.mark.parametrize("name", ["Horizon 2020", "Kenya Grants Commission"])
def test_what_a_name_says_narrows_by_nothing_else(name: str) -> None:
    asked = inquire(f"What was funded through {name}?", [name])
    assert asked is not None
    assert dict(asked.filters) == {"channel": name}
