"""The net that learns to examine, and how it learns. The one file of this room that knows torch.

all-mpnet-base-v2 stays as it is; learnt are a correction of low rank to each matrix of its layers (LoRA: Hu et al.,
2021) and a head that tells of each token how likely an answer begins and how likely it ends there. A question without
an answer begins and ends at the first token of all (Rajpurkar et al., 2018).
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save
from torch.nn import functional
from transformers import MPNetConfig, MPNetModel

from corpus.errors import UsageError
from evals.curves import area
from evals.files import write
from evals.lessons import Exercise
from index.examiner import answering, likeliest

BATCH = 16  # exercises that one step learns from
SHUFFLED = 20  # batches whose exercises are put together by length, so that little is padded
WARMING = 0.1  # of the steps, over which the rate grows; then it falls, in a straight line
LEAST_RATE = 0.02  # of the highest, with which it ends
DECAY = 0.01  # AdamW's
STEEPEST = 1.0  # a gradient that is longer is cut to this
PADDING = 1  # MPNet's token for nothing
EPSILON = 1e-5  # what MPNet adds to a variance
NEVER = -30.0  # in logits, of a token that is not of the passage
_WORDS, _PLACES = "embeddings.word_embeddings.weight", "embeddings.position_embeddings.weight"
_DISTANCES, _WIDENED = "encoder.relative_attention_bias.weight", "encoder.layer.0.intermediate.dense.bias"

Tensors = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn: whole passes over the exercises, the highest rate, and the chance's seed.

    Of what was there before, ``keep`` stays beside the rest of what is learnt: their mean may read better than either
    (Wortsman et al., 2022).
    """

    epochs: int
    rate: float
    seed: int = 1
    keep: float = 0.0

    def steps(self, exercises: int) -> int:
        """How many steps so many exercises take."""
        return self.epochs * math.ceil(exercises / BATCH)

    def share(self, step: int, steps: int) -> float:
        """What of the rate holds at a step, counted from 0.

        >>> plan = Plan(1, 1e-3)
        >>> [round(plan.share(step, 20), 2) for step in (0, 1, 11, 19)]
        [0.5, 1.0, 0.5, 0.06]
        """
        return min((step + 1) / (WARMING * steps), max(LEAST_RATE, (steps - step) / ((1 - WARMING) * steps)))


@dataclass(frozen=True, slots=True)
class Learnt:
    """How well exercises are read: how many there are, and how far ``area`` what can be answered scores above what
    cannot; ``overlap`` is the share of the answerable whose likeliest words overlap the answer."""

    exercises: int
    area: float
    overlap: float


