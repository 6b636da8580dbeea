"""Whether an answer in the form is the name of a treatment, or of a person whose name sounds like one."""

from __future__ import annotations

from assistant.dialogue.appointment.words import FormWords, bare
from assistant.language.reading import shared_reader
from knowledge.vocabulary import Kind

# fmt: off
_BESIDE = frozenset({
    "the", "my", "a", "an", "for", "about", "on", "and", "or", "of", "to", "it", "it's", "its", "with", "please",
    "treatment", "treatments", "therapy", "question", "questions", "stuff", "info", "again", "then", "too", "also",
    "option", "one",
})
# fmt: on
"""Words beside the name of a treatment that name nobody."""


def names_only_treatments(text: str, words: FormWords) -> bool:
    """Say whether `text` is the name of a treatment and nothing more: "radiation", but not "Ray Jones"."""
    reading = shared_reader().read(text)
    named = [one for one in reading.mentions if one.kind in (Kind.TREATMENT, Kind.TREATMENT_CUE)]
    if not named or bare(text) in words.names.given:
        return False
    rest = reading.folded
    for one in sorted(named, key=lambda mention: mention.start, reverse=True):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    return set(bare(rest).split()) <= _BESIDE
