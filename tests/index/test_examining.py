"""What the examiner says moves the first sound sentences, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest

from corpus.records import Kind, Span
from index.answer import Status, answer
from index.encoder import Encoder
from index.evidence import Evidence
from index.examiner import Examined, Examiner, Quotation
from index.examining import CONTEXT, UNFIT, examined
from index.question import read_question
from index.reader import Reader
from index.searcher import Searcher

QUESTION = "How much did Japan contribute to the IMO Djibouti Code of Conduct Trust Fund?"


class Scripted:
    """An examiner that says what it is told to, and keeps what it was asked."""

    def __init__(self, *says: float, reads: bool = True, but: str = "\0", about: str = QUESTION) -> None:
        self.says, self.knows, self.strange, self.about = iter(says), reads, but, about
        self.asked: list[Quotation] = []

    def reads(self, text: str) -> bool:
        return self.knows and bool(text) and self.strange not in text

    def examine(self, question: str, quotations: Sequence[Quotation]) -> list[Examined]:
        assert question.startswith(self.about[:-1])
        self.asked += quotations
        return [Examined(next(self.says)) for _ in quotations]


@pytest.fixture
def plain(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> Searcher:
    monkeypatch.setattr(searcher, "examiner", None)
    return searcher


def test_its_word_is_among_the_signals(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    without = answer(plain, QUESTION)
    scripted = Scripted(5.0, *[-9.0] * 9)
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
        monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(*[logit] * 9)))
        sure.append(answer(plain, QUESTION).confidence)
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > 0.95
    assert sure[2] < sure[0] - 0.2  # of a sentence that has every word of the question


def evidence(searcher: Searcher, score: float, kind: Kind = Kind.BODY) -> Evidence:
    """So many hundred letters of the corpus as ``score`` is high, as if they were a sound sentence."""
    hit = searcher.search(QUESTION, 1)[0]
    start = hit.passage.span.start
    passage = replace(hit.passage, kind=kind)
    return Evidence(replace(hit, passage=passage), (Span(start, start + round(100 * score)),), "", (), True, score)


def test_the_likeliest_by_both_comes_first_and_a_row_may_be_it(
    plain: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(plain, read_question(QUESTION, plain.vocabulary), plain.vocabulary)
    best, other = evidence(plain, 1.5), evidence(plain, 1.2)
    row, fourth = evidence(plain, 1.1, Kind.TABLE), evidence(plain, 1.0)
    scripted = Scripted(-6.0, 6.0)
    monkeypatch.setattr(plain, "examiner", cast(Examiner, scripted))
    told = examined(reader, [best, other, row, fourth])
    assert [(one.score, one.examined) for one in told] == [(1.2, 6.0), (1.5, -6.0), (1.1, None), (1.0, None)]
    assert len(scripted.asked) == 2  # of what is left none could come first, however sure
    far = evidence(plain, 0.2)  # 1.3 behind: more than the examiner can make good, however sure
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(-60.0, 60.0)))
    assert examined(reader, [best, far])[0].score == 1.5
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(-6.0, 9.0)))
    assert [one.examined for one in examined(reader, [best, row])] == [9.0, -6.0]


def test_what_lacks_a_kind_alone_is_sound_if_it_is_convinced(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(plain, read_question(f"{QUESTION[:-1]} in Atlantis?", plain.vocabulary), plain.vocabulary)
    best, unfit = evidence(plain, 0.9), replace(evidence(plain, 1.0), fits=False)
    lacking = replace(evidence(plain, 1.4), fits=False, lacking=("Atlantis",))
    row = replace(evidence(plain, 1.01, Kind.TABLE), fits=False)
    scripted = Scripted(UNFIT - 0.1, UNFIT, -6.0)
    monkeypatch.setattr(plain, "examiner", cast(Examiner, scripted))
    told = examined(reader, [best, lacking, unfit, row])
    assert [(one.score, one.sound, one.examined) for one in told] == [
        (1.0, True, UNFIT),
        (0.9, True, -6.0),
        (1.4, False, None),
        (1.01, False, None),
    ]
    assert len(scripted.asked) == 3
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(UNFIT - 0.1, -6.0)))
    assert examined(reader, [best, lacking, unfit]) == (replace(best, examined=-6.0), lacking, unfit)
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(UNFIT)))
    assert [one.sound for one in examined(reader, [lacking, unfit])] == [True, False]  # none was sound before


def test_what_cannot_come_first_any_more_is_not_examined(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(plain, read_question(QUESTION, plain.vocabulary), plain.vocabulary)
    first, second, third = (evidence(plain, score) for score in (1.9, 1.5, 1.2))
    scripted = Scripted(1.0, 1.0, 9.0)
    monkeypatch.setattr(plain, "examiner", cast(Examiner, scripted))
    told = examined(reader, [first, second, third])
    assert [one.examined for one in told] == [1.0, 1.0, None]  # 1.2 and all that the examiner can add are below 1.9
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(-9.0, -9.0, 9.0)))
    third = replace(third, score=1.35)
    assert [one.examined for one in examined(reader, [first, second, third])] == [9.0, -9.0, -9.0]


def test_more_are_examined_where_it_says_no_to_the_first(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(plain, read_question(QUESTION, plain.vocabulary), plain.vocabulary)
    weighed = [evidence(plain, score) for score in (1.6, 1.55, 1.5, 1.45, 1.4, 1.35, 1.3)]
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(-9.0, -9.0, -9.0, -9.0, -9.0, 8.0)))
    told = examined(reader, weighed)
    assert (told[0].score, told[0].examined) == (1.35, 8.0)
    assert [one.examined for one in told[1:]] == [-9.0] * 5 + [None]
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(-9.0, 0.5, -9.0, 8.0)))
    assert [one.examined for one in examined(reader, weighed)[:4]] == [0.5, -9.0, -9.0, None]


def test_what_the_wording_rules_out_is_not_examined(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Reader(plain, read_question(QUESTION, plain.vocabulary), plain.vocabulary)
    barred, unfit = (replace(evidence(plain, score), fits=False) for score in (1.2, 1.0))
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(UNFIT)))
    told = examined(reader, [replace(barred, barred=True), unfit])
    assert [(one.score, one.sound) for one in told] == [(1.0, True), (1.2, False)]


def test_an_unfit_sentence_that_it_cannot_read_keeps_nothing_from_being_examined(
    plain: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Reader(plain, read_question(QUESTION, plain.vocabulary), plain.vocabulary)
    best, hit = evidence(plain, 1.0), plain.search(QUESTION, 2)[1]
    foreign = Evidence(hit, (hit.passage.sentences[0],), "", (), False, 1.2)
    words = hit.passage.sentences[0].of(reader.document(hit.passage.document_id).text).split()
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Scripted(3.0, but=" ".join(words))))
    assert examined(reader, [best, foreign]) == (replace(best, examined=3.0), foreign)


def test_any_sentence_of_what_is_quoted_as_a_whole_may_answer(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    scripted = Scripted(1.0, 1.0)
    monkeypatch.setattr(plain, "examiner", cast(Examiner, scripted))
    hit = next(one for one in plain.search(QUESTION, 50) if len(one.passage.sentences) > 1)
    reader = Reader(plain, read_question(QUESTION, plain.vocabulary), plain.vocabulary)
    for own in (2, 1):
        examined(reader, [Evidence(hit, hit.passage.sentences[:2], "", (), True, 1.0, own=own)])
    whole, last = scripted.asked
    assert whole.text == last.text
    assert (whole.own, last.own > 0) == (0, True)


def test_a_sentence_is_read_with_the_words_before_it(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    scripted = Scripted(1.0)
    monkeypatch.setattr(plain, "examiner", cast(Examiner, scripted))
    hit = next(one for one in plain.search(QUESTION, 50) if len(one.passage.sentences) > 3)
    reader = Reader(plain, read_question(QUESTION, plain.vocabulary), plain.vocabulary)
    own = hit.passage.sentences[3]
    examined(reader, [Evidence(hit, (own,), "", (), True, 1.0)])
    text = reader.document(hit.passage.document_id).text
    (quotation,) = scripted.asked
    before = text[hit.passage.span.start : own.start].split()
    assert quotation.text[: quotation.own].split() == before[-CONTEXT:]
    assert quotation.text[quotation.own :].split() == own.of(text).split()


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


def test_the_words_that_it_reads_are_marked_in_the_document(plain: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pointing(Scripted):
        def examine(self, question: str, quotations: Sequence[Quotation]) -> list[Examined]:
            told = super().examine(question, quotations)
            found = [one.text.find("the International Maritime Organization", one.own) for one in quotations]
            ends = [at + len("the International Maritime Organization") for at in found]
            return [
                replace(said, words=Span(at, end) if at >= 0 else None)
                for said, at, end in zip(told, found, ends, strict=True)
            ]

    question = "Which body founded the IMO Djibouti Code of Conduct Trust Fund?"
    monkeypatch.setattr(plain, "examiner", cast(Examiner, Pointing(*[8.0] * 9, about=question)))
    given = answer(plain, question)
    (marked,) = [mark.of(one.text) for one in given.sentences for mark in one.marks]
    assert marked == "the International Maritime Organization"
