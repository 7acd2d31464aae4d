"""Pages as images: what is drawn stands where the boxes say, and what cannot be drawn is refused by name."""

import ctypes
import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
import pytest
from numpy.typing import NDArray
from PIL import Image

from corpus.boxes import Box, rectangles
from corpus.errors import DocumentError
from corpus.records import Span
from ingest.drawing import DOTS_PER_INCH, MOST_DOTS, Drawing, PageOfFile, draw
from ingest.readers import pdf

PATH = Path("a.pdf")
WORDS = b"BT /F1 12 Tf 14 TL 172 520 Td (Seven vessels were) Tj T* (lent to Palau) Tj ET"
COLUMNS = b" ".join(
    b"BT /F1 11 Tf %d %d Td (%s of row %d) Tj ET" % (left, 600 - 14 * row, side, row)
    for left, side in ((150, b"Left"), (330, b"Right"))
    for row in range(6)
)
TURNED = b"BT /F1 12 Tf 0 1 -1 0 300 220 Tm (Seven vessels were) Tj 0 1 -1 0 314 220 Tm (lent to Palau) Tj ET"
PAGES = {  # what is put into the page's object
    "plain": b"",
    "cropped": b"/CropBox [100 200 512 692]",
    "turned": b"/Rotate 90",
    "turned back and cropped": b"/Rotate 270 /CropBox [100 200 512 692]",
    "upside down": b"/Rotate 180 /CropBox [90 40 612 792]",
    "beyond its origin": b"/MediaBox [-50 -60 612 792]",
    "in large units": b"/UserUnit 2.0",
}


def file_of(make_pdf: Callable[..., bytes], words: bytes, more: bytes) -> bytes:
    """A PDF of one page with these marks and these entries; its table of offsets no longer holds, and none needs it."""
    plain = make_pdf(["x"])
    shown = b"BT /F1 12 Tf 14 TL 72 720 Td (x) Tj ET"
    made = plain.replace(shown, words).replace(b"/Length %d" % len(shown), b"/Length %d" % len(words))
    box = b"" if b"/MediaBox" in more else b"/MediaBox [0 0 612 792]"
    return made.replace(b"/MediaBox [0 0 612 792]", box + more)


def page_of(path: Path, data: bytes, page: int = 1) -> PageOfFile:
    path.write_bytes(data)
    return PageOfFile(path, hashlib.sha256(data).hexdigest(), page, len(data), 0)


def pixels(drawing: Drawing) -> NDArray[np.uint8]:
    return np.asarray(Image.open(io.BytesIO(drawing.png)).convert("L"))


@pytest.mark.parametrize("words", [WORDS, COLUMNS, TURNED], ids=["lines", "columns", "turned"])
@pytest.mark.parametrize("more", PAGES.values(), ids=PAGES)
def test_all_ink_lies_in_the_rectangles_and_none_is_empty(
    make_pdf: Callable[..., bytes], tmp_path: Path, words: bytes, more: bytes
) -> None:
    data = file_of(make_pdf, words, more)
    reading = pdf.read(PATH, data)
    drawn = draw(page_of(tmp_path / "a.pdf", data))
    dark = pixels(drawn) < 128
    scale = dark.shape[1] / drawn.width
    assert dark.shape[0] / drawn.height == pytest.approx(scale, rel=0.01)
    for box in rectangles(reading.boxes, Span(0, len(reading.text))):
        top, bottom = (drawn.height - box.top) * scale, (drawn.height - box.bottom) * scale
        inside = dark[int(top) : int(bottom) + 2, int(box.left * scale) : int(box.right * scale) + 2]
        assert inside.any()
        inside[:] = False
    assert not dark.any()


@pytest.mark.parametrize("words", [WORDS, COLUMNS, TURNED], ids=["lines", "columns", "turned"])
@pytest.mark.parametrize("more", PAGES.values(), ids=PAGES)
def test_the_rectangles_of_a_quote_cover_its_signs_where_pdfium_shows_them(
    make_pdf: Callable[..., bytes], words: bytes, more: bytes
) -> None:
    data = file_of(make_pdf, words, more)
    for signs, found in quotes_of(data):
        assert not signs - found
        assert signs == found or b"/Rotate 180" in more  # columns upside down are marked with what stands between


