"""The records of the knowledge module, as its YAML files hold them.

Every field is checked when a file is read; `knowledge.reader` turns a failed check into file, line and what to do.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*\.[a-z][a-z_]*$")]
FactId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}[0-9]{1,2}$")]
Text = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True)]
Word = Annotated[str, StringConstraints(min_length=2, strip_whitespace=True, to_lower=True)]
Channel = Literal["website", "sms"]


class Aspect(StrEnum):
    """What of a treatment a question is about; the values of a turn's record."""

    WHAT = "what"
    GOAL = "goal"
    HOW_GIVEN = "how_given"
    RECOVERY = "recovery"
    SIDE_EFFECTS = "side_effects"
    SPECIFIC_SIDE_EFFECT = "specific_side_effect"
    SIDE_EFFECT_MANAGEMENT = "side_effect_management"
    WHICH_TREATMENT_CAUSES = "which_treatment_causes"
    COMPARE = "compare"
    DETAIL = "detail"
    """One fact of a treatment, for who asks for just that."""


class Focus(StrEnum):
    """A narrower point of an aspect that has an entry of its own."""

    COMBINATION = "combination"
    BEFORE = "before"
    BLOOD_TESTS = "blood_tests"
    STEROIDS = "steroids"
    BLOOD_THINNERS = "blood_thinners"
    SUPPORTIVE_CARE = "supportive_care"
    REASON = "reason"
    METASTATIC = "metastatic"
    PALLIATIVE = "palliative"


HELP = (Focus.BLOOD_TESTS.value, Focus.STEROIDS.value, Focus.BLOOD_THINNERS.value)
"""Focuses that are help with side effects."""


class Record(BaseModel):
    """Base of all records: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Place(Record):
    """Where the source page states a fact: a heading, and the paragraph below it, counted from 1."""

    section: Text
    paragraph: Annotated[int, Field(ge=1)]


class Fact(Record):
    """One atomic fact of the source page, in this project's words."""

    states: Text
    place: Place


class Source(Record):
    """The page that all facts come from."""

    title: Text
    publisher: Text
    updated: date


class Review(Record):
    """Who wrote, read and signed an entry. An entry is a `draft` until a clinician has `approved` it."""

    state: Literal["draft", "approved"]
    written: date
    reviewer: Text | None
    reviewed: date | None
    review_by: date

    @model_validator(mode="after")
    def _signed_when_approved(self) -> Self:
        if self.state == "approved" and (self.reviewer is None or self.reviewed is None):
            raise ValueError("an approved entry names its reviewer and the day of the review")
        if self.reviewed is not None and self.reviewed < self.written:
            raise ValueError("'reviewed' must not be before 'written'")
        if self.review_by <= self.written:
            raise ValueError("'review_by' must be after 'written'")
        return self


class Statement(Record):
    """What a patient reads, and the facts that it states: a sentence (`say`) or a line of a list (`bullet`)."""

    say: Text | None = None
    bullet: Text | None = None
    facts: Annotated[tuple[FactId, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.say is None) == (self.bullet is None):
            raise ValueError("a statement has either 'say' or 'bullet'")
        return self

    @property
    def text(self) -> str:
        """The words, whichever kind of statement it is."""
        return self.say or self.bullet or ""


class Entry(Record):
    """An answer: the approved words for one aspect of one treatment, on each channel."""

    id: EntryId
    aspect: Aspect
    focus: Focus | None = None
    effects: tuple[Identifier, ...] = ()
    title: Text
    words: tuple[Word, ...] = ()
    """Words that ask for this entry's focus."""
    website: Annotated[tuple[Statement, ...], Field(min_length=1)]
    sms: Annotated[tuple[Statement, ...], Field(min_length=1)]
    sms_more: tuple[Statement, ...] = ()
    review: Review | None = None
    """None where the file's own review holds."""


class Gap(Record):
    """What the page does not say about a treatment, said plainly instead of guessing."""

    id: EntryId
    aspect: Aspect
    title: Text
    website: Text
    sms: Text
    facts: tuple[FactId, ...] = ()


class Brief(Record):
    """One sentence for when several treatments are named together."""

    what: Statement
    side_effects: Statement | None = None


class Service(Record):
    """A supportive care service."""

    id: Identifier
    name: Text
    facts: tuple[FactId, ...]
    words: tuple[Word, ...]


Hint = Annotated[tuple[Annotated[tuple[Word, ...], Field(min_length=1)], ...], Field(min_length=2, max_length=3)]
"""Groups of words: one of each has to be in a question."""


class Topic(Record):
    """One file of the knowledge module: a treatment, or what treatments share."""

    id: Identifier
    name: Text
    review: Review
    words: tuple[Word, ...] = ()
    cues: tuple[Word, ...] = ()
    """Words that point to the treatment where a question names none ("collapsed vertebra")."""
    hints: tuple[Hint, ...] = ()
    """The same of words that may stand in any order, and apart from each other: "the bone in my back has cracked"."""
    services: tuple[Service, ...] = ()
    in_brief: Brief | None = None
    entries: Annotated[tuple[Entry, ...], Field(min_length=1)]
    gaps: tuple[Gap, ...] = ()

    @model_validator(mode="after")
    def _ids_begin_with_the_topic(self) -> Self:
        items: tuple[Entry | Gap, ...] = (*self.entries, *self.gaps)
        for item in items:
            if not item.id.startswith(f"{self.id}."):
                raise ValueError(f"the id '{item.id}' must begin with '{self.id}.'")
        return self


class Effect(Record):
    """A side effect that patients ask about, and their words for it."""

    id: Identifier
    name: Text
    words: tuple[Word, ...]
    cues: tuple[Word, ...] = ()
    """Words that point to the effect in a question about side effects, and mean nothing elsewhere."""


class NotCovered(Record):
    """Names of things of one kind that the page does not cover."""

    id: Identifier
    words: tuple[Word, ...]


class FactsFile(Record):
    """The file facts.yml."""

    source: Source
    facts: dict[FactId, Fact]


class EffectsFile(Record):
    """The file side_effects.yml. Patients read the names; `review` is of these."""

    review: Review
    effects: tuple[Effect, ...]


class NotCoveredFile(Record):
    """The file not_covered.yml."""

    not_covered: tuple[NotCovered, ...]
