"""What a message says anew of answers that were given: "no, her name is Ruth", "not chemo, surgery"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.booking.request import BETWEEN_TOPICS, OTHER_TOPICS
from assistant.booking.time_words import names_time
from assistant.dialogue.appointment.answers import SKIPPED, YES_OR_NO, Form, Typed, Value
from assistant.dialogue.appointment.labels import labelled
from assistant.dialogue.appointment.other_times import is_correction_of_times, puts_times_right
from assistant.dialogue.appointment.readers import slots_read
from assistant.dialogue.appointment.treatments import names_only_treatments
from assistant.dialogue.appointment.words import bare, spoken, words_of
from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind

_LONGEST = 20
"""Words of a correction; who writes more tells something."""
_LONGEST_NAME = 4
_BEFORE = re.compile(
    r"^(?:(?:no(?! (?:voice|voicemails?|messages?|mornings|afternoons|evenings|weekends|\w+days)"
    r"\b)|nope|wait|sorry|actually|oops|hold on|i meant?|i said|yes|yeah"
    r"|ok|okay|but|and|also|please)\b[\s,.!:-]*)+",
    re.IGNORECASE,
)
_PUTS_RIGHT = re.compile(r"^(?:no|nope|wait|sorry|actually|oops|hold on|i meant?|i said)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?;])\s+|\n+|,?\s+but\s+", re.IGNORECASE)
_DID_YOU = re.compile(r"\b(?:did|do|have|can|could|will|would) (?:you|they|it)\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:change|changes|switch|should|must|make|wrong|not|instead|correct|rather|better|add|put|needed)\b|[:=]",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead|rather)\W*$", re.IGNORECASE)
_PARTS = re.compile(r"[.;!]\s+|,\s+(?!not\b)(?:and\s+)?|\s+and\s+", re.IGNORECASE)
"""Between two corrections; "Linh, not mother" is one."""
_DENIED = re.compile(r"\b(?:not|isn'?t|instead of|rather than)\b[^,.;!]*", re.IGNORECASE)
"""What it is not: "surgery, not chemo"."""
_REFUSED = re.compile(r"\b(?:not|don'?t|do not|no|never|without)\b", re.IGNORECASE)
_REMOVES = re.compile(r"\b(?:remove|delete|take (?:off|out|away)|drop|cancel|skip)\b", re.IGNORECASE)
_TO = re.compile(r"(?:\b(?:to|is|are|as|be|into)\b|[:=,]|\b(?=it'?s\b))\s*(?P<value>.+)$", re.IGNORECASE | re.DOTALL)
"""Behind the name of a field: what it shall be."""
_LAST_NAME = re.compile(r"\b(?:last name|family name|surname)\b", re.IGNORECASE)
_FOR = re.compile(r"\bfor (?:me|myself|my|our|him|her|somebody|someone)\b", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:change|switch|make|not|about|talk|add|also|instead|rather|want|should be)\b", re.IGNORECASE)
_ADDED = re.compile(r"\b(?:add|also|too|as well|plus|both)\b", re.IGNORECASE)
_NEED = re.compile(
    r"\b(?:is|am|i'?m|add|needs?|uses?|using|have|has|bring|brings|require|requires)\b (?P<what>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_HELP_LABEL = re.compile(
    r"^(?:and |the )?help(?: needed)?(?: only| just)?(?:\s*[:=]| should be| is)\s*(?:only |just )?(?P<what>.+)$",
    re.I | re.DOTALL,
)
"""The label of the read-back, and what shall stand behind it."""
_ARTICLE = re.compile(r"^(?:(?:also|to|have|use|bring|an?|the|my|his|her)\s+)+", re.IGNORECASE)
_SAID_TO = frozenset(
    f"appointment_{name}"
    for name in ("for", "relation", "name", "known_patient", "topic", "times", "language", "voicemail")
)
"""Fields of which what stands behind their name is the answer."""


def corrected(typed: Typed, form: Form) -> dict[str, Any]:
    """Return the slots that a message fills anew; nothing where it is not plain what it corrects.

    Of a message in several parts each counts, where each is plain.
    """
    text = _BEFORE.sub("", " ".join(typed.text.split()))
    if not text or len(text.split()) > _LONGEST:
        return {}
    form = replace(form, caller=None)  # a "yes" is no wish for the number that the message came from
    if found := _labelled(text, form):
        return found
    parts = [_in_part(part, form) for part in _PARTS.split(text) if part.strip()]
    slots = [name for part in parts for name in part]
    if len(parts) > 1 and all(parts) and len(slots) == len(set(slots)):
        return {name: value for part in parts for name, value in part.items()}
    return _times_beside(text, form) or _in_part(text, form)


def leaves_a_part(text: str, found: Mapping[str, Any], form: Form) -> bool:
    """Say whether a part of a correction names a field not `found`, in words of change, and is not read."""
    for part in _PARTS.split(text):
        name = form.words.named_field(part)
        if name and name not in found and _CHANGES.search(part) and not _in_part(_BEFORE.sub("", part), form):
            return True
    return False


def _labelled(text: str, form: Form) -> dict[str, Any]:
    """Read what shall stand in the fields that are named as the read-back names them."""
    said = labelled(text, form.words)
    if said.keys() == {"appointment_times"}:
        return {}  # "change the day to friday" is meant for the hours that were given
    read = [slots_read(name, value, form) for name, value in said.items()]
    return {name: value for one in read for name, value in one.items()} if read and all(read) else {}


def _times_beside(text: str, form: Form) -> dict[str, Any]:
    """Read times that are put right in some parts, and other answers in the others: "thursday no, only friday. ..."."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    of_times = [part for part in parts if names_time(part) and not slots_read("appointment_phone", part, form)]
    if len(parts) < 2 or puts_times_right(", ".join(of_times), form) is None:
        return {}
    times = _times(", ".join(of_times), form)
    others = [_in_part(part, form) for part in parts if part not in of_times]
    return {**{name: value for one in others for name, value in one.items()}, **times}


