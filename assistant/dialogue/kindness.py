"""Whether a kind word comes before the reply: where a person is afraid, or tells of cancer that has spread. Pure."""

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
_ONLY_IF = re.compile(
    r"\b(?:if|can|could|does|would|might|may|whether)\b[^.!?]*$"
    r"|(?:^|[.!?] )(?:and |so )?(?:has|have|did|is|was)\b[^.!?]*$"
)
"""Before it: nothing is told, it is asked whether it may be so."""


def needs_a_kind_word(text: str) -> bool:
    """Say whether a message, spelt right, tells of fear or of a hard diagnosis."""
    told = _SPREAD.search(text)
    return _AFRAID.search(text) is not None or (told is not None and not _ONLY_IF.search(text[: told.start()]))
