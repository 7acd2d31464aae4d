"""What a language model's composing returns, as it is streamed and at its end."""

from service import schema


class Kept(schema.Model):
    """A sentence of a language model as it is streamed: borne out by the passages at these permalinks."""

    text: str
    passages: list[str]


class Dropped(schema.Model):
    """A sentence of a language model that is not shown as an answer, and what is wrong with it."""

    text: str
    faults: list[str]


class Composed(schema.Answer):
    """What ``POST /v1/compose`` ends with: an answer, in a model's words if ``composed``, else in quotations.

    ``dropped`` are the model's sentences that were not borne out; ``problem`` says why nothing was composed.
    """

    composed: bool
    model: str
    dropped: list[Dropped]
    problem: str
