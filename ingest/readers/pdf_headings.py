"""Headings of a PDF: what its list of contents names, and what its type sets apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.pieces import is_heading
from ingest.readers.pdf_line import Line

_LARGER = 1.1  # times the size of the body's type
_MOST_LINES = 4
_MOST_SHARE = 0.25  # of all signs; a style that sets more than that sets no headings
_DEEPEST = 6
_PAGE = re.compile(r"\s(?:\d{1,3}|[ivxlc]+)$")  # the number of a page, as in a list of contents

Style = tuple[float, bool]  # size and boldness


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a file's own list of contents: level from 1, page from 0."""

    level: int
    page: int
    title: str


@dataclass(slots=True)
class Headings:
    """Which blocks of one file are headings, and of what level. ``body`` is the size of its common type."""

    body: float
    levels: Mapping[Style, int] = field(default_factory=dict)
    title: Style | None = None
    _named: dict[tuple[int, str], int] = field(default_factory=dict)

    def level(self, page: int, block: Sequence[Line]) -> int | None:
        """The level of ``block``, 0 for the title, None if it is no heading."""
        named = self._named.get((page, _key(_words(block))))
        if named is not None:
            return named
        if not _is_candidate(block, self.body):
            return None
        style = _style(block)
        return 0 if style == self.title else self.levels.get(style)

    def cut(self, page: int, block: Sequence[Line]) -> list[Sequence[Line]]:
        """``block`` in parts, so that each heading that the list of contents names is a part of its own."""
        start, parts = 0, []
        at = 0
        while at < len(block) and any(named == page for named, _ in self._named):
            many = next((n for n in (3, 2, 1) if (page, _key(_words(block[at : at + n]))) in self._named), 0)
            if many:
                parts += [block[start:at], block[at : at + many]]
                start = at + many
            at += many or 1
        return [part for part in [*parts, block[start:]] if part]


def find_headings(pages: Sequence[Sequence[Sequence[Line]]], contents: Iterable[Entry]) -> Headings:
    """What the blocks of all pages show together.

    Type that is larger than the body's, or bold, sets a heading. The larger it is, the higher its level, unless
    the list of contents gives its level. The largest type of the file, if it is used once and on the first page
    with text, is the title's.
    """
    sizes: Counter[float] = Counter()
    styles: Counter[Style] = Counter()
    for block in (block for page in pages for block in page):
        for line in block:
            sizes[line.size] += len(line.text)
            styles[line.size, line.bold] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    headings = Headings(body)
    headings._named = {(entry.page, _key(entry.title)): entry.level for entry in contents if _key(entry.title)}
    seen: dict[Style, list[int]] = defaultdict(list)  # the pages of the blocks in each style
    for number, page in enumerate(pages):
        for block in page:
            if _is_candidate(block, body) and styles[_style(block)] <= _MOST_SHARE * sizes.total():
                seen[_style(block)].append(number)
    largest = max(seen, default=None)
    first = next((number for number, page in enumerate(pages) if page), 0)
    if largest and seen[largest] == [first] and largest[0] > _LARGER * body and sum(map(len, seen.values())) > 1:
        headings.title = largest
    headings.levels = _levels(sorted((style for style in seen if style != headings.title), reverse=True),
                              _named_styles(pages, headings))  # fmt: skip
    return headings


def _named_styles(pages: Sequence[Sequence[Sequence[Line]]], headings: Headings) -> dict[Style, int]:
    """The level that the list of contents most often gives to what is set in each style."""
    found: dict[Style, Counter[int]] = defaultdict(Counter)
    for number, page in enumerate(pages):
        for block in page:
            level = headings._named.get((number, _key(_words(block))))
            if level is not None:
                found[_style(block)][level] += 1
    return {style: counts.most_common(1)[0][0] for style, counts in found.items()}


def _levels(styles: Sequence[Style], named: Mapping[Style, int]) -> dict[Style, int]:
    """A level for each style, from the largest type to the smallest; named ones keep theirs.

    Where the list of contents names some, another is one below the deepest of those in larger type.

    >>> _levels([(18.0, True), (14.0, True), (12.0, True)], {})
    {(18.0, True): 1, (14.0, True): 2, (12.0, True): 3}
    >>> _levels([(18.0, True), (14.0, True), (12.0, True), (11.0, True)], {(14.0, True): 2})
    {(18.0, True): 1, (14.0, True): 2, (12.0, True): 3, (11.0, True): 3}
    """
    levels: dict[Style, int] = {}
    above = 0
    for style in styles:
        levels[style] = min(named.get(style, above + 1), _DEEPEST)
        if style in named or not named:
            above = max(above, levels[style])
    return levels


def _is_candidate(block: Sequence[Line], body: float) -> bool:
    size, bold = _style(block)
    if len(block) > _MOST_LINES or any(line.turned for line in block):
        return False
    if not (size > _LARGER * body or (bold and size >= 0.98 * body)):
        return False
    words = _words(block)
    return is_heading(words) and not (_PAGE.search(words) and len(words.split()) > 2)


def _style(block: Sequence[Line]) -> Style:
    return block[0].size, all(line.bold for line in block)


def _words(block: Sequence[Line]) -> str:
    return " ".join(line.text for line in block)


def _key(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))
