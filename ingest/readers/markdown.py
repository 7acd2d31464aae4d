"""Markdown (CommonMark, tables): its words as a reader sees them, without the markup."""

import re
from collections.abc import Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import DocumentError
from ingest.readers.builder import Builder
from ingest.readers.encoding import decode
from ingest.readers.html import add_fragment
from ingest.readers.metadata import day, language_code, one_line
from ingest.reading import Reading, Role
from ingest.tables import in_cell

_DEEPEST = 100  # markdown-it leaves out what is nested deeper, without a word
_FRONT = re.compile(
    r"\A---[ \t]*\n(?P<fields>\w[\w-]*[ \t]*:.*\n(?:\w[\w-]*[ \t]*:.*\n|[ \t#-].*\n|\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(r"^([\w-]+)[ \t]*:(.*)$", re.MULTILINE)
_NOTE = re.compile(r"^( {0,3})(\[\^[^\]\s]+\]):[ \t]*", re.MULTILINE)
_HARD = "\u2028"  # a line end that is meant; clean() makes it "\n"


def read(path: Path, data: bytes) -> Reading:
    """The blocks of a Markdown file.

    Bullets are left out of the text; an ordered item keeps its number ("2. Sea lanes"), because other
    sentences refer to it. Code blocks are paragraphs. An image's alternative text becomes a caption after
    its paragraph. A definition "[^1]: …" becomes a note called "[^1]". Embedded HTML is read as HTML.
    Title, language and date come from a front matter of plain ``key: value`` lines, where there is one.

    Raises DocumentError as ``decode`` does, and for nesting too deep to be read whole.
    """
    decoded = decode(path, data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    fields = {key.lower(): value.strip(" \t\"'") for key, value in _FIELD.findall(front["fields"])} if front else {}
    body = _NOTE.sub(
        r"\1\\\2: ", text[front.end() :] if front else text
    )  # else CommonMark takes it for a link's target
    tokens = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").parse(body)
    if any(token.level >= _DEEPEST - 2 for token in tokens):
        raise DocumentError(path, f"its lists or quotations are nested {_DEEPEST} deep.", "Make it flatter.")
    walk = _Walk(path)
    for token in tokens:
        walk.take(token)
    return walk.builder.reading(
        title=one_line(fields.get("title")),
        published=day(fields.get("date")),
        language=language_code(fields.get("lang", fields.get("language"))),
        left_out=decoded.note,
    )


class _Walk:
    """What is open while the tokens of one file go by."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.builder = Builder()
        self._lists: list[bool] = []  # for each open list, whether it is ordered
        self._marker = ""  # the number of the item that has just been opened
        self._heading = 0
        self._row: list[str] | None = None
        self._heads = False  # whether the head of a table is open

    def take(self, token: Token) -> None:
        """Go on by one token."""
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1])
            case "heading_close":
                self._heading = 0
            case "bullet_list_open" | "ordered_list_open":
                if not self._lists:
                    self.builder.part()
                self._lists.append(token.type == "ordered_list_open")
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
            case "list_item_open":
                self._marker = f"{token.info}{token.markup} " if self._lists[-1] else ""
            case "table_open":
                self.builder.part()
            case "thead_open" | "thead_close":
                self._heads = token.type == "thead_open"
            case "tr_open":
                self._row = []
            case "tr_close":
                self.builder.add(" | ".join(map(in_cell, self._row or ())), Role.ROW, int(self._heads))
                self._row = None
            case "fence" | "code_block":
                self.builder.add(token.content, Role.PARAGRAPH)
            case "html_block":
                add_fragment(self._path, self.builder, token.content)
            case "inline":
                self._inline(token.children or ())

    def _inline(self, children: Sequence[Token]) -> None:
        words = _words(children)
        if self._row is not None:
            self._row.append(" ".join(words.split()))
        elif self._heading:
            self.builder.add(" ".join(words.split()), Role.HEADING, self._heading)
        elif self._lists:
            self.builder.add(self._marker + words.replace("\n", " "), Role.ITEM, len(self._lists))
            self._marker = ""
        else:
            self._paragraph(words)
        for child in children if self._row is None else ():
            if child.type == "image":
                self.builder.add(_words(child.children or ()).replace("\n", " "), Role.CAPTION)

    def _paragraph(self, words: str) -> None:
        """A paragraph, and the notes that it defines: each begins a line with its name and a colon."""
        first, *rest = _NOTE.split(words)
        self.builder.add(first.replace("\n", " "), Role.TEXT)
        for label, note in zip(rest[1::3], rest[2::3], strict=True):
            self.builder.add(f"{label} {note}".replace("\n", " "), Role.NOTE, label=label)


def _words(children: Sequence[Token]) -> str:
    """What a reader sees of inline tokens, images apart; a soft line break is a line end, a hard one ``_HARD``."""
    return re.sub(" {2,}", " ", "".join(map(_seen, children)))


def _seen(token: Token) -> str:
    match token.type:
        case "softbreak":
            return "\n"
        case "hardbreak":
            return _HARD
        case "html_inline":
            return _HARD if token.content.lower().startswith("<br") else ""
        case "image":
            return ""
    return token.content
