"""A question as understood: its intent, and what it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from assistant.language.reading import Reading, shared_reader
from knowledge.vocabulary import Kind

NEVER_ANSWERED = frozenset(["other_treatment", "drug"])
"""Kinds of named things that turn any question into one that the page does not answer."""
_OF_A_TREATMENT = (
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
_AND = re.compile(r"^[\s,/&+-]*(and|or|and/or|plus|with|versus|vs|v)?[\s,/&+.-]*(the|my|a)?\s*$")
"""Between two names that are asked about together."""

_SPINE = re.compile(r"spin|vertebr|backbone|my back\b|spread|metast|\bmets\b|went to|brain")
"""Words by which another cancer or disease is only the background of a question (the page names brain tumors too)."""

_REFERS = re.compile(r"\b(?:it|its|it's|that|this|these|those|they|them|their|both)\b")
_REFERS_TO_NOTHING_SAID = re.compile(r"cancer|tumou?r|spin(?:e|al)|treatments|options|choices|disease")
"""Words of what every conversation is about: "this cancer" is nothing that was said before."""
_CAUSING = re.compile(r"\b(?:it|that|this|they|those|these|both)\b(?: \w+)? (?:cause|bring|lead|give|result)")
_THAT = r"(?:it|that|this|these|those|them)"
_CHECKING = re.compile(
    rf"\b(?:check|test|watch|monitor|look|measure|find|see|know)(?: for| on| out| about| if you have)? {_THAT}\b"
)
_OF_THAT = re.compile(
    rf"\b(?:cause[sd]?|causing|give|gives|bring|brings|get|do)(?: (?:you|me|people))? {_THAT}\b"
    rf"|^(?:so |and |but |ok )*(?:is|are|was|were|can|could|do|does|did|will|would|might) (?:{_THAT}|they)"
    rf"(?: \w+)? (?:be|come|comes|happen|happens|caused|from|due|because|normal|common|part|side|with)\b"
    rf"|\b{_THAT}(?: too| also| either| as well)?\W*$"
)
"""What was said before is asked of a treatment: "does chemo cause that", "is it from chemo"."""
_ANYTHING_ELSE = re.compile(r"\b(?:else|other|another|besides)\b")
_IS_IT = re.compile(
    rf"^(?:so |and |but |ok )*(?:is|isn't|isnt|are|was) {_THAT}(?! (?:the )?(?:same|different|like)\b)(?: \w+){{0,3}} $"
)
"""Before a treatment that something else may be: "is it surgery", "is that a kind of radiation"."""
_WITHOUT = re.compile(
    r"\b(?:other than|rather than|instead of|besides|apart from|aside from|except|without|free of|never|least likely)\b"
    r"|(?<!\bi )(?<!\bwe )\b(?:not|doesn't|doesnt|don't|dont|won't|wont)(?: \w+)?"
    r" (?:cause|make|give|lead|bring|have|come)\b"
    r"|\b(?:has|have|with) no\b"
)
_LITTLE = re.compile(r"^[\s,/&?.!-]*(?:(?:and with|and|an|n|of|the|my|what about|how about|about)[\s,/&?.!-]*)*$")
"""What may stand around names in a message that is nothing but names."""
_NOUN = re.compile(
    r"(?:^|\b(?:about|of|on|with|from|for|than|vs|versus|and|or|the|does|will)\s+)(targett?ed)"
    r"(?=\s*(?:$|[?.!,]|(?:and|or|vs|versus|cause|causes|have|has|give|gives|make|makes)\b))"
)
"""Half a name that stands alone: "and targeted?". Elsewhere it describes: "is it targeted", "targeted rays"."""
_RULED_OUT = re.compile(r"(?:^|[\s,.;])(?:not|n't mean)(?: for| about| the| with| from)?\s*$")
"""Before a name that is not asked about: "not chemo, radiation"."""


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
    refers: bool = False
    """A pronoun stands for something said before."""
    causing: bool = False
    """It is asked what that brings about: "what else can it cause"."""
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
            together=bool(value.get("together")),
            without=bool(value.get("without")),
        )


def read_questions(message: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions of a message as Rasa parsed it: at least one, at most two.

    `message` is the tracker's `latest_message`; its key `questions` is set by `assistant.nlu.intent_classifier` and is
    missing where a button was pressed.
    """
    found: Sequence[Mapping[str, Any]] = message.get("questions") or ()
    if len(found) > 1:
        first, second = (_read(str(part["intent"]), part["entities"], str(part["text"])) for part in found[:2])
        if found[1].get("asked", 1) < found[0].get("asked", 0):  # it comes first because it may be answered
            first = _after(second, first)
        if second.refers and not second.treatments:  # "could it be liver cancer, and how is that treated"
            second = replace(second, not_covered=second.not_covered or first.not_covered)
        return _about_what_was_told(message, (first, second))
    intent = str((message.get("intent") or {}).get("name") or "nlu_fallback")
    return (_read(intent, message.get("entities") or (), str(message.get("text") or "")),)


