"""Questions that ask several things."""

import pytest

from corpus.vocabulary import packaged_vocabulary
from index.asked import Asked
from index.parts import compares, parts
from index.question import Question, read_question

KNOWN = packaged_vocabulary()


def _parts(text: str) -> tuple[Question, ...]:
    return parts(read_question(text, KNOWN), KNOWN)


def test_a_question_of_one_thing_stays_whole() -> None:
    for text in ("What is the Lima Group?", "Off which coasts and in which gulfs do pirates sail?", "漁業とは何か"):
        assert [part.text for part in _parts(text)] == [text]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("日本はいつ、どのように支援したか", "日本はいつ支援したか"),
        ("日本はいつ、どのような支援をしたか", "日本はいつ支援をしたか"),
        ("日本はいつ、何隻の巡視船を供与したか", "日本はいつ巡視船を供与したか"),
        ("訓練はいつ、何名が参加しましたか", "訓練はいつ参加しましたか"),
        ("日本の訓練はどこで、何か国に行われましたか", "日本の訓練はどこで行われましたか"),
        ("日本の訓練はいつ、何年間行われましたか", "日本の訓練はいつ行われましたか"),
        ("日本はいつ、何を供与したか", "日本はいつ供与したか"),
    ],
)
def test_the_first_of_two_questions_in_one_has_no_piece_of_the_second(text: str, first: str) -> None:
    asked, second = text.split("、")
    about = asked[: asked.index("い") if "いつ" in asked else asked.index("ど")]
    assert [part.text for part in _parts(text)] == [first, about + second]


def test_a_part_that_refers_back_is_about_what_the_first_names() -> None:
    first, second = _parts("Who founded the Lima Fund, and how much has Peru paid into it?")
    assert [name.said for name in second.names] == ["Lima", "Fund", "Peru"]
    assert (first.predicate, second.predicate, second.asked) == ("found", "pay", Asked.AMOUNT)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("How much did Norway pay to the Lima Fund and how much to the Quito Trust?", ["Norway", "Quito", "Trust"]),
        ("How much did Norway pay to the Bank of Lima and Peru, and how much to Quito?", ["Norway", "Quito"]),
        ("How much did Norway pay to the Lima Fund and how much did Peru pay?", ["Lima", "Fund", "Peru"]),
        ("When did Norway join the Lima Fund and how much to the Quito Fund?", ["Norway", "Lima", "Fund", "Quito"]),
    ],
)
def test_a_name_takes_the_place_of_the_one_that_the_same_word_leads_in(text: str, names: list[str]) -> None:
    _, second = _parts(text)
    assert [name.said for name in second.names] == names


def test_a_year_ties_only_the_part_that_names_it() -> None:
    first, second = _parts(
        "How much did Norway pay to the Lima Fund in 2011 and when did the Lima Fund close its door?"
    )
    assert (first.figures, second.figures) == (("2011",), ())


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("How large is the Lima loan and has it been confirmed?", "has it been confirmed?"),
        ("How large is the Lima loan, and has the loan agreement been signed?", "has the loan agreement been signed?"),
        ("What does the Lima Fund pay for and are there reports?", "are there reports?"),
        ("Who led the Lima Fund and was the first to resign?", None),
        ("Which ports have tugs and have been dredged?", None),
    ],
)
def test_whether_something_is_so_is_a_part_of_its_own(text: str, second: str | None) -> None:
    asked = _parts(text)
    assert [one.text for one in asked[1:]] == ([second] if second else [])
    assert all(one.asked is Asked.TRUTH for one in asked[1:])


def test_two_words_that_ask_share_the_rest() -> None:
    where, when = _parts("Where and when was the Lima Fund founded?")
    assert (where.asked, when.asked) == (Asked.PLACE, Asked.DATE)
    assert where.terms == when.terms


@pytest.mark.parametrize(
    ("text", "one", "other", "asked"),
    [
        ("Did Norway give more to the Lima Fund or to the Quito Fund?", "Lima", "Quito", Asked.AMOUNT),
        ("Did Peru spend more on Lima than on Quito in 2011?", "Lima", "Quito", Asked.AMOUNT),
        ("Lima or Quito: which began first?", "Lima", "Quito", Asked.DATE),
        ("Has Lima produced more graduates than Quito?", "Lima", "Quito", Asked.COUNT),
        ("Compare the number of ships in Lima with that in Quito.", "Lima", "Quito", Asked.COUNT),
        ("What is the difference between Lima and Quito?", "Lima", "Quito", Asked.DEFINITION),
    ],
)
def test_a_comparison_is_read_into_its_sides(text: str, one: str, other: str, asked: Asked) -> None:
    first, second = _parts(text)
    assert compares(read_question(text, KNOWN))
    assert one in [name.said for name in first.names]
    assert one not in [name.said for name in second.names]
    assert other in [name.said for name in second.names]
    assert (first.asked, second.asked) == (asked, asked)
    assert first.figures == second.figures


