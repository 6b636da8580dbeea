"""Twilio's webhook for incoming messages, answered with TwiML in the same request: no outgoing credentials are needed.

The contract: https://www.twilio.com/docs/messaging/guides/webhook-request and, for the signature,
https://www.twilio.com/docs/usage/security#validating-requests.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.datastructures import MultiDict
from starlette.responses import Response
from twilio.request_validator import RequestValidator
from twilio.twiml.messaging_response import MessagingResponse

from assistant.channels.sms.keywords import Keyword
from assistant.channels.sms.transport import Incoming, RefusedError, WebRequest

SIGNATURE = "x-twilio-signature"
_MOST_FIELDS = 200


class TwilioTransport:
    """Reads and answers Twilio's requests."""

    name = "twilio"

    def __init__(self, token: str, public_url: str) -> None:
        """Check signatures with the account's primary auth `token`; `public_url` is what Twilio was told to call."""
        self._validator = RequestValidator(token)
        self._public_url = public_url.rstrip("/")

    def read(self, request: WebRequest) -> Incoming:
        """Return the message of a request that Twilio signed.

        Raises:
            RefusedError: the signature is missing or wrong (403), or it is no message (400).
        """
        try:
            fields = parse_qsl(
                request.body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS
            )
        except ValueError as error:
            raise RefusedError(403, "the body is no form") from error
        form = MultiDict(fields)
        signature = request.headers.get(SIGNATURE, "")
        if not signature or not self._validator.validate(f"{self._public_url}{request.target}", form, signature):
            raise RefusedError(403, "the signature is missing or wrong")
        values = dict(fields)
        identifier, number = values.get("MessageSid", ""), values.get("From", "")
        if not identifier or not number:
            raise RefusedError(400, "MessageSid or From is missing")
        answered = values.get("OptOutType", "").lower()
        return Incoming(
            identifier=identifier,
            number=number,
            text=values.get("Body", ""),
            media=_count(values.get("NumMedia", "0")),
            answered=Keyword(answered) if answered in set(Keyword) else None,
        )

    def reply(self, texts: Sequence[str]) -> Response:
        """Return TwiML that sends `texts`."""
        return Response(twiml(texts), media_type="text/xml")


def twiml(texts: Sequence[str]) -> str:
    """Return TwiML that sends `texts`, one message each."""
    response = MessagingResponse()
    for text in texts:
        response.message(text)
    return str(response)


def _count(number: str) -> int:
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 4 else 0
