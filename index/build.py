"""The writer: a new generation beside the old one, then one switch. What has not changed is neither built nor embedded.

A generation's digest covers everything that decides what it finds. Publishing a store whose digest is live already
does nothing. Otherwise there is always a new generation, also of what an older one holds: its parent is the one that
was live, so that the way back leads there.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import GenerationError
from corpus.store import Store
from corpus.vocabulary import packaged_vocabulary
from index import bm25, dense, kept, layout, lexical, sentence_vectors
from index.concepts import Concepts
from index.dense import DenseIndex
from index.embedded import key, passage_texts, sentence_texts, titled
from index.encoder import Encoder
from index.kept import Kept
from index.seal import VERSION, Manifest
from index.sentence_vectors import SentenceVectors

TEXT_VERSION = 1  # raise it when ``searchable`` composes the embedded text otherwise
BATCH = 256  # passages embedded between two steps of the progress bar


@dataclass(frozen=True, slots=True)
class Publication:
    """What is live now, and whether another generation was live before; of its passages, how many were embedded."""

    generation: str
    new: bool
    passages: int
    embedded: int
    reused: int


def publish(home: Path, store: Store, encoder: Encoder, advance: Callable[[int, int], None]) -> Publication:
    """What is live in ``home`` now that it serves what ``store`` holds.

    ``advance(done, total)`` is told how many of the passages and sentences that need a vector have one. Raises
    GenerationError if the store holds no passage, ModelError as the encoder does, StorageError if the home cannot be
    written or is held by another ingestion; the generation that was live then still is.
    """
    with layout.writing(home):
        live = openable(home, encoder)
        digest = _digest(store, encoder)
        if live and live.digest == digest:
            kept.remove(layout.kept_path(home))
            return Publication(live.generation, False, live.passages, 0, live.passages)
        if not any(entry.passages for entry in store.catalogue()):
            raise GenerationError(
                "There is nothing to publish: no passage is stored.", "Name files for 'tenkyo ingest'."
            )
        try:
            return _build(home, store, encoder, advance, live, digest)
        except (OSError, sqlite3.OperationalError) as error:
            raise layout.unwritable(home, error) from error


def openable(home: Path, encoder: Encoder) -> Manifest | None:
    """The live generation, if there is one that this model may open."""
    try:
        return layout.check_live(home, encoder)
    except GenerationError:
        return None


def _digest(store: Store, encoder: Encoder) -> str:
    parts = (str(VERSION), str(TEXT_VERSION), str(lexical.VERSION), encoder.fingerprint, store.digest())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _build(
    home: Path,
    store: Store,
    encoder: Encoder,
    advance: Callable[[int, int], None],
    live: Manifest | None,
    digest: str,
) -> Publication:
    generation = f"{_number(home):06d}-{digest[:12]}"
    building = layout.begin(home, generation)
    try:
        store.snapshot(building / layout.CORPUS, packaged_vocabulary())
        with closing(Store.open_snapshot(building / layout.CORPUS)) as snapshot:
            works = _works(snapshot, home, live)
            vectors = _arrays(building, works, encoder)
            with Kept(layout.kept_path(home), encoder) as made:
                _embed(works, vectors, made, advance)
            dense.write(building / layout.DENSE, np.asarray(vectors[0], dtype=np.float32))
            concepts = Concepts(packaged_vocabulary(), snapshot.rows.definitions())
            texts, documents = _lexical_texts(snapshot), _reading(snapshot)
            bm25.write(building / layout.LEXICAL, texts, concepts.counted, documents)
        passages, embedded = len(works[0].before), works[0].before.count(None)
        manifest = Manifest(
            generation=generation,
            parent=layout.last_sound(home),
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            digest=digest,
            fingerprint=encoder.fingerprint,
            model=f"{encoder.name} on {encoder.runtime}",
            dimensions=encoder.dimensions,
            passages=passages,
        )
        layout.install(home, building, manifest)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    with suppress(OSError):  # the new generation is live; what cannot be removed now is tried again next time
        layout.prune(home)
        kept.remove(layout.kept_path(home))
    return Publication(generation, True, passages, embedded, passages - embedded)


def _number(home: Path) -> int:
    return 1 + max((int(name.split("-")[0]) for name in layout.generations(home)), default=0)


Array = NDArray[np.float32] | NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class _Work:
    """Vectors to be made: their texts by row, and at which row of ``known`` each stood ``before``, if it did."""

    texts: Callable[[], Iterator[str]]
    before: list[int | None]
    known: Array


def _works(snapshot: Store, home: Path, live: Manifest | None) -> list[_Work]:
    """The vectors of the passages, then those of their sentences."""
    place = layout.folder(home, live.generation) if live else None
    passages = DenseIndex.open(place / layout.DENSE).vectors() if place else None
    sentences = SentenceVectors.open(place / layout.SENTENCES).vectors if place else None
    return [_work(snapshot, place, passages, passage_texts), _work(snapshot, place, sentences, sentence_texts)]


def _work(snapshot: Store, place: Path | None, known: Array | None, texts: Callable[[Store], Iterator[str]]) -> _Work:
    if place is None or known is None:
        return _Work(lambda: texts(snapshot), [None for _ in texts(snapshot)], np.empty((0, 0), dtype=np.float32))
    with closing(Store.open_snapshot(place / layout.CORPUS)) as older:
        rows = {key(text): row for row, text in enumerate(texts(older))}
    return _Work(lambda: texts(snapshot), [rows.get(key(text)) for text in texts(snapshot)], known)


def _arrays(building: Path, works: list[_Work], encoder: Encoder) -> tuple[Array, Array]:
    """Where the vectors of each work go: those of passages to memory, those of sentences straight to their file."""
    passages, sentences = (len(work.before) for work in works)
    made = np.empty((passages, encoder.dimensions), dtype=np.float32)
    return made, sentence_vectors.create(building / layout.SENTENCES, sentences, encoder.dimensions)


def _embed(works: list[_Work], arrays: Sequence[Array], made: Kept, advance: Callable[[int, int], None]) -> None:
    """Fill the array of each work; ``advance`` is told of all that has to be embedded, or was already."""
    total = sum(work.before.count(None) for work in works)
    done = 0
    for work, vectors in zip(works, arrays, strict=True):
        for row, source in enumerate(work.before):
            if source is not None:
                vectors[row] = work.known[source]
        missing = ((row, text) for row, text in enumerate(work.texts()) if work.before[row] is None)
        while batch := list(islice(missing, BATCH)):
            vectors[[row for row, _ in batch]] = made.vectors([text for _, text in batch])
            done += len(batch)
            advance(done, total)


def _lexical_texts(snapshot: Store) -> Iterator[str]:
    return (lexical.weighted(title, passage.path, passage.text) for title, passage in titled(snapshot))


def _reading(snapshot: Store) -> list[list[int]]:
    """The rows of each document in reading order."""
    places: dict[str, list[tuple[int, int]]] = {}
    for row, passage in enumerate(snapshot.passages()):
        places.setdefault(passage.document_id, []).append((passage.span.start, row))
    return [[row for _, row in sorted(each)] for each in places.values()]
