"""Levels of headings: from the order of their numbering styles alone, as a reader infers them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.marks import Mark


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it stands in the text; ``direct`` says that nothing but a heading stands right before it."""

    words: str
    mark: Mark | None
    direct: bool


@dataclass(slots=True)
class _Open:
    """A heading that the next one may stand under. ``style`` is "" for one without a mark; ``holds`` says that
    headings without a mark stand under this series."""

    style: str
    number: int
    level: int
    words: str
    holds: bool = False


def levels(headings: Sequence[Heading]) -> list[int]:
    """The level of each heading, 1 for the outermost; the title is not among them.

    A style of numbering that is not open yet stands under the heading before it; one that is open goes on at
    its level. A heading without a mark stands under the numbered heading before it if it directly follows it,
    if that series goes on later, or if others without a mark already stand under that series; otherwise it
    ends the series.

    >>> marks = [Mark("1.", 1, 3), Mark("(1)", 1, 4), Mark("(1)", 2, 4), Mark("1.", 2, 3), None]
    >>> levels([Heading("", mark, direct=False) for mark in marks])
    [1, 2, 2, 1, 1]
    """
    stack: list[_Open] = []
    found = []
    for at, heading in enumerate(headings):
        mark = heading.mark
        level = _unmarked(stack, headings, at) if mark is None else _marked(stack, mark)
        found.append(level)
        style, number = (mark.style, mark.number) if mark else ("", 0)
        if not stack or stack[-1].level < level:
            stack.append(_Open(style, number, level, heading.words))
        else:  # a sibling takes the place of the one before it, and what that series holds with it
            stack[-1].number, stack[-1].words = number, heading.words
    return found


def _marked(stack: list[_Open], mark: Mark) -> int:
    """The level of a numbered heading; ``stack`` is left with its parent or its elder sibling on top."""
    same = [at for at, entry in enumerate(stack) if entry.style == mark.style]
    nexts = [at for at in same if stack[at].number == mark.number - 1]
    begins_anew = not nexts and mark.number == 1 and not _is_dotted(mark) and same != [] and same[-1] < len(stack) - 1
    if same and not begins_anew:
        del stack[(nexts or same)[-1] + 1 :]
        return stack[-1].level
    while stack and stack[-1].words.casefold() in _FRONT_MATTER:
        stack.pop()
    return stack[-1].level + 1 if stack else 1


def _unmarked(stack: list[_Open], headings: Sequence[Heading], at: int) -> int:
    """The level of a heading without a mark; ``stack`` is left with its parent or its elder sibling on top."""
    while stack:
        top = stack[-1]
        if not top.style:
            return top.level
        if headings[at].direct or top.holds or _goes_on(stack, headings, at):
            top.holds = True
            return top.level + 1
        stack.pop()
    return 1


def _goes_on(stack: Sequence[_Open], headings: Sequence[Heading], at: int) -> bool:
    """Whether the series on top of the stack has another heading after ``at``, before what it stands under ends."""
    top = stack[-1]
    outer = {entry.style for entry in stack[:-1] if entry.style}
    for later in headings[at + 1 :]:
        mark = later.mark
        if mark and mark.style == top.style:
            return mark.number == top.number + 1 or mark.bullet
        if mark and mark.style in outer:
            return False
    return False


def _is_dotted(mark: Mark) -> bool:
    return mark.style.startswith("1.1")


_FRONT_MATTER = frozenset(  # chapters never stand under these
    (
        *("contents", "table of contents", "preface", "foreword", "introduction", "abstract", "summary"),
        *("executive summary", "acknowledgements", "acknowledgments", "abbreviations", "glossary"),
        *("目次", "はじめに", "序文", "まえがき", "要旨", "概要", "凡例"),
    )
)
