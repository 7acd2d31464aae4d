"""Runs scored as the field scores them. The one file that knows ir_measures.

Every judged query counts, also one for which a run found nothing: that is 0. Values are those of ``trec_eval -c``.
"""

from collections.abc import Sequence
from statistics import fmean

import ir_measures

from corpus.errors import UsageError
from evals.collection import Qrels
from evals.runs import Run, best_first

MEASURES = ("nDCG@10", "R@10", "R@100", "Success@1", "RR@10")

Values = dict[str, dict[str, float]]  # measure → query id → value


def values(qrels: Qrels, run: Run, names: Sequence[str] = MEASURES) -> Values:
    """What each judged query scores by each measure, queries in the order of ``qrels``.

    A query that was not judged is left out. Documents of one score are taken in descending order of their ids
    whatever the measure, as trec_eval does; ir_measures by itself does that for some. Raises UsageError for a name
    that is no measure (https://ir-measur.es lists them).

    >>> values({"q": {"a": 1, "b": 1}, "r": {"c": 1}}, {"q": {"x": 3.0, "a": 2.0}}, ["R@10", "RR@10"])
    {'R@10': {'q': 0.5, 'r': 0.0}, 'RR@10': {'q': 0.5, 'r': 0.0}}
    """
    measures = {name: _parse(name) for name in names}
    ranked = {query: _by_rank(best_first(run[query])) for query in qrels if run.get(query)}
    found = {(each.measure, each.query_id): each.value for each in _calculate([*measures.values()], qrels, ranked)}
    return {name: {query: float(found[measure, query]) for query in qrels} for name, measure in measures.items()}


def means(scored: Values) -> dict[str, float]:
    """The mean of each measure over its queries."""
    return {name: fmean(by_query.values()) for name, by_query in scored.items()}


def _by_rank(documents: Sequence[str]) -> dict[str, float]:
    return {document: float(len(documents) - at) for at, document in enumerate(documents)}


def _parse(name: str) -> ir_measures.Measure:
    try:
        return ir_measures.parse_measure(name)
    except (NameError, ValueError) as error:
        raise _unknown(name) from error


def _calculate(measures: list[ir_measures.Measure], qrels: Qrels, run: Run) -> list[ir_measures.Metric]:
    try:
        return list(ir_measures.iter_calc(measures, qrels, run))
    except (ValueError, AssertionError) as error:  # it has a name, but lacks its depth, or nothing here calculates it
        raise _unknown(", ".join(map(str, measures))) from error


def _unknown(name: str) -> UsageError:
    return UsageError(f"{name} is not a measure.", f"Name one such as {', '.join(MEASURES)} or AP@1000.")
