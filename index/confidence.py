"""How sure a sentence is to hold the right answer: a probability, by a logistic model over what can be told of it.

The weights are data, ``confidence-examined.json`` and, for what is not examined, ``confidence.json``, fitted by
``tenkyo eval calibrate`` on questions with unanswerable ones among them; docs/calibration.md has what came of it. Each
signal is one that a person can read.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from index.evidence import Evidence
from index.reader import Reader
from index.searcher import Hit

WHOLE = 4  # passages: what has fewer is a scrap of text; of squad2-dev's 1,216 paragraphs all but 19 are
UNEXAMINED, EXAMINED = (Path(__file__).with_name(f"confidence{kind}.json") for kind in ("", "-examined"))


@dataclass(frozen=True, slots=True)
class Signals:
    """What is told of the best sound sentence of all that were weighed.

    ``examined`` is what the examiner says of it (index/examiner.py), None if it was not asked: there are weights for
    either case. ``score`` is its evidence score, ``margin`` how far that is above the best of another passage. ``hit``
    is the passage's retrieval score, ``lead`` how far the first passage's is above the second's. ``context`` is 1 if it
    stands in a document, 0 in a scrap of text, of which nothing but the sentence's own words says what it is about.

    Eight more, the cosines, the shares heard, the verb, the names and the length of the question by themselves, were
    not worth their keep: over nine question sets, each by weights fitted on the others, .913 were handled rightly with
    them and 19 unanswerable questions answered, .905 and 18 with the first four (docs/calibration.md).
    """

    score: float
    margin: float
    hit: float
    lead: float
    context: float
    examined: float | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """The model: the mean and the spread of each signal where it was fitted, and its weight; and the intercept.

    ``threshold`` is the least probability that answers.
    """

    threshold: float
    intercept: float
    mean: dict[str, float]
    spread: dict[str, float]
    weight: dict[str, float]

    def probability(self, signals: Signals) -> float:
        """That the quoted words hold the right answer, from 0 to 1, to four places.

        >>> names = Signals.__slots__
        >>> flat, one = dict.fromkeys(names, 0.0), dict.fromkeys(names, 1.0)
        >>> Weights(0.5, math.log(3), flat, one, flat).probability(Signals(**one))
        0.75
        """
        told = asdict(signals)
        logit = self.intercept + sum(
            weight * (told[name] - self.mean[name]) / self.spread[name] for name, weight in self.weight.items()
        )
        return round(1 / (1 + math.exp(-logit)), 4)


@cache
def packaged_weights(*, examined: bool) -> Weights:
    """The weights that come with Tenkyo for what was ``examined``, or for what was not."""
    return Weights(**json.loads((EXAMINED if examined else UNEXAMINED).read_text(encoding="utf-8")))


def signals(reader: Reader, weighed: Sequence[Evidence], hits: Sequence[Hit]) -> Signals | None:
    """The signals of the first of ``weighed``, as ``weigh`` returns it; None if that is not sound.

    ``hits`` are what was found.
    """
    best = next((one for one in weighed if one.sound), None)
    if best is None:
        return None
    passage = best.hit.passage
    others = [one.score for one in weighed if one.sound and one.hit.passage.passage_id != passage.passage_id]
    scores = [hit.score for hit in hits[:2]]
    return Signals(
        score=best.score,
        margin=best.score - max(others, default=0.0),
        hit=best.hit.score,
        lead=scores[0] - scores[1] if len(scores) > 1 else 0.0,
        context=float(len(reader.passages(passage.document_id)) >= WHOLE),
        examined=best.examined,
    )
