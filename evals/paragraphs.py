"""Lessons of squad2-dev: its development questions, each over some sentences of a paragraph.

    FOLDER/
        corpus.jsonl                {"_id": "p0", "title": "…", "text": "…"} a line, article by article
        answers-development.jsonl   a question set (evals/questions.py)
        unanswerable.jsonl          {"_id": id of a question without an answer, "near_doc": the paragraph it is about}

A paragraph is twice as long as what the examiner is given when it is used, so a lesson has only some of its sentences:
the one that answers, or shares most words with the question, and others around it by chance.
"""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.errors import MissingError
from corpus.records import Span
from evals.collection import read_collection
from evals.files import json_lines
from evals.lessons import Lesson, standing
from evals.questions import Expected, read_questions
from ingest.sentences import sentence_spans

LEARNT = 0.8  # of the paragraphs, in the order of the file, so that no article is both learnt and held out but one
WORDS = 90  # that a window has at least, if its paragraph has them
MOST_WORDS = 115  # that it grows to
_LONG_WORD = re.compile(r"\w{4,}")


def read_paragraphs(folder: Path, seed: int) -> tuple[list[Lesson], list[Lesson]]:
    """The lessons to learn from and those held out, which are over later paragraphs; ``seed`` decides the windows.

    An answer that is not in its paragraph, as canonical text has it, is left out. Raises MissingError and UsageError
    for a folder that is not as above.
    """
    texts = {text.document_id: text.text for text in read_collection(folder).texts()}
    near = _near(folder / "unanswerable.jsonl")
    chance = random.Random(seed)
    found = [
        lesson
        for asked in read_questions(folder / "answers-development.jsonl")
        if (lesson := _lesson(asked, texts, near, chance))
    ]
    asked_of = {lesson.place for lesson in found}
    order = {place: number for number, place in enumerate(place for place in texts if place in asked_of)}
    cut = int(len(order) * LEARNT)
    return [one for one in found if order[one.place] < cut], [one for one in found if order[one.place] >= cut]


def not_learnt(folder: Path) -> list[Expected]:
    """The development questions over paragraphs that are held out, but those that are asked of others, too.

    In the file's order. Raises as ``read_paragraphs`` does.
    """
    learnt, held = ({lesson.question for lesson in part} for part in read_paragraphs(folder, seed=1))
    asked = read_questions(folder / "answers-development.jsonl")
    return [one for one in asked if one.question in held - learnt]


def window(text: str, about: Span, chance: random.Random) -> Span:
    """The sentences of ``text`` that ``about`` touches, and of those around it as many as make ``WORDS`` words.

    >>> text = "Aid grew. It fell in May. Then it stopped."
    >>> window(text, Span(10, 12), random.Random(1)).of(text)
    'Aid grew. It fell in May. Then it stopped.'
    """
    sentences = sentence_spans(text, Span(0, len(text)), "en")
    touched = [place for place, sentence in enumerate(sentences) if sentence.overlaps(about)]
    low, high = touched[0], touched[-1]
    while True:
        made = Span(sentences[low].start, sentences[high].end)
        sides = [*([(low - 1, high)] if low else []), *([(low, high + 1)] if high + 1 < len(sentences) else [])]
        if not sides or len(made.of(text).split()) >= WORDS:
            return made
        low, high = chance.choice(sides)
        if len(text[sentences[low].start : sentences[high].end].split()) > MOST_WORDS:
            return made


def nearest(text: str, question: str) -> Span:
    """The sentence of ``text`` that shares most words of four letters or more with ``question``; the first of equals.

    >>> text = "Aid grew. It fell in May. Then it stopped."
    >>> nearest(text, "When was it stopped?").of(text)
    'Then it stopped.'
    """
    asked = _words(question)
    return max(sentence_spans(text, Span(0, len(text)), "en"), key=lambda span: len(asked & _words(span.of(text))))


def _words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.casefold()))


def _lesson(asked: Expected, texts: Mapping[str, str], near: Mapping[str, str], chance: random.Random) -> Lesson | None:
    """The lesson of one question, if its paragraph is there and holds its answer."""
    place = next(iter(asked.document_ids), "") if asked.answered else near.get(asked.question_id, "")
    text = texts.get(place, "")
    answer = _found(text, asked.answers) if asked.answered else None
    if not text or (asked.answered and answer is None):
        return None
    kept = window(text, answer or nearest(text, asked.question), chance)
    span = answer and Span(answer.start - kept.start, answer.end - kept.start)
    return Lesson(place, asked.question, "", kept.of(text), span)


def _found(text: str, answers: Sequence[str]) -> Span | None:
    """Where the shortest of ``answers`` that ``text`` holds stands in it."""
    return next(filter(None, (standing(text, answer) for answer in sorted(answers, key=len))), None)


def _near(path: Path) -> dict[str, str]:
    """The paragraph that each question without an answer is about."""
    if not path.is_file():
        raise MissingError(f"There is no file {path}.", "Name a folder like squad2-dev.")
    remedy = "A line has _id and near_doc."
    return dict(json_lines(path, "such question", remedy, lambda _, found: (str(found["_id"]), str(found["near_doc"]))))
