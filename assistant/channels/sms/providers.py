"""Which phone companies this server answers, by its settings."""

from __future__ import annotations

from assistant.channels.sms.signed_json import SignedJsonTransport
from assistant.channels.sms.transport import Transport
from assistant.channels.sms.twilio_transport import TwilioTransport
from assistant.settings import Settings

DEMO_TOKEN = "demonstration"  # noqa: S105 - no secret: it opens a demonstration only, never production
"""Signs in demonstration mode where no auth token is set, so that `make sms` works without an account."""


def transports(settings: Settings) -> tuple[Transport, ...]:
    """Return the companies to answer. In production a company whose secret is not set is not answered at all."""
    found: list[Transport] = []
    if token := twilio_token(settings):
        found.append(TwilioTransport(token, public_url(settings)))
    if secret := settings.sms_webhook_secret.get_secret_value():
        found.append(SignedJsonTransport(secret))
    return tuple(found)


def twilio_token(settings: Settings) -> str:
    """Return the token that signs Twilio's requests, or "" where Twilio is not answered."""
    token = settings.twilio_auth_token.get_secret_value()
    return token or (DEMO_TOKEN if settings.mode == "demonstration" else "")


def public_url(settings: Settings) -> str:
    """Return the address at which phone companies reach this server."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return settings.public_url or f"http://{host}:{settings.port}"
