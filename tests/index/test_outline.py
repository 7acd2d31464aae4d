"""A list that is asked of documents without headings."""

from collections.abc import Callable
from pathlib import Path

from index.answer import answer
from index.encoder import Encoder
from index.searcher import Searcher


def test_a_document_without_headings_has_no_outline(
    publish_library: Callable[..., object], home: Path, encoder: Encoder
) -> None:
    publish_library({"fields": [(("Aid",), "The fields of aid are ports, roads and wells.")]}, encoder)
    with Searcher.open(home, encoder) as searcher:
        assert "ports, roads and wells" in answer(searcher, "What are the fields of aid?").answer
