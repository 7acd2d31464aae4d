"""Cells as answers: rows are countries and columns fiscal years, in Markdown, in HTML, and the other way round."""

import pytest

from corpus.settings import Settings
from index.answer import Answer, Status, answer
from index.encoder import Encoder
from index.question import read_question
from index.reader import Reader
from index.rows import before_table, spoken
from index.searcher import Searcher
from service.publish import publish

GRANTS = """# Grants of the Pacific fund

The fund pays grants to islands each year.

| Country | FY2019 | FY2020 | FY2021 |
|---|---|---|---|
| Tonga | 1.2 | 1.5 | – |
| Papua New Guinea | 3.4 | 4.1 | 4.4 |
| Fiji | 2.0 |  | 2.7 |
| Total | 6.6 | 8.1 | 7.1 |

Figures are in millions of dollars.

## Loans

Japan gave these loans (million yen).

| Year | Kiribati | Nauru |
|---|---|---|
| FY2018 | 300 | |
| FY2019 | 420 | 75 |

## Capitals

| State | Capital |
|---|---|
| Vanuatu | Port Vila |
| Solomon Islands | Honiara |
"""
CREWS = """<html><body><h1>Patrol crews</h1><table><tr><th>Port</th><th>2018</th><th>2019</th></tr>
<tr><td>Suva</td><td>41 officers</td><td>45 officers</td></tr>
<tr><td>Port Vila Harbour</td><td>$12 million</td><td>$14 million</td></tr></table></body></html>"""

COURSES = """<html><body><h1>Courses of the coast guard school</h1><table>
<tr><th colspan=5>Courses and trainees by year</th></tr>
<tr><th rowspan=2>Region</th><th colspan=2>2018</th><th colspan=2>2019</th></tr>
<tr><th>Courses</th><th>Trainees</th><th>Courses</th><th>Trainees</th></tr>
<tr><td>Caribbean</td><td>4</td><td>61</td><td>6</td><td>85</td></tr>
<tr><td>Baltic</td><td>3</td><td>40</td><td>5</td><td>72</td></tr></table></body></html>"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Searcher:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "grants.md").write_text(GRANTS)
    (folder / "crews.html").write_text(CREWS)
    (folder / "courses.html").write_text(COURSES)
    publish([folder], Settings(folder / "home", None), lambda _: None)
    return Searcher.open(folder / "home", encoder)


def told(given: Answer) -> tuple[list[str], list[str]]:
    """The quotes, and the short answers marked in them."""
    marked = [mark.of(sentence.text) for sentence in given.sentences for mark in sentence.marks]
    return [citation.quote for citation in given.citations], marked


@pytest.mark.parametrize(
    ("question", "quotes", "cell"),
    [
        (
            "How much did Tonga receive in FY2020?",
            ["Country | FY2019 | FY2020 | FY2021", "Tonga | 1.2 | 1.5 | –"],
            "1.5",
        ),
        (
            "How much did Papua New Guinea receive in FY2019?",
            ["Country | FY2019 | FY2020 | FY2021", "Papua New Guinea | 3.4 | 4.1 | 4.4"],
            "3.4",
        ),
        ("What was the total in FY2020?", ["Country | FY2019 | FY2020 | FY2021", "Total | 6.6 | 8.1 | 7.1"], "8.1"),
        (
            "How many trainees came from the Caribbean in 2019?",
            [
                "Region | 2018 / Courses | 2018 / Trainees | 2019 / Courses | 2019 / Trainees",
                "Caribbean | 4 | 61 | 6 | 85",
            ],
            "85",
        ),
        (
            "How many officers were in Suva in 2018?",
            ["Port | 2018 | 2019", "Suva | 41 officers | 45 officers"],
            "41 officers",
        ),
        (
            "How much did Port Vila Harbour cost in 2019?",
            ["Port | 2018 | 2019", "Port Vila Harbour | $12 million | $14 million"],
            "$14 million",
        ),
        ("What is the capital of Solomon Islands?", ["State | Capital", "Solomon Islands | Honiara"], "Honiara"),
        (
            "How much did Japan lend Nauru in FY2019?",
            ["Japan gave these loans (million yen).", "Year | Kiribati | Nauru", "FY2019 | 420 | 75"],
            "75",
        ),
    ],
)
def test_a_cell_answers_with_its_row_and_header(tables: Searcher, question: str, quotes: list[str], cell: str) -> None:
    assert told(answer(tables, question)) == (quotes, [cell])


@pytest.mark.parametrize(
    "question",
    [
        "How much did Tonga receive in FY2021?",  # a dash
        "How much did Fiji receive in FY2020?",  # an empty cell
        "How much did Japan lend Nauru in FY2018?",  # an empty cell at the end
        "How much did Tonga receive in FY2022?",  # no such column
        "How much did Samoa receive in FY2020?",  # no such row
        "How much did Germany lend Nauru in FY2019?",  # another giver
        "How many boats were in Suva in 2018?",  # another thing
        "How much did Tonga lose in FY2020?",
        "What was the population of Tonga in FY2020?",
        "What is the capital of Fiji?",  # its row is in another table
    ],
)
def test_what_no_cell_tells_is_not_found(tables: Searcher, question: str) -> None:
    assert answer(tables, question).status is Status.NOT_FOUND


@pytest.mark.parametrize("year", ["FY2021", "FY2022"])
def test_an_empty_cell_and_a_column_that_is_not_there_are_told(tables: Searcher, year: str) -> None:
    explanation = answer(tables, f"How much did Tonga receive in {year}?").explanation
    assert f"The row that comes nearest has nothing for “{year}”." in explanation
    assert "No document" not in explanation


def test_without_a_year_the_row_is_quoted_and_no_cell_is_marked(tables: Searcher) -> None:
    quotes, marked = told(answer(tables, "How much did Papua New Guinea receive?"))
    assert quotes == ["Country | FY2019 | FY2020 | FY2021", "Papua New Guinea | 3.4 | 4.1 | 4.4"]
    assert not marked


@pytest.mark.parametrize(
    ("question", "read_out", "before"),
    [
        (
            "How much did Tonga receive in FY2020?",
            "Country: Tonga; FY2019: 1.2; FY2020: 1.5",  # the dash of FY2021 says nothing
            "The fund pays grants to islands each year.",
        ),
        ("What is the capital of Vanuatu?", "State: Vanuatu; Capital: Port Vila", None),
    ],
)
def test_a_row_is_read_out_with_its_heads(tables: Searcher, question: str, read_out: str, before: str | None) -> None:
    reader = Reader(tables, read_question(question, tables.vocabulary), tables.vocabulary)
    row = answer(tables, question).citations[-1]
    span = row.span
    passage = next(one for one in tables.store.passages_of(row.document_id) if one.span.contains(span))
    assert spoken(reader, passage, span) == read_out
    title = before_table(reader, passage, span)
    assert (title and title.of(tables.store.document(row.document_id).text)) == before
