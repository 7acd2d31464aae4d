import time
from collections.abc import Callable

import pytest

from corpus.vocabulary import packaged_vocabulary, vocabulary
from index import fitting
from index.asked import Asked, holds
from index.question import FIRST_OF_KIND, read_question

KNOWN = packaged_vocabulary()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("How much did Japan give to the fund?", Asked.AMOUNT),
        ("yen loan amount for the vessel", Asked.AMOUNT),
        ("How many people graduated?", Asked.COUNT),
        ("How many dollars were given?", Asked.AMOUNT),
        ("How large was the yen loan?", Asked.AMOUNT),
        ("What is the weight of the satellite?", Asked.COUNT),
        ("What is the name of the Executive Director?", Asked.PERSON),
        ("CBA meaning", Asked.DEFINITION),
        ("give instances of it", Asked.EXAMPLES),
        ("death toll of the bombings", Asked.COUNT),
        ("When was the satellite released?", Asked.DATE),
        ("In which year did it begin?", Asked.DATE),
        ("What does NDPG stand for?", Asked.EXPANSION),
        ("What are the fields of the programme?", Asked.LIST),
        ("list the objectives", Asked.LIST),
        ("which formats does it come in", Asked.LIST),
        ("What is money laundering?", Asked.DEFINITION),
        ("define homegrown terrorism", Asked.DEFINITION),
        ("Has Japan signed an agreement with Canada?", Asked.TRUTH),
        ("拠出額はいくらですか", Asked.AMOUNT),
        ("Which documents call for increasing the number of members?", Asked.LIST),
        ("What national interest does it serve?", Asked.OTHER),
        ("What interest does the loan bear?", Asked.COUNT),
        ("What were the planes worth?", Asked.AMOUNT),
        ("yen loan for the vessel, sum", Asked.AMOUNT),
        ("When a tanker leaks, which industries suffer?", Asked.LIST),
        ("first year of the meeting", Asked.DATE),
        ("Does the ministry report on what it does?", Asked.TRUTH),
        ("Do you know when it began?", Asked.DATE),
        ("How is cyberspace characterised?", Asked.DEFINITION),
        ("What does the agency want to achieve by it?", Asked.REASON),
        ("What is the name of the ship in the picture?", Asked.OTHER),
        ("What is the army's chief in the photo called?", Asked.PERSON),
        ("head of the office name", Asked.PERSON),
        ("Which article is cited for the meaning of it?", Asked.OTHER),
        ("Could you please list the tools?", Asked.LIST),
        ("Could you tell me the maximum amount of the grant?", Asked.AMOUNT),
        ("What did President Biden announce in January?", Asked.OTHER),
        ("Which president opened it?", Asked.PERSON),
        ("Tell us the reasons for the war", Asked.LIST),
        ("What changed from when it began?", Asked.OTHER),
        ("By when is the fighter meant to enter service?", Asked.DATE),
        ("Which politician put it to her in the Budget Committee?", Asked.OTHER),
        ("What did the Budget Committee decide?", Asked.OTHER),
        ("In which year was the budget cut?", Asked.DATE),
        ("Who bears the cost of the course?", Asked.OTHER),
        ("What is the fund's budget?", Asked.AMOUNT),
        ("budget for training in FY2020", Asked.AMOUNT),
        ("How high was the cost of the bridge?", Asked.AMOUNT),
    ],
)
def test_the_kind_of_a_question(text: str, asked: Asked) -> None:
    assert read_question(text, KNOWN).asked is asked


def said(text: str) -> list[str]:
    return [name.said for name in read_question(text, KNOWN).names]


@pytest.mark.parametrize(
    "text", ["built in 1685", "in the 10th and 11th centuries", "in the 1990s", "since 1082", "the 1750s", "18世紀の船"]
)
def test_a_time_long_ago_is_a_date(text: str) -> None:
    assert holds(Asked.DATE, text, ())


