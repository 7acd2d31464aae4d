"""Question sets: one JSON object a line, with the evidence and the answers that are expected.

    {"id": "q1", "question": "…", "status": "answered" | "not_found", "document_ids": ["…"],
     "answers": ["…"], "all_answers": ["…"], "evidence": ["…"]}

``answers`` are strings of which one must stand in the answer; ``all_answers``, if given, must all stand there.
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
    """The questions of a file in its order; MissingError if it is not there, UsageError naming a line that is off."""
    if not path.is_file():
        raise MissingError(f"There is no question set {path}.", "Name a .jsonl file of questions.")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_expected(f"{path}, line {number}", line) for number, line in enumerate(lines, 1) if line.strip())


def _expected(place: str, line: str) -> Expected:
    try:
        found: Mapping[str, Any] = json.loads(line)
        return Expected(
            question_id=str(found["id"]),
            question=str(found["question"]),
            answered={"answered": True, "not_found": False}[found["status"]],
            document_ids=tuple(found.get("document_ids", ())),
            answers=tuple(found.get("answers", ())),
            all_answers=tuple(found.get("all_answers", ())),
            evidence=tuple(found.get("evidence", ())),
        )
    except (ValueError, KeyError, TypeError) as error:
        remedy = "Each line is an object with id, question, status, document_ids and answers."
        raise UsageError(f"{place} is no question: {error}.", remedy) from error
