"""Figures for Prometheus at GET /metrics, where ASSISTANT_METRICS is true. Counts and times, nothing of a person."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Iterator
from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from assistant.booking import outbox
from assistant.booking.errors import BookingError
from assistant.booking.rate_limit import lately_saved
from assistant.booking.store import BookingStore
from assistant.channels.needs import Talks
from assistant.channels.sms.refusals import REFUSED
from assistant.dialogue.replies import Button
from assistant.server.health import Readiness
from assistant.turn.turns import Turn
from knowledge.records import Channel

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0)
"""The last is past the longest that a message waits and is worked on (`Settings.answer_seconds`)."""
_OURS = ("assistant", "actions")


class Metrics:
    """The figures of one server."""

    def __init__(self, bookings: BookingStore | None = None, readiness: Readiness | None = None) -> None:
        """Count from zero; the store `bookings` and `readiness` are looked at when the figures are asked for."""
        self.registry = CollectorRegistry()
        self._conversations = Counter(
            "assistant_conversations", "Conversations begun.", ("channel",), registry=self.registry
        )
        self._turns = Counter(
            "assistant_turns",
            "Messages answered, by the outcome of the turn and the tier of urgent help.",
            ("channel", "outcome", "tier"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "assistant_turn_seconds",
            "Time to answer a message.",
            ("channel",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._errors = Counter(
            "assistant_errors", "Failures that were logged, by event.", ("event",), registry=self.registry
        )
        self.registry.register(REFUSED)
        if bookings is not None:
            self.registry.register(_Requests(bookings))
        if readiness is not None:
            ready = Gauge(
                "assistant_ready",
                "Whether the last plain question was answered, and the answer kept in the store.",
                registry=self.registry,
            )
            ready.set_function(lambda: readiness.reason is None)

    def count_errors(self) -> None:
        """Count what our loggers report as errors from now on."""
        for name in _OURS:
            logger = logging.getLogger(name)
            for handler in [one for one in logger.handlers if isinstance(one, _Errors)]:
                logger.removeHandler(handler)
            logger.addHandler(_Errors(self._errors))

    def measured(self, assistant: Talks) -> Talks:
        """Return `assistant`, with its turns counted and timed."""
        return _Measured(assistant, self)

    def begun(self, channel: Channel) -> None:
        """Count a conversation."""
        self._conversations.labels(channel).inc()

    def answered(self, channel: Channel, outcome: str, tier: str | None, seconds: float) -> None:
        """Count a turn."""
        self._turns.labels(channel, outcome, tier or "none").inc()
        self._seconds.labels(channel).observe(seconds)

    def router(self) -> APIRouter:
        """Return the address of the figures."""
        router = APIRouter()

        @router.get("/metrics")
        async def figures() -> Response:
            """Return the figures in Prometheus' text format."""
            text = await asyncio.to_thread(generate_latest, self.registry)
            return Response(text, media_type=CONTENT_TYPE_LATEST)

        return router


class _Measured:
    """An assistant whose turns are counted."""

    def __init__(self, assistant: Talks, metrics: Metrics) -> None:
        self._assistant, self._metrics = assistant, metrics

    async def start(self, conversation: str, channel: Channel) -> Turn:
        """Begin a conversation."""
        self._metrics.begun(channel)
        return await self._assistant.start(conversation, channel)

    async def say(self, conversation: str, text: str, channel: Channel, message: str | None = None) -> Turn:
        """Send what a person typed."""
        return await self._timed(self._assistant.say(conversation, text, channel, message), channel)

    async def press(self, conversation: str, button: Button, channel: Channel, message: str | None = None) -> Turn:
        """Press a button that was offered."""
        return await self._timed(self._assistant.press(conversation, button, channel, message), channel)

    async def again(self, conversation: str, message: str, channel: Channel) -> Turn | None:
        """Return an earlier turn: it was counted then."""
        return await self._assistant.again(conversation, message, channel)

    async def open_after_urgent_help(self, conversation: str) -> tuple[Button, ...]:
        """Return the button that may be pressed for some messages after urgent help."""
        return await self._assistant.open_after_urgent_help(conversation)

    async def _timed(self, work: Awaitable[Turn], channel: Channel) -> Turn:
        began, outcome, tier = time.perf_counter(), "error", None
        try:
            turn = await work
            outcome, tier = turn.record.outcome.value, turn.record.tier
            return turn
        finally:
            self._metrics.answered(channel, outcome, tier, time.perf_counter() - began)


class _Errors(logging.Handler):
    """Counts logged errors by the first word of their format, which is the event's name."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(logging.ERROR)
        self._counter = counter

    def emit(self, record: logging.LogRecord) -> None:
        self._counter.labels(str(record.msg).partition(" ")[0]).inc()


class _Requests(Collector):
    """Reads how many appointment requests came within an hour, and how many deliveries are in which state."""

    def __init__(self, bookings: BookingStore) -> None:
        self._bookings = bookings

    def describe(self) -> list[Metric]:
        """Name nothing: else the database would be asked at the start."""
        return []

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("assistant_bookings_up", "Whether the database of appointment requests answers.")
        requests = GaugeMetricFamily("assistant_outbox", "Deliveries of requests, by state.", labels=["state"])
        hour = GaugeMetricFamily("assistant_requests_last_hour", "Requests saved within the last hour, and changes.")
        try:
            counts = outbox.counts(self._bookings)
            with self._bookings.reading() as connection:
                hour.add_metric([], lately_saved(connection, datetime.now(UTC)))
        except BookingError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        for state in ("waiting", "sending", "delivered", "dead"):
            requests.add_metric([state], counts.get(state, 0))
        yield up
        yield requests
        yield hour
