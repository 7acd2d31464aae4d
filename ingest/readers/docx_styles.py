"""What the styles of a Word document make of a paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from ingest.readers.docx_lists import Lists, value
from ingest.reading import Role

_BODY = 9  # the outline level that is none
_HEADING = re.compile(r"heading (\d)")
_LIST = re.compile(r"list\b.*?(\d?)")
_CONTENTS = re.compile(r"toc \d|table of (figures|authorities)|index \d")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph is; ``role`` is None for a line of a generated table of contents.

    ``list_id`` and ``depth``, 0 the outermost, say where its number comes from; None where it has none.
    """

    role: Role | None
    level: int = 0
    list_id: str | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Stated:
    """What one style, or a paragraph itself, states; None where it states nothing."""

    name: str
    outline: int | None
    list_id: str | None
    depth: int | None


class Styles:
    """The paragraph styles of one document; ``root`` is its styles part."""

    def __init__(self, root: Any, lists: Lists) -> None:
        self._lists = lists
        styles = [style for style in root.iterchildren(qn("w:style")) if style.get(qn("w:type")) == "paragraph"]
        self._styles = {style.get(qn("w:styleId")): style for style in styles}
        self._default = next(
            (style.get(qn("w:styleId")) for style in styles if style.get(qn("w:default")) == "1"), None
        )

    def shape(self, paragraph: Any) -> Shape:
        """What ``paragraph`` is: what it states itself goes before its style, and that before what it is based on."""
        own = paragraph.find(qn("w:pPr"))
        key = value(own, "w:pStyle") or self._default
        stated = [_stated("", own), *self._chain(key)]
        outline = next((one.outline for one in stated if one.outline is not None), _BODY)
        list_id = next((one.list_id for one in stated if one.list_id is not None), None)
        depth = next((one.depth for one in stated if one.depth is not None), None)
        if depth is None:
            depth = self._lists.depth_of(list_id, key)
        # "0" is how a paragraph says that it has no number although its style has one.
        return _shape([one.name for one in stated], outline, None if list_id == "0" else list_id, depth)

    def _chain(self, key: str | None) -> Iterator[_Stated]:
        seen: set[str | None] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            style = self._styles[key]
            yield _stated((value(style, "w:name") or "").lower(), style.find(qn("w:pPr")))
            key = value(style, "w:basedOn")


def _stated(name: str, properties: Any) -> _Stated:
    listed = None if properties is None else properties.find(qn("w:numPr"))
    outline, depth = value(properties, "w:outlineLvl"), value(listed, "w:ilvl")
    named = _HEADING.fullmatch(name)
    return _Stated(
        name,
        int(outline) if outline else int(named[1]) - 1 if named else None,
        value(listed, "w:numId"),
        int(depth) if depth else None,
    )


def _shape(names: list[str], outline: int, list_id: str | None, depth: int) -> Shape:
    named = next(filter(None, map(_LIST.fullmatch, names)), None)
    if any(map(_CONTENTS.fullmatch, names)):
        return Shape(None)
    if "title" in names:
        return Shape(Role.HEADING, 0, list_id, depth)
    if outline < _BODY:
        return Shape(Role.HEADING, outline + 1, list_id, depth)
    if "caption" in names:
        return Shape(Role.CAPTION)
    if named or list_id is not None:  # "List Bullet 2" is the second depth, though a list of its own
        return Shape(Role.ITEM, max(depth + 1, int(named[1] or 1) if named else 1), list_id, depth)
    return Shape(Role.TEXT)
