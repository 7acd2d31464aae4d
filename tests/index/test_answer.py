"""The choice of sentences on the real corpus; what each rule is for shows in one question."""

import pytest

from corpus.errors import QuestionError
from index.answer import Answer, Status, answer
from index.searcher import Searcher


def quotes(given: Answer) -> list[str]:
    return [" ".join(citation.quote.split()) for citation in given.citations]


def test_a_list_is_given_whole(searcher: Searcher) -> None:
    assert quotes(answer(searcher, "Which formats does CBA come in?")) == [
        "Long-term education and training in recipient countries",
        "Short-term seminar in recipient countries",
        "Short-term invitation program to Japan",
    ]


def test_a_sentence_that_lists_what_is_asked_says_more_than_headings(searcher: Searcher) -> None:
    told = answer(searcher, "Which forms of transnational organized crime have become more diversified?").answer
    assert "trafficking in persons (Note17), cybercrime, and money laundering" in told


def test_headings_under_the_named_one_are_a_list(searcher: Searcher) -> None:
    given = answer(searcher, "What are the tools for defense cooperation and exchanges?")
    assert [quote[:7] for quote in quotes(given)] == ["Tool 1:", "Tool 2:", "Tool 3:", "Tool 4:"]
    assert all(citation.section[-1].startswith("Tool") for citation in given.citations)


def test_pictures_are_the_captions_under_the_named_heading(searcher: Searcher) -> None:
    given = quotes(answer(searcher, "Show photo examples of capacity building under Tool 3"))
    assert given[0] == "Seminar on aviation meteorology"
    assert len(given) == 4


def test_captions_beside_each_other_that_answer_are_given_together(searcher: Searcher) -> None:
    given = quotes(answer(searcher, "With which countries has Japan signed an ACSA?"))
    assert len(given) == 2
    assert "Japan-Canada" in given[0]
    assert "Japan-France" in given[1]


def test_a_footnote_is_quoted_whole(searcher: Searcher) -> None:
    given = answer(searcher, "define money laundering")
    assert len(given.citations) == 2
    assert {citation.section for citation in given.citations} == {("Note 18 (money laundering)",)}


def test_a_caption_is_quoted_with_its_line_break_and_told_without(searcher: Searcher) -> None:
    given = answer(searcher, "What training aircraft was transferred to the Philippines?")
    assert given.citations[0].quote == "Transfer of TC-90 training aircraft\nto the Philippines"
    assert given.answer == "Transfer of TC-90 training aircraft to the Philippines"


def test_what_an_answer_leans_on_is_quoted_before_it(searcher: Searcher) -> None:
    given = quotes(answer(searcher, "How many graduates has the IHO programme in the United Kingdom produced?"))
    assert "International Hydrographic Organization (IHO)" in given[0]
    assert given[-1] == "Since its launch, the project has produced 72 graduates from 41 countries."


def test_another_years_figure_is_not_an_answer(searcher: Searcher) -> None:
    given = answer(searcher, "How much did Japan contribute for border control in FY2021?")
    assert given.status is Status.NOT_FOUND
    assert "“FY2021”" in given.explanation
    assert "an amount of money" in given.explanation
    assert given.passages


def test_what_is_not_in_the_corpus_is_named(searcher: Searcher) -> None:
    given = answer(searcher, "How much did Japan give to Gavi?")
    assert "No document here mentions “Gavi”." in given.explanation


def test_filters_narrow_the_answer(searcher: Searcher) -> None:
    question = "What is capacity building assistance?"
    given = answer(searcher, question, filters={"document": "mod-defense-cooperation-exchanges"})
    assert {hit.passage.document_id for hit in given.passages} == {"mod-defense-cooperation-exchanges"}
    assert {citation.document_id for citation in given.citations} <= {"mod-defense-cooperation-exchanges"}


def test_k_is_how_many_passages_are_handed_back(searcher: Searcher) -> None:
    assert [hit.rank for hit in answer(searcher, "piracy", k=3).passages] == [1, 2, 3]


@pytest.mark.parametrize(
    "question",
    [
        "How much has the United States disbursed for Somalia?",  # US$480 million names no country
        "How many trainees did the NPA accept?",  # "one example" is no count
        "How many drug dealers were arrested?",  # nor is "Note 18"
        "Where is the MPTF Office located?",  # no place is told
        "what is oda?",  # spelled out in the title only
        "Give examples of Japan's nuclear cooperation.",
        "?",
        "the",
    ],
)
def test_what_only_looks_like_an_answer_is_none(searcher: Searcher, question: str) -> None:
    assert answer(searcher, question).status is Status.NOT_FOUND


def test_a_pronoun_is_no_country(searcher: Searcher) -> None:
    assert "disguising criminal proceeds" in answer(searcher, "Tell us about money laundering.").answer


