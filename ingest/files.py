"""Paths to the files that are meant by them, each with what a manifest says of it."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from pathlib import Path

from corpus.errors import DocumentError, ManifestError, MissingError
from corpus.manifest import NAME, Described, read_manifest

DOCUMENTS = "documents"  # the folder beside a manifest that holds its files


@dataclass(frozen=True, slots=True)
class Source:
    """One file to ingest: its absolute path, and its name below the folder that was named, with slashes.

    ``refusal`` says why it will not even be opened.
    """

    path: Path
    name: str
    described: Described | None = None
    refusal: DocumentError | None = None


def find_sources(paths: Sequence[Path]) -> tuple[Source, ...]:
    """The files that ``paths`` mean, each once, in the order of the paths and sorted by name in each folder.

    A folder means all files below it; one with a manifest and a ``documents`` folder means the files in that.
    Files that a manifest names belong to it wherever they lie, and are refused if they are not there. Left
    out: manifests themselves, and what is hidden (".x", "~$x"). A link out of the folder is refused, never
    followed. A file is described by the nearest manifest that names it, in the folder that was named, below
    it, or, if that is a ``documents`` folder, beside it: so it keeps its id however it is named.

    Raises MissingError for a path that does not exist and a folder without files, ManifestError for a manifest
    that cannot be read.
    """
    for path in paths:
        if not _exists(path):
            raise MissingError(f"There is no file or folder {path}.", "Check the name, or run from another folder.")
    found: dict[Path, Source] = {}
    for path in paths:
        for source in _expand(path.resolve()):
            found.setdefault(source.path, source)
    return tuple(found.values())


def descriptions(file: Path, folders: Iterable[Path]) -> Iterator[Described | None]:
    """What is said of ``file`` where it is named itself, and where each of ``folders`` is that holds it."""
    for root in {file.parent, *(folder for folder in folders if file.is_relative_to(folder))}:
        with suppress(ManifestError):
            yield _described(file, root, read_manifest)


def folder_of(path: Path) -> Path:
    """The folder that names of files are relative to where ``path`` is named: itself, or where the file lies."""
    return path.resolve() if path.is_dir() else path.resolve().parent


def is_gone(path: Path, folders: Sequence[Path]) -> bool:
    """Whether ``path`` lies below one of ``folders`` and is certainly not there; False where that cannot be told."""
    if not any(path.is_relative_to(folder.resolve()) for folder in folders):
        return False
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _expand(path: Path) -> list[Source]:
    root = folder_of(path)
    manifest = cache(read_manifest)
    if path != root:
        return [Source(path, path.name, _described(path, root, manifest))]
    held = root / DOCUMENTS if (root / NAME).is_file() and (root / DOCUMENTS).is_dir() else root
    sources = {source.path: source for source in _walk(root, held)}
    for folder in {root, *(file.parent for file in sources)}:
        for file in manifest(folder):
            sources.setdefault(file, Source(file, _name(file, root), None, None if _exists(file) else _missing(file)))
    if not sources:
        raise MissingError(f"{path} holds no files.", "Name a folder that does, or put files there.")
    found = (replace(one, described=_described(one.path, root, manifest)) for one in sources.values())
    return sorted(found, key=attrgetter("name"))


def _described(file: Path, root: Path, manifest: Callable[[Path], Mapping[Path, Described]]) -> Described | None:
    """What the nearest manifest says of ``file`` where ``root`` is the folder that was named."""
    above = (folder for folder in file.parents if folder.is_relative_to(_highest(root)))
    return next((manifest(folder)[file] for folder in above if file in manifest(folder)), None)


def _highest(root: Path) -> Path:
    """The highest folder whose manifest may describe files below ``root``."""
    return root.parent if root.name == DOCUMENTS else root


def _missing(file: Path) -> DocumentError:
    problem = "a manifest names it, but there is no such file."
    return DocumentError(file, problem, f"Put it there, or take it out of {NAME}.")


def _walk(root: Path, held: Path) -> Iterator[Source]:
    """Every file below ``held`` that is neither hidden nor a manifest; names are relative to ``root``."""
    unlisted: list[OSError] = []
    for folder, folders, files in os.walk(held, onerror=unlisted.append):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        for name in (*folders, *files):
            path = Path(folder, name)
            if path.is_symlink():
                yield from _linked(root, path)
            elif name in files and name != NAME and not _is_hidden(name):
                yield Source(path, _name(path, root))
    for error in unlisted:
        path = Path(error.filename)
        refusal = DocumentError(path, f"the folder cannot be listed ({error.strerror}).", "Check its permissions.")
        yield Source(path, _name(path, root), None, refusal)


def _linked(root: Path, link: Path) -> Iterator[Source]:
    """The file inside ``root`` that a link leads to; nothing for a folder inside, which is walked in its own place."""
    try:
        target = link.resolve()
    except (OSError, RuntimeError):  # links that lead in a circle
        target = link
    if target == link or not target.is_relative_to(root):
        refusal = DocumentError(link, "it is a link out of the folder.", "Copy what it names, or name that itself.")
        yield Source(link, _name(link, root), None, refusal)
    elif not target.is_dir():
        yield Source(target, _name(target, root))


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))
