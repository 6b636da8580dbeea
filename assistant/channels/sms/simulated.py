"""A phone for trying the line without an account: it signs and posts as Twilio does, and reads the TwiML."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import httpx
from twilio.request_validator import RequestValidator

TARGET = "/sms/twilio"
LINE_NUMBER = "+12125550100"
PHONE_NUMBER = "+12125550142"
"""Of the numbers that are kept for invented people."""


class PhoneError(RuntimeError):
    """The line did not answer; the message says what to do."""


def signed_form(
    token: str,
    public_url: str,
    number: str,
    text: str,
    *,
    media: int = 0,
    identifier: str | None = None,
    answered: str | None = None,
) -> tuple[bytes, dict[str, str]]:
    """Return the body and the headers of Twilio's request for a text; `answered` as Advanced Opt-Out says it."""
    form = {
        "MessageSid": identifier or f"SM{secrets.token_hex(16)}",
        "From": number,
        "To": LINE_NUMBER,
        "Body": text,
        "NumMedia": str(media),
    }
    if answered:
        form["OptOutType"] = answered
    signature = RequestValidator(token).compute_signature(f"{public_url.rstrip('/')}{TARGET}", form)
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8", "X-Twilio-Signature": signature}
    return urlencode(form).encode(), headers


def texts_in(answer: str) -> tuple[str, ...]:
    """Return the texts of TwiML."""
    root = ET.fromstring(answer)  # noqa: S314 - our own server's answer
    return tuple(message.text or "" for message in root.iter("Message"))


class SimulatedPhone:
    """One phone that texts a line."""

    def __init__(self, http: httpx.AsyncClient, token: str, public_url: str, number: str = PHONE_NUMBER) -> None:
        """Text over `http` (its base address is the server's), signed with `token` for `public_url`."""
        self._http = http
        self._token = token
        self._public_url = public_url
        self._number = number

    async def send(self, text: str, media: int = 0) -> tuple[str, ...]:
        """Send a text and return those that come back.

        Raises:
            PhoneError: nobody answers, or the server refuses.
        """
        body, headers = signed_form(self._token, self._public_url, self._number, text, media=media)
        try:
            response = await self._http.post(TARGET, content=body, headers=headers)
        except httpx.HTTPError as error:
            raise PhoneError("The server does not answer. Is it running? Start it with 'make run'.") from error
        if response.status_code == httpx.codes.FORBIDDEN:
            raise PhoneError(
                "The server refused the signature. Use its ASSISTANT_TWILIO_AUTH_TOKEN and ASSISTANT_PUBLIC_URL here."
            )
        if response.status_code != httpx.codes.OK:
            raise PhoneError(f"The server answered with status {response.status_code}. Is the text line switched on?")
        return texts_in(response.text)
