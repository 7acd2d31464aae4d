"""The server under ``tenkyo serve``: uvicorn over one desk."""

import socket
import sys
import threading
from contextlib import suppress

import uvicorn

from corpus.settings import Settings
from index.encoder import Encoder
from index.examiner import named_by
from service.desk import Desk
from service.http import application

LONGEST_HEAD = 1024 * 1024  # bytes before a request's body: a question far too long still gets a page that says so
PATIENCE = 5  # seconds that requests in flight are given when the server is stopped


def run(listener: socket.socket, address: str, settings: Settings) -> None:
    """Serve at ``listener`` until Ctrl-C; the models load meanwhile. GenerationError if no generation opens."""
    desk = Desk(settings.home, Encoder(settings.model), settings.endpoint, named_by(settings))
    desk.searcher()
    loading = threading.Thread(target=desk.load)
    loading.start()
    config = uvicorn.Config(
        application(desk),
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=PATIENCE,
        http="h11",
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )
    with suppress(KeyboardInterrupt):
        _Server(config, address).run(sockets=[listener])
    loading.join()  # a model that is half loaded cannot be left
    sys.stdout.write("Stopped.\n")


class _Server(uvicorn.Server):
    """A server that says its address once it answers there."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        sys.stdout.write(f"Tenkyo answers at {self._address} (Ctrl-C stops it)\n")
        sys.stdout.flush()