def test_an_acronym_finds_what_the_text_spells_out(searcher: Searcher) -> None:
    assert "Acquisition and Cross-Servicing Agreements" in answer(searcher, "What is an ACSA?").answer


@pytest.mark.parametrize("name", ["ASEAN", "UNDP", "MOFA"])
def test_a_name_that_the_corpus_has_is_not_said_to_be_missing(searcher: Searcher, name: str) -> None:
    given = answer(searcher, f"How much did {name} spend on submarines in FY2031?")
    assert given.status is Status.NOT_FOUND
    mentioned = given.explanation.partition("No document here mentions ")[2].partition(".")[0]
    assert "“submarines”" in mentioned
    assert name not in mentioned


@pytest.mark.parametrize("question", ["", "  \n", "x" * 100_000])
def test_a_question_that_is_none_is_refused(searcher: Searcher, question: str) -> None:
    with pytest.raises(QuestionError):
        answer(searcher, question)


@pytest.mark.parametrize("question", ["?", '(:^~`"', "。", "the of and", "\x00", "𝔘𝔫𝔦", "12345"])
def test_odd_questions_get_an_answer_object(searcher: Searcher, question: str) -> None:
    given = answer(searcher, question)
    assert given.status in Status
    assert bool(given.explanation) == (given.status is Status.NOT_FOUND)


def test_a_note_defines_a_quoted_word_that_it_does_not_repeat(searcher: Searcher) -> None:
    given = quotes(answer(searcher, 'What does "homegrown terrorism" mean?'))
    assert given == ["Note 19: Acts of terrorism by those who have grown natively in the country."]


@pytest.mark.parametrize(
    "question",
    [
        "Why did Japan leave the Bali Process?",
        "Who chairs the ASEAN-Japan Cybercrime Dialogue?",
        "When was the International Trust Fund established?",
        "Which company makes the TC-90 training aircraft?",
        "At which shipyard was the BRP Malabrigo built?",
        "Where was the agreement with Italy on defence equipment signed?",
        "Who is the prime minister of Japan?",
    ],
)
def test_a_sentence_on_the_same_thing_with_another_verb_is_no_answer(searcher: Searcher, question: str) -> None:
    assert answer(searcher, question).status is Status.NOT_FOUND


def test_what_a_part_asks_and_the_corpus_lacks_is_said_beside_the_answer_to_the_other(searcher: Searcher) -> None:
    given = answer(searcher, "When did the IHO training program start and how much does it cost?")
    assert given.status is Status.ANSWERED
    assert [bool(part.sentences) for part in given.parts] == [True, False]
    assert "an amount of money" in given.parts[1].explanation


def test_both_sides_of_a_comparison_are_quoted(searcher: Searcher) -> None:
    question = "Which got more Japanese money: the Djibouti Code of Conduct Trust Fund or the International Trust Fund?"
    told = answer(searcher, question).answer
    assert "$15.1 million" in told
    assert "$4.5 million" in told


def test_two_sides_of_a_comparison_are_two_sentences(searcher: Searcher) -> None:
    told = answer(searcher, "Has Japan given more to the IMO Djibouti fund or to the International Trust Fund?").answer
    assert "$15.1 million" in told
    assert "$4.5 million" in told


def test_a_comparison_without_its_other_side_is_as_sure_as_that(searcher: Searcher) -> None:
    given = answer(searcher, "Was more money given to UNDP than to UNICEF?")
    assert given.status is Status.NOT_FOUND
    assert given.confidence < 0.5
    assert given.explanation.startswith("Looked for an amount of money")


def test_a_side_that_stays_alone_says_why_it_is_not_answered(searcher: Searcher) -> None:
    question = "Which got more Japanese money: the Djibouti Code of Conduct Trust Fund or the Green Climate Fund?"
    why = "one side of a comparison alone answers nothing"
    given = answer(searcher, question)
    assert given.status is Status.NOT_FOUND
    assert all(part.explanation and not part.sentences for part in given.parts)
    first, second = given.parts
    assert why in first.explanation
    assert why not in second.explanation
    assert given.explanation == f"{second.explanation} {first.explanation}"  # what is missing comes first


def test_each_of_two_funds_is_answered_by_the_sentence_that_has_its_name_as_one(searcher: Searcher) -> None:
    question = (
        "How much went to the IMO Djibouti Code of Conduct Trust Fund and how much to the International Trust Fund?"
    )
    given = answer(searcher, question)
    first, second = (given.sentences[part.sentences[0]].text for part in given.parts)
    assert "$15.1 million" in first  # the International Maritime Organization and its Trust Fund are no such fund
    assert "$4.5 million" in second


