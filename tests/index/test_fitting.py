"""Whether a sentence holds the kind of thing that is asked for: what is no purpose of the thing in question."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.answer import answer
from index.encoder import Encoder
from index.searcher import Searcher

TREATIES = "The ministry concluded four treaties with the aim of promoting coastal trade and exchanges."
TRADE = "Coastal trade and exchanges aim to give small towns a living from their harbours."


@pytest.mark.parametrize(
    "question",
    ["What is the purpose of coastal trade and exchanges?", "What purpose do coastal trade and exchanges serve?"],
)
def test_what_serves_a_thing_does_not_tell_the_purpose_of_that_thing(
    publish_library: Callable[..., object], home: Path, encoder: Encoder, question: str
) -> None:
    publish_library({"treaties": [(("Treaties",), TREATIES)]}, encoder)
    with Searcher.open(home, encoder) as searcher:
        assert answer(searcher, question, least=0.0).answer == ""
        told = answer(searcher, "Why did the ministry conclude treaties?", least=0.0)
        assert told.answer == TREATIES
    publish_library({"treaties": [(("Treaties",), TREATIES), (("Trade",), TRADE)]}, encoder)
    with Searcher.open(home, encoder) as searcher:
        assert answer(searcher, question, least=0.0).answer == TRADE
