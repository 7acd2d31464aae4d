"""Which amount contains which, as the sentences of a document tell.

A sum that the text itself gives ("making the total approximately $25 million") contains the amounts that it sums,
those that the text tells as examples or parts of it, and smaller ones that went the same way within its time. Parts
that together are more than an amount are none of it. What a table sums is found by index/table_sums.py.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from corpus.facts import Fact
from index.amounts import amount_of, covers, slack_of, sums_up
from index.table_sums import AmountCell

_EXAMPLE = re.compile(
    r"\W*(?:(?:for\s(?:example|instance)|in\sparticular|specifically|among\s(?:these|them))\b|例えば|特に)",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\W*(?:of\s(?:this|that|these|the\stotal)(?:,|\s(?:amount|sum|money|fund(?:s|ing)|budget|total|contribution)s?\b)"
    r"|of\swhich\b|(?:this\s(?:(?:sum|amount|total)\s)?includes|these\sinclude)\b|(?:[こそ]の)?うち)",
    re.IGNORECASE,
)
# … behind a part: "$4 million of which", "€3 million of the civil part"
_OF_WHAT_IS_SAID = re.compile(
    r"\sof\s(?:which|this|(?:the|this|that)\s(?:\w+\s)?(?:part|share|portion|total|sum|amount))\b"
)
_INCLUDING = re.compile(
    r"\b(?:including|includes?|of\swhich|comprising|consisting\sof|made\sup\sof)\b|うち", re.IGNORECASE
)
# Behind "including", what another clause tells with a verb of its own, or says to come on top, is not included.
_NO_MORE = re.compile(
    r";\s(?=[^;]*\b(?:was|were|is|are|has|have|had|will|would|gave|went|came|made|rose|grew|paid|spent|brought|put"
    r"|[a-z]{3,}ed)\b)|\b(?:adds?|added|adding|plus|besides|on\stop\sof|in\saddition)\b|追加|加え",
    re.IGNORECASE,
)
MOST_PARTS = 8  # of one sum in a text; longer lists stand in tables, which say themselves what they sum


@dataclass(slots=True)
class _Run:
    """The amounts of one document in reading order, with the first whole that is found for each."""

    facts: Sequence[Fact]
    text: str
    cells: Mapping[str, AmountCell]
    found: dict[str, str] = field(default_factory=dict)
    taken: dict[tuple[str, object], Decimal] = field(default_factory=dict)  # of a whole, by what one sentence tells

    def has_room(self, whole: Fact, part: Fact) -> bool:
        """Whether ``part`` is not more than what the parts told in its sentence leave of ``whole``; if so, take it."""
        key = whole.fact_id, part.span
        taken = self.taken.get(key, Decimal(0)) + amount_of(part)
        if amount_of(part) >= amount_of(whole) or taken > amount_of(whole) + slack_of(whole) + slack_of(part):
            return False
        self.taken[key] = taken
        return True


def find_contained(facts: Sequence[Fact], text: str, cells: Mapping[str, AmountCell]) -> dict[str, str]:
    """By fact id: the fact whose amount contains that fact's, for all the amounts of a document in reading order.

    ``cells`` are those that stand in tables: what is told of these alone is not for this.
    """
    run = _Run(facts, text, cells)
    for number, fact in enumerate(facts):
        if fact.fact_id not in cells:
            for part in _parts(run, number):
                run.found.setdefault(part.fact_id, fact.fact_id)
            whole = _including(run, number)
            if whole:
                run.found.setdefault(fact.fact_id, whole.fact_id)
        example = _exemplified(run, number)
        if example and not (fact.fact_id in run.found and _OF_WHAT_IS_SAID.match(text, fact.details[0].span.end)):
            run.found[fact.fact_id] = example.fact_id
    found = run.found | _named_first(run)
    return _cumulative(run) | found


def _parts(run: _Run, number: int) -> Sequence[Fact]:
    """The facts just before a total that it sums; none if it is no sum of them."""
    whole = run.facts[number]
    if "total" not in whole.values("qualifier") or not _speaks_on(run, number):
        return ()
    before = [one for one in run.facts[max(0, number - 2 * MOST_PARTS) : number] if one.fact_id not in run.found]
    for count in range(2, min(MOST_PARTS, len(before)) + 1):
        parts = before[-count:]
        if _alike(parts, whole) and sums_up(parts, whole):
            return parts
    return ()


def _speaks_on(run: _Run, number: int) -> bool:
    """Whether nothing but a line or a blank stands between the sentence of a fact and that of the one before."""
    if number < 1:
        return False
    before, own = run.facts[number - 1].span, run.facts[number].span
    return before == own or not run.text[before.end : own.start].strip()


def _named_first(run: _Run) -> dict[str, str]:
    """The parts of a sum that stands before them in one sentence: "a total of $12 million, including $4 million …"."""
    found: dict[str, str] = {}
    for number, whole in enumerate(run.facts):
        if "total" in whole.values("qualifier") and whole.fact_id not in run.cells:
            parts = [one for one in run.facts[number + 1 : number + 1 + MOST_PARTS] if one.span == whole.span]
            if len(parts) > 1 and _alike(parts, whole) and sums_up(parts, whole):
                found |= {one.fact_id: whole.fact_id for one in parts}
    return found


def _including(run: _Run, number: int) -> Fact | None:
    """The amount that is said to include a fact's, in one sentence: "$9 million, including $4 million"."""
    part = run.facts[number]
    wholes = [one for one in _before(run, number) if _alike([part], one)]
    begin, end = part.details[0].span.start, part.details[0].span.end
    if _OF_WHAT_IS_SAID.match(run.text, end):  # "€9 million, €5 million of which"
        return next((one for one in wholes if run.has_room(one, part)), None)
    for one in wholes:
        said = _INCLUDING.search(run.text, one.details[0].span.end, begin)
        if said and not _NO_MORE.search(run.text, said.end(), begin) and run.has_room(one, part):
            return one
    return None


