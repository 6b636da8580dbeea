"""Session tokens of the website: who holds one may speak in one conversation, for some hours."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadData, URLSafeTimedSerializer

from assistant.channels.problems import SESSION_EXPIRED, SESSION_INVALID, ApiError
from assistant.dialogue.replies import Button


@dataclass(frozen=True)
class Ticket:
    """What a new conversation gets."""

    conversation: str
    token: str
    expires: datetime


class Tokens:
    """Signs session tokens and names buttons, both with the server's secret."""

    def __init__(self, secret: str, hours: float) -> None:
        """Use `secret`, or a random one where it is empty; tokens end after `hours`."""
        self._secret = secret or secrets.token_urlsafe(48)
        self._life = timedelta(hours=hours)
        self._signer = URLSafeTimedSerializer(
            self._secret,
            salt="assistant.session",
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha256},
        )

    def issue(self) -> Ticket:
        """Return a token for a conversation that is new."""
        conversation = secrets.token_hex(24)  # no "-" at its beginning: commands would take it for an option
        expires = datetime.now(UTC).replace(microsecond=0) + self._life
        return Ticket(conversation, str(self._signer.dumps(conversation)), expires)

    def conversation_of(self, token: str) -> str:
        """Return the conversation that `token` opens.

        Raises:
            ApiError: the token has ended, or is not ours.
        """
        try:
            conversation, signed = self._signer.loads(token, return_timestamp=True)
        except BadData as error:
            raise ApiError(SESSION_INVALID) from error
        # Not the signer's own limit: it refuses what was signed a second ahead, by a clock that was put back since.
        if time.time() - signed.timestamp() > self._life.total_seconds():
            raise ApiError(SESSION_EXPIRED)
        return str(conversation)

    def button_id(self, conversation: str, button: Button) -> str:
        """Return the id of a button: it tells nothing, and means nothing in another conversation."""
        named = "\0".join(("assistant.button", conversation, button.title, button.payload))
        digest = hmac.new(self._secret.encode(), named.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
        return urlsafe_b64encode(digest[:18]).decode()
