"""A plain webhook for any other provider or gateway: JSON, signed as https://www.standardwebhooks.com says.

In:  POST /sms/json, headers `webhook-id`, `webhook-timestamp`, `webhook-signature`,
     body {"from": "+12125550142", "text": "hello", "media": 0}
Out: {"messages": ["Hello. ..."]}; an empty list means that nothing is to be sent.

The signature covers the id, the time and the body; it is void after five minutes. `webhook-id` names the message: the
same for every attempt to deliver it. What is signed is read whatever is odd in it: nobody may meet silence because a
gateway sends half an emoji, no number of pictures, or a field that is not known here.
"""

from __future__ import annotations

import binascii
import json
from collections.abc import Sequence
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError
from starlette.responses import JSONResponse, Response

from assistant.channels.sms.transport import Incoming, RefusedError, WebRequest

_LONGEST_NUMBER = 64


class SignedJsonTransport:
    """Reads and answers signed JSON."""

    name = "json"

    def __init__(self, secret: str) -> None:
        """Check signatures with `secret` (base64, with or without "whsec_" before it)."""
        self._webhook = Webhook(secret)

    def read(self, request: WebRequest) -> Incoming:
        """Return the message of a request that is signed.

        Raises:
            RefusedError: the signature is missing, wrong or old (403), or the body has another form (400).
        """
        try:
            self._webhook.verify(request.body, dict(request.headers), json_parse=False)
        except (WebhookVerificationError, ValueError, binascii.Error) as error:
            raise RefusedError(403, "the signature is missing, wrong or old") from error
        try:
            body = json.loads(request.body, strict=False)
        except (ValueError, RecursionError):
            body = None
        number = _words(body.get("from")).strip() if isinstance(body, dict) else ""
        if not isinstance(body, dict) or not 0 < len(number) <= _LONGEST_NUMBER:
            raise RefusedError(400, 'the body is not {"from": ..., "text": ..., "media": 0}')
        identifier = request.headers["webhook-id"]
        return Incoming(identifier, number, _words(body.get("text")), _count(body.get("media")))

    def reply(self, texts: Sequence[str]) -> Response:
        """Return the texts as JSON."""
        return JSONResponse({"messages": list(texts)})


def _words(value: Any) -> str:
    """Return the words of a field, with a mark for each half of an emoji; what is no text has none."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _count(value: Any) -> int:
    """Return how many pictures a field tells of: a number, or a list of them."""
    if isinstance(value, list):
        return len(value)
    try:
        return max(0, int(value))
    except (TypeError, ValueError, OverflowError):
        return 0
