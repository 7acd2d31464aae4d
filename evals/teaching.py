"""``tenkyo eval train``: let the examiner learn from lessons, and say how well it reads what it did not learn from."""

import argparse
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.errors import UsageError
from corpus.settings import Settings
from evals.articles import read_articles
from evals.lessons import Exercise, Lesson, exercise, held_out, read_lessons
from evals.paragraphs import read_paragraphs
from evals.practice import practised
from evals.training import Net, Plan, learning, read
from index import mpnet

LESSONS = Path(__file__).with_name("sets") / "lessons"
OFTEN = 100  # steps after which what is learnt so far is written
SEED = 1  # of all chance: what is held out is the same in every run, also in one that goes on from another


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after learning, with the corrections written and a line printed after each pass.

    Raises MissingError and UsageError for what is no squad2-dev, no lessons, no question set or no corrections,
    UsageError for a share that is to be kept of none, GenerationError if there are question sets and nothing is live,
    ModelError if the model is not installed, StorageError if the corrections cannot be written.
    """
    if arguments.keep and not arguments.start:
        raise UsageError("--keep is a share of what --from has, and there is none.", "Give --from, or leave it out.")
    paragraphs, later = read_paragraphs(arguments.squad2, SEED)
    invented, held = held_out(read_lessons(arguments.lessons or LESSONS), SEED)
    chosen = [*_sample(paragraphs, arguments.squad2_share), *_sample(invented, arguments.share)]
    chosen += _sample(read_articles(arguments.articles or (), SEED), arguments.articles_share)
    asked = [(path, settings) for path in arguments.questions or ()]
    asked += [(path, replace(settings, home=home)) for home, path in arguments.over or ()]
    chosen += practised(asked)
    tokenizer = mpnet.tokenizer()
    net = Net(mpnet.tensors(), arguments.rank, SEED)
    if arguments.start:
        net.read(arguments.start)
    net.write(arguments.out)  # what cannot be written is better known now than hours later
    exercises = [exercise(one, tokenizer) for one in chosen]
    unseen = {"squad2-dev": [exercise(one, tokenizer) for one in later]}
    unseen["invented"] = [exercise(one, tokenizer) for one in held]
    plan, losses = Plan(arguments.epochs, arguments.rate, SEED, arguments.keep), list[float]()
    steps, told = plan.steps(len(exercises)), Console(stderr=True)
    Console().print(f"{len(exercises)} questions to learn from, in {steps} steps", highlight=False)
    learnt = learning(net, exercises, plan)
    for loss in track(learnt, "learning", total=steps, console=told, disable=not told.is_terminal):
        losses.append(loss)
        if len(losses) % OFTEN == 0:
            net.write(arguments.out)  # so that little is lost of what is ended before it is done
        if len(losses) == steps // plan.epochs:
            net.write(arguments.out)
            Console(soft_wrap=True).print(_line(losses, net, unseen), highlight=False)
            losses.clear()
    return 0


def _sample(lessons: Sequence[Lesson], share: float) -> list[Lesson]:
    """So much of ``lessons``, the same each time."""
    return random.Random(SEED).sample(lessons, round(share * len(lessons)))


def _line(losses: Sequence[float], net: Net, unseen: Mapping[str, Sequence[Exercise]]) -> str:
    """How one pass went, and how well ``net`` then reads what it did not learn from."""
    seen = {name: read(net, some) for name, some in unseen.items()}
    told = (
        f"{name}: {one.exercises} questions, area {one.area:.4f}, overlap {one.overlap:.3f}"
        for name, one in seen.items()
    )
    return "; ".join([f"loss {sum(losses) / len(losses):.3f}", *told])
