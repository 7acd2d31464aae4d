"""How many tokens a text has, in any process: what reads files elsewhere takes this with it instead of a model."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.encoder import Encoder


@dataclass(frozen=True, slots=True)
class TokenCount:
    """Counts as the model in the folder ``model`` does, or the packaged one; small enough to be sent anywhere."""

    model: Path | None

    def __call__(self, text: str) -> int:
        """The tokens of ``text``, special ones included."""
        return _encoder(self.model).count_tokens(text)


@cache
def _encoder(model: Path | None) -> Encoder:
    return Encoder(model)
