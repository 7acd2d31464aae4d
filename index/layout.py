"""Where a home keeps its generations, how one is made live, and how it is checked.

On disk (format version 3):

    $TENKYO_HOME/
        store.sqlite                what has been ingested; the writer's (corpus/store.py)
        vectors.sqlite              vectors that no generation holds yet (index/kept.py); gone once one does
        models/                     the examiner as it is made of its packages (index/examiner.py), in files whose names
                                    tell their size and sha256 (index/vouched.py); may be deleted
        writing.lock                held while anything is written: one ingestion at a time
        CURRENT                     the id of the live generation and a line feed
        generations/
            000007-3f9c0a1b2c3d/    one generation: complete, and never changed once it stands here
                manifest.json       what it is and the checksum of every file (index/seal.py)
                corpus.sqlite       a snapshot of the store (corpus/snapshot.py); ``rows`` numbers the passages
                lexical/            the lexical index, by row (index/bm25.py)
                dense.faiss         the vectors of the passages, by row (index/dense.py)
                sentences.npy       the vectors of their sentences, one passage's after another's, by row
                trial.json, .npy    how well each leg finds the passages, and the vectors for it (index/trial.py);
                                    a generation made before there were trials lacks them
            .building-000008-…/     a generation in the making, or what a crash left of one
            .leaving-000004-…/      an old one that is being removed

An id is a running number and the first twelve digits of the generation's digest; two generations of one digest hold
the same passages, indexed alike, with the same model. Each manifest holds that model's fingerprint, and a generation
opens only with that model: vectors of two models cannot be compared.

A generation is built in ``.building-<id>``, flushed to the disk, renamed to ``<id>``, and then CURRENT is replaced in
one step: a crash at any moment leaves the last good generation live. Readers keep the generation they opened.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import DamageError, GenerationError, ModelError, StorageError
from corpus.format import AGAIN
from corpus.store import Store
from index.encoder import Encoder
from index.seal import Manifest, check_files, flush, read_manifest, seal, sound

CORPUS, LEXICAL, DENSE, SENTENCES = "corpus.sqlite", "lexical", "dense.faiss", "sentences.npy"
TRIAL, TRIED = "trial.json", "trial.npy"
KEPT = 3  # the newest generations that stay, besides the live one and its parent
_ID = re.compile(r"[0-9]{6,}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at in a generation where everything holds; ``size`` in bytes."""

    generation: str
    documents: int
    passages: int
    files: int
    size: int


def store_path(home: Path) -> Path:
    """The file of the writer's store."""
    return home / "store.sqlite"


def kept_path(home: Path) -> Path:
    """The file of the vectors that no generation holds yet."""
    return home / "vectors.sqlite"


def folder(home: Path, generation: str) -> Path:
    """The folder of one generation."""
    return home / "generations" / generation


def generations(home: Path) -> tuple[str, ...]:
    """The ids of all generations, oldest first, sound or not; empty where there is no home."""
    place = home / "generations"
    return tuple(sorted(path.name for path in place.iterdir() if _ID.fullmatch(path.name))) if place.is_dir() else ()


