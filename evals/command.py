"""``tenkyo eval``: runs over the live generation, and their reports."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.settings import Settings
from evals.answers import Judged, judge, measure
from evals.questions import read_questions
from evals.report import answers_report, write_answers
from index.answer import answer
from index.encoder import Encoder
from index.searcher import Searcher

Subparsers = argparse._SubParsersAction  # what argparse calls the thing that add_subparsers returns


def register(subparsers: "Subparsers[argparse.ArgumentParser]") -> None:
    """Add ``eval`` and its own commands to the ``tenkyo`` command."""
    evaluate = subparsers.add_parser("eval", help="measure answers and retrieval")
    kinds = evaluate.add_subparsers(dest="evaluation", required=True)
    answers = kinds.add_parser("answers", help="questions with evidence and answers, unanswerable ones included")
    answers.add_argument("file", type=Path, metavar="FILE.jsonl")
    answers.add_argument("--out", type=Path, metavar="DIR", help="write report.md and answers.jsonl there")
    answers.set_defaults(run=evaluate_answers)


def evaluate_answers(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after asking every question of a file and printing the report; nothing is judged by the exit status."""
    questions = read_questions(arguments.file)
    searcher = Searcher.open(settings.home, Encoder(settings.model))
    console = Console(stderr=True)
    asked = track(questions, "asking", console=console, disable=not console.is_terminal)
    judged: list[Judged] = [judge(expected, answer(searcher, expected.question)) for expected in asked]
    report = answers_report(arguments.file.name, searcher.generation, measure(judged), judged)
    Console(soft_wrap=True).print(report, markup=False, highlight=False)
    if arguments.out:
        write_answers(arguments.out, report, judged)
    return 0
