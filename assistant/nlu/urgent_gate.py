"""The urgent-help gate inside Rasa: an emergency is seen before anything else is answered."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant.dialogue.details import DETAILS
from assistant.nlu.intent_classifier import QUESTIONS
from assistant.safety import assess

URGENT_HELP = "urgent_help"
CALM = "calm"
"""Key of the parsed message: what would have been understood, for a person who says "I was only asking"."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class UrgentGate(GraphComponent):
    """Overrides the intent of a message that `assistant.safety.assess` finds urgent. Last in the pipeline.

    The gate reads the raw text, in every state of the conversation, and knows nothing of what the components before it
    found. What a person typed never begins with "/" here (`Assistant.say`): such a text is a pressed button.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UrgentGate:
        """Create the component (see Rasa's `GraphComponent.create`)."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and tier of each urgent message, keeping what would have been understood."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            if text.startswith("/"):
                continue
            assessment = assess(text)
            if assessment.tier is None:
                continue
            calm = {key: message.get(key) for key in (TEXT, INTENT, ENTITIES, QUESTIONS, DETAILS) if message.get(key)}
            message.set(CALM, calm, add_to_output=True)
            message.set(QUESTIONS, [], add_to_output=True)
            message.set(INTENT, {INTENT_NAME_KEY: URGENT_HELP, PREDICTED_CONFIDENCE_KEY: 1.0}, add_to_output=True)
            found = {"tier": assessment.tier.value, "kind": assessment.kind or ""}
            entities = [
                {"entity": name, "value": value, "extractor": type(self).__name__} for name, value in found.items()
            ]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
