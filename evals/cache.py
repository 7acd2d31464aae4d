"""Collections as homes of their own, made as the service makes its home and kept, so that nothing is embedded twice.

    $TENKYO_HOME/evals/<name>-<digest>/     a home (index/layout.py); the digest is of the documents and the model
        indexed.json                        the record Indexed

Each text becomes a document, cut by ingest.sections and ingest.split to the encoder's measure. Where the code that
does it has changed, the texts are cut anew, and what comes out as before keeps its vectors, since the home is the
same. Whether the index has changed is for its publisher to see.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

import corpus
import ingest
from corpus.records import Document, Passage
from corpus.store import Contents, Store
from evals.collection import Collection, Text
from index import layout
from index.build import publish
from index.encoder import Encoder
from ingest.readers.text import runs
from ingest.reading import Block, Reading, Role
from ingest.sections import build_sections
from ingest.split import Limit, split

KEPT = "indexed.json"

Advance = Callable[[str, int, int | None], None]  # what is being done, how many are done, and of how many if known


@dataclass(frozen=True, slots=True)
class Indexed:
    """What was made of a collection, by code of the digest ``code``.

    ``silent`` counts those of the documents of which no passage could be made. ``documents_per_second`` is of the
    time when all were embedded, from reading to publishing, with the model loaded before; None if that was never.
    """

    code: str
    documents: int
    silent: int
    documents_per_second: float | None


def home_of(collection: Collection, home: Path, encoder: Encoder) -> Path:
    """Where below ``home`` these documents are kept, indexed with this model."""
    key = hashlib.sha256(f"{collection.digest()}\0{encoder.fingerprint}".encode()).hexdigest()
    return home / "evals" / f"{collection.name}-{key[:12]}"


def prepare(collection: Collection, place: Path, encoder: Encoder, advance: Advance) -> Indexed:
    """What is live in ``place``, which ``home_of`` names, now that it is all of the collection.

    Raises UsageError for a line of the collection that is no document, GenerationError if no document has a word,
    StorageError and ModelError as the publisher does.
    """
    with layout.writing(place), Store.open(layout.store_path(place)) as store:
        before, code = _read(place / KEPT), _code()
        if before and before.code == code:
            publish(place, store, encoder, partial(advance, "embedding passages"))
            return before
        (place / KEPT).unlink(missing_ok=True)  # so that what is left half done is done anew
        encoder.encode(["The model is loaded before the clock starts."])
        started = perf_counter()
        documents, silent = _fill(store, collection, encoder, partial(advance, "reading documents"))
        published = publish(place, store, encoder, partial(advance, "embedding passages"))
        rate = before.documents_per_second if before else None
        if published.embedded == published.passages:
            rate = documents / (perf_counter() - started)
        indexed = Indexed(code, documents, silent, rate)
        _keep(place / KEPT, indexed)
        return indexed


def contents(text: Text, limit: Limit) -> Contents | None:
    """What is stored of one text: running paragraphs, cut into passages; None if it has no word.

    A collection says which words are a title, so that no other headings are looked for in the text. A title goes
    before every passage; one that would fill half of it is text instead.
    """
    fits = limit.count(text.title) <= limit.most / 2
    title, words = (text.title, text.text) if fits else ("", text.whole)
    reading = Reading(words, tuple(Block(span, Role.PARAGRAPH) for span in runs(words)))
    document = Document(
        document_id=text.document_id,
        text=words,
        title=title,
        publisher=None,
        published=None,
        language=None,
        source=f"corpus.jsonl:{text.line}",
        sha256=hashlib.sha256(f"{title}\0{words}".encode()).hexdigest(),
    )
    sections = build_sections(title, reading, ())
    passages = split(document, sections, (), reading.blocks, limit)
    return Contents(document, sections, passages) if passages else None


def _fill(
    store: Store, collection: Collection, encoder: Encoder, advance: Callable[[int, int | None], None]
) -> tuple[int, int]:
    """How many documents there are and how many of them are silent, after all others have been stored."""
    limit = Limit(encoder.count_tokens, encoder.most_tokens)
    documents = silent = 0
    for documents, text in enumerate(collection.texts(), start=1):
        made = contents(text, limit)
        if made:
            store.put(made, Path(made.document.source), _recipe(made.passages))
        else:
            store.remove(text.document_id)
            silent += 1
        advance(documents, None)
    return documents, silent


def _recipe(passages: Sequence[Passage]) -> str:
    """A digest of the cuts themselves, so that the store's digest changes exactly if they do."""
    told = "\n".join(f"{passage.passage_id} {passage.span.start} {passage.span.end}" for passage in passages)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _code() -> str:
    """A digest of the code that makes passages of texts."""
    files = [Path(__file__), Path(__file__).with_name("collection.py")]
    for package in (corpus, ingest):
        files += sorted(Path(str(package.__file__)).parent.rglob("*.py"))
    told = hashlib.sha256()
    for path in files:
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()[:16]


def _read(path: Path) -> Indexed | None:
    try:
        return Indexed(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _keep(path: Path, indexed: Indexed) -> None:
    try:
        path.write_text(json.dumps(asdict(indexed)), encoding="utf-8")
    except OSError as error:
        raise layout.unwritable(path.parent, error) from error
