"""Dense features: what a message means, as sentence embeddings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.nlu.features import all_dense_features, dense_features, prepare_vectors
from assistant.nlu.message_reader import reading_of, with_parts
from knowledge.vocabulary import vocabulary_version

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds the vector of `assistant.nlu.features.dense_features` to each message, as its sentence feature."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Create the component (see Rasa's `GraphComponent.create`)."""
        return cls(execution_context.node_name, config)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Accept any configuration: there is nothing to set."""

    @staticmethod
    def fingerprint_addon(config: dict[str, Any]) -> str | None:
        """Return what the training cache must know besides this class: the words of the knowledge."""
        return vocabulary_version()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector to each message and to each question in it."""
        for message in messages:
            asked = with_parts([message])
            prepare_vectors(str(message.get(TEXT) or ""), [reading_of(one) for one in asked])
            for one in asked:
                self._add(one, dense_features(reading_of(one)))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vector to each example."""
        examples = training_data.nlu_examples
        if examples:
            vectors = all_dense_features([reading_of(example) for example in examples])
            for example, vector in zip(examples, vectors, strict=True):
                self._add(example, vector)
        return training_data

    def _add(self, message: Message, vector: npt.NDArray[np.float32]) -> None:
        alias = self._config[FEATURIZER_CLASS_ALIAS]
        message.add_features(Features(vector.reshape(1, -1), FEATURE_TYPE_SENTENCE, TEXT, alias))