def _before(run: _Run, number: int) -> Iterator[Fact]:
    """The facts of the same sentence before one, the nearest first."""
    for one in reversed(run.facts[:number]):
        if one.span != run.facts[number].span:
            return
        yield one


def _exemplified(run: _Run, number: int) -> Fact | None:
    """The amount of the paragraph that a fact is told as a part of, if it is not more than that.

    An example is one of a sum; "Of this, $2 million …" is a part of any amount, "Of the total" right behind a table one
    of the table's.
    """
    fact = run.facts[number]
    said = fact.span.of(run.text)
    part = _PART_OF.match(said) or _OF_WHAT_IS_SAID.match(run.text, fact.details[0].span.end)
    if not part and not _EXAMPLE.match(said):
        return None  # before anything is compared: a table may hold thousands
    wholes = [one for one in reversed(run.facts[:number]) if one.span != fact.span]
    table = _total_above(run, number, wholes) if part else None
    if table:
        return table
    for one in wholes:
        if "\n\n" in run.text[one.span.end : fact.span.start]:
            return None
        if (part or one.fact_id in run.found.values()) and _alike([fact], one) and run.has_room(one, fact):
            return one
    return None


def _total_above(run: _Run, number: int, before: Sequence[Fact]) -> Fact | None:
    """The total of the table right above that a fact is a part of; of several the one that its sentence adds up to."""
    fact = run.facts[number]
    last = run.cells.get(before[0].fact_id) if before else None
    if last is None or not last.below or run.text[last.row.end : fact.span.start].strip():
        return None
    parts = [one for one in run.facts if one.span == fact.span and _alike([one], fact)]
    totals = [one for one in before if one.span == last.row and _alike([fact], one)]
    exact = [one for one in totals if sums_up(parts, one)]
    return next((one for one in (*exact, *totals) if run.has_room(one, fact)), None)


def _cumulative(run: _Run) -> dict[str, str]:
    """By fact id: the total of all that went the same way which a smaller amount is a part of, in one document.

    "In 2018 Japan gave $2 million to the fund. In total it has given $9 million": the same giver, channel or else
    place, and a period that lies within the total's, if that has one. The column "Total" of a table tells its own row.
    """
    ways: dict[tuple[object, ...], list[Fact]] = {}
    for fact in run.facts:
        way = _way(fact)
        if way:
            ways.setdefault(way, []).append(fact)
    found: dict[str, str] = {}
    for same in ways.values():
        for whole in (one for one in same if "total" in one.values("qualifier")):
            cell = run.cells.get(whole.fact_id)
            if cell and not cell.below:
                continue
            for part in same:
                if amount_of(part) < amount_of(whole) and covers(whole, part) and not _is_apart(part, whole):
                    found.setdefault(part.fact_id, whole.fact_id)
    return found


def _is_apart(part: Fact, whole: Fact) -> bool:
    """Whether a part is itself the total of something else, as their purposes say, and no part."""
    purposes = set(part.values("purpose")), set(whole.values("purpose"))
    return "total" in part.values("qualifier") and all(purposes) and purposes[0].isdisjoint(purposes[1])


def _way(fact: Fact) -> tuple[object, ...] | None:
    """Where the money of a fact comes from and goes to, as what and in which currency; None if nothing tells where."""
    goal = fact.values("channel") or fact.values("place")
    return (fact.values("giver"), goal, fact.values("type"), fact.values("currency")) if goal else None


def _alike(parts: Sequence[Fact], whole: Fact) -> bool:
    """Whether all are of one currency, type, giver and period, where both tell one."""
    for name in ("currency", "type", "giver", "period"):
        told = whole.values(name)
        if told and any(part.values(name) and part.values(name) != told for part in parts):
            return False
    return True
