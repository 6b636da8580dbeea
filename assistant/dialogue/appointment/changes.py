"""Reads the wish to change an answer that was given already: which one, to what, or that it stays as it was."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.answers import (
    CHANGEABLE,
    FIELDS,
    FREE,
    Again,
    Answer,
    Change,
    Form,
    Kept,
    Told,
    Typed,
    Value,
    with_relation,
)
from assistant.dialogue.appointment.corrections import corrected, leaves_a_part
from assistant.dialogue.appointment.names import name_in, names_nobody
from assistant.dialogue.appointment.readers import agrees
from assistant.dialogue.appointment.words import bare

READ_BACK = "appointment_confirmed"
PARTLY_CHANGED = "utter_appointment_partly_changed"
_CHANGE = re.compile(
    r"\b(?:changed?|fix|edit|update|wrong|incorrect|not correct)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )(?<!its )(?<!it's )(?<!thats )(?<!that's )(?<!looks )\bcorrect(?= \w)"
)
"""Of "correct" only the verb: "my number is correct" changes nothing."""
_NOT_RIGHT = re.compile(r"\b(?:not|isn'?t|aren'?t|wasn'?t) (?:\w+ )?(?:right|correct|true|good|ok|okay)\b")
_NOT_IT = re.compile(r"\b(?:not|isn'?t|aren'?t|wasn'?t)\b")
_BETTER = re.compile(r"\b(?:is|are|be|works?) better\b")
"""Said of the times that were given: "Thursday is better than evening"."""
_TELLS_NAME = re.compile(r"\W*(?:my|her|his|the) name(?:'?s| is) ", re.IGNORECASE)
"""Behind this stands a name, whatever else it could mean: "my name is Will Change"."""
_LONGEST = 12
"""Words of a wish to change something; who writes more tells something."""
_BESIDE_A_FIELD = frozenset(
    {"the", "my", "a", "an", "her", "his", "their", "our", "please", "just", "only", "for", "of"}
)
_KEPT_BY_NO = frozenset({"appointment_known_patient", "appointment_access", "appointment_voicemail"})
"""Fields of which a "no" is an answer."""


def stays(asked: str, text: str, form: Form) -> Answer | None:
    """Return what becomes of a change that is under way where the person thinks better of it, else None."""
    if form.before is None:
        return None
    words = form.words
    if not form.before and words.says_only(["all_of_it"], text, ("around", "around_wish")):
        return Change(CHANGEABLE)
    keeps = words.says_only(["keep"], text, ("around", "around_wish"))
    keeps = keeps or (words.says("no", text) and asked not in _KEPT_BY_NO)
    if not form.before:  # they were asked what to change: a yes to that is no yes to the read-back
        sends = words.says_only(["send"], text, ("around", "assent"))
        return Again() if keeps or (agrees(text, words) and not sends) else None
    if keeps and asked in form.before:
        return Kept({name: form.before[name] for name in with_relation([asked]) if name in form.before})
    return None


def changed(asked: str, typed: Typed, form: Form, asks: bool = False) -> Answer | None:
    """Return the change of an earlier answer, or None where the text asks for none.

    What is said with the wish is taken at once ("change the name to Dana"), and read back. Who wants to change what is
    being asked is asked again: "change the name" is no name. In a message that `asks` something only a
    plain wish counts.
    """
    words, text = form.words, typed.text
    if asked == READ_BACK and agrees(text, words):
        return None
    if words.says_only(["change_all"], text, ("around", "around_wish")):
        return Change(CHANGEABLE)
    wants = bool(words.first_said(["change"], text) or _CHANGE.search(bare(text)))
    if ((asked == READ_BACK and not asks) or wants) and (found := _corrected(asked, typed, form)):
        return found
    if words.says("change", text):
        return Change()
    name = words.named_field(text)
    wants = wants or (asked == READ_BACK and bool((_NOT_IT if name else _NOT_RIGHT).search(bare(text))))
    if name is not None and name != asked and _names_only(name, asked, text, form):
        return Change((name,))
    other_times = form.filled.get("appointment_times") is not None and _BETTER.search(bare(text))
    if not (wants or other_times) or len(text.split()) > _LONGEST:
        return None
    if asked == "appointment_name" and _TELLS_NAME.match(text) and not names_nobody(name_in(text, words), words):
        return None
    if name == asked and wants and asked in FREE - {"appointment_access"}:
        return Again()
    if name is None or name == asked:
        return None if asked != READ_BACK else Change((name,) if name else ())
    return Change((name,))


def back(asked: str, form: Form) -> Answer:
    """Return the change of the question before."""
    before = [name for name in FIELDS[1 : FIELDS.index(asked)] if form.filled.get(name) is not None]
    before = [name for name in before if not (name == "appointment_relation" and form.filled.get(name) == "self")]
    return Change((before[-1],)) if before else Again()


def _corrected(asked: str, typed: Typed, form: Form) -> Value | Told | None:
    """Return what the message says anew of answers that were given; of none, or of what is being asked, None."""
    found = corrected(typed, form)
    given = {name for name in CHANGEABLE if asked == READ_BACK or form.filled.get(name) is not None}
    if not found or not found.keys() <= given:
        return None
    partly = asked == READ_BACK and leaves_a_part(typed.text, found, form)
    return Told(PARTLY_CHANGED, found) if partly else Value(found)


def _names_only(name: str, asked: str, text: str, form: Form) -> bool:
    """Say whether `text` is the name of a field and nothing more, where that can only mean to change it."""
    asked_which = form.before is not None and not form.before
    if asked != READ_BACK and not asked_which:
        return False
    named = {word for phrase in form.words.fields[name].words for word in bare(phrase).split()}
    return set(bare(text).split()) <= named | _BESIDE_A_FIELD