def _after(before: Question, question: Question) -> Question:
    """Return a question with what the one that was asked before it in the same message names, and it does not.

    "How much is surgery? What are the side effects?" asks for those of surgery, whatever was spoken of until then; and
    "how much is tamoxifen? what are the side effects?" for those of a drug that the page does not cover.
    """
    if question.treatments:
        return question
    outside = NEVER_ANSWERED & set(before.not_covered) and not before.treatments and question.intent in _OF_A_TREATMENT
    not_covered = before.not_covered if outside else question.not_covered
    return replace(question, named_before=before.treatments, not_covered=not_covered)


def _about_what_was_told(message: Mapping[str, Any], questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return the questions with the treatment told of before: "I start chemo. How is it given, and is it long?"."""
    named = [str(e["value"]) for e in message.get("entities") or () if e.get("entity") == Kind.TREATMENT.value]
    told = _most_exact(tuple(dict.fromkeys(named)))
    if len(told) != 1 or any(question.treatments for question in questions):
        return questions
    return tuple(question.with_treatment(told[0]) for question in questions)


def _read(intent: str, entities: Sequence[Mapping[str, Any]], text: str) -> Question:
    """Return one question from its intent and entities, in the words that `text` means: "is dat frm chemo"."""
    reading = shared_reader().read(text)
    spelt, entities = reading.spelt, [_placed(reading, entity) for entity in entities]
    entities = _asked_about([*entities, *_half_named(entities, spelt)], spelt)
    treatments = [e for e in entities if e.get("entity") == Kind.TREATMENT.value]

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
        together=_together(treatments, spelt),
        about_spine=_SPINE.search(spelt) is not None,
        about_side_effects=bool(named(Kind.EFFECT)) or "side effect" in spelt.replace("-", " "),
        refers=_REFERS.search(spelt) is not None and _REFERS_TO_NOTHING_SAID.search(spelt) is None,
        causing=_CAUSING.search(spelt) is not None,
        checking=_CHECKING.search(spelt) is not None,
        of_that=_OF_THAT.search(spelt) is not None and _ANYTHING_ELSE.search(spelt) is None,
        is_it=any(_IS_IT.match(spelt[: int(e["start"])]) for e in treatments if "start" in e),
        without=_WITHOUT.search(spelt) is not None,
        bare=_bare(entities, spelt),
    )


def _placed(reading: Reading, entity: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an entity where it stands in the message spelt right."""
    places = {key: reading.place_spelt(int(entity[key])) for key in ("start", "end") if key in entity}
    return {**entity, **places}


def _half_named(entities: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Return the treatment that is named by half its name: "and targeted?", but not "is it mild and targeted"."""
    found = _NOUN.search(text)
    if found is None:
        return []
    before = text[: found.start()].rstrip(" ,")
    joined = found.group().startswith(("and", "or"))
    if joined and before and not any(e.get("end") == len(before) for e in entities):
        return []
    return [{"entity": Kind.TREATMENT.value, "value": "targeted_therapy", "start": found.start(1), "end": found.end(1)}]


def _bare(entities: Sequence[Mapping[str, Any]], text: str) -> bool:
    """Say whether a message is nothing but the names of treatments and side effects."""
    named = [e for e in entities if e.get("entity") in (Kind.TREATMENT.value, Kind.EFFECT.value) and "start" in e]
    rest, end = [], 0
    for one in sorted(named, key=lambda e: int(e["start"])):
        rest.append(text[end : int(one["start"])])
        end = max(end, int(one["end"]))
    return bool(named) and all(_LITTLE.match(part) for part in (*rest, text[end:]))


def _asked_about(entities: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Leave out a treatment that is ruled out where another one is named: "not chemo, radiation"."""
    treatments = [e for e in entities if e.get("entity") == Kind.TREATMENT.value and "start" in e]
    ruled_out = {str(e["value"]) for e in treatments if _RULED_OUT.search(text[: int(e["start"])])}
    others = {str(e["value"]) for e in treatments} - ruled_out
    return [e for e in entities if not others or str(e.get("value")) not in ruled_out]


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
