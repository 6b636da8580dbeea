"""A real browser, one server around a player of turns, one around the trained assistant, and a hospital's own site."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from chatting import Chat
from playing import HOSTILE, Player, hospital_page
from playwright.async_api import Browser, BrowserContext, async_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from visiting import Site, Visit

from assistant.channels.emergencies import emergency_in
from assistant.channels.website.history import History
from assistant.server.app import create_app
from assistant.settings import Settings

SECRET = "a-secret-that-is-only-used-in-tests-0123456789"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Server(uvicorn.Server):
    """A server in the loop of the tests, that leaves Ctrl-C to them."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture nothing."""
        yield


@contextlib.asynccontextmanager
async def serving(app: Any, listener: socket.socket) -> AsyncIterator[None]:
    """Serve an application until the end of the block."""
    server = _Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none", timeout_graceful_shutdown=1))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        await asyncio.sleep(0.01)
    yield
    server.should_exit = True
    await task


def free_port() -> tuple[socket.socket, int]:
    """Return a listening socket of this machine, and its port."""
    listener = socket.socket(proto=socket.IPPROTO_TCP)  # as the server's own, see `assistant.server.launch.bind`
    listener.bind(("127.0.0.1", 0))
    return listener, int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is. CI never goes on without one."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI"):
        pytest.fail("There is no Chromium, and CI must not go without: .ci/run installs it.")
    if found is None:
        pytest.skip("There is no Chromium on this machine (Debian: apt-get install chromium).")
    return found


@pytest.fixture(scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """One browser for all tests."""
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        await started.close()


@pytest.fixture(scope="session")
def hospital_port() -> tuple[socket.socket, int]:
    """Where the hospital's own site is; as "localhost" it is known to the server, as "127.0.0.1" it is not."""
    return free_port()


@pytest.fixture(scope="session")
async def site(hospital_port: tuple[socket.socket, int]) -> AsyncIterator[Site]:
    """The server around the player."""
    emergency_in("hello")  # loads what the gate needs, as the readiness check of a server does
    player, history = Player(), History()
    settings = Settings(
        secret=SECRET,
        website_origins=(f"http://localhost:{hospital_port[1]}",),
        website_messages_per_minute=600,
        website_sessions_per_minute=6000,
        _env_file=None,
    )
    app = create_app(player, player, settings, 3600, history=history)
    listener, port = free_port()
    async with serving(app, listener):
        yield Site(f"http://127.0.0.1:{port}", app, player, history)


@pytest.fixture(scope="session")
async def hospital(site: Site, hospital_port: tuple[socket.socket, int]) -> AsyncIterator[str]:
    """A hospital's own site at another origin, with a strict policy of its own and, if asked, styles that break all."""

    async def page(request: Request) -> Response:
        attributes = request.query_params.get("attributes", "")
        style = "?hostile" if "hostile" in request.query_params else ""
        policy = f"default-src 'none'; style-src 'self'; script-src {site.address}; frame-src {site.address}"
        content = hospital_page(f"{site.address}/assistant.js", attributes, style)
        return HTMLResponse(content, headers={"Content-Security-Policy": policy})

    async def framed(_: Request) -> Response:
        return HTMLResponse(f'<!DOCTYPE html><title>x</title><iframe src="{site.address}/chat"></iframe>')

    async def style(request: Request) -> Response:
        return Response(HOSTILE if request.url.query else "body { font-family: serif }", media_type="text/css")

    app = Starlette(routes=[Route("/", page), Route("/framed", framed), Route("/style.css", style)])
    async with serving(app, hospital_port[0]):
        yield f"http://localhost:{hospital_port[1]}"


@pytest.fixture(scope="session")
async def real_site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The server around the trained assistant."""
    from assistant.server import launch
    from assistant.tracker_store import store

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "DATABASE", tmp_path_factory.mktemp("var") / "conversations.db")
        assistant, conversations = launch.load()
    settings = Settings(secret=SECRET, _env_file=None)
    listener, port = free_port()
    async with serving(create_app(assistant, conversations, settings, 3600), listener):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """A browser without a past, on a desk."""
    fresh = await browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-US")
    yield fresh
    await fresh.close()


@pytest.fixture
async def visit(browser: Browser, site: Site) -> AsyncIterator[Visit]:
    """Return a function that opens the chat in a browser without a past; faults of the page fail the test."""
    contexts: list[BrowserContext] = []
    chats: list[Chat] = []

    async def go(address: str = "", opened: bool = True, **options: Any) -> Chat:
        fresh = await browser.new_context(**{"viewport": {"width": 1280, "height": 860}, "locale": "en-US", **options})
        contexts.append(fresh)
        chat = Chat(await fresh.new_page())
        chats.append(chat)
        await chat.page.goto(address or site.address)
        if opened:
            await chat.open()
        return chat

    site.player.seconds = 0.0
    site.player.heard.clear()
    yield go
    for fresh in contexts:
        await fresh.close()
    assert [fault for chat in chats for fault in chat.faults] == []


@pytest.fixture
def pictures() -> Path | None:
    """The folder for pictures of the docs, where they are asked for by PICTURES=folder."""
    folder = os.environ.get("PICTURES")
    return Path(folder) if folder else None