def live_generation(home: Path) -> str | None:
    """The id of the live generation; None if there never was one. DamageError if CURRENT is not what it should be."""
    try:
        named = (home / "CURRENT").read_bytes().decode("ascii", errors="replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DamageError(f"{home / 'CURRENT'} cannot be read ({error}).", AGAIN) from error
    if not named.endswith("\n") or not _ID.fullmatch(named[:-1]):
        raise DamageError(f"{home / 'CURRENT'} does not name a generation.", AGAIN)
    return named[:-1]


def check(home: Path, generation: str, encoder: Encoder) -> Manifest:
    """The manifest of a generation that may be opened: every file is what was written, and the model is the same.

    Raises DamageError for the first file that is missing, altered or strange; ModelError for another model.
    """
    manifest = check_files(folder(home, generation))
    if manifest.fingerprint != encoder.fingerprint:
        raise ModelError(
            f"Generation {generation} was made with the model '{manifest.model}' ({manifest.fingerprint[:12]}),"
            f" not with '{encoder.name} on {encoder.runtime}' ({encoder.fingerprint[:12]}).",
            "Run 'tenkyo ingest' to rebuild it with this model, or set TENKYO_MODEL or install the runtime as it was.",
        )
    return manifest


def check_live(home: Path, encoder: Encoder) -> Manifest:
    """The manifest of the live generation. GenerationError if there is none; else as ``check``."""
    with way_back(home):
        generation = live_generation(home)
        if generation is None:
            raise GenerationError(f"Nothing has been published in {home} yet.", "Run 'tenkyo ingest' first.")
        return check(home, generation, encoder)


@contextmanager
def way_back(home: Path) -> Iterator[None]:
    """Where an error that tells of damage to the live generation names the way back as well, if there is one."""
    try:
        yield
    except DamageError as error:
        before = _before(home)
        if before is None or not sound(folder(home, before)):
            raise
        remedy = f"{error.remedy.removesuffix('.')}, or 'tenkyo rollback' to go back to the one before."
        raise DamageError(error.problem, remedy) from error


def verify(home: Path, encoder: Encoder) -> Verified:
    """What was looked at in the live generation: every checksum, and every place in a document.

    Each passage must quote its document, its sentences must lie inside it, each note with its marker and its term
    inside the document, and every value of a fact on words of it. Raises as ``check_live``; DamageError for the first
    that does not hold.
    """
    manifest = check_live(home, encoder)
    with way_back(home), closing(Store.open_snapshot(folder(home, manifest.generation) / CORPUS)) as store:
        documents = [entry.document_id for entry in store.catalogue()]
        for document_id in documents:
            _check_places(store, document_id)
    return Verified(manifest.generation, len(documents), manifest.passages, len(manifest.files), manifest.size)


def _check_places(store: Store, document_id: str) -> None:
    text = store.document(document_id).text
    _check_facts(store, document_id, text)
    for passage in store.passages_of(document_id):
        words = passage.text.split()  # at a further place they may be broken into other lines
        if passage.span.of(text) != passage.text or any(place.of(text).split() != words for place in passage.also):
            raise DamageError(f"Passage {passage.passage_id} is not what {document_id} says there.", AGAIN)
        if not all(passage.span.contains(sentence) for sentence in passage.sentences):
            raise DamageError(f"Passage {passage.passage_id} has a sentence that is not inside it.", AGAIN)
    for note in store.notes(document_id):
        if any(span is not None and span.end > len(text) for span in (note.span, note.marker, note.term)):
            raise DamageError(f"{note.label} of {document_id} points beyond its text.", AGAIN)


def _check_facts(store: Store, document_id: str, text: str) -> None:
    for fact in store.facts.of(document_id):
        for span in (fact.span, *(detail.span for detail in fact.details)):
            if not span.of(text).strip() or span.end > len(text):
                raise DamageError(f"The fact {fact.fact_id} points to no words of its document.", AGAIN)


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Hold ``home`` for writing; may be nested within a thread.

    Raises StorageError if the home cannot be written, or if another ingestion holds it.
    """
    try:
        (home / "generations").mkdir(parents=True, exist_ok=True)
        held = FileLock(home / "writing.lock", timeout=0, is_singleton=True).acquire()
    except Timeout as error:
        raise StorageError(f"Another ingestion is running in {home}.", "Wait until it is done.") from error
    except OSError as error:
        raise unwritable(home, error) from error
    with held:
        yield


def unwritable(home: Path, error: Exception) -> StorageError:
    """The error to raise where something in ``home`` could not be written."""
    return StorageError(
        f"The home {home} cannot be written ({error}).",
        "Free some space there, or set TENKYO_HOME to a folder that you can write to.",
    )


def begin(home: Path, generation: str) -> Path:
    """The new, empty folder to build ``generation`` in; whatever earlier crashes left behind is removed."""
    for pattern in (".building-*", ".leaving-*"):  # nothing else: a desktop keeps hidden files of its own there
        for leftover in (home / "generations").glob(pattern):
            shutil.rmtree(leftover)
    building = folder(home, f".building-{generation}")
    building.mkdir()
    return building


def install(home: Path, building: Path, manifest: Manifest) -> None:
    """Seal what has been built, put it in its place and make it the live generation."""
    seal(building, manifest)
    building.rename(folder(home, manifest.generation))
    flush(home / "generations")
    switch(home, manifest.generation)


def switch(home: Path, generation: str) -> None:
    """Make ``generation`` the live one, in one step."""
    written = home / ".CURRENT"
    written.write_text(f"{generation}\n", encoding="ascii")
    flush(written)
    written.replace(home / "CURRENT")
    flush(home)


def rollback(home: Path) -> str:
    """The id of the generation that is live from now on: the parent of the one that was.

    Where the live one is too damaged to name its parent, the newest sound one before it. Raises GenerationError if
    there is none to go back to, DamageError if it is damaged, StorageError if the home cannot be written.
    """
    with writing(home):
        target = _before(home)
        if target is None:
            problem = f"There is no generation to go back to in {home}."
            raise GenerationError(
                problem, "Run 'tenkyo ingest': it makes one if none is live, or the live one is damaged."
            )
        check_files(folder(home, target))
        try:
            switch(home, target)
        except OSError as error:
            raise unwritable(home, error) from error
        return target


def prune(home: Path) -> None:
    """Remove all generations but the newest ``KEPT``, the live one and its parent."""
    live = live_generation(home)
    parent = read_manifest(folder(home, live)).parent if live else None
    for generation in sorted({*generations(home)[:-KEPT]} - {live, parent}):
        leaving = folder(home, f".leaving-{generation}")
        folder(home, generation).rename(leaving)  # so that a crash in the middle does not leave half of one
        shutil.rmtree(leaving)


def last_sound(home: Path) -> str | None:
    """The live generation if every file of it is what was written, whatever its model; else the newest such one."""
    try:
        live = live_generation(home)
    except DamageError:
        live = None
    return next((one for one in (live, *reversed(generations(home))) if one and sound(folder(home, one))), None)


def _before(home: Path) -> str | None:
    """The generation that a rollback would go to, None if there is none."""
    live = None
    try:
        live = live_generation(home)
        before = read_manifest(folder(home, live)).parent if live else None
    except DamageError:
        earlier = (one for one in reversed(generations(home)) if live is None or one < live)
        before = next((one for one in earlier if sound(folder(home, one))), None)
    return before if before and folder(home, before).is_dir() else None
