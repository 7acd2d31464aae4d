"""A scanned page's lines as lines of a PDF page, so that what reads pages reads it too.

scanned = read_page(image)        # of the page as shown, rendered at DOTS_PER_INCH
sheet = Sheet(width, height, scan_lines(scanned, height))
"""

from array import array
from itertools import accumulate
from statistics import median

from ingest.lines import columns
from ingest.readers.ocr import DOTS_PER_INCH, ScannedLine, ScannedPage
from ingest.readers.pdf_line import Line

_POINTS = 72 / DOTS_PER_INCH  # a pixel in points
_ALIKE = 1.4  # times the middling height: what is no taller is set in one size, for boxes around words differ


def scan_lines(page: ScannedPage, height: float) -> tuple[Line, ...]:
    """The lines of ``page``, in their order, in points from the lower left of a page so many points high.

    A line's signs share its width, wide ones twice as much as others: what is told of one sign's place is near.

    >>> (line,) = scan_lines(ScannedPage((ScannedLine("ab", 100, 200, 300, 250, 0.9),), 0.9), 792)
    >>> line.lefts.tolist(), line.rights.tolist(), line.bottom, line.top, line.size
    ([36.0, 72.0], [72.0, 108.0], 702.0, 720.0, 18.0)
    """
    usual = median([one.bottom - one.top for one in page.lines] or [0.0])
    return tuple(_line(one, height, usual) for one in page.lines)


def _line(scanned: ScannedLine, height: float, usual: float) -> Line:
    tall = scanned.bottom - scanned.top
    wide = [max(columns(sign), 1) for sign in scanned.text]
    share = (scanned.right - scanned.left) / sum(wide)
    sides = [(scanned.left + share * at) * _POINTS for at in accumulate(wide, initial=0)]
    bottom = height - scanned.bottom * _POINTS
    return Line(
        text=scanned.text,
        lefts=array("f", sides[:-1]),
        rights=array("f", sides[1:]),
        bottom=bottom,
        top=height - scanned.top * _POINTS,
        base=bottom,
        size=round((tall if tall > _ALIKE * usual else usual) * _POINTS, 1),
    )
