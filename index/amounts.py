"""The amounts of facts: how much, how closely it is told, and whether some add up to another."""

from collections.abc import Sequence
from decimal import Decimal

from corpus import periods
from corpus.facts import Fact

BOUNDS = ("over", "up to")  # qualifiers of what is no amount


def amount_of(fact: Fact) -> Decimal:
    """The amount of a fact that has one, in units of its currency."""
    return Decimal(fact.values("amount")[0])


def slack_of(fact: Fact) -> Decimal:
    """By how much an amount may be off: one that is approximate by half of its last digit that is no zero.

    It is never off by more than a tenth, as "about 100" would be by half of its only digit.

    >>> from corpus.facts import Detail, FactKind
    >>> from corpus.records import Span
    >>> told = Detail("amount", "12000", Span(0, 1)), Detail("qualifier", "approximate", Span(0, 1))
    >>> slack_of(Fact("", "d", "d:1", FactKind.FUNDING, Span(0, 1), told))
    Decimal('5E+2')
    """
    if "approximate" not in fact.values("qualifier"):
        return Decimal(0)
    exponent = amount_of(fact).normalize().as_tuple().exponent
    return min(Decimal(1).scaleb(int(exponent)) / 2, amount_of(fact) / 10)


def sums_up(parts: Sequence[Fact], whole: Fact) -> bool:
    """Whether amounts add up to another, as closely as all of them are given; what is not approximate is exact."""
    slack = sum((slack_of(one) for one in (*parts, whole)), Decimal(0))
    return abs(sum(map(amount_of, parts)) - amount_of(whole)) <= slack


def is_bound(fact: Fact) -> bool:
    """Whether an amount is told to be a bound only: "over", "up to"."""
    return any(one in BOUNDS for one in fact.values("qualifier"))


def covers(whole: Fact, part: Fact) -> bool:
    """Whether the period of ``part`` lies within that of ``whole``, which is all time if it has none."""
    told = whole.values("period")
    return not told or (bool(part.values("period")) and lies_in(part, told[0]))


def lies_in(fact: Fact, period: str) -> bool:
    """Whether the first period of a fact lies within ``period``, by their days."""
    return periods.lies_in(next(iter(fact.values("period")), ""), period)