class Net(torch.nn.Module):
    """The model with corrections of one rank, the same for the same seed; at first they correct nothing."""

    def __init__(self, tensors: Tensors, rank: int, seed: int = 1) -> None:
        """``tensors`` by the names of Hugging Face's MPNetModel, whose sizes they tell."""
        super().__init__()
        chance = torch.Generator().manual_seed(seed)
        self._model = _plain_model(tensors)
        self._model.requires_grad_(False)
        for name, part in list(self._model.encoder.layer.named_modules()):
            if isinstance(part, torch.nn.Linear):
                self._model.encoder.layer.set_submodule(name, _Corrected(part, rank, chance))
        width = self._model.config.hidden_size
        self.head = torch.nn.Linear(width, 2)
        torch.nn.init.normal_(self.head.weight, std=1 / math.sqrt(width), generator=chance)
        torch.nn.init.zeros_(self.head.bias)

    def forward(self, ids: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
        """Beginning and end of each token in logits, (texts, tokens, 2); ``real`` is 0 for what only fills up."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made = self._model(input_ids=ids, attention_mask=real).last_hidden_state
        told: torch.Tensor = self.head(made.float())
        return told

    def learnt(self) -> dict[str, torch.nn.Parameter]:
        """What is learnt by the names of a file of corrections: ``NAME.a`` and ``NAME.b`` for a matrix, the head."""
        found = self.named_parameters()
        return {name.removeprefix("_model."): values for name, values in found if values.requires_grad}

    def write(self, path: Path) -> None:
        """Write what is learnt, in float16; StorageError if it cannot be."""
        named = {name: values.detach().numpy().astype(np.float16) for name, values in sorted(self.learnt().items())}
        write(path, save(named), "file")  # the library's own way to a file lets nobody else read it

    def read(self, path: Path) -> None:
        """Take up what ``write`` wrote; UsageError for another file, or one of another rank."""
        try:
            found = load_file(path)
        except Exception as error:  # the library raises its own kind, or OSError
            raise UsageError(f"{path} cannot be read: {error}.", "Name a file that training wrote.") from error
        own = self.learnt()
        if {name: found[name].shape for name in found} != {name: tuple(own[name].shape) for name in own}:
            raise UsageError(
                f"{path} holds no corrections of this model and rank.", "Give the --rank it was made with."
            )
        with torch.no_grad():
            for name, values in own.items():
                values.copy_(torch.from_numpy(found[name].astype(np.float32)))


class _Corrected(torch.nn.Module):
    """A matrix that stays, in bfloat16, and its correction: ``b`` (rows, rank) times ``a`` (rank, columns)."""

    def __init__(self, given: torch.nn.Linear, rank: int, chance: torch.Generator) -> None:
        super().__init__()
        self._weight, self._bias = given.weight.data.bfloat16(), given.bias.data.bfloat16()
        spread = 1 / math.sqrt(given.in_features)
        self.a = torch.nn.Parameter(torch.randn(rank, given.in_features, generator=chance) * spread)
        self.b = torch.nn.Parameter(torch.zeros(given.out_features, rank))

    def forward(self, given: torch.Tensor) -> torch.Tensor:
        low = functional.linear(given.bfloat16(), self.a.bfloat16())
        return functional.linear(given.bfloat16(), self._weight, self._bias) + functional.linear(low, self.b.bfloat16())


def learning(net: Net, exercises: Sequence[Exercise], plan: Plan) -> Iterator[float]:
    """Learn from ``exercises``, step by step; yields the loss of each step, the mean of both ends' cross-entropies.

    Dropout draws from torch's own chance, which is seeded here: the same plan learns the same on as many threads.
    """
    torch.manual_seed(plan.seed)
    chance, parameters = random.Random(plan.seed), list(net.learnt().values())
    before = [values.detach().clone() for values in parameters]
    descent = torch.optim.AdamW(parameters, lr=plan.rate, weight_decay=DECAY)
    steps = plan.steps(len(exercises))
    for step, batch in enumerate(batch for _ in range(plan.epochs) for batch in _batches(exercises, chance)):
        net.train()
        for group in descent.param_groups:
            group["lr"] = plan.rate * plan.share(step, steps)
        told = _told(net, batch)
        firsts, lasts = (torch.tensor(ends) for ends in zip(*((one.first, one.last) for one in batch), strict=True))
        wrong = (functional.cross_entropy(told[:, :, 0], firsts) + functional.cross_entropy(told[:, :, 1], lasts)) / 2
        descent.zero_grad()
        wrong.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, STEEPEST)
        descent.step()
        if step == steps - 1:
            with torch.no_grad():
                for values, old in zip(parameters, before, strict=True):
                    values.lerp_(old, plan.keep)
        yield wrong.item()


def read(net: Net, exercises: Sequence[Exercise]) -> Learnt:
    """How well ``net`` reads ``exercises``, which it should not have learnt from."""
    net.eval()
    ordered = sorted(exercises, key=lambda one: len(one.ids))
    scores, hits = list[float](), list[bool]()
    with torch.no_grad():
        for at in range(0, len(ordered), BATCH):
            batch = ordered[at : at + BATCH]
            for one, ends in zip(batch, _told(net, batch).numpy(), strict=True):
                first, last = (place + 1 for place in likeliest(ends[1:]))
                scores.append(answering(ends[1:], ends[0]))
                hits.append(bool(one.first) and first <= one.last and one.first <= last)
    answerable = [bool(one.first) for one in ordered]
    return Learnt(len(ordered), area(scores, answerable), sum(hits) / max(1, sum(answerable)))


def _plain_model(tensors: Tensors) -> MPNetModel:
    """The model in torch, of the sizes that its tensors have."""
    words, width = tensors[_WORDS].shape
    stretches, heads = tensors[_DISTANCES].shape
    config = MPNetConfig(
        vocab_size=words,
        hidden_size=width,
        num_hidden_layers=len({name.split(".")[2] for name in tensors if name.startswith("encoder.layer.")}),
        num_attention_heads=heads,
        intermediate_size=len(tensors[_WIDENED]),
        max_position_embeddings=len(tensors[_PLACES]),
        relative_attention_num_buckets=stretches,
        layer_norm_eps=EPSILON,
    )
    model = MPNetModel(config, add_pooling_layer=False)
    named = {name: torch.tensor(tensors[name]) for name, _ in model.named_parameters()}
    model.load_state_dict(named, strict=False)  # what is missing then is a constant that torch counts as one of them
    return model


def _batches(exercises: Sequence[Exercise], chance: random.Random) -> list[list[Exercise]]:
    """The exercises of one pass, in batches of about the same length, by chance."""
    shuffled = chance.sample(exercises, len(exercises))
    stretches = [shuffled[at : at + BATCH * SHUFFLED] for at in range(0, len(shuffled), BATCH * SHUFFLED)]
    ordered = [sorted(stretch, key=lambda one: len(one.ids)) for stretch in stretches]
    made = [stretch[at : at + BATCH] for stretch in ordered for at in range(0, len(stretch), BATCH)]
    return chance.sample(made, len(made))


def _told(net: Net, batch: Sequence[Exercise]) -> torch.Tensor:
    """What ``net`` tells of each token, ``NEVER`` of those between which no answer may stand: (texts, tokens, 2)."""
    longest = max(len(one.ids) for one in batch)
    ids = torch.full((len(batch), longest), PADDING)
    real, allowed = torch.zeros_like(ids), torch.zeros(len(batch), longest, dtype=torch.bool)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        real[row, : len(one.ids)] = 1
        allowed[row, : len(one.ids)] = torch.tensor([span is not None for span in one.spans])
    allowed[:, 0] = True
    told: torch.Tensor = net(ids, real)
    return told.masked_fill(~allowed[:, :, None], NEVER)
