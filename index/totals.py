"""Sums over funding that mix nothing: one a currency and type, with every addend, and what was left out and why.

What is contained in another amount of the same sum is not added, nor what is said twice, nor a total of what is given
in several ways beside its parts (index/ties.py).
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.facts import Fact
from corpus.records import Span
from index.amounts import BOUNDS, amount_of, is_bound, lies_in
from index.ties import Ties

_ENOUGH = 3  # an amount and two things besides


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that is not added, and why; ``by`` is the other fact that makes it so, if one does."""

    fact_id: str
    reason: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """One sum. ``approximate`` is whether an addend is; ``addends`` and ``left_out`` are in the order of the facts."""

    currency: str
    type: str
    amount: Decimal
    approximate: bool
    addends: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def totals(facts: Sequence[Fact], ties: Ties, period: str = "", replaced: Container[str] = ()) -> tuple[Total, ...]:
    """The sums of ``facts`` by currency and type, in alphabetical order; those without an amount are in none.

    ``ties`` are those of all the facts that these were chosen from, ``period`` the one that they were chosen by, if
    any: what is told of a longer one is not added. ``replaced`` are the documents that others supersede: what they
    tell is not added to what is told by one that stands.
    """
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.values("amount"):
            groups.setdefault((fact.values("currency")[0], fact.values("type")[0]), []).append(fact)
    matching = frozenset(fact.fact_id for fact in facts)
    return tuple(_total(*key, groups[key], _Chosen(matching, ties, period, replaced)) for key in sorted(groups))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What decides whether an amount is added: all the facts that match, their ties, and what they were chosen by."""

    matching: frozenset[str]
    ties: Ties
    period: str
    replaced: Container[str]

    def own_reason(self, fact: Fact) -> str | None:
        """Why a fact is not added whatever others tell; None if it may be."""
        if not self.ties.mixed.get(fact.fact_id, frozenset()).isdisjoint(self.matching):
            return "a total of several types, whose parts match, too"
        if self.period and not lies_in(fact, self.period):
            return "of a longer period"
        if is_bound(fact):
            bound = next(one for one in fact.values("qualifier") if one in BOUNDS)
            return f"a bound and no amount: {bound}"
        return None


def _total(currency: str, kind: str, facts: Sequence[Fact], chosen: _Chosen) -> Total:
    standing = {fact.fact_id for fact in facts if fact.document_id not in chosen.replaced}
    present = standing or {fact.fact_id for fact in facts}
    reasons = {fact.fact_id: chosen.own_reason(fact) for fact in facts}
    able = {one for one in present if reasons[one] is None}
    containers = {one: next((two for two in _above(one, chosen.ties.wholes) if two in able), None) for one in reasons}
    said = _Said(chosen.ties)
    left: dict[str, LeftOut] = {}
    for fact in sorted(facts, key=lambda one: _turn(one, containers, chosen.ties)):
        one, before = fact.fact_id, said.before(fact)
        if one not in present:
            left[one] = LeftOut(one, "of a document that another supersedes")
        elif container := containers[one]:
            left[one] = LeftOut(one, "contained in another amount", container)
            said.add_part(fact)
        elif before:
            left[one] = LeftOut(one, "said before", before)
        elif reason := reasons[one]:
            left[one] = LeftOut(one, reason)
        else:
            said.add(fact)
    addends = [fact for fact in facts if fact.fact_id not in left]
    return Total(
        currency=currency,
        type=kind,
        amount=sum((amount_of(fact) for fact in addends), Decimal(0)),
        approximate=any("approximate" in fact.values("qualifier") for fact in addends),
        addends=tuple(fact.fact_id for fact in addends),
        left_out=tuple(left[fact.fact_id] for fact in facts if fact.fact_id in left),
    )


def _turn(fact: Fact, containers: Mapping[str, str | None], ties: Ties) -> tuple[int, str, Span, Span]:
    """When a fact is looked at, whatever order it came in: first what is contained, last what prose says again."""
    turn = 0 if containers[fact.fact_id] else 2 if fact.fact_id in ties.same else 1
    return turn, fact.document_id, fact.span, fact.details[0].span


@dataclass(slots=True)
class _Said:
    """What has been told so far: facts by what they tell, and by the cell that they are or repeat."""

    ties: Ties
    alike: dict[tuple[tuple[str, ...], ...], list[Fact]] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)

    def before(self, fact: Fact) -> str | None:
        """The fact that told the same."""
        alike = (one.fact_id for one in self.alike.get(_told(fact), ()) if self.ties.may_be_one(fact, one))
        return next(alike, None) or self.cells.get(self._cell(fact))

    def add(self, fact: Fact) -> None:
        """Take what is added."""
        self.alike.setdefault(_told(fact), []).append(fact)
        self.cells[self._cell(fact)] = fact.fact_id

    def add_part(self, fact: Fact) -> None:
        """Take what is added with another amount, if it tells enough for the same to be known elsewhere."""
        if sum(map(bool, (*_told(fact), fact.values("place")))) >= _ENOUGH:
            self.alike.setdefault(_told(fact), []).append(fact)

    def _cell(self, fact: Fact) -> str:
        return self.ties.same.get(fact.fact_id, fact.fact_id)


def _told(fact: Fact) -> tuple[tuple[str, ...], ...]:
    """What is the same of two facts that tell the same."""
    return tuple(fact.values(name) for name in ("amount", "period", "giver", "channel", "purpose"))


def _above(fact_id: str, wholes: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What contains a fact, what contains that, and so on: the nearest first."""
    seen, fresh = {fact_id}, [fact_id]
    while fresh:
        above = dict.fromkeys(one for part in fresh for one in wholes.get(part, ()) if one not in seen)
        seen.update(above)
        fresh = list(above)
        yield from fresh
