"""Images of the pages of documents: drawn one at a time by a process under limits, the latest of them kept."""

import threading
from functools import lru_cache
from pathlib import Path

from corpus.errors import BusyError, DocumentError, MissingError, StorageError
from corpus.records import Document
from corpus.store import Store
from ingest.crew import Workers
from ingest.drawing import LIMITS, Drawing, PageOfFile, draw
from ingest.worker import Limits

KEPT = 24  # images: some 10 MB of printed pages, and 200 MB of the most colourful scans
PATIENCE = 10  # seconds that one who asks waits while others' pages are drawn


class Drawings:
    """The images that one server shows. Close it when done; it may be used again after that."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._crew = Workers(draw, 1, limits)
        self._turn = threading.Lock()
        self._drawn = lru_cache(maxsize=KEPT)(self._draw)

    def draw(self, store: Store, document: Document, page: int) -> Drawing:
        """Page ``page`` of a document, counted from 1, as the file shows it from which the document was read.

        Raises MissingError if that cannot be drawn: the file is gone, is not the one that was ingested, opens only
        with a password, is damaged, or takes more than the limits. Raises BusyError after waiting PATIENCE seconds
        for other pages, StorageError if no process can be started.
        """
        origin = store.origin(document.document_id)
        path = Path(origin.origin)
        try:
            found = path.stat()
        except OSError:
            problem = f"{_named(document, page)} the file that it was read from is gone."
            raise MissingError(
                problem, f"Put {path.name} back to where it was, or ingest it from where it is."
            ) from None
        drawn = self._drawn(PageOfFile(path, origin.sha256, page, found.st_size, found.st_mtime_ns))
        if isinstance(drawn, DocumentError):
            raise MissingError(f"{_named(document, page)} {drawn.reason}", drawn.remedy)
        return drawn

    def close(self) -> None:
        """End the process that draws."""
        with self._turn:
            self._crew.close()

    def _draw(self, wanted: PageOfFile) -> Drawing | DocumentError:
        """What was drawn, or why nothing was: either is kept, so that a file that does harm does it once."""
        if not self._turn.acquire(timeout=PATIENCE):
            raise BusyError("Other pages are being drawn.", "Ask for this one again in a minute.")
        try:
            (done,) = self._crew.run([wanted])
        except StorageError:
            self._crew.close()  # the next one who asks starts a process anew
            raise
        finally:
            self._turn.release()
        return done.made or done.error or DocumentError(wanted.path, "nothing was drawn.", "Ask again.")


def _named(document: Document, page: int) -> str:
    return f"Page {page} of “{document.title}” cannot be shown as it was printed:"
