"""Which of the names in a message are asked about, and how they stand to each other. Pure functions over entities."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from assistant.dialogue.hints import hinted
from assistant.language.reading import shared_reader
from knowledge.lookup import PAIN
from knowledge.vocabulary import Kind

_AND = re.compile(r"^[\s,/&+-]*(and|or|and/or|plus|with|versus|vs|v)?[\s,/&+.-]*(the|my|a)?\s*$")
"""Between two names that are asked about together."""
_LITTLE = re.compile(
    r"^[\s,/&?.!-]*(?:(?:and with|and for|for|and|an|n|of|the|my|his|her|your|their|both|what about|how about|about|ok"
    r"|okay|oh|so|but|just|only|things?|ones?|part)\b[\s,/&?.!-]*)*+$"
)
"""What may stand around names in a message that is nothing but names; possessive, or a row of them takes years."""
_NOUN = re.compile(
    r"(?:^|(?:^|[.!?] )(?:is|are)\s|\b(?:about|of|on|with|from|for|than|vs|versus|and|or|no,?|the|does|will|back to"
    r"|start|starts|starting|want|wants|something|said|called|mentioned|getting|having|now|then|meant|mean)\s+[\"']?)"
    r"(targett?ed)"
    r"(?=[\"']|\s*(?:$|[?.!,]|(?:and|or|vs|versus|cause|causes|have|has|give|gives|make|makes|alone|together|too|also|used|given"
    r"|done|ok)\b))"
)
"""Half a name that stands alone: "and targeted?". Elsewhere it describes: "is it targeted", "targeted rays"."""
_RULED_OUT = re.compile(
    r"(?:^|[\s,.;])(?:not|n't mean)(?: for| about| the| with| from)?\s*$"
    r"|(?:n't|\b(?:dont|not|no need to)) (?:tell|talk|ask|asking|talking|want|need|mean|having|getting|doing|on|taking)"
    r"(?: me| us)?(?: to (?:know|hear))?(?: about| of)?(?: the| my)?\s*$"
    r"|\balready know(?: all)?(?: about)?(?: the| my)?\s*$"
)
"""Before a name that is not asked about: "not chemo, radiation", "don't tell me about chemo"."""
_MAY_BE_RULED_OUT = (Kind.EFFECT.value, Kind.EFFECT_CUE.value, Kind.FOCUS.value)
_NO_MATTER = re.compile(r"^ (?:is|are) (?:no|not a|not an) (?:loss|problem|matter|worry|issue|concern)\b")
"""Behind a name that is not asked about: "my hair is no loss"."""
_NERVES = "nerve_damage"
_SURGEON = re.compile(r"surgeons?$")
_REFUSED = re.compile(
    r"^(?:please |and |but )?(?:i )?(?:don't|dont|do n't|do not|no need to|stop) (?:tell|telling|talk|talking|want)\b"
)
"""The beginning of what is said only to be left out."""
_WHY_NOT = re.compile(r"\bwhy (?:is it )?not\b|\b(?:is|are|was) (?:it|that|this) not\b")
_BEHIND = re.compile(
    r"\b(?:had|finished|completed|stopped|ended|quit|done with|through with|scared of|afraid of|frightened of)"
    r"(?: the| my| his| her| with)*\s*$"
)
"""Before a name that lies behind a person, or is feared, where another one is asked about."""
_WHEN = re.compile(r"\b(?:before|after|following|then|instead|than|while|during|once|until|since)\b")
"""Between two names: the one says when the other comes."""
_AFTER = re.compile(r"\b(?:after|following|since)(?: having| the| my| his| her| an| a)*\s*$")
"""Before a name that is only when the other treatment comes: "what is radiation for after an operation"."""
_IS_OVER = re.compile(
    r"^(?:'s| is| was| are)?(?: all)? (?:over|done|finished|behind (?:me|us|him|her)|stopped|ended)\b"
    r"|^ (?:last (?:year|month|week|spring|summer|fall|winter)|(?:\w+ )?(?:years?|months?|weeks?) ago)\b"
)
"""Behind such a name: "radiation is over, what does chemo do"."""
_OF_THE_PAST = re.compile(
    r"\b(?:had|got|was|were|went|gave|lost|felt|did|has been|have been|been)\b[^.;!?]{0,40}"
    r"\b(?:with|from|on|during|after|through|by|to)(?: the| my| his| her| that)*\s*$"
)
"""Before a name that only says when something was: "mouth sores she had terrible with the chemo"."""
_CLAUSE_END = re.compile(
    r"[.;!?]+\s+|,\s+(?=(?:(?:and|but|so) )?(?:what|how|why|which|when|does|do|is|are|can|could|will|would|should)\b)"
)
_ASKS = re.compile(
    r"^(?:(?:and|but|so|ok|well|oh) )*(?:what|how|why|which|when|who|does|do|did|is|are|was|can|could|will|would|should"
    r"|has|have)\b|\?"
)
_OF_THE_PAST_ONE = re.compile(r"\b(?:it|that|they)\b(?: \w+)? (?:cause|make|give|do|bring|mean|work|have)s?\b")
"""A pronoun that may stand for what lies behind: "she had chemo last year. does it cause hair loss"."""
_ONLY_RULED_OUT = re.compile(
    r"^(?:(?:no|ok|okay|and|but|so|well|please)[\s,.]+)*(?:not|(?:i )?(?:don't|dont|do not) mean|except|anything but)"
    r"(?: for| about| the| my| with| from| on| of)*\s*$"
)
"""All that stands before the names in a message that only rules out."""
_NOR = re.compile(r"^\s*(?:(?:,?\s*(?:and|or|nor|&)|/)\s*(?:not|no)?|,\s*(?:not|no))\s*(?:the|my)?\s*$")
"""Between names that are ruled out together."""
_SENTENCE_END = re.compile(r"[.;!?]\s")
_JOINED = re.compile(r"^\s*(?:and|&|plus|n)\s*(?:the|my)?\s*$")
"""Between two names of which the same is said."""


def half_named(entities: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Return the treatment that is named by half its name: "and targeted?", but not "is it mild and targeted"."""
    found = _NOUN.search(text)
    if found is None:
        return []
    before = text[: found.start()].rstrip(" ,")
    joined = found.group().startswith(("and", "or"))
    if joined and before and not any(e.get("end") == len(before) for e in entities):
        return []
    return [{"entity": Kind.TREATMENT.value, "value": "targeted_therapy", "start": found.start(1), "end": found.end(1)}]


