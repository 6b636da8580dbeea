"""What surrounds every request: limits, headers, one form of errors, the page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from door_fakes import Door, FakeAssistant, error_of
from real_hospital import PRODUCTION

from assistant.channels.website import router as module
from assistant.server import guard


async def test_headers_on_every_response(door: Door) -> None:
    """Pages, answers and errors of every kind carry the headers that protect; conversations are never kept."""
    token = (await door.open())["token"]
    responses = [
        await door.http.get("/"),
        await door.http.get("/static/frame.js"),
        await door.http.get("/static/nothing.js"),
        await door.http.get("/nothing"),
        await door.http.get("/health/live"),
        await door.http.get("/health/ready"),
        await door.http.post("/api/sessions"),
        await door.send(token, {"text": "hello"}),
        await door.send("forged", {"text": "hello"}),
        await door.send(token, {"text": "a" * 1001}),
        await door.raw(token, b"{"),
        await door.raw(token, b"a" * 100_000),
    ]
    assert [response.status_code for response in responses] == [
        200,
        200,
        404,
        404,
        200,
        503,
        201,
        200,
        401,
        422,
        400,
        413,
    ]
    for response in responses:
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["x-frame-options"] == "DENY"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"
        kept = "no-cache" if response.url.path == "/" or response.url.path.startswith("/static/") else "no-store"
        assert response.headers["cache-control"] == kept


async def test_only_our_own_stamp_is_kept_for_good(door: Door) -> None:
    """In a rolling restart a new page may ask an old server: what it gives under another's stamp is asked for again."""
    (stamp,) = re.findall(r"/static/frame\.js\?([0-9a-f]{12})", (await door.http.get("/chat")).text)
    other = "0123456789ab"
    for path, status, kept in (
        (f"/static/frame.js?{stamp}", 200, "public, max-age=31536000, immutable"),
        (f"/static/frame.css?{stamp}", 200, "public, max-age=31536000, immutable"),
        (f"/static/frame.js?{other}", 200, "no-cache"),
        (f"/static/frame.js?{stamp}&x", 200, "no-cache"),
        (f"/static/nothing.js?{stamp}", 404, "no-cache"),
    ):
        response = await door.http.get(path)
        assert (response.status_code, response.headers["cache-control"]) == (status, kept), path


async def test_only_the_chats_page_may_be_framed(assistant: FakeAssistant) -> None:
    """In production `/` is the chat's page, and may be framed as `/chat` may; in the demonstration it may not."""
    origin = "https://www.hospital.example"
    for settings, framed in (({}, {"/chat"}), (PRODUCTION, {"/", "/chat"})):
        door = Door(assistant, assistant.store, website_origins=origin, **settings)
        for path in ("/", "/chat", "/assistant.js", "/static/frame.js", "/health/live", "/nothing"):
            headers = (await door.http.get(path)).headers
            assert (origin in headers["content-security-policy"]) == (path in framed), path
            assert ("x-frame-options" not in headers) == (path in framed), path


async def test_a_large_body_is_413(door: Door, assistant: FakeAssistant) -> None:
    """16 KiB are taken; more, announced or not, is 413 in the error form, and the conversation goes on."""
    token = (await door.open())["token"]
    assert (await door.raw(token, b" " * (16 * 1024 - 11) + b'{"text":""}')).status_code == 200

    async def unannounced() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"a" * 1024

    for content in (b" " * (16 * 1024 - 10) + b'{"text":""}', b"a" * 100_000, b"a" * 3_000_000, unannounced()):
        headers = {"Authorization": f"Bearer {token}"}
        response = await door.http.post("/api/messages", content=content, headers=headers)
        assert response.status_code == 413
        assert error_of(response)["code"] == "too_large"
        assert response.headers["connection"] == "close"
    assert len(assistant.heard) == 2


async def test_a_body_that_does_not_arrive_is_408(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that sends too slowly is given up, in the error form."""
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.05)

    async def slow() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(1)

    response = await door.http.post("/api/sessions", content=slow())
    assert response.status_code == 408
    assert error_of(response)["code"] == "too_slow"


@pytest.mark.parametrize(
    "path", ["/nothing", "/api", "/api/sessions/", "/docs", "/openapi.json", "/static/../pages.py"]
)
async def test_unknown_paths_are_404_in_the_error_form(door: Door, path: str) -> None:
    """What is not served is 404 in the one error form, whatever the path."""
    response = await door.http.get(path)
    assert response.status_code == 404
    assert error_of(response)["code"] == "not_found"


async def test_wrong_methods_are_405_in_the_error_form(door: Door) -> None:
    """A known path asked in another way is 405 in the one error form, and says which way works."""
    for method, path, allowed in (("GET", "/api/forget", "POST"), ("DELETE", "/api/sessions", "POST")):
        response = await door.http.request(method, path)
        assert response.status_code == 405
        assert error_of(response)["code"] == "not_allowed"
        assert response.headers["allow"] == allowed
    assert (await door.http.post("/")).status_code == 405
    assert (await door.http.post("/static/frame.js")).status_code == 405


async def test_a_fault_of_the_server_is_500_in_the_error_form(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the server itself fails, the answer keeps the form and the log tells no words."""

    def broken(*_: object) -> None:
        raise ValueError("my name is Jane Roe")

    monkeypatch.setattr(module, "needed_bearer", broken)
    response = await door.send("token", {"text": "my name is Jane Roe"})
    assert response.status_code == 500
    assert error_of(response)["code"] == "failed"
    assert "nosniff" in response.headers["x-content-type-options"]
    assert "Jane" not in response.text + caplog.text


async def test_head_works_where_get_does(door: Door) -> None:
    """Load balancers may ask with HEAD."""
    for path in ("/", "/static/frame.js", "/health/live"):
        response = await door.http.head(path)
        assert response.status_code == 200
        assert not response.content
