"""Finds which fact of each treatment a message may ask for: "from outside, or do they put something in".

In the middle of a talk people ask for one detail of what is spoken of, and do not name it. A classifier of intents sees
neither what is spoken of nor which fact is meant. This component says of each topic which of its facts may be asked
for, and how surely. The dialogue knows which topic it is (`assistant.dialogue.details`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from safetensors.numpy import load_file, save_file

from assistant.dialogue.details import ASKS_NOTHING, DETAILS
from assistant.dialogue.resolve import ANSWERED_INTENTS
from assistant.language.reading import shared_reader
from assistant.nlu.detail_questions import DetailQuestions, load_detail_questions
from assistant.nlu.features import all_dense_features
from assistant.nlu.intent_classifier import NOT_UNDERSTOOD, dense_and_sparse
from assistant.nlu.stored import StoredComponent

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float32]

_NONE = "none"
"""What asks for no fact of a topic: no fact has this id."""
_FEWEST_WORDS = 4
"""Of a message that is more than a word of the talk, such as "no, thank you"."""
_PERHAPS = 0.5
"""From here on a fact may be asked for."""
_FACTS, _WEIGHTS = "facts.json", "weights.safetensors"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DetailFinder(StoredComponent, RasaIntentClassifier):
    """Adds to each message, for each topic, the fact of it that is likely asked for; and whether it asks nothing.

    One logistic regression for each topic over the sentence features: its facts, against what the page does not say of
    it, what asks nothing, what is out of scope, and the facts of other topics that are asked for in other words.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings: when a fact is likely, what else is learned from, the fit, and what gives way."""
        return {
            "likely_from": 0.3,
            "every": 2,
            "of_others": 2,
            "freedom": 10.0,
            "iterations": 300,
            "weight_of_none": 0.3,
            "small_talk": [],
            "in_place_from": 0.9,
            "has_own_reply": [],
            "nothing_from": 0.65,
            "nothing_unless_surer": 0.6,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """Make an untrained component, which finds nothing."""
        super().__init__(config, model_storage, resource)
        self._facts: dict[str, list[str]] = {}
        self._weights: dict[str, Array] = {}

    def read(self, folder: Path) -> None:
        """Read the facts of each topic and their weights, the last row of which are the offsets."""
        self._facts = read_json_file(folder / _FACTS)
        self._weights = {topic: w.astype(np.float32) for topic, w in load_file(folder / _WEIGHTS).items()}

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        """Return what the training cache must know besides this class: the questions."""
        return repr(load_detail_questions())

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the facts of each topic. The result is the same each time: the solver has no chance in it."""
        from sklearn.linear_model import LogisticRegression  # here, because a server does without it

        questions = load_detail_questions()
        # Nothing is learned from examples that may ask for what a fact answers.
        examples = [one for one in training_data.intent_examples if one.get(INTENT) not in ANSWERED_INTENTS]
        spoken = [example for example in examples if example.get(TEXT)]
        others = np.concatenate([dense_and_sparse(example)[0] for example in spoken[:: self._config["every"]]])
        of_text = _vectors()
        weights: dict[str, Array] = {}
        for topic in (*questions.topics, ASKS_NOTHING):
            learned = self._learned(questions, topic) if topic in questions.topics else _all(questions)
            given = np.concatenate([np.stack([of_text[text] for text, _ in learned]), others])
            labels = np.array([fact for _, fact in learned] + [_NONE] * len(others))
            counts = np.where(labels == _NONE, self._config["weight_of_none"], 1.0)
            solver = LogisticRegression(C=self._config["freedom"], max_iter=self._config["iterations"])
            model = solver.fit(given, labels, sample_weight=counts)
            self._facts[topic] = [str(fact) for fact in model.classes_]
            learned_weights = _one_column_each(np.vstack([model.coef_.T, model.intercept_]))
            weights[topic] = np.ascontiguousarray(learned_weights, dtype=np.float16)  # as safetensors asks for
        with self._storage.write_to(self._resource) as folder:
            dump_obj_as_json_to_file(folder / _FACTS, self._facts)
            save_file(weights, folder / _WEIGHTS)
        return self._resource

    def _learned(self, questions: DetailQuestions, topic: str) -> list[tuple[str, str]]:
        """Return the questions that a topic learns from, each with its fact or none."""
        own = questions.topics[topic]
        learned = [(text, fact) for fact, texts in own.facts.items() for text in texts]
        learned += [(text, _NONE) for each in questions.topics.values() for text in each.not_said]
        learned += [(text, _NONE) for text in questions.asks_nothing]
        other = [
            text
            for each in questions.topics.values()
            if each is not own
            for fact, texts in each.facts.items()
            if not questions.are_alike(fact, topic)
            for text in texts
        ]
        return learned + [(text, _NONE) for text in other[:: self._config["of_others"]]]

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what each message may ask for, and whether it asks for nothing."""
        for message in messages:
            found = self.find(dense_and_sparse(message)[0][0])
            _, nothing = found.pop(ASKS_NOTHING, (None, 0.0))
            if found:
                message.set(DETAILS, found, add_to_output=True)
            if nothing:
                message.set(ASKS_NOTHING, nothing, add_to_output=True)
            if self._is_no_small_talk(message, found) or self._asks_nothing(message, found, nothing):
                message.set(INTENT, {"name": NOT_UNDERSTOOD, "confidence": 1.0}, add_to_output=True)
        return messages

    def _is_no_small_talk(self, message: Message, found: Mapping[str, list[Any]]) -> bool:
        """Say whether a message that was taken for a word of the talk asks for a fact: "so not to take it out?".

        Its reply is found where nothing was understood (`action_default_fallback`), in the light of what was said.
        """
        few = len(str(message.get(TEXT) or "").split()) < _FEWEST_WORDS
        if few or (message.get(INTENT) or {}).get("name") not in self._config["small_talk"]:
            return False
        return any(surely >= self._config["in_place_from"] for _, surely in found.values())

    def _asks_nothing(self, message: Message, found: Mapping[str, list[Any]], nothing: float) -> bool:
        """Say whether a message that was taken for a question, and not surely, asks for nothing: "I will call my son".

        It gets a word of the talk from `action_default_fallback`. What has a reply of its own keeps it, such as thanks.
        """
        intent = message.get(INTENT) or {}
        surer = float(intent.get("confidence") or 0.0) >= self._config["nothing_unless_surer"]
        if nothing < self._config["nothing_from"] or surer or intent.get("name") in self._config["has_own_reply"]:
            return False
        return all(surely < _PERHAPS for _, surely in found.values())

    def find(self, vector: Array) -> dict[str, list[Any]]:
        """Return, for each topic of which a message with these features may ask a fact, the fact and how surely."""
        found: dict[str, list[Any]] = {}
        for topic, weights in self._weights.items():
            scores = vector @ weights[:-1] + weights[-1]
            odds = np.exp(scores - scores.max())
            none = self._facts[topic].index(_NONE)
            best = int(np.argmax(np.where(np.arange(len(odds)) == none, -1.0, odds)))
            surely = float(odds[best] / (odds[best] + odds[none]))
            if surely >= self._config["likely_from"]:
                found[topic] = [self._facts[topic][best], round(surely, 3)]
        return found


def _all(questions: DetailQuestions) -> list[tuple[str, str]]:
    """Return all sentences, each with whether it asks for nothing."""
    nothing = set(questions.asks_nothing)
    return [(text, ASKS_NOTHING if text in nothing else _NONE) for text in questions.texts]


def _one_column_each(weights: Array) -> Array:
    """Return weights with a column for each class: of two classes scikit-learn gives those of the second alone."""
    return weights if weights.shape[1] > 1 else np.hstack([np.zeros_like(weights), weights])


def _dense(message: Message) -> Array:
    _, dense = message.get_dense_features(TEXT)
    return np.asarray(dense.features, dtype=np.float32)


@lru_cache(maxsize=1)
def _vectors() -> Mapping[str, Array]:
    """Return the features of each sentence that is learned from; Rasa's cross-validation trains many times."""
    texts = load_detail_questions().texts
    vectors = all_dense_features([shared_reader().read(text) for text in texts])
    return dict(zip(texts, vectors, strict=True))
