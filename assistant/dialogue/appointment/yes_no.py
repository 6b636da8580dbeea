"""Yes and no in whole sentences: "none of those things are new", "the answer is no", "i was there in may, so yes"."""

from __future__ import annotations

import re

from assistant.dialogue.appointment.words import bare

_NO = r"(?:no|nope|nah|none|never|nothing)"
_OF_THEM = (
    r"(?:(?:of|from|in|on) (?:all )?(?:this|that|it|these|those|them|the above|(?:the|your|that|this) list"
    r"|what you (?:say|said|ask|asked|name|named|list|listed|write|wrote))"
    r"(?: (?:things?|signs?|symptoms?|problems?|ones?|list|points?|troubles?))?)"
)
_IS_NEW = (
    r"(?:(?:is|are|was|were|has|have|had|been|applies|apply|fits?|happened|happens|happening|started|changed|new|true"
    r"|here|now|today|at all|to me|for me|with me|me|i have|i've|i had|we have|he has|she has|did i have"
    r"|do i have)\b ?)*"
)
_SAYS_NO = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:(?:so|then|and|well|again|still|sorry|but|ok|please) )*(?:(?:(?:the|my|our|his"
        rf"|her) )?answer(?: to (?:all|it|that"
        rf"|this)(?: of (?:it|them|this|that))?)? (?:is|was|stays|remains)|i (?:say|said|would say|answer|answered"
        rf"|mean|meant)"
        rf"|it is|it'?s|that is|that'?s|a|one)?(?: (?:a|still|again|just|simply|clearly|definitely|plain"
        rf"|clear))* ?{_NO}"
        r"(?: (?:to|on|for) (?:all|everything|it|that|this|each|every one)(?: of (?:it|them|this|that|these"
        r"|those))?)?$",
        rf"^(?:(?:so|then|and|well|again|no|nope|nah|sorry|ok|really) )*(?:{_NO}|not (?:one|any|a single one|a thing))"
        rf" {_OF_THEM} ?{_IS_NEW}$",
        rf"^(?:(?:so|then|and|well|no|nope) )*(?:i|we|he|she|they|my \w+) (?:have|has|had|got|see|sees|feel|feels"
        rf"|notice"
        rf"|noticed) {_NO} {_OF_THEM} ?(?:now|today|at all|new|here)?$",
        r"^(?:(?:so|then|and|well|no|nope) )*(?:i|we|he|she|they|my \w+) (?:do not|don'?t|does not|doesn'?t|haven'?t"
        r"|have not"
        rf"|hasn'?t|has not)(?: (?:have|had|got|see|feel|notice))? any(?:thing)? {_OF_THEM} ?(?:now|today|at all"
        rf"|new)?$",
    )
)
"""Sentences that say no to all that is asked, and hold nothing else."""
_BESIDE_A_NO = re.compile(
    r"^(?:(?:so|and|it|this|that|they|these|those|all|is|are|not|isn'?t|aren'?t) )+(?:new|(?:in|of|from|on) (?:this"
    r"|that"
    r"|these|those|them|the list))$|^not (?:in|of|from|on|any of) (?:this|that|these|those|them|the list)$"
)
"""Beside a no, in a sentence of its own: "it is not new". Alone it may tell of what they have had for long."""
_OLD_PAIN = re.compile(
    r"^(?:(?:no|just|only|it is|it'?s|that is|that'?s|there is|with|the|that|her|his|my|our|same|usual|old|normal"
    r"|known|back|neck|hip|shoulder|bone|lower|upper) )*(?:pains?|aches?|backache|soreness)"
    r"(?: (?:in (?:the|her|his|my) (?:back|neck|hip|shoulder)|that|which|as|like|we|she|he|i|they|has|have|had|got|is"
    r"|was|already|allready|always|before|usual|ever|same|the same|a long time|long time|not new|old"
    r"|(?:for|since) (?:(?:a|many|some|several|\d+) )?(?:years?|months|long|ages|long time|last year)))*$"
)
_SORE = re.compile(
    r"^(?:(?:no|just|only|it is|it'?s|i have|he has|she has|with|the|that|her|his|my|a|an|bit|little|of|some"
    r"|slightly|usual|old) )*(?:sore|stiff|achy) (?:back|neck|hip|shoulder|knee)s?$"
)
"""The safety question asks for no soreness; a pain that is new and bad is the gate's to see."""
_BEHIND_A_NO = re.compile(
    r" (?:thank(?:s to| the)?|praise|by the grace of) (?:god|the lord|lord|goodness|heavens?)$| (?:luckily|thankfully)$"
)
_SAID_BEFORE = re.compile(
    r"^(?:as|like) i (?:already )?(?:said|wrote|told you|answered)(?: (?:already|before|above|earlier))?$"
    r"|^i (?:already |just )?(?:said|told you|answered|wrote)(?: (?:so|that|this|it|no))*"
    r"(?: (?:already|before|above|earlier))?$"
)
"""Beside a no that was not taken: "no. as i said"."""
_EXCLAIMS = re.compile(
    r"^(?:(?:wow|ok|okay|lol|haha|oh|well|phew|yikes|gee|geez|hmm|god|gosh|thanks|cheery|nice|great|damn|jolly|lovely|some|that|that'?s"
    r"|what|a|list|question|cheerful|scary|grim|good|lord|heavens|no)\b ?)+$"
)
"""Beside a no, what the list of signs makes people say: "wow jolly list. nope"."""
_AGE = re.compile(
    r"\b(?:already|allready|always|usual|same|old|long|before|not new|known|years?|months|ages|normal|last year)\b"
)
_CONCLUDED = re.compile(
    r"\b(?:so|then|thus|hence|therefore|answer is|answer|would say|i say|guess|rather|better|prefer|probably|think|be)"
    r" (?:a )?(?:(?P<no>no|nope|nah|not)|yes|yeah|yep|yup)$"
)
_NEITHER = re.compile(r"\b(?:say|saying|said|mean|if|whether|not|never|n't)\b[\w ']{0,20}$")

_NOT_HERE = re.compile(
    r"^(?:(?:no|we|i|he|she|was|were|have|has|been) )*(?:not|never)(?: been)?(?: to)? (?:here|there|(?:in|at"
    r"|to) (?:this|that|your|yours)\b)"
)
_ELSEWHERE = re.compile(
    r"\b(?:(?:an?)?other|different) (?:hospital|clinic|place|center|centre|city|state|country)\b|\b(?:somewhere"
    r"|anywhere) else\b"
    r"|\belsewhere\b"
)
_HERE = re.compile(r"\b(?:here|yours?|also|too|both|and|this hospital)\b")
_SHORT = 3
"""Words of a no in which nothing is told that would help."""
_NEEDS_NOTHING = re.compile(
    r"^(?:(?:no|thanks|thank you|i think|i guess|really|so|well|he|she|i|we|they) )*(?:(?:do|does|will|would|did) not"
    r"|don'?t|doesn'?t|won'?t)(?: (?:think|believe)(?: (?:i|we|he|she|they))?)?(?: really)? (?:need|want|require"
    r"|have)s?"
    r" (?:nothing|anything|no(?: \w+)? help|any(?: \w+)? help|any of (?:that|this|these|those|it))"
    r"(?: (?:special|else|at all|there|for now|now|to help|thanks|thank you|for (?:it|this|that|the visit)))*$"
    r"|^(?:(?:no|thanks|i think|i guess|so|well) )*(?:nothing|none|no help|no)(?: (?:is|will be|would be))?"
    r" (?:needed|necessary|required|at all|special|else|for me|i need|i can think of)(?: (?:thanks|thank you|for me))*$"
)


def was_elsewhere(text: str) -> bool:
    """Say whether a message tells that they have been to another hospital, and not to this one."""
    said = bare(text)
    return _NOT_HERE.match(said) is not None or (_ELSEWHERE.search(said) is not None and not _HERE.search(said))


def needs_nothing(text: str) -> bool:
    """Say whether a message tells that nothing would help at the visit, in whatever words of no."""
    said = bare(text)
    return _NEEDS_NOTHING.match(said) is not None or (concluded(said) is False and len(said.split()) <= _SHORT)


def says_plain_no(sentence: str) -> bool:
    """Say whether a sentence says no to all that the safety question names, and nothing else."""
    said = _BEHIND_A_NO.sub("", bare(sentence))
    return any(pattern.match(said) for pattern in _SAYS_NO)


def may_stand_beside_no(sentence: str) -> bool:
    """Say whether a sentence may stand beside a plain no and takes nothing of it back: "it is not new"."""
    said = bare(sentence)
    beside = " not " in f" {said} " and _BESIDE_A_NO.match(said) is not None
    return says_plain_no(sentence) or beside or any(one.match(said) for one in (_SAID_BEFORE, _EXCLAIMS))


def is_old_pain(sentence: str) -> bool:
    """Say whether a sentence names nothing but a pain they have had for long, or a sore back."""
    said = bare(sentence)
    old = _OLD_PAIN.match(said) is not None and _AGE.search(said) is not None
    return old or _SORE.match(said) is not None


def concluded(text: str) -> bool | None:
    """Return the yes or no to which a message comes in the end ("..., so yes", "better no"), None where it does not."""
    said = bare(text)
    found = _CONCLUDED.search(said)
    if found is None or _NEITHER.search(said[: found.start()]):
        return None
    return not found["no"]
