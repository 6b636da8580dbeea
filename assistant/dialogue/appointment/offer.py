"""What a person makes of the offer of an appointment: they want it, have heard it, or want none."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import FormWords, bare

_PLEASE = re.compile(r"\b(?:please|pls|plz)\b", re.IGNORECASE)
_WANTS_NONE = re.compile(
    r"\b(?:do not|don'?t|didn'?t|did not|no longer|never|not) (?:\w+ )?"
    r"(?:want|wanna|need|wish|asking|ask|looking|ready)"
    r"(?: (?:to|for|an|a|any|another|the|make|book|get|schedule|have|your|this|that|go|come))*"
    r" (?:appointments?|appt|booking|visit)\b"
    r"|^no (?:more )?(?:appointments?|appt|booking|visit)\b"
)
_BESIDE_A_PERSON = frozenset({"for", "my", "our", "it", "is", "its", "it's", "the", "a", "and", "that's", "thats"})


def only_heard(text: str, words: FormWords) -> bool:
    """Say whether `text` says that the person has read what was said ("ok i see"), and agrees to nothing."""
    return not _PLEASE.search(text) and words.says_only(["heard"], text, ())


def wants_none(text: str) -> bool:
    """Say whether the person says that they want no appointment."""
    return bool(_WANTS_NONE.search(bare(text)))


def only_names_a_person(text: str, words: FormWords) -> bool:
    """Say whether `text` is "for my wife" and nothing more: that is about what was asked last, and no wish."""
    people = {person for group in words.relations.values() for person in group}
    said = set(bare(text).split())
    return bool(said & people) and said <= people | _BESIDE_A_PERSON
