"""The numbered lists of a Word document: what Word shows before each item, which its text does not hold."""

import re
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.numbering import ordinal


def value(element: Any, tag: str) -> str | None:
    """The ``w:val`` of an element's child; None where either is missing."""
    child = None if element is None else element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


class Lists:
    """The lists of one document, and how far each has counted. ``root`` is its numbering part, if it has one.

    A list's depths, 0 the outermost, look as its abstract list says; lists that share one count on together,
    but for those that begin a depth anew.
    """

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, str] = {}  # by list
        self._depths: dict[tuple[str, int], Any] = {}  # by abstract list and depth
        self._restarts: dict[tuple[str, int], int] = {}  # by list and depth
        self._counts: dict[tuple[str, int], int] = {}  # by abstract list and depth
        for one in () if root is None else root.iterchildren(qn("w:abstractNum")):
            for depth in one.iterchildren(qn("w:lvl")):
                self._depths[one.get(qn("w:abstractNumId")), int(depth.get(qn("w:ilvl")))] = depth
        for one in () if root is None else root.iterchildren(qn("w:num")):
            list_id = one.get(qn("w:numId"))
            self._abstract[list_id] = value(one, "w:abstractNumId") or ""
            for override in one.iterchildren(qn("w:lvlOverride")):
                if start := value(override, "w:startOverride"):
                    self._restarts[list_id, int(override.get(qn("w:ilvl")))] = int(start)

    def depth_of(self, list_id: str | None, style: str | None) -> int:
        """The depth that a list gives to the paragraphs of a style; 0 if it does not name the style."""
        abstract = self._abstract.get(list_id or "")
        of_style = (key for key, depth in self._depths.items() if value(depth, "w:pStyle") == style)
        return next((depth for named, depth in of_style if named == abstract), 0)

    def next_marker(self, list_id: str, depth: int) -> str:
        """What stands before the next item at ``depth``, such as "2.1" or "(a)"; nothing before a bullet. Counts it."""
        key = (self._abstract.get(list_id, ""), depth)
        if key not in self._depths:
            return ""
        first = self._restarts.pop((list_id, depth), None)
        if first is None:
            first = self._counts[key] + 1 if key in self._counts else self._start(key)
        self._counts[key] = first
        for deeper in [other for other in self._counts if other[0] == key[0] and other[1] > depth]:
            del self._counts[deeper]
        if self._style(key) in ("bullet", "none"):
            return ""
        pattern = value(self._depths[key], "w:lvlText") or ""
        return re.sub("%([1-9])", lambda found: self._shown((key[0], int(found[1]) - 1)), pattern).strip()

    def _shown(self, key: tuple[str, int]) -> str:
        return ordinal(self._counts.get(key, self._start(key)), self._style(key))

    def _start(self, key: tuple[str, int]) -> int:
        return int(value(self._depths.get(key), "w:start") or 1)

    def _style(self, key: tuple[str, int]) -> str:
        return value(self._depths.get(key), "w:numFmt") or "decimal"
