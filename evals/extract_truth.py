"""A manifest of files with ground truth: its rows, and what each file that states a truth says of the other.

``manifest.tsv`` has a header and at least these columns: ``file`` (a path from the manifest's folder), ``role``
("doc" for the files to read), ``pages`` (how many a file has, if known), ``ground_truth`` (words that name files
of the same folder; ".x" is the file itself with that suffix) and ``claimed_state`` ("ok", "zero bytes",
"damaged: …" or an encoding). What a truth file tells goes by its suffix:

    .md         the text, headings and tables that a reader of the whole file should give
    .txt        the text; several for one file are equally right tellings of it
    .akn        the text, headings and tables of an act or its notes, in Akoma Ntoso
    .csv        a table of the file, row by row
    .json       a DoclingDocument: stretches of text with their pages
    .pdf        the same document in another form: its truths hold here as well

The text of a plain text file is itself true: its bytes, decoded as the state says.
"""

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.errors import MissingError, UsageError
from evals.extract import Truth

COLUMNS = ("file", "role", "pages", "ground_truth", "claimed_state")
_PLAIN = (".txt", ".text")
_MARGINS = ("page_header", "page_footer")  # of a DoclingDocument
_BLOCKS = ("p", "heading", "num", "td", "th", "tocItem", "block", "longTitle")  # of Akoma Ntoso: words end with them


@dataclass(frozen=True, slots=True)
class Entry:
    """One file to read. ``group`` is its folder; ``stands`` says whether it is sound, "" if only reading can tell:
    "text" for one that a reader must read, "nothing" for one without a word."""

    name: str
    path: Path
    group: str
    stands: str
    truth: Truth


def read_entries(manifest: Path) -> tuple[Entry, ...]:
    """Every file with the role "doc", in the manifest's order, with its truth.

    Raises MissingError if the manifest is missing, and UsageError if a column is, or it names no file that exists.
    """
    rows = _rows(manifest)
    named = {row["file"]: row for row in rows}
    documents = [row for row in rows if row["role"] == "doc" and (manifest.parent / row["file"]).is_file()]
    if not documents:
        raise UsageError(f"{manifest} names no document that is there.", "Name a manifest beside its files.")
    return tuple(_entry(manifest.parent, row, named) for row in documents)


def markdown_truth(text: str) -> Truth:
    """The words, headings and tables of Markdown, less its marks, addresses and HTML.

    >>> markdown_truth("# Aid\\n\\nSee [here](http://a.b).\\n\\n| A | B |\\n| - | - |\\n| 1 | **2** |")
    ... # doctest: +NORMALIZE_WHITESPACE
    Truth(texts=('Aid\\nSee here.\\nA\\nB\\n1\\n2',), whole=True, headings=('Aid',),
          cells=(('A', 'B'), ('1', '2')), placed=(), pages=None)
    """
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    said: list[str] = []
    headings: list[str] = []
    rows: list[list[str]] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("fence", "code_block"):
            said.append(token.content)
        elif token.type == "inline" and before is not None:
            said.append(_inline(token))
            if before.type == "heading_open":
                headings.append(said[-1])
            elif before.type in ("td_open", "th_open"):
                rows[-1].append(said[-1])
    return Truth(("\n".join(said),), headings=tuple(headings), cells=tuple(tuple(row) for row in rows))


def legislation_truth(data: bytes) -> Truth:
    """The words, headings and tables of Akoma Ntoso, less what it says of itself in ``meta``.

    >>> legislation_truth(b"<doc><meta>x</meta><p>In <b>it</b></p><heading>H</heading></doc>").texts
    ('In it\\nH',)
    """
    root = ElementTree.fromstring(data)
    for parent in list(root.iter()):
        for child in [one for one in parent if _tag(one) == "meta"]:
            parent.remove(child)
    said = "".join(_flow(root))
    headings = tuple(" ".join("".join(one.itertext()).split()) for one in root.iter() if _tag(one) == "heading")
    rows = [[cell for cell in row if _tag(cell) in ("td", "th")] for row in root.iter() if _tag(row) == "tr"]
    cells = tuple(tuple(" ".join("".join(cell.itertext()).split()) for cell in row) for row in rows)
    return Truth((re.sub(r"\s*\n\s*", "\n", said).strip(),), headings=headings, cells=cells)


