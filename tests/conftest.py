"""One real home for all tests that need one: the packaged corpus, ingested once with the packaged model."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

import pytest
from hypothesis import settings

from corpus.settings import Settings
from index import mpnet
from index.encoder import Encoder
from index.examiner import Examiner
from index.searcher import Searcher
from service.publish import PACKAGED, publish

settings.register_profile("untimed", deadline=None)  # what a busy machine takes says nothing of the code
settings.load_profile("untimed")
# Making the examiner takes ten seconds a home: who tests it, asks for the fixture.
os.environ.setdefault("TENKYO_EXAMINER", "none")


LEAST = 0.01  # seconds of the processor: what takes less is not compared


@pytest.fixture
def growth() -> Callable[[Callable[[int], object], int], float]:
    """How many times as long a call takes for four times as much: 4 where time grows with it, 16 with its square."""

    def seconds(call: Callable[[int], object], size: int) -> float:
        started = process_time()
        call(size)
        return max(process_time() - started, LEAST)

    def grown(call: Callable[[int], object], size: int) -> float:
        call(1)  # what is kept from call to call is made
        return min(seconds(call, 4 * size) / seconds(call, size) for _ in range(3))

    return grown


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The packaged model, loaded once."""
    return Encoder(None)


@pytest.fixture(scope="session")
def corpus_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("home")
    publish([PACKAGED], Settings(made, None), lambda _: None)
    return made


@pytest.fixture(scope="session")
def searcher(corpus_home: Path, encoder: Encoder) -> Iterator[Searcher]:
    with Searcher.open(corpus_home, encoder) as opened:
        yield opened


@pytest.fixture(scope="session")
def examiner(corpus_home: Path) -> Examiner:
    """The packaged examiner, made once, in the one real home."""
    if not mpnet.installed():
        pytest.skip("needs the packages of examiner.lock (make install)")
    made = Examiner(corpus_home / "models")
    made.load()
    return made


@pytest.fixture(scope="session")
def examining(corpus_home: Path, encoder: Encoder, examiner: Examiner) -> Iterator[Searcher]:
    """The searcher of the one real home, whose answers are examined."""
    with Searcher.open(corpus_home, encoder, examiner=examiner) as opened:
        yield opened


def pdf_of(pages: Sequence[tuple[str, str]], catalog: str = "", info: str = "") -> bytes:
    """A PDF in Latin-1: of each page what it draws, with a font called /F1, and what its object holds besides."""
    bodies = [
        "",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    kids = []
    for stream, more in pages:
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(bodies) + 1} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(bodies)} 0 R {more}"
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
def assemble_pdf() -> Callable[..., bytes]:
    """``pdf_of``, for what a room's own ``make_pdf`` draws on its pages."""
    return pdf_of
