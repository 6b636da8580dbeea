"""Reads the YAML files of the knowledge module and refuses a bad one with its name, its line and what is wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from knowledge.files import called, file_at
from knowledge.frame_records import FramesFile
from knowledge.mistakes import line_of, misfit, not_yaml
from knowledge.places import Where
from knowledge.plain_text import NotTextError, read_text
from knowledge.records import (
    Effect,
    EffectsFile,
    Entry,
    Fact,
    FactsFile,
    Gap,
    NotCovered,
    NotCoveredFile,
    Record,
    Review,
    Source,
    Topic,
)
from knowledge.repeated import answer_twice, word_twice
from knowledge.unique_keys import UniqueKeys

FOLDER = Path(__file__).parent
FACTS, EFFECTS, NOT_COVERED, FRAMES = "facts.yml", "side_effects.yml", "not_covered.yml", "frames.yml"
TREATMENTS = (
    "surgery",
    "chemotherapy",
    "radiation",
    "interventional_radiology",
    "kyphoplasty_vertebroplasty",
    "targeted_therapy",
)
"""The treatments, in the order of the source page; each has a file of that name."""

SHARED_TOPICS = ("treatments_overview", "supportive_care", "appointment", "source")
"""The topics beside the treatments; each has a file of that name."""

R = TypeVar("R", bound=Record)


class KnowledgeError(ValueError):
    """A knowledge file can't be used. The message begins with the file and line and says what is wrong."""


@dataclass(frozen=True)
class Knowledge:
    """All that the assistant may say."""

    source: Source
    facts: dict[str, Fact]
    topics: dict[str, Topic]
    effects: dict[str, Effect]
    effects_review: Review
    not_covered: tuple[NotCovered, ...]
    frames: FramesFile
    version: str
    """Changes with every change of a knowledge file: 12 hex digits of a hash over their content."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of every topic, in reading order."""
        return tuple(entry for topic in self.topics.values() for entry in topic.entries)


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """Return the knowledge of this folder, read once.

    Raises:
        KnowledgeError: a file is missing, is not YAML, or breaks a rule.
    """
    return read_knowledge(FOLDER)


def read_knowledge(folder: Path) -> Knowledge:
    """Read and check all files of `folder`.

    Raises:
        KnowledgeError: a file is missing, is not YAML, or breaks a rule.
    """
    facts = read_file(folder / FACTS, FactsFile)
    effects = read_file(folder / EFFECTS, EffectsFile)
    ids = [effect.id for effect in effects.effects]
    for place, identifier in enumerate(ids):
        if identifier in ids[:place]:
            _refuse(folder, EFFECTS, f"id: {identifier}", f"the effect '{identifier}' stands twice", last=True)
    not_covered = read_file(folder / NOT_COVERED, NotCoveredFile)
    topics = {name: read_file(folder / f"{name}.yml", Topic) for name in (*SHARED_TOPICS, *TREATMENTS)}
    knowledge = Knowledge(
        source=facts.source,
        facts=dict(facts.facts),
        topics={name: topics[name] for name in ("treatments_overview", *TREATMENTS, *SHARED_TOPICS[1:])},
        effects={effect.id: effect for effect in effects.effects},
        effects_review=effects.review,
        not_covered=not_covered.not_covered,
        frames=read_file(folder / FRAMES, FramesFile),
        version=_version(folder),
    )
    _check_references(folder, knowledge)
    for twice in (word_twice(topics, effects.effects, not_covered.not_covered), answer_twice(topics)):
        if twice:
            first = line_in(folder / twice.first_file, twice.first_where)
            raise refusal(folder / twice.file, twice.where, f"{twice.what} (knowledge/{twice.first_file}:{first})")
    return knowledge


def read_file(path: Path, kind: type[R]) -> R:
    """Read one file into its record.

    Raises:
        KnowledgeError: the file can't be read, is not YAML, or does not fit its record.
    """
    try:
        text = read_text(path)
    except OSError as error:
        raise KnowledgeError(f"{called(file_at(path))}: the file can't be read: {error.strerror}") from error
    except NotTextError as error:
        raise KnowledgeError(f"{called(file_at(path))}:{error.line}: {error}") from error
    try:
        content = yaml.load(text, Loader=UniqueKeys)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line, what = not_yaml(error, text)
        raise KnowledgeError(f"{called(file_at(path))}:{line}: {what}") from error
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        raise refusal(path, *misfit(error, kind)) from error


def refusal(path: Path, where: Where, what: str) -> KnowledgeError:
    """Return the error that says what is wrong at a place of a file."""
    place = f"{'.'.join(str(part) for part in where)}: " if where else ""
    return KnowledgeError(f"{called(file_at(path))}:{line_in(path, where)}: {place}{what}")


def line_in(path: Path, where: Where) -> int:
    """Return the line, from 1, of a place of a file that was read before."""
    return line_of(read_text(path), where)


def _check_references(folder: Path, knowledge: Knowledge) -> None:
    """Check what one file says of another: fact ids and effects, and that no id stands twice."""
    seen: set[str] = set()
    for name, topic in knowledge.topics.items():
        for where, fact in _facts_named(topic):
            if fact not in knowledge.facts:
                _refuse(folder, f"{name}.yml", fact, f"{where}: there is no fact '{fact}' in {FACTS}")
        items: tuple[Entry | Gap, ...] = (*topic.entries, *topic.gaps)
        for item in items:
            if item.id in seen:
                _refuse(folder, f"{name}.yml", f"id: {item.id}", f"the id '{item.id}' stands twice", last=True)
            seen.add(item.id)
        for entry in topic.entries:
            for effect in entry.effects:
                if effect not in knowledge.effects:
                    _refuse(folder, f"{name}.yml", effect, f"{entry.id}: there is no effect '{effect}' in {EFFECTS}")


def _facts_named(topic: Topic) -> list[tuple[str, str]]:
    """Return every fact id that a topic's file names, each with what names it."""
    named = [(f"service {service.id}", fact) for service in topic.services for fact in service.facts]
    if topic.in_brief is not None:
        briefs = (topic.in_brief.what, topic.in_brief.side_effects)
        named += [("in_brief", fact) for statement in briefs if statement for fact in statement.facts]
    for entry in topic.entries:
        statements = (*entry.website, *entry.sms, *entry.sms_more)
        named += [(entry.id, fact) for statement in statements for fact in statement.facts]
    return named + [(gap.id, fact) for gap in topic.gaps for fact in gap.facts]


def _refuse(folder: Path, name: str, needle: str, problem: str, last: bool = False) -> None:
    """Raise a KnowledgeError for the first (or last) line of the file that holds `needle`."""
    lines = read_text(folder / name).splitlines()
    found = [number for number, line in enumerate(lines, 1) if needle in line] or [1]
    raise KnowledgeError(f"knowledge/{name}:{found[-1 if last else 0]}: {problem}")


def _version(folder: Path) -> str:
    """Return a short hash over the content of all knowledge files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
