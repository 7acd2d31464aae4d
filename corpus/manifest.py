"""manifest.toml: what is known of the documents of one folder.

One ``[[document]]`` table a document. ``id`` and ``file`` (relative to the manifest) are needed; ``title``,
``publisher``, ``published`` (a date), ``language``, ``dates``, ``licence``, ``url``, ``sha256``, ``supersedes`` and
``password`` (which opens an encrypted file, and is kept nowhere else) may follow. A key that is not one of these is
an error, so that a slip of the pen is seen.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import ManifestError

NAME = "manifest.toml"
_TEXTS = ("id", "file", "title", "publisher", "language", "licence", "url", "sha256", "password")
_LISTS = ("dates", "supersedes")
_KEYS = (*_TEXTS, "published", *_LISTS)


@dataclass(frozen=True, slots=True)
class Described:
    """What a manifest says of one file; ``None`` or empty where it says nothing. Its words never show the password."""

    document_id: str
    file: Path
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    licence: str | None = None
    url: str | None = None
    sha256: str | None = None
    dates: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    password: str | None = field(default=None, repr=False)


def read_manifest(folder: Path) -> dict[Path, Described]:
    """What ``folder/manifest.toml`` says, by the absolute path of each file; empty if there is no manifest.

    Raises ManifestError for text that is not TOML, an unknown key, a value of the wrong type, a file outside
    the folder, and an id or a file named twice. A file that does not exist is left to whoever reads it.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{path} is not TOML: {error}.", "Mend that place and run the command again.") from error
    described: dict[Path, Described] = {}
    names: set[str] = set()
    for number, table in enumerate(_tables(path, tables), start=1):
        entry = _described(f"{path}, document {number}", folder, table)
        if entry.document_id in names or entry.file in described:
            raise ManifestError(f"{path}: '{entry.document_id}' or its file is named twice.", "Keep one of the two.")
        names.add(entry.document_id)
        described[entry.file] = entry
    return described


def _tables(path: Path, tables: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found = tables.get("document", [])
    if set(tables) - {"document"} or not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ManifestError(f"{path} holds more than [[document]] tables.", "Put every key under a [[document]] line.")
    return found


def _described(place: str, folder: Path, table: Mapping[str, Any]) -> Described:
    _check(place, table)
    return Described(
        document_id=table["id"],
        file=_file(place, folder, table["file"]),
        title=table.get("title"),
        publisher=table.get("publisher"),
        published=table.get("published"),
        language=table.get("language"),
        licence=table.get("licence"),
        url=table.get("url"),
        sha256=table.get("sha256"),
        dates=tuple(table.get("dates", ())),
        supersedes=tuple(table.get("supersedes", ())),
        password=table.get("password"),
    )


def _check(place: str, table: Mapping[str, Any]) -> None:
    unknown = sorted(set(table) - {*_KEYS})
    if unknown:
        raise ManifestError(f"{place}: '{unknown[0]}' is not a key.", f"The keys are {', '.join(_KEYS)}.")
    for key in _TEXTS:
        if not isinstance(table.get(key, ""), str):
            raise ManifestError(f"{place}: '{key}' is not a string.", "Put it in quotes.")
    for key in _LISTS:
        if not isinstance(table.get(key, []), list) or not all(isinstance(one, str) for one in table.get(key, [])):
            raise ManifestError(f"{place}: '{key}' is not a list of strings.", 'Write it as ["…", "…"].')
    if type(table.get("published", date.min)) is not date:  # a date with a time is a date, too, but none that is kept
        raise ManifestError(f"{place}: 'published' is not a date.", "Write it as 2019-04-01, without quotes.")
    if not table.get("id") or not table.get("file"):
        raise ManifestError(f"{place} lacks its id or its file.", "Give both: id names the document for good.")
    if any(not (letter.isalnum() or letter in "-_.") for letter in table["id"]):
        raise ManifestError(f"{place}: the id '{table['id']}' has other signs than letters, digits, '-', '_', '.'.",
                            "Choose an id that can stand in an address.")  # fmt: skip
    if table["id"] in (".", ".."):
        raise ManifestError(f"{place}: the id '{table['id']}' means a folder wherever it stands in an address.",
                            "Choose an id that can stand in an address.")  # fmt: skip


def _file(place: str, folder: Path, written: str) -> Path:
    if "\0" in written:
        raise ManifestError(f"{place}: the file {written!r} has a sign that no name has.", "Write its name as it is.")
    file = (folder / written).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise ManifestError(f"{place}: the file {written} lies outside its folder.", "Move it beside the manifest.")
    return file
