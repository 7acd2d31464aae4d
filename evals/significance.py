"""Whether a difference between two runs may be chance, and what is left of that when several pairs are asked about."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import permutation_test

RESAMPLES = 9_999  # so that no p-value is below 2 / 10,000
SEED = 1979
_AT_ONCE = 500  # resamples held in memory at a time


def randomisation(differences: Sequence[float]) -> float:
    """The two-sided p-value of the paired randomisation test: how often the mean difference would be as far from 0
    if for each query it were chance which of the two runs was which.

    Exact where all ways to swap are no more than RESAMPLES (up to 13 queries), else by that many seeded ones.
    M. D. Smucker, J. Allan, B. Carterette: A comparison of statistical significance tests for information retrieval
    evaluation, CIKM 2007.

    >>> randomisation([0.5, 0.25, 0.25])
    0.25
    >>> randomisation([0.0, 0.0])
    1.0
    """
    if len(differences) < 2 or not any(differences):
        return 1.0
    tested = permutation_test(
        (np.asarray(differences),),
        _mean,
        permutation_type="samples",
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=_AT_ONCE,
        rng=np.random.default_rng(SEED),
    )
    return float(tested.pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """The p-values as they may be reported together: the chance of even one false alarm stays below each.

    S. Holm: A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979.

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    adjusted = [0.0] * len(p_values)
    least = 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=lambda at: p_values[at])):
        least = min(1.0, max(least, (len(p_values) - rank) * p_values[at]))
        adjusted[at] = least
    return adjusted


def _mean(sample: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    return np.asarray(sample.mean(axis=axis))
