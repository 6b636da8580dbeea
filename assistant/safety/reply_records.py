"""The records of knowledge/urgent_help.yml: replies, lines beside an answer, and what is asked after a reply."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from assistant.safety.afterwards import SaidAmongOthers
from assistant.safety.files import kind_or
from assistant.safety.tiers import Tier
from knowledge.frame_records import Frame
from knowledge.places import fills
from knowledge.records import Identifier, Record, Text

SAFETY_QUESTION = "safety_question"
"""The kind of emergency of a person who answers the safety question of the appointment form with yes."""
_ERROR = "error"
"""The kind of what the gate gives when it fails itself."""


class Reply(Frame):
    """What is said for an emergency; {phone} is the care team's number."""

    website: Annotated[Text, fills("phone")]
    sms: Annotated[Text, fills("phone")]


class Line(Frame):
    """A line that stands beside an answer; nothing is filled in."""

    website: Annotated[Text, fills()]
    sms: Annotated[Text, fills()]


class KindReply(Reply):
    """A reply for some kinds of emergency of one tier."""

    kinds: tuple[Annotated[Identifier, kind_or(SAFETY_QUESTION, _ERROR)], ...] = Field(min_length=1)
    tier: Tier


class AskedAfter(Record):
    """What people ask shortly after urgent help, and the replies to it; a tier without one gets its reply `again`."""

    asks: Identifier
    although_called: bool = False
    """Also asked by who has called: "calling them now, what do i say"."""
    typed: tuple[Text, ...] = Field(min_length=1)
    replies: dict[Tier, Reply] = Field(min_length=1)

    def is_asked(self, typed: str) -> bool:
        """Say whether somebody asks it, among other words."""
        return self._typed.says(typed)

    @cached_property
    def _typed(self) -> SaidAmongOthers:
        return SaidAmongOthers(self.typed)
