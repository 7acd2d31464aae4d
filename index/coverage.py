"""Coverage: how often each field is spoken of, by place and by year; where the counts end, nothing was found.

A cell is a question to the register, and its count is how many facts of fields the register answers it with: whatever
filters were given, and the cell's field, place and year in place of theirs. An empty place or year asks for none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.facts import Fact, FactKind
from corpus.gazetteer import Gazetteer, packaged_gazetteer
from corpus.periods import days_of, lies_in, reaches
from index.facets import RegisterQuery, field_of, is_one, meant, words_alone
from index.register import Register

ANY = ""  # the place or year of a cell that is narrowed by none


@dataclass(frozen=True, slots=True)
class Cell:
    """How many facts tell of a field with this place and this year; ``ANY`` is whatever they name, if anything."""

    field: str
    place: str
    year: str
    count: int


Sets = Mapping[str, set[int]]  # by field, place or year: the numbers of the facts that its filter finds


def cover(register: Register, filters: Mapping[str, str]) -> tuple[Cell, ...]:
    """The counts over the facts of fields that match, by field, place and year in alphabetical order; none is empty.

    Places are those that the facts name, and years all that their periods reach into; of a period without an end those
    that another names. If a place or a period was asked for, they are those within it; itself, if it holds no year.
    Raises QuestionError as ``Register.find`` does.
    """
    named = packaged_gazetteer()
    facts = register.find(RegisterQuery(FactKind.FIELD, filters)).matching
    every = set(range(len(facts)))
    places = {ANY: every, **_places(facts, filters.get("place", ""), named)}
    years = {ANY: every, **_years(facts, filters.get("period", ""))}
    cells = [
        Cell(field, place, year, len(found & told))
        for field, spoken in _fields(facts, filters.get("field", ""), named).items()
        for place, meant_by in places.items()
        if (found := spoken & meant_by)
        for year, told in years.items()
        if found & told
    ]
    return tuple(sorted(cells, key=lambda cell: (cell.field, cell.place, cell.year)))


def _fields(facts: Sequence[Fact], asked: str, named: Gazetteer) -> Sets:
    found = _by_value((number, fact.values("field")) for number, fact in enumerate(facts))
    wanted = field_of(asked, named) if asked else None
    return {field: numbers for field, numbers in found.items() if wanted in (None, field)}


def _places(facts: Sequence[Fact], asked: str, named: Gazetteer) -> Sets:
    """By place: the facts that the register finds by it, a region's by its countries."""
    told = _by_value((number, fact.values("place")) for number, fact in enumerate(facts))
    forms = {place: {words_alone(one) for one in meant(place, named)} for place in told}
    if asked:
        whole = {words_alone(one) for one in meant(asked, named)}
        forms = {
            place: own for place, own in forms.items() if all(is_one(one, whole, named) for one in meant(place, named))
        }
        forms[meant(asked, named)[0]] = whole
    return {place: _union(told[one] for one in told if is_one(one, own, named)) for place, own in forms.items()}


def _years(facts: Sequence[Fact], asked: str) -> Sets:
    """By year: the facts that the register finds by it, all those with a period that reaches into it."""
    told = _by_value((number, fact.values("period")) for number, fact in enumerate(facts))
    fiscal = "FY" if asked.upper().startswith("FY") else ""
    years = dict.fromkeys(f"{fiscal}{year}" for period in told for year in _spanned(period))
    within = [year for year in years if not asked or lies_in(year, asked)] or ([asked] if asked else [])
    return {year: _union(told[one] for one in told if reaches(one, year)) for year in within}


def _spanned(period: str) -> Iterator[int]:
    """The years of a period, of one without an end the first.

    >>> list(_spanned("2019-04/2021-03")), list(_spanned("2007/..")), list(_spanned("P5Y"))
    ([2019, 2020, 2021], [2007], [])
    """
    if days := days_of(period):
        yield from range(days.first.year, (days.last or days.first).year + 1)


def _by_value(told: Iterable[tuple[int, Sequence[str]]]) -> Sets:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, values in told:
        for value in values:
            found[value].add(number)
    return found


def _union(sets: Iterable[set[int]]) -> set[int]:
    return set().union(*sets)
