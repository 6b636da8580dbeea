"""Reads a wish for a language wherever the form stands: "do you speak polish", "can i have a spanish interpreter"."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import FormWords, bare, names_two, spoken, words_of

_OF_SPEAKING = re.compile(
    r"\b(?:speak(?:s|ing)?|talk(?:s|ing)?|interpret\w*|translat\w*|habla\w*|parlez|sprechen|mowi\w*)\b"
)
_IN_PART = re.compile(r"\b(?:no|not|never|little|bit|some|basic|broken|bad|poor|hardly|barely|\w+n'?t)\b")
"""Words beside which the language that is named may be the one that they do not speak."""
_BESIDE = frozenset(
    [
        "i",
        "we",
        "he",
        "she",
        "they",
        "my",
        "our",
        "her",
        "his",
        "mother",
        "father",
        "wife",
        "husband",
        "mom",
        "dad",
        "a",
        "an",
        "the",
        "to",
        "in",
        "with",
        "and",
        "or",
        "please",
        "need",
        "needs",
        "want",
        "wants",
        "would",
        "like",
        "can",
        "could",
        "have",
        "has",
        "get",
        "is",
        "are",
        "do",
        "does",
        "you",
        "me",
        "us",
        "for",
        "who",
        "someone",
        "somebody",
        "language",
        "only",
        "if",
        "be",
        "there",
        "call",
        "when",
        "also",
        "yes",
        "english",
    ]
)
"""Words around such a wish that name no other help."""
_LONGEST = 10
"""Words of such a wish; who writes more tells something."""


def language_wished(text: str, words: FormWords) -> str | None:
    """Return the one language that `text` plainly asks to speak, None where it asks for none."""
    said = bare(text)
    if len(said.split()) > _LONGEST or _OF_SPEAKING.search(said) is None or _IN_PART.search(said):
        return None
    return None if names_two(words.languages, text) else spoken(words.languages, text)


def needs_more(text: str, words: FormWords) -> bool:
    """Say whether `text` names more than a language to speak: "wheelchair and vietnamese interpreter"."""
    rest = set(bare(_OF_SPEAKING.sub(" ", bare(text))).split()) - words_of(words.languages) - _BESIDE
    return bool(rest)
