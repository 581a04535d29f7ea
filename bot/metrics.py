"""Figures for Prometheus: how much, how quickly, what came of it. No label holds an id or a word of anybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import generate_latest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

#: Seconds. 250 ms is what people may wait for an answer while others flood.
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 20.0)

#: How a call of the Bot API can end, by HTTP status; what is not here goes by its hundred ("5xx").
_RESULTS: dict[int | str, str] = {
    200: "ok",
    400: "bad_request",
    401: "token_refused",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    413: "too_large",
    429: "too_many",
    "timeout": "timeout",
    "network": "network",
}


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        """Begin at zero, in a registry of its own."""
        self.registry = CollectorRegistry()
        self._updates = Counter(
            "atazan_updates", "Updates handled.", ["kind", "outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "atazan_update_seconds",
            "Seconds from the receipt of an update to the end of its handling, the reply included.",
            registry=self.registry,
            buckets=_BUCKETS,
        )
        self._answers = Counter(
            "atazan_answers", "Questions answered, by kind of answer.", ["kind"], registry=self.registry
        )
        self._calls = Counter(
            "atazan_telegram_calls", "Calls of the Bot API.", ["method", "result"], registry=self.registry
        )
        self._refused = Counter(
            "atazan_webhook_refused", "Requests to the webhook refused.", ["reason"], registry=self.registry
        )
        self._queues = Gauge("atazan_queue_size", "What waits, by queue.", ["queue"], registry=self.registry)
        self._states = Gauge("atazan_state", "What holds (1) or not (0).", ["state"], registry=self.registry)
        self._notices = Gauge(
            "atazan_notices",
            "Notices: waiting and due, seconds that the oldest of them has waited, sent in the last minute, unknown in "
            "the last day, and allowed a second.",
            ["figure"],
            registry=self.registry,
        )
        self._failed: set[int] = set()

    def update(self, update_id: int, kind: str, outcome: str, seconds: float) -> None:
        """Count an update that was handled; one that `failed` was told of counts as failed."""
        if update_id in self._failed:
            self._failed.discard(update_id)
            outcome = "failed"
        self._updates.labels(kind, outcome).inc()
        self._seconds.observe(seconds)

    def failed(self, update_id: int) -> None:
        """Note that a handler failed."""
        self._failed.add(update_id)

    def answered(self, kind: str) -> None:
        """Count an answer to a question."""
        self._answers.labels(kind).inc()

    def called(self, method: str, result: int | str) -> None:
        """Count a call of the Bot API: an HTTP status, or "timeout", "network"."""
        known = _RESULTS.get(result) or (f"{result // 100}xx" if isinstance(result, int) else "other")
        self._calls.labels(method, known).inc()

    def refused(self, reason: str) -> None:
        """Count a request that is not an update."""
        self._refused.labels(reason).inc()

    def queue(self, name: str, size: Callable[[], float]) -> None:
        """Show the size of a queue, asked for at each look."""
        self._queues.labels(name).set_function(size)

    def state(self, name: str, holds: Callable[[], bool]) -> None:
        """Show whether something holds, asked for at each look."""
        self._states.labels(name).set_function(lambda: float(holds()))

    def notices(self, figures: Mapping[str, float]) -> None:
        """Show how the queue of notices stood a moment ago."""
        for name, figure in figures.items():
            self._notices.labels(name).set(figure)

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
