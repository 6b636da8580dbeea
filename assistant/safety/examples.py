"""Reads the written example sentences of examples.yml."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from assistant.safety.rules import Record, Review, SafetyFileError, Text, read_record, refuse
from assistant.safety.tiers import Tier

EXAMPLES = Path(__file__).with_name("examples.yml")

Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class UrgentExamples(Record):
    """What people say in one kind of emergency of one tier."""

    kind: Text
    tier: Tier
    say: Annotated[tuple[Sentence, ...], Field(min_length=1)]


class CalmExamples(Record):
    """What people say with the same words when nothing is urgent, and why it is calm."""

    because: Text
    say: Annotated[tuple[Sentence, ...], Field(min_length=1)]


class ExamplesFile(Record):
    """The file examples.yml."""

    review: Review
    urgent: Annotated[tuple[UrgentExamples, ...], Field(min_length=1)]
    calm: Annotated[tuple[CalmExamples, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Example:
    """One example sentence; `kind` and `tier` are None for a calm one."""

    text: str
    kind: str | None = None
    tier: Tier | None = None


@dataclass(frozen=True)
class Examples:
    """All example sentences, and a checksum over them."""

    items: tuple[Example, ...]
    checksum: str


@lru_cache(maxsize=1)
def load_examples() -> Examples:
    """Return the examples of this folder, read once.

    Raises:
        SafetyFileError: the file is missing, is not YAML, or breaks a rule.
    """
    return read_examples(EXAMPLES)


def read_examples(path: Path) -> Examples:
    """Read and check an examples file.

    Raises:
        SafetyFileError: the file is missing, is not YAML, breaks a rule, or holds a sentence twice.
    """
    file = read_record(path, ExamplesFile)
    urgent = [Example(text, group.kind, group.tier) for group in file.urgent for text in group.say]
    calm = [Example(text) for group in file.calm for text in group.say]
    seen: set[str] = set()
    for example in (*urgent, *calm):
        if example.text.lower() in seen:
            raise refuse(path, example.text, f"the sentence '{example.text}' stands twice")
        seen.add(example.text.lower())
    items = (*urgent, *calm)
    digest = hashlib.sha256("\n".join(f"{e.kind}\t{e.tier}\t{e.text}" for e in items).encode()).hexdigest()
    return Examples(items, digest)


__all__ = ["EXAMPLES", "Example", "Examples", "SafetyFileError", "load_examples", "read_examples"]
