"""What a ranking is made of, as one record, so that an evaluation can leave out one signal at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from index.bm25 import CONTEXT_WEIGHT, NEIGHBOUR_WEIGHT
from index.fusion import DENSE_WEIGHT, DEPTH, UNREAD
from index.rerank import KIN_SHARE, SENTENCE_SHARE
from index.trial import EVEN


@dataclass(frozen=True, slots=True)
class Recipe:
    """How many passages each leg contributes, and what each signal counts for; beside each default stands why."""

    depth: int = DEPTH
    dense_weight: float = DENSE_WEIGHT
    unread: float = UNREAD
    neighbour_weight: float = NEIGHBOUR_WEIGHT
    context_weight: float = CONTEXT_WEIGHT
    sentence_share: float = SENTENCE_SHARE
    kin_share: float = KIN_SHARE
    even: float = EVEN


RECIPE = Recipe()
WITHOUT: Mapping[str, Recipe] = MappingProxyType(
    {
        "depth": replace(RECIPE, depth=100),
        "neighbours": replace(RECIPE, neighbour_weight=0.0),
        "context": replace(RECIPE, context_weight=0.0),
        "sentences": replace(RECIPE, sentence_share=0.0),
        "kin": replace(RECIPE, kin_share=0.0),
        "script": replace(RECIPE, unread=1.0),
        "trial": replace(RECIPE, even=0.0),
    }
)  # by the name of a signal, the recipe that lacks it; ``script`` gives the dense leg its share whatever it can read
