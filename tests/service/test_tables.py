"""Tables on the pages: heads that head, captions that name, and no head where none is known."""

from collections.abc import Callable, Collection
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi.testclient import TestClient

from corpus.records import Document, Kind, Page, Passage, Section, Span
from corpus.settings import Settings
from corpus.store import Contents, Store
from index.encoder import Encoder
from service.desk import Desk
from service.http import application
from service.marked import mark
from service.publish import publish
from service.tables import Part, rows_of

TABLES = """<html><head><title>Yearly report</title></head><body><h1>Yearly report</h1><h2>1. Money</h2>
<table><caption>Table 1. Aid by country</caption><tr><th>Country</th><th>FY2019</th><th>FY2020</th></tr>
<tr><td>Kenya</td><td>5</td><td>7</td></tr><tr><td>Palau</td><td></td><td>2</td></tr></table>
<p>Words between the tables.</p>
<table><tr><th></th><th>Aim</th><th>Lead</th></tr><tr><td>Roads</td><td>safer ways</td><td>Works</td></tr>
<tr><td>Ports</td><td>longer piers</td><td>Harbours</td></tr></table>
<h2>2. Other matters</h2><p>Nothing else was told in this year.</p></body></html>
"""
PHASES = """<html><head><title>Plan</title></head><body><h1>Plan</h1><p>The ministry tells what it paid.</p>
<table><tr><td>Country</td><td>Phase 1</td><td>Phase 2</td></tr><tr><td>Kenya</td><td>5</td><td>7</td></tr>
<tr><td>Peru</td><td>6</td><td>8</td></tr></table></body></html>
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> BeautifulSoup:
    """The page of a document with two tables."""
    return shown(tmp_path_factory.mktemp("tables"), TABLES, encoder)


def shown(folder: Path, written: str, encoder: Encoder) -> BeautifulSoup:
    """The page of a document that is written in HTML."""
    (folder / "report.html").write_text(written)
    (folder / "manifest.toml").write_text("[[document]]\nid = 'report'\nfile = 'report.html'\n")
    publish([folder], Settings(folder / "home", None), lambda _: None)
    client = TestClient(application(Desk(folder / "home", encoder)), raise_server_exceptions=False)
    response = client.get("/documents/report", headers={"accept": "text/html"})
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html5lib")


def rows(table: Tag) -> list[list[tuple[str, str, str]]]:
    """Each cell's element, its scope and its words, by row."""
    return [
        [(str(cell.name), str(cell.get("scope", "")), cell.get_text()) for cell in row.select("th, td")]
        for row in table.select("tr")
    ]


def test_the_heads_of_columns_and_of_rows_are_heads(report: BeautifulSoup) -> None:
    first, second = report.select("article table")
    assert rows(first) == [
        [("th", "col", "Country"), ("th", "col", "FY2019"), ("th", "col", "FY2020")],
        [("td", "", "Kenya"), ("td", "", "5"), ("td", "", "7")],
        [("td", "", "Palau"), ("td", "", ""), ("td", "", "2")],
    ]
    assert rows(second) == [
        [("td", "", ""), ("th", "col", "Aim"), ("th", "col", "Lead")],
        [("th", "row", "Roads"), ("td", "", "safer ways"), ("td", "", "Works")],
        [("th", "row", "Ports"), ("td", "", "longer piers"), ("td", "", "Harbours")],
    ]
    assert [len(table.select("thead tr")) for table in (first, second)] == [1, 1]


def test_heads_that_are_numbered_are_heads_though_the_file_marks_none(tmp_path: Path, encoder: Encoder) -> None:
    (table,) = shown(tmp_path, PHASES, encoder).select("article table")
    assert rows(table) == [
        [("th", "col", "Country"), ("th", "col", "Phase 1"), ("th", "col", "Phase 2")],
        [("td", "", "Kenya"), ("td", "", "5"), ("td", "", "7")],
        [("td", "", "Peru"), ("td", "", "6"), ("td", "", "8")],
    ]


def test_a_table_is_named_by_its_caption_or_else_by_its_number(report: BeautifulSoup) -> None:
    first, second = report.select("article .table")
    (caption,) = first.select("caption span")
    assert caption.get_text() == "Table 1. Aid by country"
    assert first["aria-labelledby"] == caption["id"]
    assert report.get_text().count("Table 1. Aid by country") == 1
    assert (second["aria-label"], second.select("caption")) == ("Table 2", [])


def test_the_first_heading_of_a_document_is_its_title(report: BeautifulSoup) -> None:
    headings = [(one.name, one.get_text()) for one in report.select("h1, h2, h3, h4, h5, h6")]
    assert headings == [("h1", "Yearly report"), ("h2", "1. Money"), ("h2", "2. Other matters")]
    (contents,) = report.select("nav.contents")
    (name,) = report.select(f"#{contents['aria-labelledby']}")
    assert name.get_text() == "Contents"


