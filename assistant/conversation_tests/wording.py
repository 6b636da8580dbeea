"""Figures of what is read: words, text segments, reading grade."""

from __future__ import annotations

import re

import smsutil

from assistant.conversation_tests.seeing import Seen
from knowledge.checks import flesch_kincaid, load_terms, sentences_in


def says(text: str, words: str) -> bool:
    """Say whether `words` stand in `text` as whole words, whatever their capitals and line breaks."""
    wanted = r"\s+".join(re.escape(word) for word in words.split())
    return re.search(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE) is not None


def segments(seen: Seen) -> int:
    """Return how many text-message segments a turn takes: one text for each message, its choices as numbered lines."""
    total = number = 0
    for message in seen.messages:
        lines = [message.text]
        for title in message.buttons:
            number += 1
            lines.append(f"{number} {title}")
        total += len(smsutil.split("\n".join(lines)).parts)
    return total


def reading_grade(seen: Seen) -> float:
    """Return the Flesch-Kincaid grade of a turn: each sentence and each line of a list."""
    lines = [line.lstrip("- ").strip() for message in seen.messages for line in message.text.splitlines()]
    return flesch_kincaid([sentence for line in lines if line for sentence in sentences_in(line)], load_terms())
