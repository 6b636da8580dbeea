"""Whether a kind word comes before the reply: where a person is afraid, or tells of bad news. Pure."""

from __future__ import annotations

import re

_AFRAID = re.compile(
    r"(?<!not )(?<!n't )(?<!never )(?<!be )(?<!less )"
    r"\b(?:scared|scares|scaring|afraid|frighten(?:ed|s|ing)|terrif(?:ied|ies|ying)|worried sick|so worried)\b"
    r"(?! (?:of|to) (?:ask|bother|say))"
)
_SPREAD = re.compile(
    r"\b(?:gone|went|moved|come|came|spread|spreading|got)(?: now)? (?:in)?to (?:my|his|her|their) (?:\w+ )?"
    r"(?:spine|spinal|back|bones?|backbone|vertebrae?)\b"
)
_CAME_BACK = re.compile(
    r"\b(?:it|cancer|tumor)(?:(?:'s| has)? (?:come|came) back|(?:'s| is) back)\b"
    r"(?! (?:to|from|at|on|in touch|pain|ache))"
)
_TOLD = re.compile(
    r"\b(?:told|diagnosed|found|said|learned)\b[^.!?]{0,60}\b(?:tumor|cancer|metasta\w+)\b"
    r"|\bdiagnosis\b(?! (?:mean|take|made|done))"
)
_LATELY = re.compile(
    r"\b(?:just|today|yesterday|this (?:week|morning|afternoon)|last (?:week|night)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
"""Beside a diagnosis: who has lived with it for long needs no pity for it."""
_DEATH = re.compile(
    r"\b(?:bad|terrible|awful) news\b|\b(?:killed|took) (?:my|our) (?!pain|leg|arm|time)\w+"
    r"|\b(?:me|i'm|i am|he's|he is|she's|she is) dying\b"
    r"|\bam i (?:dying|going to die|gonna die)\b|\bgive[ns]? up on (?:me|you|him|her|us|them)\b|\bgoing to die\b"
)
_ONLY_IF = re.compile(
    r"\b(?:if|can|could|does|would|might|may|whether)\b[^.!?]*$"
    r"|(?:^|[.!?] )(?:and |so )?(?:has|have|did|is|was)\b[^.!?]*$"
)
"""Before it: nothing is told, it is asked whether it may be so."""


def needs_a_kind_word(text: str) -> bool:
    """Say whether a message, spelt right, tells of fear or of a hard diagnosis."""
    if _AFRAID.search(text) or _DEATH.search(text):
        return True
    told = _SPREAD.search(text) or _CAME_BACK.search(text) or (_TOLD.search(text) if _LATELY.search(text) else None)
    return told is not None and not _ONLY_IF.search(text[: told.start()])
