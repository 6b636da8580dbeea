"""`assistant export`, `assistant erase`, `assistant purge`: what is kept of conversations, given out and deleted."""

from __future__ import annotations

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
    from assistant.tracker_store.store import ConversationStore

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
    """Write all that is kept of one conversation, or of all of a phone, as JSON. Keep it as a patient's record."""
    stores = _open()
    found = [one for name in _conversations(whose) if (one := _content(stores, name))]
    if not found:
        stop_with(f"Nothing is kept of {escape(whose)}.")
    note("export conversation")
    content = {"conversations": found} if _is_number(whose) else found[0]
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    if file is None:
        sys.stdout.write(text)
        return
    with private_file(file) as out:
        out.write(text)
    Console(highlight=False).print(f"Messages: {sum(len(one['messages']) for one in found)}, in {escape(str(file))}.")


def erase(
    whose: Whose,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete all that is kept of one conversation, or of all of a phone. Requests stay (assistant bookings)."""
    stores, conversations = _open(), _conversations(whose)
    if not yes:
        which = f"{len(conversations)} conversations" if len(conversations) > 1 else "this conversation"
        typer.confirm(f"Delete {which} for good?", abort=True)
    gone = [name for name in conversations if _erase(stores, name)]
    if _is_number(whose):
        _forget_phone(whose)
    if not gone:
        stop_with(f"Nothing is kept of {escape(whose)}.")
    note("erase conversation" if len(gone) == 1 else f"erase conversations ({len(gone)})")
    what = "The conversation is" if len(gone) == 1 else f"{len(gone)} conversations are"
    Console(highlight=False).print(f"{what} deleted. Copies may be in your backups.")


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
    from assistant.settings import load_settings
    from assistant.storage.database import place_of
    from assistant.tracker_store import store

    try:
        conversations = store.ConversationStore(place_of(store.DATABASE))
        life = load_settings().session_hours * 3600  # with another, a deleted chat would open again too early
        return _Stores(conversations, history.History(place_of(history.DATABASE), life))
    except (store.StoreError, history.HistoryError) as error:
        stop_with(escape(str(error)))


def _content(stores: _Stores, conversation: str) -> dict[str, Any] | None:
    """Return all that is kept of a conversation, or None where nothing is."""
    events = stores.conversations.events_of(conversation)
    shown = [turn.as_dict() for turn in stores.history.after(conversation, 0)]
    if not events and not shown:
        return None
    return {"conversation": conversation, "messages": _messages(events), "website": shown, "events": events}


def _erase(stores: _Stores, conversation: str) -> bool:
    """Delete a conversation everywhere; return whether there was anything of it."""
    gone = stores.conversations.erase(conversation)
    shown = len(stores.history.after(conversation, 0))
    stores.history.close(conversation)
    return bool(gone or shown)


def _conversations(whose: str) -> tuple[str, ...]:
    """Return the conversations that are meant: of a phone all that are kept, oldest first."""
    from assistant.channels.problems import ApiError
    from assistant.channels.website.tokens import Tokens
    from assistant.settings import load_settings

    settings = load_settings()
    if _is_number(whose):
        return _of_phone(whose)
    try:
        return (Tokens(settings.secret.get_secret_value(), settings.session_hours).conversation_of(whose),)
    except ApiError:
        return (whose,)


def _of_phone(number: str) -> tuple[str, ...]:
    """Return the conversations of a phone, oldest first."""
    from assistant.channels.sms import store
    from assistant.channels.sms.identity import Identity
    from assistant.settings import load_settings

    identity = Identity(load_settings().secret.get_secret_value())
    begun = store.PhoneStore().conversations_of(identity.phone(number))
    if not begun:
        stop_with(f"No conversation of {escape(number)} is known. Older ones are deleted by age (assistant purge).")
    return tuple(identity.conversation(number, started) for started in begun)


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
