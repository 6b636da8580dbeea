"""Looks at what the model is trained from, before minutes are spent on it: are all names known, and sentences there?

Rasa trains with a name that exists nowhere, and the assistant then understands nothing. This takes a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from rasa.shared.core.constants import DEFAULT_ACTION_NAMES, DEFAULT_INTENTS

from assistant.settings import ROOT
from assistant.training.sentences import OUT_OF_SCOPE
from assistant.written_files import Part, WrittenFileError, read_part
from knowledge.places import nearest

_DOMAIN = ("version", "intents", "entities", "slots", "forms", "responses", "actions", "session_config")
_SESSION = ("session_expiration_time", "carry_over_slots_to_new_session")
_SLOT = ("type", "mappings", "initial_value", "influence_conversation", "values", "min_value", "max_value")
_FORM = ("required_slots", "ignored_intents")
_VARIATION = ("text", "buttons", "channel", "image", "custom", "condition", "id", "metadata", "attachment")
_DATA = ("version", "nlu", "rules", "stories")
_SENTENCES = ("intent", "examples", "metadata", "synonym", "regex", "lookup")
_RULE = ("rule", "story", "steps", "condition", "conversation_start", "wait_for_user_input", "metadata")
_STEP = ("intent", "user", "entities", "action", "slot_was_set", "active_loop", "checkpoint", "or", "bot", "metadata")
"""The keys that may stand at each place."""

_PAYLOAD = re.compile(r"/(\w+)")


class TrainingDataError(WrittenFileError):
    """The model can't be trained from this. The message begins with the file and line and says what is wrong."""


@dataclass(frozen=True)
class _Domain:
    """The names of domain.yml; intents with where they stand."""

    intents: dict[str, Part]
    actions: frozenset[str]
    responses: frozenset[str]
    forms: frozenset[str]
    slots: frozenset[str]

    def check_intent(self, name: Part, *, of_rasa: bool = True) -> None:
        """Refuse an intent that does not exist; what stands behind a "/" is a part of it."""
        _check("intent", name, (*self.intents, *(DEFAULT_INTENTS if of_rasa else ())), name.text.partition("/")[0])

    def check_action(self, name: Part) -> None:
        """Refuse an action, response or form that does not exist."""
        kind = "response" if name.text.startswith("utter_") else "action"
        _check(kind, name, (*self.actions, *self.responses, *self.forms, *DEFAULT_ACTION_NAMES))

    def check_slot(self, name: Part) -> None:
        """Refuse a slot that does not exist."""
        _check("slot", name, (*self.slots, "requested_slot"))

    def check_form(self, name: Part) -> None:
        """Refuse a form that does not exist; null is that none is active."""
        if not name.empty:
            _check("form", name, self.forms)


def check_training_data(root: Path = ROOT) -> None:
    """Look at domain.yml, config.yml and data/ of `root`.

    Raises:
        TrainingDataError: the first thing in them that would break the assistant.
    """
    domain = _read_domain(root / "domain.yml")
    never = _set_without_words(root / "config.yml", domain)
    learned: set[str] = set()
    answered: set[str] = set()
    for path in sorted((root / "data").glob("*.yml")):
        content = read_part(path, TrainingDataError).keys(_DATA)
        if "nlu" in content:
            learned |= _check_sentences(content["nlu"], domain)
        for kind in ("rules", "stories"):
            named = _check_steps(content[kind], domain) if kind in content else set()
            answered |= named if kind == "rules" else set()
    for intent, part in domain.intents.items():
        if intent not in learned and intent not in never:
            file = "nlu_out_of_scope.yml" if intent.startswith(OUT_OF_SCOPE) else "nlu.yml"
            raise part.refuse(f"there are no sentences for the intent '{intent}' in data/{file}")
        if intent not in answered:
            raise part.refuse(f"there is no rule for the intent '{intent}' in data/rules.yml")


def _check(kind: str, part: Part, known: Iterable[str], name: str | None = None) -> None:
    name = part.text if name is None else name
    known = tuple(known)
    if name not in known:
        raise part.refuse(f"there is no {kind} '{name}' in domain.yml{nearest(name, known)}")


