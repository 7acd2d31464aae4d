"""Question sets: one JSON object a line, with the evidence and the answers that are expected.

    {"id": "q1", "question": "…", "status": "answered" | "not_found", "document_ids": ["…"],
     "answers": ["…"], "all_answers": ["…"], "evidence": ["…"]}

``answers`` are strings of which one must stand in the answer; ``all_answers``, if given, must all stand there.
An answered question has one or the other.
``evidence`` are stretches of the document of which one must be quoted, if any are given. Case and white space
do not count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import MissingError
from evals.files import json_lines


@dataclass(frozen=True, slots=True)
class Expected:
    """One question and what would be right; ``answered`` is whether the corpus answers it."""

    question_id: str
    question: str
    answered: bool
    document_ids: tuple[str, ...]
    answers: tuple[str, ...]
    all_answers: tuple[str, ...]
    evidence: tuple[str, ...]


def fold(text: str) -> str:
    """``text`` without what does not count in a comparison: case and white space.

    >>> fold("Two\\n Words")
    'two words'
    """
    return " ".join(text.casefold().split())


def read_questions(path: Path) -> tuple[Expected, ...]:
    """The questions of a file in its order; MissingError if it is not there, UsageError naming a line that is off."""
    if not path.is_file():
        raise MissingError(f"There is no question set {path}.", "Name a .jsonl file of questions.")
    remedy = "Each line is an object with id, question, status, document_ids and answers, in UTF-8."
    return tuple(json_lines(path, "question", remedy, lambda _, found: _expected(found)))


def _expected(found: Mapping[str, Any]) -> Expected:
    expected = Expected(
        question_id=str(found["id"]),
        question=str(found["question"]),
        answered=found["status"] == "answered",
        document_ids=_strings(found, "document_ids"),
        answers=_strings(found, "answers"),
        all_answers=_strings(found, "all_answers"),
        evidence=_strings(found, "evidence"),
    )
    if found["status"] not in ("answered", "not_found"):
        raise ValueError("its status is neither answered nor not_found")
    if not expected.question.strip():
        raise ValueError("the question is empty")
    if expected.answered and not (expected.answers or expected.all_answers):
        raise ValueError("it is answered, but has no answers")
    return expected


def _strings(found: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = found.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{key} is not a list of strings")
    return tuple(values)
