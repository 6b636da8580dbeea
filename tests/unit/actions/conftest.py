"""Turns of actions, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from actions.action_answer_combination import ActionAnswerCombination
from actions.action_answer_compare import ActionAnswerCompare
from actions.action_answer_goal import ActionAnswerGoal
from actions.action_answer_how_given import ActionAnswerHowGiven
from actions.action_answer_named_treatment import ActionAnswerNamedTreatment
from actions.action_answer_overview import ActionAnswerOverview
from actions.action_answer_repeat import ActionAnswerRepeat
from actions.action_answer_side_effect_management import ActionAnswerSideEffectManagement
from actions.action_answer_side_effects import ActionAnswerSideEffects
from actions.action_answer_specific_side_effect import ActionAnswerSpecificSideEffect
from actions.action_answer_what import ActionAnswerWhat
from actions.action_answer_which_treatment_causes import ActionAnswerWhichTreatmentCauses
from actions.action_default_fallback import ActionDefaultFallback
from actions.action_redirect_to_appointment import ActionRedirectToAppointment
from actions.action_share_situation import ActionShareSituation
from assistant.language.reading import shared_reader
from assistant.nlu.message_reader import entities_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from rasa_sdk import Action, Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from tests.conftest import Trackers

    Hold = Callable[..., list[dict[str, Any]]]

ACTIONS: dict[str, Action] = {
    "ask_combination": ActionAnswerCombination(),
    "ask_compare": ActionAnswerCompare(),
    "ask_goal": ActionAnswerGoal(),
    "ask_how_given": ActionAnswerHowGiven(),
    "ask_overview": ActionAnswerOverview(),
    "ask_repeat": ActionAnswerRepeat(),
    "ask_side_effect_management": ActionAnswerSideEffectManagement(),
    "ask_side_effects": ActionAnswerSideEffects(),
    "ask_specific_side_effect": ActionAnswerSpecificSideEffect(),
    "ask_what": ActionAnswerWhat(),
    "ask_which_treatment_causes": ActionAnswerWhichTreatmentCauses(),
    "name_treatment": ActionAnswerNamedTreatment(),
    "nlu_fallback": ActionDefaultFallback(),
    "out_of_scope_nonsense": ActionDefaultFallback(),
    "share_situation": ActionShareSituation(),
}
"""The action of each intent, as data/rules.yml has it; every other is redirected."""


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


@pytest.fixture
def hold(tracker: Trackers, turn: Any) -> Hold:
    """Return a function that holds a conversation of (text, intent) and returns what was said last."""

    def run(*turns: tuple[str, str]) -> list[dict[str, Any]]:
        slots: dict[str, Any] = {}
        said: list[dict[str, Any]] = []
        for text, intent in turns:
            heard = tracker(text, intent, slots=slots)
            heard.latest_message["entities"] = entities_of(shared_reader().read(text))
            said = turn(ACTIONS.get(intent, ActionRedirectToAppointment()), heard)
            slots = heard.slots
        return said

    return run
