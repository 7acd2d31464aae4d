"""The objects that tell, at every door, what became of each file; the others are in service/schema.py."""

from corpus.reports import Likeness, Outcome
from service.schema import Model


class Flag(Model):
    """A page that could not be read as it should be, and why; ``page`` counts from 1."""

    page: int
    reason: str


class Alike(Model):
    """Two documents that are alike; ``degree`` is between 0 and 1.

    It is the share that both have of what either has: of runs of five words or, of one text in two languages, of
    figures and names. Where the names of the files tell that they are one text, it is 1.
    """

    document_id: str
    other: str
    likeness: Likeness
    degree: float


class Report(Model):
    """The record of one file, from when it was last read. ``reason`` says why it was refused or is a duplicate.

    ``path`` is its path below the folder that was named, or its name alone where no such folder is known.
    Several files with one content name one document. ``left_out`` says what of the file is not in the text, and
    why; ``seconds`` is the time that reading took, ``memory`` the most bytes that were held meanwhile.
    """

    path: str
    outcome: Outcome
    reason: str
    document_id: str | None
    pages: int
    characters: int
    passages: int
    tables: int
    flags: list[Flag]
    left_out: list[str]
    seconds: float
    memory: int


class Reports(Model):
    """What ``GET /v1/reports`` returns: refused files first, then those with flagged pages, then the others.

    ``alike`` are documents that are nearly the same, or one text in two languages, by id, each pair once.
    """

    reports: list[Report]
    alike: list[Alike]
