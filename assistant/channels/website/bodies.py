"""What a client may send, and how it is read: nothing that is not known here is taken."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from assistant.channels.problems import BAD_JSON, SESSION_MISSING, TOO_LONG, ApiError, Problem
from assistant.language.folding import MAX_CHARACTERS

_Body = TypeVar("_Body", bound=BaseModel)


def _whole(text: Any) -> Any:
    """Replace half characters: a program that cuts a message may leave half an emoji at its end."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(text, str) else text


Whole = BeforeValidator(_whole)
"""Marks a text that may have been cut in the middle of a character."""


class NewSession(BaseModel):
    """The body of POST /api/sessions: nothing."""

    model_config = ConfigDict(extra="forbid")


class NewMessage(BaseModel):
    """The body of POST /api/messages: typed words, or the id of a button."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: Annotated[str, Whole] | None = None
    """At most `MAX_CHARACTERS` are taken; what is longer is looked at for an emergency first."""
    press: Annotated[str, Field(max_length=100)] | None = None
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")] | None = None
    """The client's own id of the message: sent again under the same id, it is answered and not said twice."""

    @model_validator(mode="after")
    def _one_of_both(self) -> NewMessage:
        if (self.text is None) == (self.press is None):
            raise ValueError("either text or press")
        return self

    def refuse_long(self) -> None:
        """Refuse a text that the assistant would not read to its end.

        Raises:
            ApiError: it has more than `MAX_CHARACTERS`.
        """
        if len(self.text or "") > MAX_CHARACTERS:
            raise ApiError(TOO_LONG)


class NewFeedback(BaseModel):
    """The body of POST /api/feedback: which turn, and what the patient thinks of it. No free text: nothing to leak."""

    model_config = ConfigDict(extra="forbid", strict=True)

    turn: Annotated[int, Field(ge=1, le=1_000_000)]
    helpful: bool
    reason: Literal["not_my_question", "hard_to_read", "seems_wrong", "upsetting", "other"] | None = None


class WaitingWords(BaseModel):
    """The body of POST /api/urgent-help: what was typed while there is a message without an answer."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: Annotated[str, Whole]
    """Of any length: all of it is looked at."""


def described(form: type[BaseModel]) -> dict[str, Any]:
    """Return what OpenAPI says of a body of this form: bodies are read by `body`, which FastAPI can't see."""
    return {"requestBody": {"content": {"application/json": {"schema": form.model_json_schema()}}}}


def bearer(request: Request) -> str | None:
    """Return the token of a request, or None where it has none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def needed_bearer(request: Request) -> str:
    """Return the token of a request.

    Raises:
        ApiError: there is none.
    """
    token = bearer(request)
    if token is None:
        raise ApiError(SESSION_MISSING)
    return token


def body(raw: bytes, form: type[_Body], problem: Problem) -> _Body:
    """Return the body of a request.

    Raises:
        ApiError: it is not JSON, or not of this form.
    """
    try:
        content: Any = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ApiError(BAD_JSON) from error
    try:
        return form.model_validate(content)
    except ValidationError as error:
        raise ApiError(problem) from error
