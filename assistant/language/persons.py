"""Says a question as the person concerned would: "does my mom lose her hair" asks what "do i lose my hair" asks."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.courtesy import shared_courtesy

_VERBS = {
    "is": "am",
    "'s": "'m",
    "does": "do",
    "has": "have",
    "wants": "want",
    "needs": "need",
    "gets": "get",
    "loses": "lose",
    "feels": "feel",
}
"""Verbs beside another person, and beside the writer; others are rare in questions."""
_BEFORE_WHO_ACTS = (
    r"is|does|has|was|will|would|can|could|should|did|may|might|must|when|if|that|because|so|and|while|once|how|why|what|until|"
    r"after|before|but|n't|[,.;:?!]+"
)
_BEHIND_WHO_ACTS = r"is|'s|does|has|was|will|would|can|could|should|did|may|might|must|wants|needs|gets|loses|feels|had"
_AFTER_OBJECT = (
    r"(?=$| ?[^\w\s']| (?:in|on|at|to|from|with|of|for|about|by|during|after|before|and|or|but|if|when|while|so|"
    r"sick|tired|weak|ill|better|worse|feel|lose|throw|have|get|bald|nauseous|very|really|more|too|"
    r"a|an|the|this|that|it)\b)"
)
"""What stands behind "her" where it is not the beginning of "her hair"."""

_SPEAKS_OF_WRITER = re.compile(r"\b(?:i|me|myself)\b")
_PRONOUNS = (
    (re.compile(r"\b(?:he|she)\b"), "i"),
    (re.compile(r"\bhim\b"), "me"),
    (re.compile(r"\bhis\b"), "my"),
    (re.compile(rf"\bher\b{_AFTER_OBJECT}"), "me"),
    (re.compile(r"\bher\b"), "my"),
    (re.compile(r"\bhers\b"), "mine"),
    (re.compile(r"\b(?:himself|herself)\b"), "myself"),
)
_VERB_BEHIND = re.compile(rf"\bi (?P<verb>{'|'.join(_VERBS)})(?!\w)")
_VERB_BEFORE = re.compile(r"\b(?P<verb>is|does|has) (?:n't )?i\b")


@lru_cache(maxsize=2048)
def in_first_person(text: str) -> str:
    """Return `text` (corrected words, spaces between all words and marks) with "he", "she" and relatives as the writer.

    Where the writer speaks of themselves too ("can i hug my wife"), relatives stay who they are.
    """
    if not _speaks_of_another().search(text):
        return text
    said = text if _SPEAKS_OF_WRITER.search(text) else _relative().sub(_as_pronoun, text)
    for pattern, pronoun in _PRONOUNS:
        said = pattern.sub(pronoun, said)
    if said == text:
        return text
    for pattern in (_VERB_BEHIND, _VERB_BEFORE):
        said = pattern.sub(lambda match: match[0].replace(match["verb"], _VERBS[match["verb"]]), said)
    return said


@lru_cache(maxsize=1)
def _speaks_of_another() -> re.Pattern[str]:
    """Return the pattern of a word without which a text speaks of nobody else."""
    called = shared_courtesy().called
    return re.compile(rf"\b(?:he|she|him|his|her|hers|himself|herself|my|our|the patient|{called})\b")


@lru_cache(maxsize=1)
def _relative() -> re.Pattern[str]:
    """Return the pattern of a relative of the writer, or the patient, with the words around that say who acts."""
    words = shared_courtesy()
    who = (
        rf"(?:my|our) (?:own |dear |poor |elderly |old |older |younger |late |best )?(?:{words.relatives})"
        rf"|the patient|{words.called}"
    )
    return re.compile(
        rf"\b(?P<before>(?:{_BEFORE_WHO_ACTS}) |^)?(?:{who})\b(?P<own> 's)?(?P<behind> (?:{_BEHIND_WHO_ACTS})\b)?"
    )


def _as_pronoun(match: re.Match[str]) -> str:
    before, behind = match["before"] or "", match["behind"] or ""
    if match["own"]:
        return f"{before}my{behind}"
    acts = match["before"] is not None or match["behind"] is not None
    return f"{before}{'i' if acts else 'me'}{behind}"
