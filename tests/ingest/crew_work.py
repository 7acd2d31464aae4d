"""What the processes of test_crew.py are made to do; a module of its own, so that they can import it."""

import contextlib
import os
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError


@dataclass(frozen=True)
class Deed:
    """A job: what to do, and with what."""

    path: Path
    what: str = "echo"
    said: int = 0
    size: int = 0


def work(job: Deed) -> object:
    """Do what the job says."""
    return _DEEDS[job.what](job)


def _echo(job: Deed) -> tuple[int, int]:
    return job.said, os.getpid()


def _refuse(job: Deed) -> None:
    raise DocumentError(job.path, "it is bad.", "Mend it.")


def _circle(_: Deed) -> None:
    while True:
        pass


def _sleep(_: Deed) -> None:
    time.sleep(60)


def _hoard(_: Deed) -> None:
    """Take memory piece by piece, as a library does that swallows every error."""
    held = []
    while True:
        with contextlib.suppress(Exception):
            held.append(bytearray(b"x" * 20_000_000))
        time.sleep(0.01)


def _grab(job: Deed) -> None:
    """Take far too much at once, in a library that reports it as damage."""
    try:
        bytearray(10**12)
    except MemoryError as error:
        raise DocumentError(job.path, "it cannot be read.", "Save it anew.") from error


def _flood(_: Deed) -> bytes:
    return bytes(2_000_000)


def _die(_: Deed) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _leave(_: Deed) -> None:
    os._exit(3)


def _call(job: Deed) -> str:
    try:
        with socket.create_connection(("127.0.0.1", job.said)):
            return "reached"
    except PermissionError as error:
        return str(error)


def _mutter(_: Deed) -> str:
    os.write(1, b"noise")
    os.write(2, b"noise")
    return "done"


_DEEDS = {
    name.removeprefix("_"): deed for name, deed in list(globals().items()) if name.startswith("_") and callable(deed)
}
