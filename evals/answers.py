"""Answers held against what was expected, question by question, and the measures over all of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.questions import Expected, fold
from index.answer import Answer, Status


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer as judged.

    ``right``: for an answerable question, answered with an expected string in the answer, all of them if all are
    asked for, and evidence quoted; for an unanswerable one, not answered. ``document_rank`` is the rank of the
    first passage of an expected document, None if there is none; ``cited`` counts the citations and
    ``supporting`` those that quote evidence; ``quoted`` counts the evidence that is quoted. ``pointed`` is whether a
    short answer that is marked and an expected one are the same or one holds the other; None without a mark.
    """

    expected: Expected
    answer: Answer
    right: bool
    contains: bool
    document_rank: int | None
    cited: int
    supporting: int
    quoted: int
    pointed: bool | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """Shares from 0 to 1 over a judged set; a share over nothing is 1.

    ``right`` over all questions; ``answered_right`` over the answerable ones; ``precision_when_answering`` is how
    often the quote contains the answer where any question, answerable or not, was answered; ``citation_precision``
    over the citations of answerable questions with evidence, and ``citation_recall`` over that evidence; ``marked`` is
    how often a short answer is marked where a question is answered rightly, ``mark_right`` how often that one is right;
    ``not_found_*`` take "not found" as the class.
    """

    questions: int
    answerable: int
    right: float
    answered_right: float
    precision_when_answering: float
    success_at_1: float
    success_at_3: float
    citation_precision: float
    citation_recall: float
    marked: float
    mark_right: float
    not_found_precision: float
    not_found_recall: float
    not_found_f1: float


def judge(expected: Expected, answer: Answer) -> Judged:
    """How ``answer`` stands against what was expected."""
    quotes = [fold(citation.quote) for citation in answer.citations]
    told = fold(" ".join(sentence.text for sentence in answer.sentences))
    evidence = [fold(one) for one in expected.evidence]
    quoted = sum(any(quote in one or one in quote for quote in quotes) for one in evidence)
    supporting = sum(any(quote in one or one in quote for one in evidence) for quote in quotes)
    holds = bool(told) and contains(expected, told)
    answered = answer.status is Status.ANSWERED
    right = answered and holds and (supporting > 0 or not evidence) if expected.answered else not answered
    ranks = [hit.rank for hit in answer.passages if hit.passage.document_id in expected.document_ids]
    rank, pointed = min(ranks, default=None), _pointed(expected, answer)
    return Judged(expected, answer, right, holds, rank, len(quotes), supporting, quoted, pointed)


def measure(judged: Sequence[Judged]) -> Measures:
    """The measures over ``judged``."""
    answerable = [one for one in judged if one.expected.answered]
    answered = [one for one in judged if one.answer.status is Status.ANSWERED]
    silent = [one for one in judged if one.answer.status is Status.NOT_FOUND]
    unanswerable = len(judged) - len(answerable)
    rightly_silent = sum(not one.expected.answered for one in silent)
    with_evidence = [one for one in answerable if one.expected.evidence]
    precision, recall = _share(rightly_silent, len(silent)), _share(rightly_silent, unanswerable)
    marks = [one.pointed for one in answerable if one.right]
    shown = [one for one in marks if one is not None]
    return Measures(
        questions=len(judged),
        answerable=len(answerable),
        right=_share(sum(one.right for one in judged), len(judged)),
        answered_right=_share(sum(one.right for one in answerable), len(answerable)),
        precision_when_answering=_share(sum(one.expected.answered and one.contains for one in answered), len(answered)),
        success_at_1=_share(sum(one.document_rank == 1 for one in answerable), len(answerable)),
        success_at_3=_share(sum((one.document_rank or 4) <= 3 for one in answerable), len(answerable)),
        citation_precision=_share(
            sum(one.supporting for one in with_evidence), sum(one.cited for one in with_evidence)
        ),
        citation_recall=_share(
            sum(one.quoted for one in with_evidence), sum(len(one.expected.evidence) for one in with_evidence)
        ),
        marked=_share(len(shown), len(marks)),
        mark_right=_share(sum(shown), len(shown)),
        not_found_precision=precision,
        not_found_recall=recall,
        not_found_f1=2 * precision * recall / (precision + recall) if precision + recall else 0.0,
    )


def contains(expected: Expected, text: str) -> bool:
    """Whether an expected answer stands in ``text``, each of them if all are asked for; case and white space aside."""
    told = fold(text)
    if expected.all_answers:
        return all(fold(one) in told for one in expected.all_answers)
    return any(fold(one) in told for one in expected.answers)


def _pointed(expected: Expected, answer: Answer) -> bool | None:
    """Whether a mark of ``answer`` and an expected string are the same or one holds the other; None without a mark."""
    marks = [fold(mark.of(sentence.text)) for sentence in answer.sentences for mark in sentence.marks]
    wanted = [fold(one) for one in (*expected.answers, *expected.all_answers)]
    return any(_holds(one, mark) or _holds(mark, one) for mark in marks for one in wanted) if marks else None


def _holds(text: str, words: str) -> bool:
    """Whether ``words`` stand in ``text`` and are no part of longer ones: "6" does not in "60 boats"."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
