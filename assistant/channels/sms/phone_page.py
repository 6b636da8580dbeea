"""A phone on a page, for demonstration only: /sms/phone texts the line as Twilio would, and shows the segments."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from assistant.channels.problems import ApiError, Problem
from assistant.channels.sms.line import Line
from assistant.channels.sms.providers import public_url, twilio_token
from assistant.channels.sms.segments import characters, is_gsm, segments
from assistant.channels.sms.simulated import PHONE_NUMBER, TARGET, signed_form
from assistant.channels.sms.transport import WebRequest
from assistant.channels.sms.twilio_transport import TwilioTransport
from assistant.channels.website.bodies import Whole, body, described
from assistant.settings import Settings

_FILES = Path(__file__).parent / "phone"
_MOST = 1600
"""Characters that Twilio lets a phone send."""
_BAD_TEXT = Problem(422, "bad_request", 'Send {"text": "what is typed"}, with a "number" and "picture" if you like.')


class SentText(BaseModel):
    """The body of POST /sms/phone/send: what is typed on the phone."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: Annotated[str, Field(max_length=_MOST), Whole]
    number: Annotated[str, Field(pattern=r"^\+1\d{3}55501\d{2}$")] = PHONE_NUMBER
    """A number that is kept for invented people."""
    picture: bool = False


def add_phone_page(router: APIRouter, settings: Settings, line: Line) -> None:
    """Add the page to the webhooks of `line`."""
    token, address = twilio_token(settings), public_url(settings)
    company = TwilioTransport(token, address)
    page = Template((_FILES / "phone.html").read_text(encoding="utf-8")).substitute(
        hospital_name=escape(settings.hospital_name), number=PHONE_NUMBER, most=_MOST
    )

    @router.get("/phone")
    async def show() -> Response:
        """Show the phone."""
        return HTMLResponse(page)

    @router.get("/phone/phone.css")
    async def style() -> Response:
        return FileResponse(_FILES / "phone.css")

    @router.get("/phone/phone.js")
    async def script() -> Response:
        return FileResponse(_FILES / "phone.js")

    @router.post("/phone/send", openapi_extra=described(SentText))
    async def send(request: Request) -> Response:
        """Sign what was typed as Twilio does, and return the texts that Twilio would send."""
        try:
            sent = body(await request.body(), SentText, _BAD_TEXT)
        except ApiError as error:
            return error.problem.response()
        form, headers = signed_form(token, address, sent.number, sent.text, media=int(sent.picture))
        lowered = {name.lower(): value for name, value in headers.items()}
        incoming = company.read(WebRequest(TARGET, lowered, form))
        texts = await line.answer(company.name, incoming)
        return JSONResponse({"texts": [shown(text) for text in texts]})


def shown(text: str) -> dict[str, str | int | bool]:
    """Return a text with what it costs."""
    return {"text": text, "segments": segments(text), "characters": characters(text), "gsm": is_gsm(text)}
