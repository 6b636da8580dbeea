"""The responses: the words of the conversation itself, which stand in domain.yml, read as the checks need them.

The model is trained from domain.yml, and is stale after any change of it. So the signatures stand in a file of their
own (`knowledge.signed_responses`): signing needs no training. Rasa would keep a response's `metadata` with every turn.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ConfigDict

from knowledge.files import DOMAIN
from knowledge.reader import read_file
from knowledge.records import Channel, Identifier, Record, Text

SAID_BY_RASA = "utter_ask_"
"""Rasa itself asks for a slot of a form by the response of this name, where there is no action for it."""
_ACTION_IN_PLACE = "action_ask_"
_SAID = re.compile(r"^\s*- action: (utter_\w+)", re.MULTILINE)


class ResponseButton(Record):
    """A choice below a response; `payload` is not read by patients."""

    model_config = ConfigDict(extra="allow", frozen=True)

    title: Text
    payload: str = ""


class Variation(Record):
    """The words of a response on one channel, or on all that have none of their own.

    Rasa takes further keys (an image, a condition): they are kept, since what a patient sees of them is signed too.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    text: Text
    channel: str | None = None
    buttons: tuple[ResponseButton, ...] = ()


class Form(Record):
    """A form of domain.yml: the slots that it asks for."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    required_slots: tuple[str, ...] = ()


class Domain(Record):
    """What of domain.yml decides what is read, and who says it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    responses: dict[Identifier, tuple[Variation, ...]]
    forms: dict[str, Form] = {}
    actions: tuple[Any, ...] = ()

    def asked_by_rasa(self) -> Iterator[str]:
        """Yield the responses by which Rasa itself asks for a slot of a form: nothing is filled into these."""
        for form in self.forms.values():
            for slot in form.required_slots:
                if f"{_ACTION_IN_PLACE}{slot}" not in self.actions:
                    yield f"{SAID_BY_RASA}{slot}"


def read_domain_file(root: Path) -> Domain:
    """Read domain.yml in the project's folder `root`.

    Raises:
        KnowledgeError: it is missing, is not YAML, or a response has no text.
    """
    return read_file(root / DOMAIN, Domain)


def said_by_rules(root: Path) -> frozenset[str]:
    """Return the responses that data/rules.yml says without an action: nothing is filled into these."""
    rules = root / "data" / "rules.yml"
    return frozenset(_SAID.findall(rules.read_text(encoding="utf-8"))) if rules.is_file() else frozenset()


def stamp_of(variations: tuple[Variation, ...]) -> str:
    """Return 12 hex digits that change with whatever a patient reads of a response, and with nothing else of it."""
    read = [
        variation.model_dump(exclude_defaults=True, exclude={"buttons": {"__all__": {"payload"}}})
        for variation in variations
    ]
    return hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest()[:12]


def channels_of(variation: Variation, variations: tuple[Variation, ...]) -> tuple[Channel, ...]:
    """Return the channels whose patients read a variation: its own, or all that none of the others is for."""
    if variation.channel is not None:
        return ("sms",) if variation.channel == "sms" else ("website",)
    own = {other.channel for other in variations}
    return ("website",) if "sms" in own else ("website", "sms")
