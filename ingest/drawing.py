"""One page of a PDF as an image, to be drawn in a process under limits: a file that does harm costs its image alone."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from corpus.errors import DocumentError
from ingest.readers import select
from ingest.readers.pdf_pdfium import Pages, unlocked
from ingest.worker import Limits

# Far more than pages need: of 212 pages of real PDFs, up to six a file, the slowest took 4.5 seconds by the clock while
# both cores were busy with other work, and the greediest held 121 MB.
LIMITS = Limits(memory=1_000_000_000, seconds=20, a_megabyte=0, output=40_000_000)
DOTS_PER_INCH = 144  # two for each point: letters of 8 points are sharp on any screen
MOST_DOTS = 3_000_000  # of one image; A4 has 2 million
_SAVE = "Its text is kept; to see its pages, save a copy that PDF programs open, and ingest that."


@dataclass(frozen=True, slots=True)
class PageOfFile:
    """A page that is to be drawn: its number, counted from 1, and the file as it was when it was ingested.

    ``size`` in bytes and ``changed`` in nanoseconds are what the disk says of the file now.
    """

    path: Path
    sha256: str
    page: int
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page as it is shown: the bytes of a PNG, and the page's width and height in points."""

    png: bytes
    width: float
    height: float


def draw(wanted: PageOfFile) -> Drawing:
    """The page as it is shown, cropped and turned as the file says.

    Raises DocumentError if the file cannot be read, is not the one that was ingested, opens only with a password
    (which is never kept), or does not let that page be drawn.
    """
    data = select.load(wanted.path)
    if hashlib.sha256(data).hexdigest() != wanted.sha256:
        raise DocumentError(wanted.path, "the file has changed since it was ingested.", "Ingest it again.")
    try:
        opened = unlocked(data, "")
        if opened is None:
            problem = "the file opens only with a password, and passwords are not kept."
            raise DocumentError(wanted.path, problem, "Ingest a copy that needs none to see its pages.")
        pages = Pages(opened)
        try:
            image = pages.image(wanted.page, DOTS_PER_INCH, MOST_DOTS)
            width, height = pages.size(wanted.page)
        finally:
            pages.close()
    except ValueError as error:
        raise DocumentError(wanted.path, f"the page is damaged ({error}).", _SAVE) from error
    written = io.BytesIO()
    Image.fromarray(image[:, :, ::-1]).save(written, "PNG")
    return Drawing(written.getvalue(), width, height)
