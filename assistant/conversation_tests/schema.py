"""What a file of conversations may hold: the shape of Rasa Pro's end-to-end tests, and what is needed beside it.

Every key is checked when a file is read; `reading` turns a failed check into file, line and what to do. The JSON schema
for editors is made from these models (`json_schema`).
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from assistant.dialogue.replies import Outcome
from assistant.safety.tiers import Tier
from knowledge.answers import Verdict
from knowledge.reader import SHARED_TOPICS, TREATMENTS
from knowledge.records import Aspect, Channel

NOTHING = "null"
"""How a file says that a turn has no topic, aspect, verdict or tier."""


class OneOf:
    """One of the values that the knowledge or the gate know; kept there and not repeated here."""

    def __init__(self, *values: str) -> None:
        self._values = list(values)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the values."""
        return core_schema.literal_schema(self._values)


def _listed(value: Any) -> Any:
    """Let one thing stand where a list is meant."""
    return value if isinstance(value, list | tuple | None) else [value]


def _pattern(value: str) -> str:
    """Refuse a text that is no regular expression."""
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"this is no regular expression: {error}") from error
    return value


Text = Annotated[str, StringConstraints(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1)]
Pattern = Annotated[Text, BeforeValidator(_pattern)]
FactIds = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Channels = Annotated[tuple[Channel, ...], BeforeValidator(_listed), Field(min_length=1)]
Topic = Annotated[str, OneOf(*TREATMENTS, *SHARED_TOPICS, NOTHING)]
AspectName = Annotated[str, OneOf(*(aspect.value for aspect in Aspect), NOTHING)]
VerdictName = Annotated[str, OneOf(*(verdict.value for verdict in Verdict), NOTHING)]
TierName = Annotated[str, OneOf(*(tier.value for tier in Tier), NOTHING)]
OutcomeName = Annotated[str, OneOf(*(outcome.value for outcome in Outcome))]
Slots = Annotated[tuple[Text | dict[Text, Any], ...], BeforeValidator(_listed), Field(min_length=1)]
"""Slots by name, or `name: value`; in assertions `{name: ..., value: ...}` as in Rasa Pro."""


class Part(BaseModel):
    """Base of all parts of a file: unknown keys are errors, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ButtonSeen(Part):
    """A button that must be offered."""

    title: Text
    payload: Text | None = None


class BotUttered(Part):
    """Something that was said: a response by its name, words by a pattern, buttons."""

    utter_name: Text | None = None
    text_matches: Pattern | None = None
    buttons: tuple[ButtonSeen, ...] = ()

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.utter_name is None and self.text_matches is None and not self.buttons:
            raise ValueError("give at least one of 'utter_name', 'text_matches' and 'buttons'")
        return self


class Expected(Part):
    """What must hold after a turn; beside `user` or `press`, or in `assertions`."""

    outcome: OutcomeName | None = None
    topic: Topic | None = None
    aspect: AspectName | None = None
    facts: FactIds | None = None
    """Facts that the reply states, at least these; an empty list: none at all."""
    verdict: VerdictName | None = None
    tier: TierName | None = None
    says: Texts | None = None
    """Words that must be read, whatever their capitals."""
    not_: Annotated[Texts | None, Field(alias="not")] = None
    """Words that must not be read."""
    buttons: Texts | None = None
    """Titles of buttons that must be offered."""
    max_segments: Annotated[int, Field(ge=1)] | None = None
    """The most text-message segments that the reply may take; only looked at on the channel sms."""
    reading_grade: float | None = None
    """The highest Flesch-Kincaid grade that the reply may have."""


class Assertion(Expected):
    """One entry of `assertions`, as in Rasa Pro: it may hold several checks."""

    bot_uttered: BotUttered | None = None
    bot_did_not_utter: BotUttered | None = None
    action_executed: Text | None = None
    slot_was_set: Slots | None = None
    slot_was_not_set: Slots | None = None


class Step(Expected):
    """One step: something a patient does (`user`, `press`), a look at the last reply, or a fragment of steps."""

    user: str | None = None
    """What is typed. May be empty."""
    press: Text | None = None
    """The title of a button of the last reply."""
    after_minutes: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """How long after the reply before the patient does this: after `session_expiration_time` a new session begins."""
    utter: Text | None = None
    """A response of domain.yml that the last reply holds."""
    bot: Text | None = None
    """The whole text of a message of the last reply."""
    slot_was_set: Slots | None = None
    slot_was_not_set: Slots | None = None
    fragment: Text | None = None
    """The name of steps in fragments.yml that stand here."""
    channel: Channels | None = None
    """The channels on which this step is checked; a turn is taken on all of them."""
    assertions: tuple[Assertion, ...] = ()

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        kinds = ("user", "press", "utter", "bot", "slot_was_set", "slot_was_not_set", "fragment")
        given = [kind for kind in kinds if getattr(self, kind) is not None]
        if len(given) != 1:
            found = "none" if not given else " and ".join(given)
            raise ValueError(f"a step has exactly one of {', '.join(kinds)}; this one has {found}")
        if given[0] not in ("user", "press") and self.model_fields_set - {given[0], "channel"}:
            raise ValueError(f"what must hold stands beside 'user' or 'press', not beside '{given[0]}'")
        return self

    @property
    def is_turn(self) -> bool:
        """Whether the patient does something in this step."""
        return self.user is not None or self.press is not None


class Case(Part):
    """One conversation."""

    test_case: Text
    """A sentence that says what must happen."""
    channel: Channels = ("website",)
    fixtures: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    """Names of fixtures of this file: slots that are set when the conversation begins."""
    metadata: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    """Names of metadata of this file, shown in the report."""
    known_problem: Text | None = None
    """Why it is known to fail. It must fail then: once it passes, this line has to go."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _somebody_speaks(self) -> Self:
        if not any(step.is_turn or step.fragment for step in self.steps):
            raise ValueError("no step is something the patient does: add 'user' or 'press'")
        return self


class File(Part):
    """A file of conversations."""

    fixtures: tuple[dict[Text, tuple[dict[Text, Any], ...]], ...] = ()
    metadata: tuple[dict[Text, tuple[dict[Text, Any], ...]], ...] = ()
    test_cases: Annotated[tuple[Case, ...], Field(min_length=1)]


class FragmentFile(Part):
    """The file fragments.yml: steps that conversations share, by name."""

    fragments: Annotated[dict[Text, tuple[Step, ...]], Field(min_length=1)]


def json_schema() -> dict[str, Any]:
    """Return the JSON schema of `File`, by which editors complete and check."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Conversations of the conversation test runner",
        **File.model_json_schema(by_alias=True, mode="validation"),
    }
