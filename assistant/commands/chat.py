"""`assistant chat`: talk to the assistant in the terminal."""

from __future__ import annotations

import asyncio
import secrets
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from assistant.conversation_tests.recording import Recorder
    from assistant.turns import Turn
    from knowledge.records import Channel


class ChannelName(StrEnum):
    """The channels, as the command line names them."""

    WEBSITE = "website"
    SMS = "sms"


def chat(
    channel: Annotated[ChannelName, typer.Option(help="Whose words to read.")] = ChannelName.WEBSITE,
    why: Annotated[bool, typer.Option(help="Show the record of each turn: outcome, facts, intent.")] = False,
    record: Annotated[Path | None, typer.Option(help="Write the conversation here, as a test.")] = None,
) -> None:
    """Talk to the assistant. Type a number to press that button, "quit" or Ctrl-D to leave."""
    from assistant.conversation_tests.recording import Recorder

    try:
        recorder = Recorder(record, channel.value) if record is not None else None
        asyncio.run(_chat(channel.value, why, recorder))
    except (FileExistsError, FileNotFoundError) as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"[bold red]Problem:[/] {error}")
        sys.exit(2)


async def _chat(channel: Channel, why: bool, recorder: Recorder | None) -> None:
    from assistant.conversation import Assistant
    from assistant.model import find_model

    console = Console(highlight=False)
    with console.status("Loading ..."):
        assistant = Assistant.load(find_model())
    conversation = secrets.token_hex(8)
    turn = await assistant.start(conversation, channel)
    _show(console, turn, why)
    while True:
        try:
            text = (await asyncio.to_thread(console.input, "\n[bold]You:[/] ")).strip()
        except (EOFError, KeyboardInterrupt):
            break
        if text.lower() in ("quit", "exit"):
            break
        chosen = int(text) if text.isdecimal() and len(text) < 3 else 0
        pressed = 0 < chosen <= len(turn.buttons)
        if pressed:
            turn = await assistant.press(conversation, turn.buttons[chosen - 1], channel)
        else:
            turn = await assistant.say(conversation, text, channel)
        if recorder is not None:
            recorder.keep(turn, pressed)
        _show(console, turn, why)
    if recorder is not None and recorder.write():
        console.print("\nThe conversation is written down. Read it before you keep it: docs/testing.md says how.")
    console.print("\nGoodbye.")


def _show(console: Console, turn: Turn, why: bool) -> None:
    console.print()
    number = 0
    for message in turn.messages:
        console.print(Text(message.text, style="cyan"))
        for button in message.buttons:
            number += 1
            console.print(Text(f"  [{number}] {button.title}", style="dim"))
    if why:
        record = turn.record
        console.print(
            Text(f"  {turn.intent} {turn.confidence}; {record.as_dict()}; {turn.milliseconds:.0f} ms", style="dim")
        )
