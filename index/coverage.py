"""Coverage: how often each field is spoken of, by place and by year; where the counts end, nothing was found."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.facts import Fact, years_of

UNSAID = ""  # the place or year of a sentence that names none


@dataclass(frozen=True, slots=True)
class Cell:
    """How many sentences speak of a field with this place and this year; ``UNSAID`` where they name none."""

    field: str
    place: str
    year: str
    count: int


def cover(facts: Sequence[Fact]) -> tuple[Cell, ...]:
    """The counts over facts of fields, by field, place and year in alphabetical order; no cell is empty.

    A sentence that names two places and two years counts in four cells. A period counts in its first and last year.
    """
    counts = Counter(
        (field, place, year)
        for fact in facts
        for field in fact.values("field")
        for place in fact.values("place") or (UNSAID,)
        for year in years(fact) or (UNSAID,)
    )
    return tuple(Cell(*key, counts[key]) for key in sorted(counts))


def years(fact: Fact) -> tuple[str, ...]:
    """The years that a fact names, each once: the first and the last of each period; a fiscal year as its number."""
    told = [year for period in fact.values("period") for year in years_of(period) if year]
    return tuple(str(year) for year in dict.fromkeys(told))
