"""PDF: pages with their spans, and a named refusal for whatever holds no text."""

import logging
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PageObject

from corpus.boxes import rectangles
from corpus.errors import DocumentError
from corpus.records import Page, Span
from ingest.clean import clean
from ingest.readers import ocr, pdf, select
from ingest.readers.pdf_pdfium import Pages
from ingest.reading import Block, Role

PATH = Path("plan.pdf")
Make = Callable[..., bytes]


@pytest.fixture(scope="module", autouse=True)
def _without_ocr() -> Iterator[None]:
    """Pictures are not recognised here, whether the extra is installed or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr, "is_installed", lambda: False)
        yield


def test_pages_keep_their_numbers_and_their_words_apart(make_pdf: Make) -> None:
    reading = pdf.read(PATH, make_pdf(["Sea lanes\nand ports of Ja", "", "pan"]))
    assert reading.text == "Sea lanes\nand ports of Ja\n\npan"
    assert reading.pages == (Page(1, None, Span(0, 25)), Page(2, None, Span(25, 25)), Page(3, None, Span(27, 30)))
    assert reading.blocks == (Block(Span(0, 25), Role.TEXT), Block(Span(27, 30), Role.TEXT))


def test_labels_title_date_and_language_are_what_the_file_states(make_pdf: Make) -> None:
    catalog = "/Lang (en-GB) /PageLabels << /Nums [0 << /S /r >> 2 << /S /D /St 7 >>] >>"
    info = "/Title (Sea lanes) /CreationDate (D:20190401120000Z)"
    reading = pdf.read(PATH, make_pdf(["a", "b", "c"], catalog, info))
    assert [page.label for page in reading.pages] == ["i", "ii", "7"]
    assert (reading.title, reading.published, reading.language) == ("Sea lanes", date(2019, 4, 1), "en")


def test_damaged_statements_cost_only_themselves(make_pdf: Make) -> None:
    catalog = "/Lang 7 /PageLabels << /Nums 5 >>"
    reading = pdf.read(PATH, make_pdf(["words"], catalog, "/Title (Untitled) /CreationDate (D:2019 99 x)"))
    assert (reading.text, reading.title, reading.published, reading.language) == ("words", None, None, None)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_an_empty_password_is_tried(locked_pdf: Callable[[str, str], bytes], algorithm: str) -> None:
    assert pdf.read(PATH, locked_pdf("", algorithm)).text == "Secret plan"
    with pytest.raises(DocumentError, match="opens only with a password"):
        pdf.read(PATH, locked_pdf("user", algorithm))


def test_a_scan_is_refused_as_one(make_pdf: Make) -> None:
    with pytest.raises(DocumentError, match="no text layer") as caught:
        pdf.read(PATH, make_pdf(["", ""]))
    assert "OCR" in caught.value.remedy


def test_a_file_without_pages_is_refused(make_pdf: Make) -> None:
    with pytest.raises(DocumentError, match="no pages"):
        pdf.read(PATH, make_pdf([]))


def test_a_page_that_cannot_be_read_costs_only_itself(make_pdf: Make) -> None:
    reading = pdf.read(PATH, make_pdf(["good", "bad)", "", "also good"]))
    assert reading.text == "good\n\nalso good"
    assert [flag.page for flag in reading.flags] == [2, 3]
    assert "no text layer" in reading.flags[0].reason
    assert reading.pages[1].span == Span(4, 4)


def test_the_name_of_a_font_is_no_text(make_pdf: Make) -> None:
    without_font = make_pdf(["Sea lanes", "Ports"]).replace(b"/F1 12 Tf 14 TL 72 720 Td", b"/F1 12" + 20 * b" ", 1)
    reading = pdf.read(PATH, without_font)
    assert (reading.text, [flag.page for flag in reading.flags]) == ("Ports", [1])


def test_lines_that_are_no_words_are_left_out_and_flagged_whichever_library_reads(
    make_pdf: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Pages, "__init__", lambda *_: _raise())
    monkeypatch.setattr(PageObject, "extract_text", lambda _: f"{9 * 'Sea lanes'}\nǐې޷о੿ Aid\n묾푷 퓒 칺몮 대픟 기술")
    reading = pdf.read(PATH, make_pdf(["a"]))
    assert reading.text == 9 * "Sea lanes"
    assert [(flag.page, flag.reason[:13]) for flag in reading.flags] == [(1, "2 of its 3 li")]


def _raise() -> None:
    raise ValueError("pdfium is not to be had")


def test_the_places_of_words_are_those_of_pdfium(make_pdf: Make) -> None:
    reading = pdf.read(PATH, make_pdf(["Sea lanes\nand ports", "of Japan"]))
    words = [box.span.of(reading.text) for box in reading.boxes]
    assert words == ["Sea", "lanes", "and", "ports", "of", "Japan"]
    first = reading.boxes[0]
    assert (first.page, round(first.left)) == (1, 72)  # where the page sets it
    assert first.bottom < 720 < first.top
    quote = Span(reading.text.index("lanes"), reading.text.index("ports") + 2)
    found = rectangles(reading.boxes, quote)
    assert [box.span.of(reading.text) for box in found] == ["lanes", "and po"]
    assert found[0].bottom > found[1].bottom


def test_pages_that_hold_each_other_end_in_a_refusal(make_pdf: Make) -> None:
    with pytest.raises(DocumentError):
        pdf.read(PATH, make_pdf(["x"]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]"))


def test_nothing_that_pypdf_says_leaves_the_reader(
    make_pdf: Make, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    damaged = make_pdf(["words"]).replace(b"startxref\n", b"startxref\n9")
    logging.getLogger("pypdf._reader").warning("heard")
    assert pdf.read(PATH, damaged).text == "words"
    assert [record.message for record in caplog.records] == ["heard"]
    assert capfd.readouterr() == ("", "")
    logging.getLogger("pypdf").warning("heard again")
    assert len(caplog.records) == 2


@given(st.data())
def test_damage_anywhere_ends_in_a_reading_or_a_refusal(make_pdf: Make, data: st.DataObject) -> None:
    whole = make_pdf(["Sea lanes", "and ports"], "/Lang (en)", "/Title (T)")
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=6)) + whole[at + data.draw(st.integers(0, 40)) :]
    try:
        reading = select.parse(PATH, damaged)
    except DocumentError:
        return
    assert clean(reading.text).text == reading.text
    assert all(block.span.of(reading.text).strip() for block in reading.blocks)
