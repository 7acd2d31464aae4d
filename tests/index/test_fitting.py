"""Whether a sentence holds the kind of thing that is asked for: what is no purpose of the thing in question."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.answer import answer
from index.confidence import Signals
from index.defining import defines
from index.encoder import Encoder
from index.fitting import is_barred
from index.labels import SURE
from index.question import read_question
from index.reader import Reader
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


SHIPS = {
    "nameless": "A cargo ship that damaged the cable in January was flagged in another port.",
    "named": "The ship that damaged the cable in March was the Golden Heron.",
}


def test_who_asks_for_a_name_is_told_one_whatever_the_examiner_says(
    publish_library: Callable[..., object], home: Path, encoder: Encoder
) -> None:
    publish_library({name: [(("Cables",), text)] for name, text in SHIPS.items()}, encoder)
    with Searcher.open(home, encoder) as searcher:
        for question in ("What was the ship called that damaged the cable?", "What is the name of the ship?"):
            reader = Reader(searcher, read_question(question, searcher.vocabulary), searcher.vocabulary)
            assert [is_barred(reader, text) for text in SHIPS.values()] == [True, False]
            for named in (
                "It was the S-400.",
                "The ship is called drifter.",
                "Heron Bay sailed.",
                "船の名は大和である。",
            ):
                assert not is_barred(reader, named)
        plain = Reader(searcher, read_question("What did the ship damage?", searcher.vocabulary), searcher.vocabulary)
        assert not any(is_barred(plain, text) for text in SHIPS.values())


def test_what_is_common_is_not_defined_and_what_stands_behind_or_may_be(
    publish_library: Callable[..., object], home: Path, encoder: Encoder
) -> None:
    texts = {
        "Load shedding is common: there were 332 days of it.": False,
        "Load shedding is very likely to go on.": False,
        "Load shedding is a planned outage.": True,
        "The country is shaped by “load shedding,” or rolling outages.": True,
    }
    publish_library({"power": [(("Power",), text) for text in texts]}, encoder)
    with Searcher.open(home, encoder) as searcher:
        question = read_question("What is meant by load shedding?", searcher.vocabulary)
        reader = Reader(searcher, question, searcher.vocabulary)
        assert {text: defines(reader, text) for text in texts} == texts


def test_a_sentence_that_defines_an_acronym_is_sure(
    publish_library: Callable[..., object], home: Path, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The Conference on Cultural Interchange (CCI) continues to be a vital forum in this regard."
    publish_library({"forums": [(("Forums",), text)]}, encoder)
    monkeypatch.setattr("index.finding.signals", lambda *_: Signals(0.0, 0.0, 0.0, 0.0, 0.0))  # by these it is a guess
    with Searcher.open(home, encoder) as searcher:
        told = answer(searcher, "Full name of CCI?")
        assert (told.answer, told.confidence) == (text, SURE)
        assert answer(searcher, "What is vital in this regard?").confidence < SURE
        assert answer(searcher, "What does CCI stand for in FORA papers?", least=0.0).confidence < SURE
