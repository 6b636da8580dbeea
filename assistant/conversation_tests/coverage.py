"""What a run of conversations saw of all that there is: facts, intents, custom actions, rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.conversation_tests.plain_yaml import load_plain
from assistant.conversation_tests.running import Result
from assistant.settings import ROOT
from knowledge.reader import load_knowledge

Traces = Mapping[str, Any]
"""What one conversation saw: `facts`, and `events` in order, as plain data that can be sent between processes."""

_Event = Sequence[str]


@dataclass(frozen=True)
class Covered:
    """How much of one kind was seen."""

    kind: str
    seen: int
    total: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        """The share that was seen."""
        return self.seen / self.total if self.total else 1.0

    @property
    def enough(self) -> bool:
        """Whether all were seen, as a run of all conversations must."""
        return self.seen == self.total

    def __str__(self) -> str:
        """Return one line for a person."""
        return f"{self.kind:<8} {self.seen} of {self.total} ({100 * self.share:.0f} %)"


def traces_of(result: Result) -> Traces:
    """Return what a conversation saw."""
    records = [exchange.seen.record or {} for exchange in result.exchanges]
    events = [event for one in result.exchanges if one.seen.inside for event in one.seen.inside.events]
    return {
        "facts": sorted({fact for record in records for fact in record.get("facts") or ()}),
        "events": [list(event) for event in events],
    }


def coverage(traces: Iterable[Traces], domain: Mapping[str, Any]) -> list[Covered]:
    """Return how much of each kind the conversations saw."""
    traces = list(traces)
    events: list[list[_Event]] = [list(trace["events"]) for trace in traces]
    names: dict[str, set[str]] = {kind: set() for kind in ("intent", "action", "inner", "loop")}
    for kind, name in (event for one in events for event in one):
        names[kind].add(name)
    outer = [[event for event in one if event[0] != "inner"] for one in events]
    rules = load_rules()
    return [
        _covered("facts", load_knowledge().facts, {fact for trace in traces for fact in trace["facts"]}),
        _covered("intents", domain["intents"], names["intent"]),
        _covered("actions", domain["actions"], names["action"] | names["inner"]),
        _covered("rules", rules, {name for name, steps in rules.items() if any(_ran(steps, one) for one in outer)}),
    ]


def _covered(kind: str, everything: Iterable[Any], seen: set[str]) -> Covered:
    names = [name if isinstance(name, str) else next(iter(name)) for name in everything]
    missing = tuple(name for name in names if name not in seen)
    return Covered(kind, len(names) - len(missing), len(names), missing)


def summary(found: Sequence[Covered], whole: bool) -> list[str]:
    """Return the lines that a run prints; what is missing, and whether that is enough, only of a whole run."""
    if not whole:
        return [*(str(one) for one in found), "Not all conversations ran, so what is missing is not looked at."]
    lines = []
    for one in found:
        lines.append(str(one) + (f", not seen: {', '.join(one.missing)}" if one.missing else ""))
        if not one.enough:
            lines.append(f"  TOO FEW: the conversations must see all {one.kind}.")
    return lines


Rule = tuple[tuple[str, frozenset[str]], ...]
"""The steps of a rule: the kind of event, and the names of which one must be its own."""


@lru_cache(maxsize=1)
def load_rules() -> dict[str, Rule]:
    """Return the rules of data/rules.yml by name. A rule for several intents is one rule for each of them."""
    content = load_plain((ROOT / "data" / "rules.yml").read_text(encoding="utf-8"))
    rules: dict[str, Rule] = {}
    for rule in content["rules"]:
        alternatives = next((step["or"] for step in rule["steps"] if "or" in step), [None])
        for alternative in alternatives:
            steps = [alternative if alternative and "or" in step else step for step in rule["steps"]]
            name = f"{rule['rule']} ({alternative['intent']})" if alternative else rule["rule"]
            rules[name] = tuple(step for one in steps if (step := _step(one)) is not None)
    return rules


def _step(step: Mapping[str, Any]) -> tuple[str, frozenset[str]] | None:
    """Return a step that leaves an event of its own, or None (a slot may be set by anything)."""
    if "intent" in step:
        return "intent", frozenset({str(step["intent"])})
    if "action" in step:
        return "action", frozenset({str(step["action"])})
    if "active_loop" in step:
        return "loop", frozenset({str(step["active_loop"]).replace("null", "")})
    return None


def _ran(rule: Rule, events: Sequence[_Event]) -> bool:
    """Say whether the steps of a rule stand one after the other among the events of a conversation."""
    return any(
        all(
            kind == events[at + place][0] and events[at + place][1] in names for place, (kind, names) in enumerate(rule)
        )
        for at in range(len(events) - len(rule) + 1)
    )
