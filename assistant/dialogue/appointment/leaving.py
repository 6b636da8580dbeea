"""Reads the wish to give a request up in whole sentences: "i'll do this later, the nurse came"."""

from __future__ import annotations

import re

from assistant.booking.phone import find_phone
from assistant.dialogue.appointment.words import bare

_CLAUSES = re.compile(r"[.,;:!?\n]+|\b(?:but|because|cos|since)\b", re.IGNORECASE)
_OPENING = (
    r"^(?:(?:oh|no|nope|nah|nvm|ok|okay|well|please|sorry|actually|so|and|then|just|hey|honestly|really|now|maybe|also"
    r"|better|i|i'?m|am|i'?ve|have|i'?d|would|i'?ll|will|we|we'll|think|guess|rather|like|want|wish|prefer|decided|need"
    r"|must|to|wanna|gotta|gonna|going|said|told|let|let'?s|us|me|you|can|could|thank|thanks|in that case|after all"
    r"|thinking about it) )*"
)
"""Each word stands here once: two ways to read the same would be tried in all mixtures."""
_IT = r"(?:the|this|that|my|your|all|any|an|these|those|our)"
_REQUEST = r"(?:appointments?|appt|booking|form|request|visit|questions?|thing|stuff)"
_END = (
    r"(?: (?:for now|now|right now|today|any ?more|at all|after all|yet|then|please|thanks|thank you|altogether"
    r"|again))*$"
)
_FORGETS = re.compile(
    _OPENING + r"(?:forget|drop|scrap|scratch|cancel|stop|end|quit|leave|abandon|withdraw|close|exit|skip|call off)"
    rf"(?: about)?(?: with)? {_IT}(?: of)?(?: (?:whole|entire|this|the))? {_REQUEST}" + _END
)
_WANTS_NONE = re.compile(
    r"^(?:.* )?(?<!do )(?<!did )(?<!should )(?:i|we|i'?m|i am|no|nope|and|so|please|sorry|actually|honestly|just|really"
    r"|then|oh|anymore|he|she|they) (?:do not|don'?t|didn'?t|did not|no longer|never|not)(?: really| even)?"
    r" (?:want|wanna|need|wish|asking|ask|looking)(?: (?:to|for|an|a|any|the|do|fill|finish|keep|make|book|get|have"
    r"|your|this|that))*"
    rf" (?:{_REQUEST}|go on|continue|go ahead|fill (?:this|it)(?: in| out)?|answer (?:more|any more)"
    r"(?: questions?)?)"
    + _END
    + r"|^(?:(?:so|please|then|ok|sorry|and|oh|i|we|want|need|now) )*no (?:more )?(?:appointments?|appt|booking|visit)"
    + _END
)
"""What stands before may be anything that is no question: "do i not need an appointment"."""
_LATER = re.compile(
    r"^(?:.* )?(?:(?:i|we)(?:'?ll| will| can| could| would| might|'?d)?|let me|let us|lets|let'?s|want to|rather|gonna"
    r"|going to|can we|can i|could we|could i|better) (?:(?:rather|just|better|maybe|then|have to|need to|want to) )*"
    r"(?:do|finish|fill(?: in| out)?|continue|come back|get back|return|write again|try|book|go on|come)"
    r"(?: (?:with|to|this|it|that|you|the form|the rest|for|again|in|out))*"
    r" (?:later(?: on)?|another (?:time|day)|some other (?:time|day)|next time|some day)(?: (?:today|then|thanks|ok))*$"
)
_TILL_LATER = (
    r"(?: (?:for )?(?:now|tonight|today|the moment|the time being|there|here|then|later|tomorrow|another (?:time|day))"
    r"| (?:until|till|til|to) (?:tomorrow|later|then|the morning|next \w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day))"
)
_LEAVES_IT = re.compile(
    _OPENING + r"(?:leave|stop|drop|hold off|pause|park|put off)(?: (?:on|with))?(?: (?:it|this|that|the"
    rf" request|sending it|sending))?{_TILL_LATER}{{1,2}}(?: (?:please|thanks|thank you))*$"
)
"""To leave a request for now; "leave it" alone is read by its words, as it may be a voice message."""
_HOLDS_OFF = re.compile(
    _OPENING + r"(?:hold off|back out|step back)(?: (?:on|with|of) (?:it|this|that|the \w+))?" + _END
)
_NO_MORE_OF_IT = re.compile(
    r"^(?:.* )?(?:do not|don'?t|no longer) (?:want|wanna)(?: (?:to|do|it|this|that))*(?: (?:any ?more|any longer|now))$"
)
_RINGS = re.compile(
    r"^(?:(?:and|so|then|no|ok|sorry|maybe|actually|well|i think|instead) )*(?:i|we)(?:'?ll| will|'?d rather"
    r"| would rather|'?m going to| am going to|'?m gonna| want to| prefer to) (?:(?:just|rather|better|maybe) )*"
    r"(?:ring|call|phone|telephone|give (?:you|them|the \w+) a (?:ring|call|bell))"
    r"(?: (?:you|them|the (?:hospital|number|office|care team)|in|up|back|myself|ourselves|instead))*"
    rf"(?:(?: in| on)? (?:the )?(?:morning|first thing|next \w+|monday|tuesday|wednesday|thursday|friday|week)"
    rf"|{_TILL_LATER}"
    r"|(?<= instead)|(?<= myself)|(?<= ourselves))+(?: (?:then|please|thanks|thank you|instead|myself))*$"
)
"""To ring the hospital in place of it; who has said that a message may be left or not may only ring back."""
_ASKS_FIRST = re.compile(
    _OPENING + r"(?:ask|check with|talk (?:it over )?(?:to|with)|speak (?:to|with)|discuss (?:it|this) with"
    r"|run (?:it|this) (?:by|past)) (?:(?:my|our|the) \w+|him|her|them|somebody|someone)"
    r"(?: (?:about (?:it|this|that)|what (?:he|she|they) thinks?))* (?:first|before (?:i|we|you|it|that|sending)\b.*)$"
)
"""Under the read-back: it shall not be sent yet."""
_WAITS = re.compile(_OPENING + rf"(?:wait|hold|decide|save|think)(?: (?:on|with))?(?: (?:it|this|that))?{_TILL_LATER}$")
_NOT_TODAY = re.compile(
    _OPENING + r"(?:not (?:right )?now|not today|not tonight|maybe later|another (?:time|day))(?: (?:please|thanks))*$"
)
"""Under the read-back: it shall not be sent yet."""
_NOT_NOW = re.compile(
    _OPENING + r"(?:not (?:right )?now|not today|not yet|not at the moment|not this time|not ready|later|maybe later"
    r"|another (?:time|day)|some other (?:time|day)|nvm|never ?mind|forget (?:it|that)|no|changed (?:my|our) mind"
    r"|(?:have|had) a change of mind)(?: (?:please|thanks|thank you|yet|for (?:it|this|that)))*$"
)
_ONLY_TALKS = re.compile(
    r"^(?:(?:i|we|i'?m|i am|was|were|i'?d|i would|just|only|rather|really) )*(?:want(?:ed)?|wanna|like|here|came|need"
    r"|trying|talking"
    r"|asking|looking|chatting|reading)\b(?: (?:to|for|somebody|someone|a|just|only|with|about|around|bit"
    r"|little|info|information|answers?|talk|chat|ask|look|read|know|learn|think|it|you|this|over|something|question"
    r"|questions|thing))*$"
)
"""What they want instead: beside a "not now" it tells that the form is not what they want."""
_TAKES_UP = re.compile(
    r"^(?:(?:ok|okay|yes|yeah|well|so|then|now|actually|please|sorry|and|oh|wait|can|could|would|will|you|we|i|i'?d|like"
    r"|want|to|let'?s|let|us|me|go ahead|go on|just|he|she|they|says?|said) )*"
    r"(?:(?:send|submit|book|reopen|restore|bring back|continue|finish|take up) (?:it|that|this|them"
    r"|(?:the|my|our|that) (?:request|appointment|form|one))|do it|want it after all|go ahead with it)"
    r"(?: (?:off|in|back|now|then|again|please|anyway|after all|thanks|to the hospital|to them))*$"
)
_DENIES = re.compile(r"\b(?:not|don'?t|never|no longer|cannot|can'?t)\b")
_POLITE = frozenset({"sorry", "please", "thanks", "thank you", "ok", "okay", "well", "oh", "hi", "hello"})
_CHANGES = re.compile(r"\b(?:make it|instead of|change (?:the|it|my|to)|rather on)\b")
_QUESTION = re.compile(r"^(?:what|how|why|when|where|who|which|do|does|did|should|must|is|are|if)\b")


