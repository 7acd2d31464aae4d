"""What is embedded: the texts of passages and of their sentences, in the order of rows, and the key of each text."""

import hashlib
from collections.abc import Iterable, Iterator

import numpy as np

from corpus.records import Passage, searchable
from corpus.store import Store
from index import sentence_vectors


def passage_texts(snapshot: Store) -> Iterator[str]:
    """What is embedded of every passage: its title and headings above its words."""
    return (searchable(title, passage) for title, passage in titled(snapshot))


def sentence_texts(snapshot: Store) -> Iterator[str]:
    """Every sentence by itself, one passage's after another's."""
    return (text for passage in snapshot.passages() for text in sentence_vectors.texts(passage))


def texts_of(store: Store, document_id: str) -> Iterator[str]:
    """All that is embedded of one document; MissingError if it is not stored."""
    title = store.document(document_id).title
    for passage in store.passages_of(document_id):
        yield searchable(title, passage)
        yield from sentence_vectors.texts(passage)


def titled(snapshot: Store) -> Iterator[tuple[str, Passage]]:
    """Every passage in the order of rows, with its document's title."""
    titles = {entry.document_id: entry.title for entry in snapshot.catalogue()}
    return ((titles[passage.document_id], passage) for passage in snapshot.passages())


def key(text: str) -> bytes:
    """What tells a text from any other: its sha256."""
    return hashlib.sha256(text.encode()).digest()


class Places:
    """Where each of many keys stands, 0, 1, 2 …, at 40 bytes a key; a dict takes five times as much.

    >>> places = Places([key("one"), key("two")])
    >>> places.of(key("two")), places.of(key("three"))
    (1, -1)
    """

    def __init__(self, keys: Iterable[bytes]) -> None:
        given = np.fromiter(keys, dtype="S32")  # which leaves out zeros at the end, from what is stored and asked alike
        self._order = np.argsort(given, kind="stable")
        self._sorted = given[self._order]

    def of(self, key: bytes) -> int:
        """The first place of ``key``; -1 if it stands nowhere."""
        at = int(self._sorted.searchsorted(np.bytes_(key)))
        found = at < len(self._sorted) and self._sorted[at] == key.rstrip(b"\0")
        return int(self._order[at]) if found else -1
