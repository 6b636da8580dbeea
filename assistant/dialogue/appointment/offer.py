"""What a person makes of the offer of an appointment: they want it, have heard it, or want none."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import FormWords, bare

_THANKS = re.compile(r"\b(?:thanks?|thx|ty)\b(?: \w+){2}", re.IGNORECASE)
_AGREES = re.compile(
    r"\b(?:yes|yeah|yep|sure|like|love|want|book|appointment|appt|do it|go ahead|let'?s)\b", re.IGNORECASE
)
_PLEASE = re.compile(r"\b(?:please|pls|plz)\b", re.IGNORECASE)
_APPOINTMENT = r"(?:appointments?|appt|booking|visit|request|(?:phone )?calls?)\b"
_WANTS_NONE = re.compile(
    r"(?:^|[.!;:] *|\b(?:i|we|i'?m|i am|we'?re|we are|no|nope|but|and|so|please|sorry|actually|honestly|really|just"
    r"|thanks|ok|okay|oh|wait) )(?<!do i )(?<!do we )(?<!did i )(?<!did we )(?<!should i )(?<!should we )"
    r"(?:do not|don'?t|didn'?t|did not|no longer|never|not) (?:(?!you |i |we )\w+ )?"
    r"(?:want|wanna|need|wish|asking|ask|looking|ready)"
    rf"(?: (?:to|for|an|a|any|another|the|make|book|get|schedule|have|your|this|that|go|come))* {_APPOINTMENT}"
    rf"|^no (?:more )?{_APPOINTMENT}"
    rf"|^(?:(?:no|nope|please|but|and|sorry|just) )*not (?:an?|the|any|another) {_APPOINTMENT}$"
    r"|\b(?:do not|don'?t|no need to)(?: \w+)? (?:call|phone|ring)(?: (?:me|us|him|her|back|again|any ?more|please|now"
    r"|yet|today|tomorrow|tonight))*(?:$| (?:at|on|in|before|after|until|because|if)\b)"
)
"""Said by who is asked: "do i not need an appointment" is a question."""
_BESIDE_A_PERSON = frozenset({"for", "my", "our", "it", "is", "its", "it's", "the", "a", "and", "that's", "thats"})


def only_heard(text: str, words: FormWords) -> bool:
    """Say whether `text` says that the person has read what was said ("ok i see"), and agrees to nothing.

    Thanks in more words agree to nothing either, without a yes: "ok. thanks for being honest i guess".
    """
    thanks = _THANKS.search(text) is not None and not _AGREES.search(text)
    return not _PLEASE.search(text) and (thanks or words.says_only(["heard"], text, ()))


def wants_none(text: str) -> bool:
    """Say whether the person says that they want no appointment, and no call about one."""
    return bool(_WANTS_NONE.search(bare(text)))


def only_names_a_person(text: str, words: FormWords) -> bool:
    """Say whether `text` is "for my wife" and nothing more: that is about what was asked last, and no wish."""
    people = {person for group in words.relations.values() for person in group}
    said = set(bare(text).split())
    return bool(said & people) and said <= people | _BESIDE_A_PERSON
