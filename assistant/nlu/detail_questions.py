"""How people ask for one fact in the middle of a talk, for `assistant.nlu.detail_finder` to learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from assistant.safety.examples import Sentence
from assistant.safety.files import Record, read_record
from knowledge.records import FactId, Identifier

DETAILS = Path(__file__).with_name("details")
_ALIKE, _NOTHING = "alike.yml", "asks_nothing.yml"
Sentences = Annotated[tuple[Sentence, ...], Field(min_length=1)]


class OfTopic(Record):
    """The file of one topic of the knowledge: what is asked of it without its name, by the fact that answers it."""

    topic: Identifier
    facts: dict[FactId, Sentences]
    not_said: tuple[Sentence, ...] = ()
    """What is asked of it in the same manner, and the page does not answer."""


class _AsksNothing(Record):
    asks_nothing: Sentences


class _Alike(Record):
    alike: tuple[Annotated[frozenset[FactId], Field(min_length=2)], ...]


@dataclass(frozen=True)
class DetailQuestions:
    """All of the folder details/."""

    topics: Mapping[str, OfTopic]
    asks_nothing: tuple[str, ...]
    """What is typed in such talks and asks nothing."""
    alike: tuple[frozenset[str], ...]
    """Facts of several topics that are asked for in the same words: "alone or with something else"."""

    @property
    def texts(self) -> tuple[str, ...]:
        """All sentences, each once."""
        asked = [text for topic in self.topics.values() for texts in topic.facts.values() for text in texts]
        not_said = [text for topic in self.topics.values() for text in topic.not_said]
        return tuple(dict.fromkeys([*asked, *not_said, *self.asks_nothing]))

    def are_alike(self, fact: str, topic: str) -> bool:
        """Say whether a topic has a fact that is asked for in the same words as `fact`, which is of another."""
        own = self.topics[topic].facts
        return any(fact in group and any(other in own for other in group) for group in self.alike)


@lru_cache(maxsize=1)
def load_detail_questions(folder: Path = DETAILS) -> DetailQuestions:
    """Return what the folder holds, read once.

    Raises:
        SafetyFileError: a file is missing, is not YAML or breaks a rule.
    """
    of_topics = [
        read_record(path, OfTopic) for path in sorted(folder.glob("*.yml")) if path.name not in (_ALIKE, _NOTHING)
    ]
    return DetailQuestions(
        {one.topic: one for one in of_topics},
        read_record(folder / _NOTHING, _AsksNothing).asks_nothing,
        read_record(folder / _ALIKE, _Alike).alike,
    )
