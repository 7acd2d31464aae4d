"""The likeness of passages to a query, lifted by that of their sentences. Pure functions; a row stands for a passage.

The vector of a passage is of all that it says, so that the one sentence that answers a query can drown in it. Each
sentence has a vector of its own (docs/decisions/0007-sentences-have-vectors-of-their-own.md); the best of them speaks
for its passage. A cosine of every token with every token of the query (late interaction) was measured too: Cranfield
.426 to .430 at best, for a hundred times the vectors.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.fusion import Scored, ranked

DIGITS = 6  # of a cosine; what is equal up to the noise of floating point ties
# How far the likeness of a passage rises towards its best sentence's. nDCG@10 at 0, .3, .5, .7 of the dense leg and of
# the hybrid search: SQuAD 2, 600 queries, .800 .844 .866 .874 and .913 .920 .923 .922; XQuAD, 400 queries,
# .948 .959 .964 .967 and .981 .981 .982 .983; Cranfield, whose passages are hardly cut into sentences, moves by .0001.
SENTENCE_SHARE = 0.5


def lifted(
    found: Sequence[Scored], counts: Sequence[int], likeness: NDArray[np.float32], share: float = SENTENCE_SHARE
) -> list[Scored]:
    """``found`` with each score raised by ``share`` of what its row's best sentence is above it, ranked.

    ``counts`` says how many sentences each row has, in the order of ``found``, and ``likeness`` the cosines of all
    these sentences, one row's after another's. A row of a single sentence keeps its score: that sentence is the
    passage, only without its headings.

    >>> lifted([(7, 0.5), (3, 0.4)], [2, 3], np.array([0.1, 0.3, 0.2, 0.8, 0.6], dtype=np.float32), 0.5)
    [(3, 0.6), (7, 0.5)]
    """
    ends = np.cumsum(counts)
    raised = []
    for (row, score), count, end in zip(found, counts, ends.tolist(), strict=True):
        best = float(likeness[end - count : end].max()) if count > 1 else score
        raised.append((row, round(score + share * max(0.0, best - score), DIGITS)))
    return ranked(raised)
