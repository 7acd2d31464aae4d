"""Sums over funding that mix nothing: one a currency and type, with every addend, and what was left out and why.

A sum that the text itself gives ("making the total approximately $25 million") contains the amounts that it sums,
those that the text tells as examples of it, and smaller ones that went the same way within its time. What is contained
in another amount of the same sum is not added.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpus.facts import Fact, years_of
from corpus.store import Store

_EXAMPLE = re.compile(
    r"\W*(?:for (?:example|instance)|in particular|specifically|among (?:these|them)|例えば|特に)\b", re.IGNORECASE
)
_PART_OF = re.compile(
    r"\W*(?:of (?:this|that|these|the total)(?:,| (?:amount|sum|money|fund(?:s|ing)|budget|total|contribution)s?\b)"
    r"|of which\b|(?:this (?:(?:sum|amount|total) )?includes|these include)\b|うち)",
    re.IGNORECASE,
)
_INCLUDING = re.compile(r"\b(?:including|includes?|of which|comprising|consisting of|made up of)\b|うち", re.IGNORECASE)
MOST_PARTS = 8  # of one sum in a text; longer lists stand in tables, which say themselves what they sum


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


def totals(
    facts: Sequence[Fact], containers: Mapping[str, str], period: str = "", replaced: Container[str] = ()
) -> tuple[Total, ...]:
    """The sums of ``facts`` by currency and type, in alphabetical order; those without an amount are in none.

    ``containers`` is what ``contained`` says of all the facts that these were chosen from, ``period`` the one that
    they were chosen by, if any: what is told of a longer one is not added. ``replaced`` are the documents that
    others supersede: what they tell is not added to what is told by one that stands.
    """
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.values("amount"):
            groups.setdefault((fact.values("currency")[0], fact.values("type")[0]), []).append(fact)
    return tuple(_total(*key, groups[key], containers, period, replaced) for key in sorted(groups))


def _total(
    currency: str,
    kind: str,
    facts: Sequence[Fact],
    containers: Mapping[str, str],
    period: str,
    replaced: Container[str],
) -> Total:
    standing = {fact.fact_id for fact in facts if fact.document_id not in replaced}
    present = standing or {fact.fact_id for fact in facts}
    said: dict[tuple[object, ...], str] = {}
    addends: list[Fact] = []
    left: list[LeftOut] = []
    for fact in facts:
        container = next((one for one in _above(fact.fact_id, containers) if one in present), None)
        told = tuple(fact.values(name) for name in ("amount", "period", "giver", "channel", "purpose"))
        if fact.fact_id not in present:
            left.append(LeftOut(fact.fact_id, "of a document that another supersedes"))
        elif container:
            left.append(LeftOut(fact.fact_id, "contained in another amount", container))
        elif told in said:
            left.append(LeftOut(fact.fact_id, "said before", said[told]))
        elif period and not _lies_in(fact, period):
            left.append(LeftOut(fact.fact_id, "of a longer period"))
        elif {"over", "up to"} & set(fact.values("qualifier")):
            left.append(LeftOut(fact.fact_id, f"a bound and no amount: {fact.values('qualifier')[0]}"))
        else:
            said[told] = fact.fact_id
            addends.append(fact)
    return Total(
        currency=currency,
        type=kind,
        amount=sum((amount_of(fact) for fact in addends), Decimal(0)),
        approximate=any("approximate" in fact.values("qualifier") for fact in addends),
        addends=tuple(fact.fact_id for fact in addends),
        left_out=tuple(left),
    )


def _above(fact_id: str, containers: Mapping[str, str]) -> Iterator[str]:
    """What contains a fact, what contains that, and so on."""
    seen = {fact_id}
    while (above := containers.get(fact_id)) and above not in seen:
        seen.add(above)
        yield above
        fact_id = above


def contained(facts: Sequence[Fact], store: Store) -> dict[str, str]:
    """By fact id: the fact whose amount contains that fact's, for all the funding of a generation in reading order."""
    found: dict[str, str] = {}
    run: list[Fact] = []
    text = ""
    for fact in [one for one in facts if one.values("amount")]:
        if not run or fact.document_id != run[0].document_id:
            run, text = [], store.document(fact.document_id).text
        run.append(fact)
        for part in _parts(run, text):
            found.setdefault(part.fact_id, (part is not fact and fact.fact_id) or "")
        whole = _including(run, text)
        if whole:
            found.setdefault(fact.fact_id, whole.fact_id)
        example = _exemplified(run, text, found)
        if example:
            found[fact.fact_id] = example.fact_id
    found |= _named_first(facts)
    found = _cumulative(facts) | {part: whole for part, whole in found.items() if whole}
    return {part: whole for part, whole in found.items() if whole and part != whole}


def _parts(run: Sequence[Fact], text: str) -> tuple[Fact, ...]:
    """The facts just before the last of ``run`` that it sums; none if it is no sum of them."""
    whole = run[-1]
    if "total" not in whole.values("qualifier") or not _speaks_on(run, text):
        return ()
    for count in range(2, min(MOST_PARTS, len(run) - 1) + 1):
        parts = run[-1 - count : -1]
        if _alike(parts, whole) and sums_up(parts, whole):
            return tuple(parts)
    return ()


