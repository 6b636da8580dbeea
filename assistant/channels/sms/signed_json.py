"""A plain webhook for any other provider or gateway: JSON, signed as https://www.standardwebhooks.com says.

In:  POST /sms/json, headers `webhook-id`, `webhook-timestamp`, `webhook-signature`,
     body {"from": "+12125550142", "text": "hello", "media": 0}
Out: {"messages": ["Hello. ..."]}; an empty list means that nothing is to be sent.

The signature covers the id, the time and the body; it is void after five minutes. `webhook-id` names the message: the
same for every attempt to deliver it.
"""

from __future__ import annotations

import binascii
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from standardwebhooks import Webhook, WebhookVerificationError
from starlette.responses import JSONResponse, Response

from assistant.channels.sms.transport import Incoming, RefusedError, WebRequest


class _Body(BaseModel):
    """The body of a request."""

    model_config = ConfigDict(extra="forbid", strict=True)

    number: str = Field(alias="from", min_length=1, max_length=64)
    text: str = Field(max_length=4000)
    media: int = Field(default=0, ge=0)


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
            body = _Body.model_validate_json(request.body)
        except ValidationError as error:
            raise RefusedError(400, 'the body is not {"from": ..., "text": ..., "media": 0}') from error
        return Incoming(request.headers["webhook-id"], body.number, body.text, body.media)

    def reply(self, texts: Sequence[str]) -> Response:
        """Return the texts as JSON."""
        return JSONResponse({"messages": list(texts)})
