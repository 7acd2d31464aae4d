"""Collections in BEIR form: documents, queries, and judgements of which documents answer which query.

    FOLDER/
        corpus.jsonl        {"_id": "…", "title": "…", "text": "…"} a line
        queries.jsonl       {"_id": "…", "text": "…"} a line
        qrels/test.tsv      query id, document id, relevance; tab-separated, with or without a line of headings

An id may hold any sign, but a run file's columns end at white space. So every id is kept as ``column`` writes it,
here and in run files; that is the id itself unless it holds white space, and urllib.parse.unquote gives it back.
"""

import csv
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from corpus.errors import MissingError, UsageError
from evals.files import json_lines
from ingest.clean import clean

SPLITS = ("test", "dev", "train")  # the split that is judged: the first of these, else the first by name
FORM = "A collection is a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv, as BEIR writes them."
_FOREIGN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]|%(?=[0-9A-Fa-f]{2})")

Qrels = Mapping[str, Mapping[str, int]]  # query id → document id → relevance; above 0 is relevant


@dataclass(frozen=True, slots=True)
class Text:
    """One document of a collection, in canonical text; ``line`` counts from 1 in corpus.jsonl.

    A document that has a title and nothing else says its title: it is the ``text``, and ``title`` is empty.
    """

    document_id: str
    line: int
    title: str
    text: str

    @property
    def whole(self) -> str:
        """The text and, below it, the title: the span of a passage is the same in it as in the text alone."""
        return f"{self.text}\n\n{self.title}".rstrip()


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder, the judgements of one split, and the queries that they judge, in ascending order of id.

    ``queries`` lacks a judged query that queries.jsonl does not hold.
    """

    folder: Path
    split: str
    queries: Mapping[str, str]
    qrels: Qrels

    @property
    def name(self) -> str:
        """What the folder is called."""
        return self.folder.resolve().name

    def digest(self) -> str:
        """The sha256 of the documents' file."""
        with _existing(self.folder / "corpus.jsonl").open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def asked(self) -> list[str]:
        """The words of each query that has any; UsageError if there is none, for then there is nothing to measure."""
        words = [query for query in self.queries.values() if query.strip()]
        if not words:
            raise UsageError(f"No judged query of {self.folder} has words in queries.jsonl.", FORM)
        return words

    def texts(self) -> Iterator[Text]:
        """Every document in the order of the file, one at a time; UsageError for a line that is none or comes twice."""
        seen: set[str] = set()
        for line, found in _lines(self.folder / "corpus.jsonl"):
            identity = column(_identity(found, self.folder / "corpus.jsonl", line))
            if identity in seen:
                raise UsageError(f"{self.folder / 'corpus.jsonl'}, line {line} repeats the id {identity}.", FORM)
            seen.add(identity)
            title, text = (clean(str(found.get(key) or "")).text.strip() for key in ("title", "text"))
            yield Text(identity, line, title if text else "", text or title)


def read_collection(folder: Path) -> Collection:
    """The collection in ``folder``. MissingError if a file is not there, UsageError for a line that makes no sense."""
    split = _split(folder)
    qrels = _qrels(split)
    queries = {}
    for line, found in _lines(folder / "queries.jsonl"):
        identity = column(_identity(found, folder / "queries.jsonl", line))
        if identity in qrels:
            queries[identity] = clean(str(found.get("text") or "")).text
    return Collection(folder, split.stem, dict(sorted(queries.items())), qrels)


def column(identity: str) -> str:
    """``identity`` as one column of a run file: white space and control signs are percent-encoded, with what
    would read as such an encoding. Two ids never become one.

    >>> column("<dbpedia:A_(b)/c>"), column("Annex 1"), column("100%25")
    ('<dbpedia:A_(b)/c>', 'Annex%201', '100%2525')
    """
    return _FOREIGN.sub(lambda sign: quote(sign[0], safe="", errors="surrogatepass"), identity)


def _split(folder: Path) -> Path:
    if not folder.is_dir():
        raise MissingError(f"There is no folder {folder}.", FORM)
    found = sorted((folder / "qrels").glob("*.tsv"))
    if not found:
        raise MissingError(f"{folder} holds no judgements.", FORM)
    return min(found, key=lambda path: SPLITS.index(path.stem) if path.stem in SPLITS else len(SPLITS))


def _qrels(path: Path) -> Qrels:
    qrels: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(file, delimiter="\t")  # as BEIR reads it: an id that holds a tab stands in quotes
        for row in rows:
            if not any(row) or (rows.line_num == 1 and not _is_whole(row[-1])):
                continue
            if len(row) != 3 or not all(row) or not _is_whole(row[2]):
                raise UsageError(f"{path}, line {rows.line_num} is no judgement: {' '.join(row)[:80]!r}.", FORM)
            query, document, relevance = row
            qrels.setdefault(column(query), {})[column(document)] = int(relevance)
    if not qrels:
        raise MissingError(f"{path} holds no judgements.", FORM)
    return dict(sorted(qrels.items()))


def _is_whole(written: str) -> bool:
    return re.fullmatch(r"\s*-?[0-9]+\s*", written) is not None


def _lines(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    return json_lines(_existing(path), "JSON object", FORM, lambda number, found: (number, found))


def _identity(found: Mapping[str, Any], path: Path, line: int) -> str:
    identity = found.get("_id")
    if identity is None or identity == "":
        raise UsageError(f"{path}, line {line} has no _id.", FORM)
    return str(identity)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise MissingError(f"There is no file {path}.", FORM)
    return path
