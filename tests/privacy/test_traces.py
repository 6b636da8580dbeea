"""Traces tell how long each part of a turn takes, and nothing of a person, whatever breaks."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from unittest.mock import patch

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.channels.website.history import History
from assistant.server import launch
from assistant.server.app import create_app
from assistant.server.traces import ATTRIBUTES, Traces
from assistant.settings import ROOT, Settings, SettingsError
from assistant.tracker_store import store as stores

ALL = "xylocanary my name is Zyqquorra Canaryson, 212-555-0187, x@canary.example"
CANARIES = re.compile(r"zyqquorra|canaryson|555.?0187|xylocanary|canary\.example", re.IGNORECASE)
PARTS = {"turn", "understanding", "gate", "policies", "action", "store read", "store write"}


def breaks(*_: Any, **__: Any) -> Any:
    """Fail, with the patient's words in the message."""
    raise ValueError(ALL)


@pytest.fixture(scope="module")
def loaded(model: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Any]:
    """The trained assistant and its store."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stores, "DATABASE", tmp_path_factory.mktemp("var") / "conversations.db")
        return launch.load()


@pytest.fixture
def spans(loaded: tuple[Any, Any]) -> Iterator[InMemorySpanExporter]:
    """Where the spans of the assistant go."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    traces = Traces(provider)
    traces.watch(*loaded)
    yield exporter
    traces.stop()


def of_turns(exporter: InMemorySpanExporter) -> list[ReadableSpan]:
    """Return the spans of whole turns, in order."""
    return [span for span in exporter.get_finished_spans() if span.name == "turn"]


async def test_a_turn_is_a_span_with_its_parts_within(loaded: tuple[Any, Any], spans: InMemorySpanExporter) -> None:
    """Each part of a turn has its span in the turn's trace; the turn has channel, outcome, topic, aspect and tier."""
    assistant, _ = loaded
    await assistant.start("traced", "sms")
    await assistant.say("traced", "side effects of chemo", "sms")
    await assistant.say("traced", "i can't move my legs since this morning", "sms")
    _, answer, urgent = of_turns(spans)
    assert dict(answer.attributes or {}) == {
        "channel": "sms",
        "outcome": "answer",
        "topic": "chemotherapy",
        "aspect": "side_effects",
    }
    assert (urgent.attributes or {})["tier"] == "call_911"
    trace = [span for span in spans.get_finished_spans() if span.context.trace_id == answer.context.trace_id]
    assert {span.name for span in trace} == PARTS
    within = {span.context.span_id: span for span in trace}
    for span in trace:
        if span is not answer:
            assert span.parent is not None
            assert span.parent.span_id in within
        assert (span.end_time or 0) >= (span.start_time or 0) > 0


async def test_no_canary_and_no_conversation_is_in_a_span(loaded: tuple[Any, Any], spans: InMemorySpanExporter) -> None:
    """Words, names, numbers and ids are in no name, attribute, event or status, also where each part fails."""
    assistant, store = loaded
    processor = assistant.agent.processor
    names = assistant.agent.action_endpoint._executor.actions
    faults = (
        patch.dict(names, dict.fromkeys(names, breaks)),
        patch.object(store, "_retrieve", breaks),
        patch.object(processor, "_parse_message_with_graph", breaks),
        patch.object(processor, "_predict_next_with_tracker", breaks),
        patch("assistant.safety.gate._assess", breaks),
    )
    await assistant.start("conversation-xylocanary-1", "website")
    await assistant.say("conversation-xylocanary-1", f"what is surgery {ALL}", "website")
    for fault in faults:
        with fault:
            await assistant.say("conversation-xylocanary-1", f"what is surgery {ALL}", "website")
    finished = spans.get_finished_spans()
    assert len(of_turns(spans)) == 7
    assert any(not span.status.is_ok for span in finished)
    for span in finished:
        assert span.name in PARTS
        assert set(span.attributes or {}) <= set(ATTRIBUTES)
        assert not span.events
        assert not CANARIES.search(span.to_json())


def test_watching_ends(loaded: tuple[Any, Any]) -> None:
    """After the end the assistant is as it was."""
    assistant, store = loaded
    before = dict(vars(assistant)), dict(vars(store)), dict(vars(assistant.agent.processor))
    traces = Traces(TracerProvider())
    traces.watch(assistant, store)
    assert "say" in vars(assistant)
    traces.stop()
    assert (dict(vars(assistant)), dict(vars(store)), dict(vars(assistant.agent.processor))) == before


def test_off_costs_nothing() -> None:
    """Without the setting nothing of OpenTelemetry's SDK is loaded by the server."""
    code = (
        "import sys; from assistant.lean import start_lean; start_lean(); import assistant.server.launch;"
        "print([name for name in sys.modules if name.startswith('opentelemetry.sdk')])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


async def test_spans_are_sent_to_the_collector(loaded: tuple[Any, Any], tmp_path: Path) -> None:
    """With the setting, what a visitor does arrives at the collector when the server stops, and no word of it."""
    received: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        """Takes spans."""

        def do_POST(self) -> None:
            """Keep the body."""
            received.append(self.path.encode() + self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Be quiet."""

    server = HTTPServer(("127.0.0.1", 0), Collector)
    Thread(target=server.serve_forever, daemon=True).start()
    settings = Settings(_env_file=None, traces=f"http://127.0.0.1:{server.server_port}")
    app = create_app(*loaded, settings, history=History(tmp_path / "website.db"))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://door") as http:
            token = (await http.post("/api/sessions")).json()["token"]
            headers = {"Authorization": f"Bearer {token}"}
            await http.post("/api/messages", json={"text": f"what is surgery {ALL}"}, headers=headers)
    server.shutdown()
    sent = b"".join(received).decode("latin-1")
    assert sent.startswith("/v1/traces")
    assert "understanding" in sent
    assert not CANARIES.search(sent)


def test_a_wrong_address_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address without a scheme stops the start, and names the setting."""
    from assistant.settings import load_settings

    monkeypatch.setenv("ASSISTANT_TRACES", "collector:4318")
    load_settings.cache_clear()
    with pytest.raises(SettingsError, match="ASSISTANT_TRACES"):
        load_settings()
    load_settings.cache_clear()
