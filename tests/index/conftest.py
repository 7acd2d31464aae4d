"""What the tests of the index room share: a real encoder, a quick one, and stores made by hand."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.records import Document, Kind, Passage, Section, Span
from corpus.store import Contents, Store
from index.build import Publication, publish
from index.encoder import Encoder
from index.searcher import Searcher

Paragraph = tuple[tuple[str, ...], str]

LIBRARY: dict[str, list[Paragraph]] = {
    "boats": [
        (("1. Vessels",), "The agency lent two patrol boats to the coast guard in 2016."),
        (("1. Vessels",), "Crews were trained at the harbour for six weeks."),
        (("2. Money", "Grants"), "The grant for harbour radar came to 30 million dollars."),
    ],
    "wells": [
        (("Water",), "Engineers drilled forty wells in dry villages."),
        (("Water",), "A village committee repairs each pump and collects a small fee."),
        (("Schools",), "Teachers received new books, and pupils a midday meal."),
    ],
}


class QuickEncoder:
    """Stands in for the encoder where meaning does not matter: a hashed bag of words, the same in every process."""

    name = "quick"
    runtime = "hashes 1.0"
    fingerprint = "quick" * 8
    dimensions = 32
    most_tokens = 256
    most_dense = 0.0

    def __init__(self) -> None:
        self.seen: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.seen.extend(texts)
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dimensions)

    def encode_query(self, query: str) -> np.ndarray:
        return self._vector(query)

    def letters_a_token(self, text: str) -> float:
        return len(text) / max(1, len(text.split()))

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(self.dimensions, 0.01, dtype=np.float32)
        for word in text.lower().split():
            vector[hashlib.sha256(word.encode()).digest()[0] % self.dimensions] += 1
        return vector / np.linalg.norm(vector)


def contents(document_id: str, paragraphs: Sequence[Paragraph]) -> Contents:
    """A document of these paragraphs, each a section and a passage of one sentence."""
    text = "\n".join(words for _, words in paragraphs)
    document = Document(
        document_id=document_id,
        text=text,
        title=f"On {document_id}",
        publisher=f"Office of {document_id}",
        published=None,
        language="en",
        source=f"{document_id}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    sections, passages, start = [], [], 0
    for path, words in paragraphs:
        span = Span(start, start + len(words))
        start = span.end + 1
        sections.append(Section(path[-1], len(path), path, span, Kind.BODY))
        digest = hashlib.sha256("\0".join((*path, words)).encode()).hexdigest()[:12]
        passages.append(Passage(f"{document_id}-{digest}", document_id, span, words, path, Kind.BODY, (span,)))
    return Contents(document, tuple(sections), tuple(passages))


def fill(home: Path, library: Mapping[str, Sequence[Paragraph]]) -> Store:
    """The home's store, holding exactly these documents."""
    store = Store.open(home / "store.sqlite")
    for origin in store.origins():
        if origin.document_id not in library:
            store.remove(origin.document_id)
    for document_id, paragraphs in library.items():
        store.put(contents(document_id, paragraphs), Path(f"/texts/{document_id}.txt"), "recipe 1")
    return store


@pytest.fixture
def contents_of() -> Callable[[str, Sequence[Paragraph]], Contents]:
    """The function that makes a document of some paragraphs."""
    return contents


@pytest.fixture(name="fill")
def fill_of() -> Callable[[Path, Mapping[str, Sequence[Paragraph]]], Store]:
    """The function that makes a home's store hold exactly some documents."""
    return fill


Publish = Callable[..., Publication]


@pytest.fixture
def quick() -> QuickEncoder:
    return QuickEncoder()


@pytest.fixture
def library() -> dict[str, list[Paragraph]]:
    """A small library that a test may change."""
    return {name: list(paragraphs) for name, paragraphs in LIBRARY.items()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def publish_library(home: Path) -> Publish:
    """A function that publishes a library in ``home`` with an encoder."""

    def make(library: Mapping[str, Sequence[Paragraph]], encoder: object) -> Publication:
        with fill(home, library) as store:
            return publish(home, store, encoder, lambda *_: None)

    return make


@pytest.fixture(scope="session")
def published_home(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where the library is published with the packaged model; for reading only."""
    home = tmp_path_factory.mktemp("published")
    with fill(home, LIBRARY) as store:
        publish(home, store, encoder, lambda *_: None)
    return home


@pytest.fixture
def quickly(home: Path, library: dict, publish_library: Callable, quick: object) -> Iterator[Searcher]:
    """The library, published and opened with the quick encoder."""
    publish_library(library, quick)
    with Searcher.open(home, quick) as opened:
        yield opened