def with_corrections(asked: str, typed: Typed, form: Form, answer: Value) -> Value:
    """Return `answer` with what other sentences of the message put right in earlier ones: "English. My number is ...".

    A number counts wherever it stands; anything else only where it is plainly put right, or its field is named beside a
    word that changes it: "this is my name, it is Polish" does not.
    """
    sentences = [one.strip() for one in _SENTENCES.split(typed.text) if one.strip()]
    if len(sentences) < 2:
        return answer
    slots, left = dict(answer.slots), []
    of_times = _sentences_on_times(sentences, form) if asked != "appointment_times" else []
    if of_times:
        slots |= _times(", ".join(of_times), form)
    for sentence in (one for one in sentences if one not in of_times):
        found = corrected(Typed(sentence), form)
        plain = {
            name: value
            for name, value in found.items()
            if form.filled.get(name) is not None
            and (
                name == "appointment_phone"
                or puts_right(sentence)
                or (name == form.words.named_field(sentence) and _CHANGES.search(sentence))
            )
        }
        if plain and asked not in found:
            slots |= plain
        else:
            left.append(sentence)
    if asked == "appointment_access" and slots.get(asked) == answer.slots.get(asked) and len(left) < len(sentences):
        slots |= slots_read(asked, ". ".join(left), form)
    elif asked in YES_OR_NO and asked not in slots and left[:1] == sentences[:1] and len(left) < len(sentences):
        # A "no" before a correction may be of what is put right; a yes is an answer.
        slots |= {name: value for name, value in slots_read(asked, left[0], form).items() if value is True}
    return Value(slots)


def _sentences_on_times(sentences: list[str], form: Form) -> list[str]:
    """Return those of `sentences` that put times right which were given; they are read together."""
    found = [one for one in sentences if names_time(one) and not slots_read("appointment_phone", one, form)]
    corrects = any(is_correction_of_times(one, form) for one in found)
    return found if corrects and puts_times_right(", ".join(found), form) is not None else []


def number_asked_about(text: str, form: Form) -> Mapping[str, Any]:
    """Return the number in "did you take down the new number, 212-555-0142?": what was given before it is old."""
    named = form.words.named_field(text) == "appointment_phone" and form.filled.get("appointment_phone") is not None
    return slots_read("appointment_phone", text, replace(form, caller=None)) if named and _DID_YOU.search(text) else {}


def puts_right(text: str) -> bool:
    """Say whether `text` is in the words of who takes back what was said: "no, thursday", "tuesday instead"."""
    return _PUTS_RIGHT.match(text.strip()) is not None or _INSTEAD.search(text) is not None


def _in_part(text: str, form: Form) -> dict[str, Any]:
    """Return the slots of the first field that `text` is plainly about."""
    for reader in (_phone, _named, _name_again, _language, _times, _for_whom, _access, _voicemail, _topic):
        if found := reader(text, form):
            return found
    return {}


def _phone(text: str, form: Form) -> dict[str, Any]:
    return slots_read("appointment_phone", text, form)


