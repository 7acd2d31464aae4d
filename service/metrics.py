"""``/metrics``: what one server has done since it began, for Prometheus. The one file that knows its client."""

import time
from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import GenerationError
from index.answer import Status
from service.desk import Desk

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # the upper edges that durations are counted under
UNKNOWN = "unknown"  # the route of an address that has none, so that no caller can make up routes
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"  # any other method, for callers can make up methods, too


class Metrics:
    """The counts of one server."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "tenkyo_requests", "Requests answered.", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "tenkyo_request_seconds",
            "Time to the end of an answer.",
            ["route"],
            registry=self._registry,
            buckets=SECONDS,
        )
        self._answers = Counter(
            "tenkyo_answers", "Questions by what became of them.", ["status"], registry=self._registry
        )
        self._generation = Gauge(
            "tenkyo_generation", "1 for the generation that answers.", ["generation"], registry=self._registry
        )
        self._ready = Gauge("tenkyo_ready", "1 if questions are answered at full speed.", registry=self._registry)
        self._documents = Gauge("tenkyo_documents", "Documents in the generation.", registry=self._registry)
        self._passages = Gauge("tenkyo_passages", "Passages in the generation.", registry=self._registry)
        for status in Status:
            self._answers.labels(status)

    def count_answer(self, status: Status) -> None:
        """Count one question that was answered, or that nothing answers."""
        self._answers.labels(status).inc()

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request and its time."""
        self._requests.labels(method if method in METHODS else OTHER, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self) -> bytes:
        """All counts, as Prometheus reads them."""
        self._generation.clear()
        try:
            live = self._desk.readiness()
        except GenerationError:
            self._ready.set(0)
        else:
            self._ready.set(1)
            self._generation.labels(live.generation).set(1)
            self._documents.set(live.documents)
            self._passages.set(live.passages)
        return generate_latest(self._registry)


class Measured:
    """An ASGI application around another: counts each HTTP request and its time under the route that served it."""

    def __init__(self, application: ASGIApp, metrics: Metrics) -> None:
        self._application = application
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, as ASGI has it."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._application(scope, receive, seen)
        finally:
            self._metrics.count_request(scope["method"], _route(scope), status, time.perf_counter() - began)


def _route(scope: Mapping[str, object]) -> str:
    return str(getattr(scope.get("route"), "path", UNKNOWN))