def _entry(folder: Path, row: Mapping[str, str], named: Mapping[str, Mapping[str, str]]) -> Entry:
    path, state = folder / row["file"], row["claimed_state"]
    truth = _truth(folder, row, named)
    if path.suffix.lower() in _PLAIN and not truth.texts and (decoded := _decoded(path, state)):
        truth = replace(truth, texts=(decoded,))
    sound = state.startswith("ok") or bool(truth.texts)
    stands = "nothing" if not path.stat().st_size else "text" if sound else ""
    return Entry(row["file"], path, row["file"].partition("/")[0], stands, truth)


def _truth(folder: Path, row: Mapping[str, str], named: Mapping[str, Mapping[str, str]]) -> Truth:
    """All that the named truth files tell, together."""
    pages = int(row["pages"]) if row["pages"].isdecimal() else None
    told = Truth(pages=pages)
    beside = Path(row["file"]).parent
    stem = Path(row["file"]).stem
    for word in (word.strip(",()") for word in row["ground_truth"].split()):
        name = str(beside / (stem + word if word.startswith(".") else word))
        truth = _told_by(folder, name, named)
        if truth and not (told.texts and truth.texts and _suffix(name) != ".txt"):
            told = Truth(
                told.texts + truth.texts,
                truth.whole and told.whole,
                told.headings + truth.headings,
                told.cells + truth.cells,
                told.placed + truth.placed,
                pages,
            )
    return told


def _told_by(folder: Path, name: str, named: Mapping[str, Mapping[str, str]]) -> Truth | None:
    path = folder / name
    if _suffix(name) == ".pdf" and name in named:
        return replace(_truth(folder, named[name], named), pages=None, placed=())
    if name not in named and not path.is_file():
        return None
    data = path.read_bytes()
    match _suffix(name):
        case ".md":
            return markdown_truth(data.decode("utf-8-sig"))
        case ".txt" if not name.endswith(".doctags.txt"):
            return Truth((data.decode("utf-8-sig"),))
        case ".akn":
            return legislation_truth(data)
        case ".csv":
            return _table_truth(data.decode("utf-8-sig"))
        case ".json":
            return Truth(placed=tuple(_stretches(json.loads(data))))
    return None


def _table_truth(text: str) -> Truth:
    rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text)))
    return Truth((" ".join(cell for row in rows for cell in row),), whole=False, cells=rows)


def _stretches(document: Any) -> Iterator[tuple[int, str]]:
    """The texts of a DoclingDocument that stand on one page, but for running heads: a reader should leave them out."""
    for one in document.get("texts", ()):
        pages = {place["page_no"] for place in one.get("prov", ())}
        if len(pages) == 1 and one.get("label") not in _MARGINS and any(map(str.isalnum, one["text"])):
            yield pages.pop(), one["text"]


def _decoded(path: Path, state: str) -> str | None:
    """The text of a plain text file in UTF-8 if its state is "ok", else in the encoding that its state names."""
    try:
        return path.read_bytes().decode("utf-8-sig" if state == "ok" else state)
    except (LookupError, UnicodeDecodeError):
        return None


def _inline(token: Token) -> str:
    said = (" " if one.type.endswith("break") else one.content for one in token.children or ())
    kinds = [one.type for one in token.children or ()]
    kept = (
        words
        for words, kind in zip(said, kinds, strict=True)
        if kind in ("text", "code_inline", "softbreak", "hardbreak")
    )
    return "".join(kept).strip()


def _flow(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield from _flow(child)
        yield "\n" if _tag(child) in _BLOCKS else ""
        yield child.tail or ""


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _suffix(name: str) -> str:
    return Path(name).suffix.lower()


def _rows(manifest: Path) -> Sequence[Mapping[str, str]]:
    try:
        with manifest.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                problem = f"{manifest} has no column '{missing[0]}'."
                raise UsageError(problem, f"Give it the columns {', '.join(COLUMNS)}.")
            return list(reader)
    except FileNotFoundError as error:
        raise MissingError(f"There is no manifest {manifest}.", "Name a manifest.tsv.") from error