def _named(text: str, form: Form) -> dict[str, Any]:
    """Read what stands behind the name of a field: "change the name to Dana"."""
    name = form.words.named_field(text)
    if name == "appointment_times" and (times := puts_times_right(text, form)) is not None and times.windows:
        return {name: times.model_dump(mode="json")}
    value = _behind(form.words.fields[name].words, text) if name in _SAID_TO else ""
    given = str(form.filled.get("appointment_name") or "").split()
    if name == "appointment_name" and given and _LAST_NAME.search(text):
        value = f"{given[0]} {value}"
    return slots_read(name, value, form) if name and value else {}


def _behind(words: tuple[str, ...], text: str) -> str:
    """Return what stands behind the last of `words` in `text` and behind a word such as "to"; empty for nothing."""
    ends = [found.end() for word in words for found in re.finditer(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)]
    said = _TO.search(text[max(ends) :]) if ends else None
    return said["value"] if said else ""


def _name_again(text: str, form: Form) -> dict[str, Any]:
    """Read another name beside the one that was given: "it is Dana, not Dan"; or that name in full."""
    given = str(form.filled.get("appointment_name") or "").casefold()
    denied = _DENIED.search(text)
    if given and begins_as(given, text):
        return slots_read("appointment_name", text, form)
    if not given or denied is None or not set(given.split()) & set(bare(denied[0]).split()):
        return {}
    return slots_read("appointment_name", _without_denied(text), form)


def begins_as(given: str, text: str) -> bool:
    """Say whether `text` is the name that was `given`, in full: "Dolores Vance" after "Dolores"."""
    before, said = given.casefold().split(), text.casefold().split()
    return len(before) < len(said) <= _LONGEST_NAME and said[: len(before)] == before


def _language(text: str, form: Form) -> dict[str, Any]:
    """Read a language that stands alone, or beside the name of the field: "the language is wrong, i want polish"."""
    known = bare(text) in words_of(form.words.languages)
    if not known and form.words.named_field(text) == "appointment_language":
        text = _without_denied(text)
        known = spoken(form.words.languages, text) is not None
    return slots_read("appointment_language", text, form) if known else {}


def _times(text: str, form: Form) -> dict[str, Any]:
    """Read other times; those that name no day are meant for the days that were given. None is left of them: None."""
    if not names_time(text):
        return {}
    if not is_correction_of_times(text, form) and (read := slots_read("appointment_times", text, form)):
        return read
    if (times := puts_times_right(text, form)) is not None:
        return {"appointment_times": times.model_dump(mode="json") if times.windows else None}
    return slots_read("appointment_times", text, form)


def _for_whom(text: str, form: Form) -> dict[str, Any]:
    """Read for whom it is; who the patient is to them is asked where it is not said."""
    said = _without_denied(text)
    found = slots_read("appointment_for", said, form) if _FOR.search(said) else {}
    return {"appointment_relation": None, **found} if found else {}


def _access(text: str, form: Form) -> dict[str, Any]:
    """Read what helps at the visit; it is added to what was said before."""
    if labelled := _HELP_LABEL.match(text):
        return slots_read("appointment_access", labelled["what"], form)
    needed = _NEED.search(text)
    if needed is None or form.words.named_field(needed["what"]) != "appointment_access":
        return {}
    what = _ARTICLE.sub("", needed["what"]).strip(" .,!")
    given = form.filled.get("appointment_access")
    before = "" if given in (None, SKIPPED, "nothing") else str(given)
    if _REFUSED.search(text):
        return {"appointment_access": "nothing"} if bare(what) == bare(_ARTICLE.sub("", before)) else {}
    if what.casefold() in before.casefold():
        return {}
    return slots_read("appointment_access", f"{before}, {what}" if before else what, form)


def _voicemail(text: str, form: Form) -> dict[str, Any]:
    if form.words.named_field(text) != "appointment_voicemail":
        return {}
    if _REFUSED.search(text) or _REMOVES.search(text):
        return {"appointment_voicemail": False}
    return (
        {"appointment_voicemail": True} if re.search(r"\b(?:can|may|ok|okay|fine|please leave)\b", text.lower()) else {}
    )


def _topic(text: str, form: Form) -> dict[str, Any]:
    """Read what they want to talk about: "not chemo, surgery", "add radiation"."""
    named = shared_reader().read(_without_denied(text)).ids(Kind.TREATMENT)
    if not named or not (names_only_treatments(text, form.words) or _ABOUT.search(text)):
        return {}
    given = form.filled.get("appointment_topic")
    before = () if given in (None, SKIPPED, *OTHER_TOPICS) else tuple(str(given).split(BETWEEN_TOPICS))
    topics = (*before, *named) if _ADDED.search(text) else named
    return {"appointment_topic": BETWEEN_TOPICS.join(dict.fromkeys(topics))}


def _without_denied(text: str) -> str:
    return _DENIED.sub("", text).strip(" ,.;!")
