"""A question as understood: its intent, and what it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from knowledge.vocabulary import Kind

_AND = re.compile(r"^[\s,/&+-]*(and|or|and/or|plus|with|versus|vs|v)?[\s,/&+.-]*(the|my|a)?\s*$")
"""Between two names that are asked about together."""

_SPINE = re.compile(r"spin|vertebr|backbone|my back\b|spread|metast|\bmets\b|went to|brain")
"""Words by which another cancer or disease is only the background of a question (the page names brain tumors too)."""


@dataclass(frozen=True)
class Question:
    """One question of a message."""

    intent: str
    treatments: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    treatment_cues: tuple[str, ...] = ()
    """Treatments that are only hinted at; they count where none is named."""
    effect_cues: tuple[str, ...] = ()
    """Effects that are only hinted at; they count where nothing names one."""
    focuses: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    not_covered: tuple[str, ...] = ()
    together: bool = False
    """The first two treatments are named in one breath ("chemo and radiation")."""
    about_side_effects: bool = False
    """A comparison asks for side effects."""
    about_spine: bool = False
    """The spine, or cancer that spread, is mentioned."""

    def with_treatment(self, treatment: str) -> Question:
        """Return the same question about one treatment."""
        return replace(self, treatments=(treatment,), together=False)

    def as_slot(self) -> dict[str, Any]:
        """Return what a slot keeps of the question."""
        return {
            "intent": self.intent,
            "treatments": list(self.treatments),
            "effects": list(self.effects),
            "focuses": list(self.focuses),
            "services": list(self.services),
            "not_covered": list(self.not_covered),
            "about_side_effects": self.about_side_effects,
        }

    @classmethod
    def from_slot(cls, value: Mapping[str, Any]) -> Question:
        """Return the question that `as_slot` kept."""
        return cls(
            intent=str(value["intent"]),
            treatments=tuple(value.get("treatments", ())),
            effects=tuple(value.get("effects", ())),
            focuses=tuple(value.get("focuses", ())),
            services=tuple(value.get("services", ())),
            not_covered=tuple(value.get("not_covered", ())),
            about_side_effects=bool(value.get("about_side_effects")),
        )


def read_questions(message: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions of a message as Rasa parsed it: at least one, at most two.

    `message` is the tracker's `latest_message`; its key `questions` is set by `assistant.nlu.question_splitter` and is
    missing where a button was pressed.
    """
    found = message.get("questions") or ()
    if len(found) > 1:
        return tuple(_read(str(part["intent"]), part["entities"], str(part["text"])) for part in found[:2])
    intent = str((message.get("intent") or {}).get("name") or "nlu_fallback")
    return (_read(intent, message.get("entities") or (), str(message.get("text") or "")),)


def _read(intent: str, entities: Sequence[Mapping[str, Any]], text: str) -> Question:
    """Return one question from its intent and entities."""

    def named(kind: Kind) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(e["value"]) for e in entities if e.get("entity") == kind.value))

    return Question(
        intent=intent,
        treatments=_most_exact(named(Kind.TREATMENT)),
        effects=named(Kind.EFFECT),
        treatment_cues=named(Kind.TREATMENT_CUE),
        effect_cues=named(Kind.EFFECT_CUE),
        focuses=named(Kind.FOCUS),
        services=named(Kind.SERVICE),
        not_covered=named(Kind.NOT_COVERED),
        together=_together([e for e in entities if e.get("entity") == Kind.TREATMENT.value], text.lower()),
        about_spine=_SPINE.search(text.lower()) is not None,
        about_side_effects=bool(named(Kind.EFFECT)) or "side effect" in text.lower().replace("-", " "),
    )


def _most_exact(treatments: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out interventional radiology where its own procedures are named too: the question is about these."""
    if "kyphoplasty_vertebroplasty" in treatments:
        return tuple(name for name in treatments if name != "interventional_radiology")
    return treatments


def _together(entities: Sequence[Mapping[str, Any]], text: str) -> bool:
    """Say whether two different treatments stand next to each other with no more than "and" between them."""
    placed = sorted((e for e in entities if "start" in e and "end" in e), key=lambda e: int(e["start"]))
    return any(
        one["value"] != other["value"] and _AND.match(text[int(one["end"]) : int(other["start"])]) is not None
        for one, other in pairwise(placed)
    )
