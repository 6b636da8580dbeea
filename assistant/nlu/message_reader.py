"""Tokens and entities from the words of the knowledge."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from assistant import language
from assistant.language.asking import asks_nothing, what_is_asked
from assistant.language.clauses import questions_in, unmarked_questions
from assistant.language.reading import Reading, shared_reader
from knowledge.vocabulary import Kind, vocabulary_version


def reading_of(message: Message) -> Reading:
    """Return the reading of what counts of a message; the reader remembers it, so that asking twice costs nothing."""
    return shared_reader().read(message.get(READ_AS) or message.get(TEXT) or "")


def read_as(message: Message, text: str) -> None:
    """Let the components behind the reader read `text`, which is a part of the message, in place of all of it."""
    message.set(READ_AS, text)
    message.set(PARTS, _parts(what_is_asked(reading_of(message).plain)))


@lru_cache(maxsize=1)
def reading_version() -> str:
    """Return digits that change whenever messages may be read differently; Rasa's training cache asks for them."""
    digest = hashlib.sha256(vocabulary_version().encode())
    for path in sorted(Path(language.__file__).parent.iterdir()):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


READ_AS = "read_as"
"""Key of a message under which stands what counts of it, where that is not all; not part of what Rasa returns."""
PARTS = "parts"
"""Key of a message under which its questions stand, as messages of their own; not part of what Rasa returns."""


def with_parts(messages: list[Message]) -> list[Message]:
    """Return the messages and the questions in them, for components that treat both alike."""
    return [one for message in messages for one in (message, *message.get(PARTS, ()))]


def questions_of(asked: str) -> tuple[str, ...]:
    """Return the questions of what a message asks; none where it holds fewer than two."""
    return questions_in(asked) or unmarked_questions(asked, lambda part: shared_reader().read(part).ids(Kind.TREATMENT))


def _parts(asked: str) -> list[Message]:
    """Return the questions of a message as messages of their own, where it asks two or more."""
    questions = [part for part in questions_of(asked) if not asks_nothing(shared_reader().read(part).plain)]
    return [Message({TEXT: part}) for part in questions] if len(questions) > 1 else []


def entities_of(reading: Reading) -> list[dict[str, Any]]:
    """Return what `reading` mentions in the form of Rasa's entities, values being ids of the knowledge."""
    return [
        {
            "entity": mention.kind.value,
            "value": mention.id,
            "start": mention.start,
            "end": mention.end,
            "extractor": MessageReader.__name__,
        }
        for mention in reading.mentions
    ]


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class MessageReader(Tokenizer):
    """Reads a message against the knowledge: tokens with corrected spelling, and entities.

    The entities are `treatment`, `service`, `effect`, `focus` and `not_covered`; their values are the ids of the
    knowledge, and their words are the `words` of its files, so that an editor adds a synonym there and nowhere else.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings that Rasa's base class asks for; none of them is used here."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        """Create the component (see Rasa's `GraphComponent.create`)."""
        return cls(config)

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        """Return what the training cache must know besides this class: how messages are read."""
        return reading_version()

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Return the words of a message as typed."""
        text = str(message.get(attribute) or "")
        return self._convert_words_to_tokens(text.split(), text)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add tokens, entities and the questions of messages that came from a person."""
        for message in super().process(messages):
            found = entities_of(reading_of(message))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
            message.set(PARTS, _parts(what_is_asked(reading_of(message).plain)))
        return messages
