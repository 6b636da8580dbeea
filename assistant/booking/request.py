"""What a person asks for: one request for a call about an appointment."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, field_validator, model_validator

from assistant.booking.phone import Phone
from assistant.booking.times import Times
from knowledge.reader import TREATMENTS

OTHER_TOPICS = ("not_sure", "other")
BETWEEN_TOPICS = ", "


def _visible(text: str) -> str:
    """Drop characters that can't be seen: they could turn a line of a list around, or break it."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(_visible)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(_visible)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), AfterValidator(_visible)]


class AppointmentRequest(BaseModel):
    """A request for a call. What was skipped is None.

    Raises:
        pydantic.ValidationError: a field is missing, too long or not one of its choices. It does not quote the value.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    for_whom: Literal["self", "someone_else"]
    relation: Short | None = None
    """Who the patient is ("the patient is their mother"); only where the request is for someone else."""
    name: Name
    phone: Phone
    known_patient: bool | None = None
    topic: str | None = None
    """The id of a treatment, or of several with `BETWEEN_TOPICS` between them; "not_sure" or "other"."""
    times: Times | None = None
    language: Short | None = None
    interpreter: bool = False
    access: Long | None = None
    voicemail: bool | None = None
    """Whether a voicemail may be left."""
    channel: Literal["website", "sms"]

    @field_validator("topic")
    @classmethod
    def _known_topic(cls, topic: str | None) -> str | None:
        if topic in (None, *OTHER_TOPICS) or set(str(topic).split(BETWEEN_TOPICS)) <= set(TREATMENTS):
            return topic
        raise ValueError("topic must be ids of treatments, not_sure or other")

    @field_validator("name")
    @classmethod
    def _some_name(cls, name: str) -> str:
        if not name:
            raise ValueError("the name is empty")
        return name

    @model_validator(mode="before")
    @classmethod
    def _relation_of_someone_else(cls, values: Any) -> Any:
        """Drop a relation that is left over when "someone else" was changed to "self"."""
        if isinstance(values, dict) and values.get("for_whom") == "self":
            return {**values, "relation": None}
        return values
