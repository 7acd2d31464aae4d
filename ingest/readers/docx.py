"""Word documents (.docx): the text as Word shows it with every tracked change accepted."""

import io
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from corpus.errors import DocumentError
from ingest.readers.builder import Builder
from ingest.readers.docx_lists import Lists
from ingest.readers.docx_styles import Styles
from ingest.readers.docx_tables import cells_of, grid, is_data, nested, rows_of
from ingest.readers.grid import add_table
from ingest.readers.metadata import language_code, sensible_title
from ingest.readers.numbering import ordinal
from ingest.reading import Reading, Role

MOST_UNPACKED = 200_000_000  # bytes
MOST_RATIO = 200  # unpacked to packed, where more than _HARMLESS bytes are unpacked; real files stay below 30
_HARMLESS = 20_000_000
_LINE = "\u2028"  # a line end that is meant; white space of the XML is a space
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LEFT_OUT = {  # properties, deleted or moved text, readings of ruby, and older copies of what stands beside them
    *map(qn, ("w:pPr", "w:rPr", "w:sdtPr", "w:del", "w:moveFrom", "w:rt")),
    f"{_COMPATIBILITY}Fallback",
}
_SIGNS = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): _LINE, qn("w:cr"): _LINE, qn("w:noBreakHyphen"): "-"}
_TEXTS = (qn("w:t"), f"{_MATH}t")
_NOTES = {qn("w:footnoteReference"): "w:footnote", qn("w:endnoteReference"): "w:endnote"}


def read(path: Path, data: bytes) -> Reading:
    """The blocks of a Word document, in the order of its body.

    Headings by outline level or style, the style Title being level 0; list paragraphs are items; the numbers
    that Word counts for both begin their text ("2.1 Scope", "(a) …"), bullets do not. A table is rows of
    "cell | cell" (``add_table``), those within its cells after it; one of a single column only frames its
    paragraphs. Text boxes follow the paragraph that
    holds them. Footnotes are notes at the end, cited as "[1]"; endnotes as "[i]". Left out: deleted and
    hidden text, comments, headers and footers, generated tables of contents.

    Raises DocumentError for more than MOST_UNPACKED bytes or MOST_RATIO. What python-docx raises for a
    damaged file passes through.
    """
    document = docx.Document(_unpacked(path, data))
    walk = _Walk(document.part)
    walk.blocks(document.element.body)
    walk.notes()
    stated = document.core_properties
    return walk.builder.reading(
        title=sensible_title(stated.title),
        published=stated.created.date() if stated.created else None,
        language=language_code(stated.language),
        left_out=(*_left_out(document), *walk.left_out),
    )


def _left_out(document: Any) -> Iterator[str]:
    body = document.element.body
    if deleted := sum(1 for _ in body.iter(qn("w:delText"))):
        yield f"words that tracked changes delete, in {deleted} places"
    if comments := sum(1 for _ in body.iter(qn("w:commentReference"))):
        yield f"comments, {comments} in all"
    if any(True for _ in body.iter(qn("w:headerReference"), qn("w:footerReference"))):
        yield "headers and footers of the pages"


def _unpacked(path: Path, data: bytes) -> io.BytesIO:
    """The same archive without compression: whatever sizes it claims, no more is ever unpacked than is allowed."""
    left = max(_HARMLESS, min(MOST_UNPACKED, MOST_RATIO * len(data)))
    plain = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(plain, "w") as copy:
        for member in {one.filename: one for one in packed.infolist()}.values():
            with packed.open(member) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0 or member.file_size > len(content):
                problem = f"it unpacks to more than {MOST_UNPACKED:,} bytes, or {MOST_RATIO} times its size."
                raise DocumentError(
                    path, problem, "Such a file is made to do harm, or holds no document; leave it out."
                )
            copy.writestr(member.filename, content)
    return plain