def leaves(asked: str, text: str) -> bool:
    """Say whether a clause of `text` gives the request up in so many words, and no other one goes on with it.

    A "not now" or "i changed my mind" gives it up only where all clauses do, or tell what is wanted instead; to the
    safety question a "not now" alone may be about the signs, and to others it may be an answer.
    """
    clauses = [found for part in _CLAUSES.split(text) if (found := bare(part)) and found not in _POLITE]
    if find_phone(text, allow_fictional=True) is not None or _CHANGES.search(bare(text)):
        return False
    if any(_gives_up(asked, clause) for clause in clauses):
        return True
    put_off = [_NOT_NOW.match(clause) is not None for clause in clauses]
    instead = [_ONLY_TALKS.match(clause) is not None for clause in clauses]
    both = all(one or other for one, other in zip(put_off, instead, strict=True))
    return both and any(instead) and any(off and clause != "no" for off, clause in zip(put_off, clauses, strict=True))


def takes_up_again(text: str) -> bool:
    """Say whether who gave a request up wants it sent after all: "she says yes. can you send it after all"."""
    clauses = [bare(part) for part in _CLAUSES.split(text)]
    return any(_TAKES_UP.match(clause) for clause in clauses) and not any(_DENIES.search(one) for one in clauses)


def _gives_up(asked: str, clause: str) -> bool:
    if _QUESTION.match(clause):
        return False
    patterns = [_FORGETS, _WANTS_NONE, _LATER]
    if asked != "appointment_voicemail":
        patterns += [_LEAVES_IT, _HOLDS_OFF, _NO_MORE_OF_IT, _RINGS]
    if asked == "appointment_confirmed":
        patterns += [_ASKS_FIRST, _WAITS, _NOT_TODAY]
    return any(pattern.match(clause) for pattern in patterns)
