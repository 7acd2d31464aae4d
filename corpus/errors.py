"""Every error that Tenkyo raises on purpose, as one tree.

    TenkyoError                 the root: ``problem`` says what and where, ``remedy`` what to do next
    ├── UsageError              the caller asked for something that has no meaning (exit 2, HTTP 422)
    │   ├── SettingError        a TENKYO_* variable is unknown or has a bad value
    │   └── QuestionError       a question or query is empty, too long, or filtered by an unknown key
    ├── MissingError            a named thing does not exist (exit 1, HTTP 404)
    ├── DocumentError           one file could not be read; the others are untouched (exit 1)
    ├── ManifestError           manifest.toml is malformed or contradicts a file (exit 1)
    ├── BusyError               too much of one thing is asked for at once; later it goes (exit 1, HTTP 503)
    ├── EndpointError           a language model's endpoint fails; the quotations are shown all the same
    ├── StorageError            the home cannot be written, or another ingestion holds it (exit 1, HTTP 503)
    └── GenerationError         no generation is live, or it is damaged or made otherwise (exit 1, HTTP 503)
        ├── ModelError          a model is missing or damaged, or not the generation's
        └── DamageError         a checksum, a version or an invariant does not hold

A door turns one into words with ``str(error)``; it never needs to know the class to be polite.
"""

from pathlib import Path


class TenkyoError(Exception):
    """An error with ``problem`` (what, and where) and ``remedy`` (what to do next)."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}"


class UsageError(TenkyoError):
    """The caller asked for something that has no meaning."""


class SettingError(UsageError):
    """A ``TENKYO_*`` variable is unknown or has a bad value."""


class QuestionError(UsageError):
    """A question or query is empty, too long, or filtered by an unknown key."""


class MissingError(TenkyoError):
    """A named document, passage, file or folder does not exist."""


class DocumentError(TenkyoError):
    """One file could not be read. ``path`` names it; nothing else is affected."""

    def __init__(self, path: Path | str, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}", remedy)
        self.path = str(path)
        self.reason = problem

    def __reduce__(self) -> tuple[type["DocumentError"], tuple[str, str, str]]:
        return type(self), (self.path, self.reason, self.remedy)


class ManifestError(TenkyoError):
    """``manifest.toml`` is malformed or contradicts a file."""


class BusyError(TenkyoError):
    """Too much of one thing is asked for at once; later it goes."""


class EndpointError(TenkyoError):
    """The endpoint of a language model cannot be reached, is too slow, or does not answer as one does."""


class StorageError(TenkyoError):
    """The home cannot be written, or another ingestion holds it."""


class GenerationError(TenkyoError):
    """No generation is live, or it cannot be opened."""


class ModelError(GenerationError):
    """The embedding model or the examiner is missing or damaged, or not the one that made the generation."""


class DamageError(GenerationError):
    """A checksum, a format version or an invariant of a stored file does not hold."""
