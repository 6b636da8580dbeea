"""How a short message follows on from what was said: "how quick", "why", "the second one". Pure functions over text."""

from __future__ import annotations

import re
from collections.abc import Mapping

HOW_SOON, WHY, WHERE = "how_soon", "why", "where"
"""What a message may ask that is no more than a word that asks."""
LAST = -1
"""The place of the last one in a list."""

_ALONE: Mapping[str, re.Pattern[str]] = {
    HOW_SOON: re.compile(
        r"^how (?:quick|quickly|fast|soon)"
        r"(?: (?:is|are|was|does|do|will|would|can) (?:it|that|this|they)(?: (?:be|take|go|work|happen))?)?"
        r"(?: after| afterwards| then| exactly)?\W*$"
    ),
    WHY: re.compile(r"^(?:why(?: not| is (?:that|it))?(?: so)?|how come|for what reason)\W*$"),
    WHERE: re.compile(r"^(?:where|which doctor|what place)\W*$"),
}
_MOST = re.compile(
    r"\b(?:(?:the )?(?<!at )(?:most|least|fewest)\b(?! out of)|(?:fast|quick|hard|easi|new|old|safe|gentl|strong|short"
    r"|long|mild|harsh|tough|rough|cheap|kind|light|simpl|slow|b|wor)e?st\b)"
)
_OF_BEING_SEEN = re.compile(r"\b(?:appointments?|appt|visit|seen|see|call|phone|book|number)\b")
"""Words beside which "the fastest" is no treatment: "the fastest i can be seen"."""
_THE_SAME = re.compile(
    r"^(?:(?:is|are|was|would|will) )?(?:it|that|this|they)(?: (?:is|are|be))?(?: also)? (?:the )?same"
    r" (?:with|for|on|in|during|of)\b"
    r"|^(?:does|do|would|will) the same (?:go|hold|count) for\b|^(?:the )?same (?:with|for|goes for)\b"
)
_REASON = re.compile(r"\bwhy\b|\bwhat (?:\w+ ){1,4}for\b|\bhow come\b|\bthe point of\b|\breason\b")
_CAUSED_BY_WHAT = re.compile(
    r"^(?:\W|and |so |but |ok )*(?:what|which \w+) (?:causes?|makes|brings on|gives)\b|^why (?:do|would|does)\b"
)
_MAY_HAVE = re.compile(
    r"\b(?:can|could|may) (?:i|we|he|she|they|you|people)(?: also| still| even)? (?:have|get|take|try|use|do|be given)"
    r"(?: the| a| some)?\s*$"
)
"""Before the name of a treatment: whether one may have it at all."""
_NO_MORE = re.compile(r"^\W*(?:too|as well|also|again|then|now|please)?\W*$")
"""Behind it. "During pregnancy", "on weekends" or "with a cold" asks for something else."""
_DISEASE = re.compile(r"cancer|tumou?r|spin(?:e|al)|treatments|options|choices|disease")
_OF_SOURCES = re.compile(
    r"\?|\b(?:sources?|where|from|who|whose|wrote|written|website|site|page|city of hope|review\w*|check\w*|approv\w*"
    r"|trust\w*|reliable|real|true|accurate|correct|legit|sure|made|updat\w*|old|info\w*|facts?|believe|you|your|proof"
    r"|evidence|based|research|stud\w+|says|author|data)\b"
)
"""Words without which nobody asks where the answers come from."""
_APPOINTMENT_WISHED = re.compile(
    r"\b(?:i|we)(?: would|'d|'ll)? (?:want|need|like|wanna|wish)(?: to)?(?: (?:make|book|schedule|get|have|set up))?"
    r" (?:an? |my )?(?:appointment|appt|visit)\b"
)
_BOOK_IT = re.compile(
    r"(?<!the )(?<!a )\b(?:book|schedule)(?: (?:it|one|that|me|us|an?|the|my|now|please|something)\b|\W*$)"
    r"|\b(?:appointment|appt|sign me up|set (?:it|one|that) up)\b"
)
_PLACES: Mapping[str, int] = {
    **{
        word: place
        for place, words in enumerate(
            (
                "first 1st one 1",
                "second 2nd two 2",
                "third 3rd three 3",
                "fourth 4th four 4",
                "fifth 5th five 5",
                "sixth 6th six 6",
            )
        )
        for word in words.split()
    },
    "last": LAST,
}
_PLACE = re.compile(
    r"^(?:(?:i mean|i meant|what about|how about|about|for|with)\s+)?"
    r"(?:the (first|second|third|fourth|fifth|sixth|last|\dst|\dnd|\drd|\dth)"
    r"(?: one| option| choice| treatment| of those)?"
    r"|(?:number|no|option|choice|#)\.?\s*(one|two|three|four|five|six|\d))(?: please)?\W*$"
)
_EACH = re.compile(
    r"^(?:(?:i mean|for|of|with)\s+)?(?:both|all|every one|each)(?: (?:the )?treatments?)?"
    r"(?: of (?:them|those|these)| of it| three| two)?\W*$"
)
_BEFORE_OTHERS = r"^(?:(?:and|so|but|ok|i mean|what about|how about|about|for|of|with|from)\s+)*"
_OTHERS = re.compile(
    _BEFORE_OTHERS + r"(?:all )?(?:of )?the (?:(?:rest|others)|other (?:ones|treatments|therapies|options))"
    r"(?: of (?:them|those))?(?: then| too)?\W*$"
)
_OTHER = re.compile(
    _BEFORE_OTHERS + r"the other(?: one| 1| treatment)?(?: of (?:them|those|the two))?(?: then| too)?\W*$"
)
_ALL_TREATMENTS = re.compile(
    r"\b(?:all|every|each)(?: one)?(?: of)?(?: the| these| those| your| different| possible| six| 6)*"
    r" (?:treatments?|therap(?:y|ies)|options?)\b"
)


