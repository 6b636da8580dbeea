"""Scores of turns against what a question should get. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from scipy.stats import binomtest


class Group(StrEnum):
    """Kinds of test question."""

    IN_SCOPE = "in scope"
    OUT_OF_SCOPE = "out of scope"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True)
class Scored:
    """One question with what it should get and what it got."""

    expected: Mapping[str, Any]
    got: Mapping[str, Any]

    @property
    def group(self) -> Group:
        """Return which kind of question it is."""
        if self.expected["outcome"] == "smalltalk":
            return Group.SMALLTALK
        if self.expected["outcome"] == "redirect" and self.expected["topic"] is None:
            return Group.OUT_OF_SCOPE
        return Group.IN_SCOPE

    @property
    def redirected(self) -> bool:
        """The question was sent to an appointment or a person, and nothing was claimed."""
        return self.got["outcome"] == "redirect"

    @property
    def right(self) -> bool:
        """The turn is what the question should get.

        In scope: the same outcome, topic and aspect, or an answer on that topic that states every fact asked for (a
        neighbouring answer that says it is a right answer too). A listed or not-listed verdict must agree.
        """
        if self.group is Group.OUT_OF_SCOPE:
            return self.redirected
        if self.group is Group.SMALLTALK:
            # A wish to talk to a person is fulfilled by the number of one.
            person = self.expected["intent"] == "ask_person" and self.redirected
            same = self.got["intent"] == self.expected["intent"] or bool(self.got.get("stopped"))
            return person or (self.got["outcome"] == "smalltalk" and same)
        if self.expected["outcome"] != self.got["outcome"]:
            return False
        if self.expected["verdict"] != self.got["verdict"] and self.expected["verdict"] is not None:
            return False
        same_topic = self.expected["topic"] in (self.got["topic"], None)
        same_aspect = self.expected["aspect"] == self.got["aspect"]
        if same_topic and same_aspect:
            return True
        facts = set(self.expected["facts"])
        return bool(facts) and facts <= set(self.got["facts"])

    @property
    def exact(self) -> bool:
        """The outcome, topic and aspect are those expected, whatever the facts."""
        return all(self.expected[key] == self.got[key] for key in ("outcome", "topic", "aspect"))

    @property
    def confidently_wrong(self) -> bool:
        """A statement was made that is not what was asked: the mistake that can do harm."""
        return not self.right and self.got["outcome"] in ("answer", "booking")


@dataclass(frozen=True)
class Share:
    """A count out of a total, with its 95 % Wilson interval."""

    name: str
    count: int
    total: int

    @property
    def value(self) -> float:
        """The share; 1.0 of nothing."""
        return self.count / self.total if self.total else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson score interval."""
        if not self.total:
            return 0.0, 1.0
        bounds = binomtest(self.count, self.total).proportion_ci(method="wilson")
        return float(bounds.low), float(bounds.high)

    def __str__(self) -> str:
        """Return the share for a table."""
        low, high = self.interval
        return f"{100 * self.value:5.1f} %  ({100 * low:.1f} to {100 * high:.1f}, {self.count} of {self.total})"


def shares(scored: Sequence[Scored]) -> dict[str, Share]:
    """Return the figures that gate: in scope, redirects, confidently wrong, smalltalk, stopped by mistake."""
    groups = {group: [one for one in scored if one.group is group] for group in Group}

    def right(group: Group, name: str) -> Share:
        return Share(name, sum(one.right for one in groups[group]), len(groups[group]))

    return {
        "in_scope_right": right(Group.IN_SCOPE, "right answer, in scope"),
        "out_of_scope_redirected": right(Group.OUT_OF_SCOPE, "redirected, out of scope"),
        "confidently_wrong": Share("confidently wrong, overall", sum(s.confidently_wrong for s in scored), len(scored)),
        "smalltalk_right": right(Group.SMALLTALK, "right, smalltalk"),
        "stopped": Share(
            "stopped by the urgent-help gate first", sum(bool(s.got.get("stopped")) for s in scored), len(scored)
        ),
    }


def by(scored: Sequence[Scored], key: str) -> list[Share]:
    """Return the share of right turns in scope for each value of `key` (topic or aspect)."""
    inside = [one for one in scored if one.group is Group.IN_SCOPE]
    values = sorted({str(one.expected[key]) for one in inside})
    return [
        Share(
            value,
            sum(s.right for s in inside if str(s.expected[key]) == value),
            sum(1 for s in inside if str(s.expected[key]) == value),
        )
        for value in values
    ]


def confusions(scored: Sequence[Scored]) -> list[tuple[str, str, int]]:
    """Return the commonest mistakes: expected intent, intent that was understood, how often."""
    counted = Counter((str(s.expected["intent"]), str(s.got["intent"])) for s in scored if not s.right)
    return [(expected, got, count) for (expected, got), count in counted.most_common(12)]
