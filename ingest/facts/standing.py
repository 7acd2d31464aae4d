"""Where the headings and captions of a document stand, by the words that a passage's path has of them."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from ingest.reading import Block, Role

_OVER = (Role.HEADING, Role.CAPTION)  # what a path is made of
_BLANK = re.compile(r"\s")


class Headings:
    """The headings and captions of a document: those of ``blocks``, which the reader told apart."""

    def __init__(self, text: str, blocks: Iterable[Block]) -> None:
        self._told: dict[str, list[tuple[int, str]]] = {}
        for block in blocks:
            if block.role in _OVER:
                words = block.span.of(text)
                self._told.setdefault(" ".join(words.split()), []).append((block.span.start, _BLANK.sub(" ", words)))

    def above(self, heading: str, at: int) -> tuple[int, str] | None:
        """Where ``heading``, with one blank between its words, begins last before ``at``, and its words in one line.

        None if it is no heading there.

        >>> from corpus.records import Span
        >>> blocks = Block(Span(0, 7), Role.HEADING), Block(Span(10, 17), Role.HEADING)
        >>> headings = Headings("Sea\\naid … Sea aid …", blocks)
        >>> headings.above("Sea aid", 5), headings.above("Sea aid", 18), headings.above("Aid", 18)
        ((0, 'Sea aid'), (10, 'Sea aid'), None)
        """
        told = self._told.get(heading, [])
        before = bisect_left(told, at, key=lambda one: one[0])
        return told[before - 1] if before else None
