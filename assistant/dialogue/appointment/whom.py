"""For whom an appointment is, in the words of who asks for it; a person who is only spoken of is not meant."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import FormWords, bare, which

_ME = re.compile(r"\b(?:me|myself)\b")
_ME_FIRST = re.compile(r"^\W*(?:me|myself)\s*[,.;:!-]", re.IGNORECASE)
"""An answer before anything else: "me, Ana Lopez"."""
# fmt: off
_BESIDE_ME = frozenset({
    "me", "myself", "i", "and", "just", "only", "its", "it's", "it", "is", "was", "this", "that", "that's", "thats",
    "obvs", "obviously", "lol", "duh",
    "would", "be", "will", "for", "yes", "yeah", "yep", "yup", "ok", "okay", "no", "hi", "sure", "the", "patient",
})
# fmt: on
_FOR_ME = re.compile(
    r"(?:^|\b(?:is|it'?s|that'?s|be|this|it|one|appointments?|appt|visit|just|only|yes|no|ok)\s)\s*for (?:me|myself)\b"
)
_ASKED_OF_US = re.compile(r"\b(?:do|explain|repeat|read|say|fill|look|check|write|spell)\b")
"""Beside "for me": what the assistant shall do, which tells nothing of the patient."""
_PATIENT = re.compile(r"\b(?:i am|i'?m) the patient\b")
_NOT_ME = re.compile(r"\bnot (?:for )?(?:me|myself)\b")
_NOT_THEM = re.compile(r"\b(?:not|isn'?t|instead of|rather than) (?:for )?(?:(?:my|our|the|his|her) )?\w+")
"""Whom it is not for: "for my dad, not for my mom"."""
_FOR_THEM = re.compile(
    r"(?<!wait )(?<!waiting )\bfor (?!me\b|myself\b)(?P<them>(?:(?:my|our|the|his|her) )?\w+(?:'?s \w+)?)"
)
_FOR_THAT_ONE = re.compile(r"\bfor (?:him|her|them)\b")
_DO_SOMETHING = re.compile(
    r"\b(?:told|tells?|said|says|asks?|asked|calls?|called|thinks?|suggested|sent|helps|helping|drives?|drove|brings?"
    r"|brought|reminded|lets?|ring|phone|text|check with|speak|talk|wait(?:ing)?|hold on)\b"
)
"""What a relative does, or what is done with them, who need not be the patient."""


_CLAUSES = re.compile(r"[.,;:!?\n]+|\bbut\b", re.IGNORECASE)
_SELF_PLAIN = re.compile(
    r"^(?:(?:well|yes|no|actually|ok|and|so|the|this|that|request|appointment|appt|booking|visit|it|is|was|first"
    r"|line) )*"
    r"(?:(?:i am|i'?m|me is) (?:the |a )?patient(?: myself)?|(?:is )?for (?:me|myself)|it'?s (?:for )?me)$"
)


def says_plainly_self(text: str, words: FormWords) -> bool:
    """Say whether a clause says that it is for the writer, and none that it is for another: "i am patient, but ...".

    Who is spoken of beside it may only answer the phone.
    """
    clauses = [found for part in _CLAUSES.split(text) if (found := bare(part))]
    others = [one for one in clauses if (them := _FOR_THEM.search(one)) and which(words.relations, them["them"])]
    plain = any(_SELF_PLAIN.match(clause) for clause in clauses)
    return plain and not others and not any(_NOT_ME.search(one) or _FOR_THAT_ONE.search(one) for one in clauses)


def is_for_writer(text: str, words: FormWords) -> bool:
    """Say whether the person who writes says that it is for them: "just me", but not "give me a minute"."""
    said = bare(text)
    if words.says("self", text) or _PATIENT.search(said):
        return True
    if "not" in said.split() or _ASKED_OF_US.search(said):
        return False
    alone = _ME.search(said) is not None and set(said.replace(".", " ").split()) <= _BESIDE_ME
    return alone or _ME_FIRST.match(text) is not None or _FOR_ME.search(said) is not None


def is_not_for_writer(text: str) -> bool:
    """Say whether it is said that it is not for the person who writes."""
    return _NOT_ME.search(bare(text)) is not None


def relative_it_is_for(text: str, words: FormWords) -> str | None:
    """Return the relative for whom it is; None where none is named, or only spoken of: "my dad told me to ask"."""
    said = _NOT_THEM.sub(" ", bare(text))
    behind = _FOR_THEM.search(said)
    if behind and (relative := which(words.relations, behind["them"])):
        return relative
    if _FOR_THAT_ONE.search(said):
        return which(words.relations, said)
    return None if _ME.search(said) or _DO_SOMETHING.search(said) else which(words.relations, said)
