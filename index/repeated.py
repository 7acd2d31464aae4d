"""What prose says again of a table: "we spent €148.6 million" above a table whose total is 148.6."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from corpus.facts import Fact
from corpus.periods import meet
from index.amounts import amount_of, is_bound, slack_of
from index.table_sums import AmountCell

_TELLING = ("giver", "channel", "place")
_FEW = 2  # digits of an amount that two things may have by chance
_WORD = re.compile(r"[^\W\d_]{4,}")


def find_repeated(facts: Sequence[Fact], cells: Mapping[str, AmountCell], text: str) -> dict[str, str]:
    """By the id of a fact that prose tells: that of the cell which says the same, for the amounts of one document.

    The same is an equal amount of one currency and type, unless both tell givers, channels, places or times that
    differ. It must be a total, or share one of these or the words by which its row is called.
    """
    by_kind: dict[tuple[object, ...], list[AmountCell]] = {}
    for one in cells.values():
        by_kind.setdefault(_kind(one.fact), []).append(one)
    found: dict[str, str] = {}
    members: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.fact_id in cells or is_bound(fact):
            continue
        able = [one for one in by_kind.get(_kind(fact), ()) if not is_bound(one.fact) and _says(fact, one, text)]
        able = [one for one in able if all(_agree(fact, other) for other in members.get(one.fact.fact_id, ()))]
        if able:
            best = max(able, key=lambda one: (_shared(fact, one.fact), one.below, one.beside))
            found[fact.fact_id] = best.fact.fact_id
            members.setdefault(best.fact.fact_id, []).append(fact)
    return found


def _kind(fact: Fact) -> tuple[object, ...]:
    return fact.values("currency"), fact.values("type")


def _says(fact: Fact, cell: AmountCell, text: str) -> bool:
    """Whether what prose tells is what a cell tells."""
    off = abs(amount_of(fact) - amount_of(cell.fact))
    if off > (slack_of(fact) if cell.below else Decimal(0)):
        return False
    at_one_time = _at_one_time(fact, cell.fact)
    if not _agree(fact, cell.fact) or (off and not at_one_time):
        return False
    digits = _digits(cell.fact)
    if cell.below and min(digits, _digits(fact)) > _FEW:
        return True  # whatever its time: "86.4 in 2023, against 71.9 the year before" is easily misread
    if not at_one_time:
        return False
    plain = not any(fact.values(name) for name in (*_TELLING, "purpose"))
    known = {one.casefold() for one in _WORD.findall(cell.label)}
    heard = {one.casefold() for one in _WORD.findall(fact.span.of(text))}
    named = bool(known) and 2 * len(known & heard) >= len(known)
    return _shared(fact, cell.fact) > 0 or named or (cell.below and digits >= _FEW and plain)


def _digits(fact: Fact) -> int:
    return len(amount_of(fact).normalize().as_tuple().digits)


def _agree(one: Fact, other: Fact) -> bool:
    """Whether neither tells a giver, channel or place that differs from the other's."""
    told = ((one.values(name), other.values(name)) for name in _TELLING)
    return all(not (mine and theirs) or set(mine) & set(theirs) for mine, theirs in told)


def _shared(one: Fact, other: Fact) -> int:
    """How many givers, channels and places both tell."""
    return sum(len(set(one.values(name)) & set(other.values(name))) for name in _TELLING)


def _at_one_time(one: Fact, other: Fact) -> bool:
    """Whether their periods meet, where both tell one."""
    mine, theirs = one.values("period"), other.values("period")
    return not (mine and theirs) or any(meet(period, told) for period in mine for told in theirs)
