"""The HTTP door: the chat page, its two endpoints, and health. See docs/http-api.md."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from html import escape
from pathlib import Path
from string import Template
from typing import Annotated, Any, TypeVar

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from starlette.exceptions import HTTPException

from assistant.booking.delivery.deliverer import deliverer_of
from assistant.booking.delivery.worker import keep_delivering
from assistant.booking.store import BookingStore
from assistant.channels.sms.router import sms_router
from assistant.server.errors import (
    BAD_JSON,
    BAD_MESSAGE,
    BAD_SESSION,
    FAILED,
    MAX_CHARACTERS,
    NOT_ALLOWED,
    NOT_FOUND,
    SESSION_MISSING,
    TOO_LONG,
    ApiError,
    Problem,
)
from assistant.server.guard import Guard
from assistant.server.health import SECONDS, Readiness
from assistant.server.sessions import Sessions, Store, Talks
from assistant.server.staff import staff_router
from assistant.server.tokens import Tokens
from assistant.settings import Settings

_HERE = Path(__file__).parent
_READ = ["GET", "HEAD"]
_Body = TypeVar("_Body", bound=BaseModel)


def _whole(text: Any) -> Any:
    """Replace half characters: a program that cuts a message may leave half an emoji at its end."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(text, str) else text


class NewSession(BaseModel):
    """The body of POST /api/sessions: nothing."""

    model_config = ConfigDict(extra="forbid")


class NewMessage(BaseModel):
    """The body of POST /api/messages: typed words, or the id of a button."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: Annotated[str, Field(max_length=MAX_CHARACTERS), BeforeValidator(_whole)] | None = None
    press: Annotated[str, Field(max_length=100)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> NewMessage:
        if (self.text is None) == (self.press is None):
            raise ValueError("either text or press")
        return self


def create_app(
    assistant: Talks,
    store: Store,
    settings: Settings,
    check_seconds: float = SECONDS,
    bookings: BookingStore | None = None,
) -> FastAPI:
    """Return the application around an assistant that is loaded, with the staff page and delivery of `bookings`.

    `app.state.readiness` is the readiness to be checked once before the server says that it is ready.
    """
    tokens = Tokens(settings.secret, settings.session_hours)
    sessions = Sessions(assistant, store, tokens, settings.care_team_phone)
    readiness = Readiness(assistant, store, check_seconds)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(readiness.keep_checking())]
        if bookings is not None and (deliverer := deliverer_of(settings)):
            tasks.append(asyncio.create_task(keep_delivering(bookings, deliverer)))
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    app = FastAPI(lifespan=lifespan, openapi_url=None, redirect_slashes=False)
    app.state.readiness = readiness
    app.add_middleware(Guard)
    app.add_exception_handler(ApiError, _known)
    app.add_exception_handler(HTTPException, _unknown)
    app.include_router(sms_router(assistant, settings))

    @app.post("/api/sessions")
    async def new_session(request: Request) -> JSONResponse:
        """Begin a conversation."""
        _body(await request.body() or b"{}", NewSession, BAD_SESSION)
        ticket, turn = await sessions.start()
        expires = ticket.expires.isoformat().replace("+00:00", "Z")
        return JSONResponse({"token": ticket.token, "expires": expires, **turn}, 201)

    @app.post("/api/messages")
    async def new_message(request: Request) -> JSONResponse:
        """Say something, or press a button."""
        conversation = tokens.conversation_of(_bearer(request))
        message = _body(await request.body(), NewMessage, BAD_MESSAGE)
        if message.press is not None:
            return JSONResponse(await sessions.press(conversation, message.press))
        return JSONResponse(await sessions.say(conversation, message.text or ""))

    @app.api_route("/health/live", methods=_READ)
    async def live() -> JSONResponse:
        """Say that the process is up."""
        return JSONResponse({"status": "live"})

    @app.api_route("/health/ready", methods=_READ)
    async def ready() -> JSONResponse:
        """Say whether the assistant answers."""
        if reason := readiness.reason:
            return JSONResponse({"status": "not ready", "reason": reason}, 503)
        return JSONResponse({"status": "ready"})

    if bookings is not None and (staff := staff_router(bookings, settings)):
        app.include_router(staff)

    page = _page(settings)

    @app.api_route("/", methods=_READ)
    async def chat_page() -> Response:
        """Show the chat page."""
        return HTMLResponse(page)

    app.mount("/static", StaticFiles(directory=_HERE / "static"))
    return app


def _page(settings: Settings) -> str:
    """Return the chat page with the hospital's name and number in it."""
    names = {
        "hospital_name": escape(settings.hospital_name),
        "care_team_phone": escape(settings.care_team_phone),
        "max_characters": str(MAX_CHARACTERS),
    }
    return Template((_HERE / "page.html").read_text(encoding="utf-8")).substitute(names)


def _bearer(request: Request) -> str:
    """Return the token of a request.

    Raises:
        ApiError: there is none.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise ApiError(SESSION_MISSING)
    return token.strip()


def _body(raw: bytes, form: type[_Body], problem: Problem) -> _Body:
    """Return the body of a request.

    Raises:
        ApiError: it is not JSON, or not of this form.
    """
    try:
        content: Any = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ApiError(BAD_JSON) from error
    try:
        return form.model_validate(content)
    except ValidationError as error:
        long = any(one["loc"] == ("text",) and one["type"] == "string_too_long" for one in error.errors())
        raise ApiError(TOO_LONG if long else problem) from error


async def _known(_: Request, error: Exception) -> Response:
    return error.problem.response() if isinstance(error, ApiError) else FAILED.response()


async def _unknown(_: Request, error: Exception) -> Response:
    """Answer what the framework refuses, in our form."""
    if not isinstance(error, HTTPException):
        return FAILED.response()
    known = {problem.status: problem for problem in (BAD_JSON, NOT_FOUND, NOT_ALLOWED)}
    response = known.get(error.status_code, Problem(error.status_code, "refused", NOT_FOUND.message)).response()
    response.headers.update(error.headers or {})
    return response
