"""The website's endpoints. See docs/http-api.md."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from assistant.channels.caller import calling_from
from assistant.channels.needs import Store, Talks
from assistant.channels.problems import (
    BAD_FEEDBACK,
    BAD_HISTORY,
    BAD_MESSAGE,
    BAD_SESSION,
    BAD_WORDS,
    ApiError,
)
from assistant.channels.website.bodies import (
    NewFeedback,
    NewMessage,
    NewSession,
    WaitingWords,
    bearer,
    body,
    described,
    needed_bearer,
)
from assistant.channels.website.history import History
from assistant.channels.website.pace import Pace
from assistant.channels.website.sessions import Sessions
from assistant.channels.website.tokens import Tokens
from assistant.settings import Settings
from assistant.storage.turn_locks import TurnLocks

_AFTER = {"name": "after", "in": "query", "schema": {"type": "integer", "minimum": 0, "maximum": 9_999_999}}


def website_router(
    assistant: Talks, store: Store, history: History, settings: Settings, locks: TurnLocks | None = None
) -> APIRouter:
    """Return the endpoints around an assistant that is loaded."""
    tokens = Tokens(settings.secret.get_secret_value(), settings.session_hours)
    sessions = Sessions(assistant, store, history, tokens, settings, locks=locks)
    pace = Pace(settings)
    router = APIRouter()
    _add_talking(router, sessions, tokens, pace)
    _add_looking_back(router, sessions, tokens, pace)
    return router


def _add_talking(router: APIRouter, sessions: Sessions, tokens: Tokens, pace: Pace) -> None:
    """Add the endpoints by which a conversation goes on."""

    @router.post("/api/sessions", openapi_extra=described(NewSession))
    async def new_session(request: Request) -> JSONResponse:
        """Begin a conversation. With the token of another one, that one ends: this is how a patient starts again."""
        body(await request.body() or b"{}", NewSession, BAD_SESSION)
        pace.session(_address(request))
        before = _conversation_before(request, tokens)
        ticket, turn = await sessions.start()
        if before is not None:
            await sessions.forget(before)
        expires = ticket.expires.isoformat().replace("+00:00", "Z")
        return JSONResponse({"token": ticket.token, "expires": expires, **turn}, 201)

    @router.post("/api/messages", openapi_extra=described(NewMessage))
    async def new_message(request: Request) -> JSONResponse:
        """Say something, or press a button."""
        conversation = tokens.conversation_of(needed_bearer(request))
        message = body(await request.body(), NewMessage, BAD_MESSAGE)
        try:
            pace.message(conversation)
            message.refuse_long()
            with calling_from(_address(request)):
                if message.press is not None:
                    return JSONResponse(await sessions.press(conversation, message.press, message.id))
                return JSONResponse(await sessions.say(conversation, message.text or "", message.id))
        except ApiError:
            if help_first := await sessions.urgent_help(conversation, message.text or ""):
                return JSONResponse(help_first)
            raise

    @router.post("/api/urgent-help", openapi_extra=described(WaitingWords))
    async def urgent_help(request: Request) -> Response:
        """Look at words that wait for their turn: urgent help for an emergency, nothing for others, and no limit."""
        conversation = tokens.conversation_of(needed_bearer(request))
        words = body(await request.body(), WaitingWords, BAD_WORDS)
        urgent = await sessions.urgent_help(conversation, words.text)
        return JSONResponse(urgent) if urgent else Response(status_code=204)


def _add_looking_back(router: APIRouter, sessions: Sessions, tokens: Tokens, pace: Pace) -> None:
    """Add the endpoints for what was said: to show it again, to rate it, to delete it."""

    @router.get("/api/messages", openapi_extra={"parameters": [_AFTER]})
    async def shown(request: Request) -> JSONResponse:
        """Return what was shown, after the turn with the number `after`."""
        conversation = tokens.conversation_of(needed_bearer(request))
        return JSONResponse({"turns": await sessions.shown(conversation, _after(request))})

    @router.post("/api/feedback", openapi_extra=described(NewFeedback))
    async def feedback(request: Request) -> Response:
        """Keep what a patient thinks of a turn."""
        conversation = tokens.conversation_of(needed_bearer(request))
        opinion = body(await request.body(), NewFeedback, BAD_FEEDBACK)
        pace.message(conversation)
        today = datetime.now(UTC).date().isoformat()
        if not await sessions.rate(conversation, opinion.turn, today, opinion.helpful, opinion.reason):
            raise ApiError(BAD_FEEDBACK)
        return Response(status_code=204)

    @router.post("/api/forget")
    async def forget(request: Request) -> Response:
        """End the conversation and delete all that was said in it."""
        await sessions.forget(tokens.conversation_of(needed_bearer(request)))
        return Response(status_code=204)


def _conversation_before(request: Request, tokens: Tokens) -> str | None:
    """Return the conversation that is to end; a token that has ended already is no hindrance to a new beginning."""
    token = bearer(request)
    try:
        return tokens.conversation_of(token) if token else None
    except ApiError:
        return None


def _address(request: Request) -> str:
    """Return the network address that a request comes from, empty where there is none."""
    return request.client.host if request.client else ""


def _after(request: Request) -> int:
    """Return the number of the last turn that the client has.

    Raises:
        ApiError: it is no number.
    """
    given: Any = request.query_params.get("after", "0")
    if not (given.isascii() and given.isdigit() and len(given) <= 7):
        raise ApiError(BAD_HISTORY)
    return int(given)
