"""PDF: headings, footnotes, hyphens, columns and repeated lines, on pages made for the purpose."""

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray
from pypdf import PdfReader, PdfWriter

from ingest.notes import link_notes
from ingest.readers import ocr, pdf
from ingest.reading import Reading, Role
from ingest.recognise import recognise
from ingest.tables import tables_of

PATH = Path("plan.pdf")
Run = tuple[float, float, float, str, str]  # x, y, size, font ("R" or "B"), words


def draw(pages: Sequence[Sequence[Run]], matrix: str = "1 0 0 1 0 0", rotate: int = 0) -> bytes:
    """A PDF of 600 by 800 points with these words at these places, all moved by ``matrix``, shown turned."""
    bodies = ["", "", *(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
                        for name in ("Helvetica", "Helvetica-Bold"))]  # fmt: skip
    kids = []
    for page in pages:
        stream = "\n".join(f"BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET" for x, y, size, font, words in page)
        stream = f"q {matrix} cm\n{stream}\nQ"
        bodies.append(f"<< /Length {len(stream.encode('latin-1'))} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(bodies) + 1} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate {rotate} /Contents {len(bodies)} 0 R"
            " /Resources << /Font << /R 3 0 R /B 4 0 R >> >> >>"
        )
    bodies[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(bodies, 1))
    return f"%PDF-1.7\n{body}trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n0\n%%EOF\n".encode(
        "latin-1"
    )


def _read(*pages: Sequence[Run]) -> Reading:
    return pdf.read(PATH, draw(pages))


def _lines(first: float, words: Sequence[str], x: float = 72, size: float = 10) -> list[Run]:
    return [(x, first - 12 * number, size, "R", line) for number, line in enumerate(words)]


def test_words_broken_at_a_line_end_are_whole_unless_the_file_uses_the_hyphen() -> None:
    reading = _read(
        _lines(700, ["The sea is a develop-", "ment area for policy-", "making. Good policy-making helps."])
    )
    assert reading.text == "The sea is a development area for policy-making. Good policy-making helps."
    words = {box.span.of(reading.text): 0.0 for box in reading.boxes}
    assert "develop" in words
    assert "ment" in words  # a box on each of the two lines


def test_raised_numbers_drawn_after_their_line_stand_where_they_are_shown() -> None:
    reading = _read(
        [
            (72, 700, 10, "R", "The act"),
            (112, 700, 10, "R", "was signed into law by the President in the year"),
            (106.5, 704, 6, "R", "1"),
            *_lines(688, ["of the great reform, which is told of below at length."]),
            (76, 80, 8, "R", "Pub. L. No. 105, 112 Stat. 2860."),
            (72, 83, 5, "R", "1"),
        ]
    )
    assert reading.text.startswith("The act[1] was signed into law")
    assert [block.span.of(reading.text) for block in reading.blocks if block.role is Role.NOTE] == [
        "[1] Pub. L. No. 105, 112 Stat. 2860."
    ]


@pytest.mark.parametrize("foot", [40, 74])
def test_running_heads_within_an_eighth_of_the_page_are_left_out(foot: float) -> None:
    pages = [
        [(72, 716, 12, "R", "The Act of 1998"), *_lines(650, [f"Title {number} says what it says."]),
         (72, foot, 12, "R", "Summary"), (400, foot, 12, "R", f"Page {number}")]
        for number in range(1, 5)
    ]  # fmt: skip
    assert _read(*pages).text.split("\n\n") == [f"Title {number} says what it says." for number in range(1, 5)]


def test_two_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    left = [f"left line {number} of the column" for number in "abcdef"]
    right = [f"right line {number} of the column" for number in "abcdef"]
    rows = zip(_lines(700, left), _lines(700, right, x=330), strict=True)
    text = _read([run for row in rows for run in row]).text
    assert text.split("\n") == left + right


def test_heads_numbers_and_watermarks_are_left_out_and_said_to_be() -> None:
    pages = [
        [
            (72, 770, 9, "R", "Plan for the sea"),
            *_lines(700, [f"{word} words that differ on each page"]),
            (290, 30, 9, "R", str(n)),
        ]
        for n, word in enumerate(("Some", "Other", "Last"), 1)
    ]
    reading = _read(*pages)
    assert reading.text.split("\n\n") == [
        f"{word} words that differ on each page" for word in ("Some", "Other", "Last")
    ]
    assert len(reading.left_out) == 2
    assert "Plan for the sea" in " ".join(reading.left_out)


def test_rows_that_stand_at_one_place_on_every_page_are_kept() -> None:
    pages = [_lines(650, [f"Ports {n * 7}", f"{n * 31} {n * 17}", "Total"]) for n in range(1, 7)]
    reading = _read(*pages)
    assert reading.text.split("\n\n")[1] == "Ports 14\n62 34\nTotal"
    assert reading.left_out == ()


