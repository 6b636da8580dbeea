"""Scores of messages in the middle of conversations, whose authors saw the facts and no reply. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.scoring import Share


@dataclass(frozen=True)
class ScoredMessage:
    """One message of a conversation with what it should get and what it got."""

    expected: Mapping[str, Any]
    """`user`, and what is right: `outcome` (one of several), `topic` (one of them) and `facts` (all) of an answer."""
    got: Mapping[str, Any]
    """The turn, with `stopped`: the urgent-help gate stopped it, and what followed "I was only asking" is scored."""
    before: tuple[str, ...] = ()
    """What the person wrote before."""

    @property
    def is_emergency(self) -> bool:
        """Nothing but urgent help is right."""
        return list(self.expected["outcome"]) == ["urgent"]

    @property
    def right(self) -> bool:
        """The outcome is a right one; an answer tells all facts asked for, or where none is named is on the topic."""
        if self.got["outcome"] not in self.expected["outcome"]:
            return False
        if self.got["outcome"] != "answer":
            return True
        if facts := set(self.expected["facts"]):
            return facts <= set(self.got["facts"])
        return not self.expected["topic"] or self.got["topic"] in (*self.expected["topic"], None)

    @property
    def confidently_wrong(self) -> bool:
        """Something was told, or a booking begun, that is not what was asked."""
        return not self.right and self.got["outcome"] in ("answer", "booking")


def shares_in_conversation(scored: Sequence[ScoredMessage]) -> dict[str, Share]:
    """Return the figures of the messages: emergencies, answers, redirects, all others, what is wrong or stopped."""
    emergencies = [one for one in scored if one.is_emergency]
    calm = [one for one in scored if not one.is_emergency]

    def right(name: str, first: tuple[str, ...]) -> Share:
        of_kind = [one for one in calm if one.expected["outcome"][0] in first]
        return Share(name, sum(one.right for one in of_kind), len(of_kind))

    return {
        "conversation_answered": right("right answer", ("answer",)),
        "conversation_redirected": right("redirected", ("redirect",)),
        "conversation_others": right("right, smalltalk, asked back or booking", ("smalltalk", "clarify", "booking")),
        "conversation_wrong": Share("confidently wrong", sum(one.confidently_wrong for one in calm), len(calm)),
        "conversation_stopped": Share(
            "stopped by the gate first", sum(bool(one.got["stopped"]) for one in calm), len(calm)
        ),
        "conversation_urgent": Share("urgent help", sum(one.right for one in emergencies), len(emergencies)),
    }
