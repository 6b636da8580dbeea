"""What a message asks, apart from how it is said: without courtesies, and as the person concerned would say it."""

from __future__ import annotations

import re

from assistant.language.courtesy import shared_courtesy
from assistant.language.persons import in_first_person

_CONTRACTION = re.compile(r" (?=(?:n't|'(?:s|m|re|ve|ll|d))(?: |$))")
_CONTRACTED = re.compile(r"(?<=[a-z])(?=(?:n't|'(?:s|m|re|ve|ll|d))(?: |$))")
_SENTENCE_MARKS = re.compile(r"(?<![^ ])[.!?;:\u2026]+(?: [.!?;:\u2026]+)*(?![^ ])")
_END_MARKS = re.compile(r"(?:(?:^| )[^\w\s]+)+$")
_FEW = 2


def what_is_asked(text: str) -> str:
    """Return what `text` asks (corrected words, spaces between all words and marks), in the same form.

    Never empty where `text` is not: a message that is nothing but courtesy stays as it is. What is told before a
    question that does without it is set aside too.
    """
    asked = shared_courtesy().without_story(shared_courtesy().set_aside(joined(text)))
    return in_first_person(_cut(asked))


def without_courtesies(text: str) -> str:
    """Return `text` (as in `what_is_asked`) without greetings, thanks and who asks for whom; all that is told stays."""
    return _cut(shared_courtesy().set_aside(joined(text)))


def joined(text: str) -> str:
    """Return `text` with its contractions in one piece: "do n't" is "don't"."""
    return _CONTRACTION.sub("", text)


def _cut(text: str) -> str:
    """Return `text` with its contractions cut as spaCy cuts them."""
    return _CONTRACTED.sub(" ", text)


def without_marks(text: str) -> str:
    """Return `text` with its sentences parted by a full stop each, and no mark at the end: "?" is often left out.

    A single word keeps its marks: they are half of what "and?" says.
    """
    if len(re.findall(r"\w+", text)) < _FEW:
        return text
    return _END_MARKS.sub("", _SENTENCE_MARKS.sub(".", text)) or text


def asks_nothing(text: str) -> bool:
    """Say whether `text` is nothing but courtesy: "could you please tell me"."""
    return shared_courtesy().only(joined(text))
