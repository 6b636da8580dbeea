"""What is known of a phone between two messages."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.replies import Button


class Open(BaseModel):
    """What the last reply left open."""

    model_config = ConfigDict(frozen=True)

    choices: tuple[Button, ...] = ()
    """What a number picks now: only what the last text showed, with the question that it answers."""
    offered: float = 0.0
    """When the choices were offered, in seconds since 1970."""
    rest: str = ""
    """What is still to be sent of the last reply."""
    more_left: bool = False
    """Whether the assistant itself has more on the last answer."""
    safety: tuple[str, ...] = ()
    """Lines of urgent help that every part of the reply holds."""
    asks: str | None = None
    """The slot that the appointment form asks for."""
    question: str = ""
    """The question that waits for an answer; it stands in every text that shows its choices."""
    answers: tuple[Button, ...] = ()
    """All choices of that question; more than get a number come in pages."""
    page: int = 0
    """How many of them came before those that were shown last."""
    torn: bool = False
    """Whether the question is longer than a text, so that it is a part of `rest` and its choices come at the end."""
    others: tuple[Button, ...] = ()
    """Choices that belong to the rest of the reply, not to the question."""
    needed: bool = False
    """Whether `others` answer a question of their own: then they stay together, and come where that is asked."""
    urgent: str = ""
    """Urgent help, where it was the last reply."""

    @property
    def wants_words(self) -> bool:
        """Whether a form asked for something to be typed, which may be a number."""
        return self.asks is not None and not (self.answers or self.choices or self.urgent)

    @property
    def wants_name(self) -> bool:
        """Whether a form asked for words that are no number."""
        return self.wants_words and self.asks in ("appointment_name", "appointment_relation")


class Phone(BaseModel):
    """What is known of a phone."""

    model_config = ConfigDict(frozen=True)

    started: float | None = None
    """When its conversation began; None where none is open."""
    seen: float = 0.0
    """When it last wrote."""
    greeted: bool = False
    welcomed: bool = False
    """Whether START has just said who this is, so that the conversation begins without a welcome."""
    stopped: bool = False
    asked: float = 0.0
    """When it last said stop or start."""
    open: Open = Open()


@dataclass(frozen=True)
class Known:
    """What is known when a message comes in: its phone, and its reply where it was answered before."""

    phone: Phone
    reply: tuple[str, ...] | None
    closed: bool = False
    """Whether none of the keys opens what was kept of the phone. That it said stop is known all the same."""
