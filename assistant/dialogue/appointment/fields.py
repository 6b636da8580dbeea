"""Reads what a person answered to a question of the appointment form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assistant.booking.phone import Phone, read_phone, unchecked_phone
from assistant.booking.times import Times, read_times, unchecked_times
from assistant.dialogue.appointment.words import FormWords, bare, which

SKIPPED = "skipped"
"""Value of a field that the person left out."""
FIELDS = (
    "appointment_urgent_check",
    "appointment_for",
    "appointment_relation",
    "appointment_name",
    "appointment_phone",
    "appointment_known_patient",
    "appointment_topic",
    "appointment_times",
    "appointment_language",
    "appointment_access",
    "appointment_voicemail",
    "appointment_confirmed",
)
"""The slots of the form, in the order of domain.yml."""
OPTIONAL = frozenset(FIELDS[5:11])
CHANGEABLE = FIELDS[1:11]
READ_TWICE = 2
"""How often an answer that can't be read is asked for again before it is kept as it was typed."""
_LONGEST = {"appointment_name": 60, "appointment_relation": 40, "appointment_language": 30, "appointment_access": 120}
_LETTERS = re.compile(r"[^\W\d_]{2,}|[^\W\d_]\b")
_QUESTION = re.compile(
    r"^(so |and |but |wait |also |ok |hi )*(what|whats|which|how|why|when|where|who|does|do|did|is|are|can|could|will|would|should"
    r"|tell me|explain|i want to know|i wonder)\b"
)


@dataclass(frozen=True)
class Value:
    """The answer was read: what each slot becomes."""

    slots: Mapping[str, Any]


@dataclass(frozen=True)
class Unreadable:
    """The answer could not be read; `needed` where it was an attempt to leave out what can't be left out."""

    needed: bool = False


@dataclass(frozen=True)
class Change:
    """An earlier answer shall be changed; without a field it is not said which."""

    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cancel:
    """The request is given up."""


@dataclass(frozen=True)
class Urgent:
    """The safety question was answered with yes."""


@dataclass(frozen=True)
class Aside:
    """Not an answer but a question or a remark of its own: it is answered, and the form goes on."""


@dataclass(frozen=True)
class Again:
    """The person asked for the form that they are in: the question is asked again."""


Answer = Value | Unreadable | Change | Cancel | Urgent | Aside | Again


@dataclass(frozen=True)
class Typed:
    """What was typed or pressed, and how the message was understood."""

    text: str
    intent: str = ""
    confidence: float = 0.0
    choice: str | None = None
    treatments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """What reading needs to know of the form and of where it runs."""

    words: FormWords
    now: datetime
    time_zone: str
    allow_fictional: bool
    """Whether 555-01xx numbers count: only in demonstration."""
    filled: Mapping[str, Any] = field(default_factory=dict)
    tries: int = 0
    caller: str | None = None
    """The number that a text message came from."""


def read_answer(asked: str, typed: Typed, form: Form) -> Answer:
    """Return what `typed` answers to the question for the slot `asked`."""
    if typed.choice is not None:
        return _chosen(asked, typed.choice, form)
    words, text = form.words, typed.text
    if words.says("cancel", text):
        return Cancel()
    if words.says("start_over", text):
        return Change(FIELDS)
    if words.says("back", text):
        return _back(asked, form)
    if (change := _change(asked, text, form)) is not None:
        return change
    if typed.intent == "book_appointment" and asked not in ("appointment_name", "appointment_access"):
        return Again()
    asks = _is_aside(typed)
    if asks and asked not in ("appointment_phone", "appointment_times"):
        return Aside()
    found = _READERS[asked](asked, typed, form)
    if isinstance(found, Unreadable) and asks:
        return Aside()
    if isinstance(found, Unreadable) and words.says("skip", text):
        return Value({asked: SKIPPED}) if asked in OPTIONAL else Unreadable(needed=True)
    if isinstance(found, Unreadable) and _is_remark(typed):
        return Aside()
    if isinstance(found, Unreadable) and form.tries >= READ_TWICE:
        return _as_typed(asked, text, form)
    return found


