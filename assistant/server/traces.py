"""Traces for OpenTelemetry, where ASSISTANT_TRACES names a collector: how long each part of a turn takes.

The instrumentations that exist for FastAPI, HTTP and databases are not used: they note addresses of clients, queries,
and the texts of errors, and these may hold a patient's words. Here a span has the attributes of `ATTRIBUTES` at most,
and nothing of a person.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, Status, StatusCode

from assistant.turn.turns import Turn

if TYPE_CHECKING:
    from assistant.channels.needs import Store, Talks

ATTRIBUTES = ("channel", "outcome", "topic", "aspect", "tier", "action")
"""All that a span tells beside its name, its moments, and whether it failed. Each is one of a few fixed words."""
_CHANNELS = ("website", "sms")
_EXPORT_SECONDS = 5.0


class Traces:
    """Watches one assistant until it is told to stop."""

    def __init__(self, provider: TracerProvider) -> None:
        """Hand spans to `provider`."""
        self._provider = provider
        self._tracer = provider.get_tracer("assistant")
        self._undone: list[Callable[[], None]] = []

    def watch(self, assistant: Talks, store: Store) -> None:
        """Make a span of each turn, and within it of understanding, gate, policies, action and store."""
        for name in ("start", "say", "press"):
            self._around(assistant, name, "turn", before=_channel, after=_record)
        for name in ("retrieve", "save"):
            self._around(store, name, f"store {'read' if name == 'retrieve' else 'write'}")
        agent = getattr(assistant, "agent", None)
        if agent is None or agent.processor is None:
            return
        from assistant.nlu import urgent_gate

        self._around(agent.processor, "parse_message", "understanding")
        self._around(agent.processor, "predict_next_with_tracker_if_should", "policies")
        self._around(agent.action_endpoint, "request", "action", before=_action)
        self._around(urgent_gate, "assess", "gate")

    def stop(self) -> None:
        """Leave the assistant as it was, and send what is left."""
        while self._undone:
            self._undone.pop()()
        self._provider.shutdown()

    def _around(
        self,
        owner: Any,
        name: str,
        span_name: str,
        *,
        before: Callable[[Span, tuple[Any, ...], dict[str, Any]], None] | None = None,
        after: Callable[[Span, Any], None] | None = None,
    ) -> None:
        """Make a span of each call of `owner.name`; `before` and `after` give it attributes."""
        work = getattr(owner, name, None)
        if work is None:
            return

        @contextmanager
        def spanned(arguments: tuple[Any, ...], named: dict[str, Any]) -> Iterator[Span]:
            # Neither the text of an error nor its traceback: both may hold what a patient wrote.
            with self._tracer.start_as_current_span(
                span_name, record_exception=False, set_status_on_exception=False
            ) as span:
                if before is not None:
                    before(span, arguments, named)
                try:
                    yield span
                except BaseException:
                    span.set_status(Status(StatusCode.ERROR))
                    raise

        if inspect.iscoroutinefunction(work):

            @wraps(work)
            async def traced(*arguments: Any, **named: Any) -> Any:
                with spanned(arguments, named) as span:
                    result = await work(*arguments, **named)
                    if after is not None:
                        after(span, result)
                    return result
        else:

            @wraps(work)
            def traced(*arguments: Any, **named: Any) -> Any:
                with spanned(arguments, named):
                    return work(*arguments, **named)

        own = name in vars(owner)
        setattr(owner, name, traced)
        self._undone.append(lambda: setattr(owner, name, work) if own else delattr(owner, name))


def tracing_to(address: str) -> Traces:
    """Return traces that are sent to the OTLP/HTTP collector at `address`, such as http://127.0.0.1:4318."""
    provider = TracerProvider(resource=Resource.create({"service.name": "spinal-cancer-assistant"}))
    exporter = OTLPSpanExporter(endpoint=f"{address.rstrip('/')}/v1/traces", timeout=_EXPORT_SECONDS)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Traces(provider)


def _channel(span: Span, arguments: tuple[Any, ...], _: dict[str, Any]) -> None:
    channel = next((one for one in reversed(arguments) if one in _CHANNELS), None)
    if channel is not None:
        span.set_attribute("channel", channel)


def _record(span: Span, turn: Turn) -> None:
    record = turn.record
    found = {"outcome": record.outcome.value, "topic": record.topic, "aspect": record.aspect, "tier": record.tier}
    for name, value in found.items():
        if value is not None:
            span.set_attribute(name, value)
    if record.outcome.value == "error":
        span.set_status(Status(StatusCode.ERROR))


def _action(span: Span, _: tuple[Any, ...], named: dict[str, Any]) -> None:
    name = named["json"].get("next_action")
    if isinstance(name, str) and name.isidentifier():
        span.set_attribute("action", name)
