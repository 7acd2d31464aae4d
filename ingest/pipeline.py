"""Files to the store: each is read, cut into passages, checked and kept, or refused with a reason."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from corpus.errors import DocumentError, TenkyoError
from corpus.manifest import Described
from corpus.records import Document
from corpus.store import Contents, Origin, Store
from ingest.files import Source, find_sources
from ingest.notes import link_notes
from ingest.readers import select
from ingest.reading import Reading, Role
from ingest.recognise import recognise
from ingest.sections import build_sections
from ingest.split import Limit, split

READING = 1  # raised by one whenever the same file would come out otherwise: all files are then read anew
_BUG = "This is a fault in Tenkyo: please report it with the file."
_LONGEST_SLUG = 60


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file's outcome. ``passages`` counts what is stored of it; ``reason`` is empty where all went well."""

    path: Path
    outcome: Outcome
    document_id: str | None
    passages: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: ``done`` of ``total`` files, ``path`` the last of them, ``passages`` in all so far."""

    done: int
    total: int
    path: Path
    passages: int


def ingest(
    paths: Sequence[Path], store: Store, limit: Limit, model: str, advance: Callable[[Progress], None]
) -> tuple[FileReport, ...]:
    """A report of every file that ``paths`` mean, in the order in which they were taken.

    ``model`` names the embedding model that ``limit`` counts tokens for; another one, like a changed manifest,
    makes an unchanged file be read anew. ``advance`` is called after each file. A file that is refused leaves
    what was stored of it before, and every other file, as they were.

    Raises, before anything is stored, MissingError and ManifestError as ``find_sources`` does.
    """
    sources = find_sources(paths)
    run = _Run(store, limit, model)
    reports: list[FileReport] = []
    passages = 0
    for source in sources:
        reports.append(run.take(source))
        passages += reports[-1].passages
        advance(Progress(len(reports), len(sources), source.path, passages))
    return tuple(reports)


class _Run:
    """One ingestion: the store, and where everything in it came from."""

    def __init__(self, store: Store, limit: Limit, model: str) -> None:
        self._store = store
        self._limit = limit
        self._model = model
        self._counts = {entry.document_id: entry.passages for entry in store.catalogue()}
        self._by_file: dict[str, Origin] = {}
        self._by_id: dict[str, Origin] = {}
        self._by_content: dict[str, Origin] = {}
        for origin in store.origins():
            self._keep(origin)

    def take(self, source: Source) -> FileReport:
        """Read one file into the store if it is new or changed."""
        try:
            return self._take(source)
        except DocumentError as error:
            return FileReport(source.path, Outcome.REFUSED, None, 0, f"{error.reason} {error.remedy}")

    def _take(self, source: Source) -> FileReport:
        if source.refusal:
            raise source.refusal
        data = _load(source)
        sha256 = hashlib.sha256(data).hexdigest()
        _check_promise(source, sha256)
        recipe = _recipe(source.described, self._model, self._limit.most)
        before = self._by_file.get(str(source.path))
        if before and (before.sha256, before.recipe) == (sha256, recipe):
            return self._report(source, Outcome.UNCHANGED, before.document_id)
        twin = self._by_content.get(sha256)
        if twin and twin.origin != str(source.path) and _holds(twin):
            self._remove(before)
            reason = f"It has the content of {twin.origin}."
            return FileReport(source.path, Outcome.DUPLICATE, twin.document_id, 0, reason)
        identity = source.described.document_id if source.described else _identity(source.path, sha256)
        self._check_free(identity, source)
        self._put(_contents(source, data, sha256, identity, self._limit), source, recipe)
        if twin and twin.document_id != identity:  # the file was moved, or its id was changed
            self._remove(twin)
        return self._report(source, Outcome.CHANGED if before or twin else Outcome.ADDED, identity)

    def _put(self, contents: Contents, source: Source, recipe: str) -> None:
        document = contents.document
        self._store.put(contents, source.path, recipe)
        self._drop(self._by_file.get(str(source.path)))  # put() has taken these two out of the store
        self._drop(self._by_id.get(document.document_id))
        self._keep(Origin(document.document_id, str(source.path), document.sha256, recipe))
        self._counts[document.document_id] = len(contents.passages)

    def _report(self, source: Source, outcome: Outcome, identity: str) -> FileReport:
        return FileReport(source.path, outcome, identity, self._counts[identity])

    def _check_free(self, identity: str, source: Source) -> None:
        holder = self._by_id.get(identity)
        if holder and holder.origin != str(source.path) and Path(holder.origin).exists():
            problem = f"its id '{identity}' is that of {holder.origin}."
            raise DocumentError(source.path, problem, "Give one of the two another id in its manifest.")

    def _keep(self, origin: Origin) -> None:
        self._by_file[origin.origin] = self._by_id[origin.document_id] = self._by_content[origin.sha256] = origin

    def _drop(self, origin: Origin | None) -> None:
        for known in (self._by_file, self._by_id, self._by_content) if origin else ():
            for key in [key for key, value in known.items() if value == origin]:
                del known[key]

    def _remove(self, origin: Origin | None) -> None:
        if origin:
            self._store.remove(origin.document_id)
            self._drop(origin)


def _load(source: Source) -> bytes:
    try:
        str(source.path).encode()
    except UnicodeEncodeError:
        raise DocumentError(source.path, "its name is not UTF-8.", "Rename it.") from None
    return select.load(source.path)


def _check_promise(source: Source, sha256: str) -> None:
    promised = source.described.sha256 if source.described else None
    if promised and promised.lower() != sha256:
        problem = f"its sha256 is {sha256}, but the manifest says {promised}."
        raise DocumentError(source.path, problem, "Restore the file, or put the new digest into the manifest.")


def _recipe(described: Described | None, model: str, most: int) -> str:
    """A short digest of all that decides, besides the file's bytes, what is stored of it."""
    known = {**asdict(described), "file": None} if described else None
    told = json.dumps([READING, known, model, most], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _holds(origin: Origin) -> bool:
    """Whether the file that a document came from still has the content that was stored."""
    try:
        return hashlib.sha256(select.load(Path(origin.origin))).hexdigest() == origin.sha256
    except DocumentError:
        return False


def _identity(path: Path, sha256: str) -> str:
    """An id from a file's name and content.

    >>> _identity(Path("in/Annual Report_2019 (final).pdf"), "0123456789abcdef")
    'annual-report-2019-final-01234567'
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", path.stem).lower())
    return f"{'-'.join(words)[:_LONGEST_SLUG] or 'document'}-{sha256[:8]}"


def _contents(source: Source, data: bytes, sha256: str, identity: str, limit: Limit) -> Contents:
    try:
        reading = recognise(select.parse(source.path, data))
        document = _document(source, reading, sha256, identity)
        sections, notes = build_sections(document.title, reading), link_notes(reading)
        passages = split(document, sections, notes, reading.blocks, limit)
    except TenkyoError:
        raise
    except Exception as error:  # one file's trouble must not end the run
        raise DocumentError(source.path, f"it cannot be cut ({type(error).__name__}: {error}).", _BUG) from error
    if not passages:
        raise DocumentError(source.path, "no passage can be made of it.", "Check whether it holds more than headings.")
    contents = Contents(document, sections, passages, notes)
    _verify(source.path, contents)
    return contents


def _document(source: Source, reading: Reading, sha256: str, identity: str) -> Document:
    """The document record: what the manifest says goes before what the file says."""
    said = source.described
    headings = (
        block.span.of(reading.text) for block in reading.blocks if (block.role, block.level) == (Role.HEADING, 0)
    )
    return Document(
        document_id=identity,
        text=reading.text,
        title=(said and said.title) or reading.title or next(headings, "") or source.path.stem,
        publisher=(said and said.publisher) or reading.publisher,
        published=(said and said.published) or reading.published,
        language=(said and said.language) or reading.language,
        source=(said and said.url) or source.name,
        sha256=sha256,
        dates=said.dates if said else (),
        licence=said.licence if said else None,
        pages=reading.pages,
        supersedes=said.supersedes if said else (),
    )


def _verify(path: Path, contents: Contents) -> None:
    """Hold every passage against the text before it is kept: a quotation that is not there must never be stored."""
    text = contents.document.text
    for passage in contents.passages:
        whole = passage.span.end <= len(text) and passage.span.of(text) == passage.text and passage.text.strip()
        inside = passage.sentences and all(passage.span.contains(sentence) for sentence in passage.sentences)
        ordered = all(one.end <= following.start for one, following in pairwise(passage.sentences))
        if not (whole and inside and ordered):
            raise DocumentError(
                path, f"passage {passage.passage_id} is not what its text says at {passage.span}.", _BUG
            )
    if len({passage.passage_id for passage in contents.passages}) < len(contents.passages):
        raise DocumentError(path, "two of its passages have one id.", _BUG)
