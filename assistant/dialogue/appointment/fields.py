"""Reads what a person answered to a question of the appointment form."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.appointment.answers import (
    CHANGEABLE,
    FIELDS,
    FREE,
    OPTIONAL,
    READ_TWICE,
    SKIPPED,
    Again,
    Answer,
    Aside,
    Cancel,
    Change,
    Form,
    Typed,
    Unreadable,
    Value,
)
from assistant.dialogue.appointment.readers import READERS, as_typed, this_number
from assistant.dialogue.appointment.words import bare
from assistant.language.reading import shared_reader

_QUESTION = re.compile(
    r"^(so |and |but |wait |also |ok |hi )*(what|whats|which|how|why|when|where|who|does|do|did|is|are|can|could"
    r"|will|would|should|tell me|explain|i want to know|i wonder)\b"
)
_SENTENCE_END = re.compile(r"[.!?;]\s")
_CHANGE = re.compile(r"\b(change|fix|correct|edit|update|wrong)\b")
_BETTER = re.compile(r"\b(?:is|are|be|works?) better\b")
"""Said of the times that were given: "Thursday is better than evening"."""
_WISH = re.compile(r"\b(appointment|appt|appoint|book|schedule)\b")


def read_answer(asked: str, typed: Typed, form: Form) -> Answer:
    """Return what `typed` answers to the question for the slot `asked`."""
    if typed.choice is not None:
        return _chosen(asked, typed.choice, form)
    if typed.text.startswith("/"):  # a button of another reply: what is typed never begins so
        return Again() if typed.intent == "book_appointment" else Aside()
    if (wish := _wish(asked, typed, form)) is not None:
        return wish
    words, text = form.words, typed.text
    if asked in FREE and words.says("remark", text):
        return Aside() if _is_remark(typed) else Again()
    asks = _is_aside(typed)
    if asks and asked not in ("appointment_phone", "appointment_times"):
        return Aside()
    found = READERS[asked](asked, typed, form)
    if isinstance(found, Unreadable) and asks:
        return Aside()
    if isinstance(found, Unreadable) and words.says("skip", text):
        return Value({asked: SKIPPED}) if asked in OPTIONAL else Unreadable(needed=True)
    if isinstance(found, Unreadable) and _is_remark(typed):
        return Aside()
    if isinstance(found, Unreadable) and form.tries >= READ_TWICE:
        return as_typed(asked, text, form)
    return found


def _wish(asked: str, typed: Typed, form: Form) -> Answer | None:
    """Return what a person wants of the form itself, whatever it asks, or None where that is nothing."""
    words, text = form.words, typed.text
    if (wish := _wish_to_leave(asked, text, form)) is not None:
        return wish
    if words.says_only(["go_on"], text):
        return Again()
    if words.says("back", text):
        return _back(asked, form)
    if asked == "appointment_confirmed" and (corrected := _corrected(typed, form)) is not None:
        return corrected
    if (change := _change(asked, text, form)) is not None:
        return change
    wished = typed.intent == "book_appointment" and _WISH.search(shared_reader().read(text).spelt)
    if wished and asked != "appointment_access":
        return Again()
    return None


def _wish_to_leave(asked: str, text: str, form: Form) -> Answer | None:
    """Return the wish to give the request up, not to, or to begin again, where `text` holds nothing else."""
    around = ["around", "around_wish"]
    if asked != "appointment_urgent_check":
        around.append("assent")  # to the safety question a yes is a yes
    if form.words.says_only(["stay"], text, around):
        return Again()
    cancel = ["cancel"] if asked == "appointment_voicemail" else ["cancel", "leave"]  # a message may be left
    if form.words.says_only(cancel, text, around):
        return Cancel()
    return Change(FIELDS) if form.words.says_only(["start_over"], text, around) else None


def _corrected(typed: Typed, form: Form) -> Value | None:
    """Return the number or the times that are typed under the read-back: they correct those in it."""
    if not isinstance(READERS["appointment_confirmed"]("appointment_confirmed", typed, form), Unreadable) or _is_aside(
        typed
    ):
        return None
    form = replace(form, caller=None)
    found = (READERS[name](name, typed, form) for name in ("appointment_phone", "appointment_times"))
    return next((one for one in found if isinstance(one, Value)), None)


def _is_aside(typed: Typed) -> bool:
    """Say whether a message asks something of its own."""
    asks = typed.intent.startswith(("ask_", "out_of_scope_", "name_")) and typed.intent != "out_of_scope_nonsense"
    sentences = _SENTENCE_END.split(typed.text)
    return asks and (typed.text.rstrip().endswith("?") or any(_QUESTION.match(bare(one)) for one in sentences))


def _is_remark(typed: Typed) -> bool:
    """Say whether a message that answers nothing is a remark that has a reply of its own."""
    remarks = {
        "thank",
        "greet",
        "goodbye",
        "complain",
        "express_worry",
        "ask_person",
        "ask_identity",
        "ask_privacy",
        "share_situation",
    }
    asks = typed.intent.startswith("ask_") and len(typed.text.split()) > 2
    return typed.confidence >= 0.8 and (asks or typed.intent in remarks)


def _chosen(asked: str, choice: str, form: Form) -> Answer:
    """Return what a pressed button answers; a button of an earlier question is not taken for an answer to this one."""
    if choice == "cancel":
        return Cancel()
    if choice == "change":
        return Change()
    if choice.startswith("change:"):
        name = choice.removeprefix("change:")
        return Change((name,)) if name in CHANGEABLE else Change()
    if choice == "skip":
        return Value({asked: SKIPPED}) if asked in OPTIONAL else Unreadable(needed=True)
    if asked == "appointment_phone" and choice == "this_number":
        return this_number(form)
    found = READERS[asked](asked, Typed(choice.replace("_", " "), choice=choice), form)
    return Again() if isinstance(found, Unreadable) else found


def _change(asked: str, text: str, form: Form) -> Change | Again | None:
    """Return the wish to change an earlier answer, or None where the text holds none.

    Who wants to change what is being asked is asked again: "change the name" is no name.
    """
    words = form.words
    if words.says("change", text):
        return Change()
    if asked == "appointment_confirmed" and words.says_only(["send", "assent"], text):
        return None  # "its correct" corrects nothing
    wants = words.first_said(["change"], text) or _CHANGE.search(bare(text))
    other_times = form.filled.get("appointment_times") is not None and _BETTER.search(bare(text))
    if not (wants or other_times) or len(text.split()) > 12:
        return None
    name = words.named_field(text)
    if name == asked and wants and asked in FREE - {"appointment_access"}:
        return Again()
    if name is None or name == asked:
        return None if asked != "appointment_confirmed" else Change((name,) if name else ())
    return Change((name,))


def _back(asked: str, form: Form) -> Answer:
    """Return the change of the question before."""
    before = [name for name in FIELDS[1 : FIELDS.index(asked)] if form.filled.get(name) is not None]
    before = [name for name in before if not (name == "appointment_relation" and form.filled.get(name) == "self")]
    return Change((before[-1],)) if before else Again()
