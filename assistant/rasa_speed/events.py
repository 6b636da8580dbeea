"""The kinds of stored events, looked up in a table."""

from __future__ import annotations

from rasa.shared.core.events import Event


def resolve_events_quickly() -> None:
    """Look up the kind of a stored event in a table.

    Rasa walks through all its kinds of events for each event that it reads: half of the time of reading a conversation.
    """
    kinds: dict[str, type[Event]] = {}

    def resolve(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
        if type_name not in kinds:
            found = original(type_name, default)
            if found is None or found.type_name != type_name:
                return found
            kinds[type_name] = found
        return kinds[type_name]

    original = Event.resolve_by_type
    if getattr(original, "__module__", "") != __name__:
        Event.resolve_by_type = staticmethod(resolve)
