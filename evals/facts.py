"""How well the register says what documents say: precision, recall and F1 of each field against a labelled table.

A table has one JSON object a line, for every fact of its documents:

    {"document_id": "…", "kind": "funding", "fields": {"amount": [{"value": "17000000", "quote": "$17 million",
     "start": 4126, "end": 4137}], …}}

Facts and labels are paired where they agree on what they are about: an amount, else who gives what; a name; a field.
Of a pair, a value is right if it is the labelled one, case and white space apart, or if its words are: where most
readers would cut a phrase differently, the two must share more than half of the characters that either covers.
Whatever a fact has without a label is wrong, whatever a label has without a fact is missing, pairs or not. Fields that
a table never labels are not counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from corpus.errors import MissingError
from corpus.facts import Detail, Fact, FactKind
from corpus.records import Span
from evals.files import json_lines
from evals.questions import fold

# What two of a kind must agree on to be about the same, each in turn if the label has it.
_ABOUT = {
    FactKind.FUNDING: ("amount", "type"),
    FactKind.PROGRAMME: ("name",),
    FactKind.AGREEMENT: ("name",),
    FactKind.FIELD: ("field",),
}
_SHARED = 0.5  # of the characters of two stretches, for one to be as good as the other
_BY_WORDS = {"name", "purpose", "what", "stipulates"}  # phrases, which no two readers cut alike


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled fact; ``details`` as a fact's."""

    document_id: str
    kind: FactKind
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The counts of one field of one kind: values that are right, wrong, and missing."""

    kind: FactKind
    field: str
    right: int
    wrong: int
    missing: int

    @property
    def precision(self) -> float:
        """The share of values given that are right; 1 if none is given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of labelled values that are given; 1 if none is labelled."""
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both.

        >>> round(Score(FactKind.FUNDING, "giver", 8, 2, 0).f1, 3)
        0.889
        """
        counted = 2 * self.right + self.wrong + self.missing
        return 2 * self.right / counted if counted else 1.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One value that is wrong or missing."""

    document_id: str
    kind: FactKind
    detail: Detail
    wrong: bool


def read_labels(path: Path) -> tuple[Label, ...]:
    """The labels of a table in its order; MissingError if there is no such file, UsageError for a line that is off."""
    if not path.is_file():
        raise MissingError(f"There is no table {path}.", "Name a .jsonl file of labelled facts.")
    remedy = "See the head of evals/facts.py."
    return tuple(json_lines(path, "labelled fact", remedy, lambda _, found: _label(found)))


def _label(told: Mapping[str, Any]) -> Label:
    details = tuple(
        Detail(name, one["value"], Span(one["start"], one["end"]))
        for name, values in told["fields"].items()
        for one in values
    )
    return Label(told["document_id"], FactKind(told["kind"]), details)


def measure(facts: Iterable[Fact], labels: Sequence[Label]) -> tuple[tuple[Score, ...], tuple[Miss, ...]]:
    """The score of every labelled field, in the order of the labels, and every value that is wrong or missing."""
    given = list(facts)
    counts: Counter[tuple[FactKind, str, str]] = Counter()
    misses: list[Miss] = []
    labelled = list(dict.fromkeys((label.kind, detail.name) for label in labels for detail in label.details))
    for document, kind in dict.fromkeys((label.document_id, label.kind) for label in labels):
        ours = [one for one in given if (one.document_id, one.kind) == (document, kind)]
        theirs = [one for one in labels if (one.document_id, one.kind) == (document, kind)]
        for fact, label in _paired(ours, theirs):
            right, wrong, missing = _compared(fact.details if fact else (), label.details if label else ())
            for name, details in (("right", right), ("wrong", wrong), ("missing", missing)):
                counts.update((kind, detail.name, name) for detail in details)
            misses += [Miss(document, kind, one, wrong=True) for one in wrong if (kind, one.name) in labelled]
            misses += [Miss(document, kind, one, wrong=False) for one in missing]
    scores = tuple(
        Score(kind, name, *(counts[kind, name, what] for what in ("right", "wrong", "missing")))
        for kind, name in labelled
    )
    return scores, tuple(misses)


def _paired(facts: Sequence[Fact], labels: Sequence[Label]) -> list[tuple[Fact | None, Label | None]]:
    """Facts and labels about the same, those first that agree most; then those that are left of either."""
    agreeing = [
        (len(_compared(fact.details, label.details)[0]), -number, -place)
        for (number, fact), (place, label) in product(enumerate(facts), enumerate(labels))
        if _about_the_same(fact, label)
    ]
    pairs: dict[int, int] = {}
    for _, number, place in sorted(agreeing, reverse=True):
        if -number not in pairs and -place not in pairs.values():
            pairs[-number] = -place
    made: list[tuple[Fact | None, Label | None]] = [(facts[one], labels[other]) for one, other in pairs.items()]
    made += [(fact, None) for number, fact in enumerate(facts) if number not in pairs]
    return made + [(None, label) for place, label in enumerate(labels) if place not in pairs.values()]


def _about_the_same(fact: Fact, label: Label) -> bool:
    about = next((name for name in _ABOUT[label.kind] if any(one.name == name for one in label.details)), "")
    ours = [one for one in fact.details if one.name == about]
    theirs = [one for one in label.details if one.name == about]
    near = any(one.span.overlaps(other.span) for one, other in product(ours, theirs))
    return near or (about == "name" and any(_alike(one, other) for one, other in product(ours, theirs)))


def _compared(ours: Sequence[Detail], theirs: Sequence[Detail]) -> tuple[list[Detail], list[Detail], list[Detail]]:
    """Our details that are right, those that are wrong, and the labelled ones that are missing."""
    left, right, wrong = list(theirs), list[Detail](), list[Detail]()
    for detail in ours:
        found = next((one for one in left if one.name == detail.name and _alike(detail, one)), None)
        (right if found else wrong).append(detail)
        if found:
            left.remove(found)
    return right, wrong, left


def _alike(one: Detail, other: Detail) -> bool:
    if fold(one.value) == fold(other.value) or one.span == other.span:
        return True
    if one.name not in _BY_WORDS:
        return False
    shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
    whole = max(one.span.end, other.span.end) - min(one.span.start, other.span.start)
    return shared > _SHARED * whole
