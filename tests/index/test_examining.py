"""What the examiner says moves the first sound sentences, and nothing else."""

from collections.abc import Sequence
from typing import cast

import pytest

from index.answer import Status, answer
from index.encoder import Encoder
from index.examiner import Examiner, Quotation
from index.searcher import Searcher

QUESTION = "How much did Japan contribute to the IMO Djibouti Code of Conduct Trust Fund?"


class Scripted:
    """An examiner that says what it is told to, and keeps what it was asked."""

    def __init__(self, *says: float, reads: bool = True) -> None:
        self.says, self.knows = says, reads
        self.asked: list[Quotation] = []

    def reads(self, question: str) -> bool:
        return self.knows and bool(question)

    def examine(self, question: str, quotations: Sequence[Quotation]) -> list[float]:
        assert question == QUESTION
        self.asked += quotations
        return [*self.says][: len(quotations)]


@pytest.fixture
def plain(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> Searcher:
    monkeypatch.setattr(searcher, "examiner", None)
    return searcher


def test_its_word_is_among_the_signals(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    without = answer(plain, QUESTION)
    scripted = Scripted(5.0, -9.0, -9.0)
    monkeypatch.setattr(plain, "examiner", cast(Examiner, scripted))
    given = answer(plain, QUESTION)
    assert given.signals
    assert given.signals.examined == 5.0
    assert without.signals
    assert without.signals.examined is None
    assert given.sentences[0] == without.sentences[0]
    first = scripted.asked[0]
    assert "Official Development Assistance" in first.headings
    assert "$15.1 million" in first.text[first.own :]


def test_the_less_it_holds_for_an_answer_the_less_sure_that_is(
    plain: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    sure = []
    for logit in (8.0, 0.0, -12.0):
        monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(logit, logit, logit)))
        sure.append(answer(plain, QUESTION).confidence)
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > 0.95
    assert sure[2] < 0.75


def test_a_question_that_it_cannot_read_is_answered_as_without_it(
    plain: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = answer(plain, QUESTION)
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(reads=False)))
    assert answer(plain, QUESTION) == without


def test_the_packaged_one_answers_and_refuses(examining: Searcher, encoder: Encoder) -> None:
    assert examining.encoder is encoder
    assert "$15.1 million" in answer(examining, QUESTION).answer
    asked = "Which private companies took part in the exercises on cybersecurity for industrial control systems?"
    assert answer(examining, asked).status is Status.NOT_FOUND
