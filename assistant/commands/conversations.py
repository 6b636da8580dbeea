"""`assistant export`, `assistant erase`, `assistant purge`: what is kept of conversations, given out and deleted."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from assistant.commands.terminal import days_of, note, private_file, stop_with

if TYPE_CHECKING:
    from assistant.channels.website.history import History
    from assistant.server.store import ConversationStore

Whose = Annotated[
    str, typer.Argument(help="The conversation's id, the token of a chat that is open, or a phone's number (+1...).")
]


@dataclass(frozen=True)
class _Stores:
    """All places where conversations are kept."""

    conversations: ConversationStore
    history: History


def export(
    whose: Whose,
    file: Annotated[Path | None, typer.Argument(help="The file to write; without one, to the terminal.")] = None,
) -> None:
    """Write all that is kept of one conversation as JSON. Keep it as you keep a patient's record."""
    stores, conversation = _open(), _conversation(whose)
    events = stores.conversations.events_of(conversation)
    shown = [turn.as_dict() for turn in stores.history.after(conversation, 0)]
    if not events and not shown:
        stop_with(f"Nothing is kept of {escape(whose)}.")
    note("export conversation")
    content = {"conversation": conversation, "messages": _messages(events), "website": shown, "events": events}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    if file is None:
        sys.stdout.write(text)
        return
    with private_file(file) as out:
        out.write(text)
    Console(highlight=False).print(f"Messages: {len(content['messages'])}, in {escape(str(file))}.")


def erase(
    whose: Whose,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete all that is kept of one conversation. An appointment request stays (assistant bookings)."""
    stores, conversation = _open(), _conversation(whose)
    if not yes:
        typer.confirm("Delete this conversation for good?", abort=True)
    gone = stores.conversations.erase(conversation)
    shown = len(stores.history.after(conversation, 0))
    stores.history.close(conversation)
    if _is_number(whose):
        _forget_phone(whose)
    if not gone and not shown:
        stop_with(f"Nothing is kept of {escape(whose)}.")
    note("erase conversation")
    Console(highlight=False).print("The conversation is deleted. Copies may be in your backups.")


def purge(
    older_than: Annotated[str, typer.Option(help="Age since the last word, in days: 30d.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete the conversations without a word for so long. The server does it by itself (ASSISTANT_RETENTION_DAYS)."""
    days = days_of(older_than)
    if not yes:
        typer.confirm(f"Delete the conversations without a word for {days} days?", abort=True)
    from assistant.server.retention import Retention

    stores = _open()
    gone = Retention(stores.conversations, stores.history, days).purge()
    note(f"purge conversations ({gone.conversations})")
    Console(highlight=False).print(f"Deleted: {gone.conversations} conversations. Forgotten: {gone.phones} phones.")


def _open() -> _Stores:
    from assistant.channels.website import history
    from assistant.server import store
    from assistant.settings import load_settings
    from assistant.storage.database import place_of

    try:
        conversations = store.ConversationStore(place_of(store.DATABASE))
        life = load_settings().session_hours * 3600  # with another, a deleted chat would open again too early
        return _Stores(conversations, history.History(place_of(history.DATABASE), life))
    except (store.StoreError, history.HistoryError) as error:
        stop_with(escape(str(error)))


def _conversation(whose: str) -> str:
    """Return the conversation that is meant."""
    from assistant.channels.website.tokens import Tokens
    from assistant.server.errors import ApiError
    from assistant.settings import load_settings

    settings = load_settings()
    if _is_number(whose):
        return _of_phone(whose)
    try:
        return Tokens(settings.secret.get_secret_value(), settings.session_hours).conversation_of(whose)
    except ApiError:
        return whose


def _of_phone(number: str) -> str:
    """Return the conversation of a phone that is open, or was last."""
    from assistant.channels.sms import store
    from assistant.channels.sms.identity import Identity
    from assistant.settings import load_settings

    identity = Identity(load_settings().secret.get_secret_value())
    known = asyncio.run(store.PhoneStore().known(identity.phone(number), ""))
    if known.phone.started is None:
        stop_with(f"No conversation of {escape(number)} is known. Older ones are deleted by age (assistant purge).")
    return identity.conversation(number, known.phone.started)


def _forget_phone(number: str) -> None:
    from assistant.channels.sms import store
    from assistant.channels.sms.identity import Identity
    from assistant.settings import load_settings

    store.PhoneStore().forget(Identity(load_settings().secret.get_secret_value()).phone(number))


def _is_number(whose: str) -> bool:
    return whose.startswith("+")


def _messages(events: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return what was said, as people read it."""
    who = {"user": "person", "bot": "assistant"}
    return [
        {
            "at": datetime.fromtimestamp(event.get("timestamp") or 0.0, UTC).isoformat(timespec="seconds"),
            "who": who[event["event"]],
            "text": str(event.get("text") or ""),
        }
        for event in events
        if event.get("event") in who
    ]