def test_a_number_is_no_date() -> None:
    assert not any(holds(Asked.DATE, text, ()) for text in ("1,650 ships", "1200 ships", "$1650,000", "IPD2019"))


def test_the_first_word_of_no_sentence_is_a_name_by_its_capital() -> None:
    assert said("How long did it sail off Peru? Starting year please.") == ["Peru"]


def test_names_have_a_capital_or_a_digit_or_are_known() -> None:
    assert said("what did japan teach in papua new guinea") == ["japan", "papua new guinea"]
    assert said("Who leads the Bali Process and ReCAAP?") == ["Bali", "Process", "ReCAAP"]
    assert said("What about the IPD2019 exercise?") == ["IPD2019"]


def test_the_opening_word_is_no_name_for_its_capital_alone() -> None:
    assert said("Photo of the training") == []
    assert said("JICA training") == ["JICA"]


def test_capitals_mark_nothing_where_every_word_has_one() -> None:
    assert said("WHAT ARE THE FORMATS OF TRAINING") == []
    assert said("What Are The Formats Of Training In Kenya") == ["Kenya"]


def test_a_known_form_becomes_the_one_that_stands_for_it() -> None:
    (name,) = read_question("aid through the UN Office on Drugs and Crime", KNOWN).names
    assert name.words == ("united", "nations", "office", "on", "drugs", "and", "crime")
    assert name.said == "UN Office on Drugs and Crime"


def test_figures_are_read_apart() -> None:
    question = read_question("Was $1,400.5 paid at the 3rd meeting in fiscal year 2019 or 2020?", vocabulary({}))
    assert question.figures == ("fy2019", "3rd", "1400.5", "2020")
    assert read_question("was $2.4m paid", vocabulary({})).figures == ("2.4",)


@pytest.mark.parametrize(
    ("asked", "text", "held"),
    [
        (Asked.AMOUNT, "disbursed approximately US$480 million", True),
        (Asked.AMOUNT, "20億円を拠出した", True),
        (Asked.AMOUNT, "a patrol vessel built with a yen loan in 2020", False),
        (Asked.COUNT, "in which over 250 people were killed", True),
        (Asked.COUNT, "Transfer of TC-90 training aircraft in 2019", False),
        (Asked.COUNT, "contributed $8.2 million", False),
        (Asked.COUNT, "six vessels were provided", True),
        (Asked.DATE, "released in September", True),
        (Asked.DATE, "since FY2013", True),
        (Asked.DATE, "released 72 of them", False),
        (Asked.COUNT, "1. Contribution by recipient countries", False),
        (Asked.PERSON, "Foreign Minister Motegi visiting", True),
        (Asked.PERSON, "sending its Executive Director and an assistant director", False),
        (Asked.OTHER, "", True),
    ],
)
def test_what_holds_the_kind_of_thing_that_is_asked_for(asked: Asked, text: str, held: bool) -> None:
    assert holds(asked, text, ()) is held


def test_an_expansion_stands_beside_its_acronym() -> None:
    names = tuple(name.said for name in read_question("What does NDPG stand for?", vocabulary({})).names)
    assert holds(Asked.EXPANSION, "The National Defense Program Guidelines (NDPG) in 2010", names)
    assert holds(Asked.EXPANSION, "the NDPG (National Defense Program Guidelines)", names)
    assert not holds(Asked.EXPANSION, "NDPG in 2013 also stipulates", names)


def test_the_words_are_those_of_the_sentence_that_asks_and_the_names_those_of_all() -> None:
    asked = read_question("I am writing a note on aid to Kenya. How much went to harbours?", KNOWN)
    assert (asked.asked, asked.terms) == (Asked.AMOUNT, ("went", "harbours"))
    assert [name.said for name in asked.names] == ["Kenya"]


