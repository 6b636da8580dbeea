"""Turns of actions, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from rasa_sdk import Action, Tracker
    from rasa_sdk.executor import CollectingDispatcher


@pytest.fixture
def turn(dispatcher: CollectingDispatcher, domain: dict[str, Any]) -> Callable[[Action, Tracker], list[dict[str, Any]]]:
    """Return a function that runs an action, sets the slots as Rasa does, and returns what was said in that turn."""

    def run(action: Action, heard: Tracker) -> list[dict[str, Any]]:
        dispatcher.messages.clear()
        for event in action.run(dispatcher, heard, domain):
            if event["event"] == "slot":
                heard.slots[event["name"]] = event["value"]
        return list(dispatcher.messages)

    return run
