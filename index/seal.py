"""One generation's folder: the manifest that says what it is made of, and whether it still is.

manifest.json is the record Manifest as JSON with sorted keys, and ``seal``: the sha256 of that JSON without the seal.
The manifest vouches for the size and sha256 of every other file, its seal for the manifest itself: no byte of a
generation can change unseen.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from corpus.errors import DamageError
from corpus.format import AGAIN

VERSION = 3  # of the format of a generation, which index/layout.py describes
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one generation is.

    ``parent`` is the generation that was live when this one was made; ``digest`` tells apart what is in it;
    ``fingerprint``, ``model`` and ``dimensions`` are the embedding model's. ``files`` gives the size in bytes and the
    sha256 of each file by its relative path.
    """

    generation: str
    parent: str | None
    created: str
    digest: str
    fingerprint: str
    model: str
    dimensions: int
    passages: int
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    version: int = VERSION

    @property
    def size(self) -> int:
        """All files together, in bytes."""
        return sum(size for size, _ in self.files.values())


def seal(folder: Path, manifest: Manifest) -> None:
    """Write the manifest with every file of ``folder`` summed into it, and flush all of it to the disk."""
    files = {name: (path.stat().st_size, _sha256(path)) for name, path in _files(folder).items()}
    (folder / MANIFEST).write_text(_written(replace(manifest, files=files)), encoding="utf-8")
    for path in (*folder.rglob("*"), folder):
        flush(path)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the generation in ``folder``; DamageError if it is missing, altered or of another version."""
    path = folder / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
        told = json.loads(text)
        version = told.pop("version")
        if version == VERSION:
            del told["seal"]
            files = {name: (size, digest) for name, (size, digest) in told.pop("files").items()}
            manifest = Manifest(files=files, **told)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DamageError(f"{path} is not a readable manifest ({error}).", AGAIN) from error
    if version != VERSION:
        raise DamageError(f"{path} has format version {version}; this Tenkyo reads {VERSION}.", AGAIN)
    if text != _written(manifest) or manifest.generation != folder.name:
        raise DamageError(f"{path} is not what was written.", AGAIN)
    return manifest


def check_files(folder: Path) -> Manifest:
    """The manifest of a generation whose every file is what was written; DamageError names the first that is not."""
    manifest = read_manifest(folder)
    found = _files(folder)
    for name, (size, digest) in sorted(manifest.files.items()):
        if name not in found:
            raise DamageError(f"{folder / name} is missing.", AGAIN)
        try:
            intact = found[name].stat().st_size == size and _sha256(found[name]) == digest
        except OSError as error:
            raise DamageError(f"{folder / name} cannot be read ({error}).", AGAIN) from error
        if not intact:
            raise DamageError(f"{folder / name} is not what was written.", AGAIN)
    strange = sorted(found.keys() - manifest.files.keys() - {MANIFEST})
    if strange:
        raise DamageError(f"{folder / strange[0]} does not belong there.", f"Move it elsewhere. {AGAIN}")
    return manifest


def sound(folder: Path) -> bool:
    """Whether every file of the generation in ``folder`` is what was written."""
    try:
        check_files(folder)
    except DamageError:
        return False
    return True


def flush(path: Path) -> None:
    """Have the system put a file or a folder on the disk before anything else happens."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(manifest: Manifest) -> str:
    told = asdict(manifest)
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return json.dumps({**told, "seal": digest}, sort_keys=True, indent=1) + "\n"


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