def test_what_is_asked_twice_is_answered_once_and_of_many_parts_the_first_are(searcher: Searcher) -> None:
    question = "How much went to the Djibouti Code of Conduct Trust Fund?"
    assert answer(searcher, " ".join([question] * 20)).parts == ()
    many = " ".join(
        f"How much went to the {name} Fund?"
        for name in ["Lima", "Quito", "Bogota", "Osaka", "Rabat", "Accra", "Dakar", "Lagos", "Cairo"]
    )
    parts = answer(searcher, f"{question} {many}").parts
    assert [part.explanation.startswith("Not looked for") for part in parts] == [False] * 8 + [True] * 2


def test_the_same_year_is_told_by_the_sentence_before(searcher: Searcher) -> None:
    given = answer(searcher, "Since which year have the control system exercises been run in Tokyo?")
    assert "since 2017" in given.sentences[0].text
    assert "from the same year" in given.sentences[1].text


@pytest.mark.parametrize("question", ["tell me about ReCAAP", "What about ReCAAP?", "Tell us more about ReCAAP."])
def test_to_be_told_about_a_thing_is_to_be_told_what_it_is(searcher: Searcher, question: str) -> None:
    assert "the Regional Cooperation Agreement on Combating Piracy" in answer(searcher, question).answer


@pytest.mark.parametrize(
    ("keywords", "short"),
    [
        ("counter-terrorism FY2019 amount", "approximately $25 million"),
        ("money for border control FY2019", "approximately $17 million"),
        ("number of graduates IHO", "72 graduates"),
    ],
)
def test_keywords_are_a_question(searcher: Searcher, keywords: str, short: str) -> None:
    given = answer(searcher, keywords)
    assert short in [mark.of(sentence.text) for sentence in given.sentences for mark in sentence.marks]
    assert answer(searcher, keywords.replace("2019", "2021").replace("IHO", "Gavi")).status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("What sort of accord was signed with Rome?", "Signing of the Japan-Italy Agreement"),
        ("In what areas does JMOD offer CBA?", "HA/DR, military medicine, maritime security, UN PKO, etc."),
        ("Which country is pictured as Japan's joint research partner?", "Joint research with the United Kingdom"),
        ("Who headed the BIRDS-3 Project?", "led by the Japan Aerospace Exploration Agency (JAXA)"),
        ("What does the Japanese Ministry of Defense mean by capacity building assistance?", "CBA is to help other"),
        ("Which country signed an Information Security Agreement with Japan?", "Japan-Australia Information Security"),
    ],
)
def test_a_question_in_other_words_finds_what_the_text_says(searcher: Searcher, question: str, quoted: str) -> None:
    assert quoted in answer(searcher, question).answer


@pytest.mark.parametrize(
    "question",
    [
        "Where did the fourth ASEAN-Japan Cybercrime Dialogue take place?",
        "Who criticised Japan's 2014 action plan on human trafficking?",
        "Why did the Philippines return the TC-90 aircraft?",
        "What share of gross national income does Japan spend on aid?",
        "In which city was the 2009 IHO course held?",
        "What equipment are Japan and the United Kingdom researching together?",
        "The joint research with the British: what exactly is being researched?",  # the caption says no more
        "Which warship made the call at Subic?",
        "Name the 41 countries of the chart course graduates.",
        "Which article of the UNTOC is cited for the meaning of organised crime?",
        "When was the Japan-India defence ministerial meeting held?",  # IPD2019 is no year
        "Who is the Executive Director of ReCAAP-ISC? I need the name.",
        "What is the application deadline for the IHO training?",
        "What is the definition of piracy under the law of the sea?",
        "Why was the management of the Trust Fund taken away from UNODC?",
        "Which country is the biggest recipient of capacity building assistance?",
        "What share of the US$480 million for Somalia was spent on security?",
        "Which city hosted the signing with Canada?",
        "Which company manufactures the aircraft transferred to the Philippines?",  # TC-90 is no company
        "Who signed the agreement with Italy on Japan's behalf?",  # a caption without a signer
        "Is maritime security or HA/DR the larger part of JMOD's projects?",
        "What does PKO mean?",
        "Which got more money, UNDP or UNESCO?",  # one side alone compares nothing
    ],
)
def test_what_only_sounds_alike_is_refused(searcher: Searcher, question: str) -> None:
    given = answer(searcher, question)
    assert given.status is Status.NOT_FOUND
    assert given.explanation


@pytest.mark.parametrize("question", ["能力構築支援とは何ですか", "2019年のTICADはどこで開かれましたか"])
def test_names_alone_do_not_answer_a_question_that_the_model_cannot_read(searcher: Searcher, question: str) -> None:
    given = answer(searcher, question)
    assert given.status is Status.NOT_FOUND
    assert given.explanation.startswith("「")
