"""The canonical text of a PDF as it grows: lines joined to blocks, with the place of every word."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.boxes import Box, pack
from corpus.records import Span
from ingest.clean import clean
from ingest.readers.pdf_line import Line, is_spaceless, words
from ingest.readers.pdf_turned import Turned
from ingest.readers.text import runs
from ingest.reading import Block, Role
from ingest.tables import in_cell

_BETWEEN = "\n\n"
_HYPHENS = "-\u2010\xad"
_PAPER = 14_400  # points; no page is larger, so that what is set further out has no place to show
_FULL = 1.5  # heights of a line that may lack at its end, if it was broken because it was full


class Writer:
    """Text, blocks and packed boxes of one file. ``known`` are the words of the file that stand within its lines."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._pieces: list[str] = []
        self._rows = False
        self.length = 0
        self.blocks: list[Block] = []
        self.packed: list[tuple[int, bytes]] = []
        self._boxes: list[Box] = []

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._pieces)

    def block(self, lines: Sequence[Line], page: int, role: Role, level: int = 0, label: str = "") -> None:
        """Write a block of lines, one under the other; words broken at a line's end are whole again."""
        self._write([("", lines)], page, role, level, label)

    def row(self, cells: Sequence[Sequence[Line]], page: int, level: int = 0) -> None:
        """Write a row of a table, "cell | cell"; a row right under another is one line below it."""
        self._write([(" | " if at else "", _held(cell)) for at, cell in enumerate(cells)], page, Role.ROW, level, "")

    def heads(self, columns: Sequence[Sequence[Sequence[Line]]], page: int) -> None:
        """Write the header of a table, of each column all the cells above it: "Year | Sum / plan | Sum / paid"."""
        parts: list[tuple[str, Sequence[Line]]] = []
        for column, cells in enumerate(columns):
            parts.append((" | " if column else "", _held(cells[0] if cells else ())))
            parts += [(" / ", _held(cell)) for cell in cells[1:]]
        self._write(parts, page, Role.ROW, 1, "")

    def part(self) -> None:
        """Set the next row apart from the last, as one table from another."""
        self._rows = False

    def end_page(self, turned: Turned | None = None) -> None:
        """Pack the boxes of what was written since the last page: there is one a word, and pages may be many.

        ``turned`` is the page if it was read turned: its boxes are kept as it is shown.
        """
        if turned:
            self._boxes = [
                Box(box.span, box.page, *turned.upright(box.left, box.bottom, box.right, box.top))
                for box in self._boxes
            ]
        self.packed += pack(self._boxes)
        self._boxes.clear()

    def plain(self, text: str) -> None:
        """Write text of which no places are known: a TEXT block for each run of lines."""
        text = clean(text).text
        for run in runs(text):
            self._begin(Role.TEXT)
            self._append(Block(Span(0, run.end - run.start), Role.TEXT), run.of(text))

    def _write(
        self, parts: Sequence[tuple[str, Sequence[Line]]], page: int, role: Role, level: int, label: str
    ) -> None:
        raw, places = _flow(parts, self._known, " " if role in (Role.ROW, Role.HEADING) else "\n")
        if not raw.strip(" |"):
            return
        cleaned = clean(raw)
        before = len(cleaned.text) - len(cleaned.text.lstrip())
        text = cleaned.text.strip()
        self._begin(role)
        start = self.length - before
        self._append(Block(Span(0, len(text)), role, level, label), text)
        for span, (left, bottom, right, top) in places:
            found = cleaned.to_text(span)
            if found.start < found.end and max(map(abs, (left, bottom, right, top))) <= _PAPER:
                self._boxes.append(Box(found.shifted(start), page, left, bottom, right, top))

    def _begin(self, role: Role) -> None:
        if self.blocks:
            self._add("\n" if self._rows and role is Role.ROW else _BETWEEN)
        self._rows = role is Role.ROW

    def _append(self, block: Block, text: str) -> None:
        self.blocks.append(Block(block.span.shifted(self.length), block.role, block.level, block.label))
        self._add(text)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self.length += len(piece)


def _held(cell: Sequence[Line]) -> list[Line]:
    """The lines of a cell, with bars that cannot be taken for its end."""
    return [replace(line, text=in_cell(line.text)) if "|" in line.text else line for line in cell]


_Place = tuple[Span, tuple[float, float, float, float]]


def _flow(parts: Sequence[tuple[str, Sequence[Line]]], known: Container[str], newline: str) -> tuple[str, list[_Place]]:
    """The raw text of lines, with what stands before each part of them; and for each word its span and its sides."""
    pieces: list[str] = []
    places: list[_Place] = []
    length = 0
    for before, lines in parts:
        pieces.append(before)
        length += len(before)
        right = max((line.right for line in lines), default=0.0)
        for line, following in pairwise([*lines, None]):
            assert line is not None
            end, glue = len(line.text), ""
            if following is not None:
                end, glue = _join(line, following, right, known, newline)
            for start, stop in words(line):
                stop = min(stop, end)
                if start < stop:
                    places.append((Span(length + start, length + stop), line.sides(start, stop)))
            pieces += (line.text[:end], glue)
            length += end + len(glue)
    return "".join(pieces), places


def _join(line: Line, following: Line, right: float, known: Container[str], newline: str) -> tuple[int, str]:
    """How much of ``line`` is kept, and what stands between it and the next.

    A hyphen between two small letters goes if the file does not use the word with it within a line. Between
    two signs of a script that sets no spaces nothing stands if the line was full.
    """
    text, after = line.text, following.text
    if text[-1] in _HYPHENS and len(text) > 1 and text[-2].isalpha() and after[:1].islower():
        head, tail = text[:-1].split(" ")[-1], after.split(" ")[0]
        if _bare(head + tail) not in known and _bare(f"{head}-{tail}") in known and text[-1] != "\xad":
            return len(text), ""
        return len(text) - 1, ""
    if text[-1] in _HYPHENS and len(text) > 1 and text[-2].isalnum() and after[:1].isalnum():
        return len(text), ""
    if is_spaceless(text[-1] + after[0]) and line.right > right - _FULL * (line.top - line.bottom):
        return len(text), ""
    return len(text), newline


def vocabulary(lines: Sequence[Line]) -> Iterator[str]:
    """The words of a page that stand within its lines, not at an end where they may be broken."""
    for line in lines:
        for word in line.text.split(" ")[:-1]:
            yield _bare(word)


def _bare(word: str) -> str:
    """A word in small letters without the punctuation around it.

    >>> _bare("(Policy-making),")
    'policy-making'
    """
    return word.casefold().strip(".,;:!?()[]“”‘’\"'")
