"""What a person wants of the form itself: to leave it, to go on or back, to change an answer, or to begin again."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.after_sending import is_of_the_one_sent
from assistant.dialogue.appointment.answers import FIELDS, Again, Answer, Cancel, Change, Form, Typed
from assistant.dialogue.appointment.asking import is_aside
from assistant.dialogue.appointment.changes import back, changed, stays
from assistant.dialogue.appointment.leaving import leaves
from assistant.dialogue.appointment.safety_answer import names_danger
from assistant.language.reading import shared_reader

SAFETY = "appointment_urgent_check"
_INSTEAD = re.compile(
    r"[\s,.;!-]+(?:(?:and|because|cos|since|so)\s+)?"
    r"(?:i'?ll|i will|i would rather|i'?d rather|let me|i (?:can|want to|need to)|we'?ll|we will"
    r"|my \w+ (?:will|can|is going to))\s+(?:first\s+)?"
    r"(?:ask|get|have|call|ring|phone|do|talk|speak|think|wait|see|come|go|try|let)\b.*$",
    re.DOTALL,
)
"""What a person will do in place of going on: "leave it, i'll ask my daughter to do it"."""
_WISH = re.compile(r"\b(appointment|appt|appoint|book|schedule)\b")


def wish_in_form(asked: str, typed: Typed, form: Form) -> Answer | None:
    """Return what a person wants of the form itself, whatever it asks, or None where that is nothing."""
    words, text = form.words, typed.text
    for wish in (stays(asked, text, form), _wish_to_leave(asked, text, form)):
        if wish is not None:
            return wish
    if words.says_only(["go_on"], text):
        return Again()
    if words.says("back", text):
        return back(asked, form)
    if (change := changed(asked, typed, form, is_aside(typed))) is not None:
        return change
    wished = typed.intent == "book_appointment" and _WISH.search(shared_reader().read(text).spelt)
    if wished and asked != "appointment_access":
        return Again()
    return None


def _wish_to_leave(asked: str, text: str, form: Form) -> Answer | None:
    """Return the wish to give the request up, not to, or to begin again, where `text` holds nothing else."""
    around = ["around", "around_wish"]
    if asked != SAFETY:
        around.append("assent")  # to the safety question a yes is a yes
    if form.words.says_only(["stay"], text, around):
        return Again()
    if form.sent and is_of_the_one_sent(text):
        return Cancel()
    if not (asked == SAFETY and names_danger(text, form)) and leaves(asked, text):
        return Cancel()
    cancel = ["cancel"] if asked == "appointment_voicemail" else ["cancel", "leave"]  # a message may be left
    without = _INSTEAD.sub("", text.replace("\u2019", "'").casefold())
    if any(form.words.says_only(cancel, one, around) for one in (text, without)):
        return Cancel()
    return Change(FIELDS) if form.words.says_only(["start_over"], text, around) else None
