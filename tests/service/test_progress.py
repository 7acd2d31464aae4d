"""What the bars of an ingestion tell: files, pages, passages a second, and how much embedding is to be expected."""

from pathlib import Path

from rich.progress import Progress

from corpus.reports import Outcome
from ingest import pipeline
from ingest.pipeline import FileReport
from service.progress import Both


def now(done: int, total: int, pages: int = 0) -> pipeline.Progress:
    return pipeline.Progress(done, total, FileReport(Path("a.txt"), Outcome.ADDED, "a", 3), pages, 3 * done)


def test_reading_tells_files_pages_and_passages_a_second() -> None:
    with Progress(disable=True) as shown:
        Both(shown).read(now(2, 8, pages=1200), new=True)
        reading, _ = shown.tasks
    assert (reading.description, reading.completed, reading.total) == ("reading", 2, 8)
    assert reading.fields["told"].startswith("files, 1,200 pages, ")
    assert reading.fields["told"].endswith(" passages/s")


def test_reading_texts_tells_of_no_pages() -> None:
    with Progress(disable=True) as shown:
        Both(shown).read(now(2, 8), new=True)
        assert shown.tasks[0].fields["told"].startswith("files, ")
        assert "page" not in shown.tasks[0].fields["told"]


def test_embedding_expects_of_files_to_come_what_those_before_held() -> None:
    with Progress(disable=True) as shown:
        both = Both(shown)
        _, embedding = shown.tasks
        both.embedded(0, 4)
        assert (embedding.completed, embedding.total) == (4, None)  # nothing to go by yet
        both.read(now(1, 8), new=True)
        both.read(now(2, 8), new=False)  # unchanged: a half of the files give documents to embed
        both.embedded(1, 10)
        assert (embedding.completed, embedding.total) == (10, 40)
        both.embedded(5, 70)
        assert embedding.total == 70  # never less than is done
        assert embedding.fields["told"].startswith("passages and sentences, ")
