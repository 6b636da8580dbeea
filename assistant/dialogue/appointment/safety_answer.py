"""Reads the answer to the safety question before the form: only a plain no lets it go on."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.answers import Answer, Form, Typed, Unreadable, Urgent, Value
from assistant.dialogue.appointment.words import bare
from assistant.dialogue.appointment.yes_no import concluded, is_old_pain, may_stand_beside_no, says_plain_no

_LIMITED = re.compile(r"\b(?:but|except|only|just|though|although|however)\b")
"""Words after which a "no" is taken back in part."""
_SENTENCE_END = re.compile(r"[.!;]+")
_PARTS = re.compile(r"[.!;?]+")
_DENIED = re.compile(r"\b(?:no|not|never|none|nor|without|nothing|don'?t|isn'?t|haven'?t|nope)\b")
_WHEN = re.compile(
    r"^(?:and |so )?(?:will|would|is|can|could|does)\b(?: \w+){0,3}"
    r" (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"(?: (?:do|work|ok|okay|fine|possible|good|or|is|it|full|free|taken))*$"
)
_BOOKS = re.compile(r"\b(?:book|make|schedule)\b")


def safety_answer(asked: str, typed: Typed, form: Form) -> Answer:
    """Read the answer to the safety question: only a plain no lets the form go on."""
    words = form.words
    answer = words.without_opening("before_answer", _SENTENCE_END.sub(" ", typed.text))
    if concluded(typed.text):
        return Urgent()
    if words.says("unclear", typed.text) or words.says("unclear", answer):
        return Unreadable()
    said = "no" if _is_all_no(typed.text) else words.first_said(["yes", "no", "skip"], answer)
    if said == "yes" and _BOOKS.search(answer) and words.says_only(["send"], typed.text, ("around", "assent")):
        return Unreadable()  # a yes to the appointment
    if said == "yes" or words.first_said(["perhaps"], answer) or names_danger(typed.text, form):
        return Urgent()
    if words.mentions("doubt", answer) or words.mentions("refused", _LIMITED.split(answer)[0]):
        return Unreadable(needed=said == "skip")
    if said == "no":
        of_another = form.words.named_field(typed.text) == "appointment_voicemail"  # "no voice message"
        plain = _is_all_no(typed.text) or _is_plain(typed.text, form)
        return Value({asked: False}) if plain and not of_another else Unreadable()
    return Unreadable(needed=said == "skip")


def _is_plain(text: str, form: Form) -> bool:
    """Say whether behind a no stand only sentences that say no too, or name what is plainly no sign."""
    words = form.words
    behind_but = _LIMITED.split(bare(text))[1:]
    sentences = [part for part in _SENTENCE_END.split(text)[1:] if bare(part)]
    return all(words.says_only(["harmless"], part) or is_old_pain(part) for part in behind_but) and all(
        words.first_said(["no"], part)
        or words.says_only(["harmless", "around"], part)
        or may_stand_beside_no(part)
        or is_old_pain(part)
        for part in sentences
    )


def _is_all_no(text: str) -> bool:
    """Say whether each sentence says no to the safety question, or stands beside one: "will monday do"."""
    sentences = [part for part in _PARTS.split(text) if bare(part)]
    beside = [one for one in sentences if not _WHEN.match(bare(one))]
    return any(map(says_plain_no, beside)) and all(map(may_stand_beside_no, beside))


def names_danger(text: str, form: Form) -> bool:
    """Say whether a part of `text` names one of the danger signs and does not deny it."""
    parts = re.split(rf"[,.;!?]|{_LIMITED.pattern}", text.lower())
    return any(form.words.mentions("danger", part) and not _DENIED.search(bare(part)) for part in parts)
