"""Judging by hand-made answers, so that every count can be checked by hand."""

from dataclasses import replace

from corpus.records import Citation, Kind, Passage, Span
from evals.answers import Judged, judge, measure
from evals.questions import Expected
from index.answer import Answer, Sentence, Status
from index.searcher import Hit


def answered(*quotes: str, document_id: str = "d") -> Answer:
    citations = tuple(
        Citation(document_id, "T", None, "s", (), None, Span(0, len(quote)), quote, "p", "/") for quote in quotes
    )
    sentences = tuple(Sentence(quote, (number,)) for number, quote in enumerate(quotes))
    hits = tuple(
        Hit(rank, 1.0, Passage(f"p{rank}", name, Span(0, 1), "x", (), Kind.BODY, ()))
        for rank, name in enumerate(("other", document_id), start=1)
    )
    status = Status.ANSWERED if quotes else Status.NOT_FOUND
    return Answer("Q?", status, " ".join(quotes), 0.9, sentences, citations, hits, "" if quotes else "why", "g")


def expected(answers: tuple[str, ...] = (), evidence: tuple[str, ...] = (), whole: tuple[str, ...] = ()) -> Expected:
    return Expected("q", "Q?", bool(answers), ("d",) if answers else (), answers, whole, evidence)


def test_right_needs_the_answer_and_the_evidence() -> None:
    asked = expected(("$2 million",), ("Japan gave $2 million.",))
    assert judge(asked, answered("Japan  gave\n$2 Million.")).right
    assert not judge(asked, answered("Others gave $2 million.")).right
    assert not judge(asked, answered("Japan gave")).right
    assert not judge(asked, answered()).right


def test_a_list_needs_every_item() -> None:
    asked = expected(("a",), ("alpha", "beta"), ("alpha", "beta"))
    assert judge(asked, answered("alpha", "beta")).right
    assert not judge(asked, answered("alpha")).right


def test_an_unanswerable_question_is_right_only_unanswered() -> None:
    assert judge(expected(), answered()).right
    assert not judge(expected(), answered("anything")).right


def test_the_measures_by_hand() -> None:
    asked = expected(("x",), ("x y",))
    judged: list[Judged] = [
        judge(asked, answered("x y", "noise")),  # right, one of two citations supports
        judge(asked, answered("noise")),  # wrong
        judge(asked, answered()),  # wrongly silent
        judge(expected(), answered()),  # rightly silent
        judge(expected(), answered("x y")),  # should be silent
    ]
    measures = measure(judged)
    assert (measures.questions, measures.answerable) == (5, 3)
    assert measures.right == 2 / 5
    assert measures.answered_right == 1 / 3
    assert measures.precision_when_answering == 1 / 3
    assert measures.citation_precision == 1 / 3
    assert (measures.success_at_1, measures.success_at_3) == (0.0, 1.0)
    assert (measures.not_found_precision, measures.not_found_recall, measures.not_found_f1) == (0.5, 0.5, 0.5)


def test_a_mark_is_right_if_it_and_what_was_expected_are_one_or_one_holds_the_other() -> None:
    asked = expected(("12 boats", "a dozen"), ("It gave 12 boats in 2012.",))
    given = answered("It gave 12 boats in 2012.")

    def marked(start: int, end: int) -> Judged:
        sentence = replace(given.sentences[0], marks=(Span(start, end),))
        return judge(asked, replace(given, sentences=(sentence,)))

    assert [marked(8, 10).pointed, marked(3, 24).pointed, marked(20, 24).pointed] == [True, True, False]  # 2012: no
    assert judge(asked, given).pointed is None
    measures = measure([marked(8, 16), marked(20, 24), judge(asked, given), judge(asked, answered())])
    assert (measures.marked, measures.mark_right) == (2 / 3, 1 / 2)


def test_nothing_judged_divides_by_nothing() -> None:
    assert measure([]).right == 1.0
