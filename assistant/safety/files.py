"""What the files of the gate that people write have in common: how they are read, reviewed and refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from assistant.written_files import WrittenFileError, not_yaml, read_text, shown
from knowledge.mistakes import line_of, misfit
from knowledge.places import nearest
from knowledge.unique_keys import UniqueKeys

Text = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]
KINDS = (
    "allergic",
    "bladder_bowel",
    "bleeding",
    "breathing_chest",
    "clot",
    "confusion_seizure_stroke",
    "dehydration",
    "fall_crack",
    "fever",
    "numbness",
    "overdose",
    "saddle_numbness",
    "spine_pain",
    "suicidal",
    "uncontrolled_pain",
    "unsafe_home",
    "weakness",
    "wound_csf_leak",
)
"""The kinds of emergency; rules and examples are of one of them."""


def kind_or(*others: str) -> AfterValidator:
    """Return the check that a word is one of the kinds of emergency, or of `others`."""
    known = (*KINDS, *others)

    def check(kind: str) -> str:
        if kind not in known:
            guess = nearest(kind, known) or f"; the kinds are: {', '.join(known)}"
            raise ValueError(f"there is no kind '{kind}'{guess}")
        return kind

    return AfterValidator(check)


Kind = Annotated[str, kind_or()]
M = TypeVar("M", bound=BaseModel)


class SafetyFileError(WrittenFileError):
    """A file of the gate can't be used. The message begins with the file and line and says what is wrong."""


class Record(BaseModel):
    """Base of the records: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Review(Record):
    """Who read and signed a file. It is a `draft` until a clinician has `approved` it."""

    state: Literal["draft", "approved"]
    reviewer: Text | None
    reviewed: date | None

    @model_validator(mode="after")
    def _signed_when_approved(self) -> Self:
        if self.state == "approved" and (self.reviewer is None or self.reviewed is None):
            raise ValueError("an approved file names its reviewer and the day of the review")
        return self


def read_record(path: Path, kind: type[M]) -> M:
    """Read one YAML file of the gate into its record.

    Raises:
        SafetyFileError: the file is missing, is not UTF-8, is not YAML, or breaks a rule.
    """
    text = read_text(path, SafetyFileError)
    try:
        content = yaml.load(text, Loader=UniqueKeys)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        raise SafetyFileError(not_yaml(path, error, text)) from error
    except ValueError as error:  # a date that does not exist
        raise SafetyFileError(f"{shown(path)}: a value can't be read: {error}") from error
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        place, what = misfit(error, kind)
        where = f"{'.'.join(map(str, place))}: " if place else ""
        raise SafetyFileError(f"{shown(path)}:{line_of(text, place)}: {where}{what}") from error


def refuse(path: Path, needle: str, problem: str) -> SafetyFileError:
    """Return the error for the first line of `path` that holds `needle`."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    line = next((number for number, text in enumerate(lines, 1) if needle in text), 1)
    return SafetyFileError(f"{shown(path)}:{line}: {problem}")