def _speaks_on(run: Sequence[Fact], text: str) -> bool:
    """Whether nothing but a line or a blank stands between the sentence of the last fact and that of the one before."""
    if len(run) < 2:
        return False
    between = text[run[-2].span.end : run[-1].span.start]
    return run[-2].span == run[-1].span or not between.strip()


def _named_first(facts: Sequence[Fact]) -> dict[str, str]:
    """The parts of a sum that stands before them in one sentence: "a total of $12 million, including $4 million …"."""
    found: dict[str, str] = {}
    for number, whole in enumerate(facts):
        if "total" in whole.values("qualifier"):
            parts = [one for one in facts[number + 1 : number + 1 + MOST_PARTS] if one.span == whole.span]
            parts = [one for one in parts if one.document_id == whole.document_id and one.values("amount")]
            if len(parts) > 1 and _alike(parts, whole) and sums_up(parts, whole):
                found |= {one.fact_id: whole.fact_id for one in parts}
    return found


def _including(run: Sequence[Fact], text: str) -> Fact | None:
    """The amount that is said to include the last of ``run``, in one sentence: "$9 million, including $4 million"."""
    part = run[-1]
    wholes = [one for one in run[:-1] if one.span == part.span and _alike([part], one)]
    wholes = [one for one in wholes if amount_of(part) < amount_of(one)]
    start = part.details[0].span.start
    return next((one for one in wholes if _INCLUDING.search(text, one.details[0].span.end, start)), None)


def _cumulative(facts: Sequence[Fact]) -> dict[str, str]:
    """By fact id: the total of all that went the same way which a smaller amount is a part of, in one document.

    "In 2018 Japan gave $2 million to the fund. In total it has given $9 million": the same giver, channel or else
    place, and a period that lies within the total's, if that has one.
    """
    ways: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        way = _way(fact)
        if way and fact.values("amount"):
            ways.setdefault((fact.document_id, *way), []).append(fact)
    found: dict[str, str] = {}
    for same in ways.values():
        for whole in (one for one in same if "total" in one.values("qualifier")):
            for part in same:
                if amount_of(part) < amount_of(whole) and _covers(whole, part):
                    found.setdefault(part.fact_id, whole.fact_id)
    return found


def _way(fact: Fact) -> tuple[object, ...] | None:
    """Where the money of a fact comes from and goes to, as what and in which currency; None if nothing tells where."""
    goal = fact.values("channel") or fact.values("place")
    return (fact.values("giver"), goal, fact.values("type"), fact.values("currency")) if goal else None


def _covers(whole: Fact, part: Fact) -> bool:
    """Whether the period of ``part`` lies within that of ``whole``, which is all time if it has none."""
    told = whole.values("period")
    return not told or (bool(part.values("period")) and _lies_in(part, told[0]))


def _lies_in(fact: Fact, period: str) -> bool:
    """Whether the first period of a fact lies within ``period``, by their years."""
    first, last = years_of(period)
    start, end = years_of(next(iter(fact.values("period")), ""))
    return 0 < first <= start and (last is None or (end is not None and end <= last))


def _exemplified(run: Sequence[Fact], text: str, found: Mapping[str, str]) -> Fact | None:
    """The amount of the paragraph that the last of ``run`` is told as a part of, if it is not more than that.

    An example is one of a sum; "Of this, $2 million …" is a part of any amount.
    """
    fact = run[-1]
    part = _PART_OF.match(fact.span.of(text))
    if not part and not _EXAMPLE.match(fact.span.of(text)):
        return None  # before anything is compared: a table may hold thousands
    for one in reversed(run[:-1]):
        if one.span == fact.span:
            continue
        if "\n\n" in text[one.span.end : fact.span.start]:
            return None
        if (part or one.fact_id in found.values()) and _alike([fact], one) and amount_of(fact) < amount_of(one):
            return one
    return None


def _alike(parts: Sequence[Fact], whole: Fact) -> bool:
    """Whether all are of one currency, type, giver and period, where both tell one."""
    for name in ("currency", "type", "giver", "period"):
        told = whole.values(name)
        if told and any(part.values(name) and part.values(name) != told for part in parts):
            return False
    return True


def sums_up(parts: Sequence[Fact], whole: Fact) -> bool:
    """Whether amounts add up to another, as closely as all of them are given.

    An approximate amount may be off by half of its last digit that is no zero; others are exact.
    """
    slack = sum((_slack(one) for one in (*parts, whole)), Decimal(0))
    return abs(sum(map(amount_of, parts)) - amount_of(whole)) <= slack


def _slack(fact: Fact) -> Decimal:
    if "approximate" not in fact.values("qualifier"):
        return Decimal(0)
    exponent = amount_of(fact).normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent)) / 2


def amount_of(fact: Fact) -> Decimal:
    """The amount of a fact that has one, in units of its currency."""
    return Decimal(fact.values("amount")[0])
