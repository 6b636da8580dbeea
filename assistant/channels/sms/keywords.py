"""Words that phone companies and the law give a meaning, as whole messages only.

The lists are those of Twilio's default opt-out handling, and the opt-outs in plain words that people are entitled to
use in the United States (47 CFR 64.1200(a)(10)). A word inside a sentence means what it means there: "cancel my
appointment" and "help with side effects" are for the assistant.
"""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.language.folding import fold


class Keyword(StrEnum):
    """What a keyword asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"


WORDS = {
    Keyword.STOP: (
        "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "opt out",
    ),
    Keyword.START: ("start", "unstop"),
    Keyword.HELP: ("help", "info"),
}  # fmt: skip
CARRIER_WORDS = frozenset(word for words in WORDS.values() for word in words) | {"yes"}
"""All words that a phone company acts on; "yes" begins texts again after a stop."""

_MEANING = {word: keyword for keyword, words in WORDS.items() for word in words}
_POLITE = (
    r"(?:please|pls|plz|ok|okay|hey|hi|hello|can you|could you|would you|will you|you|i said|now|thanks|thank you)"
)
_WISH = r"(?:i (?:want|need|would like) (?:you )?to )?"
_TEXTS = r"(?:texts?|messages?|msgs?|sms|texting|messaging|contacting|writing)"
_ANY = r"(?:any|more|all|the|these|those|your|me|us|to get|to receive)"
_NUMBER = r"(?:me|us|my (?:phone )?number|this number)"
_LIST = r"(?: (?:from|of)?(?: ?(?:this|these|your|the|all))?(?: \w+)?)?"
_OPT_OUTS = (
    r"stop",
    rf"{_WISH}stop (?:{_ANY} )*{_TEXTS}(?: to)?(?: me| us)?",
    rf"{_WISH}stop (?:sending|getting|receiving) (?:{_ANY} )*{_TEXTS}",
    r"(?:do not|don't|dont|never) (?:text|message|contact|write|sms)(?: to)? (?:me|us)(?: ever)?",
    rf"(?:i )?(?:do not|don't|dont) (?:want|send) (?:{_ANY} )*{_TEXTS}",
    rf"no more {_TEXTS}",
    rf"(?:unsubscribe|remove|delete|opt) {_NUMBER}(?: out)?{_LIST}",
    rf"take {_NUMBER} off{_LIST}",
    rf"{_WISH}(?:unsubscribe|opt out){_LIST}",
)
_OPT_OUT = re.compile(
    rf"(?:{_POLITE} )*(?:{'|'.join(_OPT_OUTS)})(?: {_POLITE}| any ?more| again| from now on| immediately| at once)*"
)


def keyword_of(text: str) -> Keyword | None:
    """Return what a message asks for that is a keyword as a whole, in any case and with any marks around it."""
    return _MEANING.get(bare(text))


def asks_to_stop(text: str) -> bool:
    """Say whether a message as a whole says in plain words that it wants no more texts."""
    return _OPT_OUT.fullmatch(bare(text)) is not None


def bare(text: str) -> str:
    """Return the words of a message in lower case, without marks: "Stop!!" is "stop"."""
    return " ".join(re.sub(r"[^\w\s']", " ", fold(text)).split())
