"""One file to everything that is stored of it: read, recognised, cut into passages, checked, and measured."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from corpus.errors import DocumentError, TenkyoError
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document
from corpus.store import Contents
from ingest.facts.extract import find_facts
from ingest.files import Source
from ingest.likeness import sketch
from ingest.notes import link_notes
from ingest.readers import select
from ingest.reading import Block, Flag, Reading, Role
from ingest.recognise import recognise
from ingest.sections import build_sections
from ingest.split import Limit, split
from ingest.titles import opening_title
from ingest.traces import trace

_BUG = "This is a fault in Tenkyo: please report it with the file."
_LONGEST_SLUG = 60


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read: ``sha256`` and ``size`` are what it was when the job was given."""

    source: Source
    sha256: str
    size: int

    @property
    def path(self) -> Path:
        """The file's absolute path."""
        return self.source.path

    @property
    def document_id(self) -> str:
        """What its document will be called: as the manifest says, else from its name and content."""
        said = self.source.described
        return said.document_id if said else identity(self.path, self.sha256)

    @property
    def password(self) -> str | None:
        """What opens it, if its manifest says so."""
        return self.source.described.password if self.source.described else None


def find_job(source: Source) -> Job:
    """The job of reading a file, by what it holds now.

    Raises DocumentError if it is refused unopened or cannot be opened, or is not what its manifest promises.
    """
    if source.refusal:
        raise source.refusal
    try:
        str(source.path).encode()
    except UnicodeEncodeError:
        raise DocumentError(source.path, "its name is not UTF-8.", "Rename it.") from None
    data = select.load(source.path)
    sha256 = hashlib.sha256(data).hexdigest()
    promised = source.described.sha256 if source.described else None
    if promised and promised.lower() != sha256:
        problem = f"its sha256 is {sha256}, but the manifest says {promised}."
        raise DocumentError(source.path, problem, "Restore the file, or put the new digest into the manifest.")
    return Job(source, sha256, len(data))


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a file, and what its record will say of it."""

    contents: Contents
    tables: int
    flags: tuple[Flag, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes contents of jobs, in any process: ``limit`` and the maker itself can be pickled if ``limit.count`` can."""

    limit: Limit
    characters: int

    def __call__(self, job: Job) -> Made:
        """What is stored of the file, held against its text.

        Raises DocumentError if it cannot be read, if it is no longer what it was when the job was given, if it
        has more than ``characters``, or if no passage can be made of it.
        """
        data = select.load(job.path)
        if hashlib.sha256(data).hexdigest() != job.sha256:
            problem = "it changed while it was read."
            raise DocumentError(job.path, problem, "Ingest it again when nothing writes to it.")
        try:
            return self._make(job, select.parse(job.path, data, job.password))
        except TenkyoError:
            raise
        except Exception as error:  # one file's trouble must not end the run
            raise DocumentError(job.path, f"it cannot be cut ({type(error).__name__}: {error}).", _BUG) from error

    def _make(self, job: Job, read: Reading) -> Made:
        if len(read.text) > self.characters:
            problem = f"it holds {len(read.text):,} characters; at most {self.characters:,} are taken in."
            raise DocumentError(job.path, problem, "Split it into smaller files.")
        reading = recognise(read)
        document = _document(job, reading)
        notes = link_notes(reading)
        sections = build_sections(document.title, reading, notes)
        passages = split(document, sections, notes, reading.blocks, self.limit)
        if not passages:
            remedy = "Check whether it holds more than headings."
            raise DocumentError(job.path, "no passage can be made of it.", remedy)
        facts = find_facts(document, passages, packaged_gazetteer(), reading.blocks)
        sketched = sketch(reading.text) + trace(document, reading.blocks)
        contents = Contents(document, sections, passages, notes, sketched, reading.packed, facts)
        _verify(job.path, contents)
        return Made(contents, _tables(reading.blocks), read.flags, read.left_out)


def identity(path: Path, sha256: str) -> str:
    """An id from a file's name and content.

    >>> identity(Path("in/Annual Report_2019 (final).pdf"), "0123456789abcdef")
    'annual-report-2019-final-01234567'
    """
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", path.stem).lower())
    return f"{'-'.join(words)[:_LONGEST_SLUG] or 'document'}-{sha256[:8]}"


def _tables(blocks: Sequence[Block]) -> int:
    """How many runs of rows there are: two tables that nothing stands between count as one."""
    return sum(role is Role.ROW for role, _ in groupby(block.role for block in blocks))


def _document(job: Job, reading: Reading) -> Document:
    """The document record: what the manifest says goes before what the file says."""
    said = job.source.described
    return Document(
        document_id=job.document_id,
        text=reading.text,
        title=(said and said.title) or reading.title or opening_title(reading) or job.path.stem,
        publisher=(said and said.publisher) or reading.publisher,
        published=(said and said.published) or reading.published,
        language=(said and said.language) or reading.language,
        source=(said and said.url) or job.source.name,
        sha256=job.sha256,
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
    for fact in contents.facts:
        if any(not detail.span.of(text).strip() or detail.span.end > len(text) for detail in fact.details):
            raise DocumentError(path, f"the fact {fact.fact_id} has a value without words.", _BUG)
    if len({passage.passage_id for passage in contents.passages}) < len(contents.passages):
        raise DocumentError(path, "two of its passages have one id.", _BUG)
