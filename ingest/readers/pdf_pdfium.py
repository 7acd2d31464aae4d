"""The pages of a PDF as pdfium shows them: every sign with its place. The one file that knows pdfium."""

import ctypes
import io
import math
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, repeat

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
from numpy.typing import NDArray

from ingest.readers.pdf_line import Line
from ingest.readers.pdf_signs import Signs, Style, find_lines
from ingest.readers.pdf_turned import Side, Turned
from ingest.readers.pdf_vertical import find_vertical_lines, parted

_FLAT = 0.1  # points; a box no higher is none
_MOST_SHAPES = 20_000  # drawn shapes that are looked at on a page
_BOLD = ("bold", "black", "heavy", "semibold", "demi", "gothb", "extrab")
_DEEPEST = 5  # forms within forms
_MOST_DOTS = 20_000_000  # of an image of a page
_LOOKED_AT = 40  # signs of a page, of which it is asked how they are turned
_MOST_OF = 0.6  # of them turned alike turn the page
_HYPHEN = 0x02  # what pdfium tells for a hyphen at the end of a line
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

    With ``turned`` the page is read turned, because most of its text is, and everything is told as it stands then; with
    ``vertical`` its text runs from top to bottom (ingest/readers/pdf_vertical.py). ``plain`` is its text where no
    places are known. ``ocr`` is how sure the lines are, from 0 to 1, where they were recognised from its picture; None
    where they are in the file.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    drawn: bool = True
    plain: str = ""
    ocr: float | None = None
    turned: Turned | None = None
    vertical: bool = False


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

    def image(self, number: int, dots: int, most: int = _MOST_DOTS) -> NDArray[np.uint8]:
        """Page ``number`` as it is shown, at so many dots an inch: height × width × 3 bytes, blue first.

        A page that would have more than ``most`` dots is shown smaller. Raises ValueError if pdfium cannot show it.
        """
        try:
            page = self._document[number - 1]
            try:
                width, height = page.get_size()
                scale = min(dots / 72, (most / max(width * height, 1)) ** 0.5)
                shown: NDArray[np.uint8] = page.render(scale=scale).to_numpy()[:, :, :3].copy()
                return shown
            finally:
                page.close()
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise ValueError(str(error)) from error

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of page ``number`` as it is shown, in points. Raises ValueError if it cannot be loaded."""
        try:
            return self._document.get_page_size(number - 1)  # type: ignore[no-any-return]
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
    width, height = page.get_size()
    view = _View(page)
    if raw.FPDFText_CountChars(text.raw) <= 0:
        rules, shapes = _rules(page.raw, view)
        return Sheet(width, height, (), rules, drawn=bool(shapes))
    signs = _signs(text.raw, view)
    turned = Turned(_lean(text.raw, signs.text, view), width, height)
    if turned.degrees:
        view = _View(page, turned.degrees)
        signs = _signs(text.raw, view)
    turn, style = partial(_turn, text.raw, view), partial(_style, text.raw)
    aside = Turned(270, width, height)
    parts = None if turned.degrees else parted(signs, aside)
    if parts is None:
        lines = find_lines(signs, turn, style)
    else:
        lines = find_vertical_lines(*parts, aside, turn, style)
        turned, view = aside, _View(page, aside.degrees)
    rules, shapes = _rules(page.raw, view)
    across, up = (height, width) if turned.degrees % 180 else (width, height)
    kept = turned if turned.degrees else None
    return Sheet(across, up, tuple(lines), rules, bool(shapes), turned=kept, vertical=parts is not None)


def _lean(text: raw.FPDF_TEXTPAGE, signs: str, view: "_View") -> int:
    """By how many degrees clockwise a page is to be turned for most of its text to be upright: 0, 90, 180 or 270."""
    visible = [at for at, sign in enumerate(signs) if not sign.isspace()]
    looked = visible[:: max(1, len(visible) // _LOOKED_AT)]
    angles = Counter(_angle(text, view, at) for at in looked)
    angle, count = angles.most_common(1)[0] if angles else (0, 0)
    return (360 - angle) % 360 if angle in (90, 180, 270) and count > _MOST_OF * len(looked) else 0


class _View:
    """Turns places in the file's own space into places on the page as it is shown, or turned further clockwise."""

    def __init__(self, page: pypdfium2.PdfPage, further: int = 0) -> None:
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page.raw, box)
        self._left, self._bottom = box.left, box.bottom
        self.rotation = (page.get_rotation() + further) % 360
        self._turned = Turned(self.rotation, box.right - box.left, box.top - box.bottom)

    def box(self, left: Side, bottom: Side, right: Side, top: Side) -> tuple[Side, Side, Side, Side]:
        """The sides as shown: left, bottom, right, top; of one box, or of many."""
        return self._turned.laid(
            left - self._left, bottom - self._bottom, right - self._left, top - self._bottom
        )  # fmt: skip


