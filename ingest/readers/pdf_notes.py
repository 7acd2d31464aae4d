"""Footnotes of a PDF page: small type at the foot, beginning with a number that stands raised in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.pdf_line import Line, joined

_SMALLER = 0.95  # times the size of the body's type
_NUMBER = re.compile(r"(\d{1,3})(?!\d|[.,]\d)\s*")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note with its number, and its lines; the number stands in brackets at its beginning."""

    number: str
    lines: tuple[Line, ...]


def take_notes(lines: Sequence[Line], body: float) -> tuple[list[Line], list[Footnote]]:
    """The lines of a page that are no footnotes, and its footnotes; both in the order given.

    A note begins with a number that is raised somewhere in the rest. Where it does, the raised number is put
    in brackets, "[3]", as is the number that begins the note: so a reader of plain text can tell it from a figure.
    """
    foot = _foot(lines, body)
    raised = {
        line.text[start:end] for at, line in enumerate(lines) if at not in foot for start, end in line.raised if start
    }
    notes: list[list[Line]] = []
    numbers: list[str] = []
    rest: list[Line] = []
    for at, line in enumerate(lines):
        number = _NUMBER.match(line.text) if at in foot else None
        if number and number[1] in raised and number[1] not in numbers:
            numbers.append(number[1])
            notes.append([line])
        elif at in foot and notes:
            if notes[-1][-1].text == numbers[-1]:  # the number was drawn apart
                notes[-1][-1] = joined(notes[-1][-1], line)
            else:
                notes[-1].append(line)
        else:
            rest.append(line)
    cited = set(numbers)
    found = [
        Footnote(number, (_labelled(first, number), *others))
        for number, (first, *others) in zip(numbers, notes, strict=True)
    ]
    return [line.bracketed(cited) for line in rest], found


def _foot(lines: Sequence[Line], body: float) -> set[int]:
    """The lines of small type with no larger type below them in their column."""
    foot: set[int] = set()
    above: list[Line] = []  # lines of the body's type, all of which lie below what is still to come
    for at in sorted(range(len(lines)), key=lambda at: lines[at].bottom):
        line = lines[at]
        if line.turned:
            continue
        small = line.size <= _SMALLER * body or _NUMBER.fullmatch(line.text) is not None
        if small and not any(one.left < line.right and line.left < one.right for one in above):
            foot.add(at)
        elif line.size > _SMALLER * body:
            above.append(line)
    return foot


def _labelled(line: Line, number: str) -> Line:
    """A note's first line with its number in brackets and a space after it."""
    raised = line.with_raised(0, len(number)).bracketed({number})
    if raised.text[len(number) + 2 : len(number) + 3] in ("", " "):
        return raised
    return joined(raised.part(0, len(number) + 2), raised.part(len(number) + 2, len(raised.text)))
