"""Figures of what is read: words, text segments, reading grade."""

from __future__ import annotations

import re

import smsutil

from assistant.conversation_tests.seeing import Seen
from knowledge.reading_grade import flesch_kincaid, sentences_in
from knowledge.terms import load_terms


def says(text: str, words: str) -> bool:
    """Say whether `words` stand in `text` as whole words, whatever their capitals and line breaks."""
    wanted = r"\s+".join(re.escape(word) for word in words.split())
    return re.search(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE) is not None


def segments(seen: Seen) -> int:
    """Return how many text-message segments a turn takes. How choices are put is the channel's: it adds them itself."""
    return sum(len(smsutil.split(message.text).parts) for message in seen.messages)


def reading_grade(seen: Seen) -> float:
    """Return the Flesch-Kincaid grade of a turn: each sentence and each line of a list."""
    lines = [line.lstrip("- ").strip() for message in seen.messages for line in message.text.splitlines()]
    return flesch_kincaid([sentence for line in lines if line for sentence in sentences_in(line)], load_terms())
