"""The pages of a PDF as pdfium shows them: every sign with its place. The one file that knows pdfium."""

import ctypes
import io
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from numpy.typing import NDArray

from ingest.readers.pdf_line import Glyph, Line, make_line

_WIDE_GAP = 1.2  # heights of a line: two words so far apart are two columns, or two cells
_NARROW_GAP = 0.14  # heights: pdfium sees a space between signs so close where letters are merely spaced
_SHIFT = 0.5  # heights: signs so much lower or higher are on another line
_LARGER = 6  # times the height of the sign beside it: no word is set so
_FLAT = 0.1  # points; a box no higher is none
_OVERPRINT = 1.0  # points between a sign and its copy that makes it look bold
_MOST_SHAPES = 20_000  # drawn shapes that are looked at on a page
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "gothb", "extrab")
_MOST_DOTS = 20_000_000  # of an image of a page
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn rule or rectangle, by its sides."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines in the order in which the file draws them, its rules, and whether it shows anything.

    ``plain`` is its text where no places are known.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    drawn: bool = True
    plain: str = ""


class Pages:
    """The pages of a file that pdfium can open. Raises ValueError if it cannot."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error

    def __len__(self) -> int:
        return len(self._document)

    def sheet(self, number: int) -> Sheet:
        """Page ``number``, counted from 1. Raises ValueError if pdfium cannot load it."""
        try:
            page = self._document[number - 1]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise ValueError(str(error)) from error
        try:
            text = page.get_textpage()
            try:
                return _sheet(page, text)
            finally:
                text.close()
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error
        finally:
            page.close()

    def image(self, number: int, dots: int) -> NDArray[np.uint8]:
        """Page ``number`` as it is shown, at so many dots an inch: height × width × 3 bytes, blue first.

        A page that would have too many dots is shown smaller. Raises ValueError if pdfium cannot show it.
        """
        try:
            page = self._document[number - 1]
            try:
                width, height = page.get_size()
                scale = min(dots / 72, (_MOST_DOTS / max(width * height, 1)) ** 0.5)
                shown: NDArray[np.uint8] = page.render(scale=scale).to_numpy()[:, :, :3].copy()
                return shown
            finally:
                page.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise ValueError(str(error)) from error

    def close(self) -> None:
        """Let the file go."""
        self._document.close()


def unlocked(data: bytes, password: str) -> bytes | None:
    """A PDF without its encryption, None if ``password`` does not open it. One that needs none is as it was.

    Raises ValueError if pdfium cannot read it at all.
    """
    for given in (None, password):
        try:
            document = pypdfium2.PdfDocument(data, password=given)
        except pypdfium2.PdfiumError as error:
            if error.err_code != raw.FPDF_ERR_PASSWORD:
                raise ValueError(str(error)) from error
            continue
        if given is None:
            document.close()
            return data
        opened = io.BytesIO()
        document.save(opened, flags=raw.FPDF_REMOVE_SECURITY)
        document.close()
        return opened.getvalue()
    return None


def _sheet(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> Sheet:
    view = _View(page)
    lines = tuple(_lines(text.raw, view))
    rules, shapes = _rules(page.raw, view)
    width, height = page.get_size()
    return Sheet(width, height, lines, rules, drawn=bool(shapes))


class _View:
    """Turns places in the file's own space into places on the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page.raw, box)
        self._left, self._bottom = box.left, box.bottom
        self._width, self._height = box.right - box.left, box.top - box.bottom
        self.rotation = page.get_rotation()

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """The sides as shown: left, bottom, right, top."""
        left, right, bottom, top = left - self._left, right - self._left, bottom - self._bottom, top - self._bottom
        if self.rotation == 90:
            left, bottom, right, top = bottom, self._width - right, top, self._width - left
        elif self.rotation == 180:
            left, bottom, right, top = (
                self._width - right,
                self._height - top,
                self._width - left,
                self._height - bottom,
            )
        elif self.rotation == 270:
            left, bottom, right, top = self._height - top, left, self._height - bottom, right
        return left, bottom, right, top


def _lines(text: raw.FPDF_TEXTPAGE, view: _View) -> Iterator[Line]:
    run: list[Glyph] = []
    first = last = turn = 0  # the run's first and last sign, and how it is turned
    for at, glyph in _glyphs(text, view):
        if run and (glyph is None or _breaks(run[-1], glyph, turn)):
            yield _line(text, run, (first, last), turn)
            run = []
        if glyph is not None:
            if not run:
                first, glyph = at, replace(glyph, spaced=False)
                turn = _turn(text, first, view)
            run.append(glyph)
            last = at
    if run:
        yield _line(text, run, (first, last), turn)