def test_overprinted_words_are_read_once() -> None:
    assert _read([(72, 700, 10, "R", "Total aid"), (72.3, 700, 10, "R", "Total aid")]).text == "Total aid"


def test_larger_type_makes_headings_and_the_largest_the_title() -> None:
    prose = ["Words of a paragraph that is long enough to be the body of it,", "and goes on for a second line."]
    page = [
        (72, 740, 24, "B", "National Sea Plan"),
        (72, 700, 16, "B", "Harbours"), *_lines(670, prose),
        (72, 600, 13, "B", "Small Harbours"), *_lines(570, prose),
        (72, 500, 16, "B", "Ships"), *_lines(470, prose),
    ]  # fmt: skip
    reading = _read(page)
    headings = [(block.level, block.span.of(reading.text)) for block in reading.blocks if block.role is Role.HEADING]
    assert headings == [(0, "National Sea Plan"), (1, "Harbours"), (2, "Small Harbours"), (1, "Ships")]
    assert {block.role for block in reading.blocks} == {Role.HEADING, Role.PARAGRAPH}


def test_the_outline_names_headings_that_the_type_does_not_show() -> None:
    plain = _lines(700, ["Harbours", "Words of the body that stand right below the heading."])
    writer = PdfWriter(
        clone_from=PdfReader(io.BytesIO(draw([plain, _lines(700, ["Ships", "More words of the body."])])))
    )
    above = writer.add_outline_item(title="Harbours", page_number=0)
    writer.add_outline_item(title="Ships", page_number=1, parent=above)
    made = io.BytesIO()
    writer.write(made)
    reading = pdf.read(PATH, made.getvalue())
    headings = [(block.level, block.span.of(reading.text)) for block in reading.blocks if block.role is Role.HEADING]
    assert headings == [(1, "Harbours"), (2, "Ships")]


def test_a_footnote_is_linked_to_its_raised_number() -> None:
    page = [
        (72, 700, 10, "R", "The programme trained two hundred officers"), (269.5, 704, 6, "R", "3"),
        *_lines(688, ["and it went on for a year."]),
        (72, 84, 5, "R", "3"), (76, 80, 8, "R", "Officers of the coast guard and of the police,"),
        (72, 70, 8, "R", "from 2019 on."),
    ]  # fmt: skip
    reading = _read(page)
    [note] = link_notes(reading)
    assert (note.label, note.span.of(reading.text)) == (
        "[3]",
        "[3] Officers of the coast guard and of the police,\nfrom 2019 on.",
    )
    assert note.marker is not None
    assert reading.text[: note.marker.end] == "The programme trained two hundred officers[3]"


def test_type_larger_than_any_page_has_no_place() -> None:
    reading = _read([(72, 700, 10, "R", "Sea"), (72, 600, 9_999_999, "R", "lanes")])
    assert reading.text == "Sea\n\nlanes"
    assert [box.span.of(reading.text) for box in reading.boxes] == ["Sea"]


def test_numbers_raised_without_a_note_stay_as_they_are() -> None:
    assert _read([(72, 700, 10, "R", "Area in km"), (120, 704, 6, "R", "2"), *_lines(688, ["grew."])]).text == (
        "Area in km2\ngrew."
    )


def test_a_picture_is_recognised_where_the_extra_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def recognise(image: NDArray[np.uint8]) -> ocr.ScannedPage:
        seen.append(image.shape)
        return ocr.ScannedPage((ocr.ScannedLine("Sea lanes", 200, 100, 400, 140, 0.9),), 0.9)

    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "read_page", recognise)
    drawn = draw([_lines(700, ["Text"]), [(72, 700, 10, "R", "")]]).replace(b"() Tj ET", b"() Tj ET 9 9 99 99 re f")
    reading = pdf.read(PATH, drawn)
    assert reading.text == "Text\n\nSea lanes"
    assert [(flag.page, "OCR" in flag.reason, "90%" in flag.reason) for flag in reading.flags] == [(2, True, True)]
    assert [page.ocr for page in reading.pages] == [None, 0.9]
    assert seen == [(2223, 1667, 3)]  # 800 by 600 points at 200 dots an inch, rounded up
    box = reading.boxes[-1]
    assert (box.page, round(box.right), round(box.top)) == (2, 144, 764)


def test_a_picture_is_flagged_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    drawn = draw([_lines(700, ["Text"]), [(72, 700, 10, "R", "")]]).replace(b"() Tj ET", b"() Tj ET 9 9 99 99 re f")
    [flag] = pdf.read(PATH, drawn).flags
    assert flag.page == 2
    assert "pictures" in flag.reason


