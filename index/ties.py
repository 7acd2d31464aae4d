"""How the amounts of a generation hang together: which contain which, which are said twice, which totals are mixed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from corpus.facts import Fact
from corpus.store import Store
from index.containing import find_contained
from index.repeated import find_repeated
from index.table_sums import AmountCell, find_cells, find_sums


@dataclass(frozen=True, slots=True)
class Ties:
    """What is not to be added to what, by the ids of facts.

    ``wholes`` are the amounts that contain another, the nearest first; ``same`` is the cell of a table that prose
    repeats; ``mixed`` holds the parts of each total that sums what is given in several ways, as loans and grants are;
    ``cells`` are those that amounts stand in.
    """

    wholes: Mapping[str, tuple[str, ...]]
    same: Mapping[str, str]
    mixed: Mapping[str, frozenset[str]]
    cells: Mapping[str, AmountCell]

    def may_be_one(self, one: Fact, other: Fact) -> bool:
        """Whether two amounts that are told alike may be the same.

        Two rows of a table are not, nor is money for two places, nor what contains the other.
        """
        mine, theirs = self.cells.get(one.fact_id), self.cells.get(other.fact_id)
        rows = one.document_id == other.document_id and mine and theirs and mine.table == theirs.table
        if rows and one.span != other.span:
            return False
        places = set(one.values("place")), set(other.values("place"))
        if all(places) and places[0].isdisjoint(places[1]):
            return False
        above = (*self.wholes.get(one.fact_id, ()), *self.wholes.get(other.fact_id, ()))
        return one.fact_id not in above and other.fact_id not in above


def tie(facts: Iterable[Fact], store: Store) -> Ties:
    """The ties of all the funding of a generation, which is in reading order."""
    wholes: dict[str, tuple[str, ...]] = {}
    same: dict[str, str] = {}
    mixed: dict[str, frozenset[str]] = {}
    cells: dict[str, AmountCell] = {}
    told = (one for one in facts if one.values("amount"))
    for document, group in groupby(told, key=lambda one: one.document_id):
        own, text = list(group), store.document(document).text
        within = find_cells(own, text)
        contained = find_contained(own, text, within)
        sums = _summed(within, contained, text)
        repeated = find_repeated(own, within, text)
        several = _mixed(sums, {one.fact_id: one.values("type") for one in own})
        several |= {one: several[cell] for one, cell in repeated.items() if cell in several}
        pairs = [*contained.items(), *((part, whole) for whole in sums for part in sums[whole])]
        order = {one.fact_id: number for number, one in enumerate(own)}
        wholes |= _joined([pair for pair in pairs if pair[1] not in several], repeated, order)
        same |= repeated
        mixed |= several
        cells |= within
    return Ties(wholes, same, mixed, cells)


def _summed(cells: Mapping[str, AmountCell], contained: Mapping[str, str], text: str) -> dict[str, set[str]]:
    """By total of a table: the cells that it sums; what a row has within it ("of which …") is summed with that."""
    apart = [cell for one, cell in cells.items() if (row := cells.get(contained.get(one, ""))) is None or row.below]
    sums: dict[str, set[str]] = {}
    for whole, parts in find_sums(apart, text):
        sums.setdefault(whole.fact.fact_id, set()).update(one.fact.fact_id for one in parts)
    return sums


def _mixed(sums: Mapping[str, set[str]], types: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """By total: all its parts, and theirs, if any of them is given in another way than the total."""
    found: dict[str, frozenset[str]] = {}
    for whole in sums:
        parts, fresh = set[str](), set(sums[whole])
        while fresh:
            parts |= fresh
            fresh = {one for part in fresh for one in sums.get(part, ())} - parts
        parts.discard(whole)
        if any(types[one] != types[whole] for one in parts):
            found[whole] = frozenset(parts)
    return found


def _joined(
    pairs: Iterable[tuple[str, str]], same: Mapping[str, str], order: Mapping[str, int]
) -> dict[str, tuple[str, ...]]:
    """By part: its wholes; what says the same as another has the same wholes, and is one of whatever that contains.

    Of two that contain each other only the first does.
    """
    alike: dict[str, list[str]] = {}
    for one, cell in same.items():
        alike.setdefault(cell, [cell]).append(one)
    found: dict[str, dict[str, None]] = {}
    for part, whole in pairs:
        own, above = alike.get(same.get(part, part), [part]), alike.get(same.get(whole, whole), [whole])
        for one in own:
            able = (two for two in above if two not in own and one not in found.get(two, ()))
            others = sorted(able, key=lambda two: (two != whole, order[two]))
            found.setdefault(one, {}).update(dict.fromkeys(others))
    return {part: tuple(told) for part, told in found.items() if told}