def quotes_of(data: bytes) -> Iterator[tuple[Counter[str], Counter[str]]]:
    """Of many quotes of the first page: the signs that they have, and those that their rectangles hold."""
    reading = pdf.read(PATH, data)
    ends = [match.span() for match in re.finditer(r"\w+", reading.text)]
    for first in range(0, len(ends), 3):
        for last in range(first, len(ends), 4):
            quote = Span(ends[first][0], ends[last][1])
            signs = "".join(quote.of(reading.text).replace("|", "").split())
            yield Counter(signs), Counter(signs_in(data, rectangles(reading.boxes, quote)))


@pytest.mark.parametrize("name", ["gao/gao-08-587t.pdf", "japan/mhlw_20210221.pdf", "pdfbox/rotation.pdf"])
def test_rectangles_cover_quotes_of_real_documents(real_documents: Path, name: str) -> None:
    data = (real_documents / name).read_bytes()
    reading = pdf.read(PATH, data)
    for page in reading.pages[:3]:
        words = [match.span() for match in re.finditer(r"\w+", page.span.of(reading.text))]
        for first in range(0, len(words) - 12, max(len(words) // 5, 1)):
            quote = Span(words[first][0], words[first + 12][1]).shifted(page.span.start)
            signs = Counter("".join(re.findall(r"\w", quote.of(reading.text))))
            missing = signs - Counter(signs_in(data, rectangles(reading.boxes, quote), page.number))
            assert missing.total() <= 0.04 * signs.total(), quote.of(reading.text)


def signs_in(data: bytes, boxes: tuple[Box, ...], number: int = 1) -> str:
    """The signs of a page whose middle lies in one of the boxes, by pdfium's own way from file to screen."""
    page = pypdfium2.PdfDocument(data)[number - 1]
    width, height = page.get_size()
    text = page.get_textpage()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_int(), ctypes.c_int()
    found = ""
    for at in range(text.count_chars()):
        raw.FPDFText_GetCharBox(text.raw, at, left, right, bottom, top)
        middle = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        raw.FPDF_PageToDevice(page.raw, 0, 0, round(width * 100), round(height * 100), 0, *middle, x, y)
        across, up = x.value / 100, height - y.value / 100
        if any(box.left <= across <= box.right and box.bottom <= up <= box.top for box in boxes):
            found += chr(raw.FPDFText_GetUnicode(text.raw, at)).strip()
    return found


def test_an_image_has_two_dots_a_point_unless_the_page_is_huge(make_pdf: Callable[..., bytes], tmp_path: Path) -> None:
    data = file_of(make_pdf, WORDS, b"/Rotate 90")
    drawn = draw(page_of(tmp_path / "a.pdf", data))
    assert (drawn.width, drawn.height) == (792, 612)
    assert pixels(drawn).shape == (612 * DOTS_PER_INCH // 72, 792 * DOTS_PER_INCH // 72)
    huge = draw(page_of(tmp_path / "b.pdf", file_of(make_pdf, WORDS, b"/MediaBox [0 0 14400 7200]")))
    assert (huge.width, huge.height) == (14400, 7200)
    assert 0.95 * MOST_DOTS < pixels(huge).size < 1.01 * MOST_DOTS


def test_colours_are_those_of_the_file(make_pdf: Callable[..., bytes], tmp_path: Path) -> None:
    drawn = draw(page_of(tmp_path / "a.pdf", file_of(make_pdf, b"1 0 0 rg 0 0 999 999 re f", b"")))
    assert Image.open(io.BytesIO(drawn.png)).convert("RGB").getpixel((50, 50)) == (255, 0, 0)


def test_another_file_in_its_place_is_never_drawn(make_pdf: Callable[..., bytes], tmp_path: Path) -> None:
    wanted = page_of(tmp_path / "a.pdf", make_pdf(["One"]))
    assert draw(wanted).png.startswith(b"\x89PNG")
    wanted.path.write_bytes(make_pdf(["Two"]))
    with pytest.raises(DocumentError, match="has changed since it was ingested"):
        draw(wanted)
    wanted.path.unlink()
    with pytest.raises(DocumentError, match="no such file"):
        draw(wanted)


def test_what_cannot_be_drawn_is_refused_by_name(
    make_pdf: Callable[..., bytes], locked_pdf: Callable[[str, str], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    with pytest.raises(DocumentError, match="opens only with a password"):
        draw(page_of(path, locked_pdf("user", "AES-256")))
    assert draw(page_of(path, locked_pdf("", "AES-256"))).width == 612
    with pytest.raises(DocumentError, match="damaged"):
        draw(page_of(path, make_pdf(["One"]), page=2))
    with pytest.raises(DocumentError, match="damaged"):
        draw(page_of(path, b"%PDF-1.7 nothing"))
