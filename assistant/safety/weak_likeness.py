"""Why a message is calm that is only a little like the urgent examples: it denies their signs, or does not mean them.

What the rules find, what a thermometer shows, and what is plainly like the examples is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.language.foreign import is_mostly_foreign
from assistant.safety.context import past, present
from assistant.safety.pain_scores import only_little_pain
from assistant.safety.rules import load_rules
from assistant.safety.temperature import only_usual_temperatures, readings, speaks_of_heat
from assistant.safety.units import calm_reading, is_only_courtesies, speller
from assistant.safety.vital_signs import only_usual_vital_signs
from assistant.safety.words import Word, spell_out, tokens_of, word_set

_GOES_ON = word_set("but just though only rather pills gun counted")
"""Who denies a wish to die and goes on with one of these is asked on: "not suicidal, i'd just like to not wake"."""

_BUT = word_set("but though although yet still except only")
_PAINS = frozenset(["uncontrolled_pain", "spine_pain"])

_ENDS_AS_IN_SPANISH = re.compile(r"[aeiouáéíóúnsrldyz]\b")
"""How nearly all words of Spanish end."""
_SAYS_ENOUGH = 4
"""Words from which on a message in no English is taken for another language, whichever it is."""

LONG, LITTLE, NOT_AT_ALL = 24, 0.5, -1.8
"""A message of so many words, less like the examples than this, is calm where each part of it is less than that."""


def only_as_a_whole(words: int, whole: float, parts: Sequence[float]) -> str | None:
    """Return why a long story is calm that is a little like the examples, and no part of it is: it is only long.

    Args:
        words: How many words it has.
        whole: How like the urgent examples it is as a whole.
        parts: The same of its sentences and clauses.
    """
    calm = words >= LONG and whole < LITTLE and len(parts) > 1 and max(parts) < NOT_AT_ALL
    return "it is a long story, and no part of it is like them" if calm else None


def why_calm(folded: str, words: Sequence[Word], kind: str) -> str | None:
    """Return why a message is calm that only names signs of `kind`, or is a little like one; None where it may be one.

    Args:
        folded: The message, folded.
        words: Its words, repaired and spelt out.
        kind: The kind of emergency that it is a little like.
    """
    rules = load_rules()
    if because := rules.not_meant(words, kind):
        return because
    if not (rules.speaks_of(words, kind) or speaks_of_heat(folded) or _is_another_language(folded)):
        return f"it speaks of nothing that goes with {kind}"
    shown = readings(folded) if kind == "fever" else ()
    if shown and all(past(spell_out(tokens_of(reading.clause, speller()))) for reading in shown):
        return "past"
    if is_only_courtesies(folded):
        return "it is nothing but courtesy"
    if _only_usual_readings(folded, words, kind):
        return "its readings are usual ones"
    return denied(words, kind)


def _is_another_language(folded: str) -> bool:
    """Say whether a message is no English; a few letters without sense are no language ("blorp fizz wug")."""
    words = len(folded.split())
    readable = words >= _SAYS_ENOUGH or 2 * len(_ENDS_AS_IN_SPANISH.findall(folded)) > words
    return readable and is_mostly_foreign(folded)


def _only_usual_readings(folded: str, words: Sequence[Word], kind: str) -> bool:
    """Say whether a message tells readings that speak against `kind`, and goes on with no "but"."""
    if any(word.text in _BUT for word in words):
        return False  # "oxygen 98, but i had to hold the wall all the way"
    usual = only_usual_temperatures(folded) if kind == "fever" else only_little_pain(folded) and kind in _PAINS
    return usual or only_usual_vital_signs(folded)


def denied(words: Sequence[Word], kind: str) -> str | None:
    """Return "denied" where words deny signs of `kind`, and tell of none: "no stiff neck, no headache"."""
    if present(words):
        return None  # "I never wore pads and now I do"
    if kind == "suicidal" and any(word.text in _GOES_ON for word in words):
        return None
    signs = [calm_reading(words, hit.places) for hit in load_rules().hits(words) if hit.rule.kind == kind]
    return "denied" if "denied" in signs and all(signs) else None
