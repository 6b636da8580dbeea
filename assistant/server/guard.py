"""Around every request: a limit on its body, headers that protect the page, and no traceback for anyone."""

from __future__ import annotations

import asyncio
import logging

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.channels.problems import FAILED, MAX_BODY, TOO_LARGE, TOO_SLOW, ApiError
from assistant.channels.website.pages import stamp

logger = logging.getLogger(__name__)

BODY_SECONDS = 10.0
"""A body that takes longer to arrive is given up."""
_DRAINED = 1024 * 1024
"""Bytes that are read and dropped of a body that is too large: a client still sending would not see the answer."""

PAGES = ("/", "/chat")
"""May be kept, but are asked for again."""

SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_STAFF_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
"""The staff page has forms, and no script."""


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp) -> None:
        """Protect `app`."""
        self._app = app
        self._stamp = stamp().encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_guarded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                _protect(headers, scope)
                headers.setdefault("Cache-Control", self._kept(scope, message["status"]))
            await send(message)

        try:
            body = await _body(receive)
            if body is not None:
                await self._app(scope, _replayed(body, receive), send_guarded)
        except ApiError as error:
            await error.problem.response()(scope, receive, send_guarded)
        except Exception as error:  # noqa: BLE001 - whatever happens, the answer is in our form and the log has no words
            logger.error("request.failed error=%s", type(error).__name__)
            if not started:
                await FAILED.response()(scope, receive, send_guarded)

    def _kept(self, scope: Scope, status: int) -> str:
        """Return how long a response may be kept: built files under their own stamp for good, a conversation never.

        While servers are replaced a new page may ask an old one for its files: what that has must not stay.
        """
        path = str(scope["path"])
        if path.startswith("/static/"):
            ours = status == 200 and scope["query_string"] == self._stamp
            return "public, max-age=31536000, immutable" if ours else "no-cache"
        return "no-cache" if path in PAGES else "no-store"


def _protect(headers: MutableHeaders, scope: Scope) -> None:
    """Set what a response has not set for itself: only the widget's pages have reasons to."""
    path = str(scope["path"])
    if path == "/staff" or path.startswith("/staff/"):
        headers.setdefault("Content-Security-Policy", _STAFF_POLICY)
    for name, value in SECURITY_HEADERS.items():
        headers.setdefault(name, value)
    if not headers["X-Frame-Options"]:
        del headers["X-Frame-Options"]


async def _body(receive: Receive) -> bytes | None:
    """Return the body of a request, or None where the client left.

    Raises:
        ApiError: it is too large, or too slow.
    """
    body, size, more = bytearray(), 0, True
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                chunk = message.get("body", b"")
                size += len(chunk)
                more = bool(message.get("more_body", False)) and size <= _DRAINED
                if size <= MAX_BODY:
                    body += chunk
    except TimeoutError as error:
        raise ApiError(TOO_SLOW) from error
    if size > MAX_BODY:
        raise ApiError(TOO_LARGE)
    return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that first gives the whole body."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