def alone(text: str) -> str | None:
    """Return which word that asks a message is no more than, None where it is more."""
    return next((kind for kind, pattern in _ALONE.items() if pattern.match(text)), None)


def asks_which_is_most(text: str) -> bool:
    """Say whether treatments are to be ranked: "which is the fastest", "which has the least side effects"."""
    return _MOST.search(text) is not None and _OF_BEING_SEEN.search(text) is None


def asks_the_same(text: str) -> bool:
    """Say whether what was asked before is asked again, and nothing else: "is it the same with chemo"."""
    return _THE_SAME.match(text) is not None


def asks_for_reason(text: str) -> bool:
    """Say whether it is asked why, or what something is for."""
    return _REASON.search(text) is not None


def asks_what_causes(text: str) -> bool:
    """Say whether the cause of something is asked for: "what causes diarrhea"."""
    return _CAUSED_BY_WHAT.search(text) is not None


def may_have(text: str, start: int, end: int) -> bool:
    """Say whether it is asked if one may have the treatment at these places at all: "can i have chemo"."""
    return _MAY_HAVE.search(text[:start]) is not None and _NO_MORE.match(text[end:]) is not None


def names_the_disease(text: str) -> bool:
    """Say whether a text names what every conversation is about: "this cancer" is nothing that was said before."""
    return _DISEASE.search(text) is not None


def is_of_no_source(text: str) -> bool:
    """Say whether several words can't ask where the answers come from: "the doctor has not said yet"."""
    return " " in text.strip() and _OF_SOURCES.search(text) is None


def wishes_appointment(text: str) -> bool:
    """Say whether an appointment is wished for beside what else a message asks."""
    return _APPOINTMENT_WISHED.search(text) is not None


def agrees_to_book(text: str) -> bool:
    """Say whether a yes is one to an appointment: "yes book it"."""
    return _BOOK_IT.search(text) is not None


def place_in_list(text: str) -> int | None:
    """Return which one of a list a message points at, counted from 0; `LAST` for the last, None where at none."""
    found = _PLACE.match(text)
    if found is None:
        return None
    return _PLACES.get(found.group(1) or found.group(2))


def names_all_treatments(text: str) -> bool:
    """Say whether something is asked of every treatment there is: "side effects of all treatments"."""
    return _ALL_TREATMENTS.search(text) is not None


def means_others(text: str) -> bool:
    """Say whether a message is no more than "all the others" or "the rest of them"."""
    return _OTHERS.match(text) is not None


def means_other(text: str) -> bool:
    """Say whether a message is no more than "the other one"."""
    return _OTHER.match(text) is not None


def means_each(text: str) -> bool:
    """Say whether a message is no more than "both", "all of them" or "all treatments"."""
    return _EACH.match(text) is not None
