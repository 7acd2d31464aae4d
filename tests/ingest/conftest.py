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


@pytest.fixture(scope="session")
def make_pdf(assemble_pdf: Callable[..., bytes]) -> Callable[..., bytes]:
    """Makes a PDF with these lines on its pages, in Latin-1; an empty page has no text layer."""

    def make(pages: Sequence[str], catalog: str = "", info: str = "") -> bytes:
        shown = [" T* ".join(f"({line}) Tj" for line in page.split("\n")) for page in pages]
        drawn = [
            (f"BT /F1 12 Tf 14 TL 72 720 Td {lines} ET" if page else "", "")
            for page, lines in zip(pages, shown, strict=True)
        ]
        return assemble_pdf(drawn, catalog, info)

    return make


@pytest.fixture(scope="session")
def locked_pdf(make_pdf: Callable[..., bytes]) -> Callable[[str, str], bytes]:
    """Makes a PDF that says "Secret plan", locked by a user password with an algorithm of pypdf."""

    def make(password: str, algorithm: str) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(make_pdf(["Secret plan"])))
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
