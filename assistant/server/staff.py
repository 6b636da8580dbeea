"""The staff page: requests that wait for a call. Off unless ASSISTANT_STAFF_PASSWORDS is set. See docs/booking.md."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from itsdangerous import BadData, URLSafeSerializer
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.booking.code import read_code
from assistant.booking.delivery.deliverer import delivers
from assistant.booking.details import delivery, details, whom
from assistant.booking.errors import BookingError
from assistant.booking.passwords import Passwords
from assistant.booking.store import BookingStore, ClosedBooking
from assistant.booking.stored import ADVICE
from assistant.server.staff_access import LONGEST_SECONDS, Access, Session, same
from assistant.server.staff_list import View
from assistant.settings import Settings

PATH = "/staff"
COOKIE = "staff_session"
_LONGEST_FIELD = 200


class _RefusedError(Exception):
    """Ends a request with a response: nobody is signed in, or the form is not of our page."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def staff_router(store: BookingStore, settings: Settings) -> APIRouter | None:
    """Return the staff page, None where nobody may sign in.

    Raises:
        BookingError: the setting of the passwords can't be read.
    """
    passwords = Passwords(settings.staff_passwords.get_secret_value())
    return _Desk(store, settings, Access(passwords)).router() if passwords else None


class _Desk:
    """What the page does."""

    def __init__(self, store: BookingStore, settings: Settings, access: Access) -> None:
        self._store = store
        self._access = access
        # A password takes a tenth of a second of a processor, on purpose: many at once would hold up patients' answers.
        self._one_at_a_time = asyncio.Lock()
        self._secure = settings.mode == "production"
        # Sessions end with the process, so a key of this process will do where no secret is set.
        self._signer = URLSafeSerializer(
            settings.secret.get_secret_value() or secrets.token_urlsafe(48), salt="assistant.staff"
        )
        folder = FileSystemLoader(Path(__file__).parent / "staff_pages")
        self._pages = Environment(loader=folder, autoescape=True, undefined=StrictUndefined)
        self._pages.filters["moment"] = _moment
        self._pages.globals["hospital_name"] = settings.hospital_name
        self._pages.globals["advice"] = ADVICE
        self._sends = delivers(settings)

    def router(self) -> APIRouter:
        """Return the page's addresses."""
        router = APIRouter(prefix=PATH)
        for path, method, work in (
            ("", "GET", self._list),
            ("/sign-in", "GET", self._sign_in_page),
            ("/sign-in", "POST", self._sign_in),
            ("/sign-out", "POST", self._sign_out),
            ("/search", "POST", self._search),
            ("/requests/{code}", "GET", self._show),
            ("/requests/{code}/done", "POST", self._done),
            ("/requests/{code}/reopen", "POST", self._reopen),
        ):
            router.add_api_route(path, self._guarded(work), methods=[method], response_model=None)
        return router

    def _guarded(self, work: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            try:
                return await work(request)
            except _RefusedError as refused:
                return refused.response
            except BookingError as error:
                return self._page("problem.html", 503, problem=str(error))

        # FastAPI reads the annotations of what it calls, and these are words only (from __future__).
        guarded.__annotations__ = {"request": Request}
        return guarded

    async def _list(self, request: Request) -> Response:
        session = self._signed_in(request)
        view = View.of(request.query_params)
        found = await asyncio.to_thread(self._store.page, session.name, view.number, handled=view.everything)
        done = read_code(request.query_params.get("done", ""))
        now = datetime.now(UTC)
        return self._page("list.html", session=session, found=found, view=view.at(found.number), done=done, now=now)

    async def _show(self, request: Request) -> Response:
        session = self._signed_in(request)
        code = read_code(str(request.path_params["code"]))
        booking = await asyncio.to_thread(self._store.show, code, session.name) if code else None
        if booking is None:
            return self._page("problem.html", 404, session=session, problem="There is no request of this code.")
        made = None if isinstance(booking, ClosedBooking) else booking.request
        return self._page(
            "show.html",
            session=session,
            view=View.of(request.query_params),
            now=datetime.now(UTC),
            booking=booking,
            delivery=delivery(booking.delivery, self._sends),
            request=made,
            whom=whom(made) if made else "",
            details=details(made) if made else [],
        )

    async def _search(self, request: Request) -> Response:
        session, form = await self._form(request)
        code = read_code(form.get("code", ""))
        if code is None:
            problem = "This is not a reference code. One looks like K7Q-4M9."
            return self._page("problem.html", 404, session=session, problem=problem)
        return RedirectResponse(f"{PATH}/requests/{code}", 303)

    async def _done(self, request: Request) -> Response:
        session, _ = await self._form(request)
        code = read_code(str(request.path_params["code"]))
        if code is None or not await asyncio.to_thread(self._store.done, code, session.name):
            return self._page("problem.html", 409, session=session, problem="This request does not wait for a call.")
        return RedirectResponse(PATH + View.of(request.query_params).query(done=code), 303)

    async def _reopen(self, request: Request) -> Response:
        session, _ = await self._form(request)
        code = read_code(str(request.path_params["code"]))
        if code is None or not await asyncio.to_thread(self._store.reopen, code, session.name):
            return self._page("problem.html", 409, session=session, problem="This request is not done.")
        return RedirectResponse(f"{PATH}/requests/{code}{View.of(request.query_params).query()}", 303)

    async def _sign_in_page(self, _: Request) -> Response:
        return self._page("sign_in.html", problem="")

    async def _sign_in(self, request: Request) -> Response:
        form = await _fields(request)
        name = form.get("name", "").strip()
        address = request.client.host if request.client else ""
        if not self._access.may_try(name, address):
            return self._page("sign_in.html", 429, problem="Too many tries. Wait 15 minutes, then try again.")
        async with self._one_at_a_time:
            key = await asyncio.to_thread(self._access.sign_in, name, form.get("password", ""), address)
        if key is None:
            return self._page("sign_in.html", 403, problem="Name and password do not fit.")
        response = RedirectResponse(PATH, 303)
        response.set_cookie(
            COOKIE,
            str(self._signer.dumps(key)),
            max_age=LONGEST_SECONDS,
            path=PATH,
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return response

    async def _sign_out(self, request: Request) -> Response:
        await self._form(request)
        self._access.sign_out(self._key(request))
        response = RedirectResponse(f"{PATH}/sign-in", 303)
        response.delete_cookie(COOKIE, path=PATH)
        return response

    def _key(self, request: Request) -> str:
        try:
            return str(self._signer.loads(request.cookies.get(COOKIE, "")))
        except BadData:
            return ""

    def _signed_in(self, request: Request) -> Session:
        session = self._access.session(self._key(request))
        if session is None:
            raise _RefusedError(RedirectResponse(f"{PATH}/sign-in", 303))
        return session

    async def _form(self, request: Request) -> tuple[Session, dict[str, str]]:
        """Return who sends a form, and its fields; a form that another page made is refused."""
        session = self._signed_in(request)
        form = await _fields(request)
        if not same(form.get("csrf", ""), session.csrf):
            problem = "This form is too old. Go back, load the page again, and send it once more."
            raise _RefusedError(self._page("problem.html", 403, session=session, problem=problem))
        return session, form

    def _page(self, name: str, status: int = 200, session: Session | None = None, **values: Any) -> HTMLResponse:
        return HTMLResponse(self._pages.get_template(name).render(session=session, path=PATH, **values), status)


async def _fields(request: Request) -> dict[str, str]:
    """Return the text fields of a form that comes from this site."""
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        raise _RefusedError(HTMLResponse("This form comes from another site.", 403))
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise _RefusedError(HTMLResponse("This form comes from another site.", 403))
    async with request.form(max_files=0, max_fields=5) as form:
        return {name: value[:_LONGEST_FIELD] for name, value in form.items() if isinstance(value, str)}


def _moment(at: datetime | None) -> str:
    return "" if at is None else f"{at:%a, %B} {at.day}, {at.hour % 12 or 12}:{at:%M %p}"
