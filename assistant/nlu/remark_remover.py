"""Leaves out the sentences of a message that ask nothing: "I am writing for my uncle. The kettle is on".

The courtesies of `assistant.language.courtesy` are fixed phrases; here whole sentences are told apart by what they
mean. Such sentences stand in remarks.yml beside this file, and in assistant/safety/around.yml; the urgent-help gate
reads every sentence of a message, whatever is left out here.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from safetensors.numpy import load_file, save_file

from assistant.language.reading import Reading, shared_reader
from assistant.nlu.features import all_dense_features, dense_features, prepare_vectors
from assistant.nlu.message_reader import read_as, reading_of, reading_version
from assistant.nlu.remarks import load_remarks
from assistant.nlu.stored import StoredComponent

if TYPE_CHECKING:
    import numpy.typing as npt

_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\s*[\r\n]+\s*")
_WEIGHTS = "weights.safetensors"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class RemarkRemover(StoredComponent):
    """Lets the components behind it read a message of several sentences without its remarks.

    A logistic regression tells sentences that people say around a message from those that ask or tell something. Kept
    is every sentence that names something of the knowledge, or has a question mark; and all, where all seem remarks.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings: from where on a sentence is a remark; to learn from every how many-th example."""
        return {"remarks_from": 0.45, "every": 12, "freedom": 1.0}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        """Make an untrained component, which leaves nothing out."""
        super().__init__(config, model_storage, resource)
        self._weights: npt.NDArray[np.float32] | None = None
        self._offset = 0.0

    def read(self, folder: Path) -> None:
        """Read the weights."""
        stored = load_file(folder / _WEIGHTS)
        self._weights, self._offset = stored["weights"], float(stored["offset"][0])

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        """Return what the training cache must know besides this class: how messages are read, and the remarks."""
        return f"{reading_version()} {load_remarks()!r}"

    def train(self, training_data: TrainingData) -> Resource:
        """Learn remarks against what people ask and tell. The result is the same each time."""
        from sklearn.linear_model import LogisticRegression  # here, because a server does without it

        # "Dad has kidney cancer" stands around a danger without changing it, and yet decides what the page answers.
        remarks = [said for said in load_remarks() if not shared_reader().read(said).mentions]
        asked = [str(example.get(TEXT)) for example in training_data.intent_examples if example.get(TEXT)]
        told = asked[:: self._config["every"]]
        # "I have a pacemaker": what stands beside a question in the examples is no remark.
        told += [one for text in asked if len(said := sentences_of(text)) > 1 for one in said if "?" not in one]
        vectors = all_dense_features([shared_reader().read(text) for text in (*remarks, *told)])
        model = LogisticRegression(C=self._config["freedom"], max_iter=300)
        model.fit(vectors, [True] * len(remarks) + [False] * len(told))
        self._weights, self._offset = model.coef_[0].astype(np.float32), float(model.intercept_[0])
        with self._storage.write_to(self._resource) as folder:
            save_file(
                {"weights": self._weights, "offset": np.array([self._offset], dtype=np.float32)}, folder / _WEIGHTS
            )
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Change nothing: the examples are what people ask, without remarks."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Let messages of several sentences be read without their remarks."""
        for message in messages:
            text = str(message.get(TEXT) or "")
            said = sentences_of(text)
            if len(said) > 1:
                kept = self._kept(text, reading_of(message), said)
                if len(kept) < len(said):
                    read_as(message, " ".join(kept))
        return messages

    def _kept(self, text: str, whole: Reading, said: list[str]) -> list[str]:
        """Return the sentences that are no remarks, or all."""
        readings = [shared_reader().read(sentence) for sentence in said]
        prepare_vectors(text, [whole, *readings])
        kept = [
            sentence
            for sentence, reading in zip(said, readings, strict=True)
            if "?" in sentence or reading.mentions or self.likelihood(reading) < self._config["remarks_from"]
        ]
        return kept or said

    def likelihood(self, reading: Reading) -> float:
        """Return how likely a sentence is a remark, from 0 to 1."""
        if self._weights is None:
            return 0.0
        return float(1 / (1 + np.exp(-(dense_features(reading) @ self._weights + self._offset))))


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a message as typed; a colon ends one too: "My father asks: ..."."""
    return [sentence for sentence in _SENTENCE.split(text) if re.search(r"\w", sentence)]