def test_what_is_granted_is_not_asked_about_and_what_is_set_beside_need_not_be_named() -> None:
    granted = read_question("Why does piracy last even though Somalia has patrols?", KNOWN)
    assert (granted.names, granted.terms) == ((), ("piracy", "last"))
    beside = read_question("Apart from Kenya, which countries took part in the Harbour Plan?", KNOWN)
    assert [name.said for name in beside.names] == ["Harbour", "Plan"]
    assert "kenya" in beside.terms


def test_of_a_joined_word_only_the_part_in_capitals_is_a_name() -> None:
    assert said("Does ODA-backed aid reach them?") == ["ODA"]


def test_a_capital_that_acts_stands_for_its_country_and_one_where_something_is_for_itself() -> None:
    (acting,) = read_question("What was signed with Rome?", KNOWN).names
    (place,) = read_question("What was signed in Rome?", KNOWN).names
    assert acting.members == (("italy",),)
    assert place.members == ()


def test_whose_money_a_sum_is_told_in_names_no_country() -> None:
    assert said("How much did Denmark pay in US dollars, and in thousands of Australian dollars?") == ["Denmark"]
    assert said("Which United States agency lent dollars?") == ["United States"]


def test_the_first_of_a_kind_is_not_what_is_done_first() -> None:
    assert read_question("Where was the first seminar held?", KNOWN).figures == (FIRST_OF_KIND,)
    assert read_question("Which paper was the first to say so?", KNOWN).figures == ("first",)


@pytest.mark.parametrize(
    ("text", "asked", "names"),
    [
        ("Despite the cuts how much did Japan give UNODC?", Asked.AMOUNT, ["Japan", "UNODC"]),
        ("Despite the cuts did Japan pay UNODC?", Asked.OTHER, ["Japan", "UNODC"]),
        ("Apart from Kenya which country did UNDP help?", Asked.OTHER, ["UNDP"]),
        ("How much did Gen. Smith give to Mozambique?", Asked.AMOUNT, ["Gen", "Smith", "Mozambique"]),
    ],
)
def test_no_clause_and_no_full_stop_swallows_the_question(text: str, asked: Asked, names: list[str]) -> None:
    told = read_question(text, KNOWN)
    assert (told.asked, [name.said for name in told.names]) == (asked, names)


def test_long_digits_and_dashes_are_read_in_no_time() -> None:
    started = time.process_time()
    assert not holds(Asked.AMOUNT, "1," * 5_000, ())
    assert not fitting._ACRONYM.search("-" * 10_000)
    assert time.process_time() - started < 1


def test_the_words_that_open_thousands_of_sentences_are_told(
    growth: Callable[[Callable[[int], object], int], float],
) -> None:
    assert said("Boats came! " * 6_000 + "Were they of Norland?") == ["Norland"]
    assert growth(lambda number: said("Boats came! " * number + "Were they of Norland?"), 1_000) < 9


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I am writing a speech for the Prime Minister and need to know what went to Kenya.", ["Kenya"]),
        ("We are drafting a reply, so we would like to know how much Kenya got", ["Kenya"]),
        ("I am writing on the Rift Fund and want to know how many boats Kenya got.", ["Rift", "Fund", "Kenya"]),
        ("I am preparing a note for Kenya and want to know how much Fiji gave.", ["Kenya", "Fiji"]),
        ("I am preparing a speech to the Board and want to know who chairs it.", ["Board"]),
        ("I know that Fiji got a boat and want to know when.", ["Fiji"]),
        ("We support the Fiji Navy and need to know the total budget in 2023.", ["Fiji", "Navy"]),
        ("I am preparing a note on ships for the Minister and want to know how many Kenya has.", ["Minister", "Kenya"]),
        ("I am comparing Kenya and Somalia and want to know who got more boats.", ["Kenya", "Somalia"]),
    ],
)
def test_why_one_asks_is_none_of_the_question_where_that_stands_by_itself(text: str, names: list[str]) -> None:
    assert [name.said for name in read_question(text, KNOWN).names] == names
