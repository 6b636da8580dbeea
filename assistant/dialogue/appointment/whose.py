"""Whose name or number is asked for: "her name or mine?", "whose phone"."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import FormWords, bare, words_of

WHOSE = "utter_appointment_whose"
"""The response of domain.yml."""
_WHOSE = re.compile(
    r"^(?:(?:so|ok|and|but|sorry|you|want|need|do|is|it|that) )*(?:whose|which|what)(?: person'?s?)?"
    r" (?:name|number|phone)s?(?: (?:do|should|would|is|you|i|we|it|that|this|want|need|give"
    r"|put|use|here|for|to|the|first|one|now))*$"
)
_IS_IT = re.compile(
    r"^(?:(?:so|and|ok|but) )*(?:(?:is it|is that|do you (?:want|need|mean)) (?:my|her|his|their|the \w+)"
    r" (?:own )?(?:name|number)"
    r"|who(?: will| would| do| should|'ll)? (?:you|they|we|i) (?:ask for|put)|who is (?:asked|called))\b"
)
_ALONE = re.compile(
    r"^(?:(?:is|it|do|you|want|the|mean|so|ok|this) )*(?P<who>[\w']+)(?:'s)? (?:own )?(?:name|number|phone)$"
)
_OR = re.compile(r"\bor\b")
_NEAR = 3
"""Words beside an "or" among which a person stands."""
_LONGEST = 14
_PERSONS = frozenset(
    {
        "my",
        "mine",
        "me",
        "myself",
        "her",
        "hers",
        "his",
        "him",
        "their",
        "theirs",
        "patient",
        "patients",
        "own",
        "family",
        "i",
        "she",
        "he",
    }
)


def asks_whose(text: str, words: FormWords) -> bool:
    """Say whether `text` asks whose name or number it shall be, and gives none behind the question."""
    question, mark, behind = text.rpartition("?")
    if mark and behind.strip(" .,!"):
        return False
    said = bare(question if mark else text)
    persons = _PERSONS | words_of(words.relations)
    if len(said.split()) > _LONGEST:
        return False
    alone = _ALONE.match(said) if mark else None
    if _WHOSE.match(said) or _IS_IT.match(said) or (alone and _person(alone["who"], persons)):
        return True
    return any(
        _near(said[: found.start()].split()[-_NEAR:], persons) and _near(said[found.end() :].split()[:_NEAR], persons)
        for found in _OR.finditer(said)
    )


def _near(said: list[str], persons: frozenset[str]) -> bool:
    return any(_person(word, persons) for word in said)


def _person(word: str, persons: frozenset[str]) -> bool:
    return word in persons or re.sub(r"'?s$", "", word) in persons
