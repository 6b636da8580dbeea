"""The names that conversations may use: actions, responses and slots of the domain, facts of the knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from assistant.conversation_tests.plain_yaml import load_plain
from assistant.conversation_tests.schema import Assertion, Case, Expected, Step
from assistant.settings import ROOT
from knowledge.places import nearest
from knowledge.reader import load_knowledge

_OF_RASA = ("action_listen", "action_restart", "action_back", "action_deactivate_loop", "action_extract_slots")
"""Actions that Rasa has without the domain."""

_Used = tuple[tuple[str | int, ...], str, str]
"""Where in a step a name stands, of which kind it is, and the name."""


class Names:
    """What exists, by kind: `action`, `response`, `slot`, `fact`."""

    def __init__(self, domain: Mapping[str, Any], facts: Iterable[str]) -> None:
        """Know the names of a domain, as Rasa's file holds it, and the ids of the facts."""
        self.domain = domain
        responses = list(domain.get("responses") or {})
        custom = [one if isinstance(one, str) else next(iter(one)) for one in domain.get("actions") or ()]
        self._known: dict[str, list[str]] = {
            "action": [*custom, *responses, *(domain.get("forms") or {}), *_OF_RASA],
            "response": responses,
            "slot": [*(domain.get("slots") or {}), "requested_slot"],
            "fact": list(facts),
        }

    def problem(self, kind: str, name: str) -> str | None:
        """Return what is wrong with a name, or None where it exists."""
        known = self._known[kind]
        if name in known:
            return None
        where = "knowledge/facts.yml" if kind == "fact" else "domain.yml"
        return f"there is no {kind} '{name}' in {where}{nearest(name, known)}"

    def used(self, step: Step) -> Iterator[_Used]:
        """Return every name that a step uses."""
        if step.utter is not None:
            yield ("utter",), "response", step.utter
        yield from _slots(step, ())
        yield from _facts(step, ())
        for number, assertion in enumerate(step.assertions):
            where = ("assertions", number)
            yield from _slots(assertion, where)
            yield from _facts(assertion, where)
            if assertion.action_executed is not None:
                yield (*where, "action_executed"), "action", assertion.action_executed
            for key in ("bot_uttered", "bot_did_not_utter"):
                uttered = getattr(assertion, key)
                if uttered is not None and uttered.utter_name is not None:
                    yield (*where, key, "utter_name"), "response", uttered.utter_name


@lru_cache(maxsize=1)
def load_names() -> Names:
    """Return the names of this project."""
    domain = load_plain((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return Names(domain, load_knowledge().facts)


def keys_of(kind: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys that a file of this kind may have, at any depth."""
    models: tuple[type[BaseModel], ...] = (Case, Step, Assertion, kind)
    fields = (field for model in models for field in model.model_fields.items())
    return tuple(dict.fromkeys(info.alias or name for name, info in fields))


def slot_of(item: str | Mapping[str, Any]) -> tuple[str, Any, bool]:
    """Return name, value and whether a value is named, of one item of `slot_was_set`."""
    if isinstance(item, str):
        return item, None, False
    if "name" in item and set(item) <= {"name", "value"}:
        return str(item["name"]), item.get("value"), "value" in item
    name, value = next(iter(item.items()))
    return name, value, True


def _slots(part: Step | Assertion, where: tuple[str | int, ...]) -> Iterator[_Used]:
    for key in ("slot_was_set", "slot_was_not_set"):
        for item in getattr(part, key) or ():
            yield (*where, key), "slot", slot_of(item)[0]


def _facts(part: Expected, where: tuple[str | int, ...]) -> Iterator[_Used]:
    for fact in part.facts or ():
        yield (*where, "facts"), "fact", fact
