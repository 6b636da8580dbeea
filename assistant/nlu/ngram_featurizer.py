"""Sparse features: pieces of words and short phrases, for what embeddings blur (typing mistakes, little words)."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from assistant.language.reading import Reading
from assistant.nlu.message_reader import reading_of, reading_version, with_parts

_FILE = "ngrams.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(SparseFeaturizer, GraphComponent):
    """Adds tf-idf weights of character pieces of what a message asks, and of word sequences of the masked question."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Return the settings: longest pieces (characters, words), and how many of each are kept."""
        return {
            **SparseFeaturizer.get_default_config(),
            "characters": 5,
            "words": 3,
            "most_character_pieces": 60_000,
            "most_word_pieces": 30_000,
        }

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        """Make an untrained featurizer."""
        super().__init__(name, config)
        self._storage, self._resource = model_storage, resource
        # A piece must be seen twice, and the tenth occurrence in a message says little more than the first.
        common: dict[str, Any] = {"min_df": 2, "sublinear_tf": True, "dtype": np.float32}
        self._characters = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(2, config["characters"]),
            max_features=config["most_character_pieces"],
            **common,
        )
        self._words = TfidfVectorizer(
            ngram_range=(1, config["words"]),
            max_features=config["most_word_pieces"],
            token_pattern=r"\S+",  # noqa: S106 - no password, but what counts as a word
            **common,
        )

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NgramFeaturizer:
        """Create the component (see Rasa's `GraphComponent.create`)."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NgramFeaturizer:
        """Load the pieces and their weights from a model."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            stored = read_json_file(folder / _FILE)
        for vectorizer, pieces in ((component._characters, stored["characters"]), (component._words, stored["words"])):
            vectorizer.vocabulary_ = {piece: column for column, (piece, _) in enumerate(pieces)}
            vectorizer.idf_ = np.array([weight for _, weight in pieces], dtype=np.float32)
        return component

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration: scikit-learn refuses what it can't use."""

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        """Return what the training cache must know besides this class: how messages are read."""
        return reading_version()

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which pieces there are and how telling each is."""
        readings = [reading_of(example) for example in training_data.nlu_examples if example.get(TEXT)]
        self._characters.fit([reading.asked for reading in readings])
        self._words.fit([reading.masked for reading in readings])
        with self._storage.write_to(self._resource) as folder:
            content = {"characters": _pieces(self._characters), "words": _pieces(self._words)}
            dump_obj_as_json_to_file(folder / _FILE, content)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the weights to each message and to each question in it."""
        asked = with_parts(messages)
        if asked:
            alias = self._config[FEATURIZER_CLASS_ALIAS]
            weights = self._weights([reading_of(message) for message in asked])
            for row, message in enumerate(asked):
                message.add_features(Features(weights[row], FEATURE_TYPE_SENTENCE, TEXT, alias))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the weights to each example."""
        self.process(training_data.nlu_examples)
        return training_data

    def _weights(self, readings: list[Reading]) -> csr_matrix:
        """Return the weights of messages, shape (len(readings), pieces)."""
        characters = self._characters.transform([reading.asked for reading in readings])
        words = self._words.transform([reading.masked for reading in readings])
        return hstack([characters, words], format="csr")


def _pieces(vectorizer: TfidfVectorizer) -> list[tuple[str, float]]:
    """Return the pieces of a trained vectorizer in the order of their columns, each with its weight."""
    ordered = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
    return [(piece, round(float(weight), 5)) for piece, weight in zip(ordered, vectorizer.idf_, strict=True)]