def is_bare(entities: Sequence[Mapping[str, Any]], text: str) -> bool:
    """Say whether a message is nothing but the names of treatments and side effects."""
    names = (Kind.TREATMENT.value, Kind.EFFECT.value, Kind.EFFECT_CUE.value)
    named = [e for e in entities if e.get("entity") in names and "start" in e]
    return bool(named) and all(_LITTLE.match(part) for part in gaps(named, text))


def gaps(entities: Sequence[Mapping[str, Any]], text: str) -> list[str]:
    """Return what stands in a text before, between and behind the names in it."""
    parts, end = [], 0
    for one in sorted(entities, key=lambda e: int(e["start"])):
        parts.append(text[end : int(one["start"])])
        end = max(end, int(one["end"]))
    return [*parts, text[end:]]


def is_refused(text: str) -> bool:
    """Say whether a part of a message only says what is not wanted: "don't tell me about surgery"."""
    return _REFUSED.match(shared_reader().read(text).spelt) is not None


def asked_about(
    entities: Sequence[Mapping[str, Any]], text: str, *, behind: bool, after: bool = False
) -> list[Mapping[str, Any]]:
    """Leave out a treatment that is ruled out where another one is named: "not chemo, radiation".

    With `behind` also one that lies behind the person: "had chemo, now radiation, does it cause nausea". With `after`
    also one that the other comes after, where that is only hinted at too: "cells left over after surgery".
    """
    treatments = sorted(
        (e for e in entities if e.get("entity") == Kind.TREATMENT.value and "start" in e), key=lambda e: int(e["start"])
    )
    out: list[bool] = []
    for place, one in enumerate(treatments):
        before, behind_it = text[: int(one["start"])], text[int(one["end"]) :]
        is_behind = behind and (_BEHIND.search(before) or _IS_OVER.match(behind_it))
        is_behind = is_behind or (after and _AFTER.search(before))
        same = place > 0 and out[-1] and _JOINED.match(text[int(treatments[place - 1]["end"]) : int(one["start"])])
        out.append(bool(_RULED_OUT.search(before) or is_behind or same))
    asked = {str(e["value"]) for e, is_out in zip(treatments, out, strict=True) if not is_out}
    ruled_out = {str(e["value"]) for e in treatments} - asked
    if after and not asked:
        cues = {str(e["value"]) for e in entities if e.get("entity") == Kind.TREATMENT_CUE.value} or set(hinted(text))
        asked = cues - ruled_out if all(_AFTER.search(text[: int(e["start"])]) for e in treatments) else asked
    return [e for e in entities if not asked or str(e.get("value")) not in ruled_out]


