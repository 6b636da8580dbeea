"""Whether a message that was understood as one question asks a second thing beside it. Pure functions over text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.dialogue.names import gaps
from knowledge.vocabulary import Kind

_Entities = Sequence[Mapping[str, Any]]
_OUT_OF_SCOPE = "out_of_scope_"
_OTHER_TREATMENT = "out_of_scope_other_treatment"
_ASPECTS: Mapping[str, str] = {
    "ask_side_effects": r"side[- ]effects?",
    "ask_recovery": r"recovery(?: time)?|recovering",
    "ask_how_given": r"how (?:it|they|it's|its|is it)(?: is| are|'s)? (?:given|done)",
    "ask_goal": r"what (?:it|they|it's|its|is it)(?: is| are|'s)? for",
}
"""What names an aspect beside another: "recovery and side effects"."""
_JOINED = r"(?:\W+| (?:of|for|from|after|with) \w+(?: therapy)?\W+)(?:and|&|plus)(?: the| its| also| what| about)*\W+"
_PAIRS = {
    one: {
        other: re.compile(rf"\b(?:(?:{own}){_JOINED}(?:{words})|(?:{words}){_JOINED}(?:{own}))(?!\w)")
        for other, words in _ASPECTS.items()
        if other != one
    }
    for one, own in _ASPECTS.items()
}
_ASKS = re.compile(r"[\s,]+(?:and\s+)?(?=(?:what|which|how|when|where|does|do|is|are|can|could|will|would|should)\b)")
_BESIDE_NAMES = re.compile(r"^[\s,/&?.!-]*(?:(?:and|or|on|from|with|during|in|into|of|the|my|a|after)[\s,/&?.!-]*)*$")


def second_aspect(intent: str, text: str) -> str | None:
    """Return the intent of the aspect that a message names beside its own, joined by "and", else None."""
    pairs = _PAIRS.get(intent, {})
    return next((other for other, pair in pairs.items() if pair.search(text)), None)


def answerable_half(intent: str, entities: _Entities, text: str) -> tuple[str, _Entities] | None:
    """Return what a question without an answer asks beside it: its intent and names; None where it asks nothing more.

    "Mouth sores on targeted therapy what mouthwash" names a side effect first, and "immunotherapy or surgery" a
    treatment that there is an answer on.
    """
    if not intent.startswith(_OUT_OF_SCOPE):
        return None
    placed = [e for e in entities if "start" in e and "end" in e]
    if intent == _OTHER_TREATMENT:
        covered = [e for e in placed if e.get("entity") == Kind.TREATMENT.value]
        return ("ask_what", covered) if covered and _are_all(placed, text) else None
    found = _ASKS.search(text)
    if found is None:
        return None
    head = [e for e in placed if int(e["end"]) <= found.start()]
    kinds = {str(e.get("entity")) for e in head}
    if Kind.NOT_COVERED.value in kinds or not head or not _are_all(head, text[: found.start()]):
        return None
    if Kind.EFFECT.value in kinds:
        return "ask_specific_side_effect", head
    return ("ask_how_given", head) if Kind.TREATMENT_CUE.value in kinds else None


def _are_all(entities: _Entities, text: str) -> bool:
    """Say whether a text is no more than the names in it."""
    return all(_BESIDE_NAMES.match(part) for part in gaps(entities, text))
