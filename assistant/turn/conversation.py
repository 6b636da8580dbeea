"""The assistant as one object: start a conversation, say something, press a button. All doors use it."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from assistant.dialogue.appointment.after_sending import wish_of_a_sent_request
from assistant.dialogue.appointment.leaving import takes_up_again
from assistant.dialogue.appointment.needs import need_at_visit
from assistant.dialogue.appointment.words import form_words
from assistant.dialogue.next_steps import ONLY_ASKING, payload
from assistant.dialogue.replies import Button, Outcome, Record
from assistant.language.folding import MAX_CHARACTERS
from assistant.rasa_speed import make_rasa_quick
from assistant.safety.happening import says_it_happens
from assistant.safety.replies import load_urgent_help
from assistant.settings import load_settings
from assistant.turn.action_endpoint import InProcessActions, check_results_once
from assistant.turn.after_urgent_help import (
    after_press,
    in_the_light_of,
    may_take_back,
    only_asking_button,
    recent_danger,
    takes_back,
    urgent_help_for_asked,
)
from assistant.turn.crisis import still_offering_help
from assistant.turn.line_said import line_needed
from assistant.turn.needs_at_visit import need_told
from assistant.turn.rasa_turns import (
    asked_slot,
    left_to_say,
    make_way_between_steps,
    names_treatment,
    read_beside_the_loop,
    remember_saved,
    saved_in_this_turn,
    understood,
)
from assistant.turn.repeats import SaidBeforeError, earlier_turn, refuse_repeats
from assistant.turn.taken_up import taken_up
from assistant.turn.turns import Said, Turn, record_of
from assistant.turn.urgent_help import assess_in_time, with_urgent_help
from knowledge.records import Channel

logger = logging.getLogger(__name__)

_AT_ONCE = 8
"""Turns that are worked on at the same time; others wait before their time begins to count.

A turn is mostly computing: without a limit, all of a rush end late together, and some too late to be answered.
"""
_LAST_READ_SECONDS = 1.0
"""How long the conversation is read for behind a turn that failed; its reply is there already."""
_NOTHING = "..."
"""What Rasa is told where nothing readable was typed: a message without text would get no action."""


class ButtonNotOfferedError(LookupError):
    """A button was pressed that the last turn did not offer."""


class _Output(CollectingOutputChannel):
    """Collects the messages of one turn; its name chooses among the responses of domain.yml."""

    def __init__(self, channel: Channel) -> None:
        super().__init__()
        self._channel = channel

    def name(self) -> str:
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep the message whole: text, buttons and record."""
        self.messages.append(message)


