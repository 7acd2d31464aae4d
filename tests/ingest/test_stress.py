"""Files that are too much, generated: small here; ``pytest -m stress -s tests/ingest`` makes the full ones.

The full ones say on standard output what they took; they need some gigabytes of memory and the better part of
an hour on two cores.
"""

import io
import random
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from corpus.reports import Outcome, Report
from corpus.store import Store
from ingest import pipeline
from ingest.split import Limit
from ingest.worker import Limits
from service.counting import TokenCount

full = pytest.mark.stress
WORDS = [
    "the",
    "ministry",
    "trains",
    "patrol",
    "crews",
    "ports",
    "ships",
    "relief",
    "budget",
    "member",
    "states",
    "each",
    "year",
    "region",
    "law",
    "sea",
]
MEGABYTE = 1_000_000


def sentences(seed: int) -> Iterator[str]:
    """Endless sentences of a made-up report, the same for one seed."""
    chance = random.Random(seed)
    while True:
        yield f"{' '.join(chance.choices(WORDS, k=12)).capitalize()} {chance.randrange(10**6)}."


def run(store: Store, folder: Path, limits: Limits | None = None) -> dict[str, Report]:
    """The record of each file by its name, after ingesting with two processes; a good file must come in beside."""
    (folder / "good.txt").write_text("This plan is good.")
    limit = Limit(TokenCount(None), 256)
    pipeline.ingest([folder], store, limit, "m", lambda _: None, workers=2, limits=limits or Limits())
    told = {Path(one.path).name: one for one in store.reports.all()}
    assert told["good.txt"].outcome is Outcome.ADDED
    for name, one in list(told.items())[:3]:
        sys.stdout.write(
            f"\n{name}: {one.outcome} {one.reason} {one.pages} pages, {one.characters} characters,"
            f" {one.passages} passages, {one.seconds:.1f} s, {one.memory / MEGABYTE:.0f} MB\n"
        )
    return told


@pytest.mark.parametrize("pages", [30, pytest.param(10_000, marks=full)])
def test_a_pdf_of_many_pages_comes_in_whole(
    store: Store, folder: Path, make_pdf: Callable[..., bytes], pages: int
) -> None:
    words = sentences(1)
    made = [[next(words) for _ in range(30)] for _ in range(pages)]
    (folder / "long.pdf").write_bytes(make_pdf(["\n".join(page) for page in made]))
    report = run(store, folder)["long.pdf"]
    assert (report.outcome, report.pages) == (Outcome.ADDED, pages)
    assert report.memory < Limits().memory
    document = store.document(report.document_id or "")
    for page, lines in list(zip(document.pages, made, strict=True))[:: pages // 10]:
        assert lines[15] in page.span.of(document.text)


@pytest.mark.parametrize("size", [100 * MEGABYTE, pytest.param(4_000 * MEGABYTE, marks=full)])
def test_a_bomb_in_a_word_document_is_refused_by_its_ratio(
    store: Store, folder: Path, make_docx: Callable[..., bytes], size: int
) -> None:
    with (
        zipfile.ZipFile(io.BytesIO(make_docx("Words."))) as sound,
        zipfile.ZipFile(folder / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as bomb,
    ):
        for member in sound.namelist():
            if member != "word/document.xml":
                bomb.writestr(member, sound.read(member))
        with bomb.open("word/document.xml", "w", force_zip64=True) as file:
            for _ in range(size // MEGABYTE):
                file.write(b" " * MEGABYTE)
    report = run(store, folder)["bomb.docx"]
    assert report.outcome is Outcome.REFUSED
    assert "it unpacks to more than" in report.reason
    assert report.memory < 500 * MEGABYTE


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("size", [50 * MEGABYTE, pytest.param(4_000 * MEGABYTE, marks=full)])
def test_a_bomb_in_a_pdf_costs_that_file_alone(store: Store, folder: Path, size: int, layers: int) -> None:
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b" " * MEGABYTE) for _ in range(size // MEGABYTE)) + packer.flush()
    for _ in range(layers - 1):
        stream = zlib.compress(stream, 9)
    (folder / "bomb.pdf").write_bytes(_pdf_with(stream, "/FlateDecode " * layers))
    limits = Limits() if size > 1_000 * MEGABYTE else Limits(memory=400 * MEGABYTE, seconds=20)
    report = run(store, folder, limits)["bomb.pdf"]
    assert report.outcome is Outcome.REFUSED
    assert report.memory < 2 * limits.memory


@pytest.mark.parametrize("size", [1 * MEGABYTE, pytest.param(20 * MEGABYTE, marks=full)])
def test_a_long_text_comes_in_whole(store: Store, folder: Path, size: int) -> None:
    _write_text(folder / "long.txt", size)
    report = run(store, folder)["long.txt"]
    assert report.outcome is Outcome.ADDED
    assert report.characters >= size
    assert report.memory < Limits().memory


@pytest.mark.parametrize("size", [3 * MEGABYTE, pytest.param(200 * MEGABYTE, marks=full)])
def test_a_text_that_is_too_long_is_refused_by_name(store: Store, folder: Path, size: int) -> None:
    _write_text(folder / "long.txt", size)
    limits = Limits() if size > 100 * MEGABYTE else Limits(characters=2 * MEGABYTE)
    report = run(store, folder, limits)["long.txt"]
    assert report.outcome is Outcome.REFUSED
    assert "characters; at most" in report.reason or "bytes of memory" in report.reason


@pytest.mark.parametrize("count", [40, pytest.param(5_000, marks=full)])
def test_memory_stays_flat_as_files_grow_in_number(store: Store, folder: Path, count: int) -> None:
    words = sentences(2)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text("\n\n".join(next(words) for _ in range(40)))
    held: list[int] = []

    def look(_: pipeline.Progress) -> None:
        held.append(psutil.Process().memory_info().rss)

    pipeline.ingest([folder], store, Limit(TokenCount(None), 256), "m", look, workers=2)
    early, late = held[count // 10], max(held[count // 2 :])
    sys.stdout.write(f"\n{count} files: {early / MEGABYTE:.0f} MB after a tenth, at most {late / MEGABYTE:.0f} MB\n")
    assert len(store.origins()) == count
    assert late < early + 60 * MEGABYTE
    assert max(one.memory for one in store.reports.all()) < 300 * MEGABYTE


def _write_text(path: Path, size: int) -> None:
    """At least ``size`` bytes of paragraphs of four sentences."""
    words = sentences(3)
    with path.open("w") as file:
        while file.tell() < size:
            file.write(" ".join(next(words) for _ in range(4)) + "\n\n")


def _pdf_with(stream: bytes, filters: str) -> bytes:
    """A PDF of one page whose content is ``stream``."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << >> >>",
        f"<< /Length {len(stream)} /Filter [{filters}] >>\nstream\n".encode() + stream + b"\nendstream",
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = (
        f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + trailer.encode()