def _read_domain(path: Path) -> _Domain:
    """Return the names of the domain."""
    whole = read_part(path, TrainingDataError).keys(_DOMAIN)
    intents = {part.text: part for part in map(_named, _items(whole, "intents"))}
    domain = _Domain(
        intents,
        frozenset(_named(part).text for part in _items(whole, "actions")),
        frozenset(name.text for name, _ in _names(whole, "responses")),
        frozenset(name.text for name, _ in _names(whole, "forms")),
        frozenset(name.text for name, _ in _names(whole, "slots")),
    )
    for _, slot in _names(whole, "slots"):
        slot.keys(_SLOT)
    for _, form in _names(whole, "forms"):
        for name in _items(form.keys(_FORM), "required_slots"):
            domain.check_slot(name)
    for _, response in _names(whole, "responses"):
        for variation in response.items():
            _check_buttons(variation.keys(_VARIATION), domain)
    if "session_config" in whole:
        whole["session_config"].keys(_SESSION)
    return domain


def _check_buttons(variation: dict[str, Part], domain: _Domain) -> None:
    """Refuse a button that says an intent that does not exist."""
    for button in _items(variation, "buttons"):
        payload = button.keys(("title", "payload", "type")).get("payload")
        said = _PAYLOAD.match(payload.text) if payload else None
        if payload and said:
            _check("intent", payload, (*domain.intents, *DEFAULT_INTENTS), said[1])


def _set_without_words(config: Path, domain: _Domain) -> set[str]:
    """Return the intents that the gate and buttons set: `never` in config.yml."""
    found: set[str] = set()
    for key, value in read_part(config, TrainingDataError).names():
        for component in value.items() if key.text == "pipeline" else ():
            settings = {name.text: setting for name, setting in component.names()}
            for name in _items(settings, "never"):
                domain.check_intent(name)
                found.add(name.text)
    return found


def _check_sentences(nlu: Part, domain: _Domain) -> set[str]:
    """Return the intents that have sentences."""
    found: set[str] = set()
    blocks = nlu.items()
    if not blocks:
        raise nlu.refuse("there are no sentences here, so there is nothing to learn")
    for block in blocks:
        content = block.keys(_SENTENCES)
        if "intent" in content:
            domain.check_intent(content["intent"], of_rasa=False)
            name = content["intent"].text.partition("/")[0]
            if "examples" not in content:
                raise block.refuse(f"there are no 'examples: |' for the intent '{name}'")
            _check_lines(content["examples"])
            found.add(name)
    return found


def _check_lines(examples: Part) -> None:
    """Refuse a sentence that would not be learned; it begins in the line below "examples: |"."""
    node = examples.node
    if not isinstance(node, yaml.ScalarNode) or node.style != "|":
        raise examples.refuse("write 'examples: |', and below it each sentence in a line that begins with '- '")
    lines = str(node.value).split("\n")
    if not any(line.strip() for line in lines):
        raise examples.refuse("there are no sentences here")
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.removeprefix("- ").strip():
            raise examples.refuse("there is no sentence behind the '- '", number)
        if line.strip() and not line.startswith("- "):
            raise examples.refuse(f"write '- ' before the sentence '{line.strip()}', below that of the others", number)


def _check_steps(rules: Part, domain: _Domain) -> set[str]:
    """Return the intents that rules or stories name."""
    found: set[str] = set()
    for rule in rules.items():
        content = rule.keys(_RULE)
        steps = [*_items(content, "condition"), *_items(content, "steps")]
        for step in steps:
            for one in _alternatives(step):
                found |= _check_step(one.keys(_STEP), domain)
    return found


def _alternatives(step: Part) -> list[Part]:
    """Return a step, or the steps of which one is taken."""
    keys = step.keys(_STEP)
    return keys["or"].items() if "or" in keys else [step]


def _check_step(step: dict[str, Part], domain: _Domain) -> set[str]:
    """Return the intent of a step."""
    if "action" in step:
        domain.check_action(step["action"])
    if "active_loop" in step:
        domain.check_form(step["active_loop"])
    for slot in _items(step, "slot_was_set"):
        for name in [name for name, _ in slot.names()] if slot.named else [slot]:
            domain.check_slot(name)
    if "intent" not in step:
        return set()
    domain.check_intent(step["intent"])
    return {step["intent"].text}


def _named(part: Part) -> Part:
    """Return the name of an intent or action, which may have settings of its own."""
    return part.names()[0][0] if part.named else part


def _items(of: dict[str, Part], key: str) -> list[Part]:
    return of[key].items() if key in of else []


def _names(of: dict[str, Part], key: str) -> list[tuple[Part, Part]]:
    return of[key].names() if key in of else []
