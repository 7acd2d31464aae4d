"""What stands before every route: a bound on what is read, headers that keep a page to itself, HEAD beside each GET."""

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 128 * 1024  # of a request's body: more than the longest question that may be asked, in any script
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """An ASGI application around another: adds HEADERS, and refuses a body over MOST_BYTES before reading it whole."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, as ASGI has it."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        await self._application(scope, _bounded(Headers(scope=scope), receive), _headed(send))


def _bounded(headers: Headers, receive: Receive) -> Receive:
    announced = headers.get("content-length", "")
    too_long = announced.isdecimal() and int(announced) > MOST_BYTES
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = {} if too_long else await receive()
        read += len(message.get("body", b""))
        if too_long or read > MOST_BYTES:
            raise HTTPException(413, f"The request is longer than {MOST_BYTES} bytes.")
        return message

    return bounded


def _headed(send: Send) -> Send:
    async def headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return headed


class Bodiless:
    """An ASGI application around another: answers HEAD as the other answers GET, without the body."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, as ASGI has it."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._application(scope, receive, send)
            return
        asked = {**scope, "method": "GET"}  # a copy: the server still has to know that no body is due
        await self._application(asked, receive, _without_body(send))
        scope["route"] = asked.get("route")  # for whoever counts requests by it


def _without_body(send: Send) -> Send:
    async def bodiless(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return bodiless
