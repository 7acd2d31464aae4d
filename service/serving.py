"""``tenkyo serve``: the port first, then the live generation, then the server; the model loads beside it."""

import argparse
import socket

from corpus.errors import TenkyoError, UsageError
from corpus.settings import Settings

MOST_PORTS = 65535


def serve(arguments: argparse.Namespace, settings: Settings) -> int:
    """0 after serving until Ctrl-C. Raises TenkyoError if the port is taken or no generation opens."""
    with listen(arguments.host, arguments.port) as listener:
        from service.server import run  # takes a second to load; a port in use is told before

        run(listener, address_of(listener), settings)
    return 0


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at ``host`` and ``port``; TenkyoError if it cannot, UsageError for a host unknown."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise UsageError(f"'{host}' is no address of this machine.", "Name another with --host.") from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        other = port + 1 if port < MOST_PORTS else port - 1
        raise TenkyoError(
            f"Port {port} of {host} cannot be served ({error.strerror}).",
            f"Stop what uses it, or choose another: make serve PORT={other}, or tenkyo serve --port {other}.",
        ) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """The address that a browser opens.

    >>> with listen("127.0.0.1", 0) as listener:
    ...     address_of(listener).rstrip("0123456789")
    'http://127.0.0.1:'
    """
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
