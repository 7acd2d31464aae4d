"""Canonical text that grows forward: a block gets its span at the moment its words are appended."""

from dataclasses import replace
from datetime import date

from corpus.records import Span
from ingest.clean import clean
from ingest.reading import Block, Reading, Role

_LINES = (Role.ITEM, Role.ROW)  # neighbours of these roles are one line apart, all others a blank line


class Builder:
    """Grows a reading block by block.

    >>> builder = Builder()
    >>> builder.add("Goals", Role.HEADING, 1)
    >>> builder.add("first", Role.ITEM, 1)
    >>> builder.add("second", Role.ITEM, 1)
    >>> builder.reading().text
    'Goals\\n\\nfirst\\nsecond'
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._apart = False

    def add(self, raw: str, role: Role, level: int = 0, label: str = "") -> None:
        """Append one block, cleaned and trimmed; nothing happens if it holds no visible character."""
        text = clean(raw).text.strip()
        if not text:
            return
        if self._blocks:
            together = role in _LINES and self._blocks[-1].role is role and not self._apart
            self._append("\n" if together else "\n\n")
        start = self._length
        self._append(text)
        self._blocks.append(Block(Span(start, self._length), role, level, label))
        self._apart = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been appended."""
        return not self._blocks

    def part(self) -> None:
        """Set the next block apart from the last by a blank line, as one list or table from the next."""
        self._apart = True

    def reading(
        self,
        title: str | None = None,
        publisher: str | None = None,
        published: date | None = None,
        language: str | None = None,
        left_out: tuple[str, ...] = (),
    ) -> Reading:
        """Everything appended so far.

        If the first heading is the only one of level 1 and none is a title, it is the title: every heading
        moves one level out. If headings under the title are marked, what was added as TEXT is PARAGRAPH:
        there is nothing left to recognise.
        """
        levels = [block.level for block in self._blocks if block.role is Role.HEADING]
        out = 1 if levels and levels[0] == 1 and levels.count(1) == 1 and 0 not in levels else 0
        marked = any(level > out for level in levels)
        blocks = tuple(_settled(block, out, marked=marked) for block in self._blocks)
        text = "".join(self._pieces)
        return Reading(text, blocks, (), title, publisher, published, language, left_out=left_out)

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def _settled(block: Block, out: int, *, marked: bool) -> Block:
    if block.role is Role.HEADING:
        return replace(block, level=block.level - out)
    return replace(block, role=Role.PARAGRAPH) if marked and block.role is Role.TEXT else block
