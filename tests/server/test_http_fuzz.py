"""Whatever is sent to any door, no answer is a fault of the server. Bounded, and the same each time."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import schemathesis
from door_fakes import SECRET, FakeAssistant, FakeStore
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from schemathesis import GenerationMode
from standardwebhooks import Webhook
from twilio.request_validator import RequestValidator

from assistant.booking.passwords import hash_password
from assistant.booking.shared import shared_store
from assistant.channels.website.tokens import Tokens
from assistant.server.app import create_app
from assistant.settings import Settings

TOKEN, URL = "a-token-that-is-only-used-in-tests", "https://chat.hospital.example"
WEBHOOK = base64.b64encode(b"a-secret-that-is-only-for-tests!").decode()
BOUNDED = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@lru_cache(maxsize=1)
def app() -> Any:
    """Return the application with all its doors open, around an assistant without a model."""
    assistant = FakeAssistant(FakeStore())
    chosen = Settings(
        _env_file=None,
        secret=SECRET,
        twilio_auth_token=SecretStr(TOKEN),
        sms_webhook_secret=SecretStr(WEBHOOK),
        public_url=URL,
        staff_passwords=SecretStr(f"r.sample:{hash_password('a-long-password')}"),
        metrics=True,
        website_messages_per_minute=600,
        website_sessions_per_minute=100_000,
    )
    return create_app(assistant, assistant.store, chosen, bookings=shared_store())


DOORS = (
    *("POST /api/sessions", "POST /api/messages", "GET /api/messages", "POST /api/feedback", "POST /api/forget"),
    "POST /api/urgent-help",
    *("POST /sms/twilio", "POST /sms/json", "POST /sms/phone/send", "GET /sms/phone", "GET /sms/phone/phone.css"),
    *("GET /sms/phone/phone.js", "GET /metrics"),
    *("GET /", "HEAD /", "GET /chat", "HEAD /chat", "GET /assistant.js", "HEAD /assistant.js"),
    *("GET /health/live", "HEAD /health/live", "GET /health/ready", "HEAD /health/ready", "GET /health/serving"),
    "HEAD /health/serving",
    *("GET /staff", "GET /staff/sign-in", "POST /staff/sign-in", "POST /staff/sign-out", "POST /staff/search"),
    *("GET /staff/requests/{code}", "POST /staff/requests/{code}/done", "POST /staff/requests/{code}/reopen"),
)


@lru_cache(maxsize=1)
def described() -> Any:
    """Return the OpenAPI schema of the application, which it does not serve."""
    schema = schemathesis.openapi.from_dict(app().openapi())
    schema.app = app()
    return schema


def test_every_door_is_fuzzed() -> None:
    """A new door has to be named here."""
    paths = app().openapi()["paths"]
    assert {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} == set(DOORS)


@pytest.mark.parametrize("door", DOORS)
@settings(BOUNDED, max_examples=20)
@given(st.data())
def test_no_described_door_fails(door: str, data: st.DataObject) -> None:
    """Fitting and unfitting bodies, queries and paths, with a token: no fault of the server."""
    method, path = door.split()
    operation = described()[path][method]
    varied = bool(operation.body or operation.query or operation.path_parameters)
    mode = data.draw(st.sampled_from(list(GenerationMode) if varied else [GenerationMode.POSITIVE]))
    case = data.draw(operation.as_strategy(generation_mode=mode))
    response = case.call(headers={"Authorization": f"Bearer {Tokens(SECRET, 12).issue().token}"})
    assert response.status_code < 500 or (
        path in {"/health/ready", "/health/serving"} and response.status_code == 503
    ), response.text


def answer(method: str, path: str, content: bytes, headers: Any = ()) -> httpx.Response:
    """Send something to the application."""

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app())
        async with httpx.AsyncClient(transport=transport, base_url=URL) as http:
            return await http.request(method, path, content=content, headers=list(headers))

    work: Awaitable[httpx.Response] = send()
    return asyncio.run(work)  # type: ignore[arg-type]


def bearer() -> tuple[bytes, bytes]:
    """Return the header of a new conversation."""
    return b"authorization", f"Bearer {Tokens(SECRET, 12).issue().token}".encode()


any_text = st.text(st.characters(exclude_categories=()), max_size=200)
any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(any_text, inner, max_size=4),
    max_leaves=12,
)
message = st.fixed_dictionaries({}, optional={"text": any_text, "press": any_text, "id": any_text, "x": any_json})


@BOUNDED
@given(st.binary(max_size=300) | (any_json | message).map(lambda value: json.dumps(value).encode()))
def test_any_body_of_the_website(body: bytes) -> None:
    """Bytes, JSON of any form, half characters, NaN: never a fault of the server."""
    doors = ("/api/sessions", "/api/messages", "/api/urgent-help", "/api/feedback", "/api/forget", "/sms/phone/send")
    for path in doors:
        assert answer("POST", path, body, [bearer()]).status_code < 500, path


@BOUNDED
@given(st.dictionaries(any_text.filter(bool), any_text, max_size=6), any_text, st.binary(max_size=60))
def test_any_form_of_the_phone_company(fields: dict[str, str], said: str, raw: bytes) -> None:
    """A signed form with any fields is answered, or refused in words; bytes that are no form are refused."""
    form = {"MessageSid": "SM1", "From": "+12125550142", "Body": said, **fields}
    body = urlencode(form, errors="replace").encode()
    plain = {name: value.encode("utf-8", "replace").decode() for name, value in form.items()}
    signature = RequestValidator(TOKEN).compute_signature(f"{URL}/sms/twilio", plain)
    kind = (b"content-type", b"application/x-www-form-urlencoded")
    for content in (body, raw, body + b"&" + raw):
        response = answer("POST", "/sms/twilio", content, [kind, (b"x-twilio-signature", signature.encode())])
        assert response.status_code in {200, 400, 403}


@BOUNDED
@given(any_json | st.fixed_dictionaries({"from": any_text, "text": any_text}, optional={"media": any_json}))
def test_any_signed_json_of_a_provider(content: Any) -> None:
    """Signed JSON of any form is answered, or refused in words."""
    body, now = json.dumps(content), datetime.now(UTC)
    signature = Webhook(WEBHOOK).sign("msg_1", now, body)
    headers = {"webhook-id": "msg_1", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signature}
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert answer("POST", "/sms/json", body.encode(), sent).status_code in {200, 400, 403}


HEADERS = (
    *("authorization", "content-type", "content-length", "transfer-encoding", "cookie", "origin", "host", "accept"),
    *("x-forwarded-for", "x-twilio-signature", "webhook-id", "webhook-timestamp", "webhook-signature"),
    *("sec-fetch-site", "range", "if-none-match", "if-modified-since", "accept-language"),
)
header_names = st.sampled_from(HEADERS)
odd_bytes = st.binary(max_size=80).map(lambda raw: raw.translate(None, b"\r\n\0"))
PATHS = (
    *("/", "/chat", "/health/live", "/metrics", "/api/messages?after=%00", "/api/sessions", "/api/forget"),
    *("/sms/twilio", "/sms/json", "/sms/phone", "/staff", "/staff/sign-in", "/staff/sign-out", "/staff/search"),
    *("/staff/requests/%F0%9F%98%80/done", "/static/%2e%2e/app.py", "/static/staff/%ff"),
)


@pytest.mark.parametrize("path", PATHS)
@settings(BOUNDED, max_examples=20)
@given(st.sampled_from(["GET", "POST", "HEAD", "PUT"]), st.lists(st.tuples(header_names, odd_bytes), max_size=4))
def test_odd_headers(path: str, method: str, headers: list[tuple[str, bytes]]) -> None:
    """Headers of any bytes, twice, or missing, on every page: never a fault of the server."""
    sent = [(name.encode(), value) for name, value in headers]
    assert answer(method, path, b"a=1", sent).status_code < 500


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 16_000,
        b'{"text": ' + b"[" * 8_000 + b"]" * 8_000 + b"}",
        b'{"text": "' + b"\\ud83d" * 1_000 + b'"}',
        b'{"text": "' + "\u202e\u0000\ufffe\U0010ffff".encode() * 500 + b'"}',
        b'{"text": 1e999999}',
        b'{"text": ' + b"9" * 10_000 + b"}",
        b'{"turn": ' + b"9" * 5_000 + b', "helpful": true}',
        b'{"text": "a", "text": "b"}',
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        b"a" * 200_000,
    ],
)
def test_huge_deep_and_broken_bodies(body: bytes) -> None:
    """Deep JSON, endless numbers, half characters, other encodings, megabytes: refused or answered, at every door."""
    doors = ("/api/sessions", "/api/messages", "/api/urgent-help", "/api/feedback")
    for path in (*doors, "/sms/twilio", "/sms/json", "/sms/phone/send"):
        assert answer("POST", path, body, [bearer()]).status_code < 500, path
    form = (b"content-type", b"multipart/form-data; boundary=x")
    assert answer("POST", "/staff/sign-in", body, [form]).status_code < 500
