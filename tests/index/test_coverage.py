"""Coverage: every cell is a question to the register, and counts what the register answers it with."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from corpus.facts import Detail, Fact, FactKind
from corpus.records import Document, Kind, Passage, Section, Span
from corpus.store import Contents, Store
from index.coverage import Cell, cover
from index.facets import RegisterQuery
from index.register import Register

TOLD: tuple[dict[str, tuple[str, ...]], ...] = (  # by number: what the sentence of a fact tells
    {"field": ("space",), "place": ("Kenya", "Japan"), "period": ("2018", "2019")},
    {"field": ("space",), "place": ("Africa", "India"), "period": ("2019/2021",)},
    {"field": ("cybersecurity",), "period": ("2020-06",)},
    {"field": ("cybersecurity",), "place": ("Kenya",), "period": ("2018/..", "P5Y")},
    {"field": ("cybersecurity",), "period": ("FY2019",)},
    {"field": ("cybersecurity",), "place": ("American Samoa",)},
    {"field": ("cybersecurity",), "place": ("Samoa",)},
)
ASKED: tuple[dict[str, str], ...] = (
    {}, {"place": "Africa"}, {"place": "kenya"}, {"place": "the Moon"}, {"period": "2019"}, {"period": "2019/2021"},
    {"period": "2020-06"}, {"period": "2020-07"}, {"period": "FY2019"}, {"period": "fy2018/FY2020"},
    {"period": "2018/.."}, {"field": "outer space"}, {"field": "cyber", "place": "Africa", "period": "2018"},
)  # fmt: skip


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    text, span = "a" * len(TOLD), Span(0, len(TOLD))
    facts = tuple(
        Fact(str(at), "d", "d:p", FactKind.FIELD, Span(at, at + 1),
             tuple(Detail(name, value, Span(at, at + 1)) for name, values in told.items() for value in values))
        for at, told in enumerate(TOLD)
    )  # fmt: skip
    document = Document("d", text, "T", None, None, "en", "d.txt", "00")
    passage = Passage("d:p", "d", span, text, (), Kind.BODY, (span,))
    with Store.open(tmp_path / "s.sqlite") as store:
        section = Section("T", 0, (), span, Kind.BODY)
        store.put(Contents(document, (section,), (passage,), facts=facts), Path("/in/d.txt"), "r")
        yield Register(store)


def found(register: Register, filters: Mapping[str, str], cell: Cell) -> int:
    """How many facts the register finds with the filters of a cell in place of those that were asked for."""
    own = {"field": cell.field, "place": cell.place, "period": cell.year}
    told = {**filters, **{key: value for key, value in own.items() if value}}
    return len(register.find(RegisterQuery(FactKind.FIELD, told)).matching)


@pytest.mark.parametrize("filters", ASKED)
def test_every_cell_counts_what_its_own_filters_find(register: Register, filters: dict[str, str]) -> None:
    cells = cover(register, filters)
    assert {cell: found(register, filters, cell) for cell in cells} == {cell: cell.count for cell in cells}
    whole = {cell.field: cell.count for cell in cells if not cell.place and not cell.year}
    assert sum(whole.values()) == len(register.find(RegisterQuery(FactKind.FIELD, filters)).matching)


def test_a_region_counts_with_its_countries_and_a_period_in_each_of_its_years(register: Register) -> None:
    cells = {(cell.field, cell.place, cell.year): cell.count for cell in cover(register, {"field": "space"})}
    assert {place: count for (_, place, year), count in cells.items() if not year} == {
        "": 2, "Africa": 2, "India": 1, "Japan": 1, "Kenya": 1,
    }  # fmt: skip
    assert {year: count for (_, place, year), count in cells.items() if not place} == {
        "": 2, "2018": 1, "2019": 2, "2020": 1, "2021": 1,
    }  # fmt: skip
    assert cells["space", "Africa", "2019"] == 2
    assert ("space", "India", "2018") not in cells


def test_a_place_is_told_with_what_lies_in_it_and_with_nothing_else(register: Register) -> None:
    cells = cover(register, {"place": "africa", "field": "space"})
    assert [(cell.place, cell.count) for cell in cells if not cell.year] == [("", 2), ("Africa", 2), ("Kenya", 1)]


def test_a_place_does_not_lie_in_another_that_its_name_holds(register: Register) -> None:
    assert [(cell.place, cell.count) for cell in cover(register, {"place": "Samoa"})] == [("", 1), ("Samoa", 1)]


def test_a_period_is_told_by_the_years_in_it_or_by_itself(register: Register) -> None:
    def years(asked: str) -> list[str]:
        return sorted({cell.year for cell in cover(register, {"period": asked})} - {""})

    assert years("2019/2020") == ["2019", "2020"]
    assert years("2020-06") == ["2020-06"]
    assert years("FY2019") == ["FY2019"]
    assert years("2016") == []
