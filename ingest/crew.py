"""Processes that read files, seen from outside: one that goes beyond its limits, or dies, costs its own file alone.

Each takes one job after another. The memory that it really holds is watched and it is killed when it passes the
limit, since a library may swallow a MemoryError and go on with half a page. A process that failed, or that has
grown, is replaced. Jobs are drawn one by one as processes come free, and results are handed on as they come, so
that memory does not grow with the number of jobs.
"""

import contextlib
import pickle
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import Generic

import psutil

from corpus.errors import DocumentError, StorageError
from ingest.worker import HARMFUL, Done, JobT, Limits, MadeT, serve, too_much_memory

TICK = 0.1  # seconds between two looks at a process: time for it to take a few hundred megabytes at most
_DEAD = "Save it anew in the program that made it; if it fails again, please report it with the file."


class Workers(Generic[JobT, MadeT]):
    """Up to ``most`` processes that call ``work`` on jobs. Close it when done (it is a context manager).

    ``work`` must be picklable; it raises DocumentError for a file that it refuses.
    """

    def __init__(self, work: Callable[[JobT], MadeT], most: int, limits: Limits) -> None:
        self._work = work
        self._most = most
        self._limits = limits
        self._crew: list[_Worker[JobT, MadeT]] = []

    def __enter__(self) -> "Workers[JobT, MadeT]":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every process at once; another job starts one anew."""
        for worker in self._crew:
            worker.kill()
        self._crew.clear()

    def run(self, jobs: Iterable[JobT | None]) -> Iterator[Done[JobT, MadeT]]:
        """The end of every job, as they come. None among ``jobs`` means that there is nothing to hand out just now.

        Raises StorageError if a process cannot be started at all.
        """
        waiting = iter(jobs)
        more = True
        while more or self._busy():
            if more and len(self._busy()) < self._most:
                try:
                    job = next(waiting)
                except StopIteration:
                    more = False
                    continue
                if job is not None:
                    self._idle().give(job)
            free = more and len(self._busy()) < self._most
            yield from self._ended(0 if free else TICK)

    def _busy(self) -> list["_Worker[JobT, MadeT]"]:
        return [worker for worker in self._crew if worker.job is not None]

    def _idle(self) -> "_Worker[JobT, MadeT]":
        for worker in self._crew:
            if worker.job is None:
                return worker
        self._crew.append(_Worker(self._work, self._limits))
        return self._crew[-1]

    def _ended(self, patience: float) -> Iterator[Done[JobT, MadeT]]:
        busy = self._busy()
        wait([place for worker in busy for place in (worker.connection, worker.process.sentinel)], patience)
        for worker in busy:
            done = worker.look()
            if done and worker.spent:
                worker.kill()
                self._crew.remove(worker)
            if done:
                yield done


class _Worker(Generic[JobT, MadeT]):
    """One process, seen from outside. ``spent`` says that it is to be replaced."""

    def __init__(self, work: Callable[[JobT], MadeT], limits: Limits) -> None:
        context = get_context("spawn")  # a fork would inherit locks that other threads hold, and our memory
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, work, limits), daemon=True)
        self.job: JobT | None = None
        self.spent = False
        self._limits = limits
        self._ready = False
        self._began = 0.0
        self._memory = 0
        self.process.start()
        theirs.close()

    def give(self, job: JobT) -> None:
        """Have the process do a job; the clock starts once it is up."""
        self.job, self._began, self._memory = job, time.monotonic(), 0
        with contextlib.suppress(OSError):  # it has died: that is seen when it is looked at
            self.connection.send(job)

    def look(self) -> Done[JobT, MadeT] | None:
        """The end of its job if that has come, or is brought about now because a limit is passed."""
        if self.job is None:
            return None
        try:
            if self.connection.poll():
                return self._received(self.connection.recv_bytes())
        except (EOFError, OSError):
            return self._died()
        if not self.process.is_alive():
            return self._died()
        return self._watched()

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def _received(self, data: bytes) -> Done[JobT, MadeT] | None:
        told = pickle.loads(data)
        if told is None:
            self._ready, self._began = True, time.monotonic()
            return None
        made, error, seconds, memory, grown = told
        return self._done(made, error, seconds, max(memory, self._memory), grown)

    def _watched(self) -> Done[JobT, MadeT] | None:
        with contextlib.suppress(psutil.Error):
            self._memory = max(self._memory, psutil.Process(self.process.pid).memory_info().rss)
        assert self.job is not None
        if self._memory > self._limits.memory:
            return self._failed(*too_much_memory(self._limits))
        most = self._limits.computing(self.job.size) * self._limits.patience
        if time.monotonic() - self._began > most:
            return self._failed(f"it took more than {most:,.0f} seconds by the clock to read.", HARMFUL)
        return None

    def _died(self) -> Done[JobT, MadeT]:
        self.process.join()
        if not self._ready:
            problem = f"A process that reads files cannot be started (exit status {self.process.exitcode})."
            raise StorageError(problem, "Free memory, or check the installation, and run the command again.")
        code = -(self.process.exitcode or 0)
        assert self.job is not None
        if code == signal.SIGXCPU:
            most = self._limits.computing(self.job.size)
            return self._failed(f"it took more than {most:,} seconds of computing to read.", HARMFUL)
        how = signal.Signals(code).name if code > 0 else f"exit status {-code}"
        return self._failed(f"the process that read it died ({how}).", _DEAD)

    def _failed(self, problem: str, remedy: str) -> Done[JobT, MadeT]:
        assert self.job is not None
        error = DocumentError(self.job.path, problem, remedy)
        return self._done(None, error, time.monotonic() - self._began, self._memory, True)

    def _done(
        self, made: MadeT | None, error: DocumentError | None, seconds: float, memory: int, spent: bool
    ) -> Done[JobT, MadeT]:
        assert self.job is not None
        done = Done(self.job, made, error, seconds, memory)
        self.job, self.spent = None, spent
        return done
