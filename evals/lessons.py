"""Lessons: questions over passages, with the words that answer or none, for the examiner to learn from.

A folder of .jsonl files, one passage a line:

    {"heading": "title › heading", "passage": "…",
     "questions": [{"question": "…", "answer": "words of the passage"}, {"question": "…", "answer": null}]}

An answer stands in its passage sign by sign, as whole words; where it stands there twice, the first place is taken.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from corpus.errors import MissingError
from corpus.records import Span
from evals.files import json_lines
from index.examiner import LONGEST, LONGEST_QUESTION
from index.mpnet import BEGIN, END

HELD_OUT = 1 / 8  # of the passages
FORM = 'Each line is an object with "heading", "passage" and "questions", each with "question" and "answer".'


@dataclass(frozen=True, slots=True)
class Lesson:
    """One question over ``passage``, and the span of it that answers, None if nothing does.

    ``place`` is the same for all lessons over one passage; ``heading`` may be empty.
    """

    place: str
    question: str
    heading: str
    passage: str
    answer: Span | None


@dataclass(frozen=True, slots=True)
class Exercise:
    """A lesson in tokens, as index/examiner.py puts them.

    ``spans`` has for each of ``ids`` what it covers of the passage, None for one that is not of the passage. The
    answer goes from token ``first`` to token ``last``; both are 0, the place of the first token of all, without one.
    """

    lesson: Lesson
    ids: tuple[int, ...]
    spans: tuple[Span | None, ...]
    first: int
    last: int


def read_lessons(folder: Path) -> tuple[Lesson, ...]:
    """The lessons of all .jsonl files of a folder, by name of file, then by line.

    Raises MissingError if there is no such file, UsageError naming a line that is none or whose answer is not in its
    passage.
    """
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise MissingError(f"{folder} holds no lessons.", "Name a folder with .jsonl files of them.")
    return tuple(lesson for path in files for lesson in _lessons(path))


def held_out(lessons: Sequence[Lesson], seed: int) -> tuple[list[Lesson], list[Lesson]]:
    """The lessons to learn from, and those over ``HELD_OUT`` of the passages; ``seed`` decides, and order is kept."""
    places = sorted({lesson.place for lesson in lessons})
    held = set(random.Random(seed).sample(places, int(len(places) * HELD_OUT)))
    return [one for one in lessons if one.place not in held], [one for one in lessons if one.place in held]


def exercise(lesson: Lesson, tokenizer: Tokenizer) -> Exercise:
    """The tokens of a lesson: the question, then heading and passage, of which the end is cut off if they are too long.

    An answer of which something is cut off is none.
    """
    frame = f"{lesson.heading} › " if lesson.heading else ""
    asked = tokenizer.encode(lesson.question, add_special_tokens=False).ids[:LONGEST_QUESTION]
    told = tokenizer.encode(frame + lesson.passage, add_special_tokens=False)
    before, most = [BEGIN, *asked, END, END], LONGEST - 4 - len(asked)
    own = [_covered(start - len(frame), end - len(frame)) for start, end in told.offsets]
    spans = (*[None] * len(before), *own[:most], None)
    lost = any(span and lesson.answer and span.overlaps(lesson.answer) for span in own[most:])
    answering = [place for place, span in enumerate(spans) if span and lesson.answer and span.overlaps(lesson.answer)]
    first, last = (answering[0], answering[-1]) if answering and not lost else (0, 0)
    return Exercise(lesson, (*before, *told.ids[:most], END), spans, first, last)


def standing(text: str, words: str) -> Span | None:
    """Where ``words`` first stand in ``text``, and are not part of longer ones; None if they do not.

    >>> standing("In 2012 it gave 12 boats", "12"), standing("In 2012", "12")
    (Span(start=16, end=18), None)
    """
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None
    return Span(*found.span()) if found else None


def _covered(start: int, end: int) -> Span | None:
    return Span(start, end) if 0 <= start < end else None


def _lessons(path: Path) -> Iterator[Lesson]:
    told = json_lines(path, "lesson", FORM, lambda number, found: [*_of_passage(f"{path.name}:{number}", found)])
    return (lesson for lessons in told for lesson in lessons)


def _of_passage(place: str, found: Mapping[str, Any]) -> Iterator[Lesson]:
    passage = str(found["passage"])
    for asked in found["questions"]:
        answer = asked["answer"]
        span = None if answer is None else standing(passage, answer)
        if answer is not None and not span:
            raise ValueError(f"the answer {answer!r} is not in the passage")
        yield Lesson(place, str(asked["question"]), str(found["heading"]), passage, span)
