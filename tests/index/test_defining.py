"""Whether a sentence says what a thing is, however long the question is that asks for it."""

from collections.abc import Callable

from index.defining import defines
from index.question import read_question
from index.reader import Reader
from index.searcher import Searcher


def test_a_question_of_pages_is_compared_with_sentences(
    quickly: Searcher, growth: Callable[[Callable[[int], object], int], float]
) -> None:
    def compared(number: int) -> bool:
        asked = read_question("what is " + "the aid that was given to many ports " * number, quickly.vocabulary)
        return defines(Reader(quickly, asked, quickly.vocabulary), "The port of the 5th pier is open.")

    assert not compared(260)
    assert growth(compared, 65) < 9
