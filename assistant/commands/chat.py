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
    from assistant.turn.turns import Turn
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
    """Talk to the assistant. Type a number to press that button, "quit", Ctrl-D or Ctrl-C to leave."""
    from assistant.conversation_tests.recording import Recorder

    console = Console(highlight=False)
    try:
        recorder = Recorder(record, channel.value) if record is not None else None
        _chat(console, channel.value, why, recorder)
        if recorder is not None and recorder.write():
            console.print("\nThe conversation is written down. Read it before you keep it: docs/testing.md says how.")
    except (FileExistsError, FileNotFoundError) as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"[bold red]Problem:[/] {error}")
        sys.exit(2)
    console.print("\nGoodbye.")


def _chat(console: Console, channel: Channel, why: bool, recorder: Recorder | None) -> None:
    """Talk until somebody leaves. What is typed is read outside of the event loop, so that Ctrl-C works."""
    from assistant.conversation_tests.bookings_apart import keep_apart
    from assistant.training.model import find_model

    keep_apart()
    with console.status("Loading ..."):
        model = find_model()
        from assistant.turn.conversation import Assistant

        assistant = Assistant.load(model)
    conversation = secrets.token_hex(8)
    with asyncio.Runner() as runner:
        turn = runner.run(assistant.start(conversation, channel))
        console.print(Text("A rehearsal: appointment requests made here go nowhere.", style="dim"))
        _show(console, turn, why)
        try:
            while (text := console.input("\n[bold]You:[/] ").strip()).lower() not in ("quit", "exit"):
                chosen = int(text) if text.isdecimal() and len(text) < 3 else 0
                pressed = 0 < chosen <= len(turn.buttons)
                if pressed:
                    turn = runner.run(assistant.press(conversation, turn.buttons[chosen - 1], channel))
                else:
                    turn = runner.run(assistant.say(conversation, text, channel))
                if recorder is not None:
                    recorder.keep(turn, pressed)
                _show(console, turn, why)
        except (EOFError, KeyboardInterrupt):
            return


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