def parts(table: list[str], above: Collection[str] = ()) -> list[str]:
    text, spans = "\n".join(table), list[Span]()
    for line in table:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(line)))
    told = dict(rows_of(text, [spans], above))
    return [told[span.start].part.value for span in spans]


@pytest.mark.parametrize(
    ("table", "heads"),
    [
        (["Donor | 2020/21 | 2021/22", "Norway | 5 | 6"], 1),
        (["Partner | Grant (£000) | Theme", "Saferworld | 1,250 | Peace"], 1),
        (["Source | 25-year period | 40-year period", "Coal | 4.1 | 4.0"], 1),
        (["Step | Date foreseen", "Signature | April 2025", "First payment | July 2025"], 1),
        (["Country | Phase 1 | Phase 2", "Kenya | 5 | 7"], 1),
        (["Country | Phase 1 | Phase 2", "Kenya | planned | built"], 1),
        (["Kenya | Phase 1 | Works", "Peru | Phase 2 | Ports"], 0),
        (["Budget | EUR 3 million", "Staff | 12"], 0),  # a fact box
        (["国 | 案件 | 限度額", "インド | 橋の整備 | 2,250億円"], 1),
        (["Country | Kenya", "Amount | USD 5 million", "Period | 2019"], 0),  # a fact box
        (["Country | Kenya", "Partner | Works"], 0),
        (["Texas | • | ", "Utah | • | •"], 0),  # the rest of a table
        (["Norway | 5 | 6", "Peru | 7 | 8"], 0),
        (["Total in all | 5 million", "Of it | 3 million"], 0),
        (["Country | Sum"], 0),
        (["One cell", "Another"], 0),
    ],
)
def test_a_row_is_a_head_only_where_it_names_columns(table: list[str], heads: int) -> None:
    assert parts(table) == ["head"] * heads + ["row"] * (len(table) - heads)


@pytest.mark.parametrize("sign", ["(", "（"])
def test_a_cell_that_is_no_name_is_not_searched_for_brackets(
    sign: str, growth: Callable[[Callable[[int], object], int], float]
) -> None:
    assert parts([f"Aid | a{sign * 60_000}", "Kenya | 5"]) == ["row", "row"]
    assert growth(lambda number: parts([f"Aid | a{sign * number}", "Kenya | 5"]), 10_000) < 9


def test_a_head_is_known_by_the_passages_of_a_table_that_was_cut() -> None:
    table = ["Item | Detail", "Kind | Grant", "Lead | Works"]
    assert parts(table) == ["row", "row", "row"]
    assert parts(table, ("Item | Detail",)) == ["head", "row", "row"]
    assert parts(["A | B", *table], ("A | B / Item | Detail",)) == ["head", "head", "row", "row"]


def test_rows_are_compared_only_with_what_can_stand_above_them() -> None:
    class Counted(frozenset[str]):
        asked = 0

        def __contains__(self, head: object) -> bool:
            self.asked += 1
            return super().__contains__(head)

    table = ["Item | Detail", *(f"Kind {number} | Grant" for number in range(2000))]
    above = Counted({"Item | Detail / Kind 0 | Grant / Kind 1 | Grants"})
    assert parts(table, above) == ["row"] * 2001
    assert above.asked == 3
    assert parts(table, frozenset({"Item | Detail / Kind 0 | Grant"})) == ["head"] * 2 + ["row"] * 1999


def test_what_spans_the_columns_above_the_heads_is_the_title() -> None:
    table = ["Aid by country", "Country | 2019", "Kenya | 5", "All sums are rounded."]
    assert parts(table) == ["caption", "head", "row", "row"]


def contents_of(text: str, pages: tuple[Page, ...] = ()) -> Contents:
    """A document that is one table."""
    span, starts = Span(0, len(text)), [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    lines = tuple(Span(at, text.find("\n", at) if "\n" in text[at:] else len(text)) for at in starts)
    sentences = tuple(line for line in lines if line.start < line.end)
    passage = Passage("p", "d", span, text, (), Kind.TABLE, sentences)
    document = Document("d", text, "T", None, None, None, "d.txt", "0" * 64, pages=pages)
    return Contents(document, (Section("T", 0, (), span, Kind.TABLE),), (passage,))


def test_tables_with_a_blank_line_between_them_are_two_and_a_cut_one_keeps_its_heads(tmp_path: Path) -> None:
    text = "Aid | 2019 | 2020\nKenya | 5 | 6\nPeru | 7 | 8\n\nAim | Lead\nRoads | Works"
    made = contents_of(text)
    with Store.open(tmp_path / "store.sqlite") as store:
        store.put(made, Path("d.txt"), "r")
        whole = mark(store, made.document, None)
        rest = mark(store, made.document, None, within=Span(text.index("Kenya"), text.index("\n\n")))
    assert [(block.number, len(block.lines)) for block in whole.blocks] == [(1, 3), (2, 2)]
    assert [line.row.part for line in whole.blocks[0].lines if line.row] == [Part.HEAD, Part.ROW, Part.ROW]
    assert [line.row.part for line in rest.blocks[0].lines if line.row] == [Part.ROW, Part.ROW]
