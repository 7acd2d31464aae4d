"""PDF: tables with rules and without, as rows of cells."""

from ingest.readers.pdf_grid import Table, ruled_tables
from ingest.readers.pdf_heads import count_heads, join_heads
from ingest.readers.pdf_line import Line, make_line
from ingest.readers.pdf_pdfium import Pages, Rule, Sheet
from ingest.readers.pdf_tables import unruled_tables
from ingest.readers.pdf_writer import Writer


def line(words: str, left: float, bottom: float, each: float = 5) -> Line:
    """A line of type of size 10 whose signs are 5 points wide."""
    lefts = [left + each * at for at in range(len(words))]
    many = len(words)
    return make_line(words, lefts, [bottom] * many, [x + each for x in lefts], [bottom + 10] * many, 10)


def words(rows: tuple[tuple[tuple[Line, ...], ...], ...]) -> list[list[str]]:
    return [[" ".join(one.text for one in cell) for cell in row] for row in rows]


def across(y: float, start: float, end: float) -> Rule:
    return Rule(start, y, end, y + 0.5)


def upright(x: float, start: float, end: float) -> Rule:
    return Rule(x, start, x + 0.5, end)


def test_rules_divide_words_that_stand_close() -> None:
    rules = (*(across(y, 50, 250) for y in (600, 620, 640)), *(upright(x, 600, 640) for x in (50, 150, 250)))
    lines = [
        line("above", 60, 700),
        line("Country of origin Amount", 62, 625),
        line("Japan", 60, 605),
        line("12", 160, 605),
    ]
    tables, rest = ruled_tables(Sheet(600, 800, (), rules), lines)
    assert [words(table.rows) for table in tables] == [[["Country of origin", "Amount"], ["Japan", "12"]]]
    assert [one.text for one in rest] == ["above"]


def test_a_cell_over_two_rows_and_one_over_two_columns_hold_their_words_once() -> None:
    rules = (
        across(640, 50, 350), across(620, 150, 350), across(600, 50, 350), across(580, 50, 350),
        upright(50, 580, 640), upright(150, 580, 640), upright(250, 580, 620), upright(350, 580, 640),
    )  # fmt: skip
    lines = [
        line("Year", 60, 605), line("Aid in yen", 160, 625), line("loans", 160, 605), line("grants", 260, 605),
        line("2019", 60, 585), line("1", 160, 585), line("2", 260, 585),
    ]  # fmt: skip
    [table], rest = ruled_tables(Sheet(600, 800, (), rules), lines)
    assert words(table.rows) == [["Year", "Aid in yen", ""], ["", "loans", "grants"], ["2019", "1", "2"]]
    assert table.starts == ((0, 1, 1), (0, 1, 2), (0, 1, 2))
    assert rest == []
    assert header(table) == "Year | Aid in yen / loans | Aid in yen / grants"


def header(table: Table) -> str:
    """The header that is written of a table; each of its words has the box of the words that say it."""
    writer = Writer(frozenset())
    writer.heads(join_heads(table)[2], 1)
    [block] = writer.blocks
    said = [one for row in table.rows for cell in row for one in cell]
    for box in writer._boxes:
        word = box.span.of(writer.text)
        assert any(
            word in one.text.split() and one.left <= box.left and box.right <= one.right and box.bottom == one.bottom
            for one in said
        )
    return block.span.of(writer.text)


def test_parts_over_several_columns_head_them_without_rules() -> None:
    lines = [
        line("FY2019", 215, 714), line("FY2020", 415, 714),
        line("Country", 60, 700), line("Amount", 190, 700), line("Number", 260, 700),
        line("Amount", 390, 700), line("Number", 460, 700),
        *(line(text, left, bottom)
          for bottom, row in ((686, ("Kenya", "5", "2", "7", "3")), (672, ("Mali", "10", "4", "6", "1")))
          for text, left in zip(row, (60, 200, 270, 400, 470), strict=True)),
    ]  # fmt: skip
    [table], rest = unruled_tables(lines)
    assert rest == []
    assert header(table) == "Country | FY2019 / Amount | FY2019 / Number | FY2020 / Amount | FY2020 / Number"


