"""Question sets: one JSON object a line, with the evidence and the answers that are expected.

    {"id": "q1", "question": "…", "status": "answered" | "not_found", "document_ids": ["…"],
     "answers": ["…"], "all_answers": ["…"], "evidence": ["…"]}

``answers`` are strings of which one must stand in the answer; ``all_answers``, if given, must all stand there.
An answered question has one or the other.
``evidence`` are stretches of the document of which one must be quoted, if any are given. Case and white space
do not count.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import MissingError, UsageError


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
    """The questions of a file in its order; MissingError if it is not there, UsageError naming a line that is off.

    UsageError also for a file that is not UTF-8.
    """
    if not path.is_file():
        raise MissingError(f"There is no question set {path}.", "Name a .jsonl file of questions.")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8 from byte {error.start} on.", "Save it as UTF-8.") from error
    return tuple(_expected(f"{path}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip())


def _expected(place: str, line: str) -> Expected:
    try:
        return _checked(json.loads(line))
    except (ValueError, KeyError, TypeError) as error:
        remedy = "Each line is an object with id, question, status, document_ids and answers."
        raise UsageError(f"{place} is no question: {error}.", remedy) from error


def _checked(found: Mapping[str, Any]) -> Expected:
    expected = Expected(
        question_id=str(found["id"]),
        question=str(found["question"]),
        answered={"answered": True, "not_found": False}[found["status"]],
        document_ids=_strings(found, "document_ids"),
        answers=_strings(found, "answers"),
        all_answers=_strings(found, "all_answers"),
        evidence=_strings(found, "evidence"),
    )
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
