"""One file read by one reader in a process of its own, within limits of time and memory: it cannot end the run."""

import os
import resource
import time
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path

from corpus.errors import DocumentError
from evals.extract import Extract

_PER_MEGABYTE = 1024  # what Linux counts resident memory in is KiB


class Outcome(StrEnum):
    """How a trial ended. FAULT is an error without a name of ours, or a process that died."""

    TEXT = "text"
    REFUSED = "refused"
    FAULT = "fault"
    OVER = "over the limit"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds by the clock, and mebibytes of address space."""

    seconds: float = 120.0
    megabytes: int = 6144


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial. ``seconds`` and ``megabytes`` (the most that was resident, libraries included) are of the reading
    alone, not of starting the process. If that died or was stopped at the limit of time, the seconds count its start,
    too, and ``megabytes`` is None."""

    outcome: Outcome
    seconds: float
    megabytes: int | None
    extract: Extract | None = None
    reason: str = ""


def attempt(reader: str, path: Path, limits: Limits) -> Trial:
    """How ``reader`` fares with the file at ``path``; nothing that the file does is raised."""
    ours, theirs = _context().Pipe(duplex=False)
    process = _context().Process(target=_read, args=(theirs, reader, path, limits), daemon=True)
    begun = time.monotonic()
    process.start()
    theirs.close()
    try:
        if not ours.poll(limits.seconds):
            return Trial(Outcome.OVER, time.monotonic() - begun, None, reason=f"{limits.seconds:g} s have passed")
        trial: Trial = ours.recv()
    except EOFError:
        process.join(1)
        return Trial(Outcome.FAULT, time.monotonic() - begun, None, reason=f"the process died ({process.exitcode})")
    else:
        return trial
    finally:
        ours.close()
        process.kill()
        process.join()


@cache
def _context() -> ForkServerContext:
    """Processes are forked from a server that has loaded the readers once, and nothing else."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["evals.extract_readers"])
    return context


def _read(answer: Connection, reader: str, path: Path, limits: Limits) -> None:
    from evals.extract_readers import READERS

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)  # what libraries say of damaged files, some of them thousands of lines
    resource.setrlimit(resource.RLIMIT_AS, (limits.megabytes * 2**20,) * 2)
    READERS[reader].load()
    begun = time.monotonic()
    extract, reason = None, ""
    try:
        extract = READERS[reader].read(path)
        outcome = Outcome.TEXT
    except DocumentError as error:
        outcome, reason = Outcome.REFUSED, error.reason
    except MemoryError:
        outcome, reason = Outcome.OVER, f"more than {limits.megabytes:,} MiB"
    except BaseException as error:
        outcome, reason = Outcome.FAULT, f"{type(error).__name__}: {error}"
    took = time.monotonic() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _PER_MEGABYTE
    answer.send(Trial(outcome, took, most, extract, reason))
