"""Sums over the cells of tables and over prose that repeats them: nothing is added to what contains it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.facts import Detail, Fact, FactKind
from corpus.records import Document, Kind, Passage, Section, Span
from corpus.store import Contents, Store
from index.register import Register
from index.table_sums import find_cells, find_sums
from index.totals import LeftOut, Total

_NUMBER = re.compile(r"(?<![\w.])\d[\d.]*")


def told(line: str, start: int, kinds: dict[str, str], head: str) -> Iterator[Fact]:
    """A fact for each number of a line that ``kinds`` tells the type of by its words, the first that fits."""
    total = re.match(r"Total|All", line)
    for found in _NUMBER.finditer(line):
        kind = next((kind for word, kind in kinds.items() if word in line), None)
        if kind is None or (" | " in line and line.index(" | ") > found.start()):
            continue
        span = Span(*found.span()).shifted(start)
        column = line[: found.start()].count("|")
        heads = head.split(" | ")
        marked = Span(start, start + 3) if total else None
        if not total and " | " in line and column < len(heads) and heads[column] == "Total":
            marked = Span(0, 1)  # at the head of the column
        qualifier = Detail("qualifier", "total" if marked else "exact", marked or span)
        amount = Detail("amount", str(Decimal(found[0]) * 10), span)
        details = (amount, Detail("currency", "EUR", span), qualifier, Detail("type", kind, span))
        yield Fact(
            f"{line.split()[0]} {found[0]}", "d", "d:p", FactKind.FUNDING, Span(start, start + len(line)), details
        )


def facts_of(text: str, **kinds: str) -> list[Fact]:
    """The facts of each line of a text but its first, which is the head of its columns."""
    lines = [(found.start(), found[0]) for found in re.finditer(r"[^\n]+", text)]
    head = lines[0][1]
    return [fact for start, line in lines[1:] for fact in told(line, start, kinds or {"": "grant"}, head)]


def sums(home: Path, text: str, facts: list[Fact]) -> dict[str, Total]:
    """The sums over all ``facts``, by type."""
    span = Span(0, len(text))
    document = Document("d", text, "T", None, None, "en", "d.txt", "00")
    passage = Passage("d:p", "d", span, text, (), Kind.BODY, (span,))
    with Store.open(home / "s.sqlite") as store:
        section = Section("T", 0, (), span, Kind.BODY)
        store.put(Contents(document, (section,), (passage,), facts=tuple(facts)), Path("/in/d.txt"), "r")
        register = Register(store)
        return {one.type: one for one in register.totals(register.all(FactKind.FUNDING))}


TABLE = """Aid | 2019 | 2020 | Total
Health | 3 | 4 | 7
Water | 1 | 2 | 3
Roads | 2 | 6 | 8
All | 6 | 12 | 18
"""


def test_a_total_row_and_a_total_column_contain_their_cells(tmp_path: Path) -> None:
    made = sums(tmp_path, TABLE, facts_of(TABLE))["grant"]
    assert (made.amount, made.addends) == (Decimal(180), ("All 18",))
    assert {one.reason for one in made.left_out} == {"contained in another amount"}
    assert len(made.left_out) == 11


@pytest.mark.parametrize("sign", [" / ", "    "])
def test_a_table_drawn_with_other_signs_sums_alike(tmp_path: Path, sign: str) -> None:
    text = TABLE.replace(" | ", sign)
    moved = {text.index(line): line for line in text.splitlines()}
    facts = []
    for fact in facts_of(TABLE):
        row = fact.span.of(TABLE).replace(" | ", sign)
        start = next(at for at, line in moved.items() if line == row)
        column = TABLE[fact.span.start : fact.details[0].span.start].count("|")
        inside = [found.start() for found in re.finditer(r"(?<!\w)\w", row)][column]
        own = Span(start + inside, start + inside + len(fact.details[0].span.of(TABLE)))
        details = tuple(
            one if one.value == "total" and one.span.start == 0 else Detail(one.name, one.value, own)
            for one in fact.details
        )
        facts.append(Fact(fact.fact_id, "d", "d:p", FactKind.FUNDING, Span(start, start + len(row)), details))
    made = sums(tmp_path, text, facts)["grant"]
    assert made.amount == Decimal(180)


def test_a_total_contains_what_is_told_of_it_though_rows_are_missing() -> None:
    text = "Use | 2019\nHealth | 3\nFees | 4\nWater | 5\nTotal | 12\n"
    facts = [one for one in facts_of(text) if not one.fact_id.startswith("Fees")]
    cells = find_cells(facts, text)
    (whole, parts) = next(iter(find_sums(cells.values(), text)))
    assert (whole.fact.fact_id, [one.fact.fact_id for one in parts]) == ("Total 12", ["Health 3", "Water 5"])


def test_what_is_more_than_a_total_is_no_part_of_it() -> None:
    text = "Use | 2019\nHealth | 30\nWater | 5\nTotal | 12\n"
    cells = find_cells(facts_of(text), text)
    assert [parts for _, parts in find_sums(cells.values(), text)] == [()]


def test_a_total_in_between_contains_those_since_the_last_one() -> None:
    text = "Use | 2019\nHealth | 3\nWater | 5\nTotal | 8\nRoads | 2\nTotal | 2\nTotal | 10\n"
    cells = find_cells(facts_of(text), text)
    found = [[one.label for one in parts] for _, parts in find_sums(cells.values(), text)]
    assert found == [["Health", "Water"], ["Roads"], ["Health", "Water", "Total", "Roads", "Total"]]


def test_two_tables_do_not_share_a_total() -> None:
    text = "Use | 2019\nHealth | 3\n\nUse | 2019\nWater | 5\nTotal | 8\n"
    facts = [one for one in facts_of(text) if not one.fact_id.startswith("Use")]
    cells = find_cells(facts, text)
    assert [[one.label for one in parts] for _, parts in find_sums(cells.values(), text)] == [["Water"]]


def test_a_total_of_loans_and_grants_is_left_out_for_its_parts(tmp_path: Path) -> None:
    text = "Source | 2019\nBank (loan) | 4.1\nPeru | 3\nTotal | 7.1\n\nReceived 7.1 in all.\n"
    facts = facts_of(text, loan="loan", Peru="contribution", Total="contribution", Received="contribution")
    made = sums(tmp_path, text, facts)
    assert (made["loan"].addends, made["contribution"].addends) == (("Bank 4.1",), ("Peru 3",))
    reason = "a total of several types, whose parts match, too"
    assert made["contribution"].left_out == (LeftOut("Total 7.1", reason), LeftOut("Received 7.1", reason))


def test_prose_that_repeats_a_total_or_a_row_is_added_once(tmp_path: Path) -> None:
    table = "Use | 2019\nHealth | 34.2\nWater | 114.4\nTotal | 148.6\n"
    text = f"{table}\nIt spent 148.6 on both.\n\nFor health it paid 34.2 there.\n\nIt gave 114.4 for roads.\n"
    made = sums(tmp_path, text, facts_of(text))["grant"]
    assert made.addends == ("Total 148.6", "It 114.4")
    assert made.left_out[-2:] == (
        LeftOut("It 148.6", "said before", "Total 148.6"),
        LeftOut("For 34.2", "contained in another amount", "Total 148.6"),
    )


def test_what_is_said_of_the_total_above_is_a_part_of_it(tmp_path: Path) -> None:
    table = "Use | 2018 | 2019\nHealth | 5 | 3\nWater | 1 | 5\nTotal | 6 | 8\n"
    text = f"{table}\nOf the total, 7 went to towns and 1 to isles.\n"
    made = sums(tmp_path, text, facts_of(text))["grant"]
    assert made.addends == ("Total 6", "Total 8")
    assert made.left_out[-2:] == (
        LeftOut("Of 7", "contained in another amount", "Total 8"),
        LeftOut("Of 1", "contained in another amount", "Total 8"),
    )
