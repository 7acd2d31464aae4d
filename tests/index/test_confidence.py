"""The packaged weights are whole, and what they say follows the signals."""

from dataclasses import replace

import pytest

from index.answer import Status, answer
from index.confidence import Signals, packaged_weights
from index.searcher import Searcher


@pytest.mark.parametrize("examined", [True, False])
def test_the_packaged_weights_know_every_signal_and_no_other(examined: bool) -> None:
    weights = packaged_weights(examined=examined)
    known = [name for name in Signals.__slots__ if examined or name != "examined"]
    assert list(weights.weight) == list(weights.mean) == list(weights.spread) == known
    assert 0 < weights.threshold < 1
    assert min(weights.spread.values()) > 0


@pytest.mark.parametrize(("name", "examined"), [("score", False), ("examined", True)])
def test_better_evidence_is_surer(name: str, examined: bool) -> None:
    weights = packaged_weights(examined=examined)
    middle = Signals(**weights.mean)
    surer = replace(middle, **{name: weights.mean[name] + weights.spread[name]})
    assert weights.probability(surer) > weights.probability(middle)


def test_what_is_less_sure_than_the_least_is_not_answered(searcher: Searcher) -> None:
    question = "Which training aircraft was transferred to the Philippines?"
    given = answer(searcher, question, least=0.0)
    assert given.status is Status.ANSWERED
    assert given.signals is not None
    assert given.confidence == packaged_weights(examined=False).probability(given.signals)
    assert answer(searcher, question, least=given.confidence).citations == given.citations
    refused = answer(searcher, question, least=given.confidence + 0.0001)
    assert (refused.status, refused.citations, refused.confidence) == (Status.NOT_FOUND, (), given.confidence)
    assert refused.explanation


def test_a_scrap_of_text_is_told_from_a_document(searcher: Searcher, quickly: Searcher) -> None:
    whole = answer(searcher, "Which training aircraft was transferred to the Philippines?", least=0.0).signals
    scrap = answer(quickly, "When did the agency lend two patrol boats to the coast guard?", least=0.0).signals
    assert whole
    assert scrap
    assert (whole.context, scrap.context) == (1, 0)
    weights = packaged_weights(examined=True)
    middle = Signals(**weights.mean)
    assert weights.probability(replace(middle, context=0.0)) < weights.probability(replace(middle, context=1.0))


def test_without_a_sound_sentence_nothing_is_answered_however_low_the_least(searcher: Searcher) -> None:
    assert answer(searcher, "How much did Japan give to Gavi?", least=0.0).status is Status.NOT_FOUND
