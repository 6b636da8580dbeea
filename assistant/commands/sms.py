"""`assistant sms`: a phone in the terminal that texts the line; `assistant sms-fallback`: the file for Twilio."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from assistant.commands.terminal import stop_with

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.settings import Settings

_PICTURE = ":picture"


def sms(
    url: Annotated[str, typer.Option(help="A server that runs already, such as http://127.0.0.1:8000.")] = "",
    number: Annotated[str, typer.Option(help="The phone that texts.")] = "+12125550142",
) -> None:
    """Text the line from this terminal, signed as Twilio does. ":picture" sends a picture, Ctrl-D leaves."""
    from assistant.channels.sms.simulated import PhoneError

    try:
        with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
            _text(url, number, Path(folder) / "sms.db", runner)
    except PhoneError as error:
        stop_with(str(error))


def sms_fallback() -> None:
    """Print the TwiML that Twilio is to answer with while this server is down (see docs/sms.md)."""
    from assistant.channels.sms.fallback import fallback_twiml
    from assistant.settings import load_settings

    print(fallback_twiml(load_settings()), end="")


def _text(url: str, number: str, database: Path, runner: asyncio.Runner) -> None:
    """Send what is typed to the server at `url`, or to one in this process that keeps what it must in `database`."""
    import httpx

    from assistant.channels.sms.providers import public_url, twilio_token
    from assistant.channels.sms.simulated import PhoneError, SimulatedPhone
    from assistant.settings import load_settings

    console = Console(highlight=False)
    settings = load_settings()
    token = twilio_token(settings)
    if not token:
        raise PhoneError("Set ASSISTANT_TWILIO_AUTH_TOKEN and ASSISTANT_PUBLIC_URL, or use demonstration mode.")
    if url:
        http = httpx.AsyncClient(base_url=url, timeout=15)
    else:
        with console.status("Loading ..."):
            app = _line(settings, database)
        http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://line")
    phone = SimulatedPhone(http, token, settings.public_url or url or public_url(settings), number)
    console.print(Text(f"You are {number}. Type a text; {_PICTURE} sends a picture, Ctrl-D leaves.", style="dim"))
    while (typed := _typed(console)) is not None:
        media = typed.startswith(_PICTURE)
        text = typed.removeprefix(_PICTURE).strip() if media else typed
        _show(console, runner.run(phone.send(text, int(media))))
    runner.run(http.aclose())


def _typed(console: Console) -> str | None:
    """Return what is typed, or None where there is no more; read outside of the event loop, so that Ctrl-C works."""
    try:
        return console.input("\n[bold]You:[/] ")
    except (EOFError, KeyboardInterrupt):
        console.print()
        return None


def _line(settings: Settings, database: Path) -> FastAPI:
    from fastapi import FastAPI

    from assistant.channels.emergencies import emergency_in
    from assistant.channels.sms.router import sms_router
    from assistant.conversation_tests.bookings_apart import keep_apart
    from assistant.training.model import find_model
    from assistant.turn.conversation import Assistant

    keep_apart()
    model = find_model()
    emergency_in("hello")  # loads what the gate needs, as the server's readiness check does
    app = FastAPI(openapi_url=None)
    app.include_router(sms_router(Assistant.load(model), settings, database))
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