def _glyphs(text: raw.FPDF_TEXTPAGE, view: _View) -> Iterator[tuple[int, Glyph | None]]:
    """Every visible sign once, with its index; None where pdfium ends a line."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    boxes = _Boxes(text, view)
    before: Glyph | None = None
    space = made = False  # white space since the last sign; all of it pdfium's
    for at in range(raw.FPDFText_CountChars(text)):
        sign = _sign(text, at)
        if sign in "\r\n":
            before, space = None, False
            yield at, None
            continue
        generated = raw.FPDFText_IsGenerated(text, at) == 1
        if sign.isspace():
            space, made = True, generated and (made or not space)
            continue
        glyph = boxes.glyph(at, sign)
        if _again(glyph, before, seen):
            continue
        if space and not (made and before and _gap(before, glyph) < _NARROW_GAP * glyph.height):
            glyph = replace(glyph, spaced=True)
        before, space = glyph, False
        yield at, glyph


def _sign(text: raw.FPDF_TEXTPAGE, at: int) -> str:
    """The sign at this place; U+FFFD where the file does not say what its glyph stands for."""
    code = raw.FPDFText_GetUnicode(text, at)
    unmapped = raw.FPDFText_HasUnicodeMapError(text, at) == 1
    if code in (0x0D, 0x0A) and not unmapped:
        return chr(code)
    if raw.FPDFText_IsHyphen(text, at) == 1 or (code == 0x02 and not unmapped):
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000 or (unmapped and not 0x20 <= code < 0x250):
        return _REPLACEMENT  # pdfium's guess at an unmapped glyph is right for Latin letters at most
    return chr(code)


class _Boxes:
    """Asks pdfium for the place of a sign, again and again in the same memory."""

    def __init__(self, text: raw.FPDF_TEXTPAGE, view: "_View") -> None:
        self._text = text
        self._view = view
        self._loose = raw.FS_RECTF()
        self._tight = tuple(ctypes.c_double() for _ in range(4))

    def glyph(self, at: int, sign: str) -> Glyph:
        """A sign with the box that its font's ascent, descent and advance give, or what is drawn if they give none."""
        box = self._loose
        raw.FPDFText_GetLooseCharBox(self._text, at, box)
        if box.top - box.bottom > _FLAT:
            return Glyph(sign, *self._view.box(box.left, box.bottom, box.right, box.top))
        left, right, bottom, top = self._tight
        raw.FPDFText_GetCharBox(self._text, at, left, right, bottom, top)
        return Glyph(sign, *self._view.box(left.value, bottom.value, right.value, top.value))


def _again(glyph: Glyph, before: Glyph | None, seen: dict[tuple[str, int, int], Glyph]) -> bool:
    """Whether the same sign was drawn at nearly the same place, as for bold type; ``seen`` takes it in if not.

    The letters of a ligature share one box: the sign right before with exactly that box is no copy.
    """
    sign, x, y = glyph.sign, round(glyph.left), round(glyph.bottom / 2)
    reach = min(_OVERPRINT, 0.3 * (glyph.right - glyph.left))
    for near in (x, x - 1, x + 1):
        one = seen.get((sign, near, y))
        if one and abs(one.left - glyph.left) <= reach and abs(one.bottom - glyph.bottom) <= _OVERPRINT:
            return not (one is before and (one.left, one.right) == (glyph.left, glyph.right))
    seen[sign, x, y] = glyph
    return False


def _gap(one: Glyph, other: Glyph) -> float:
    return max(other.left - one.right, one.left - other.right)


def _breaks(before: Glyph, glyph: Glyph, turn: int) -> bool:
    """Whether ``glyph`` begins another line, or stands beyond a wide gap."""
    if turn:
        return False
    height = max(before.height, glyph.height, 1.0)
    if height > _LARGER * max(min(before.height, glyph.height), 1.0):
        return True
    apart = max(glyph.bottom - before.top, before.bottom - glyph.top)
    shift = abs(before.bottom + before.top - glyph.bottom - glyph.top) / 2
    return _gap(before, glyph) > _WIDE_GAP * height or apart > 0 or shift > max(_SHIFT * height, 1)


def _turn(text: raw.FPDF_TEXTPAGE, at: int, view: _View) -> int:
    """By how many degrees the text at this sign is turned from the horizontal, as shown."""
    angle = raw.FPDFText_GetCharAngle(text, at)
    if angle < 0:
        return 0
    turn = round(math.degrees(angle)) + view.rotation
    return turn % 180 if turn % 180 > 2 and turn % 180 < 178 else 0


def _line(text: raw.FPDF_TEXTPAGE, run: list[Glyph], ends: tuple[int, int], turn: int) -> Line:
    first = ends[0]
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, first, matrix)
    size = raw.FPDFText_GetFontSize(text, first) * math.hypot(matrix.c, matrix.d)
    if run[0].sign == _REPLACEMENT and len(run) > 1 and run[1].spaced:
        run[0] = replace(run[0], sign="•")  # alone before words, a glyph that is no letter is a bullet
    bold = all(_is_bold(text, at) for at in ends)
    return make_line(run, round(2 * size) / 2, bold=bold, turned=bool(turn), diagonal=bool(turn % 90))


def _is_bold(text: raw.FPDF_TEXTPAGE, at: int) -> bool:
    name = _filled(lambda buffer, length: raw.FPDFText_GetFontInfo(text, at, buffer, length, None))
    return any(word in name.casefold() for word in _BOLD)


def _filled(write: Callable[[ctypes.Array[ctypes.c_char] | None, int], int]) -> str:
    length = write(None, 0)
    if not 0 < length < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    write(buffer, length)
    return buffer.value.decode("utf-8", "replace")


def _rules(page: raw.FPDF_PAGE, view: _View) -> tuple[tuple[Rule, ...], int]:
    """The straight shapes drawn on a page, and how many things of any kind are."""
    count = raw.FPDFPage_CountObjects(page)
    rules = []
    for at in range(min(count, _MOST_SHAPES)):
        shape = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH or raw.FPDFPath_CountSegments(shape) > 6:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            rules.append(Rule(*view.box(left.value, bottom.value, right.value, top.value)))
    return tuple(rules), count
