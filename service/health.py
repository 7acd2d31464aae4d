"""Whether the service is alive, and what it answers from: the generation, its legs and how much it holds."""

from index.searcher import Searcher
from service.schema import Model


class Legs(Model):
    """How a generation's legs did when it was tried on its own passages (docs/retrieval.md).

    ``tried`` passages were asked for; ``lexical`` and ``dense`` are the mean reciprocal ranks, and ``dense_share`` is
    what the dense leg counts for in a hybrid search, from 0 to 1. Where nothing was tried all but the share is 0.
    """

    tried: int
    lexical: float
    dense: float
    dense_share: float


class Readiness(Model):
    """What ``GET /health/ready`` and ``tenkyo status`` return of the generation that answers.

    ``examiner`` is the model that tells whether a quotation answers (docs/examiner.md), or none. ``refused`` says why a
    newer generation is not the one that answers; empty if there is none.
    """

    status: str
    generation: str
    documents: int
    passages: int
    model: str
    examiner: str
    legs: Legs
    refused: str


class Liveness(Model):
    """What ``GET /health/live`` returns."""

    status: str


def readiness(searcher: Searcher, refused: str = "") -> Readiness:
    """What is live: the generation, its model, and how much it holds."""
    entries, tried = searcher.store.catalogue(), searcher.tried
    return Readiness(
        status="ready",
        generation=searcher.generation,
        documents=len(entries),
        passages=sum(entry.passages for entry in entries),
        model=searcher.encoder.fingerprint,
        examiner=searcher.examiner.fingerprint if searcher.examiner else "none",
        legs=Legs(tried=tried.asked, lexical=tried.lexical, dense=tried.dense, dense_share=searcher.dense_share),
        refused=refused,
    )
