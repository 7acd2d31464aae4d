import time
from collections.abc import Callable

import pytest

from corpus.vocabulary import packaged_vocabulary, vocabulary
from index.constraints import context, missing
from index.question import read_question

KNOWN = packaged_vocabulary()


def lacking(question: str, told: str) -> tuple[str, ...]:
    return missing(read_question(question, KNOWN), context(told, KNOWN))


@pytest.mark.parametrize(
    ("question", "told", "lacks"),
    [
        ("aid to Kenya", "aid to Rwanda", ("Kenya",)),
        ("aid to Vietnam", "vessels to Viet Nam", ()),
        ("Somali pirates", "the coast of Somalia", ()),
        ("African countries", "eastern Africa", ()),
        ("projects of the WHO", "those who can contribute", ("WHO",)),
        ("projects of the WHO", "a project of WHO", ()),
        ("phases of the NFM", "the plan of the Naval Forces of the Maldives Harbour Board", ()),
        ("phases of the NFM", "naval forces of the Maldives", ("NFM",)),
        ("aid to Sudan", "aid to South Sudan", ("Sudan",)),
        ("aid to Niger", "the Nigerian army", ("Niger",)),
        ("aid to Guinea", "Papua New Guinea and Guineans", ()),
        ("aid to Guinea", "Papua New Guinea", ("Guinea",)),
        ("aid to Asia", "aid to Southeast Asia", ()),
        ("boats of OSA", "boats of such a size", ("OSA",)),
        ("pilots of Niger", "55 Nigerians", ("Niger",)),
        ("aid to the Congo", "aid to the DRC", ()),
        ("aid to the Congo", "aid to the Republic of the Congo", ()),
        ("aid to Dominica", "the Dominican government", ()),
        ("aid of Ireland", "the Northern Irish police", ("Ireland",)),
        ("the Sudanese army", "the South Sudanese army", ("Sudanese",)),
        ("West African countries", "in Papua New Guinea", ("West African",)),
        ("American aid", "Latin American aid", ("American",)),
        ("Norwegian and Ukrainian crews", "crews of Norway and Ukraine", ()),
        ("phases of the NFM", "Nauru, Fiji and Malta", ("NFM",)),
        ("pilots of Niger's army", "two Norwegians", ("Niger",)),
        ("what Germans and Filipinos think", "polls in Germany and in the Philippines", ()),
        ("people in Japan", "Tokyo has 14 million", ("Japan",)),
        ("its third vessel", "it rose by a third in May", ("3rd",)),
        ("its second ship", "a second later it sank", ("2nd",)),
        ("the first six-party talks", "talks", ("the first",)),
        ("the government in Tokyo", "a minister of Japan", ()),
        ("what the Pentagon sorts", "the DoD sorts them", ()),
        ("the sixth-generation fighter", "a fighter", ()),
        ("what Brussels wants", "the European Union wants it", ()),
        ("tanks from South Korea", "Korean-made tanks", ()),
        ("tanks from South Korea", "North Korean tanks", ("South Korea",)),
        ("the workshop in Tokyo", "a workshop in Japan", ("Tokyo",)),
        ("a loan from Tokyo", "a Japanese loan", ()),
        ("its third vessel", "A third vessel was approved", ()),
        ("its third vessel", "a third of the vessels", ("3rd",)),
        ("the third phase of it", "it is in phase three", ()),
        ("the third phase of it", "it is in phase two", ("3rd",)),
        ("the first dialogue with Fiji", "its inaugural dialogue with Fiji", ()),
        ("births in their first two days", "within two days", ()),
        ("the latest date for it", "no later than May", ()),
        ("the latest review of it", "a review", ("latest",)),
        ("which African countries", "in Mozambique", ()),
        ("which African countries", "in Sri Lanka", ("African",)),
        ("the document of TICAD6", "the document of TICAD7, 6 pages", ("TICAD6",)),
        ("the Indo-Pacific Deployment 2019", "exercise in the IPD2019", ()),
        ("exercise in IPD2021", "exercise in the IPD2019", ("IPD2021",)),
        ("why FTFs return", "foreign terrorist fighters (FTF)", ()),
        ("the ReCAAP Information Sharing Centre", "activities of ReCAAP-ISC", ()),
        ("the Information Sharing Centre", "activities of ReCAAP-IFC", ("Information", "Sharing", "Centre")),
        ("the Trust Fund", "activities of TF", ("Trust", "Fund")),  # two letters stand for too many things
        ("aid to Kenya or Mali", "aid to Mali", ()),
        ("aid to Kenya or Mali", "aid to Chad", ("Kenya", "Mali")),
        ("founded by UNDP or by the IMO", "founded by the IMO", ()),
        ("founded by UNDP or by the IMO", "founded by WFP", ("UNDP", "IMO")),
        ("aid to Kenya or the Philippines", "aid to Kenya", ()),
        ("bases on Fiji or on the Seychelles", "bases on Fiji", ()),
        ("Was it delivered to Kenya or by Japan?", "delivered by Japan", ("Kenya",)),
        ("aid to Kenya and Mali", "aid to Mali", ("Kenya",)),
        ("aid to Niger", "aid to Nigeria", ("Niger",)),
        ("the Trust Funds", "this Trust Fund", ()),
        ("UNICEF projects", "UN projects", ("UNICEF",)),
        ("UNODC projects", "the United Nations Office on Drugs and Crime (UNODC)", ()),
        ("spent in FY2021", "in FY2019", ("FY2021",)),
        ("spent in FY2019", "in March 2019", ("FY2019",)),
        ("spent in 2019", "in FY2019", ()),
        ("the 4th Dialogue", "the 3rd Dialogue", ("4th",)),
        ("was $2.4m paid", "a total of $2.4 million", ()),
        ("was $2.4m paid", "a total of $24 million", ("2.4",)),
        ("the TC-90 plane", "Transfer of TC-90 aircraft", ()),
        ("the TC-91 plane", "Transfer of TC-90 aircraft", ("91",)),
    ],
)
def test_what_a_text_lacks(question: str, told: str, lacks: tuple[str, ...]) -> None:
    assert lacking(question, told) == lacks


