"""The names of a question as it writes them: those that stand beside each other are one."""

import re

from index.lexical import UNSPACED
from index.question import Question

_JOINED = re.compile(r"[\s/-]| (?:of|for)(?: the)? ", re.IGNORECASE)
_LETTER = rf"[^\W{UNSPACED}]"  # of a writing that puts spaces between words
_NUMBER = re.compile(r"-\d+\b")  # as in TC-90: part of the name before it


def phrases(question: Question) -> tuple[str, ...]:
    """The names in the question as they stand there, those beside each other as one: "Green Climate Fund"."""
    joined: list[str] = []
    end = -1
    places = sorted({one.span() for name in question.names for one in found_in(question, name.said)})
    for start, stop in places:
        number = _NUMBER.match(question.text, stop)
        stop = number.end() if number else stop
        if joined and start >= end and _JOINED.fullmatch(question.text[end:start]):
            joined[-1] += question.text[end:stop]
        elif start >= end:
            joined.append(question.text[start:stop])
        end = max(end, stop)
    return tuple(dict.fromkeys(joined))


def found_in(question: Question, said: str) -> list[re.Match[str]]:
    """Where ``said`` stands in the question by itself, in any case."""
    return [*re.finditer(rf"(?<!{_LETTER}){re.escape(said)}(?!{_LETTER})", question.text, re.IGNORECASE)]
