"""``tenkyo eval answers``: a question set asked as the service answers it, and what answering less would come to."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.progress import track

from corpus.settings import Settings
from evals.answers import Judged, contains, judge, measure
from evals.curves import Point, at_threshold
from evals.plots import reliability_plot, risk_plot
from evals.questions import Expected
from evals.report import REACHED, answers_report, reached_row, reliability_table, surest_rows, write_answers
from evals.sources import chosen, opened
from index.answer import Status, answer
from index.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Trial:
    """One question: the answer that was given, and the baseline.

    ``point`` has a confidence of -1 where nothing was answered; ``baseline`` is whether the best sentence of the best
    passage holds the answer; ``milliseconds`` are of the answer.
    """

    judged: Judged
    point: Point
    baseline: bool
    milliseconds: float


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after asking every question of a file and printing the report; nothing is judged by the exit status."""
    console = Console(stderr=True)
    with opened(arguments.collection, settings) as searcher:
        questions = chosen(arguments.file, arguments.most)
        asked = track(questions, "asking", console=console, disable=not console.is_terminal)
        trials = [trial(searcher, one) for one in asked]
        generation = searcher.generation
    judged = [one.judged for one in trials]
    report = answers_report(arguments.file.name, generation, measure(judged), judged, _beside(trials))
    Console(soft_wrap=True).print(report, markup=False, highlight=False)
    if arguments.out:
        points = [one.point for one in trials]
        plots = {"reliability.svg": reliability_plot(points), "risk-coverage.svg": risk_plot(points)}
        write_answers(arguments.out, report, judged, plots)
    return 0


def trial(searcher: Searcher, expected: Expected) -> Trial:
    """What comes of one question."""
    started = perf_counter()
    given = answer(searcher, expected.question)
    took = (perf_counter() - started) * 1000
    judged = judge(expected, given)
    answered = given.status is Status.ANSWERED
    told = given.confidence if answered else -1.0
    point = told, answered and expected.answered and judged.contains, expected.answered
    return Trial(
        judged, point, expected.answered and contains(expected, _best_sentence(searcher, given.question)), took
    )


def _best_sentence(searcher: Searcher, question: str) -> str:
    """The sentence nearest in meaning of the first passage: what always answering by likeness would quote."""
    hits = searcher.search(question, 1)
    if not hits:
        return ""
    passage = hits[0].passage
    _, each = searcher.likeness(searcher.encoder.encode_query(question), passage)
    place = max(range(len(each)), key=lambda at: each[at], default=None)
    text = searcher.store.document(passage.document_id).text
    return passage.sentences[place].of(text) if place is not None else passage.text


def _beside(trials: Sequence[Trial]) -> list[str]:
    """The baseline, what the surest answers alone come to, and the reliability of the confidence, as Markdown."""
    points = [one.point for one in trials]
    right = sum(one.baseline for one in trials) / len(trials) if trials else 1.0
    return [
        *("", f"Median time of an answer: {median(one.milliseconds for one in trials):.0f} ms." if trials else ""),
        *("", REACHED, "|---|---|---|---|---|---|"),
        reached_row("Tenkyo", at_threshold(points, 0.0)),
        f"| always the best sentence of the best passage | 1.000 | {right:.3f} | – | 0.000 | 0.000 |",
        *surest_rows(points),
        *reliability_table(points),
    ]  # fmt: skip
