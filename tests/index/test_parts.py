"""Questions that ask several things."""

from corpus.vocabulary import packaged_vocabulary
from index.asked import Asked
from index.parts import parts
from index.question import Question, read_question

KNOWN = packaged_vocabulary()


def _parts(text: str) -> tuple[Question, ...]:
    return parts(read_question(text, KNOWN), KNOWN)


def test_a_question_of_one_thing_stays_whole() -> None:
    for text in ("What is the Lima Group?", "Off which coasts and in which gulfs do pirates sail?", "漁業とは何か"):
        assert [part.text for part in _parts(text)] == [text]


def test_a_part_that_refers_back_is_about_what_the_first_names() -> None:
    first, second = _parts("Who founded the Lima Fund, and how much has Peru paid into it?")
    assert [name.said for name in second.names] == ["Lima", "Fund", "Peru"]
    assert (first.predicate, second.predicate, second.asked) == ("found", "pay", Asked.AMOUNT)


def test_a_year_ties_only_the_part_that_names_it() -> None:
    first, second = _parts(
        "How much did Norway pay to the Lima Fund in 2011 and when did the Lima Fund close its door?"
    )
    assert (first.figures, second.figures) == (("2011",), ())


def test_two_words_that_ask_share_the_rest() -> None:
    where, when = _parts("Where and when was the Lima Fund founded?")
    assert (where.asked, when.asked) == (Asked.PLACE, Asked.DATE)
    assert where.terms == when.terms


def test_each_side_of_a_comparison_is_asked_for_by_itself() -> None:
    one, other = _parts("Which got more money: the Lima Fund or the Quito Fund?")
    assert [name.said for name in one.names] == ["Lima", "Fund"]
    assert [name.said for name in other.names] == ["Quito", "Fund"]
    assert one.asked is other.asked is Asked.AMOUNT
