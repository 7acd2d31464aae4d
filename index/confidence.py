"""How sure a sentence is to hold the right answer: a probability, by a logistic model over what can be told of it.

The weights are data, ``confidence.json``, fitted by ``tenkyo eval calibrate`` on development questions with
unanswerable ones among them; docs/calibration.md has what came of it. Each signal is one that a person can read.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from index.encoder import Vectors
from index.evidence import Evidence
from index.reader import Reader
from index.searcher import Hit

WEIGHTS = Path(__file__).with_name("confidence.json")


@dataclass(frozen=True, slots=True)
class Signals:
    """What is told of the best sound sentence of all that were weighed.

    ``score`` is its evidence score, ``margin`` how far that is above the best of another passage. ``passage`` and
    ``sentence`` are the question's cosines with its passage and with itself. ``heard`` is the share of the question's
    words and names, weighed by rarity, in all that is quoted and its headings; ``own`` that in itself; ``verb`` is
    whether it speaks of the question's verb. ``hit`` is the passage's retrieval score, ``lead`` how far the first
    passage's is above the second's, ``first`` whether its passage is the first. ``names`` counts what the question is
    tied to; ``length`` is of the question, in content words.
    """

    score: float
    margin: float
    passage: float
    sentence: float
    heard: float
    own: float
    verb: float
    hit: float
    lead: float
    first: float
    names: float
    length: float


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
def packaged_weights() -> Weights:
    """The weights that come with Tenkyo."""
    return Weights(**json.loads(WEIGHTS.read_text(encoding="utf-8")))


def signals(reader: Reader, weighed: Sequence[Evidence], hits: Sequence[Hit], vector: Vectors) -> Signals | None:
    """The signals of the first of ``weighed``, as ``weigh`` returns it; None if that is not sound.

    ``vector`` is that of what was asked, ``hits`` what it found.
    """
    best = next((one for one in weighed if one.sound), None)
    if best is None:
        return None
    question, passage = reader.question, best.hit.passage
    document = reader.document(passage.document_id)
    rivals = [one.score for one in weighed if one.sound and one.hit.passage.passage_id != passage.passage_id]
    whole, each = reader.searcher.likeness(vector, passage)
    scores = [hit.score for hit in hits[:2]]
    return Signals(
        score=best.score,
        margin=best.score - max(rivals, default=0.0),
        passage=whole,
        sentence=float(max(each)),
        heard=reader.share(best.heard),
        own=reader.share(best.spans[-1].of(document.text)),
        verb=float(reader.hearing.says(best.heard)),
        hit=best.hit.score,
        lead=scores[0] - scores[1] if len(scores) > 1 else 0.0,
        first=float(best.hit.rank == 1),
        names=float(len(question.names) + len(question.figures)),
        length=float(len(question.terms)),
    )
