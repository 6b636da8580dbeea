"""Sparse features: pieces of words and short phrases, for what embeddings blur (typing mistakes, little words)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rasa.engine.graph import ExecutionContext
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
from scipy.sparse import csr_matrix

from assistant.language.reading import Reading
from assistant.nlu.message_reader import reading_of, reading_version, with_parts
from assistant.nlu.pieces import KnownPieces, character_pieces, word_pieces
from assistant.nlu.stored import StoredComponent

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import TfidfVectorizer

_FILE = "ngrams.json"
_SHORTEST = 2
"""Characters of the shortest piece."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramFeaturizer(StoredComponent, SparseFeaturizer):
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
        SparseFeaturizer.__init__(self, name, config)
        self._storage, self._resource = model_storage, resource
        self._know([], [])

    def _know(self, characters: Sequence[tuple[str, float]], words: Sequence[tuple[str, float]]) -> None:
        """Take the pieces that count."""
        self._characters = KnownPieces(characters, character_pieces(_SHORTEST, self._config["characters"]))
        self._words = KnownPieces(words, word_pieces(self._config["words"]))

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

    def read(self, folder: Path) -> None:
        """Read the pieces and their weights."""
        stored = read_json_file(folder / _FILE)
        self._know(stored["characters"], stored["words"])

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
        in_characters, in_words = vectorizers(self._config)
        in_characters.fit([reading.asked for reading in readings])
        in_words.fit([reading.masked for reading in readings])
        content = {"characters": _pieces(in_characters), "words": _pieces(in_words)}
        self._know(content["characters"], content["words"])
        with self._storage.write_to(self._resource) as folder:
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
        columns: list[int] = []
        weights: list[float] = []
        ends = [0]
        for reading in readings:
            for known, text, first in (
                (self._characters, reading.asked, 0),
                (self._words, reading.masked, len(self._characters)),
            ):
                found = known.weigh(text)
                columns += [first + column for column in found]
                weights += found.values()
            ends.append(len(columns))
        shape = (len(readings), len(self._characters) + len(self._words))
        return csr_matrix((np.array(weights, dtype=np.float32), columns, ends), shape=shape)


def vectorizers(config: dict[str, Any]) -> tuple[TfidfVectorizer, TfidfVectorizer]:
    """Return what learns the pieces of characters and of words, untrained."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # here, because a server does without

    # A piece must be seen twice, and the tenth occurrence in a message says little more than the first.
    common: dict[str, Any] = {"min_df": 2, "sublinear_tf": True, "dtype": np.float32}
    in_characters = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(_SHORTEST, config["characters"]),
        max_features=config["most_character_pieces"],
        **common,
    )
    in_words = TfidfVectorizer(
        ngram_range=(1, config["words"]),
        max_features=config["most_word_pieces"],
        token_pattern=r"\S+",  # noqa: S106 - no password, but what counts as a word
        **common,
    )
    return in_characters, in_words


def _pieces(vectorizer: TfidfVectorizer) -> list[tuple[str, float]]:
    """Return the pieces of a trained vectorizer in the order of their columns, each with its weight."""
    ordered = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.__getitem__)
    return [(piece, round(float(weight), 5)) for piece, weight in zip(ordered, vectorizer.idf_, strict=True)]
