"""Sums over what a short text tells, read from its words: no facts made by hand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import cast

import pytest

from corpus.facts import Fact, FactKind
from corpus.gazetteer import packaged_gazetteer
from corpus.records import Document, Kind, Passage, Span
from corpus.store import Store
from index.ties import Ties, tie
from index.totals import totals
from ingest.facts.extract import find_facts
from ingest.reading import Block, Role

_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
_LINE = re.compile(r"\S[^\n]*")
_SENTENCE = re.compile(r"[^\s。](?:[^.。]|\.(?=\S))*[.。]?")


@dataclass(frozen=True, slots=True)
class Read:
    """The funding that texts tell, and its ties."""

    facts: tuple[Fact, ...]
    ties: Ties

    def sums(self, *, backwards: bool = False) -> dict[str, Decimal]:
        """The sums by type, over the facts in reading order or the other way round."""
        chosen = self.facts[::-1] if backwards else self.facts
        return {one.type: one.amount for one in totals(chosen, self.ties)}


def read(*texts: str) -> Read:
    """What texts tell: paragraphs stand apart by a blank line, and one with bars is a table, a row a line."""
    documents = {f"d{number}": text for number, text in enumerate(texts)}
    facts = tuple(fact for document, text in documents.items() for fact in _facts(document, text))
    return Read(facts, tie(facts, _store(documents)))


def _store(documents: Mapping[str, str]) -> Store:
    """A store that holds nothing but texts."""
    return cast(Store, SimpleNamespace(document=lambda one: SimpleNamespace(text=documents[one])))


def _facts(document_id: str, text: str) -> list[Fact]:
    passages, blocks = list[Passage](), list[Block]()
    for found in _PARAGRAPH.finditer(text):
        table = " | " in found[0]
        parts = (_LINE if table else _SENTENCE).finditer(text, *found.span())
        spans = tuple(Span(one.start(), one.start() + len(one[0].rstrip())) for one in parts)
        whole = Span(spans[0].start, spans[-1].end)
        blocks += [Block(one, Role.ROW) for one in spans if table]
        name, kind = f"{document_id}:{len(passages)}", Kind.TABLE if table else Kind.BODY
        passages.append(Passage(name, document_id, whole, whole.of(text), (), kind, spans))
    document = Document(document_id, text, "Report", None, None, "en", f"{document_id}.txt", "00")
    found_facts = find_facts(document, passages, packaged_gazetteer(), blocks)
    return [one for one in found_facts if one.kind is FactKind.FUNDING]


M = 1_000_000
OF_COUNTRIES = "Grants by country | Grants (US$ million)\n"
NUMBERED = "No. | Country | Grants (US$ million)\n"
DATED = "Year | Country | Grants (US$ million)\n"
JAPANESE = "国 | 無償資金協力（百万円）\n"


@pytest.mark.parametrize(
    ("text", "millions"),
    [
        (OF_COUNTRIES + "Kenya | 5\nUganda | 7\nTotals | 12\n", 12),
        (OF_COUNTRIES + "Kenya | 5\nUganda | 7\nSub total | 12\nChad | 1\nTotal | 13\n", 13),
        (OF_COUNTRIES + "Kenya | 5\nUganda | 7\nOverall total | 12\n", 12),
        (JAPANESE + "ケニア | 5\nウガンダ | 7\n小計 | 12\nチャド | 1\n合計 | 13\n", 13),
        (JAPANESE + "ケニア | 5\nウガンダ | 7\n合　計 | 12\n", 12),
        (NUMBERED + "1 | Kenya | 5\n2 | Uganda | 7\n| Total | 12\n", 12),
        (DATED + "2019 | Total grants | 5\n2020 | Total grants | 5\n", 10),
        (DATED + "2019 | Kenya | 5\n2020 | Kenya | 2\n2020 | Mali | 3\n2020 | Total | 5\n", 10),
        (DATED + "2019 | Kenya | 5\n2019 | Uganda | 7\n2019 | Total | 12\n", 12),
    ],
)
def test_a_row_that_sums_is_known_by_whatever_it_is_called(text: str, millions: int) -> None:
    made = read(text)
    assert made.sums() == {"grant": millions * M}
    assert made.facts[-1].values("qualifier") == ("total",)
    assert not any(made.facts[-1].values(name) for name in ("place", "purpose"))


@pytest.mark.parametrize(
    ("text", "millions"),
    [
        ("Grants by country | FY2019 (US$ million)\nKenya | 5\nUganda | 5\n", 10),
        (OF_COUNTRIES + "Kenya schools | 5\nKenya clinics | 5\n", 10),
        ("Japan gave a grant of $5 million to Kenya in 2019.\n\nJapan gave a grant of $5 million to Mali in 2019.", 10),
        ("Japan gave a grant of $5 million to Mali in 2019.\n\nIn 2019 Japan gave a grant of $5 million to Mali.", 5),
    ],
)
def test_money_for_two_places_or_in_two_rows_is_not_told_twice(text: str, millions: int) -> None:
    assert read(text).sums() == {"grant": millions * M}


@pytest.mark.parametrize(
    ("text", "millions"),
    [
        ("Africa\nKenya | 5\nAsia\nFiji | 7\nTotal | 12\n", 12),
        ("Kenya | 3\nAdministration | 2\nSub-total | 5\nUganda | 4\nTotal | 9\n", 9),
        ("Kenya | 3\nAdministration | 2\nSub-total | 5\nUganda | 4\nFees | 1\nTotal | 10\n", 10),
        ("Health | 10\nof which vaccines | 4\nEducation | 5\nTotal | 15\n", 15),
        ("Health | 15\nRefund | -5\nTotal | 10\n", 10),
        ("Health | 15\nRefund | (5)\nTotal | 10\n", 10),
        ("Kenya | 5\nUganda | 4\nTotal | 6\n", 15),
    ],
)
def test_a_total_contains_what_stands_above_it(text: str, millions: int) -> None:
    assert read("Grants by use | Grants (US$ million)\n" + text).sums() == {"grant": millions * M}


@pytest.mark.parametrize(
    ("rows", "millions"),
    [
        ("Total 2019 | Total 2020\nKenya | 5 | 5\nUganda | 4 | 3\n", 17),
        ("Total 2018 | Total 2019 | Total 2020\nKenya | 2 | 3 | 5\n", 10),
        ("Total for schools | Total for roads | Total\nKenya | 2 | 3 | 5\n", 5),
        ("2019 | Total\nKenya | 5 | 5\n", 5),
    ],
)
def test_totals_of_two_years_do_not_contain_each_other(rows: str, millions: int) -> None:
    made = read("Grants (US$ million) | " + rows)
    assert made.sums() == {"grant": millions * M}
    assert not any(part in made.ties.wholes.get(one, ()) for part, above in made.ties.wholes.items() for one in above)


AND_MORE = "gave a grant of $20 million to Kenya and a grant of $9 million to Uganda"


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        (
            "Japan gave a grant of $9 million to Kenya, of\nwhich Japan gave a grant of $4 million to Mali.",
            {"grant": 9},
        ),
        (
            "Japan gave a grant of $9 million to Kenya. Of this\namount, a grant of $4 million went to Mali.",
            {"grant": 9},
        ),
        ("日本は2019年にケニアに10億円を供与した。このうち3億円は学校に供与した。", {"contribution": 1000}),
        ("日本は2019年にケニアに10億円を供与した。そのうち3億円は学校に供与した。", {"contribution": 1000}),
        (f"Japan {AND_MORE}, including $4 million for schools.", {"grant": 29}),
        (
            "Japan gave $9 million to Kenya, including $4 million for schools, and $6 million to Mali,"
            " a total of $15 million.",
            {"contribution": 15},
        ),
        (
            "Japan gave a total of $9 million to Kenya for schools."
            " In 2015 it gave a total of $4 million to Kenya for roads.",
            {"contribution": 13},
        ),
        (
            "Japan gave a total of $9 million to Kenya for schools. In 2015 it gave $4 million to Kenya for roads.",
            {"contribution": 9},
        ),
    ],
)
def test_what_prose_tells_as_a_part_is_not_added(text: str, sums: dict[str, int]) -> None:
    assert read(text).sums() == {kind: amount * M for kind, amount in sums.items()}


def test_what_is_included_is_in_the_nearest_amount() -> None:
    made = read(f"Japan {AND_MORE}, including $4 million for schools.")
    amounts = {one.fact_id: int(one.values("amount")[0]) // M for one in made.facts}
    assert {amounts[part]: [amounts[one] for one in above] for part, above in made.ties.wholes.items()} == {4: [9]}


TABLE = "Use | Grants (EUR million)\nHealth | 34.2\nWater | 114.4\nTotal | 148.6\n\n"
DATED_TABLE = (
    "Use | Grants 2018 (EUR million) | Grants 2019 (EUR million)\nHealth | 70.9 | 34.2\nTotal | 71.9 | 148.6\n\n"
)
PART = "Japan gave $10 million to Kenya in 2019, including $4 million to UNDP for schools."


@pytest.mark.parametrize(
    ("texts", "sums"),
    [
        ((TABLE + "Japan gave a grant of about €100 million to Kenya for roads.",), {"grant": "248.6"}),
        ((TABLE + "Grants came to about €149 million.",), {"grant": "148.6"}),
        ((TABLE + "Grants came to about €150 million.",), {"grant": "148.6"}),
        ((DATED_TABLE + "Grants came to €148.6 million, against €71.9 million in 2018.",), {"grant": "220.5"}),
        ((DATED_TABLE + "Grants came to about €149 million in 2018.",), {"grant": "369.5"}),
        (
            ("Grants | 2019-03 (EUR million)\nKenya | 5\n\nIn November 2019 a grant of €5 million went to Kenya.",),
            {"grant": "10"},
        ),
        (
            ("Grants | 2019-03 (EUR million)\nKenya | 5\n\nIn 2019 a grant of €5 million went to Kenya.",),
            {"grant": "5"},
        ),
        ((PART + " In 2019 Japan gave $4 million to UNDP for schools.",), {"contribution": "10"}),
        ((PART, "In 2019 Japan gave $4 million to UNDP for schools."), {"contribution": "10"}),
        (("In 2019 Japan gave $4 million to UNDP for schools.", PART), {"contribution": "10"}),
    ],
)
def test_what_is_said_again_is_added_once_in_whatever_order(texts: tuple[str, ...], sums: dict[str, str]) -> None:
    made = read(*texts)
    expected = {kind: Decimal(amount) * M for kind, amount in sums.items()}
    assert (made.sums(), made.sums(backwards=True)) == (expected, expected)


def test_a_row_drawn_with_slashes_has_its_empty_cells() -> None:
    text = "Grants (US$ million) / 2018 / 2019\nFiji / / 3\nPeru / 4 / 5\nTotal / 4 / 8\n"
    assert read(text).sums() == {"grant": 12 * M}
