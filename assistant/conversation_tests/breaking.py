"""Ways to break a loaded assistant, each undone at its end. Only `mutations` uses them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from assistant.dialogue.memory import Memory
from assistant.dialogue.question import Question
from assistant.safety.tiers import Assessment
from knowledge.reader import Knowledge, load_knowledge
from knowledge.records import Entry, Statement, Topic


@contextmanager
def drop_fact(fact: str) -> Iterator[None]:
    """Leave out every statement's claim to a fact, and the statement where it claims nothing else."""

    def without(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
        kept = []
        for statement in statements:
            facts = tuple(one for one in statement.facts if one != fact)
            if facts:
                kept.append(statement.model_copy(update={"facts": facts}))
        return tuple(kept)

    def change(entry: Entry) -> Entry:
        return entry.model_copy(update={name: without(getattr(entry, name)) for name in ("website", "sms", "sms_more")})

    with _knowledge(_with_entries(load_knowledge(), change)):
        yield


@contextmanager
def swap_entries(one: str, other: str) -> Iterator[None]:
    """Let each of two entries say what the other says."""
    entries = {entry.id: entry for entry in load_knowledge().entries}
    pairs = {one: entries[other], other: entries[one]}

    def change(entry: Entry) -> Entry:
        if entry.id not in pairs:
            return entry
        said = pairs[entry.id]
        return entry.model_copy(update={name: getattr(said, name) for name in ("website", "sms", "sms_more")})

    with _knowledge(_with_entries(load_knowledge(), change)):
        yield


@contextmanager
def redirect_rule(assistant: Any, intent: str) -> Iterator[None]:
    """Let the rule of an intent run another action, in the trained policy itself."""
    rules = _rule_policy(assistant).lookup["rules"]
    first = [key for key, action in rules.items() if _is_first(key, intent) and action != "action_listen"]
    kept = {key: rules[key] for key in first}
    wrong = "utter_goodbye" if intent != "goodbye" else "utter_greet"
    rules.update(dict.fromkeys(first, wrong))
    try:
        yield
    finally:
        rules.update(kept)


@contextmanager
def without_gate() -> Iterator[None]:
    """Find nothing urgent."""
    with _patched("assess", lambda _: Assessment(), "assistant.turn.urgent_help", "assistant.nlu.urgent_gate"):
        yield


@contextmanager
def without_crisis() -> Iterator[None]:
    """Forget that somebody spoke of suicide."""
    with patch("assistant.turn.crisis.in_crisis", lambda _: False):
        yield


@contextmanager
def forget_the_conversation() -> Iterator[None]:
    """Take every question as the first."""
    with patch.object(Memory, "from_slots", classmethod(lambda cls, _: cls())):
        yield


@contextmanager
def without_not_covered() -> Iterator[None]:
    """Overlook names of drugs, treatments and diseases that the page does not have."""
    before = Question.__init__

    def overlook(self: Question, *arguments: Any, **values: Any) -> None:
        before(self, *arguments, **values | {"not_covered": ()})

    with patch.object(Question, "__init__", overlook):
        yield


@contextmanager
def repeat_the_same_apology() -> Iterator[None]:
    """Never show the menu or a person to somebody who is not understood."""
    from actions import action_default_fallback as module

    with patch.object(module, "_RESPONSES", module._RESPONSES[:1]):
        yield


def _with_entries(knowledge: Knowledge, change: Callable[[Entry], Entry]) -> Knowledge:
    topics: dict[str, Topic] = {
        name: topic.model_copy(update={"entries": tuple(change(entry) for entry in topic.entries)})
        for name, topic in knowledge.topics.items()
    }
    return replace(knowledge, topics=topics)


@contextmanager
def _knowledge(changed: Knowledge) -> Iterator[None]:
    """Let everybody who reads the knowledge read `changed`."""
    with _patched("load_knowledge", lambda: changed, "knowledge", "actions", "assistant"):
        yield


@contextmanager
def _patched(name: str, value: Any, *packages: str) -> Iterator[None]:
    """Replace a function in every loaded module of these packages that imported it."""
    with ExitStack() as stack:
        for module_name, module in list(sys.modules.items()):
            if (
                module_name.startswith(packages)
                and not module_name.startswith("assistant.conversation_tests")
                and hasattr(module, name)
            ):
                stack.enter_context(patch.object(module, name, value))
        yield


def _rule_policy(assistant: Any) -> Any:
    nodes = assistant._agent.processor.graph_runner.nodes.values()
    return next(node._component for node in nodes if type(node._component).__name__ == "RulePolicy")


def _is_first(key: str, intent: str) -> bool:
    """Say whether a key of the policy's table is the state just after a message of this intent."""
    state = json.loads(key)[-1]
    return state.get("user", {}).get("intent") == intent and state["prev_action"]["action_name"] == "action_listen"
