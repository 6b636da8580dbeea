"""How long a text message may be, and what of an answer comes in a second one. Pure functions."""

from __future__ import annotations

from dataclasses import replace

import smsutil

from knowledge.answers import SENTENCE_END, Answer

LONGEST_SMS = 306
"""Two segments of GSM-7: 153 characters each, since seven bytes of a segment say how the two belong together."""


def gsm_length(text: str) -> int:
    """Return how many characters of GSM-7 a text takes, of which a few take two, as smsutil counts them."""
    return int(smsutil.split(text).total_bytes) if text else 0


def in_texts(answer: Answer) -> Answer:
    """Return an answer of which one text message tells as much as it holds; the rest is sent for "more"."""
    kept = answer
    while len(kept.sms) > 1 and gsm_length(kept.text("sms")) > LONGEST_SMS:
        kept = replace(kept, sms=kept.sms[:-1], sms_more=(kept.sms[-1], *kept.sms_more))
    return kept


def first_text(text: str) -> tuple[str, str | None]:
    """Return as many sentences of a text as one text message holds, and the rest, None where there is none."""
    sentences = SENTENCE_END.split(text.strip())
    for end in range(len(sentences), 1, -1):
        first = " ".join(sentences[:end])
        if gsm_length(first) <= LONGEST_SMS:
            return first, " ".join(sentences[end:]) or None
    return sentences[0], " ".join(sentences[1:]) or None
