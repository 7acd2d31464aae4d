"""HTML as browsers parse it: its words without scripts, navigation and forms. Nothing is ever fetched."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import webencodings  # type: ignore[import-untyped]

from ingest.readers.builder import Builder
from ingest.readers.encoding import decode
from ingest.readers.grid import Cell, add_table
from ingest.readers.html_frame import is_frame, is_left_out, is_said
from ingest.readers.html_notes import Notes
from ingest.readers.html_tree import parse
from ingest.readers.metadata import day, language_code, one_line, sensible_title
from ingest.readers.numbering import ordinal
from ingest.readers.text import runs
from ingest.reading import Reading, Role

_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "form", "header", "h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))  # fmt: skip
_CELLS = ("td", "th")
_LISTS = ("ol", "ul", "menu", "dir")
_LAID_OUT = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6"))  # what a table of data does not hold
_HEADING = re.compile(r"h([1-6])")
_BARE_NUMBER = re.compile(r"\W*\d{0,3}(?:[.-]\d{1,3})*\W*")
_LONGEST_NUMBER = 16
_CHARSET = re.compile(rb"""(?i)<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""")
_PROLOGUE = 4096  # bytes in which an encoding may be declared
_PUBLISHER = ("citation_publisher", "dcterms.publisher", "dc.publisher", "og:site_name")
_PUBLISHED = ("citation_publication_date", "article:published_time", "dcterms.issued", "dc.date.issued",
              "dcterms.date", "dc.date", "date")  # fmt: skip
_BREAK = "\u2028"  # a line end that is meant; all other white space is one space
_BREAKS = re.compile(f"{_BREAK}+")
_AROUND_BREAK = re.compile(f" *{_BREAK} *")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read(path: Path, data: bytes) -> Reading:
    """The blocks of an HTML page, in its order.

    Where the page marks one ``main`` part, that is read, else all of it. Left out: scripts, styles,
    templates, what stands around the content (``is_frame``), form controls, drawings, deleted text, readings of
    ruby, and what is hidden. An item of an ordered list begins with its number. A table is rows of
    "cell | cell" (``add_table``), unless it only lays a page out (it holds headings or tables, or has one
    column). What a raised link to a later place of the page leads to is a note; the link's words in
    brackets, "[1]", are its label. A heading that is but a number begins the paragraph after it.

    Raises DocumentError as ``decode`` does, and for elements nested deeper than ``parse`` reads.
    """
    decoded = decode(path, data, _declared(data))
    root = parse(path, decoded.text)
    main = root.findall(".//main")
    for is_framed in (True, False):  # a page of nothing but links is read as what it is
        builder = Builder()
        walk = _Walk(builder, root, is_framed=is_framed)
        walk.run(main[0] if len(main) == 1 else root)
        if not builder.is_empty:
            break
    meta = _meta(root)
    return builder.reading(
        title=sensible_title("".join(root.findtext("./head/title") or "")),
        publisher=one_line(next((meta[name] for name in _PUBLISHER if name in meta), None)),
        published=next(filter(None, (day(meta.get(name)) for name in _PUBLISHED)), None),
        language=_language(root, main),
        left_out=(*decoded.note, *walk.left_out(whole=len(main) != 1)),
    )


def add_fragment(path: Path, builder: Builder, markup: str) -> None:
    """Append the blocks of a piece of HTML that stands in a document of another format, the file at ``path``."""
    root = parse(path, markup)
    _Walk(builder, root, is_framed=False).run(root)


def _declared(data: bytes) -> str | None:
    """The Python name of the encoding that the page declares; None if none, or none that is known."""
    found = _CHARSET.search(data[:_PROLOGUE])
    known = webencodings.lookup(found[1].decode("ascii", "replace")) if found else None
    if known is None or known.name.startswith(("utf-16", "x-user")):  # ASCII could not declare UTF-16
        return None
    return "cp932" if known.name == "shift_jis" else str(known.codec_info.name)  # what pages call Shift_JIS is cp932


def _language(root: Element, main: list[Element]) -> str | None:
    """The language that the page states outermost: for all of it, for its body, or for its main part."""
    stated = (
        language_code(node.get("lang") or node.get("xml:lang")) for node in (root, *root.findall("./body"), *main)
    )
    return next(filter(None, stated), None)


def _meta(root: Element) -> dict[str, str]:
    named = ((one.get("name") or one.get("property") or "", one.get("content") or "") for one in root.iter("meta"))
    return {name.lower(): content for name, content in named if content.strip()}


@dataclass(slots=True)
class _List:
    """An open list: the style of its numbers, empty for bullets, and the number of its next item."""

    style: str
    number: int

    def marker(self, item: Element) -> str:
        """What stands before ``item``, and counts it; nothing in a list of bullets."""
        number = _number(item.get("value"), self.number)
        self.number = number + 1
        return f"{ordinal(number, self.style)}. " if self.style else ""


class _Walk:
    """One pass over a tree, without recursion: what is open, and the words of the block that is growing."""

    def __init__(self, builder: Builder, root: Element, *, is_framed: bool = True) -> None:
        self._builder = builder
        self._notes = Notes(root)
        self._words: list[str] = []
        self._prefix = ""  # a number or a label that waits for the first words of its block
        self._lists: list[_List] = []
        self._roles: list[tuple[Role, int, str]] = [(Role.TEXT, 0, "")]
        self._preformatted = 0
        self._is_framed = is_framed
        self._frames = 0  # parts left out that stand around the content

    def left_out(self, *, whole: bool) -> tuple[str, ...]:
        """What the page shows and is not read, a line each; ``whole`` if all of the page was looked at."""
        outside = () if whole else ("all outside the part that the page marks as its main one",)
        counted = f"what stands around the content (navigation, menus, asides, footers), {self._frames} in all"
        return (*outside, counted) if self._frames else outside

    def run(self, root: Element) -> None:
        """Append every block of ``root``."""
        for event, node in self._events(root, tables=True):
            if isinstance(node, str):
                self._words.append(node)
            elif event == "table":
                self._flush()
                self._table(node)
            elif node.tag in _BLOCKS or node in self._notes.labels:
                self._flush()
                (self._open if event == "open" else self._close)(node)
        self._flush()

    def _events(self, root: Element, *, tables: bool) -> Iterator[tuple[str, Element | str]]:
        """("open" | "close", element) and ("text", words) in reading order; a table of data is ("table", element).

        What waits as a "word" is part of a sentence, whatever it is called.
        """
        todo: list[tuple[str, Element | str]] = [("open", root)]
        while todo:
            event, node = todo.pop()
            if isinstance(node, str) or event == "close":
                yield event, node
            elif node in self._notes.markers:
                yield "text", self._notes.markers[node]
            elif node.tag == "br":
                yield "text", _BREAK
            elif tables and node.tag == "table" and _is_data(node):
                yield "table", node
            elif self._is_framed and event == "open" and is_frame(node) and not self._notes.holds(node):
                self._frames += 1
            elif not is_left_out(node):
                yield "open", node
                todo.append(("close", node))
                for child in reversed(node):
                    todo += (("text", child.tail or ""), ("word" if is_said(node, child) else "open", child))
                todo.append(("text", node.text or ""))

    def _open(self, node: Element) -> None:
        if node.tag in _LISTS:
            if not self._lists:
                self._builder.part()
            style = (node.get("type") or "decimal") if node.tag == "ol" else ""
            self._lists.append(_List(style, _number(node.get("start"), 1)))
        self._preformatted += node.tag == "pre"
        self._roles.append(self._role(node))

    def _close(self, node: Element) -> None:
        self._roles.pop()
        if node.tag == "li" or node in self._notes.labels:
            self._prefix = ""
        self._preformatted -= node.tag == "pre"
        if node.tag in _LISTS:
            self._lists.pop()

    def _role(self, node: Element) -> tuple[Role, int, str]:
        heading = _HEADING.fullmatch(node.tag)
        if node in self._notes.labels:
            label = self._notes.labels[node]
            self._prefix = f"{label} "
            return Role.NOTE, 0, label
        if heading:
            return Role.HEADING, int(heading[1]), ""
        if node.tag == "li":
            self._prefix = self._lists[-1].marker(node) if self._lists else ""
            return Role.ITEM, max(1, len(self._lists)), ""
        if node.tag in ("figcaption", "caption"):
            return Role.CAPTION, 0, ""
        return self._roles[-1]

    def _flush(self) -> None:
        """Append the words gathered so far as a block; as several, where blank lines part them."""
        text = "".join(self._words)
        self._words = []
        if not text.strip():
            return
        if not self._preformatted:
            text = self._prefix + _AROUND_BREAK.sub(_BREAK, _SPACE.sub(" ", text)).strip(" " + _BREAK)
        role, level, label = self._roles[-1]
        self._prefix = f"{text} " if role is Role.HEADING and _is_bare_number(text) else ""
        if self._prefix:
            return
        if role is Role.TEXT:
            lines = text.replace(_BREAK, "\n")
            for span in runs(lines):
                self._builder.add(span.of(lines), role)
        else:
            end = " " if role is Role.HEADING else "\n"
            self._builder.add(_BREAKS.sub(end, text), role, level, label)

    def _table(self, table: Element) -> None:
        self._builder.part()
        for caption in table.findall("caption"):
            self._builder.add(self._flat(caption), Role.CAPTION)
        heads = {row for head in table.iter("thead") for row in head.iter("tr")}
        rows = [row for row in table.iter("tr") if not is_left_out(row)]
        add_table(
            self._builder, [[self._cell(cell, row in heads) for cell in row if cell.tag in _CELLS] for row in rows]
        )

    def _cell(self, cell: Element, heads: bool) -> Cell:
        across, down = (_number(cell.get(name), 1) for name in ("colspan", "rowspan"))
        return Cell(self._flat(cell), heads or cell.tag == "th", across, down)

    def _flat(self, element: Element) -> str:
        """The words of a cell on one line."""
        events = self._events(element, tables=False)
        words = (node if isinstance(node, str) else " " if node.tag in _BLOCKS else "" for _, node in events)
        return " ".join("".join(words).split())


def _is_data(table: Element) -> bool:
    """Whether a table holds data, rather than laying out a page."""
    if table.get("role") == "presentation" or any(one is not table and one.tag in _LAID_OUT for one in table.iter()):
        return False
    return any(sum(cell.tag in _CELLS for cell in row) > 1 for row in table.iter("tr"))


def _is_bare_number(heading: str) -> bool:
    """Whether a heading only numbers the paragraph after it.

    >>> [_is_bare_number(heading) for heading in ("12.", "(3)", "4.1", "•", "2019", "A")]
    [True, True, True, True, False, False]
    """
    return len(heading) <= _LONGEST_NUMBER and _BARE_NUMBER.fullmatch(heading) is not None


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and re.fullmatch("-?[0-9]{1,9}", written) else otherwise
