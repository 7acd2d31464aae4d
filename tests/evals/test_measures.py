"""Measures by hand, and against trec_eval's own code."""

import random
from math import log2

import pytest
import pytrec_eval

from corpus.errors import UsageError
from evals.measures import MEASURES, means, values


def test_by_hand() -> None:
    qrels = {"q1": {"a": 2, "b": 1, "c": 0}, "q2": {"x": 1, "y": 1}}
    run = {"q1": {"c": 3.0, "a": 2.0, "b": 1.0}, "q2": {"x": 0.5}}
    scored = values(qrels, run)
    best = 2 + 1 / log2(3)
    assert scored["nDCG@10"]["q1"] == pytest.approx((2 / log2(3) + 1 / log2(4)) / best)
    assert scored["nDCG@10"]["q2"] == pytest.approx(1 / (1 + 1 / log2(3)))
    assert scored["R@10"] == {"q1": 1.0, "q2": 0.5}
    assert scored["Success@1"] == {"q1": 0.0, "q2": 1.0}
    assert scored["RR@10"] == {"q1": 0.5, "q2": 1.0}
    assert means(scored)["R@10"] == 0.75


def test_every_judged_query_counts_and_no_other() -> None:
    qrels = {"found": {"a": 1}, "empty": {"a": 1}, "missing": {"a": 1}, "irrelevant": {"a": 0}}
    run = {"found": {"a": 1.0}, "empty": {}, "irrelevant": {"a": 1.0}, "unjudged": {"a": 1.0}}
    scored = values(qrels, run)
    for name in MEASURES:
        assert scored[name] == {"found": 1.0, "empty": 0.0, "missing": 0.0, "irrelevant": 0.0}
        assert means(scored)[name] == 0.25


def test_recall_cuts_at_its_depth() -> None:
    run = {"q": {f"d{number:03}": -float(number) for number in range(120)}}
    scored = values({"q": {"d009": 1, "d010": 1, "d099": 1, "d100": 1}}, run)
    assert (scored["R@10"]["q"], scored["R@100"]["q"]) == (0.25, 0.75)


@pytest.mark.parametrize("order", ["ab", "ba"])
@pytest.mark.parametrize("apart", [0.0, 1e-9])  # 1e-9 is less than single precision tells apart at 1
def test_ties_go_by_id_descending_in_every_measure(order: str, apart: float) -> None:
    scores = {"a": 1.0 + apart, "b": 1.0}
    scored = values({"q": {"a": 1}}, {"q": {document: scores[document] for document in order}})
    assert scored["nDCG@10"]["q"] == pytest.approx(1 / log2(3))
    assert (scored["Success@1"]["q"], scored["RR@10"]["q"]) == (0.0, 0.5)


def test_equal_to_trec_eval_with_many_ties() -> None:
    chance = random.Random(5)
    documents = [f"d{number}" for number in range(40)]
    qrels = {f"q{n}": {one: chance.choice([0, 1, 1, 2]) for one in chance.sample(documents, 8)} for n in range(60)}
    run = {
        query: {
            one: chance.choice([0.5, 0.7, 0.7 + 1e-10, 2.0]) for one in chance.sample(documents, chance.randint(1, 9))
        }
        for query in qrels
    }
    oracle = pytrec_eval.RelevanceEvaluator(
        qrels, {"ndcg_cut_10", "recall_10", "recall_100", "success_1", "recip_rank"}
    )
    expected = oracle.evaluate(run)
    scored = values(qrels, run)
    for ours, theirs in zip(
        MEASURES, ("ndcg_cut_10", "recall_10", "recall_100", "success_1", "recip_rank"), strict=True
    ):
        for query in qrels:
            assert scored[ours][query] == pytest.approx(expected[query][theirs], abs=1e-12), (ours, query)


@pytest.mark.parametrize("name", ["nonsense", "nDCG(", "nDCG@ten", "", "R", "1 + 1"])
def test_what_is_no_measure_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="is not a measure"):
        values({"q": {"a": 1}}, {"q": {"a": 1.0}}, [name])