def test_two_texts_together_carry_what_either_does_but_no_name_across_their_border() -> None:
    question = read_question("the International Trust Fund in 2012", KNOWN)
    one, other = context("Note: International Trust Fund", KNOWN), context("From December 2012", KNOWN)
    assert missing(question, one | other) == ()
    split = read_question("help for the Papua New Guinea band", KNOWN)
    assert missing(split, context("Papua New", KNOWN) | context("Guinea", KNOWN)) == ("Papua New Guinea",)


def test_a_text_is_read_anew_with_another_vocabulary() -> None:
    told = "aid of the GCF"
    both = [vocabulary({"programmes": groups}) for groups in ([], [("Green Climate Fund", "GCF")])]
    assert ["climate" in context(told, known).words for known in both] == [False, True]
    assert both[0] != vocabulary({"programmes": []})


def test_a_question_of_a_thousand_names_is_soon_read() -> None:
    names = [f"{chr(65 + at % 26)}x{chr(97 + at // 676)}{chr(97 + at // 26 % 26)}" for at in range(1_000)]
    question = read_question("what of " + " or ".join(names), KNOWN)
    started = time.process_time()
    assert names[7] not in missing(question, context(f"about {names[8]}", KNOWN))
    assert len(missing(question, context("the ABC of it", KNOWN))) == 1_000
    assert time.process_time() - started < 2


def test_a_question_of_thousands_of_figures_is_compared(
    growth: Callable[[Callable[[int], object], int], float],
) -> None:
    def compared(number: int) -> tuple[str, ...]:
        return missing(read_question("1," * number + " or so of FY2021", KNOWN), context("in FY2030", KNOWN))

    assert "FY2021" in compared(4_990)
    assert growth(compared, 1_200) < 9
    assert missing(read_question("the 3rd or the 4th meeting", KNOWN), context("the 4th meeting", KNOWN)) == ()


def test_a_line_of_capitals_spells_short_words_alone() -> None:
    told = context(" ".join(["Naval", "Forces", "Board"] * 3000), KNOWN)
    assert "NFB" in told.initials
    assert max(map(len, told.initials)) == 12
    assert len(told.initials) < 30