def _is_aside(typed: Typed) -> bool:
    """Say whether a message asks something of its own."""
    asks = typed.intent.startswith(("ask_", "out_of_scope_", "name_")) and typed.intent != "out_of_scope_nonsense"
    plain = bare(typed.text)
    return asks and (typed.text.rstrip().endswith("?") or _QUESTION.match(plain) is not None)


def _is_remark(typed: Typed) -> bool:
    """Say whether a message that answers nothing is a remark that has a reply of its own."""
    remarks = {"thank", "greet", "complain", "express_worry", "ask_person", "ask_identity", "share_situation"}
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
        return _this_number(form)
    found = _READERS[asked](asked, Typed(choice.replace("_", " "), choice=choice), form)
    return Again() if isinstance(found, Unreadable) else found


def _change(asked: str, text: str, form: Form) -> Change | None:
    """Return the wish to change an earlier answer, or None where the text holds none."""
    words = form.words
    if words.says("change", text):
        return Change()
    wants = words.first_said(["change"], text) is not None or re.search(
        r"\b(change|fix|correct|edit|update|wrong)\b", bare(text)
    )
    if not wants or len(text.split()) > 12:
        return None
    name = words.named_field(text)
    if name is None or name == asked:
        return None if asked != "appointment_confirmed" else Change((name,) if name else ())
    return Change((name,))


def _back(asked: str, form: Form) -> Answer:
    """Return the change of the question before."""
    before = [name for name in FIELDS[1 : FIELDS.index(asked)] if form.filled.get(name) is not None]
    before = [name for name in before if not (name == "appointment_relation" and form.filled.get(name) == "self")]
    return Change((before[-1],)) if before else Again()


def _yes_no(asked: str, typed: Typed, form: Form) -> Answer:
    said = form.words.first_said(["yes", "no", "skip"], typed.text)
    if said == "skip":
        return Unreadable(needed=asked not in OPTIONAL) if asked not in OPTIONAL else Value({asked: SKIPPED})
    return Unreadable() if said is None else Value({asked: said == "yes"})


def _urgent_check(asked: str, typed: Typed, form: Form) -> Answer:
    answer = _yes_no(asked, typed, form)
    return Urgent() if answer == Value({asked: True}) else answer


def _for_whom(asked: str, typed: Typed, form: Form) -> Answer:
    text = typed.text
    if typed.choice == "self" or form.words.says("self", text):
        return Value({asked: "self", "appointment_relation": "self"})
    relation = which(form.words.relations, text)
    if relation is not None:
        return Value({asked: "someone_else", "appointment_relation": relation})
    if typed.choice == "someone_else" or form.words.says("someone_else", text):
        return Value({asked: "someone_else"})
    if re.search(r"\b(me|myself|i am the patient)\b", bare(text)) and "not" not in bare(text).split():
        return Value({asked: "self", "appointment_relation": "self"})
    return Unreadable()


def _relation(asked: str, typed: Typed, form: Form) -> Answer:
    known = which(form.words.relations, typed.text)
    return Value({asked: known}) if known else _short_text(asked, typed.text, most_words=4)


def _name(asked: str, typed: Typed, form: Form) -> Answer:
    text = " ".join(typed.text.split()).strip(" .,!?;:")
    openings = sorted(form.words.name_openings, key=len, reverse=True)
    for opening in openings:
        if text.lower().startswith(f"{opening} "):
            text = text[len(opening) :].strip(" .,:")
            break
    meanings = ("yes", "no", "skip")
    if any(form.words.says(meaning, text) for meaning in meanings) or any(c.isdigit() for c in text):
        return Unreadable(needed=form.words.says("skip", text))
    answer = _short_text(asked, text, most_words=5)
    if isinstance(answer, Value) and text.islower():
        return Value({asked: text.title()})
    return answer