def test_what_is_compared_with_a_year_that_no_text_names_is_no_comparison() -> None:
    assert not compares(read_question("Did Peru give more to the fund in 2011 than in the year before?", KNOWN))


def test_a_remark_after_a_question_is_none() -> None:
    assert len(_parts("Who heads the Lima Fund? I need the name.")) == 1
    assert len(_parts("What does the Lima Fund pay for? Name everything.")) == 1
    assert len(_parts("Who heads the Lima Fund? List its members.")) == 2


def test_acronyms_are_spelt_out_one_by_one() -> None:
    one, other = _parts("Spell out NSS and JSDF.")
    assert (one.asked, other.asked) == (Asked.EXPANSION, Asked.EXPANSION)
    assert [name.said for name in other.names] == ["JSDF"]


def test_a_remark_hides_no_comparison() -> None:
    assert len(_parts("Which was bigger: the Lima Fund or the Quito Fund? Give the amounts.")) == 2
    one, other = _parts("Was the Lima Fund or the Quito Fund given the larger sum?")
    assert "Lima" in [name.said for name in one.names]
    assert "Quito" in [name.said for name in other.names]


def test_each_side_of_a_comparison_is_asked_for_by_itself() -> None:
    one, other = _parts("Which got more money: the Lima Fund or the Quito Fund?")
    assert [name.said for name in one.names] == ["Lima", "Fund"]
    assert [name.said for name in other.names] == ["Quito", "Fund"]
    assert one.asked is other.asked is Asked.AMOUNT


@pytest.mark.parametrize(
    ("text", "sides", "asked"),
    [
        (
            "What is the difference between the Port Rules of 2010 and those of 2013 with regard to tugs?",
            [
                "What is the Port Rules of 2010 with regard to tugs",
                "What is the Port Rules of 2013 with regard to tugs",
            ],
            Asked.DEFINITION,
        ),
        (
            "Which is larger: the grant to Fiji or to Tonga?",
            ["Which is larger: the grant to Fiji", "Which is larger: the grant to Tonga"],
            Asked.AMOUNT,
        ),
        (
            "Is the loan to Fiji larger than the loan to Tonga?",
            ["larger: the loan to Fiji", "larger: the loan to Tonga"],
            Asked.AMOUNT,
        ),
        (
            "Is the loan to Fiji in 2019 larger than that to Tonga?",
            ["larger: the loan to Fiji in 2019", "larger: the loan to Tonga"],
            Asked.AMOUNT,
        ),
        (
            "Is the grant of Japan to Fiji larger than that of Australia?",
            ["larger: the grant of Japan to Fiji", "larger: the grant of Australia"],
            Asked.AMOUNT,
        ),
        ("Which has more ships, the loan or the grant?", None, Asked.COUNT),
        ("Which is higher: the number of loans to Fiji or to Tonga?", None, Asked.COUNT),
    ],
)
def test_what_the_second_side_leaves_out_is_the_first_s(text: str, sides: list[str] | None, asked: Asked) -> None:
    told = _parts(text)
    assert sides is None or [part.text for part in told] == sides
    assert {part.asked for part in told} == {asked}


def test_a_reader_is_asked_all_of_what_a_short_part_leans_on() -> None:
    first, second = _parts("Who founded the Lima Fund, and when?")
    assert (first.whole, second.whole) == ("", "Who founded the Lima Fund, and when?")


@pytest.mark.parametrize(
    ("question", "asked", "wholes"),
    [
        (
            "Which training has more graduates, that of Fiji or that of Tonga?",
            Asked.COUNT,
            ["How many graduates: that of Fiji?", "How many graduates: that of Tonga?"],
        ),
        (
            "Which received more money in 2019, border control or sport, and what were the two amounts?",
            Asked.AMOUNT,
            ["How much money in 2019: border control?", "How much money in 2019: sport?"],
        ),
        (
            "Did more aid go to Fiji or to Tonga?",
            Asked.AMOUNT,
            ["How much aid go to Fiji?", "How much aid go to Tonga?"],
        ),
        ("Fiji or Tonga: which got more?", Asked.COUNT, ["How much: Fiji?", "How much: Tonga?"]),
        (
            "Did Japan give more to Fiji than to Tonga?",
            Asked.AMOUNT,
            ["How much did Japan give to Fiji?", "How much did Japan give to Tonga?"],
        ),
        ("Which ship is older, Heron or Gull?", Asked.DATE, ["", ""]),
        ("Which was founded first, IHO or IMO?", Asked.DATE, ["When was founded: IHO?", "When was founded: IMO?"]),
    ],
)
def test_a_side_that_is_compared_is_asked_by_itself(question: str, asked: Asked, wholes: list[str]) -> None:
    told = parts(read_question(question, KNOWN), KNOWN)
    assert [(one.asked, one.whole) for one in told] == [(asked, whole) for whole in wholes]
