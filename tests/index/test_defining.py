"""Whether a sentence says what a thing is, however long the question is that asks for it."""

import time

from index.defining import defines
from index.question import read_question
from index.reader import Reader
from index.searcher import Searcher


def test_a_question_of_pages_is_soon_compared_with_many_sentences(quickly: Searcher) -> None:
    question = read_question("what is " + "the aid that was given to many ports " * 260, quickly.vocabulary)
    reader = Reader(quickly, question, quickly.vocabulary)
    started = time.process_time()
    assert not any(defines(reader, f"The port of the {number}th pier is open.") for number in range(10))
    assert time.process_time() - started < 2
