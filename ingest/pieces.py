"""Pieces: the lines of one block cut where their role changes, judged by the block alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest import captions
from ingest.lines import Line, begins_amid, columns, continues, ends_sentence, is_open
from ingest.marks import Mark
from ingest.reading import Block, Role

_LONGEST = 160  # characters of a heading
_MOST_WORDS = 18  # of a heading that is not capitalised as a title
_FEW_WORDS = 5  # of such a heading right above other lines, where the first line of a paragraph is easily taken for one
_WIDE = 60  # columns; a line of prose, for no row of a table and no heading is so long

_NOTE = re.compile(
    r"(?:\d{1,3}[.)]\s+)?"  # the number that a list of notes gives
    r"(?P<label>(?i:notes?)\s*\d+(?=\s*[:：.)）])|(?:脚注|注|註)\s*[0-9０-９]+|\[\d+\]|[*※]\s?[0-9０-９]+)"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|shall|must|can|could|would|should)\b|(?:です|ます|した|する)$"
)
_ASKING = re.compile(r"(?:why|how|what|where|when|who)\b", re.IGNORECASE)
_INNER_STOP = re.compile(
    r"(?:[a-z]{3}|\d|\)) ?[.!?]\s+[A-Z]|。|[.…]{3}|(?:\. ){2}"
)  # or the dots of a list of contents
_NO_HEADING = re.compile(  # a date, the number of a page, letters set apart
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
    r"|令和|平成|昭和|[\d年月日,./ -])+|page \d+.*|(?:\S{1,3} )*(?:\S ){4,}.*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one block that have one role. ``skip`` counts the signs before its words (a bullet) that its span
    leaves out. ``known`` is a block whose role the reader gave: it has no lines."""

    role: Role
    lines: tuple[Line, ...] = ()
    label: str = ""
    skip: int = 0
    known: Block | None = None

    @property
    def mark(self) -> Mark | None:
        """The mark of its first line."""
        return self.lines[0].mark if self.lines else None

    @property
    def words(self) -> str:
        """Its words on one line, without the mark."""
        return " ".join(line.text if at else line.words for at, line in enumerate(self.lines))


def cut(lines: Sequence[Line], twice: Mapping[int, int]) -> list[Piece]:
    """The pieces of one block, in order; together they hold every line.

    ``twice`` says where captions begin that stand twice (see ``captions.repeated``). A block that may be a row
    of captions, which only its neighbours can tell, is one piece of role TEXT.
    """
    if captions.is_row_of_captions(lines) and not any(line.span.start in twice for line in lines):
        return [Piece(Role.TEXT, tuple(lines))]
    return _Cutter(tuple(lines), twice).pieces()


def is_heading(words: str, alone: bool = True) -> bool:
    """Whether ``words`` read as a heading: no sentence, date, fragment or row of figures. ``alone`` says that
    nothing but their place below decides, because they stand apart from other lines or are numbered.

    >>> [is_heading(words) for words in ("Aid by field", "What is aid?", "Aid was given.", "May 2010", "of the")]
    [True, True, False, False, False]
    """
    if len(words) > _LONGEST:
        return False
    letters = sum(sign.isalpha() for sign in words)
    if letters < 2 or letters < len(words.replace(" ", "")) / 2:
        return False
    if (begins_amid(words) and words[0] not in "(（「") or is_open(words) or _INNER_STOP.search(words):
        return False
    if _NO_HEADING.fullmatch(words) or (not alone and "、" in words):
        return False
    if ends_sentence(words):
        return words[-1] in "?？"
    few = len(words.split()) <= (_MOST_WORDS if alone else _FEW_WORDS)
    return _is_capitalised(words) or (few and (bool(_ASKING.match(words)) or not _VERB.search(words)))


def _is_labelled(line: Line) -> bool:
    return line.mark is not None or bool(_NOTE.match(line.text)) or captions.begins_caption(line.text)


