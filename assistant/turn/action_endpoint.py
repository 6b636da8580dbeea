"""Runs the custom actions in this process, and replaces what fails by a safe reply.

Rasa calls actions over HTTP: a crash there leaves the patient without a reply and puts the whole conversation into an
error message (docs/rasa-traps.md). Here a crash, a time-out or an unknown action is said
to the patient as a technical problem, with the number to call.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import lru_cache
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import deserialise_events
from rasa.shared.utils.schemas.events import EVENTS_SCHEMA
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from assistant.dialogue.replies import Outcome, Record
from assistant.settings import load_settings

logger = logging.getLogger(__name__)

_THREADS = 16
"""Actions that run at once. They have threads of their own: those that block hold up nothing but other actions."""


class InProcessActions(EndpointConfig):
    """An action endpoint that calls the actions of the package `actions` directly."""

    def __init__(self) -> None:
        """Find all actions; one that can't be imported raises here, at the start."""
        super().__init__()
        self._executor = ActionExecutor()
        self._executor.register_package("actions")
        self._seconds = load_settings().turn_seconds / 2
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="action")

    async def request(self, *_: object, **arguments: Any) -> dict[str, Any]:
        """Run the action that the body in `arguments["json"]` names, and return what Rasa expects of a server."""
        # A copy, because the state holds references to what the conversation still uses; the domain is only read.
        given = arguments["json"]
        state = pickle.loads(pickle.dumps(given | {"domain": None}))  # noqa: S301 - our own; a quarter of the time of JSON
        call = state | {"domain": given.get("domain")}
        name = str(call.get("next_action"))
        try:
            # In a thread: an action that blocks would hold up every other patient, and no time limit would end it.
            running = asyncio.get_running_loop().run_in_executor(self._threads, copy_context().run, self._run, call)
            answer = await asyncio.wait_for(running, self._seconds)
            result = dict(answer or {"events": [], "responses": []})
            _check(result)
            deserialise_events(result["events"])
        except Exception as error:  # noqa: BLE001 - whatever an action does, the patient gets a reply
            logger.error("action.failed action=%s error=%s", name, type(error).__name__)
            return safe_reply(name)
        return result

    def _run(self, call: dict[str, Any]) -> dict[str, Any] | None:
        """Run an action to its end, in the thread that this is called in; one that waits for ever is ended here."""
        return asyncio.run(asyncio.wait_for(self._executor.run(call), self._seconds))


def safe_reply(action: str) -> dict[str, Any]:
    """Return the reply for an action that failed; a session start that failed still starts the session."""
    events = [{"event": "session_started"}, {"event": "action", "name": "action_listen"}]
    return {
        "events": events if action == "action_session_start" else [],
        "responses": [
            {
                "response": "utter_technical_problem",
                "care_team_phone": load_settings().care_team_phone,
                "record": Record(Outcome.ERROR).as_dict(),
            }
        ],
    }


def check_results_once() -> None:
    """Let Rasa take the results of `InProcessActions` as they are: they were checked there.

    Rasa prepares its schema anew at each call and checks with it, which costs 14 ms.
    """
    RemoteAction._validate_action_result = lambda *_: True


def _check(result: dict[str, Any]) -> None:
    """Compare the result of an action with what Rasa expects.

    Raises:
        TypeError, KeyError: it is no list of events and no list of responses, or an event is of no known kind.
        fastjsonschema.JsonSchemaException: an event is not as Rasa describes its kind.
    """
    events, responses = result["events"], result["responses"]
    if not (isinstance(events, list) and isinstance(responses, list) and all(isinstance(r, dict) for r in responses)):
        raise TypeError("an action returns lists of events and responses")
    for event in events:
        _check_of(event["event"])(event)


@lru_cache(maxsize=32)
def _check_of(kind: str) -> Callable[[dict[str, Any]], object]:
    """Return what raises where an event is not as Rasa describes its kind; its own schema tries all kinds each time.

    Raises:
        KeyError: there is no such kind.
    """
    import fastjsonschema

    schema = EVENTS_SCHEMA["items"]
    own = {one["properties"]["event"]["const"]: one for one in schema["oneOf"]}[kind]
    every = {name: value for name, value in schema.items() if name != "oneOf"}
    check: Callable[[dict[str, Any]], object] = fastjsonschema.compile({"allOf": [every, own]})
    return check
