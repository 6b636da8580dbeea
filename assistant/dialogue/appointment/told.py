"""What a message that asks for an appointment tells already, so that it is not asked again.

Only what stands there plainly is taken: what is taken wrongly is read back, and can be changed, but not everybody reads
closely. A message with a "not" in it tells nothing, and the safety question is asked whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.booking.phone import find_phone
from assistant.dialogue.appointment.answers import Form
from assistant.dialogue.appointment.readers import slots_read
from assistant.dialogue.appointment.words import FormWords, bare, names_two, which, words_of
from assistant.language.reading import shared_reader

TreatmentsIn = Callable[[str], tuple[str, ...]]
"""Returns the ids of the treatments that a text names."""

_DENIED = re.compile(
    r"\b(?:no|not|never|none|nor|without|cannot|cant|dont|wont|isnt|havent|didnt|\w+n't|unless|except|but)\b"
)
"""More than the readers take for a no: there, "can't" may tell of a danger; here whatever is in doubt is asked."""
_FOR_ANOTHER = re.compile(r"\b(?:for|4) (?:(?:my|our) )?(?!(?:me|myself)\b)(?P<who>\w+)(?:'?s (?P<whose>\w+))?")
_THEM = frozenset(["him", "her", "them"])
_FOR_MYSELF = re.compile(r"\bfor (?:me|myself)\b")
_NOT_FOR_ME = re.compile(
    r"\b(?:and |it'?s |its |it is |this is )?not (?:for )?(?:me|myself)\b(?! (?:but|and|or|only|just)\b)"
)
"""Beside the one it is for: "for my wife not me"."""
_TWO_PEOPLE = re.compile(r"\b(?:and|or|&) (?:for )?(?:my|our|me|myself|i|us)\b|\bboth\b")
_NAME = re.compile(
    r"\b(?:(?:my|her|his|the) name(?:'?s| is)|(?<!\w )name:?)"
    r" (?!(?:on|in|at|under|for|the|a|already|still|there|wrong|spelled)\b)(?P<name>[^,.;!?\d]+)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|i|we|so)\s.*", re.IGNORECASE | re.DOTALL)
_ABOUT = re.compile(r"\b(?:about|regarding|concerning|to discuss)\b(?P<subject>[^,.;!?]*)")
_WISHED = re.compile(
    r"\b(?:appointments?|appt|appoint|visit|slots?|come in|book (?:me|us|him|her|them|something)(?: in)?)\b"
)
_PIECES = re.compile(r"[,.;!?]+|\band\b")


def told_before(text: str, form: Form, treatments_in: TreatmentsIn) -> dict[str, Any]:
    """Return the slots of the form that a wish for an appointment fills already; the safety question is never one."""
    said = bare(shared_reader().read(text).spelt)
    if _DENIED.search(_NOT_FOR_ME.sub(" ", said)):
        return {}
    said = _NOT_FOR_ME.sub(" ", said)
    found: dict[str, Any] = {}
    found |= _person(said, form.words)
    # A "yes" is no wish for the caller's number.
    found |= slots_read("appointment_phone", text, replace(form, caller=None))
    if name := _NAME.search(text):
        found |= slots_read("appointment_name", _AND.sub("", name["name"]), form)
    languages = [piece for piece in _PIECES.split(said) if piece.strip() in words_of(form.words.languages)]
    if len(languages) == 1:
        found |= slots_read("appointment_language", languages[0], form)
    subject = _ABOUT.search(said)
    named = treatments_in(subject["subject"]) if subject else ()
    if len(named) == 1:
        found["appointment_topic"] = named[0]
    # The spelling that is repaired makes "at to" of "at 2": what was typed is read where that says nothing.
    times = (_times(_ABOUT.sub("", words), form) for words in (said, bare(text)))
    return found | next((one for one in times if one), {})


def _person(said: str, words: FormWords) -> dict[str, Any]:
    """Return for whom the appointment is."""
    others = [one for one in _FOR_ANOTHER.finditer(said) if _is_person(one, words)]
    if _TWO_PEOPLE.search(said) or names_two(words.relations, said) or len(others) > 1:
        return {}
    if others:
        another = others[0]
        if another["who"] in _THEM:
            return {"appointment_for": "someone_else"}
        relation = which(words.relations, another["whose"] or "") or which(words.relations, another["who"])
        return {"appointment_for": "someone_else", "appointment_relation": relation} if relation else {}
    if _FOR_MYSELF.search(said) and which(words.relations, said) is None:
        return {"appointment_for": "self", "appointment_relation": "self"}
    return {}


def _is_person(found: re.Match[str], words: FormWords) -> bool:
    """Say whether a person stands behind "for": "for my mom", "for him", but not "for tuesday"."""
    own = found[0].split()[1] in ("my", "our")
    return own or found["who"] in _THEM or which(words.relations, found["who"]) is not None


def _times(said: str, form: Form) -> dict[str, Any]:
    """Return the times that stand behind the wish, where they are all that stands between two marks there."""
    number = find_phone(said, allow_fictional=form.allow_fictional)
    said = f"{number.before},{number.after}" if number else said
    wish = _WISHED.search(said)
    if wish is None:
        return {}
    # Whoever is named there in any other way stays, so that nothing is read: what is asked is not lost.
    rest = _FOR_ANOTHER.sub(lambda one: "," if _is_person(one, form.words) else one[0], said[wish.end() :])
    rest = _FOR_MYSELF.sub(",", rest)
    whole = slots_read("appointment_times", rest.strip(" ,"), form)
    pieces = [slots_read("appointment_times", piece.strip(), form) for piece in _PIECES.split(rest)]
    readable = [piece for piece in pieces if piece]
    return whole or (readable[0] if len(readable) == 1 else {})
