"""Inside a process that reads files: what it may take, what it gives up, and what it says of each file.

A file may come from anyone. The process that reads it has no terminal and no network; what it may reserve and how
long it may compute are limited by the system, and what it hands over by itself.
"""

import contextlib
import os
import pickle
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Generic, Protocol, TypeVar

import psutil

from corpus.errors import DocumentError

GROWN = 300_000_000  # bytes; a process that holds more after a file is replaced, so that the next starts lean
HARMFUL = "Such a file is made to do harm, or needs to be split into smaller ones; leave it out, or split it."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: far more than honest files do, for these are there for hostile ones.

    ``memory`` is in bytes held at once. Of 468 real files the greediest held 186 MB, a text of 200 MB held 600 MB
    before it was refused, and a generated PDF of 1,000 pages of 390 words, each word with its place, 181 MB.
    Twice as much may be reserved. ``seconds`` of computing are given to any file, ``a_megabyte`` more for
    each million bytes of it: a small file that runs in circles ends soon, while long tables and scans get their
    time; the slowest of the 468 took 17 seconds on two busy cores. ``patience`` times as long may pass by the clock,
    for disks and busy machines. ``characters`` of text are some 20,000 pages; ``output`` is in bytes of what is
    handed over: text, passages and all.
    """

    memory: int = 4_000_000_000
    seconds: int = 120
    a_megabyte: int = 60
    patience: float = 3.0
    characters: int = 50_000_000
    output: int = 500_000_000

    def computing(self, size: int) -> int:
        """The seconds that a file of ``size`` bytes may compute.

        >>> Limits().computing(2_500_000)
        270
        """
        return self.seconds + self.a_megabyte * size // 1_000_000


class Task(Protocol):
    """What a process is given to do: it is pickled, as is what is made of it."""

    @property
    def path(self) -> Path:
        """The file that is blamed if it fails."""

    @property
    def size(self) -> int:
        """The bytes of that file."""


JobT = TypeVar("JobT", bound=Task)
MadeT = TypeVar("MadeT")


@dataclass(frozen=True, slots=True)
class Done(Generic[JobT, MadeT]):
    """A job's end: what was made of it, or the error that ended it; its time in seconds and peak memory in bytes."""

    job: JobT
    made: MadeT | None
    error: DocumentError | None
    seconds: float
    memory: int


def perform(work: Callable[[JobT], MadeT], job: JobT) -> Done[JobT, MadeT]:
    """The end of one job done in this very process, under no limit."""
    began = time.monotonic()
    made, error = None, None
    try:
        made = work(job)
    except DocumentError as raised:
        error = raised
    return Done(job, made, error, time.monotonic() - began, _peak())


def serve(connection: Connection, work: Callable[[JobT], MadeT], limits: Limits) -> None:
    """The life of a process: one job after another, until there are no more, or nobody waits for them."""
    Thread(target=_end_with_parent, daemon=True).start()
    _confine(limits)
    connection.send_bytes(pickle.dumps(None))
    while True:
        try:
            job = connection.recv()
        except EOFError:
            return
        _allow(limits.computing(job.size))
        _forget_peak()
        done = perform(work, job)
        error = _named(done.error, limits) if done.error else None
        data = _told(done.made, error, done)
        if len(data) > limits.output:
            problem = f"what it holds takes more than {limits.output:,} bytes."
            data = _told(None, DocumentError(job.path, problem, HARMFUL), done)
        connection.send_bytes(data)


def _end_with_parent() -> None:
    """End this process, whatever it reads, once the one that started it is gone.

    Linux can send a signal then, but sends it already when the thread that started this process ends.
    """
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _told(made: object, error: DocumentError | None, done: Done[JobT, MadeT]) -> bytes:
    """What a process says of a job: what was made, the error, seconds, peak memory, and whether it has grown."""
    return pickle.dumps((made, error, done.seconds, done.memory, _held() > GROWN))


def _named(error: DocumentError, limits: Limits) -> DocumentError:
    """The error, or if memory was wanting behind it, one that says so."""
    behind: BaseException | None = error
    while behind is not None:
        if isinstance(behind, MemoryError):
            return DocumentError(error.path, *too_much_memory(limits))
        behind = behind.__cause__ or behind.__context__
    return DocumentError(error.path, error.reason, error.remedy)


def too_much_memory(limits: Limits) -> tuple[str, str]:
    """Problem and remedy for a file that needs more memory than it may have."""
    return f"it took more than {limits.memory:,} bytes of memory to read.", HARMFUL


def _confine(limits: Limits) -> None:
    """Give up what reading a file never needs: the terminal, the network, and most of the memory."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is the parent's to answer: it ends us
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    with contextlib.suppress(OSError, ValueError):  # where a system knows no such limit, memory is watched all the same
        resource.setrlimit(resource.RLIMIT_AS, (2 * limits.memory, 2 * limits.memory))
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):  # if memory runs out all the same, Linux is to take this process first
        Path("/proc/self/oom_score_adj").write_text("1000")
    sys.addaudithook(_stay_home)


def _stay_home(event: str, _: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"):
        raise PermissionError("no file that is read may reach the network")


def _allow(seconds: int) -> None:
    """Let this process compute so much longer, no more: then the system ends it."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    most = int(spent.ru_utime + spent.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _forget_peak() -> None:
    """Have Linux count the peak of this process's memory anew."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    """The most memory that this process has held, in bytes; since ``_forget_peak`` where the system can tell."""
    with contextlib.suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _held() -> int:
    return int(psutil.Process().memory_info().rss)
