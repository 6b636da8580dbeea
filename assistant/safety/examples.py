"""Reads the written example messages of examples/."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from assistant.safety.files import KINDS, Kind, Record, Review, SafetyFileError, Text, read_record, refuse
from assistant.safety.tiers import Tier
from assistant.written_files import shown

EXAMPLES = Path(__file__).with_name("examples")
IN_TALK = "in_talk.yml"
"""The file of what is typed in the middle of a talk about a treatment."""

Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class UrgentExamples(Record):
    """What people say in one kind of emergency of one tier."""

    kind: Kind
    tier: Tier
    say: Annotated[tuple[Sentence, ...], Field(min_length=1)]


class CalmExamples(Record):
    """What people say with the same words when nothing is urgent, and why it is calm."""

    because: Text
    say: Annotated[tuple[Sentence, ...], Field(min_length=1)]


class ExamplesFile(Record):
    """One file of examples/."""

    review: Review
    urgent: Annotated[tuple[UrgentExamples, ...], Field(min_length=1)]
    calm: Annotated[tuple[CalmExamples, ...], Field(min_length=1)]
    unclear: tuple[Sentence, ...] = ()
    """Questions of understanding that may tell of a danger: learned neither as urgent nor as calm."""


@dataclass(frozen=True)
class Example:
    """One example sentence; `kind` and `tier` are None for a calm one."""

    text: str
    kind: str | None = None
    tier: Tier | None = None


@lru_cache(maxsize=2)
def load_examples(*, in_talks: bool = True) -> tuple[Example, ...]:
    """Return the examples of this folder, read once; those of `IN_TALK` only with `in_talks`.

    Raises:
        SafetyFileError: a file is not YAML, breaks a rule, or holds a message that stands elsewhere too.
    """
    return read_examples(EXAMPLES, without=() if in_talks else (IN_TALK,))


def read_examples(folder: Path, without: Collection[str] = ()) -> tuple[Example, ...]:
    """Read and check the files of a folder of examples, but for those `without`.

    Raises:
        SafetyFileError: there is none, or one is not YAML, breaks a rule, or holds a message that stands elsewhere too.
    """
    files = [path for path in sorted(folder.glob("*.yml")) if path.name not in without]
    if not files:
        raise SafetyFileError(f"{shown(folder)}: there are no files of examples")
    examples: dict[str, Example] = {}
    for path in files:
        file = read_record(path, ExamplesFile)
        urgent = [Example(text, group.kind, group.tier) for group in file.urgent for text in group.say]
        for example in (*urgent, *(Example(text) for group in file.calm for text in group.say)):
            if example.text.lower() in examples:
                raise refuse(path, example.text, f"the message '{example.text}' stands twice")
            examples[example.text.lower()] = example
    return tuple(examples.values())


def unclear_messages(folder: Path = EXAMPLES) -> frozenset[str]:
    """Return the questions of understanding that are no examples of a calm message, in small letters.

    Raises:
        SafetyFileError: a file is not YAML or breaks a rule.
    """
    files = (read_record(path, ExamplesFile) for path in sorted(folder.glob("*.yml")))
    return frozenset(text.lower() for file in files for text in file.unclear)


def examples_checksum(folder: Path = EXAMPLES) -> str:
    """Return a checksum that changes whenever a message of a file of examples does; it reads none of them as YAML."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yml")):
        digest.update(path.name.encode() + b"\0" + messages_of(path))
    return digest.hexdigest()


def messages_of(path: Path) -> bytes:
    """Return what a file of messages holds beside its review and comments: a signature changes no message."""
    lines = path.read_bytes().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith((b"#", b"review:")))


__all__ = [
    "EXAMPLES",
    "KINDS",
    "Example",
    "SafetyFileError",
    "examples_checksum",
    "load_examples",
    "messages_of",
    "read_examples",
    "unclear_messages",
]
