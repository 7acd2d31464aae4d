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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import GenerationError
from corpus.store import Store
from corpus.vocabulary import packaged_vocabulary
from index import bm25, dense, kept, layout, lexical, trial
from index.arrays import Growing
from index.bm25 import LexicalIndex
from index.concepts import Concepts
from index.dense import DenseIndex
from index.embedded import Places, key, passage_texts, sentence_texts, titled
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
    versions = (VERSION, TEXT_VERSION, lexical.VERSION, trial.VERSION)
    parts = (*map(str, versions), encoder.fingerprint, store.digest())
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
            passages, embedded = _write_vectors(home, building, snapshot, encoder, advance, live)
            concepts = Concepts(packaged_vocabulary(), snapshot.rows.definitions())
            texts, documents = _lexical_texts(snapshot), _reading(snapshot)
            bm25.write(building / layout.LEXICAL, texts, concepts.counted, documents)
            _try(building, snapshot)
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


@dataclass(frozen=True, slots=True)
class _Work:
    """Vectors to be made: their texts by row; at which row each stood ``before``, or -1; and those that stood there."""

    texts: Callable[[], Iterator[str]]
    before: NDArray[np.int64]
    known: Callable[[NDArray[np.int64]], NDArray[np.floating[Any]]]

    @property
    def missing(self) -> int:
        """How many vectors there were none of before."""
        return int((self.before < 0).sum())


def _write_vectors(
    home: Path,
    building: Path,
    snapshot: Store,
    encoder: Encoder,
    advance: Callable[[int, int], None],
    live: Manifest | None,
) -> tuple[int, int]:
    """Write all files of vectors; of the passages how many there are, and how many of them were embedded.

    They go to the disk batch by batch: of a corpus only the dense index is ever in memory, 4 bytes a dimension.
    """
    gathered, sentences = building / "passages.npy", building / layout.SENTENCES
    width = (encoder.dimensions,)
    works = _works(snapshot, home, live)
    with (
        Kept(layout.kept_path(home), encoder) as made,
        Growing(gathered, np.float32, width) as first,
        Growing(sentences, np.float16, width) as second,
        Growing(building / layout.TRIED, np.float32, width) as third,
    ):
        _embed(works, (first, second, third), made, advance)
    passages, embedded = len(works[0].before), works[0].missing
    del works
    dense.write(building / layout.DENSE, np.load(gathered, mmap_mode="r"))
    gathered.unlink()
    return passages, embedded


def _works(snapshot: Store, home: Path, live: Manifest | None) -> tuple[_Work, ...]:
    """The vectors of the passages, those of their sentences, and those of the trial."""
    if live is None:
        return tuple(_work(snapshot, None, texts, _none) for texts in (passage_texts, sentence_texts, trial.texts))
    place = layout.folder(home, live.generation)
    passages, sentences = DenseIndex.open(place / layout.DENSE), SentenceVectors.open(place / layout.SENTENCES)
    tried = trial.vectors(place / layout.TRIED)
    with closing(Store.open_snapshot(place / layout.CORPUS)) as older:
        return (
            _work(snapshot, older, passage_texts, lambda rows: passages.at(rows.tolist())),
            _work(snapshot, older, sentence_texts, lambda rows: sentences.vectors[rows]),
            _work(snapshot, older if len(tried) else None, trial.texts, lambda rows: tried[rows]),
        )


def _none(_: NDArray[np.int64]) -> NDArray[np.floating[Any]]:
    return np.empty((0, 0), dtype=np.float32)


def _work(
    snapshot: Store,
    older: Store | None,
    texts: Callable[[Store], Iterator[str]],
    known: Callable[[NDArray[np.int64]], NDArray[np.floating[Any]]],
) -> _Work:
    places = Places(map(key, texts(older) if older else ()))
    before = np.fromiter((places.of(key(text)) for text in texts(snapshot)), dtype=np.int64)
    return _Work(lambda: texts(snapshot), before, known)


def _embed(works: Sequence[_Work], files: Sequence[Growing], made: Kept, advance: Callable[[int, int], None]) -> None:
    """Fill the file of each work; ``advance`` is told of all that has to be embedded, or was already."""
    total = sum(work.missing for work in works)
    done = 0
    for work, file in zip(works, files, strict=True):
        texts = work.texts()
        for start in range(0, len(work.before), BATCH):
            before = work.before[start : start + BATCH]
            new = before < 0
            named = list(islice(texts, len(before)))
            vectors = np.empty((len(before), *file.width), dtype=file.kind)
            if not new.all():
                vectors[~new] = work.known(before[~new])
            if new.any():
                vectors[new] = made.vectors([text for text, wanted in zip(named, new, strict=True) if wanted])
                done += int(new.sum())
                advance(done, total)
            file.add(vectors)


def _try(building: Path, snapshot: Store) -> None:
    """Try both legs of the generation in ``building`` on its own passages, and write how they did."""
    words, meaning = LexicalIndex.open(building / layout.LEXICAL), DenseIndex.open(building / layout.DENSE)
    made = trial.run(trial.tasks(snapshot), trial.vectors(building / layout.TRIED), words, meaning)
    trial.write(building / layout.TRIAL, made)


def _lexical_texts(snapshot: Store) -> Iterator[str]:
    return (lexical.weighted(title, passage.path, passage.text) for title, passage in titled(snapshot))


def _reading(snapshot: Store) -> list[list[int]]:
    """The rows of each document in reading order."""
    places: dict[str, list[tuple[int, int]]] = {}
    for row, passage in enumerate(snapshot.passages()):
        places.setdefault(passage.document_id, []).append((passage.span.start, row))
    return [[row for _, row in sorted(each)] for each in places.values()]
