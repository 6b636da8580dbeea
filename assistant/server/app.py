"""The HTTP door: puts the channels, their pages and health together. See docs/http-api.md."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from assistant.booking.delivery.deliverer import deliverer_of
from assistant.booking.delivery.worker import keep_delivering
from assistant.booking.store import BookingStore
from assistant.booking.upkeep import forget_old
from assistant.channels.needs import Store, Talks
from assistant.channels.problems import BAD_JSON, FAILED, NOT_ALLOWED, NOT_FOUND, ApiError, Problem
from assistant.channels.sms.router import sms_router
from assistant.channels.website.history import History
from assistant.channels.website.pages import pages_router, static_files
from assistant.channels.website.router import website_router
from assistant.server.guard import Guard
from assistant.server.health import SECONDS, Readiness
from assistant.server.metrics import Metrics
from assistant.server.retention import keep_doing
from assistant.server.staff import staff_router
from assistant.server.untrusted_proxy import UntrustedProxy
from assistant.settings import Settings
from assistant.storage.turn_locks import TurnLocks

if TYPE_CHECKING:
    from assistant.server.traces import Traces

_FORGET_SECONDS = 5 * 60.0
"""How often senders of requests are forgotten whose hour is over."""


def create_app(
    assistant: Talks,
    store: Store,
    settings: Settings,
    check_seconds: float = SECONDS,
    *,
    bookings: BookingStore | None = None,
    history: History | None = None,
    daily: Callable[[], object] | None = None,
    locks: TurnLocks | None = None,
) -> FastAPI:
    """Return the application around an assistant that is loaded, with the staff page and delivery of `bookings`.

    Without a `history`, what the website shows is kept in memory. `daily` is done at the start and once a day.
    `locks` keep the order of messages where other processes serve the same conversations.

    `app.state.readiness` is the readiness to be checked once before the server says that it is ready.
    """
    readiness = Readiness(assistant, store, check_seconds)
    traces = _watched(assistant, store, settings.traces) if settings.traces else None
    metrics = Metrics(bookings, readiness) if settings.metrics else None
    if metrics is not None:
        metrics.count_errors()
        assistant = metrics.measured(assistant)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with _at_work(readiness.keep_checking(), *_kept_up(settings, bookings, daily)):
            yield
        if traces is not None:
            await asyncio.to_thread(traces.stop)

    app = FastAPI(lifespan=lifespan, openapi_url=None, redirect_slashes=False)
    app.state.readiness = readiness
    app.add_middleware(UntrustedProxy)
    app.add_middleware(Guard)
    app.add_exception_handler(ApiError, _known)
    app.add_exception_handler(HTTPException, _unknown)
    app.include_router(website_router(assistant, store, history or History(), settings, locks))
    app.include_router(pages_router(settings))
    app.include_router(sms_router(assistant, settings, locks=locks))
    if metrics is not None:
        app.include_router(metrics.router())
    app.mount("/static/staff", StaticFiles(directory=Path(__file__).parent / "static"))
    app.mount("/static", static_files())
    app.include_router(readiness.router())
    if bookings is not None and (staff := staff_router(bookings, settings)):
        app.include_router(staff)
    return app


def _kept_up(
    settings: Settings, bookings: BookingStore | None, daily: Callable[[], object] | None
) -> Iterator[Coroutine[Any, Any, None]]:
    """Return what is done beside the answers for as long as the server runs."""
    if bookings is not None and (deliverer := deliverer_of(settings)):
        yield keep_delivering(bookings, deliverer)
    if bookings is not None:
        yield keep_doing(partial(forget_old, bookings), _FORGET_SECONDS, _FORGET_SECONDS)
    if daily is not None:
        yield keep_doing(daily)


@asynccontextmanager
async def _at_work(*endless: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do what has no end meanwhile, and leave off then."""
    tasks = [asyncio.create_task(one) for one in endless]
    yield
    for task in tasks:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _watched(assistant: Talks, store: Store, address: str) -> Traces:
    from assistant.server.traces import tracing_to  # here: it takes 0.2 s to load, and most servers do without

    traces = tracing_to(address)
    traces.watch(assistant, store)
    return traces


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