class Assistant:
    """The trained assistant. One per process; safe for many conversations at once."""

    def __init__(self, agent: Agent) -> None:
        """Use a loaded agent; see `load`."""
        self._agent = agent
        self._places = asyncio.Semaphore(_AT_ONCE)

    @property
    def agent(self) -> Agent:
        """Rasa's agent, for who watches its parts."""
        return self._agent

    @classmethod
    def load(cls, model: Path, tracker_store: TrackerStore | None = None) -> Assistant:
        """Load the model at `model`. Conversations are kept in `tracker_store`, or else in memory.

        Raises:
            KnowledgeError: what is said in an emergency or in the form can't be used; that must stop no turn.
        """
        load_urgent_help()
        form_words()
        check_results_once()
        make_rasa_quick()
        store = tracker_store or InMemoryTrackerStore(Domain.empty())
        agent = Agent(tracker_store=store, lock_store=InMemoryLockStore(), action_endpoint=InProcessActions())
        agent.load_model(model)
        if agent.processor is not None:
            remember_saved(agent.processor)
            read_beside_the_loop(agent.processor)
            make_way_between_steps(agent.processor)
            refuse_repeats(agent.processor)
        return cls(agent)

    async def start(self, conversation: str, channel: Channel) -> Turn:
        """Begin a conversation under a new id: what the assistant says first."""
        output = _Output(channel)

        async def begin() -> None:
            processor = self._agent.processor
            if processor is None:
                raise RuntimeError("no model is loaded")
            async with self._agent.lock_store.lock(conversation):
                tracker = await processor.fetch_tracker_and_update_session(conversation, output, {"channel": channel})
                await processor.save_tracker(tracker)

        turn, _ = await self._turn("", begin(), output, conversation)
        return turn

    async def say(self, conversation: str, text: str, channel: Channel, message: str | None = None) -> Turn:
        """Send what a person typed. It is never taken as a command: a "/" at its beginning is dropped.

        Under an id of the `message` that was sent before, it gets the same answer and is not said again.
        """
        typed = _without_controls(text)[:MAX_CHARACTERS].lstrip("/ ")
        if may_take_back(typed) and await self._takes_back(conversation, typed):
            return await self.press(conversation, Button(text, ONLY_ASKING), channel, message)
        if says_it_happens(typed) and (help_ := urgent_help_for_asked(await self._tracker(conversation))):
            return await self.press(conversation, Button(text, help_), channel, message)
        if need_at_visit(typed) and (told := need_told(typed, await self._tracker(conversation))):
            return await self.press(conversation, Button(text, told), channel, message)
        wish = wish_of_a_sent_request(typed, form_words())
        if wish and await self._has_sent(conversation):
            typed = payload("ask_request", choice=wish)
        elif takes_up_again(typed) and (begins := taken_up(await self._tracker(conversation))):
            typed = begins
        turn, tracker = await self._send(conversation, text, typed or _NOTHING, channel, message)
        return await self._guarded(text, turn, tracker, channel)

    async def press(self, conversation: str, button: Button, channel: Channel, message: str | None = None) -> Turn:
        """Press a button that the assistant itself offered; `message` as for `say`."""
        turn, tracker = await self._send(conversation, button.title, button.payload, channel, message)
        return after_press(button.payload, turn, tracker, channel)

    async def again(self, conversation: str, message: str, channel: Channel) -> Turn | None:
        """Return the turn to which the press with this id led, or None where it was never done."""
        tracker = await self._tracker(conversation)
        earlier = earlier_turn(tracker, message) if tracker else None
        if earlier is None:
            return None
        output = _Output(channel)
        output.messages.extend(earlier.messages)
        turn, _ = await self._turn("", asyncio.sleep(0), output, conversation)
        return after_press(earlier.text, turn, tracker, channel)

    async def press_title(self, conversation: str, title: str, last: Turn | None, channel: Channel) -> Turn:
        """Press the button of the `last` turn with this title.

        Raises:
            ButtonNotOfferedError: the last turn offered none of that title.
        """
        offered = last.buttons if last else ()
        for button in offered:
            if button.title.casefold() == title.strip().casefold():
                return await self.press(conversation, button, channel)
        titles = ", ".join(f'"{button.title}"' for button in offered) or "none"
        raise ButtonNotOfferedError(f'there is no button "{title}" to press; offered: {titles}')

    async def open_after_urgent_help(self, conversation: str) -> tuple[Button, ...]:
        """Return the button that may be pressed for some messages after urgent help, whichever turn offered it."""
        return (only_asking_button(),) if await self._was_stopped(conversation) else ()

    async def _takes_back(self, conversation: str, typed: str) -> bool:
        """Say whether a message takes the urgent help back that was given a few messages ago."""
        danger = recent_danger(await self._tracker(conversation), before_last=False)
        return danger is not None and takes_back(typed, danger, await assess_in_time(typed))

    async def _was_stopped(self, conversation: str) -> bool:
        """Say whether urgent help was given a few messages ago; who was only asking may say so again."""
        return recent_danger(await self._tracker(conversation), before_last=False) is not None

    async def _has_sent(self, conversation: str) -> bool:
        """Say whether a request for an appointment was sent, and no other is being filled in."""
        tracker = await self._tracker(conversation)
        return tracker is not None and not tracker.active_loop_name and bool(tracker.get_slot("request_sent"))

    async def _guarded(self, text: str, turn: Turn, tracker: DialogueStateTracker | None, channel: Channel) -> Turn:
        """Make sure of what must hold whatever understanding and dialogue did with an emergency.

        The messages after one are read in its light, and after a word of suicide every turn that brings no other urgent
        help keeps offering it.
        """
        phone = load_settings().care_team_phone
        assessment = await assess_in_time(text)
        turn = with_urgent_help(text, await line_needed(text, assessment, tracker), turn, channel, phone)
        danger, named = recent_danger(tracker), names_treatment(tracker)
        turn = in_the_light_of(danger, assessment, turn, channel, phone, names_treatment=named)
        return still_offering_help(turn, tracker, channel)

    async def _send(
        self, conversation: str, shown: str, text: str, channel: Channel, identifier: str | None
    ) -> tuple[Turn, DialogueStateTracker | None]:
        output = _Output(channel)
        message = UserMessage(text, output, conversation, input_channel=channel, message_id=identifier)
        return await self._turn(shown, self._agent.handle_message(message), output, conversation)

    async def _turn(
        self, user: str, work: Any, output: _Output, conversation: str
    ) -> tuple[Turn, DialogueStateTracker | None]:
        """Do the work of a turn; return it and the conversation as stored. Whatever happens, something is said."""
        began = time.perf_counter()
        saved = saved_in_this_turn()
        record: Record | None = None
        try:
            await self._in_a_place(work)
        except SaidBeforeError as before:
            output.messages[:] = before.messages
        except Exception as error:  # noqa: BLE001 - whatever Rasa does, the patient gets a reply
            logger.error("turn.failed error=%s", type(error).__name__)
            output.messages.clear()
        if not output.messages:
            record = Record(Outcome.ERROR)
            output.messages.append({"text": self._technical_problem()})
        tracker = saved[-1] if saved else await self._tracker(conversation)
        saved.clear()  # the timers of this turn hold it for as long as they were to run, and with it all that was read
        intent, confidence = understood(tracker)
        turn = Turn(
            user=user,
            messages=tuple(_said(message) for message in output.messages),
            record=record or record_of(output.messages),
            intent=intent,
            confidence=confidence,
            milliseconds=(time.perf_counter() - began) * 1000,
            asks=asked_slot(tracker),
            more=left_to_say(tracker),
        )
        return turn, tracker

    async def _in_a_place(self, work: Any) -> None:
        """Do the work of a turn when one of the places is free.

        Raises:
            TimeoutError: no place was free in time, or the work took too long. Who waits for longer than a proxy does
                would read no words at all.
        """
        seconds = load_settings().turn_seconds
        try:
            await asyncio.wait_for(self._places.acquire(), 2 * seconds)
        except BaseException:
            work.close()  # it was never begun
            raise
        try:
            await asyncio.wait_for(work, seconds)
        finally:
            self._places.release()

    async def _tracker(self, conversation: str) -> DialogueStateTracker | None:
        """Return the stored conversation, or None where the store fails or hangs: the turn has been said by then."""
        try:
            return await asyncio.wait_for(self._agent.tracker_store.retrieve(conversation), _LAST_READ_SECONDS)
        except Exception as error:  # noqa: BLE001 - a store may raise anything
            logger.error("store.failed error=%s", type(error).__name__)
            return None

    def _technical_problem(self) -> str:
        """Return the words of last resort, read from the domain."""
        texts = self._agent.domain.responses["utter_technical_problem"] if self._agent.domain else []
        return str(texts[0]["text"]).format(care_team_phone=load_settings().care_team_phone)


def _said(message: dict[str, Any]) -> Said:
    buttons = tuple(Button(str(b["title"]), str(b["payload"])) for b in message.get("buttons") or ())
    return Said(str(message.get("text") or ""), buttons, message.get("file"))


def _without_controls(text: str) -> str:
    """Return `text` without characters that can't be seen or stored; line breaks become spaces."""
    return "".join(c if c.isprintable() else " " for c in text).strip()
