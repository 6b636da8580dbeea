"""The webhooks: POST /sms/<name of the phone company>."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from assistant.channels.needs import Talks
from assistant.channels.sms.identity import Identity
from assistant.channels.sms.line import Line, NotKeptError
from assistant.channels.sms.phone_page import add_phone_page
from assistant.channels.sms.providers import transports
from assistant.channels.sms.refusals import Refusals
from assistant.channels.sms.store import PhoneStore
from assistant.channels.sms.talk import Talk
from assistant.channels.sms.transport import RefusedError, Transport, WebRequest
from assistant.channels.sms.words import load_texting
from assistant.settings import Settings
from assistant.storage.database import Place
from assistant.storage.turn_locks import TurnLocks


def sms_router(assistant: Talks, settings: Settings, place: Place = None, locks: TurnLocks | None = None) -> APIRouter:
    """Return the webhooks that the settings switch on; `place` (that of the settings) is opened when it is needed."""
    router = APIRouter(prefix="/sms")
    companies = transports(settings)
    if not companies:
        return router
    line = make_line(assistant, settings, place, locks)
    for company in companies:
        add_company(router, company, line)
    if settings.mode == "demonstration":
        add_phone_page(router, settings, line)
    return router


def make_line(assistant: Talks, settings: Settings, place: Place = None, locks: TurnLocks | None = None) -> Line:
    """Return the line around an assistant.

    Raises:
        KnowledgeError: knowledge/texting.yml can't be used.
    """
    identity = Identity(settings.secret.get_secret_value())
    words = load_texting().filled(settings)
    talk = Talk(assistant, identity, words, settings.care_team_phone)
    return Line(talk, PhoneStore(place), identity, words, settings.care_team_phone, locks=locks)


def add_company(router: APIRouter, company: Transport, line: Line) -> None:
    """Add the webhook of one phone company."""
    refusals = Refusals()

    async def webhook(request: Request) -> Response:
        try:
            incoming = company.read(await as_it_came(request))
        except RefusedError as refused:
            refusals.note(company.name, refused.status)
            return PlainTextResponse(f"{refused.reason}\n", refused.status)
        try:
            return company.reply(await line.answer(company.name, incoming))
        except NotKeptError:
            return PlainTextResponse("the stop can't be kept; ask again\n", 503)

    router.add_api_route(f"/{company.name}", webhook, methods=["POST"], response_model=None)


async def as_it_came(request: Request) -> WebRequest:
    """Return a request with the path exactly as it was sent: signatures are over that."""
    raw = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    query = request.scope["query_string"].decode("latin-1")
    return WebRequest(f"{path}?{query}" if query else path, dict(request.headers), await request.body())