def _row(y: float, *cells: str) -> list[Run]:
    return [(72 + 150 * at, y, 10, "R", cell) for at, cell in enumerate(cells)]


def test_a_table_that_goes_on_over_a_page_break_keeps_its_header() -> None:
    prose = [_lines(780, [f"{words} before and after the table of the programme."]) for words in ("Words", "More")]
    upper = [run for at in range(8) for run in _row(700 - 14 * at, *((f"Port {at}", f"{at} ships", f"20{at}") if at else
             ("Port", "Ships", "Yen")))]  # fmt: skip
    lower = [run for at in range(8) for run in _row(780 - 14 * at, f"Port {at + 8}", f"{at} ships", f"90{at}")]
    reading = _read([*prose[0], *upper], [*lower, *_lines(600, ["A paragraph closes the second page of it."])])
    rows = [block for block in reading.blocks if block.role is Role.ROW]
    assert [row.level for row in rows] == [1, *[0] * 15]
    [table] = tables_of(reading.text, rows)
    assert (table.header, len(table.rows)) == ("Port | Ships | Yen", 16)
    assert [page.span.contains(rows[8].span) for page in reading.pages] == [False, True]


def test_a_table_in_other_columns_on_the_next_page_is_another() -> None:
    upper = [run for at in range(8) for run in _row(700 - 14 * at, f"Port {at}", f"{at} ships", f"20{at}")]
    lower = [(x + 90, y, size, font, words) for x, y, size, font, words in upper]
    reading = _read(upper, lower)
    rows = [block for block in reading.blocks if block.role is Role.ROW]
    assert [len(table.rows) for table in tables_of(reading.text, rows)] == [8, 8]


def test_a_bar_within_a_cell_of_a_table_does_not_end_it() -> None:
    rows = [("Kind", "FY2019", "FY2020"), ("grant | loan", "5", "6"), ("gift", "7", "8")]
    table: list[Run] = [
        (72 + 150 * column, 700 - 20 * row, 10, "R", words)
        for row, line in enumerate(rows)
        for column, words in enumerate(line)
    ]
    reading = _read(table)
    assert "grant \uff5c loan | 5 | 6" in reading.text
    assert "loan" in {box.span.of(reading.text) for box in reading.boxes}


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "matrix",
    ["1 0 0 1 0 0", "-1 0 0 -1 600 800", "0 1 -1 0 600 0", "0 -1 1 0 0 800"],
    ids=["up", "down", "left", "right"],
)
@pytest.mark.parametrize("by_row", [True, False])
def test_columns_are_read_and_words_placed_however_the_page_is_turned(matrix: str, rotate: int, by_row: bool) -> None:
    left, right = ([f"{side} {number} the ministry trains its crews" for number in range(6)] for side in ("one", "two"))
    columns = [_lines(560, left), _lines(560, right, 330)]
    drawn = [run for pair in zip(*columns, strict=True) for run in pair] if by_row else [*columns[0], *columns[1]]
    reading = pdf.read(PATH, draw([drawn], matrix, rotate))
    assert " ".join(reading.text.split()) == " ".join([*left, *right])
    last = reading.text.rindex("crews")
    found = {box.span.start: box for box in reading.boxes}[last]
    document = pypdfium2.PdfDocument(draw([drawn], matrix, rotate))
    ink = document[0].render(scale=1).to_numpy()[:, :, :3].min(axis=2) < 160
    height = ink.shape[0]
    box = [round(side) for side in (height - found.top, height - found.bottom, found.left, found.right)]
    assert ink[box[0] : box[1], box[2] : box[3]].any()
    assert min(box) >= 0


def test_an_item_is_whole_though_its_bullet_is_set_smaller() -> None:
    reading = _read(
        [
            *_lines(724, ["There are two requirements for the way it is kept, as follows:"]),
            (72, 700, 7, "R", "\xb7"),
            (80, 700, 10, "R", "Offices must be able to extend the register in any way, to add both"),
            (80, 688, 10, "R", "rules for what is told and facts about it."),
        ]
    )
    last = recognise(reading).blocks[-1]
    assert last.role is Role.ITEM
    assert last.span.of(reading.text).startswith("Offices must be able")
    assert last.span.of(reading.text).endswith("to add both\nrules for what is told and facts about it.")


def test_three_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    words = [
        "the ministry of the interior trains",
        "patrol crews each year and lends them",
        "ships so that the ports of its islands",
        "are safe from fire and from theft when",
        "storms come in autumn",
    ]
    columns = [[f"{side} {line}" for line in words] for side in ("one", "two", "six")]
    drawn = [_lines(700 - 4 * at, column, 50 + 180 * at, 8) for at, column in enumerate(columns)]
    text = _read([run for row in zip(*drawn, strict=True) for run in row]).text
    assert " ".join(text.split()) == " ".join(line for column in columns for line in column)
