"""What changes the order of passages once they are found. Pure functions; a row stands for a passage.

The vector of a passage is of all that it says, so that the one sentence that answers a query can drown in it. Each
sentence has a vector of its own (docs/decisions/0007-sentences-have-vectors-of-their-own.md); the best of them speaks
for its passage. A cosine of every token with every token of the query (late interaction) was measured too: Cranfield
.426 to .430 at best, for a hundred times the vectors.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.arrays import Vectors
from index.fusion import Scored, arranged

# How far the likeness of a passage rises towards its best sentence's. nDCG@10 at 0, .3, .5, .7 of the dense leg and of
# the hybrid search: SQuAD 2, 600 queries, .800 .844 .866 .874 and .913 .920 .923 .922; XQuAD, 400 queries,
# .948 .959 .964 .967 and .981 .981 .982 .983; Cranfield, whose passages are hardly cut into sentences, moves by .0001.
SENTENCE_SHARE = 0.5
# How much the scores of the KIN passages that are most like it count for, among the first KIN_AMONG, beside a passage's
# own: those that answer a query are like one another, and what stands alone among the first is there by chance. nDCG@10
# of the hybrid search at 0, .1, .2, .3: Cranfield .440 .443 .447 .448; XQuAD, 400 queries, .982 .982 .983 .985;
# SQuAD 2, 400, .925 .925 .925 .926; JSQuAD, 300, .958 .958 .959 .958. Moving the query towards the vectors of the first
# five instead (Rocchio) gains .007 on Cranfield and loses .001 and .005 on XQuAD and SQuAD 2.
KIN_SHARE = 0.2
KIN = 5
KIN_AMONG = 30


def lifted(
    found: Sequence[Scored], counts: Sequence[int] | NDArray[np.int64], likeness: Vectors, share: float = SENTENCE_SHARE
) -> list[Scored]:
    """``found`` with each score raised by ``share`` of what its row's best sentence is above it, ranked.

    ``counts`` says how many sentences each row has, in the order of ``found``, and ``likeness`` the cosines of all
    these sentences, one row's after another's. A row of a single sentence keeps its score: that sentence is the
    passage, only without its headings.

    >>> lifted([(7, 0.5), (3, 0.4)], [2, 3], np.array([0.1, 0.3, 0.2, 0.8, 0.6], dtype=np.float32), 0.5)
    [(3, 0.6), (7, 0.5)]
    """
    scores, numbers = np.array([score for _, score in found]), np.asarray(counts, dtype=np.int64)
    held, several = numbers > 0, numbers > 1
    best = scores.copy()
    if held.any():
        best[held] = np.maximum.reduceat(likeness, (np.cumsum(numbers) - numbers)[held])
    raised = np.where(several, scores + share * np.maximum(best - scores, 0.0), scores)
    return arranged(np.array([row for row, _ in found]), raised)


def with_kin(found: Sequence[Scored], vectors: Vectors, share: float = KIN_SHARE, kin: int = KIN) -> list[Scored]:
    """``found``, best first, with the scores of each row's kin mixed in, ``share`` parts to one of its own; ranked.

    ``vectors``, of length 1, are those of the first of ``found``; only these change places. The kin of a row are the
    ``kin`` others of them that are most like it, weighed by their cosines, which count for nothing below 0.

    >>> with_kin([(1, 1.0), (2, 0.6), (3, 0.4)], np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32), 0.5, 1)
    [(1, 0.8), (2, 0.533333), (3, 0.466667)]
    """
    first = len(vectors)
    scores = np.array([score for _, score in found[:first]])
    alike = np.maximum(vectors @ vectors.T, 0.0)
    np.fill_diagonal(alike, 0.0)
    nearest = np.argsort(-alike, axis=1, kind="stable")[:, : min(kin, max(0, first - 1))]
    weights = np.take_along_axis(alike, nearest, axis=1)
    told = (weights * scores[nearest]).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
    mixed = np.array([score for _, score in found]) / (1 + share)
    mixed[:first] = (scores + share * told) / (1 + share)
    return arranged(np.array([row for row, _ in found]), mixed)