def most_exact(treatments: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out interventional radiology where its own procedures are named too: the question is about these."""
    if "kyphoplasty_vertebroplasty" in treatments:
        return tuple(name for name in treatments if name != "interventional_radiology")
    return treatments


def are_two(entities: Sequence[Mapping[str, Any]], asked: Sequence[str], text: str) -> bool:
    """Say whether two treatments are asked about apart from each other, and neither only says when the other comes."""
    placed = [e for e in entities if "start" in e and "end" in e]
    return len(asked) == 2 and not any(_WHEN.search(between) for between in gaps(placed, text)[1:-1])


def are_together(entities: Sequence[Mapping[str, Any]], text: str) -> bool:
    """Say whether two different treatments stand next to each other with no more than "and" between them."""
    placed = sorted((e for e in entities if "start" in e and "end" in e), key=lambda e: int(e["start"]))
    return any(
        one["value"] != other["value"] and _AND.match(text[int(one["end"]) : int(other["start"])]) is not None
        for one, other in pairwise(placed)
    )


def ruled_out_alone(entities: Sequence[Mapping[str, Any]], text: str) -> tuple[str, ...]:
    """Return the treatments of a message that does nothing but rule them out: "not surgery"; else none."""
    placed = sorted((e for e in entities if "start" in e), key=lambda e: int(e["start"]))
    treatments = [e for e in placed if e.get("entity") == Kind.TREATMENT.value]
    if not treatments or treatments != placed or not _ONLY_RULED_OUT.match(text[: int(placed[0]["start"])]):
        return ()
    between = [text[int(one["end"]) : int(other["start"])] for one, other in pairwise(placed)]
    ended = not any(character.isalnum() for character in text[int(placed[-1]["end"]) :])
    return tuple(str(e["value"]) for e in treatments) if ended and all(_NOR.match(part) for part in between) else ()


def denied(entities: Sequence[Mapping[str, Any]], text: str) -> tuple[str, ...]:
    """Return the treatments of which a message says that they are not meant: "so it's not chemo"."""
    if _WHY_NOT.search(text):
        return ()
    treatments = (e for e in entities if e.get("entity") == Kind.TREATMENT.value and "start" in e)
    return tuple(str(e["value"]) for e in treatments if _RULED_OUT.search(text[: int(e["start"])]))


def told_of_the_past(entities: Sequence[Mapping[str, Any]], text: str) -> tuple[str, ...]:
    """Return the treatments that lie behind a person, named in a clause of its own beside one that asks something else.

    "Her hair too? she only just got it back after the chemo" asks of the treatment spoken of, and tells of chemo.
    """
    ends = [0, *(found.end() for found in _CLAUSE_END.finditer(text)), len(text)]
    clauses = [(start, end) for start, end in pairwise(ends) if text[start:end].strip()]
    behind: list[str] = []
    for one in (e for e in entities if e.get("entity") == Kind.TREATMENT.value and "start" in e):
        start, end = int(one["start"]), int(one["end"])
        first, last = next(clause for clause in clauses if clause[0] <= start < clause[1])
        before, own = text[first:start], text[first:last]
        is_past = _BEHIND.search(before) or _OF_THE_PAST.search(before) or _IS_OVER.match(text[end:last])
        others = [text[clause[0] : clause[1]] for clause in clauses if clause != (first, last)]
        asks = any(_ASKS.search(other) for other in others) and not _ASKS.search(own)
        if is_past and asks and not any(_OF_THE_PAST_ONE.search(other) for other in others):
            behind.append(str(one["value"]))
    return tuple(dict.fromkeys(behind))


def only_hinted_by_surgeon(entities: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Return the entities, where a surgeon only hints at surgery: "recovery? my surgeon was vague", of kyphoplasty."""
    return [
        {**e, "entity": Kind.TREATMENT_CUE.value}
        if e.get("value") == "surgery" and "end" in e and _SURGEON.search(text[int(e["start"]) : int(e["end"])])
        else e
        for e in entities
    ]


def without_own_noun(entities: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Leave out surgery where its word only ends the name of a procedure: "the vertebroplasty operation"."""
    procedures = ("kyphoplasty_vertebroplasty", "interventional_radiology")
    ends = {int(e["end"]) for e in entities if e.get("value") in procedures and "end" in e}

    def is_noun(entity: Mapping[str, Any]) -> bool:
        start = int(entity.get("start", 0))
        return entity.get("value") == "surgery" and start - 1 in ends and text[start - 1 : start] == " "

    return [entity for entity in entities if not is_noun(entity)]


def effects_asked_about(entities: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Return the entities with the effects of the sentence that asks: "I have no fever. Can chemo cause infections".

    A word that only hints at an effect counts as its name where it is joined to another: "tired and sick".
    """
    entities = _nerves_hurt(_without_ruled_out(entities, text), text)
    effects = [e for e in entities if e.get("entity") == Kind.EFFECT.value and "start" in e]
    cues = [e for e in entities if e.get("entity") == Kind.EFFECT_CUE.value and "start" in e]
    named = [{**cue, "entity": Kind.EFFECT.value} for cue in cues if any(_beside(cue, one, text) for one in effects)]
    sentences = {_sentence(e, text) for e in entities if e.get("entity") == Kind.TREATMENT.value and "start" in e}
    found = [*effects, *named]
    asked = [e for e in found if _sentence(e, text) in sentences] or found
    left_out = [e for e in effects if e not in asked]
    kept = [*(e for e in entities if e not in left_out), *(e for e in named if e in asked)]
    return sorted(kept, key=lambda e: int(e.get("start", 0)))


def _without_ruled_out(entities: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Leave out a side effect, or a help with one, that is ruled out where more is said: "the nerves, not the hair"."""
    placed = [e for e in entities if e.get("entity") in _MAY_BE_RULED_OUT and "start" in e]
    out = [e for e in placed if _RULED_OUT.search(text[: int(e["start"])]) or _NO_MATTER.match(text[int(e["end"]) :])]
    others = [e for e in entities if e not in out]
    goes_on = any(len(text[int(e["end"]) :].split()) > 1 for e in out)
    return others if any(e.get("entity") in _MAY_BE_RULED_OUT for e in others) or goes_on else list(entities)


def _nerves_hurt(entities: list[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Read "hurt" beside nerves as damage to them, and as no pain: "his nerves? i heard it can hurt those"."""
    effect, cue = Kind.EFFECT.value, Kind.EFFECT_CUE.value
    nerves = [e for e in entities if e.get("value") == _NERVES and e.get("entity") == cue]
    hurt = [
        e for e in entities if e.get("value") == PAIN and "start" in e and text[int(e["start"]) :].startswith("hurt")
    ]
    if not (nerves and hurt):
        return entities
    return [{**e, "entity": effect} if e in nerves else e for e in entities if e not in hurt]


def _beside(one: Mapping[str, Any], other: Mapping[str, Any], text: str) -> bool:
    """Say whether no more than "and" stands between two names."""
    first, second = sorted((one, other), key=lambda e: int(e["start"]))
    between = text[int(first["end"]) : int(second["start"])]
    return bool(between.strip()) and _AND.match(between) is not None


def _sentence(entity: Mapping[str, Any], text: str) -> int:
    """Return in which sentence of a text a name stands."""
    return len(_SENTENCE_END.findall(text[: int(entity["start"])]))
