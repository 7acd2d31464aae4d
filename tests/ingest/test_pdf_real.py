"""PDF on real files: words that pdfium's own places cover, and a named end for every damaged file."""

import ctypes
import random
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw
import pytest

from corpus.boxes import rectangles
from corpus.errors import DocumentError
from corpus.records import Span
from ingest.clean import clean
from ingest.readers import ocr, pdf, select
from ingest.reading import Reading

READ = (
    "gao/gao-08-587t.pdf",
    "japan/mext_st_whitepaper_2024_ch1.pdf",
    "docling_pdf/redp5110_sampled.pdf",
    "docling_pdf/right_to_left_01.pdf",
    "pdfbox/PDFBOX-2984-rotations.pdf",
    "tabula/twotables.pdf",
)


@pytest.fixture(scope="module", autouse=True)
def _without_ocr() -> Iterator[None]:
    """Pictures are not recognised here, whether the extra is installed or not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ocr, "is_installed", lambda: False)
        yield


def _read(path: Path) -> Reading:
    return pdf.read(path, path.read_bytes())


@pytest.mark.parametrize("name", READ)
def test_spans_boxes_and_pages_agree(real_documents: Path, name: str) -> None:
    reading = _read(real_documents / name)
    assert clean(reading.text).text == reading.text
    page_of = {page.number: page.span for page in reading.pages}
    assert reading.boxes
    assert list(reading.boxes) == sorted(reading.boxes, key=lambda box: box.span.start)
    for box in reading.boxes:
        assert page_of[box.page].contains(box.span)
        assert not any(map(str.isspace, box.span.of(reading.text)))
    covered = sum(box.span.end - box.span.start for box in reading.boxes)
    visible = sum(not sign.isspace() and sign != "|" for sign in reading.text)
    assert 0.98 < covered / visible <= 1.01
    for one, other in zip(reading.blocks, reading.blocks[1:], strict=False):
        assert one.span.end <= other.span.start


@pytest.mark.parametrize("name", ["gao/gao-08-587t.pdf", "japan/mext_st_whitepaper_2024_ch1.pdf"])
def test_rectangles_cover_the_signs_where_pdfium_places_them(real_documents: Path, name: str) -> None:
    reading = _read(real_documents / name)
    draw = random.Random(7)
    with_boxes = [page for page in reading.pages if page.span.end - page.span.start > 300]
    for page in draw.sample(with_boxes, 4):
        start = draw.randrange(page.span.start, page.span.end - 120)
        quote = Span(start, start + 100)
        signs = [sign for sign in quote.of(reading.text) if not sign.isspace() and sign not in "[]"]
        inside = _signs_in(real_documents / name, page.number, rectangles(reading.boxes, quote))
        missing = sum(max(signs.count(sign) - inside.count(sign), 0) for sign in set(signs))
        assert missing <= 0.04 * len(signs), (page.number, quote.of(reading.text), inside)
        assert len(inside) <= 1.1 * len(signs) + 4


def _signs_in(path: Path, number: int, boxes: tuple) -> str:
    """The signs whose middle, by pdfium's own tight box, lies in one of the boxes."""
    page = pypdfium2.PdfDocument(path)[number - 1]
    view = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, view)
    text = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    found = []
    for at in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text.raw, at)).replace("\x02", "-")
        raw.FPDFText_GetCharBox(text.raw, at, left, right, bottom, top)
        x, y = (left.value + right.value) / 2 - view.left, (bottom.value + top.value) / 2 - view.bottom
        if not sign.isspace() and any(box.left <= x <= box.right and box.bottom <= y <= box.top for box in boxes):
            found.append(sign)
    return "".join(found)


@pytest.mark.parametrize("folder", ["faulty_pdf", "fuzzed_pdf"])
def test_damaged_files_end_in_text_or_a_named_refusal(real_documents: Path, folder: str) -> None:
    read, refused = 0, 0
    for path in sorted((real_documents / folder).glob("*.pdf")):
        try:
            reading = select.read(path)
        except DocumentError:
            refused += 1
            continue
        read += 1
        assert "Hello PDF-world!" in reading.text, path.name
    assert (read, refused) == {"faulty_pdf": (68, 21), "fuzzed_pdf": (0, 12)}[folder]
