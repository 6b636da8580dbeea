"""The rules that fit a conversation, found by its last action and intent.

Rasa compares each rule with each state of the conversation, from the last to the first, and turns the rules into
lists again for each comparison. Most rules are of another intent, and none reaches further back than it is long.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.core.domain import State
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

RASAS_OWN = RulePolicy._get_possible_keys
"""What is replaced, for comparison."""
_Need = tuple[str | None, str | None]
"""The last action and the intent that a rule asks for; None where it asks for none."""


class _Index:
    """The keys of the rules of one table, by what they ask of the last state."""

    def __init__(self, keys: dict[str, str]) -> None:
        self.keys = keys
        self.longest = 0
        self._by_need: dict[_Need, list[str]] = defaultdict(list)
        for key in keys:
            states = RulePolicy._rule_key_to_state(key)
            self.longest = max(self.longest, len(states))
            self._by_need[_asked(states[-1], PREVIOUS_ACTION, ACTION_NAME), _asked(states[-1], USER, INTENT)].append(
                key
            )

    def near(self, state: State) -> list[str]:
        """Return the keys whose last action and intent are those of `state`, or that ask for none."""
        action, intent = (
            state.get(part, {}).get(name) for part, name in ((PREVIOUS_ACTION, ACTION_NAME), (USER, INTENT))
        )
        needs = {(one, other) for one in (action, None) for other in (intent, None)}
        return [key for need in needs for key in self._by_need.get(need, ())]


def look_up_rules() -> None:
    """Let `RulePolicy` find its rules in an index."""
    RulePolicy._get_possible_keys = _possible_keys


def _possible_keys(policy: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
    """Return the keys of the rules in `lookup` that fit `states`."""
    if not lookup or not states:
        return set(lookup)
    indexes: dict[int, _Index] = vars(policy).setdefault("_indexes", {})
    index = indexes.get(id(lookup))
    if index is None or index.keys is not lookup:
        index = indexes[id(lookup)] = _Index(lookup)
    # Where the conversation begins now, Rasa lets every rule through that begins there too, whatever it asks for.
    keys = index.near(states[-1]) if states[-1].get(PREVIOUS_ACTION) else list(lookup)
    for turn, state in enumerate(reversed(states[-index.longest :])):
        keys = [key for key in keys if policy._is_rule_applicable(key, turn, state)]
    return set(keys)


def _asked(state: State, part: str, name: str) -> Any:
    """Return what a rule's state asks for, None where it asks for nothing."""
    value = state.get(part, {}).get(name)
    return None if not value or value == SHOULD_NOT_BE_SET else value