class _Cutter:
    """Cuts one block from its first line to its last. Numbers of lines are indices into the block."""

    def __init__(self, lines: tuple[Line, ...], twice: Mapping[int, int]) -> None:
        self._lines = lines
        self._twice = twice
        self._widest = max((columns(line.text) for line in lines), default=0)
        self._pieces: list[Piece] = []
        self._bullet: Line | None = None  # the last item with a bullet

    def pieces(self) -> list[Piece]:
        at = 0
        for stop in self._stops():
            while at < stop:
                piece = self._labelled(at, stop) or self._marked(at, stop) or self._plain(at, stop)
                self._pieces.append(piece)
                at += len(piece.lines)
        return self._pieces

    def _stops(self) -> list[int]:
        """Where a mark or a label begins a piece, rather than a wrapped line by chance; and the end."""
        stops = []
        styles: set[str] = set()
        for at, line in enumerate(self._lines):
            if line.span.start in self._twice or (at and _is_labelled(line) and self._may_begin(at, styles)):
                stops.append(at)
            if line.mark:
                styles.add(line.mark.style)
        return [*stops, len(self._lines)]

    def _may_begin(self, at: int, styles: set[str]) -> bool:
        """Whether the mark of this line is a sibling of one before, or the line before is complete."""
        line, before = self._lines[at], self._lines[at - 1]
        sibling = line.mark is not None and line.mark.style in styles
        return sibling or ends_sentence(before.text) or self._ends(at - 1)

    def _labelled(self, at: int, stop: int) -> Piece | None:
        """A caption or a note that the first line shows."""
        first = self._lines[at]
        if first.span.start in self._twice:
            return Piece(Role.CAPTION, self._lines[at : at + self._twice[first.span.start]])
        note = _NOTE.match(first.text)
        if note:
            return Piece(Role.NOTE, self._lines[at:stop], " ".join(note["label"].split()), note.start("label"))
        return Piece(Role.CAPTION, self._run(at, stop)) if captions.begins_caption(first.text) else None

    def _marked(self, at: int, stop: int) -> Piece | None:
        """An item, a numbered heading or a numbered paragraph."""
        first = self._lines[at]
        if first.mark is None:
            return None
        run = self._run(at, stop)
        if first.mark.bullet:
            self._bullet = first
            return Piece(Role.ITEM, run, skip=first.mark.length if first.words else 0)
        if self._bullet and first.indent > self._bullet.indent:
            return Piece(Role.ITEM, run)
        heading = Piece(Role.HEADING, run)
        if len(run) <= 2 and is_heading(heading.words):
            return heading
        return Piece(Role.PARAGRAPH, self._paragraph(at, stop))

    def _plain(self, at: int, stop: int) -> Piece:
        """A heading without a mark, or a paragraph; one that names its source is a caption."""
        if self._heads(at, stop):
            return Piece(Role.HEADING, self._lines[at : at + 1])
        paragraph = Piece(Role.PARAGRAPH, self._paragraph(at, stop))
        return Piece(Role.CAPTION, paragraph.lines) if captions.is_caption(paragraph.words) else paragraph

    def _heads(self, at: int, stop: int) -> bool:
        """Whether a line without a mark is a heading: alone in its block, or above something in it."""
        words = self._lines[at].text
        if captions.is_caption(words):
            return False
        if at + 1 < stop:
            return self._is_prose(at + 1, stop) and self._ends(at) and is_heading(words, alone=False)
        last = stop == len(self._lines)
        if last and self._pieces and self._pieces[-1].role not in (Role.HEADING, Role.CAPTION):
            return False
        return is_heading(words, alone=last)

    def _is_prose(self, at: int, stop: int) -> bool:
        """Whether a paragraph or a caption begins at this line, so that what stands above may be its heading."""
        text = self._lines[at].text
        wraps = at + 1 < stop and not self._ends(at)
        return wraps or ends_sentence(text) or captions.is_caption(text) or columns(text) > _WIDE

    def _run(self, at: int, stop: int) -> tuple[Line, ...]:
        """The first line with those that it was broken over."""
        first = self._lines[at]
        end = at + 1
        while end < stop:
            line, following = self._lines[end - 1 : end + 1]
            hangs = first.mark is not None and first.mark.bullet and following.indent > first.indent
            if line.words and not hangs and self._ends(end - 1):
                break
            end += 1
        return self._lines[at:end]

    def _paragraph(self, at: int, stop: int) -> tuple[Line, ...]:
        """The first paragraph: up to a line that ends a sentence and was not wrapped, or before an indented one."""
        end = at + 1
        while end < stop:
            line, following = self._lines[end - 1 : end + 1]
            indented = end - at > 1 and following.indent > line.indent
            if ends_sentence(line.text) and (indented or self._ends(end - 1)):
                break
            end += 1
        return self._lines[at:end]

    def _ends(self, at: int) -> bool:
        """Whether the next line begins something new, rather than going on with this one."""
        return not continues(self._lines[at], self._lines[at + 1], self._widest)


def _is_capitalised(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_]{4,}", words) if word[0].isupper() or word[0].islower()]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.7 * len(long)
