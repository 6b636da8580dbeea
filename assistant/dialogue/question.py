"""A question as understood: its intent, and what it names. It is read in `reading_questions`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

NEVER_ANSWERED = frozenset(["other_treatment", "drug"])
"""Kinds of named things that turn any question into one that the page does not answer."""
OF_A_TREATMENT = (
    "ask_what",
    "ask_goal",
    "ask_how_given",
    "ask_recovery",
    "ask_side_effects",
    "ask_specific_side_effect",
)
"""Intents that ask of one treatment, whether or not they name it."""
MISUNDERSTOOD = ("nlu_fallback", "out_of_scope_nonsense")
"""Intents of what was not understood at all."""
ASK_DETAIL = "ask_detail"
"""The intent of a question for one fact; the dialogue gives it (`assistant.dialogue.details`), and no classifier."""


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
    in_the_spine: bool = False
    """The spine itself is mentioned."""
    refers: bool = False
    """A pronoun stands for something said before."""
    causing: bool = False
    """It is asked what that brings about, or why it comes: "what else can it cause", "why does that happen"."""
    checking: bool = False
    """It is asked how that is looked for: "how do they check that"."""
    of_that: bool = False
    """The side effect spoken of is asked of a treatment: "does chemo cause that"."""
    is_it: bool = False
    """It is asked whether what was spoken of is the treatment named: "is it surgery"."""
    without: bool = False
    """What is named is taken away: "options other than chemo", "which does not cause it"."""
    bare: bool = False
    """Nothing but names was typed: "mouth sores", "chemo and surgery"."""
    named_before: tuple[str, ...] = ()
    """Treatments that the question asked before it names, which is answered after it: "how much is surgery"."""
    ruled_out: bool = False
    """Another treatment is named, and not asked about: "not chemo, radiation"."""
    ruled_out_alone: tuple[str, ...] = ()
    """The treatments of a message that names nothing but what it rules out: "not surgery"."""
    beside: str | None = None
    """What is said by the few words around the treatments of a message that has nothing else."""
    denied: tuple[str, ...] = ()
    """The treatments named of which it says that they are not meant: "so it's not chemo, does he lose his hair"."""
    behind: tuple[str, ...] = ()
    """The treatments named that are only told of as past, where a side effect is asked about."""
    may_have: bool = False
    """It is asked whether one may have the treatment named: "can i have targeted therapy"."""
    fact: str = ""
    """The fact of the treatment that is asked for; its intent is `ASK_DETAIL` then."""
    said: str = field(default="", compare=False)
    """The words of the question, spelt right, for what `assistant.dialogue.wording` reads in them."""
    asked: str = field(default="", compare=False)
    """The same without courtesies and what leads up to it ("ok so", "and"), as the person concerned would ask."""

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
            "together": self.together,
            "without": self.without,
        } | ({"fact": self.fact} if self.fact else {})

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
            together=bool(value.get("together")),
            without=bool(value.get("without")),
            fact=str(value.get("fact", "")),
        )
