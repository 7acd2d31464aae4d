"""The register over hand-made facts: filters, order, what contains what, sums, coverage."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from corpus.errors import QuestionError
from corpus.facts import Detail, Fact, FactKind
from corpus.periods import reaches
from corpus.records import Document, Kind, Passage, Section, Span
from corpus.store import Contents, Store
from index.facets import RegisterQuery
from index.register import Register
from index.totals import LeftOut

# Each sentence is twelve signs long; a blank line stands before the last two.
TEXT = "aaaaaaaaaaa.bbbbbbbbbbb.For example:ddddddddddd.\n\neeeeeeeeeee.fffffffffff."
AT = {letter: Span(start, start + 12) for letter, start in zip("abcdef", (0, 12, 24, 36, 50, 62), strict=True)}


def funding(name: str, letter: str, **told: str | tuple[str, ...]) -> Fact:
    values = {"currency": "USD", "type": "contribution", "giver": "Japan", **told}
    details = tuple(
        Detail(key, value, AT[letter])
        for key, given in values.items()
        for value in (given if isinstance(given, tuple) else (given,))
    )
    return Fact(name, "d", "d:p", FactKind.FUNDING, AT[letter], details)


def about(name: str, letter: str, **told: str | tuple[str, ...]) -> Fact:
    details = tuple(
        Detail(key, value, AT[letter])
        for key, given in told.items()
        for value in (given if isinstance(given, tuple) else (given,))
    )
    return Fact(name, "d", "d:p", FactKind.FIELD, AT[letter], details)


FACTS = (
    funding("17", "a", amount="17000000", qualifier="approximate", period="FY2019", place="Kenya"),
    funding("8.2", "b", amount="8200000", qualifier="approximate", period="FY2019"),
    funding("25", "b", amount="25000000", qualifier=("total", "approximate"), period="FY2019"),
    funding("1.4", "c", amount="1400000", qualifier="total", period="FY2019", channel="UN Women"),
    funding("yen", "d", amount="5", currency="JPY", qualifier="exact", place="Viet Nam"),
    funding("over", "e", amount="3", qualifier="over", period="2007/.."),
    funding("loan", "f", amount="9", type="loan", qualifier="exact", period="2021"),
    funding("bare", "f", channel="UN Women"),
    about("space", "a", field="space", place=("Kenya", "Japan"), period=("2018", "2019")),
    about("cyber", "f", field="cybersecurity"),
)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    span = Span(0, len(TEXT))
    document = Document("d", TEXT, "T", None, None, "en", "d.txt", "00")
    passage = Passage("d:p", "d", span, TEXT, ("Aid",), Kind.BODY, tuple(AT.values()))
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(
            Contents(document, (Section("T", 0, (), span, Kind.BODY),), (passage,), facts=FACTS), Path("/in/d.txt"), "r"
        )
        yield Register(store)


def found(register: Register, sort: str = "document", **filters: str) -> list[str]:
    return [fact.fact_id for fact in register.find(RegisterQuery(FactKind.FUNDING, filters, sort)).facts]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"period": "FY2019"}, ["17", "8.2", "25", "1.4"]),
        ({"period": "2019"}, ["17", "8.2", "25", "1.4", "over"]),
        ({"period": "2020/2022"}, ["over", "loan"]),
        ({"period": "2021-06"}, ["over", "loan"]),
        ({"period": "2006-12"}, []),
        ({"place": "Africa"}, ["17"]),
        ({"place": "Vietnam"}, ["yen"]),
        ({"channel": "UN Women"}, ["1.4", "bare"]),
        ({"currency": "JPY"}, ["yen"]),
        ({"type": "loan", "giver": "Government of Japan"}, ["loan"]),
        ({"field": "Outer space"}, ["17"]),
        ({"field": "cyber"}, ["loan", "bare"]),
        ({"document": "d", "place": "Chile"}, []),
        ({"document": "e"}, []),
    ],
)
def test_filters(register: Register, filters: dict[str, str], expected: list[str]) -> None:
    assert found(register, **filters) == expected


def test_sorting_and_paging(register: Register) -> None:
    assert found(register, sort="amount")[:3] == ["over", "yen", "loan"]
    assert found(register, sort="-amount")[:2] == ["25", "17"]
    assert found(register, sort="-amount")[-1] == found(register, sort="amount")[-1] == "bare"  # it has no amount
    page = register.find(RegisterQuery(FactKind.FUNDING, {}, offset=2, limit=2))
    assert [fact.fact_id for fact in page.facts] == ["25", "1.4"]
    assert len(page.matching) == 8


@pytest.mark.parametrize(
    "query",
    [
        RegisterQuery(FactKind.FUNDING, {"colour": "red"}),
        RegisterQuery(FactKind.FIELD, {"giver": "Japan"}),
        RegisterQuery(FactKind.FUNDING, {"period": "last year"}),
        RegisterQuery(FactKind.FUNDING, {"period": "2019-13"}),
        RegisterQuery(FactKind.FUNDING, {"period": "2019-02-30"}),
        RegisterQuery(FactKind.FUNDING, {}, sort="-colour"),
        RegisterQuery(FactKind.FUNDING, {}, limit=0),
        RegisterQuery(FactKind.FUNDING, {}, offset=-1),
    ],
)
def test_what_cannot_be_asked(register: Register, query: RegisterQuery) -> None:
    with pytest.raises(QuestionError):
        register.find(query)


def test_a_total_contains_what_it_sums_and_its_examples(register: Register) -> None:
    assert register.containers == {"17": "25", "8.2": "25", "1.4": "25"}


def test_sums_mix_nothing_and_say_what_they_leave_out(register: Register) -> None:
    made = register.totals(register.all(FactKind.FUNDING))
    assert [(one.currency, one.type, one.amount, one.approximate, one.addends) for one in made] == [
        ("JPY", "contribution", Decimal(5), False, ("yen",)),
        ("USD", "contribution", Decimal(25_000_000), True, ("25",)),
        ("USD", "loan", Decimal(9), False, ("loan",)),
    ]
    assert made[1].left_out == (
        LeftOut("17", "contained in another amount", "25"),
        LeftOut("8.2", "contained in another amount", "25"),
        LeftOut("1.4", "contained in another amount", "25"),
        LeftOut("over", "a bound and no amount: over"),
    )


def test_parts_are_added_where_the_total_does_not_match(register: Register) -> None:
    (made,) = register.totals(register.find(RegisterQuery(FactKind.FUNDING, {"place": "Kenya"})).matching)
    assert (made.amount, made.addends, made.left_out) == (Decimal(17_000_000), ("17",), ())


def test_a_sum_of_a_year_takes_nothing_from_a_longer_time(register: Register) -> None:
    year = funding("year", "a", amount="5", qualifier="exact", period="FY2019")
    decade = funding("decade", "b", amount="70", qualifier="exact", period="FY2010/FY2019")
    (made,) = register.totals([year, decade], "FY2019")
    assert (made.amount, made.left_out) == (Decimal(5), (LeftOut("decade", "of a longer period"),))
    (whole,) = register.totals([year, decade])
    assert whole.addends == ("year", "decade")


def test_a_sum_of_a_month_takes_nothing_from_its_year(register: Register) -> None:
    month = funding("month", "a", amount="5", qualifier="exact", period="2022-12-16")
    year = funding("year", "b", amount="70", qualifier="exact", period="2022")
    (made,) = register.totals([month, year], "2022-12")
    assert (made.amount, made.left_out) == (Decimal(5), (LeftOut("year", "of a longer period"),))


def test_what_is_said_twice_is_added_once(register: Register) -> None:
    once = funding("once", "d", amount="5", qualifier="exact", period="2019")
    again = funding("again", "f", amount="5", qualifier="exact", period="2019")
    (made,) = register.totals([once, again])
    assert (made.amount, made.left_out) == (Decimal(5), (LeftOut("again", "said before", "once"),))


def test_a_sum_before_its_parts_contains_them(tmp_path: Path) -> None:
    facts = [
        funding("12", "a", amount="12", qualifier="total"),
        funding("4", "a", amount="4", qualifier="exact"),
        funding("8", "a", amount="8", qualifier="exact"),
        funding("6", "b", amount="6", qualifier="exact"),
    ]
    document = Document("d", TEXT, "T", None, None, "en", "d.txt", "00")
    span = Span(0, len(TEXT))
    passage = Passage("d:p", "d", span, TEXT, (), Kind.BODY, (span,))
    with Store.open(tmp_path / "s.sqlite") as store:
        section = Section("T", 0, (), span, Kind.BODY)
        store.put(Contents(document, (section,), (passage,), facts=tuple(facts)), Path("/in/d.txt"), "r")
        assert Register(store).containers == {"4": "12", "8": "12"}


def test_a_fiscal_year_is_no_calendar_year() -> None:
    assert reaches("FY2019", "2019")
    assert not reaches("2019", "FY2019")
    assert reaches("2007/..", "2050")
    assert not reaches("2007/..", "2006")


def test_a_fact_is_cited_by_its_sentence(register: Register) -> None:
    fact = register.all(FactKind.FUNDING)[0]
    document = Document("d", TEXT, "T", None, None, "en", "d.txt", "00")
    cited = register.cite(fact, document)
    assert (cited.quote, cited.span, cited.section, cited.passage_id) == ("aaaaaaaaaaa.", Span(0, 12), ("Aid",), "d:p")


def containers(home: Path, facts: tuple[Fact, ...]) -> dict[str, str]:
    """Which fact contains which, where one passage of one document has all ``facts``."""
    document = Document("d", TEXT, "T", None, None, "en", "d.txt", "00")
    span = Span(0, len(TEXT))
    passage = Passage("d:p", "d", span, TEXT, (), Kind.BODY, (span,))
    with Store.open(home / "s.sqlite") as store:
        section = Section("T", 0, (), span, Kind.BODY)
        store.put(Contents(document, (section,), (passage,), facts=facts), Path("/in/d.txt"), "r")
        return dict(Register(store).containers)


@pytest.mark.parametrize(
    ("part", "contained"),
    [
        ({"channel": "UNDP", "period": "2018"}, True),
        ({"channel": "UNDP"}, True),
        ({"channel": "IOM", "period": "2018"}, False),
        ({"period": "2018"}, False),
        ({"channel": "UNDP", "period": "2018", "currency": "EUR"}, False),
        ({"channel": "UNDP", "period": "2018", "type": "loan"}, False),
    ],
)
def test_a_total_contains_what_went_the_same_way(tmp_path: Path, part: dict[str, str], contained: bool) -> None:
    whole = funding("9", "a", amount="9", qualifier="total", channel="UNDP")
    facts = (whole, funding("2", "f", amount="2", qualifier="exact", **part))
    assert containers(tmp_path, facts) == ({"2": "9"} if contained else {})


def test_a_total_of_one_year_does_not_contain_another_year(tmp_path: Path) -> None:
    facts = (
        funding("9", "a", amount="9", qualifier="total", channel="UNDP", period="2019"),
        funding("2", "f", amount="2", qualifier="exact", channel="UNDP", period="2018"),
        funding("3", "f", amount="3", qualifier="exact", channel="UNDP", period="2019-06"),
    )
    assert containers(tmp_path, facts) == {"3": "9"}


def test_what_a_superseded_document_tells_is_not_added_to_what_stands(tmp_path: Path) -> None:
    old = funding("9", "a", amount="9", qualifier="exact", channel="UNDP", period="2018")
    new = replace(funding("4", "a", amount="4", qualifier="exact", channel="UNDP"), document_id="n", passage_id="n:p")
    span = Span(0, len(TEXT))
    with Store.open(tmp_path / "s.sqlite") as store:
        for name, fact, older in (("d", old, ()), ("n", new, ("d",))):
            document = Document(name, TEXT, "T", None, None, "en", f"{name}.txt", "00", supersedes=older)
            passage = Passage(f"{name}:p", name, span, TEXT, (), Kind.BODY, tuple(AT.values()))
            section = Section("T", 0, (), span, Kind.BODY)
            store.put(Contents(document, (section,), (passage,), facts=(fact,)), Path(f"/in/{name}.txt"), "r")
        register = Register(store)
        (total,) = register.totals(register.find(RegisterQuery(FactKind.FUNDING, {})).matching)
        assert (total.amount, total.left_out) == (Decimal(4), (LeftOut("9", "of a document that another supersedes"),))
        (alone,) = register.totals(register.find(RegisterQuery(FactKind.FUNDING, {"document": "d"})).matching)
        assert alone.amount == Decimal(9)


def test_a_bound_is_left_out_as_the_bound_that_it_is(register: Register) -> None:
    bound = funding("over", "d", amount="9", qualifier=("total", "over"))
    (made,) = register.totals([bound])
    assert made.left_out == (LeftOut("over", "a bound and no amount: over"),)


@pytest.mark.parametrize(
    ("whole", "period", "reason"),
    [
        ({"qualifier": ("total", "over")}, "", "a bound and no amount: over"),
        ({"qualifier": "total", "period": "2010/2019"}, "2018", "of a longer period"),
    ],
)
def test_what_is_not_added_keeps_no_part_of_it_out(
    tmp_path: Path, whole: dict[str, str | tuple[str, ...]], period: str, reason: str
) -> None:
    facts = (
        funding("9", "a", amount="9", channel="UNDP", **whole),
        funding("2", "f", amount="2", qualifier="exact", channel="UNDP", period="2018"),
    )
    document = Document("d", TEXT, "T", None, None, "en", "d.txt", "00")
    span = Span(0, len(TEXT))
    passage = Passage("d:p", "d", span, TEXT, (), Kind.BODY, (span,))
    with Store.open(tmp_path / "s.sqlite") as store:
        section = Section("T", 0, (), span, Kind.BODY)
        store.put(Contents(document, (section,), (passage,), facts=facts), Path("/in/d.txt"), "r")
        (made,) = Register(store).totals(facts, period)
    assert (made.addends, made.left_out) == (("2",), (LeftOut("9", reason),))