def test_rows_that_span_nothing_are_not_joined() -> None:
    rows = tuple(
        ((line(a, 60, 700),), (line(b, 160, 700),)) for a, b in (("Field", "Aid"), ("Name", "yen"), ("x", "5"))
    )
    assert join_heads(Table(rows, ((0, 1),) * 3, 60, 600, 300, 710)) == (0, 0, ())


def test_a_frame_around_words_is_no_table() -> None:
    frame = (across(600, 50, 250), across(700, 50, 250), upright(50, 600, 700), upright(250, 600, 700))
    lines = [line("Box of words", 60, 650)]
    assert ruled_tables(Sheet(600, 800, (), frame), lines) == ([], lines)


def test_parts_under_one_another_are_a_table_without_rules() -> None:
    lines = [
        line("A paragraph of words before the table begins.", 60, 740),
        line("Field", 60, 700), line("2018", 200, 700), line("2019", 300, 700),
        line("Ports", 60, 686), line("1", 210, 686), line("20", 310, 686),
        line("Law of the sea", 60, 672), line("35", 205, 672),
        line("Total", 60, 658), line("36", 205, 658), line("20", 310, 658),
    ]  # fmt: skip
    [table], rest = unruled_tables(lines)
    assert words(table.rows) == [
        ["Field", "2018", "2019"], ["Ports", "1", "20"], ["Law of the sea", "35", ""], ["Total", "36", "20"],
    ]  # fmt: skip
    assert [one.text for one in rest] == [lines[0].text]


def test_two_columns_of_prose_are_no_table() -> None:
    prose = "words that go on and on to the end of the line"
    lines = [line(prose, left, 700 - 12 * row) for row in range(9) for left in (40, 320)]
    assert unruled_tables(lines) == ([], lines)


def test_rows_before_the_first_figures_head_the_columns() -> None:
    rows = [((line(words, 60, 700),), (line(other, 160, 700),)) for words, other in
            (("Field", "Aid"), ("Year", "2018"), ("Ports", "20"), ("Law", "none"))]  # fmt: skip
    assert count_heads(rows) == 2
    assert count_heads(rows[2:]) == 0
    assert count_heads(rows[3:]) == 0  # nothing shows it


def test_rules_inside_a_form_stand_where_the_page_shows_them() -> None:
    form = "0 0 100 20 re f"
    content = "q 1 0 0 1 10 5 cm /X Do Q"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /XObject << /X 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Matrix [2 0 0 1 50 600] /Length {len(form)} >>"
        f"\nstream\n{form}\nendstream",
    ]
    out, offsets = "%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    sheet = Pages(f"{out}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode()).sheet(1)
    [rule] = sheet.rules
    assert [round(side) for side in (rule.left, rule.bottom, rule.right, rule.top)] == [60, 605, 260, 625]


def test_units_beside_an_empty_first_cell_belong_to_the_header() -> None:
    said = (
        ("", "Aid", ""),
        ("Year", "loans", "grants"),
        ("", "yen", "dollars"),
        ("2019", "none", "none"),
        ("2020", "1", "2"),
    )
    rows = tuple(
        tuple((line(words, 60 + 100 * at, 700 - 14 * row),) if words else () for at, words in enumerate(cells))
        for row, cells in enumerate(said)
    )
    table = Table(rows, ((0, 1, 1), *((0, 1, 2),) * 4), 60, 600, 360, 710)
    assert header(table) == "Year | Aid / loans / yen | Aid / grants / dollars"
    assert join_heads(table)[:2] == (0, 3)


def test_a_text_over_several_columns_is_not_said_again_above_each() -> None:
    said = ("Note", "This form is to be filled in by the office that lends the ships, and by no other one at all.", "")
    rows = tuple(
        tuple((line(words, 60 + 100 * at, 700 - 14 * row),) if words else () for at, words in enumerate(cells))
        for row, cells in enumerate((said, ("Year", "loans", "grants"), ("2019", "1", "2")))
    )
    assert join_heads(Table(rows, ((0, 1, 1), (0, 1, 2), (0, 1, 2)), 60, 600, 360, 710)) == (0, 0, ())
