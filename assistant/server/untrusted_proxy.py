"""Tells the operator, once, of a proxy in front that the settings don't trust."""

from __future__ import annotations

import logging

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

logger = logging.getLogger(__name__)


class UntrustedProxy:
    """Sees requests that were forwarded, and still have the address of who forwarded them.

    Such requests are served as any other. But all patients have one address then, and share one limit on new
    conversations and on appointment requests, which looks like an outage on a busy day.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Watch what comes to `app`."""
        self._app = app
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not self._told and scope["type"] == "http" and _is_not_trusted(scope):
            self._told = True
            # No address: that of a client without a proxy, who only claims to have one, is a patient's.
            logger.warning("proxy.not_trusted set=ASSISTANT_TRUSTED_PROXIES")
        await self._app(scope, receive, send)


def _is_not_trusted(scope: Scope) -> bool:
    """Say whether a request names whom it is forwarded for, and has another address: the server did not believe it."""
    forwarded = Headers(scope=scope).getlist("x-forwarded-for")
    client = scope.get("client")
    return bool(forwarded) and client is not None and client[0] not in ", ".join(forwarded)
