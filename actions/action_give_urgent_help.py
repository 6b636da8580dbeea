"""Says what to do in an emergency."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.booking import wait_in_form
from actions.speaking import channel_of
from assistant.dialogue.next_steps import ONLY_ASKING
from assistant.dialogue.replies import Outcome, Record
from assistant.safety import Tier
from assistant.safety.replies import load_urgent_help
from assistant.settings import load_settings
from assistant.turn.crisis import SAID, SOUNDED_LIKE, only_sounds_urgent


class ActionGiveUrgentHelp(Action):
    """Says what to do now, and nothing else; intent `urgent_help`, which only the urgent-help gate sets."""

    def name(self) -> str:
        """Return the action's name."""
        return "action_give_urgent_help"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Say the reply of the tier that the gate found; without one, that of the care team's number."""
        tier = Tier(next(tracker.get_latest_entity_values("tier"), Tier.CALL_CARE_TEAM_NOW))
        kind = next(tracker.get_latest_entity_values("kind"), None)
        typed = str(tracker.latest_message.get("text") or "")
        help_ = load_urgent_help()
        dispatcher.utter_message(
            text=help_.text(tier, kind, channel_of(tracker), load_settings().care_team_phone, typed),
            buttons=[{"title": help_.only_asking, "payload": ONLY_ASKING}],
            record=Record(Outcome.URGENT, tier=tier.value).as_dict(),
        )
        crisis: list[dict[str, Any]] = []
        if tier is Tier.CRISIS or kind == "suicidal":
            said = not only_sounds_urgent(typed) or tracker.slots.get("crisis") == SAID
            crisis = [SlotSet("crisis", SAID if said else SOUNDED_LIKE)]
        requested = tracker.slots.get("requested_slot")
        # Inside the appointment form nothing may stand behind urgent help, not even the form's next question.
        return [*crisis, *wait_in_form(requested)] if tracker.active_loop.get("name") and requested else crisis
