"""The classifier: logistic regression over the features of a message, careful about what it has no answer to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier as RasaIntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, raise_warning, read_json_file
from safetensors.numpy import load_file, save_file

from assistant.dialogue.resolve import ANSWERED_INTENTS
from assistant.nlu.logistic import fit
from assistant.nlu.message_reader import PARTS, entities_of, reading_of
from assistant.nlu.stored import StoredComponent
from assistant.training.sentences import OUT_OF_SCOPE

if TYPE_CHECKING:
    import numpy.typing as npt
    from scipy.sparse import csr_matrix

NOT_UNDERSTOOD = "nlu_fallback"
NONSENSE = "out_of_scope_nonsense"
QUESTIONS = "questions"
"""Key of the parsed message, where it asks two things: both, with `text`, `intent`, `confidence`, `entities`, and the
place in the message at which it was `asked`, counted from 0: they stand in the order in which they are answered.
"""
ANSWERED = 2
"""How many questions of a message are answered."""
LEFT_OUT = "questions_left_out"
"""Key of the parsed message: how many more it asks."""
_FIRST = ANSWERED_INTENTS | {"book_appointment"}
"""Intents that come first of two; a redirect, or a wish to talk to somebody, comes behind the answer."""
_INTENTS, _WEIGHTS = "intents.json", "weights.safetensors"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(StoredComponent, RasaIntentClassifier):
    """Predicts the intent of a message from its sentence features.

    The many kinds of out-of-scope question share what they have in common, that the knowledge holds no answer: their
    probabilities are added up, and when their sum with `caution` on top is above the best other intent, the message is
    out of scope, of the likeliest kind. Stored as JSON and safetensors: a model file holds no code.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings: freedom of the weights, caution, when to answer, when a part is a question, others."""
        return {
            "freedom": 5.0,
            "caution": 0.1,
            "answers_from": 0.36,
            "sure": 0.6,
            "never": [],
            "iterations": 300,
            "ranking_length": 5,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """Make an untrained classifier."""
        super().__init__(config, model_storage, resource)
        self._intents: list[str] = []
        self._weights: npt.NDArray[np.float16] = np.zeros((0, 0), dtype=np.float16)
        """One row for each feature, one column for each intent: a message needs few of the rows."""
        self._offsets: npt.NDArray[np.float32] = np.zeros(0, dtype=np.float32)

    def read(self, folder: Path) -> None:
        """Read the intents and their weights."""
        self._intents = read_json_file(folder / _INTENTS)
        stored = load_file(folder / _WEIGHTS)
        self._weights = stored["weights"]
        self._offsets = stored["offsets"]

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the weights. The result is the same each time: the solver has no chance in it."""
        learned = [example for example in training_data.intent_examples if example.get(TEXT)]
        examples = [example for example in learned if example.get(INTENT) not in self._config["never"]]
        features = [dense_and_sparse(example) for example in examples]
        from scipy.sparse import vstack  # here, because a server does without it

        fitted = fit(
            np.vstack([dense for dense, _ in features]),
            vstack([sparse for _, sparse in features], format="csr"),
            [str(example.get(INTENT)) for example in examples],
            self._config["freedom"],
            self._config["iterations"],
        )
        if not fitted.settled:
            raise_warning(
                f"The weights of the intents were still changing after {self._config['iterations']} steps."
                " Set 'iterations' of the IntentClassifier in config.yml higher."
            )
        self._intents = fitted.classes
        # Half precision keeps the model file small; it changes a probability by less than 0.001.
        weights = {"weights": fitted.weights.astype(np.float16), "offsets": fitted.offsets}
        with self._storage.write_to(self._resource) as folder:
            dump_obj_as_json_to_file(folder / _INTENTS, self._intents)
            save_file(weights, folder / _WEIGHTS)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message, and its questions where it holds two."""
        for message in messages:
            ranking = self.rank(message)
            if not any(character.isalnum() for character in reading_of(message).folded):
                ranking = [{INTENT_NAME_KEY: NONSENSE, PREDICTED_CONFIDENCE_KEY: 1.0}]  # no word was typed
            found = self._questions(message)
            questions = found[:ANSWERED] if len(found) > 1 else []
            if questions:
                message.set(QUESTIONS, questions, add_to_output=True)
                message.set(LEFT_OUT, len(found) - len(questions), add_to_output=True)
                first = {INTENT_NAME_KEY: questions[0][INTENT], PREDICTED_CONFIDENCE_KEY: questions[0]["confidence"]}
                # Those above it are left out: Rasa takes a best intent that is not on top for an ambiguous one.
                below = [other for other in ranking if other[PREDICTED_CONFIDENCE_KEY] <= questions[0]["confidence"]]
                ranking = [first, *(other for other in below if other[INTENT_NAME_KEY] != first[INTENT_NAME_KEY])]
            elif self._is_doubtful(ranking[0]):
                doubt = 1.0 - ranking[0][PREDICTED_CONFIDENCE_KEY]
                ranking.insert(0, {INTENT_NAME_KEY: NOT_UNDERSTOOD, PREDICTED_CONFIDENCE_KEY: doubt})
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _is_doubtful(self, best: dict[str, Any]) -> bool:
        """Say whether an answer to `best` would be a guess: wrong answers do more harm than asking again."""
        answers = best[INTENT_NAME_KEY] in ANSWERED_INTENTS - {"name_treatment"}  # it only takes up what was asked
        return answers and bool(best[PREDICTED_CONFIDENCE_KEY] < self._config["answers_from"])

    def rank(self, message: Message) -> list[dict[str, Any]]:
        """Return the likeliest intents, best first, each with its name and confidence."""
        probabilities = self._probabilities(message)
        outside = np.array([intent.startswith(OUT_OF_SCOPE) for intent in self._intents])
        outside_sum = float(probabilities[outside].sum())
        inside_best = float(probabilities[~outside].max())
        order = sorted(range(len(self._intents)), key=lambda place: -float(probabilities[place]))
        if outside_sum + self._config["caution"] > inside_best:
            order.sort(key=lambda place: not outside[place])
        else:
            order.sort(key=lambda place: bool(outside[place]))
        ranking = [
            {INTENT_NAME_KEY: self._intents[place], PREDICTED_CONFIDENCE_KEY: float(probabilities[place])}
            for place in order[: self._config["ranking_length"]]
        ]
        if outside[order[0]]:
            ranking[0][PREDICTED_CONFIDENCE_KEY] = outside_sum
        return ranking

    def _questions(self, message: Message) -> list[dict[str, Any]]:
        """Return the questions of a message, what may be answered first; none or one where it asks one thing."""
        found: list[dict[str, Any]] = []
        for asked, part in enumerate(message.get(PARTS, ())):
            best = self.rank(part)[0]
            intent, confidence = best[INTENT_NAME_KEY], best[PREDICTED_CONFIDENCE_KEY]
            asks = intent.startswith(("ask_", "book_", OUT_OF_SCOPE)) and confidence >= self._config["sure"]
            entities = entities_of(reading_of(part))
            alike = any(one[INTENT] == intent and _values(one["entities"]) == _values(entities) for one in found)
            if asks and not alike:
                text = reading_of(part).folded
                one = {TEXT: text, INTENT: intent, "confidence": confidence, "entities": entities, "asked": asked}
                found.append(one)
        found.sort(key=lambda question: question[INTENT] not in _FIRST)
        return found

    def _probabilities(self, message: Message) -> npt.NDArray[np.float64]:
        """Return the probability of each intent."""
        (dense,), sparse = dense_and_sparse(message)
        rows = np.concatenate([np.arange(len(dense)), len(dense) + sparse.indices])
        values = np.concatenate([dense, sparse.data])
        scores = (values @ self._weights[rows].astype(np.float32)).astype(np.float64) + self._offsets
        scores = np.exp(scores - scores.max())
        return np.asarray(scores / scores.sum())


def dense_and_sparse(message: Message) -> tuple[npt.NDArray[np.float32], csr_matrix]:
    """Return the sentence features of a message: one row of each."""
    _, sparse = message.get_sparse_features(TEXT)
    _, dense = message.get_dense_features(TEXT)
    return dense.features, sparse.features


def _values(entities: list[dict[str, Any]]) -> set[str]:
    """Return what entities name."""
    return {str(entity["value"]) for entity in entities}