def _angle(text: raw.FPDF_TEXTPAGE, view: _View, at: int) -> int:
    """By how many degrees the text at this sign is turned clockwise, as shown."""
    angle = raw.FPDFText_GetCharAngle(text, at)
    return (round(math.degrees(angle)) + view.rotation) % 360 if angle >= 0 else 0


def _turn(text: raw.FPDF_TEXTPAGE, view: _View, at: int) -> int:
    """By how many degrees the text at this sign is turned from the horizontal, as shown."""
    turned = _angle(text, view, at) % 180
    return turned if 2 < turned < 178 else 0


def _style(text: raw.FPDF_TEXTPAGE, first: int, last: int, letter: int, turned: int) -> Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, letter, matrix)
    size = raw.FPDFText_GetFontSize(text, letter) * math.hypot(matrix.c, matrix.d)
    return Style(round(2 * size) / 2, all(_is_bold(text, at) for at in (first, last)), turned)


def _signs(text: raw.FPDF_TEXTPAGE, view: _View) -> Signs:
    """All signs of a page. pdfium is asked as little as can be: each answer takes as long as much computing."""
    count = raw.FPDFText_CountChars(text)
    codes = map(raw.FPDFText_GetUnicode, repeat(text), range(count))
    signs = "".join(chr(code) if 0x20 <= code < 0x250 else _sign(text, at, code) for at, code in enumerate(codes))
    boxes = _boxes(text, signs)
    shown = np.column_stack(view.box(boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]))
    made = (sign.isspace() and raw.FPDFText_IsGenerated(text, at) == 1 for at, sign in enumerate(signs))
    return Signs(signs, shown, np.fromiter(made, dtype=np.bool_, count=count))


def _sign(text: raw.FPDF_TEXTPAGE, at: int, code: int) -> str:
    """The sign at this place; U+FFFD where the file does not say what its glyph stands for."""
    unmapped = raw.FPDFText_HasUnicodeMapError(text, at) == 1
    if code in (0x0D, 0x0A) and not unmapped:
        return chr(code)
    if code == _HYPHEN and (not unmapped or raw.FPDFText_IsHyphen(text, at) == 1):
        return "-"
    if code == 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000 or unmapped:
        return _REPLACEMENT  # pdfium's guess at an unmapped glyph is right for Latin letters at most
    return chr(code)


def _boxes(text: raw.FPDF_TEXTPAGE, signs: str) -> NDArray[np.float64]:
    """Left, bottom, right and top of each sign in the file's own space.

    The box is what its font's ascent, descent and advance give, or what is drawn if they give none.
    """
    count = len(signs)
    told = (raw.FS_RECTF * count)()  # left, top, right, bottom
    deque(map(raw.FPDFText_GetLooseCharBox, repeat(text), range(count), told), maxlen=0)
    boxes = np.frombuffer(told, dtype=np.float32).reshape(count, 4)[:, [0, 3, 2, 1]].astype(np.float64)
    drawn = tuple(ctypes.c_double() for _ in range(4))
    for at in np.flatnonzero(~(boxes[:, 3] - boxes[:, 1] > _FLAT)).tolist():
        if not signs[at].isspace():
            raw.FPDFText_GetCharBox(text, at, *drawn)
            left, right, bottom, top = (side.value for side in drawn)
            boxes[at] = left, bottom, right, top
    return boxes


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
    found = _shapes([raw.FPDFPage_GetObject(page, at) for at in range(min(count, _MOST_SHAPES))], np.eye(3), _DEEPEST)
    rules = []
    for shape, matrix in islice(found, _MOST_SHAPES):
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_PATH or raw.FPDFPath_CountSegments(shape) > 6:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            corners = [(x.value, y.value, 1) for x in (left, right) for y in (bottom, top)] @ matrix
            rules.append(Rule(*view.box(*corners[:, :2].min(axis=0).tolist(), *corners[:, :2].max(axis=0).tolist())))
    return tuple(rules), count


def _shapes(
    shapes: Iterable[raw.FPDF_PAGEOBJECT], matrix: NDArray[np.float64], deep: int
) -> Iterator[tuple[raw.FPDF_PAGEOBJECT, NDArray[np.float64]]]:
    """These shapes and those inside forms among them, each with what puts its places on the page.

    Some programs draw the whole page as one form.
    """
    for shape in shapes:
        if raw.FPDFPageObj_GetType(shape) != raw.FPDF_PAGEOBJ_FORM:
            yield shape, matrix
        elif deep:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(shape, own)
            inner = np.array([(own.a, own.b, 0), (own.c, own.d, 0), (own.e, own.f, 1)])
            count = min(raw.FPDFFormObj_CountObjects(shape), _MOST_SHAPES)
            yield from _shapes((raw.FPDFFormObj_GetObject(shape, at) for at in range(count)), inner @ matrix, deep - 1)
