"""Whether a message only tells something and asks nothing. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue.question import Question

_ASKS = re.compile(
    r"\?|(?:^|[.!,;:]\s*|\b(?:and|but|so|or|then)\s+)(?:what|whats|how|does|do|did|is|are|am|was|can|could|will|would|when"
    r"|which|where|who|why|should|may|might)\b"
    r"|\bwhat(?:'s| is| are| does| do| can)\b"
    r"|\b(?:side effects?|wonder\w*|ask(?:ed|ing)?|know|tell me|explain|compare|about|appointments?|appt|book|cancel)\b"
)
_TELLS = re.compile(
    r"\b(?:my|i|i'm|im|he|she|his|her)\b.*"
    r"\b(?:am|is|are|'s|'m|im|went|feels?|has|have|had|since|got|can ?not|can't|cant)\b"
)
_LEAVES = re.compile(
    r"(?:^|[.!,;] *)(?:(?:ok|so|well|and|now|then)[ ,]+)*(?:good ?bye|bye(?:[ -]bye)?|see you(?: \w+){0,2}|good night"
    r"|have a (?:good|nice|great|lovely) \w+|take care|talk (?:to you )?(?:later|soon))"
    r"(?: (?:now|then|for now|all|everyone))?\W*$"
)
_THANKS = re.compile(
    r"^(?:(?:ok|okay|well|oh|great|good|alright|all right)[ ,.]+)*(?:thank you|thanks|thank u|many thanks)\b"
)
_THANKS_AT_LAST = re.compile(r"[.!,;] *(?:thank you|thanks|thank u|many thanks|gracias|ta|cheers)\W*$")
_PLANS = re.compile(
    r"^(?:(?:and|so|well|ok|now)[ ,]+)*(?:they|he|she|i|we|(?:my|our|the|his|her) (?!side)\w+"
    r"|wife|husband|mom|mum|mother|dad|father|son|daughter|sister|brother)(?: \w+)?"
    r" (?:wants?|plans?|planned|starts?|starting|begins?|scheduled|said|says|put|will|would like|am|are|is|have|has)\b"
    r".*\b(?:in|on|next|this|tomorrow|today|soon|for)\b"
)
_PLAN_TAKEN_FOR = ("out_of_scope_duration", "out_of_scope_personal", "out_of_scope_everyday", "out_of_scope_practical")
_WISHES = ("book_appointment", "ask_appointment", "ask_request", "ask_person", "ask_source")
"""Intents of a wish that is no telling, in whatever words."""


def only_tells(questions: Sequence[Question]) -> bool:
    """Say whether a message tells what happens to somebody and asks nothing: "my legs are numb".

    What is no more than a name ("hair loss?"), or names a treatment and tells of nobody, asks about it.
    """
    (first, *others) = questions
    names = first.bare or ((first.treatments or first.focuses or first.not_covered) and not _TELLS.search(first.said))
    return not (others or names or first.intent in _WISHES or _ASKS.search(first.said))


def tells_of_a_plan(question: Question) -> bool:
    """Say whether a message only tells which treatment is planned: "they want to do radiation in two weeks"."""
    return (
        question.intent in _PLAN_TAKEN_FOR
        and bool(question.treatments and _PLANS.match(question.said))
        and not _ASKS.search(question.said)
    )


def asks_something(said: str) -> bool:
    """Say whether words hold a question, or a wish to be told something."""
    return _ASKS.search(said) is not None


def leaves_or_thanks(question: Question) -> str | None:
    """Return "goodbye" or "thank" for a message in whole sentences that ends, or begins, with one and asks nothing."""
    if not only_tells([question]):
        return None
    if _LEAVES.search(question.said):
        return "goodbye"
    return "thank" if _THANKS.match(question.said) or _THANKS_AT_LAST.search(question.said) else None
