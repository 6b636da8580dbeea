"""The door in this process: the trained model, policies and actions, and what happens inside."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from assistant.channels.caller import caller_number
from assistant.conversation_tests.bookings_apart import CALLER, forget_requests, keep_apart
from assistant.conversation_tests.drivers import not_offered
from assistant.conversation_tests.seeing import Inside, Message, Seen
from knowledge.records import Channel

if TYPE_CHECKING:
    from assistant.turn.conversation import Assistant
    from assistant.turn.turns import Turn

_NEAREST = 3
_numbers = itertools.count(1)


@lru_cache(maxsize=1)
def load_assistant() -> Assistant:
    """Return the trained assistant, loaded once in this process; from here on bookings go to a database of the tests.

    Raises:
        ModelError: there is no model of today's data.
    """
    from assistant.training.model import find_model
    from assistant.turn.conversation import Assistant

    keep_apart()
    return Assistant.load(find_model())


class InProcess:
    """Runs conversations on a loaded assistant."""

    shows_record = True
    shows_inside = True
    channels: tuple[Channel, ...] = ("website", "sms")

    def __init__(self, assistant: Assistant) -> None:
        """Talk to `assistant`."""
        self._assistant = assistant

    async def begin(self, channel: Channel, slots: Mapping[str, Any]) -> tuple[_Talk, Seen]:
        """Begin a conversation in which `slots` are set and nobody has asked for an appointment yet."""
        forget_requests()
        talk = _Talk(self._assistant, f"conversation-test-{next(_numbers)}", channel)
        return talk, await talk.start(slots)

    async def close(self) -> None:
        """Let go of nothing: the assistant is kept."""


class _Talk:
    """One conversation."""

    def __init__(self, assistant: Assistant, name: str, channel: Channel) -> None:
        self._assistant, self._name, self._channel = assistant, name, channel
        self._store = assistant._agent.tracker_store  # no other door of the assistant shows what happens inside
        self._last: Turn | None = None
        self._events = 0
        self._began: float | None = None
        """When the session began whose events are counted."""

    async def start(self, slots: Mapping[str, Any]) -> Seen:
        turn = await self._assistant.start(self._name, self._channel)
        if slots:
            from rasa.shared.core.events import SlotSet

            tracker = await self._store.retrieve(self._name)
            for name, value in slots.items():
                tracker.update(SlotSet(name, value))
            await self._store.save(tracker)
        return await self._seen(turn)

    async def say(self, text: str) -> Seen:
        """Send what is typed."""
        with self._calling():
            return await self._seen(await self._assistant.say(self._name, text, self._channel))

    async def press(self, title: str) -> Seen:
        """Press a button of the last turn."""
        from assistant.turn.conversation import ButtonNotOfferedError

        offered = tuple(button.title for button in self._last.buttons) if self._last else ()
        try:
            with self._calling():
                turn = await self._assistant.press_title(self._name, title, self._last, self._channel)
        except ButtonNotOfferedError as error:
            raise not_offered(title, offered) from error
        return await self._seen(turn)

    async def later(self, minutes: int) -> None:
        """Let all that happened so far have happened `minutes` earlier."""
        tracker = await self._store.retrieve(self._name)
        for event in tracker.events:
            event.timestamp -= 60 * minutes
        self._began = tracker.events[0].timestamp
        await self._store.save(tracker)

    @contextmanager
    def _calling(self) -> Iterator[None]:
        """Let a text message come from a number, as the text line does."""
        calling = caller_number.set(CALLER if self._channel == "sms" else None)
        try:
            yield
        finally:
            caller_number.reset(calling)

    async def _seen(self, turn: Turn) -> Seen:
        self._last = turn
        messages = tuple(
            Message(
                said.text,
                tuple(button.title for button in said.buttons),
                tuple(button.payload for button in said.buttons),
            )
            for said in turn.messages
        )
        return Seen(messages, turn.record.as_dict(), await self._inside())

    async def _inside(self) -> Inside:
        """Read from the stored conversation what happened since the last look."""
        tracker = await self._store.retrieve(self._name)  # the session that is under way
        events = list(tracker.events) if tracker else []
        began = events[0].timestamp if events else None
        if began != self._began:
            self._began, self._events = began, 0
        events = events[self._events :]
        self._events += len(events)
        intents: tuple[tuple[str, float], ...] = ()
        for event in events:
            if event.type_name == "user":
                intents = _ranked(event.parse_data)
        domain = self._assistant._agent.domain
        steps = tuple(_steps(events, domain.user_actions if domain else ()))
        return Inside(
            intents,
            tuple(name for kind, name in steps if kind in ("action", "inner")),
            tuple(str(e.metadata["utter_action"]) for e in events if e.type_name == "bot" and _is_response(e)),
            tracker.current_slot_values() if tracker else {},
            steps,
        )


def _is_response(event: Any) -> bool:
    return bool((event.metadata or {}).get("utter_action"))


def _ranked(parsed: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    """Return the intent that was taken, then the nearest others."""
    taken = parsed.get("intent") or {}
    ranking = [taken, *(parsed.get("intent_ranking") or ())]
    nearest = {str(one["name"]): float(one.get("confidence") or 0.0) for one in reversed(ranking) if one.get("name")}
    order = dict.fromkeys(str(one["name"]) for one in ranking if one.get("name"))
    return tuple((name, nearest[name]) for name in list(order)[:_NEAREST])


def _steps(events: Iterable[Any], custom: Container[str]) -> Iterator[tuple[str, str]]:
    """Return the intents, actions and loops among events, in order.

    A form runs `validate_<form>` and `action_ask_<slot>` itself and leaves no event of theirs: they are known by the
    form's own action and by the slot that it asks for ("inner").
    """
    for event in events:
        if event.type_name == "user":
            yield "intent", str(event.intent_name)
        elif event.type_name == "action" and event.action_name and event.action_name != "action_listen":
            yield "action", str(event.action_name)
            if f"validate_{event.action_name}" in custom:
                yield "inner", f"validate_{event.action_name}"
        elif event.type_name == "slot" and event.key == "requested_slot" and f"action_ask_{event.value}" in custom:
            yield "inner", f"action_ask_{event.value}"
        elif event.type_name == "active_loop":
            yield "loop", str(event.name or "")
