"""Files made for tests, and the real ones where they are."""

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from corpus.store import Store

REAL = Path(__file__).parents[3] / "shared" / "documents"


def pytest_configure(config: pytest.Config) -> None:
    """Know the mark of tests that take minutes and gigabytes."""
    config.addinivalue_line("markers", "stress: takes minutes and gigabytes; run only by pytest -m stress")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests marked stress unless -m asks for them."""
    if "stress" not in (config.option.markexpr or ""):
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("stress")])
        items[:] = [item for item in items if not item.get_closest_marker("stress")]


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """The folder of real and damaged files that stands beside the repository."""
    if not REAL.is_dir():
        pytest.skip("needs the folder ../shared/documents beside the repository, which is absent")
    return REAL


def pdf_bytes(pages: Sequence[str], catalog: str = "", info: str = "") -> bytes:
    """A PDF with these lines on its pages, in Latin-1; an empty page has no text layer."""
    bodies = [
        "",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    kids = []
    for page in pages:
        shown = " T* ".join(f"({line}) Tj" for line in page.split("\n"))
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET" if page else ""
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(bodies) + 1} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(bodies)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    bodies[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"
    bodies[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = "%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


@pytest.fixture(scope="session")
def make_pdf() -> Callable[..., bytes]:
    """``pdf_bytes``."""
    return pdf_bytes


@pytest.fixture(scope="session")
def locked_pdf() -> Callable[[str, str], bytes]:
    """Makes a PDF that says "Secret plan", locked by a user password with an algorithm of pypdf."""

    def make(password: str, algorithm: str) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(pdf_bytes(["Secret plan"])))
        writer.encrypt(user_password=password, owner_password="owner", algorithm=algorithm)
        made = io.BytesIO()
        writer.write(made)
        return made.getvalue()

    return make


@pytest.fixture(scope="session")
def make_docx() -> Callable[..., bytes]:
    """Makes a Word document of one paragraph a string."""

    def make(*paragraphs: str) -> bytes:
        document = docx.Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
        made = io.BytesIO()
        document.save(made)
        return made.getvalue()

    return make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "home" / "store.sqlite") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to ingest from."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"
