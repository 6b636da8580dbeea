"""`assistant sms`: a phone in the terminal that texts the line; `assistant sms-fallback`: the file for Twilio."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    import httpx

    from assistant.settings import Settings

_PICTURE = ":picture"


def sms(
    url: Annotated[str, typer.Option(help="A server that runs already, such as http://127.0.0.1:8000.")] = "",
    number: Annotated[str, typer.Option(help="The phone that texts.")] = "+12125550142",
) -> None:
    """Text the line from this terminal, signed as Twilio does. ":picture" sends a picture, Ctrl-D leaves."""
    from assistant.channels.sms.simulated import PhoneError

    try:
        asyncio.run(_text(url, number))
    except PhoneError as error:
        Console(stderr=True).print(f"[bold red]Problem:[/] {error}", highlight=False, soft_wrap=True)
        sys.exit(1)


def sms_fallback() -> None:
    """Print the TwiML that Twilio is to answer with while this server is down (see docs/sms.md)."""
    from assistant.channels.sms.fallback import fallback_twiml
    from assistant.settings import load_settings

    print(fallback_twiml(load_settings()), end="")


async def _text(url: str, number: str) -> None:
    from assistant.channels.sms.providers import public_url, twilio_token
    from assistant.channels.sms.simulated import PhoneError, SimulatedPhone
    from assistant.settings import load_settings

    console = Console(highlight=False)
    settings = load_settings()
    token = twilio_token(settings)
    if not token:
        raise PhoneError("Set ASSISTANT_TWILIO_AUTH_TOKEN and ASSISTANT_PUBLIC_URL, or use demonstration mode.")
    async with _server(url, settings, console) as http:
        phone = SimulatedPhone(http, token, settings.public_url or url or public_url(settings), number)
        console.print(Text(f"You are {number}. Type a text; {_PICTURE} sends a picture, Ctrl-D leaves.", style="dim"))
        while True:
            try:
                typed = await asyncio.to_thread(console.input, "\n[bold]You:[/] ")
            except (EOFError, KeyboardInterrupt):
                break
            media = typed.startswith(_PICTURE)
            _show(console, await phone.send(typed.removeprefix(_PICTURE).strip() if media else typed, int(media)))
    console.print()


@asynccontextmanager
async def _server(url: str, settings: Settings, console: Console) -> AsyncIterator[httpx.AsyncClient]:
    """Give a client of the server at `url`, or of one in this process that remembers nothing afterwards."""
    import httpx

    if url:
        async with httpx.AsyncClient(base_url=url, timeout=15) as client:
            yield client
        return
    with tempfile.TemporaryDirectory() as folder:
        with console.status("Loading ..."):
            app = _line(settings, Path(folder) / "sms.db")
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://line") as client:
            yield client


def _line(settings: Settings, database: Path) -> httpx._transports.asgi._ASGIApp:
    from fastapi import FastAPI

    from assistant.channels.sms.router import sms_router
    from assistant.conversation import Assistant
    from assistant.model import find_model

    app = FastAPI(openapi_url=None)
    app.include_router(sms_router(Assistant.load(find_model()), settings, database))
    return app


def _show(console: Console, texts: tuple[str, ...]) -> None:
    from assistant.channels.sms.segments import characters, segments

    if not texts:
        console.print(Text("  (no text comes back)", style="dim"))
    for text in texts:
        count = segments(text)
        console.print()
        console.print(Text(text, style="cyan"))
        console.print(Text(f"  ({count} segment{'s' * (count != 1)}, {characters(text)} characters)", style="dim"))
