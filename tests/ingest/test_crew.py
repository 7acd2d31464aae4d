"""Processes that read files: one that passes a limit or dies costs one file, by name, and none is left running."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from corpus.store import Store
from ingest import pipeline
from ingest.crew import Workers
from ingest.pipeline import FileReport, Outcome, Progress
from ingest.split import Limit
from ingest.worker import Done, Limits

LIMIT = Limit(count=len, most=400)  # unlike a function of this file, ``len`` can be sent to another process
LIMITS = Limits(memory=400_000_000, seconds=1, a_megabyte=0, patience=60.0, output=1_000_000)
PATH = Path("/in/a.txt")


@pytest.fixture(scope="module")
def deeds() -> Iterator[Any]:
    """tests/ingest/crew_work.py, importable here and in the processes."""
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        import crew_work

        yield crew_work
    finally:
        sys.path.pop(0)


def run(deeds: Any, *jobs: tuple[str, int], most: int = 1, limits: Limits = LIMITS) -> list[Done[Any, Any]]:
    with Workers(deeds.work, most, limits) as crew:
        return list(crew.run(deeds.Deed(PATH, what, said) for what, said in jobs))


def processes() -> set[int]:
    return {
        one.pid for one in psutil.Process().children(recursive=True) if "resource_tracker" not in str(one.cmdline())
    }


def test_jobs_are_done_by_one_process_after_another_and_it_is_ended(deeds: Any) -> None:
    before = processes()
    ends = run(deeds, ("echo", 1), ("refuse", 0), ("echo", 2), ("mutter", 0))
    assert [end.made and end.made[0] for end in ends[::2]] == [1, 2]
    assert ends[0].made[1] == ends[2].made[1]
    assert ends[1].error is not None
    assert (ends[1].error.reason, ends[1].error.remedy) == ("it is bad.", "Mend it.")
    assert ends[3].made == "done"
    assert all(end.memory > 10_000_000 and 0 <= end.seconds < 60 for end in ends)
    assert processes() == before


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        ("circle", "it took more than 1 seconds of computing to read."),
        ("sleep", "it took more than 2 seconds by the clock to read."),
        ("hoard", "it took more than 400,000,000 bytes of memory to read."),
        ("grab", "it took more than 400,000,000 bytes of memory to read."),
        ("flood", "what it holds takes more than 1,000,000 bytes."),
        ("die", "the process that read it died (SIGSEGV)."),
        ("leave", "the process that read it died (exit status 3)."),
    ],
)
def test_what_passes_a_limit_or_dies_is_named_and_the_next_is_done(deeds: Any, what: str, problem: str) -> None:
    before = processes()
    limits = replace(LIMITS, patience=2.0) if what == "sleep" else LIMITS
    first, second = run(deeds, (what, 0), ("echo", 7), limits=limits)
    assert first.error is not None
    assert (first.error.path, first.error.reason) == (str(PATH), problem)
    assert second.made[0] == 7
    assert processes() == before


def test_a_big_file_is_given_more_time() -> None:
    limits = Limits(seconds=120, a_megabyte=60)
    assert [limits.computing(size) for size in (0, 999_999, 10_000_000)] == [120, 179, 720]


def test_several_work_at_once_and_jobs_are_drawn_only_as_they_come_free(deeds: Any) -> None:
    drawn: list[int] = []

    def jobs() -> Iterator[Any]:
        for number in range(6):
            drawn.append(number)
            yield deeds.Deed(PATH, "echo", number)
            yield None

    with Workers(deeds.work, 2, LIMITS) as crew:
        seen = []
        for done in crew.run(jobs()):
            seen.append(done.made)
            assert len(drawn) <= len(seen) + 2
    assert sorted(number for number, _ in seen) == list(range(6))


def test_no_process_reaches_the_network(deeds: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        [done] = run(deeds, ("call", server.getsockname()[1]))
        assert done.made == "no file that is read may reach the network"
        with pytest.raises(TimeoutError):
            server.accept()


PARENT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import crew_work
from ingest.crew import Workers
from ingest.worker import Limits
with Workers(crew_work.work, 1, Limits()) as crew:
    for done in crew.run(crew_work.Deed(Path("/in/a.txt"), what) for what in ("echo", sys.argv[2])):
        print(done.made[1], flush=True)
"""


@pytest.mark.parametrize("what", ["sleep", "circle"])
def test_a_process_ends_with_the_one_that_started_it_though_its_file_is_not_read(what: str) -> None:
    given = [sys.executable, "-c", PARENT, str(Path(__file__).parent), what]
    with subprocess.Popen(given, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        worker = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
    worker.wait(40)  # "sleep" takes 60 seconds, "circle" may compute for 120


def test_an_interruption_ends_the_processes_and_keeps_what_was_stored(store: Store, folder: Path) -> None:
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"The plan of {name}.")
    before = processes()

    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.ingest([folder], store, LIMIT, "m", interrupt, workers=2)
    assert processes() == before
    assert len(store.origins()) == 1


def test_in_processes_the_same_comes_out_as_in_this_one(store: Store, folder: Path, tmp_path: Path) -> None:
    for number in range(5):
        (folder / f"{number}.txt").write_text(f"The plan of {number // 2}. It has steps.")
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7\nbroken")

    def told(into: Store, workers: int) -> list[FileReport]:
        reports = pipeline.ingest([folder], into, LIMIT, "m", lambda _: None, workers=workers)
        return [
            FileReport(one.path, one.outcome, one.document_id, one.passages, one.reason.split(" (")[0])
            for one in reports
        ]

    with Store.open(tmp_path / "other.sqlite") as other:
        assert told(store, 2) == told(other, 0)
        assert store.digest() == other.digest()
    outcomes = [one.outcome for one in told(store, 2)]
    assert outcomes == [Outcome.UNCHANGED, Outcome.DUPLICATE] * 2 + [Outcome.UNCHANGED, Outcome.REFUSED]