def _short_text(asked: str, text: str, most_words: int) -> Answer:
    text = " ".join(text.split()).strip(" .,!?;:")
    fits = 1 <= len(text) <= _LONGEST[asked] and len(text.split()) <= most_words and _LETTERS.search(text)
    return Value({asked: text}) if fits else Unreadable()


def _phone(asked: str, typed: Typed, form: Form) -> Answer:
    if form.caller and (form.words.says("this_number", typed.text) or form.words.says("yes", typed.text)):
        return _this_number(form)
    phone = read_phone(typed.text, allow_fictional=form.allow_fictional)
    return _kept(asked, phone)


def _this_number(form: Form) -> Answer:
    phone = read_phone(form.caller, allow_fictional=form.allow_fictional) if form.caller else None
    return _kept("appointment_phone", phone)


def _times(asked: str, typed: Typed, form: Form) -> Answer:
    text = typed.text
    if typed.choice in ("asap", "any"):
        text = {"asap": "as soon as possible", "any": "any time"}[typed.choice]
    elif form.words.says("asap", text):
        text = "as soon as possible"
    elif form.words.says("any", text):
        text = "any time"
    return _kept(asked, read_times(text, form.now, form.time_zone))


def _kept(asked: str, found: Phone | Times | None) -> Answer:
    return Unreadable() if found is None else Value({asked: found.model_dump(mode="json")})


def _topic(asked: str, typed: Typed, form: Form) -> Answer:
    if typed.choice:
        return Value({asked: typed.choice})
    if typed.treatments:
        return Value({asked: typed.treatments[0]})
    if form.words.first_said(["topic_not_sure"], typed.text):
        return Value({asked: "not_sure"})
    if form.words.first_said(["topic_other"], typed.text):
        return Value({asked: "other"})
    return Unreadable()


def _language(asked: str, typed: Typed, form: Form) -> Answer:
    known = which(form.words.languages, typed.text)
    if known:
        return Value({asked: known})
    if form.words.first_said(["yes", "no"], typed.text) or form.words.says("skip", typed.text):
        return Unreadable()
    return _short_text(asked, typed.text, most_words=2)


def _access(asked: str, typed: Typed, form: Form) -> Answer:
    if form.words.says("nothing", typed.text):
        return Value({asked: "nothing"})
    if form.words.says("skip", typed.text):
        return Value({asked: SKIPPED})
    return _short_text(asked, typed.text, most_words=25)


def _confirmed(asked: str, typed: Typed, form: Form) -> Answer:
    if typed.choice == "send" or form.words.says("send", typed.text) or form.words.says("yes", typed.text):
        return Value({asked: True})
    return Unreadable()


def _as_typed(asked: str, text: str, form: Form) -> Answer:
    """Return what is kept where an answer could not be read several times: as it was typed and marked so, or left out."""
    if asked == "appointment_times":
        return _kept(asked, unchecked_times(text, form.time_zone))
    if asked == "appointment_phone" and any(c.isdigit() for c in text):
        return _kept(asked, unchecked_phone(text))
    if asked == "appointment_topic":
        return Value({asked: "other"})
    if asked in OPTIONAL:
        return Value({asked: SKIPPED})
    return Unreadable(needed=True)


_READERS: Mapping[str, Callable[[str, Typed, Form], Answer]] = {
    "appointment_urgent_check": _urgent_check,
    "appointment_for": _for_whom,
    "appointment_relation": _relation,
    "appointment_name": _name,
    "appointment_phone": _phone,
    "appointment_known_patient": _yes_no,
    "appointment_topic": _topic,
    "appointment_times": _times,
    "appointment_language": _language,
    "appointment_access": _access,
    "appointment_voicemail": _yes_no,
    "appointment_confirmed": _confirmed,
}