class _Walk:
    """One pass over the body of a document; ``part`` is its main part."""

    def __init__(self, part: Any) -> None:
        self.builder = Builder()
        self._part = part
        self._lists = Lists(_root(part, RELATIONSHIP_TYPE.NUMBERING))
        self._styles = Styles(part.styles.element, self._lists)
        self.left_out: tuple[str, ...] = ()
        self._held = ""  # the words of a paragraph whose end a tracked change deletes: the next goes on with them
        self._cited: dict[tuple[str, str], str] = {}  # labels by kind and id of the note, in the order of citing

    def blocks(self, container: Any) -> None:
        """Append every paragraph and table of a body, cell or text box, in order."""
        for child in container:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self._end()
                self._table(child)
            elif child.tag not in _LEFT_OUT:
                self.blocks(child)  # a content control or another wrapping
        self._end()

    def _end(self) -> None:
        """Append words that no paragraph goes on with."""
        self.builder.add(self._held, Role.TEXT)
        self._held = ""

    def notes(self) -> None:
        """Append the notes that have been cited, footnotes first."""
        for tag, kind in (("w:footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("w:endnote", RELATIONSHIP_TYPE.ENDNOTES)):
            root = _root(self._part, kind)
            found = {} if root is None else {note.get(qn("w:id")): note for note in root.iterchildren(qn(tag))}
            for (cited, key), label in list(self._cited.items()):
                if cited == tag and key in found:
                    self.builder.add(f"{label} {self._flat(found[key])}", Role.NOTE, label=label)

    def _paragraph(self, paragraph: Any) -> None:
        shape = self._styles.shape(paragraph)
        boxes: list[Any] = []
        words = self._held + "".join(self._words(paragraph, boxes)).removeprefix(_LINE)
        joins = _is_joined(paragraph)
        self._held, words = (words, "") if joins else ("", words.strip())
        number = self._lists.next_marker(shape.list_id, shape.depth) if shape.list_id and not joins else ""
        if shape.role in (Role.HEADING, Role.ITEM, Role.CAPTION):
            words = " ".join(words.split())
        if shape.role is None:
            self.left_out = ("a generated table of contents or index",)
        elif words:
            self.builder.add(f"{number} {words}", shape.role, shape.level)
        for box in boxes:
            self.blocks(box)

    def _table(self, table: Any) -> None:
        """A table of data as rows, and after it those within its cells; another as what its cells hold."""
        if is_data(table):
            inner = nested(table)
            apart = frozenset(inner)
            add_table(self.builder, grid(table, lambda cell: self._flat(cell, apart)))
            for one in inner:
                self._table(one)
            return
        self.builder.part()
        for row in rows_of(table):
            for cell in cells_of(row):
                self.blocks(cell)
        self.builder.part()

    def _flat(self, element: Any, without: Collection[Any] = ()) -> str:
        """All words of a cell or a note on one line, ``without`` those elements within it."""
        return " ".join("".join(self._words(element, without=without)).split())

    def _words(self, element: Any, boxes: list[Any] | None = None, without: Collection[Any] = ()) -> Iterator[str]:
        """The words inside ``element``, in order; text boxes are put into ``boxes``, or read in place without it."""
        todo = [element]
        while todo:
            node = todo.pop()
            if node.tag in _TEXTS:
                yield (node.text or "").replace("\n", " ")
            elif node.tag in _SIGNS:
                yield _SIGNS[node.tag]
            elif node.tag in _NOTES:
                yield self._cite(_NOTES[node.tag], node.get(qn("w:id")))
            elif node.tag == qn("w:txbxContent") and boxes is not None:
                boxes.append(node)
            elif node.tag not in _LEFT_OUT and not _is_hidden(node) and node not in without:
                if node.tag == qn("w:p"):
                    yield _LINE
                todo += reversed(node)

    def _cite(self, kind: str, key: str) -> str:
        number = 1 + sum(cited == kind for cited, _ in self._cited)
        style = "decimal" if kind == "w:footnote" else "lowerRoman"  # as Word numbers them
        return self._cited.setdefault((kind, key), f"[{ordinal(number, style)}]")


def _root(part: Any, kind: str) -> Any | None:
    """The root of the part of one kind that belongs to ``part``, if there is one."""
    found = next((relation.target_part for relation in part.rels.values() if relation.reltype == kind), None)
    return None if found is None else parse_xml(found.blob)


def _is_joined(paragraph: Any) -> bool:
    """Whether the end of ``paragraph`` is deleted, so that the next one goes on with its words."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _is_hidden(node: Any) -> bool:
    hidden = node.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if node.tag == qn("w:r") else None
    return hidden is not None and hidden.get(qn("w:val")) not in ("0", "false")
